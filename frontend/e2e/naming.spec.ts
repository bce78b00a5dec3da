import { expect, test } from '@playwright/test';
import { addClips, clip, clips, createProject, register } from './support';

test('a shot list is named, confirmed, and keeps its codes when a clip comes between', async ({ page }) => {
  await register(page, 'Germaine Dulac');
  await createProject(page, 'The Smiling Madame');
  await addClips(page, 2);

  await test.step('the convention shows what it makes while it is typed, and where it is wrong', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Project settings' }).click();
    const dialog = page.getByRole('dialog', { name: 'Project settings' });
    const field = dialog.getByLabel('Naming convention');
    await field.fill('{project}_{scene:02}-{shoot}');
    await expect(dialog.getByRole('alert')).toContainText('In column 22');
    await field.fill('{project}_{scene:02}-{shot:03*10}_v{version:02}');
    await expect(dialog.getByRole('list', { name: 'Preview of names' })).toContainText('The_Smiling_Madame_01-010_A1_v01');
    await page.screenshot({ path: test.info().outputPath('naming.png') });
    await dialog.getByRole('button', { name: 'Save settings' }).click();
    await expect(clip(page, 'Clip 2')).toHaveAccessibleName(/01-020/);
  });

  const list = page.getByRole('dialog', { name: 'Shot list' });
  await test.step('it is looked at and confirmed', async () => {
    await page.getByRole('button', { name: 'Shot list and codes' }).click();
    await expect(list.getByText('1 scene and 2 shots: 3 get a code.')).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('shot-list.png') });
    await list.getByRole('button', { name: 'Confirm shot list' }).click();
    await expect(list.getByText('The shot list is confirmed.')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByText('Shot list confirmed', { exact: true })).toBeVisible();
  });

  await test.step('codes stay, and one that is taken is refused with others beside it', async () => {
    await clip(page, 'Clip 1').click();
    const code = page.getByRole('complementary', { name: 'Details' }).getByLabel('Code');
    await expect(code).toHaveValue('01-010');
    await code.fill('01-020');
    await code.press('Enter');
    await expect(page.getByRole('complementary', { name: 'Details' }).getByRole('alert')).toContainText('Free are 01-021 and 01-019');
    await code.press('Escape');
    await code.fill('01-015');
    await code.press('Enter');
    await expect(clip(page, 'Clip 1')).toHaveAccessibleName(/01-015/);
    await page.getByRole('toolbar').getByRole('button', { name: 'Add a clip' }).click();
    await expect(clips(page)).toHaveCount(3);
    await expect(clip(page, 'Clip 3')).toHaveAccessibleName(/01-030/);
    await page.screenshot({ path: test.info().outputPath('codes.png') });
  });

  await test.step('files are named by the convention', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await dialog.getByLabel('Names').selectOption('code');
    const waiting = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Download OpenTimelineIO' }).click();
    expect((await waiting).suggestedFilename()).toBe('The_Smiling_Madame_v01.otio');
  });
});
