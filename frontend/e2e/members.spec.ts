import { expect, test } from '@playwright/test';
import { addClips, addMember, clip, clips, createProject, drag, leftOf, register, scenes } from './support';

test('the ownership goes to somebody else, who can give it back', async ({ page, browser }) => {
  const heirContext = await browser.newContext();
  const heir = await heirContext.newPage();
  const heirEmail = await register(heir, 'Leontine Sagan');
  await register(page, 'Thea von Harbou');
  const address = await createProject(page, 'Inheritance');
  const dialog = await addMember(page, heirEmail, 'Editor');
  await heir.goto(address);
  await heir.getByRole('button', { name: 'Members' }).click();
  const theirs = heir.getByRole('dialog', { name: 'Members' });
  await expect(theirs.getByRole('button', { name: 'Add' })).toBeHidden();

  await dialog.getByRole('button', { name: 'Make Leontine Sagan the owner' }).click();
  const question = page.getByRole('dialog', { name: 'Make Leontine Sagan the owner?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByLabel('Role of Leontine Sagan')).toBeVisible();
  await dialog.getByRole('button', { name: 'Make Leontine Sagan the owner' }).click();
  await question.getByRole('button', { name: 'Transfer ownership' }).click();
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Leontine Sagan' })).toContainText('Owner');
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Thea von Harbou' })).toContainText('Editor');
  await expect(dialog.getByRole('button', { name: 'Add' })).toBeHidden();

  await expect(theirs.getByRole('button', { name: 'Add' })).toBeVisible();
  await theirs.getByRole('button', { name: 'Make Thea von Harbou the owner' }).click();
  await heir.getByRole('button', { name: 'Transfer ownership' }).click();
  await expect(dialog.getByRole('button', { name: 'Make Leontine Sagan the owner' })).toBeVisible();
  await heirContext.close();
});

test('a viewer watches and may not edit, until the role is changed', async ({ page, browser }) => {
  const viewerContext = await browser.newContext();
  const viewer = await viewerContext.newPage();
  const email = await register(viewer, 'A Viewer');
  await register(page, 'Mary Harron');
  const address = await createProject(page, 'Do not touch');
  await addClips(page, 2);
  const dialog = await addMember(page, email, 'Viewer');
  await viewer.goto(address);
  await expect(clips(viewer)).toHaveCount(2);

  await test.step('what changes the project is disabled, what shows it is not', async () => {
    await clip(viewer, 'Clip 1').click();
    const details = viewer.getByRole('complementary', { name: 'Details' });
    await expect(details.getByLabel('Name')).toBeDisabled();
    await expect(details.getByLabel('Status')).toBeDisabled();
    await expect(details.getByRole('button', { name: 'Make an alternate' })).toBeHidden();
    const toolbar = viewer.getByRole('toolbar');
    for (const name of ['Add a scene', 'Add a clip', 'Make an alternate', 'Duplicate', 'Delete']) {
      await expect(toolbar.getByRole('button', { name, exact: true })).toBeDisabled();
    }
    await expect(viewer.getByRole('button', { name: 'Project settings' })).toBeDisabled();
    await expect(viewer.getByRole('button', { name: 'Import an edit' })).toBeDisabled();
    await expect(viewer.getByRole('button', { name: 'Export' })).toBeEnabled();
    await viewer.getByRole('button', { name: 'Members' }).click();
    await expect(viewer.getByRole('dialog', { name: 'Members' }).getByRole('button', { name: 'Add' })).toBeHidden();
    await viewer.keyboard.press('Escape');
  });

  await test.step('keys and dragging change nothing', async () => {
    await clip(viewer, 'Clip 1').click();
    for (const key of ['Delete', 'n', 'Shift+N', 'a', 'Control+d', 'Control+x', 'Control+v', 'Alt+ArrowRight']) await viewer.keyboard.press(key);
    const before = await leftOf(clip(viewer, 'Clip 2'));
    await drag(viewer, clip(viewer, 'Clip 2'), 90);
    expect(await leftOf(clip(viewer, 'Clip 2'))).toBe(before);
    await expect(clips(viewer)).toHaveCount(2);
    await expect(scenes(viewer)).toHaveCount(1);
    await expect(viewer.getByRole('alert')).toHaveCount(0);
  });

  await test.step('what was deleted is listed, without a way to restore it', async () => {
    await page.keyboard.press('Escape');
    await clip(page, 'Clip 2').click();
    await page.keyboard.press('Delete');
    await expect(clips(viewer)).toHaveCount(1);
    await viewer.keyboard.press('Shift+D');
    const deleted = viewer.getByRole('dialog', { name: 'Deleted' });
    await expect(deleted.getByRole('listitem')).toHaveText([/Clip 2/]);
    await expect(deleted.getByRole('button', { name: /^Restore/ })).toHaveCount(0);
    await viewer.keyboard.press('Escape');
  });

  await test.step('an editor may, as soon as the owner says so', async () => {
    await page.getByRole('button', { name: 'Members' }).click();
    await dialog.getByLabel('Role of A Viewer').selectOption('Editor');
    await expect(viewer.getByRole('toolbar').getByRole('button', { name: 'Add a clip' })).toBeEnabled();
    await viewer.keyboard.press('n');
    await expect(clips(page)).toHaveCount(2);
  });

  await test.step('whoever is removed cannot see it any more', async () => {
    await dialog.getByRole('button', { name: 'Remove A Viewer' }).click();
    await expect(dialog.getByText('A Viewer', { exact: true })).toBeHidden();
    await viewer.reload();
    await expect(viewer.getByText('There is no such project')).toBeVisible();
  });
  await viewerContext.close();
});
