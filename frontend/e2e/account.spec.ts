import { expect, test } from '@playwright/test';
import { logIn, password, register } from './support';

let administrator = '';

// The first person on a server looks after it, so this journey is the first of the first file.
test('the first person closes the registration, and opens it again', async ({ page, browser }) => {
  await page.goto('/');
  await expect(page.getByText('You are the first here')).toBeVisible();
  administrator = await register(page, 'Ida Lupino');
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto('/sign-in');
  await stranger.getByRole('button', { name: 'Make an account' }).click();

  await page.getByRole('button', { name: 'Account of Ida Lupino' }).click();
  await page.getByRole('menuitem', { name: 'Password and devices' }).click();
  await expect(page.getByText(/@example\.org, administrator/)).toBeVisible();
  const isOpen = page.getByLabel('Anybody who reaches this server may make an account');
  await expect(isOpen).toBeChecked();
  await isOpen.uncheck();
  await expect(isOpen).toBeEnabled();
  try {
    await test.step('a form that was open already is refused, and keeps what was written', async () => {
      await stranger.getByLabel('Name', { exact: true }).fill('Too Late');
      await stranger.getByLabel('E-mail').fill('too.late@example.org');
      await stranger.getByLabel('Password').fill(password);
      await stranger.getByRole('button', { name: 'Register' }).click();
      await expect(stranger.getByRole('alert')).toContainText(/registration|administrator/i);
      await expect(stranger.getByLabel('E-mail')).toHaveValue('too.late@example.org');
    });
    await test.step('nobody else is offered one', async () => {
      await stranger.reload();
      await expect(stranger.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
      await expect(stranger.getByRole('button', { name: 'Make an account' })).toBeHidden();
    });
    await page.reload();
    await expect(isOpen).toBeEnabled();
    await expect(isOpen).not.toBeChecked();
  } finally {
    await isOpen.check();
  }
  await expect(isOpen).toBeEnabled();
  await stranger.reload();
  await expect(stranger.getByRole('button', { name: 'Make an account' })).toBeVisible();
  await stranger.context().close();
});

test('an administrator makes somebody administrator and erases the account of somebody else', async ({ page, browser }) => {
  const elsewhere = await (await browser.newContext()).newPage();
  await register(elsewhere, 'Alice Guy');
  await elsewhere.context().clearCookies();
  const email = await register(elsewhere, 'Lois Weber');
  await logIn(page, administrator);
  await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible();
  await page.goto('/account');
  const people = page.getByRole('list', { name: 'People' }).getByRole('listitem');
  const named = (name: string) => people.filter({ hasText: name });

  await named('Alice Guy').getByRole('button', { name: 'Make Alice Guy administrator' }).click();
  await page.getByRole('dialog').getByLabel('Your password').fill(password);
  await page.getByRole('dialog').getByRole('button', { name: 'Make administrator' }).click();
  await expect(named('Alice Guy')).toContainText('administrator');

  await expect(named('Ida Lupino').getByRole('button')).toHaveCount(0);
  await named('Lois Weber').getByRole('button', { name: 'Erase the account of Lois Weber' }).click();
  await page.getByRole('dialog').getByLabel('Your password').fill(password);
  await page.getByRole('dialog').getByRole('button', { name: 'Erase' }).click();
  await expect(page.getByText('The account of Lois Weber is erased.')).toBeVisible();
  await expect(named('Lois Weber')).toHaveCount(0);

  await elsewhere.reload();
  await expect(elsewhere.getByRole('button', { name: 'Log in' })).toBeVisible();
  await logIn(elsewhere, email);
  await expect(elsewhere.getByRole('alert')).toBeVisible();
  await elsewhere.context().close();
});

test('a password is changed: the old one no longer works, and other devices have to log in again', async ({ page, browser }) => {
  const email = await register(page, 'Agnes Varda');
  const elsewhere = await (await browser.newContext()).newPage();
  await logIn(elsewhere, email);
  await expect(elsewhere.getByRole('heading', { name: 'Projects' })).toBeVisible();

  await page.goto('/account');
  const present = page.getByLabel('Present password');
  const wanted = page.getByLabel('New password');
  const change = page.getByRole('button', { name: 'Change password' });

  await test.step('a wrong present password is refused at its field', async () => {
    await present.fill('not my password at all');
    await wanted.fill('another rather long sentence 43');
    await change.click();
    await expect(present).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByRole('alert')).toBeVisible();
  });

  await test.step('a weak new one is refused at its field', async () => {
    await present.fill(password);
    await wanted.fill('short');
    await change.click();
    await expect(wanted).toHaveAttribute('aria-invalid', 'true');
  });

  await test.step('a good one is taken', async () => {
    await wanted.fill('another rather long sentence 43');
    await change.click();
    await expect(page.getByText('Your password is changed.')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Agnes Varda' })).toBeVisible();
  });

  await elsewhere.reload();
  await expect(elsewhere.getByRole('button', { name: 'Log in' })).toBeVisible();
  await logIn(elsewhere, email);
  await expect(elsewhere.getByRole('alert')).toBeVisible();
  await logIn(elsewhere, email, 'another rather long sentence 43');
  await expect(elsewhere.getByRole('heading', { name: 'Projects' })).toBeVisible();
  await elsewhere.context().close();
});

test('another device is logged out from here', async ({ page, browser }) => {
  const email = await register(page, 'Chantal Akerman');
  const elsewhere = await (await browser.newContext()).newPage();
  await logIn(elsewhere, email);
  await expect(elsewhere.getByRole('heading', { name: 'Projects' })).toBeVisible();

  await page.goto('/account');
  const devices = page.getByRole('main').getByRole('listitem');
  await expect(devices).toHaveCount(2);
  await expect(devices.filter({ hasText: 'this device' })).toHaveCount(1);
  await expect(devices.filter({ hasText: 'this device' }).getByRole('button')).toHaveCount(0);
  await devices.getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByText('That device is logged out.')).toBeVisible();
  await expect(devices).toHaveCount(1);

  await elsewhere.reload();
  await expect(elsewhere.getByRole('button', { name: 'Log in' })).toBeVisible();
  await page.reload();
  await expect(devices).toHaveCount(1);
  await elsewhere.context().close();
});
