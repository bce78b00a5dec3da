import { expect, test, type Page } from '@playwright/test';
import { addClips, clip, clips, createProject, drag, leftOf, register, scenes } from './support';

const pixelsPerSecond = 24;
const playhead = (page: Page) => page.getByRole('slider', { name: 'Playhead' });
const selected = (page: Page) => page.locator('[data-timeline] [role=option][aria-selected=true]');

/** Puts the playhead to a second, by pressing in the ruler. */
async function goTo(page: Page, seconds: number): Promise<void> {
  await playhead(page).click({ position: { x: 44 + seconds * pixelsPerSecond, y: 10 } });
  await expect(playhead(page)).toHaveAttribute('aria-valuenow', String(seconds * 24));
}

test('what was deleted is restored: from the message, and later from the list, seen by another person at once', async ({ page, browser }) => {
  await register(page, 'Lois Weber');
  const address = await createProject(page, 'Second thoughts');
  await addClips(page, 3);
  const elsewhere = await browser.newContext({ storageState: await page.context().storageState() });
  const other = await elsewhere.newPage();
  await other.goto(address);
  await expect(clips(other)).toHaveCount(3);
  const list = page.getByRole('dialog', { name: 'Deleted' });

  await test.step('the message after a delete takes it back', async () => {
    await clip(page, 'Clip 2').click();
    await page.keyboard.press('Delete');
    await expect(clips(page)).toHaveCount(2);
    await expect(clips(other)).toHaveCount(2);
    await expect(page.locator('.animate-flash')).toHaveCount(0);
    await page.getByRole('status').filter({ hasText: 'The clip is deleted.' }).getByRole('button', { name: 'Restore' }).click();
    await expect(clips(page)).toHaveCount(3);
    await expect(clip(page, 'Clip 2')).toHaveAttribute('aria-selected', 'true');
  });

  await test.step('the list is empty, and fills while it is open', async () => {
    await page.keyboard.press('Shift+D');
    await expect(list.getByText('Nothing is deleted')).toBeVisible();
    await clip(other, 'Clip 1').click();
    await other.keyboard.press('Delete');
    await expect(list.getByRole('listitem')).toHaveText([/Clip 1.*Scene 1, track 1/]);
    await clip(other, 'Clip 3').click();
    await other.keyboard.press('Delete');
    await expect(list.getByRole('listitem')).toHaveText([/Clip 3/, /Clip 1/]);
  });

  await test.step('a clip goes back to its place', async () => {
    await list.getByRole('button', { name: 'Restore Clip 1' }).click();
    await expect(list.getByRole('listitem')).toHaveText([/Clip 3/]);
    await expect(clip(other, 'Clip 1')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(list).toBeHidden();
  });

  await test.step('a scene comes back with its clips', async () => {
    await scenes(page).first().click();
    await page.keyboard.press('Delete');
    await expect(scenes(page)).toHaveCount(0);
    await page.getByRole('button', { name: 'Deleted scenes and clips' }).click();
    await expect(list.getByRole('list', { name: 'Deleted scenes' }).getByRole('listitem')).toHaveText([/Scene 1/]);
    await list.getByRole('button', { name: 'Restore Scene 1' }).click();
    await expect(scenes(page)).toHaveCount(1);
    await expect(clips(page)).toHaveCount(2);
  });
  await elsewhere.close();
});

test('two versions are compared side by side, one is chosen and promoted', async ({ page }) => {
  await register(page, 'Maya Deren');
  await createProject(page, 'Versions');
  await addClips(page, 2);
  const details = page.getByRole('complementary', { name: 'Details' });
  const dialog = page.getByRole('dialog', { name: 'Compare versions' });

  await test.step('a clip that has one version has nothing to compare', async () => {
    await clip(page, 'Clip 1').click();
    await page.keyboard.press('c');
    await expect(dialog).toBeHidden();
    await expect(details.getByRole('button', { name: 'Compare' })).toBeHidden();
  });

  await test.step('differing fields are marked', async () => {
    await page.keyboard.press('a');
    await expect(details.getByLabel('Name')).toHaveValue('Clip 1 A1');
    await details.getByLabel('Lyrics').fill('By the sea');
    await details.getByLabel('Lyrics').press('Control+Enter');
    await details.getByRole('button', { name: 'Compare' }).click();
    await expect(dialog.getByLabel('Left version')).toHaveValue(/^clip-/);
    const row = (name: string) => dialog.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
    await expect(row('Lyrics')).toContainText('By the sea');
    await expect(row('Lyrics')).toHaveAttribute('data-differs', 'true');
    await expect(row('Notes')).toHaveAttribute('data-differs', 'false');
    await dialog.getByLabel('Only what differs').check();
    await expect(dialog.getByRole('rowheader')).toHaveText([/^Lyrics/]);
  });

  await test.step('the alternate is chosen, then made the original', async () => {
    await dialog.getByRole('button', { name: 'Choose Clip 1 A1' }).click();
    await expect(dialog.getByRole('button', { name: 'Choose Clip 1 A1' })).toBeDisabled();
    await expect(dialog.getByRole('button', { name: 'Choose Clip 1', exact: true })).toBeEnabled();
    await dialog.getByRole('button', { name: 'Promote Clip 1 A1' }).click();
    await expect(dialog.getByRole('button', { name: 'Promote Clip 1 A1' })).toBeEnabled();
    await page.keyboard.press('Escape');
    await expect(clip(page, 'Clip 1')).toContainText('By the sea');
  });

  await test.step('versions of a scene are compared with their lengths and clips, any two of them', async () => {
    await scenes(page).first().click();
    await page.keyboard.press('a');
    await expect(details.getByRole('button', { name: /^A1 / })).toBeVisible();
    await page.keyboard.press('a');
    await expect(details.getByRole('button', { name: /^A2 / })).toBeVisible();
    await scenes(page).first().click();
    await clip(page, 'Clip 2').click();
    await page.keyboard.press('Delete');
    await expect(clips(page)).toHaveCount(1);
    await scenes(page).first().click();
    await page.keyboard.press('c');
    const marked = dialog.locator('[data-differs=true]');
    await expect(marked.getByRole('rowheader')).toHaveText([/^Length/, /^Clips/, /^Track 1, clip 2/]);
    await expect(marked.last().getByRole('cell')).toHaveText(['No such clip', /Clip 2/]);
    await dialog.getByLabel('Left version').selectOption({ label: 'A2: Scene 1 A2' });
    await dialog.getByLabel('Only what differs').check();
    await expect(dialog.getByText('The two do not differ.')).toBeVisible();
  });
});

test('clips are copied, cut and pasted, many at once', async ({ page }) => {
  await register(page, 'Dorothy Arzner');
  await createProject(page, 'Carried over');
  await addClips(page, 3);

  await test.step('Ctrl and Shift take more into the selection, Escape lets go of it', async () => {
    await clip(page, 'Clip 1').click();
    await clip(page, 'Clip 3').click({ modifiers: ['Shift'] });
    await expect(selected(page)).toHaveCount(3);
    await clip(page, 'Clip 2').click({ modifiers: ['Control'] });
    await expect(selected(page)).toHaveCount(2);
    await expect(page.getByText('2 clips are selected')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(selected(page)).toHaveCount(0);
  });

  await test.step('a lasso selects what it touches', async () => {
    const box = await clip(page, 'Clip 2').boundingBox();
    if (!box) throw new Error('The clip is not to be seen.');
    await page.mouse.move(box.x + 20, box.y + box.height + 12);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width + 20, box.y + 30, { steps: 5 });
    await expect(page.locator('[data-lasso]')).toBeVisible();
    await page.mouse.up();
    await expect(page.locator('[data-lasso]')).toBeHidden();
    await expect(selected(page)).toHaveCount(2);
    await page.keyboard.press('Escape');
  });

  await test.step('copies go where the playhead is, as far from each other as the originals', async () => {
    await clip(page, 'Clip 1').click();
    await page.keyboard.press('Control+Shift+ArrowDown');
    await expect(selected(page)).toHaveCount(2);
    await page.keyboard.press('Control+c');
    await goTo(page, 14);
    await page.keyboard.press('Control+v');
    await expect(clips(page)).toHaveCount(5);
    await expect(clip(page, 'Clip 1 copy')).toHaveAccessibleName(/from 01:00:14:00|from 00:00:14:00/);
    await expect(clip(page, 'Clip 2 copy')).toHaveAccessibleName(/00:00:18:00|01:00:18:00/);
    await expect(selected(page)).toHaveCount(2);
  });

  await test.step('where there is no room nothing is pasted, and the free places are offered', async () => {
    await goTo(page, 2);
    await page.keyboard.press('Control+v');
    const refusal = page.getByRole('alertdialog');
    await expect(refusal).toContainText('would lie on');
    await expect(clips(page)).toHaveCount(5);
    await refusal.getByRole('button', { name: /^Place at/ }).last().click();
    await expect(refusal).toBeHidden();
    await expect(clips(page)).toHaveCount(7);
  });

  await test.step('what is cut moves, in one change', async () => {
    await clip(page, 'Clip 3').click();
    await page.keyboard.press('Control+x');
    await expect(clip(page, 'Clip 3')).toHaveAccessibleName(/, cut$/);
    const before = await leftOf(clip(page, 'Clip 3'));
    await goTo(page, 9);
    await page.keyboard.press('Control+v');
    await expect.poll(() => leftOf(clip(page, 'Clip 3'))).toBe(before + pixelsPerSecond);
    await expect(clips(page)).toHaveCount(7);
    await expect(clip(page, 'Clip 3')).not.toHaveAccessibleName(/, cut$/);
  });

  await test.step('all of the scene is selected, duplicated, deleted and restored', async () => {
    await page.keyboard.press('Control+a');
    await expect(selected(page)).toHaveCount(7);
    await page.keyboard.press('Control+d');
    await expect(clips(page)).toHaveCount(14);
    await expect(selected(page)).toHaveCount(7);
    await page.keyboard.press('Delete');
    await expect(clips(page)).toHaveCount(7);
    await page.getByRole('status').filter({ hasText: '7 clips are deleted.' }).getByRole('button', { name: 'Restore' }).click();
    await expect(clips(page)).toHaveCount(14);
  });

  await test.step('the history tells one change for each of them', async () => {
    await page.keyboard.press('h');
    const history = page.getByRole('complementary', { name: 'History' });
    await expect(history.getByRole('listitem').first()).toContainText(/restored/i);
    await expect(history.getByRole('listitem')).toHaveCount(11);
  });
});

test('scenes are copied and cut to another place', async ({ page }) => {
  await register(page, 'Alla Nazimova');
  await createProject(page, 'Order of things');
  await addClips(page, 1);
  for (const count of [2, 3]) {
    await page.getByRole('toolbar').getByRole('button', { name: 'Add a scene' }).click();
    await expect(scenes(page)).toHaveCount(count);
    await page.getByRole('toolbar').getByRole('button', { name: 'Add a clip' }).click();
    await expect(clips(page)).toHaveCount(count);
  }
  const outline = page.getByRole('navigation', { name: 'Scenes' }).getByRole('listitem');
  await scenes(page).first().click();
  await page.keyboard.press('Control+c');
  await goTo(page, 10);
  await page.keyboard.press('Control+v');
  await expect(outline).toHaveText([/Scene 1(?! copy)/, /Scene 2/, /Scene 3/, /Scene 1 copy/]);
  await scenes(page).nth(1).click();
  await page.keyboard.press('Control+x');
  await goTo(page, 13);
  await page.keyboard.press('Control+v');
  await expect(outline).toHaveText([/Scene 1(?! copy)/, /Scene 3/, /Scene 1 copy/, /Scene 2/]);
  await expect(clips(page)).toHaveCount(4);
});

test('a clip can still be dragged after several were selected', async ({ page }) => {
  await register(page, 'Esfir Shub');
  await createProject(page, 'Drag');
  await addClips(page, 2);
  await page.keyboard.press('Control+a');
  await expect(selected(page)).toHaveCount(2);
  const before = await leftOf(clip(page, 'Clip 2'));
  await drag(page, clip(page, 'Clip 2'), 3 * pixelsPerSecond);
  await expect.poll(() => leftOf(clip(page, 'Clip 2'))).toBe(before + 3 * pixelsPerSecond);
  await expect(selected(page)).toHaveCount(1);
});
