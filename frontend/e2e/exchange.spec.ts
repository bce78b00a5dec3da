import fs from 'node:fs';
import { expect, test } from '@playwright/test';
import { addClips, addMember, clip, clips, createProject, register } from './support';

test('an export says what it carries, is downloaded by key, kept in the history and imported again', async ({ page, browser }) => {
  await register(page, 'Lois Weber');
  const address = await createProject(page, 'Suspense');
  await addClips(page, 2);
  await clip(page, 'Clip 1').click();
  await page.keyboard.press('a');
  await expect(page.getByRole('complementary', { name: 'Details' }).getByRole('button', { name: /^A1 / })).toBeVisible();

  const dialog = page.getByRole('dialog', { name: 'Export' });
  await test.step('the formats say what opens them, and what is in the file', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await expect(dialog.getByRole('radio', { name: 'OpenTimelineIO', exact: true })).toBeFocused();
    await expect(dialog.getByText(/^1 scene, 2 clips and 1 alternate/)).toBeVisible();
    await expect(dialog.getByText('Nobody has exported this project yet.')).toBeVisible();
  });

  await test.step('what a format leaves out is said before the download', async () => {
    const edl = dialog.getByRole('radio', { name: 'EDL (CMX 3600)' });
    while (!(await edl.isChecked())) await page.keyboard.press('ArrowDown');
    await expect(dialog.getByRole('list', { name: 'Not carried' })).toContainText('Alternates, “Clip 1”');
    await dialog.getByLabel('Letters').selectOption('utf8');
    await page.screenshot({ path: test.info().outputPath('export.png') });
  });

  const file = await test.step('it is downloaded', async () => {
    const waiting = page.waitForEvent('download');
    const button = dialog.getByRole('button', { name: 'Download EDL (CMX 3600)' });
    await expect(button).toBeEnabled();
    await button.press('Enter');
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('Suspense.edl');
    return fs.readFileSync(await download.path());
  });
  expect(file.toString('utf8')).toMatch(/^TITLE: Suspense\r\nFCM: NON-DROP FRAME\r\n/);

  await test.step('the history says who did it, also to somebody who only looks', async () => {
    await expect(dialog.getByRole('list', { name: 'Exports' }).getByRole('listitem')).toContainText('Lois Weber as EDL (CMX 3600), UTF-8');
    await page.keyboard.press('Escape');
    const elsewhere = await browser.newContext();
    const other = await elsewhere.newPage();
    const otherEmail = await register(other, 'Dorothy Arzner');
    await addMember(page, otherEmail, 'Viewer');
    await page.keyboard.press('Escape');
    await other.goto(address);
    await other.getByRole('button', { name: 'Export' }).click();
    const seen = other.getByRole('dialog', { name: 'Export' });
    await expect(seen.getByRole('list', { name: 'Exports' }).getByRole('listitem')).toContainText('Lois Weber');
    const waiting = other.waitForEvent('download');
    await seen.getByRole('button', { name: 'Download OpenTimelineIO' }).click();
    await waiting;
    await expect(seen.getByRole('list', { name: 'Exports' }).getByRole('listitem')).toHaveCount(2);
    await elsewhere.close();
  });

  await test.step('the list comes back as a new project', async () => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Import an edit' }).click();
    const importing = page.getByRole('dialog', { name: 'Import an edit' });
    await expect(importing.getByText(/What can be read: .*EDL \(CMX 3600\) \(\.edl\)/)).toBeVisible();
    await importing.getByLabel('Edit to import').setInputFiles({ name: 'suspense.edl', mimeType: 'text/plain', buffer: file });
    await expect(importing.getByText('1 scene and 2 clips came in from suspense.edl.')).toBeVisible();
    await importing.getByRole('button', { name: 'Open the project' }).click();
    await expect(clips(page)).toHaveCount(2);
  });
});

