import { expect, test, type Page } from '@playwright/test';
import { addClips, clip, clips, createProject, register } from './support';

/** A picture of one colour, as a program would have painted it. */
async function painted(page: Page, colour: string): Promise<Buffer> {
  const address = await page.evaluate((fill) => {
    const canvas = document.createElement('canvas');
    canvas.width = 320;
    canvas.height = 180;
    const brush = canvas.getContext('2d');
    if (!brush) throw new Error('There is nothing to paint with.');
    brush.fillStyle = fill;
    brush.fillRect(0, 0, 320, 180);
    return canvas.toDataURL('image/png');
  }, colour);
  return Buffer.from(address.split(',')[1] ?? '', 'base64');
}

test('two pictures are uploaded, compared, one is shown, kept in the pool and used again', async ({ page }) => {
  await register(page, 'Tess');
  await createProject(page, 'Takes');
  await addClips(page, 2);
  await clip(page, 'Clip 1').click();
  await page.keyboard.press('t');
  await expect(page.getByRole('heading', { name: 'Takes of Clip 1' })).toBeVisible();

  const choosing = page.waitForEvent('filechooser');
  await page.keyboard.press('u');
  const files = [];
  for (const colour of ['teal', 'tomato']) files.push({ name: `${colour}.png`, mimeType: 'image/png', buffer: await painted(page, colour) });
  await (await choosing).setFiles(files);
  const takes = page.getByRole('listbox', { name: 'Takes' }).getByRole('option');
  await expect(takes).toHaveCount(2);
  await expect(takes.first().locator('img')).toHaveJSProperty('naturalWidth', 320);

  await takes.first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByRole('status').filter({ hasText: '2 marked' })).toBeVisible();
  await page.keyboard.press('c');
  const comparison = page.getByRole('dialog', { name: 'Two takes' });
  await expect(comparison.getByText('teal.png')).toBeVisible();
  await comparison.getByRole('button', { name: 'Select take 1' }).click();
  await expect(comparison.getByText('Selected')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.keyboard.press('Escape');
  await page.getByRole('option', { name: /^Take 1, image, teal.png, selected/ }).click();
  await page.getByRole('button', { name: 'Send to pool' }).click();
  await page.getByRole('button', { name: 'Open the pool' }).click();
  await page.getByRole('option', { name: /^Clip 1, take 1, image, used in 1 clip/ }).click();
  await page.keyboard.press('a');
  const applying = page.getByRole('dialog', { name: 'Apply this item to clips' });
  await applying.getByRole('checkbox', { name: /Clip 2/ }).check();
  await applying.getByRole('button', { name: 'Apply to 1 clip' }).click();
  await expect(page.getByText('Used in 2 clips')).toBeVisible();

  await page.getByRole('link', { name: 'Takes', exact: true }).click();
  await expect(clips(page)).toHaveCount(2);
  for (const name of ['Clip 1', 'Clip 2']) {
    await expect(clip(page, name)).toHaveAccessibleName(/shows a take/);
    await expect(clip(page, name).locator('img')).toHaveJSProperty('naturalWidth', 320);
  }
  await clip(page, 'Clip 2').click();
  await expect(page.getByRole('list', { name: 'Newest takes' }).getByRole('button')).toHaveCount(1);
});
