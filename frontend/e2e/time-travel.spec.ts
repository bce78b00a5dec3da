import { expect, test, type Page } from '@playwright/test';
import { addClips, clip, clips, createProject, drag, leftOf, register } from './support';

const details = (page: Page) => page.getByRole('complementary', { name: 'Details' });
const history = (page: Page) => page.getByRole('complementary', { name: 'History' });
const slider = (page: Page) => page.getByRole('slider', { name: 'Moment of the history' });
const past = (page: Page) => page.getByRole('status', { name: 'The past' });

async function write(page: Page, label: string, text: string): Promise<void> {
  const field = details(page).getByLabel(label, { exact: true });
  await field.fill(text);
  await field.press('Control+Enter');
  await expect(field).not.toHaveAttribute('aria-busy');
}

test('the project is seen as it was, changed nowhere there, and restored', async ({ page }) => {
  await register(page, 'Chantal Akerman');
  await createProject(page, 'A day');
  await addClips(page, 3);

  await test.step('the history is found by its button and says what happened', async () => {
    await page.getByRole('button', { name: 'History', exact: true }).click();
    await expect(history(page).getByRole('listitem')).toHaveText([/added 'Clip 3'/i, /added 'Clip 2'/i, /added 'Clip 1'/i, /added 'Scene 1'/i, /created the project/i]);
    await expect(history(page).getByRole('heading', { name: 'Today' })).toBeVisible();
    await expect(slider(page)).toHaveAttribute('aria-valuetext', /^Now: added 'Clip 3'/);
  });

  await test.step('keys go back, and the whole desk with them', async () => {
    await slider(page).focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expect(clips(page)).toHaveCount(1);
    await expect(past(page)).toContainText('Nothing can be changed here.');
    await expect(slider(page)).toHaveAttribute('aria-valuetext', /: added 'Clip 1'/);
    await expect(history(page).locator('[aria-current=true]')).toContainText(/added 'Clip 1'/i);
    await expect(page).toHaveURL(/at=3$/);
  });

  await test.step('nothing can be changed there', async () => {
    for (const name of ['Add a scene', 'Add a clip']) await expect(page.getByRole('toolbar').getByRole('button', { name, exact: true })).toBeDisabled();
    await expect(page.getByRole('button', { name: /^Undo:/ })).toBeDisabled();
    await clip(page, 'Clip 1').click();
    for (const key of ['Delete', 'n', 'Shift+N', 'a', 'Control+d', 'Control+z', 'Alt+ArrowRight']) await page.keyboard.press(key);
    const before = await leftOf(clip(page, 'Clip 1'));
    await drag(page, clip(page, 'Clip 1'), 90);
    expect(await leftOf(clip(page, 'Clip 1'))).toBe(before);
    await clip(page, 'Clip 1').click();
    await page.keyboard.press('i');
    await expect(details(page).getByLabel('Name')).toBeDisabled();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await page.keyboard.press('h');
  });

  await test.step('the address shows the same after a reload, and Back leads to now', async () => {
    await page.reload();
    await expect(past(page)).toBeVisible();
    await expect(clips(page)).toHaveCount(1);
    await page.goBack();
    await expect(past(page)).toBeHidden();
    await expect(clips(page)).toHaveCount(3);
    await page.goForward();
    await expect(clips(page)).toHaveCount(1);
  });

  await test.step('the moment is compared with now, and one thing comes back', async () => {
    await page.getByRole('button', { name: 'Compare with now' }).click();
    const dialog = page.getByRole('dialog', { name: 'Compare two moments' });
    await expect(dialog.getByRole('listitem')).toHaveText([/addedClip 2/, /addedClip 3/]);
    await page.keyboard.press('Escape');
  });

  await test.step('everything is restored as one change that can be undone', async () => {
    await page.getByRole('button', { name: 'Restore everything' }).click();
    await page.getByRole('dialog', { name: 'Restore everything?' }).getByRole('button', { name: 'Restore everything' }).click();
    await expect(past(page)).toBeHidden();
    await expect(clips(page)).toHaveCount(1);
    await page.getByRole('status').filter({ hasText: 'Restored.' }).getByRole('button', { name: 'Undo' }).click();
    await expect(clips(page)).toHaveCount(3);
  });

  await test.step('a moment that never was says so', async () => {
    await page.goto(`${page.url().split('?')[0] ?? ''}?at=999`);
    await expect(page.getByRole('alert')).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: 'Back to now' }).click();
    await expect(clips(page)).toHaveCount(3);
  });
});

test('versions of a clip over time are compared and restored, whole or in part', async ({ page }) => {
  await register(page, 'Lucrecia Martel');
  await createProject(page, 'Versions over time');
  await addClips(page, 2);
  await clip(page, 'Clip 1').click();
  await write(page, 'Lyrics', 'Dust');
  await write(page, 'Notes', 'Heat');
  await write(page, 'Lyrics', 'Rain');
  await details(page).getByText('Versions over time').click();
  const versions = details(page).getByRole('list', { name: 'Versions over time' }).getByRole('listitem');
  await expect(versions).toHaveCount(4);
  await expect(versions.first()).toContainText('the present one');
  const dialog = page.getByRole('dialog', { name: 'Clip 1 over time' });

  await test.step('a version is compared with the present one, and one field of it comes back', async () => {
    await versions.nth(2).getByRole('button', { name: /^Compare or restore/ }).click();
    await expect(dialog.getByRole('rowheader')).toHaveText([/lyrics/i, /notes/i]);
    await expect(dialog.getByRole('row').filter({ hasText: /lyrics/i })).toContainText('DustRain');
    await dialog.getByRole('checkbox', { name: 'Lyrics' }).check();
    await dialog.getByRole('button', { name: 'Restore 1 of 2 fields' }).click();
    await expect(dialog).toBeHidden();
    await expect(details(page).getByLabel('Lyrics')).toHaveValue('Dust');
    await expect(details(page).getByLabel('Notes')).toHaveValue('Heat');
    await expect(versions).toHaveCount(5);
  });

  await test.step('the first version comes back whole', async () => {
    await versions.last().getByRole('button', { name: /^Compare or restore/ }).click();
    await dialog.getByRole('button', { name: 'Restore this version' }).click();
    await expect(dialog).toBeHidden();
    await expect(details(page).getByLabel('Lyrics')).toHaveValue('');
    await expect(details(page).getByLabel('Notes')).toHaveValue('');
  });

  await test.step('the history can be narrowed to this clip', async () => {
    await page.keyboard.press('h');
    await expect(history(page).getByRole('listitem').filter({ hasText: /added 'Clip 2'/i })).toHaveCount(1);
    await history(page).getByRole('checkbox', { name: 'Only the selected clip' }).check();
    await expect(history(page).getByRole('listitem').filter({ hasText: /added 'Clip 2'/i })).toHaveCount(0);
    await expect(history(page).getByRole('listitem')).toHaveCount(6);
  });
});
