import { expect, test } from '@playwright/test';
import { addMember, createProject, logIn, password, register } from './support';

test('a person erases the account, with the keyboard: the film stays, as the work of a former member', async ({ page, browser }) => {
  const owner = await (await browser.newContext()).newPage();
  await register(owner, 'Lotte Reiniger');
  const film = await createProject(owner, 'Prince Achmed');
  const email = await register(page, 'Carl Koch');
  await owner.goto(film);
  await addMember(owner, email, 'Editor');
  await page.goto('/');
  await createProject(page, 'Diary');
  await page.goto(film);
  await page.getByRole('button', { name: 'Add a scene' }).first().click();

  await page.goto('/account');
  await page.getByRole('button', { name: 'Erase my account' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Erase your account?' });

  await test.step('what will happen is said before', async () => {
    await expect(dialog.getByRole('list', { name: /no other members and are deleted/ })).toHaveText('Diary');
    await expect(dialog.getByRole('list', { name: /^You leave these projects/ })).toHaveText('Prince Achmed');
    await expect(dialog.getByLabel('Your password')).toBeFocused();
  });

  await test.step('a wrong password is refused at its field, and Escape leaves all as it was', async () => {
    await page.keyboard.type('not my password at all');
    await page.keyboard.press('Enter');
    await expect(dialog.getByLabel('Your password')).toHaveAttribute('aria-invalid', 'true');
    await expect(dialog.getByRole('alert')).toContainText('This is not the current password.');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  await test.step('the right one ends everything', async () => {
    await page.getByRole('button', { name: 'Erase my account' }).press('Enter');
    await dialog.getByLabel('Your password').fill(password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Log in' })).toBeVisible();
    await logIn(page, email);
    await expect(page.getByRole('alert')).toContainText('The e-mail address or the password is wrong.');
  });

  await owner.reload();
  await owner.getByRole('button', { name: 'History', exact: true }).click();
  await expect(owner.getByText('Former member').first()).toBeVisible();
  await owner.context().close();
});

test('who alone owns a film that others work on is told to hand it over first', async ({ page, browser }) => {
  const other = await (await browser.newContext()).newPage();
  const email = await register(other, 'Esfir Shub');
  await register(page, 'Dziga Vertov');
  await createProject(page, 'Kino Glaz');
  await addMember(page, email, 'Editor');
  await page.goto('/account');
  await page.getByRole('button', { name: 'Erase my account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Erase your account?' });
  await expect(dialog.getByRole('list', { name: /^First transfer the ownership/ })).toHaveText('Kino Glaz');
  await dialog.getByLabel('Your password').fill(password);
  await dialog.getByRole('button', { name: 'Erase my account' }).click();
  await expect(dialog.getByRole('alert')).toContainText("Others work on 'Kino Glaz', which would have no owner.");
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'Dziga Vertov' })).toBeVisible();
  await other.context().close();
});