test('a shot list that was changed elsewhere is looked at, taken in part and undone as one step', async ({ page }) => {
  await register(page, 'Alice Guy');
  await createProject(page, 'The Consequences');
  await addClips(page, 2);

  const file = await test.step('it goes out as a table; FCPXML has a version to choose', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await dialog.getByRole('radio', { name: 'FCPXML' }).check();
    await expect(dialog.getByLabel('Version').locator('option')).toHaveText(['1.10', '1.9', '1.11', '1.12', '1.13', '1.14']);
    await dialog.getByRole('radio', { name: 'Shot list (CSV)' }).check();
    const waiting = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Download Shot list (CSV)' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('The Consequences.csv');
    await page.keyboard.press('Escape');
    return fs.readFileSync(await download.path(), 'utf8');
  });

  const scene = /^[^,]+,([^,]+),Clip 1,/m.exec(file)?.[1] ?? '';
  const changed = `${file.replace(',Clip 1,', ',Gulls,').replace(',draft,', ',review,')},${scene},Dawn,,1,,,,24,,,,,,,,,,fade 5\r\nclip-gone,${scene},Noon\r\n`;
  const review = page.getByRole('dialog', { name: 'Changes of a shot list' });
  await test.step('every change is shown before anything is done', async () => {
    await page.getByRole('button', { name: 'Import an edit' }).click();
    const importing = page.getByRole('dialog', { name: 'Import an edit' });
    await expect(importing.getByText(/Shot lists of this project \(\.xlsx, \.csv\)/)).toBeVisible();
    await importing.getByLabel('Edit to import').setInputFiles({ name: 'shots.csv', mimeType: 'text/csv', buffer: Buffer.from(changed) });
    await expect(review.getByText('Changes: 3 of 3 will be taken')).toBeVisible();
    await expect(review.getByRole('table', { name: 'Fields of Clip 1' })).toContainText('Gulls');
    await expect(review.getByRole('region', { name: 'What was not taken' })).toContainText('Row 5, Noon');
    await page.screenshot({ path: test.info().outputPath('shot-list.png') });
    await expect(clips(page)).toHaveCount(2);
  });

  await test.step('what is not ticked is left out, the rest is one step', async () => {
    await review.getByRole('checkbox', { name: 'status' }).press('Space');
    await review.getByRole('button', { name: 'Take 2 changes' }).press('Enter');
    await expect(review.getByText('2 changes of shots.csv are taken. Undo takes all of them back.')).toBeVisible();
    await expect(review.getByText('1 change was left out.')).toBeVisible();
    await review.getByRole('button', { name: 'Done' }).press('Enter');
    await expect(clip(page, 'Gulls')).toBeVisible();
    await expect(clips(page)).toHaveCount(3);
    await page.keyboard.press('Control+z');
    await expect(clip(page, 'Clip 1')).toBeVisible();
    await expect(clips(page)).toHaveCount(2);
  });
});

test('an edit that comes back is compared clip by clip, taken as one step and undone', async ({ page }) => {
  await register(page, 'Germaine Dulac');
  await createProject(page, 'The Smiling Madame');
  await addClips(page, 3);
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  const waiting = page.waitForEvent('download');
  await page.getByRole('dialog', { name: 'Export' }).getByRole('button', { name: 'Download OpenTimelineIO' }).click();
  const edit = JSON.parse(fs.readFileSync(await (await waiting).path(), 'utf8')) as { tracks: { children: { children: { name: string }[] }[] } };
  await page.keyboard.press('Escape');

  const [lowest] = edit.tracks.children;
  const [first, , third] = lowest?.children ?? [];
  expect(lowest && first && third).toBeTruthy();
  if (!lowest || !first || !third) return;
  first.name = 'Gulls';
  lowest.children = [third, first];
  const importing = page.getByRole('dialog', { name: 'Import an edit' });
  const review = page.getByRole('dialog', { name: 'Changes of an edit' });
  await page.getByRole('button', { name: 'Import an edit' }).click();
  await importing.getByLabel('Edit to import').setInputFiles({ name: 'back.otio', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(edit)) });

  await test.step('what is not in it stays, unless that is wished', async () => {
    await expect(review.getByRole('table', { name: 'Fields of Clip 1' })).toContainText('Gulls');
    await expect(review.getByRole('checkbox', { name: 'All of Clip 2' })).not.toBeChecked();
    await review.getByRole('checkbox', { name: /^Delete what is not in the edit/ }).click();
    await expect(review.getByRole('checkbox', { name: 'All of Clip 2' })).toBeChecked();
    await page.screenshot({ path: test.info().outputPath('edit.png') });
  });

  await test.step('all of it is one step', async () => {
    await review.getByRole('button', { name: /^Take \d+ changes$/ }).click();
    await expect(review.getByText(/changes of back\.otio are taken\. Undo takes all of them back\./)).toBeVisible();
    await review.getByRole('button', { name: 'Done' }).click();
    await expect(clips(page)).toHaveCount(2);
    await expect(clip(page, 'Gulls')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(clips(page)).toHaveCount(3);
  });

  await test.step('an edit of something else is said to be so', async () => {
    await page.getByRole('button', { name: 'Import an edit' }).click();
    await importing.getByLabel('Edit to import').setInputFiles('e2e/harbour.otio');
    await expect(importing.getByText('Nothing in harbour.otio is of this project.')).toBeVisible();
    await importing.getByRole('button', { name: 'Add its scenes here' }).click();
    await expect(importing.getByText(/came in from harbour\.otio/)).toBeVisible();
  });
});
