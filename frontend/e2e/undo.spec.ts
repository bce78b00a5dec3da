import { expect, test, type Page } from '@playwright/test';
import { addClips, addMember, clip, clips, createProject, drag, leftOf, register } from './support';

const pixelsPerSecond = 24;
const undo = (page: Page) => page.getByRole('button', { name: /^Undo:/ });
const redo = (page: Page) => page.getByRole('button', { name: /^Redo:/ });
const details = (page: Page) => page.getByRole('complementary', { name: 'Details' });

async function write(page: Page, label: string, text: string): Promise<void> {
  await details(page).getByLabel(label, { exact: true }).fill(text);
  await details(page).getByLabel(label, { exact: true }).press('Control+Enter');
}

test('what was done is undone and redone, with keys and buttons, also after the page was loaded again', async ({ page }) => {
  await register(page, 'Agnes Varda');
  await createProject(page, 'Second look');
  await expect(undo(page)).toBeDisabled();
  await expect(undo(page)).toHaveAccessibleName('Undo: there is no change of yours to undo.');
  await addClips(page, 2);
  const before = await leftOf(clip(page, 'Clip 2'));
  await drag(page, clip(page, 'Clip 2'), 3 * pixelsPerSecond);
  await expect.poll(() => leftOf(clip(page, 'Clip 2'))).toBe(before + 3 * pixelsPerSecond);

  await test.step('the button says what it takes back', async () => {
    await expect(undo(page)).toHaveAccessibleName(/^Undo: moved 'Clip 2' to 01:00:07:00/);
    await expect(redo(page)).toBeDisabled();
    await undo(page).click();
    await expect.poll(() => leftOf(clip(page, 'Clip 2'))).toBe(before);
    await expect(page.getByRole('status').filter({ hasText: "Undone: moved 'Clip 2'" })).toBeVisible();
    await expect(redo(page)).toHaveAccessibleName(/^Redo: moved 'Clip 2'/);
  });

  await test.step('the message redoes it', async () => {
    await page.getByRole('status').filter({ hasText: 'Undone' }).getByRole('button', { name: 'Redo' }).click();
    await expect.poll(() => leftOf(clip(page, 'Clip 2'))).toBe(before + 3 * pixelsPerSecond);
  });

  await test.step('it can be undone after a reload, and redone with the other keys', async () => {
    await page.reload();
    await expect(clips(page)).toHaveCount(2);
    await page.keyboard.press('Control+z');
    await expect.poll(() => leftOf(clip(page, 'Clip 2'))).toBe(before);
    await page.keyboard.press('Control+Shift+Z');
    await expect.poll(() => leftOf(clip(page, 'Clip 2'))).toBe(before + 3 * pixelsPerSecond);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+y');
    await expect(page.getByRole('status').filter({ hasText: 'Redone' })).toBeVisible();
    await expect.poll(() => leftOf(clip(page, 'Clip 2'))).toBe(before + 3 * pixelsPerSecond);
  });

  await test.step('many presses in a row take back as many steps, no more and no less', async () => {
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Control+z');
    await expect(clips(page)).toHaveCount(0);
    await expect(undo(page)).toHaveAccessibleName(/^Undo: added 'Scene 1'/);
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Control+Shift+Z');
    await expect(clips(page)).toHaveCount(2);
    await expect(redo(page)).toBeDisabled();
  });

  await test.step('while somebody types, the keys belong to the text', async () => {
    await clip(page, 'Clip 1').click();
    const lyrics = details(page).getByLabel('Lyrics');
    await lyrics.click();
    await lyrics.pressSequentially('By the sea');
    await page.keyboard.press('Control+z');
    await expect(lyrics).not.toHaveValue('By the sea');
    await expect(clips(page)).toHaveCount(2);
    await page.keyboard.press('Escape');
  });
});

test('what somebody else changed since is not taken back without a question', async ({ page, browser }) => {
  const otherContext = await browser.newContext();
  const other = await otherContext.newPage();
  const email = await register(other, 'Larisa Shepitko');
  await register(page, 'Elem Klimov');
  const address = await createProject(page, 'The ascent');
  await addClips(page, 2);
  await addMember(page, email, 'Editor');
  await page.keyboard.press('Escape');
  await other.goto(address);
  await clip(page, 'Clip 1').click();
  await write(page, 'Lyrics', 'Snow');
  await expect(clip(other, 'Clip 1')).toContainText('Snow');
  await clip(other, 'Clip 1').click();
  await write(other, 'Lyrics', 'Ice');
  await expect(clip(page, 'Clip 1')).toContainText('Ice');
  const dialog = page.getByRole('dialog', { name: 'This was changed since' });

  await test.step('who changed what is told, and nothing happens until it is decided', async () => {
    await clip(page, 'Clip 2').click();
    await page.keyboard.press('Control+z');
    await expect(dialog.getByRole('listitem')).toContainText('Larisa Shepitko');
    await expect(dialog.getByRole('listitem')).toContainText('Ice');
    await dialog.getByRole('button', { name: 'Leave it as it is' }).click();
    await expect(clip(page, 'Clip 1')).toContainText('Ice');
  });

  await test.step('it is taken back anyway', async () => {
    await page.keyboard.press('Control+z');
    await dialog.getByRole('button', { name: 'Undo anyway' }).click();
    await expect(dialog).toBeHidden();
    await expect(clip(page, 'Clip 1')).not.toContainText('Ice');
    await expect(clip(other, 'Clip 1')).not.toContainText('Ice');
  });

  await test.step('the other one undoes only what is theirs', async () => {
    await expect(undo(page)).toHaveAccessibleName(/Clip 2/);
    await expect(undo(other)).not.toHaveAccessibleName(/Clip 2/);
  });

  await test.step('any change can be taken back from the history', async () => {
    await page.getByRole('button', { name: 'History', exact: true }).click();
    const history = page.getByRole('complementary', { name: 'History' });
    const added = history.getByRole('listitem').filter({ hasText: /^\w*added 'Clip 2'/i });
    await added.getByRole('button').first().click();
    await added.getByRole('button', { name: 'Undo this change' }).click();
    await expect(clips(other)).toHaveCount(1);
    await expect(added).toContainText('undone');
    await expect(history.getByRole('listitem').first()).toContainText('takes back');
  });
  await otherContext.close();
});
