import fs from 'node:fs';
import { expect, test } from '@playwright/test';
import { addClips, aLine, clip, clips, createProject, drag, leftOf, register, scenes } from './support';

const pixelsPerSecond = 24;

test('a project is planned, watched live by another person and exported', async ({ page, browser }) => {
  const otherContext = await browser.newContext();
  const other = await otherContext.newPage();
  await register(page, 'Ada Lovelace');
  const otherEmail = await register(other, 'Grace Hopper');
  const address = await createProject(page, 'The Long Way Home');
  await addClips(page, 3);

  await test.step('an edge is dragged and the clip lasts a second less', async () => {
    const third = clip(page, 'Clip 3');
    await third.hover();
    await drag(page, third.locator('[data-edge=end]'), -pixelsPerSecond);
    await expect(third).toHaveAccessibleName(/lasts 00:00:03:00/);
  });

  await test.step('a clip dragged onto another goes back and offers the free places', async () => {
    const second = clip(page, 'Clip 2');
    const before = await leftOf(second);
    await drag(page, second, -2 * pixelsPerSecond);
    const refusal = page.getByRole('alertdialog');
    await expect(refusal).toBeVisible();
    expect(await leftOf(second)).toBe(before);
    const offers = refusal.getByRole('button', { name: /^Place at/ });
    await expect(offers.first()).toBeVisible();
    await offers.last().click();
    await expect(refusal).toBeHidden();
  });

  await test.step('Escape takes a drag back', async () => {
    const first = clip(page, 'Clip 1');
    const before = await leftOf(first);
    await drag(page, first, 5 * pixelsPerSecond, 'escape');
    await expect.poll(() => leftOf(first)).toBe(before);
    await expect(page.getByRole('alertdialog')).toBeHidden();
  });

  await test.step('an alternate is made and chosen', async () => {
    await clip(page, 'Clip 1').click();
    await page.keyboard.press('a');
    const versions = page.getByRole('complementary', { name: 'Details' });
    await expect(versions.getByRole('button', { name: /^A1 / })).toBeVisible();
    await versions.getByRole('button', { name: /^Play .* on the timeline/ }).first().click();
    await expect(page.getByRole('option', { name: /, A1,/ })).toBeVisible();
  });

  await test.step('somebody is made an editor and opens the project', async () => {
    await page.getByRole('button', { name: 'Members' }).click();
    const dialog = page.getByRole('dialog', { name: 'Members' });
    await dialog.getByLabel('E-mail').fill(otherEmail);
    await dialog.getByRole('button', { name: 'Add' }).click();
    await expect(dialog.getByText('Grace Hopper', { exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await other.goto(address);
    await expect(clips(other)).toHaveCount(3);
    await expect(page.getByRole('img', { name: 'Grace Hopper, here now' })).toBeVisible();
  });

  await test.step('a change shows in the other browser at once', async () => {
    await clip(page, 'Clip 3').click();
    const name = page.getByRole('complementary', { name: 'Details' }).getByLabel('Name');
    await name.fill('The lighthouse');
    await name.press('Enter');
    await expect(clip(other, 'The lighthouse')).toBeVisible({ timeout: 3000 });
    await expect(other.getByRole('option', { name: /The lighthouse.*selected by Ada Lovelace/ })).toBeVisible();
  });

  await test.step('two people change the same field and both values are shown', async () => {
    await clip(other, 'The lighthouse').click();
    const mine = other.getByRole('complementary', { name: 'Details' }).getByLabel('Lyrics');
    const theirs = page.getByRole('complementary', { name: 'Details' }).getByLabel('Lyrics');
    await mine.fill('Over the water');
    await theirs.fill('Under the stars');
    await theirs.press('Control+Enter');
    await expect(page.getByRole('option', { name: /The lighthouse/ })).toContainText('Under the stars');
    await mine.press('Control+Enter');
    const conflict = other.getByRole('alert').filter({ hasText: 'Theirs' });
    await expect(conflict).toContainText('Under the stars');
    await conflict.getByRole('button', { name: 'Keep yours' }).click();
    await expect(theirs).toHaveValue('Over the water');
  });

  await test.step('an export another program can open is downloaded', async () => {
    await page.getByRole('button', { name: 'Export' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export' });
    const waiting = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Download OpenTimelineIO' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toMatch(/\.otio$/);
    const text = fs.readFileSync(await download.path(), 'utf8');
    expect((JSON.parse(text) as { OTIO_SCHEMA: string }).OTIO_SCHEMA).toMatch(/^Timeline/);
    expect(text).toContain('The lighthouse');
  });
  await otherContext.close();
});

test('an edit becomes a new project, with a report', async ({ page }) => {
  await register(page, 'Mary Pickford');
  await page.getByRole('button', { name: 'Import an edit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import an edit' });
  await dialog.getByLabel('Edit to import').setInputFiles({
    name: 'nothing.otio',
    mimeType: 'application/json',
    buffer: Buffer.from('{"this is": "no edit"'),
  });
  await expect(dialog.getByRole('alert')).toContainText('nothing.otio');
  await dialog.getByLabel('Edit to import').setInputFiles('e2e/harbour.otio');
  await expect(dialog.getByText(/clips? came in from harbour\.otio/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Open the project' }).click();
  await expect(clips(page)).toHaveCount(2);
  await expect(clip(page, 'Ferry leaves')).toBeVisible();
});

test('a lost connection is shown, and what happened meanwhile arrives when it is back', async ({ page, browser }) => {
  const line = await aLine(page);
  await register(page, 'Lotte Reiniger');
  const address = await createProject(page, 'Shadows');
  await addClips(page, 1);
  const elsewhere = await browser.newContext({ storageState: await page.context().storageState() });
  await line.cut();
  await expect(page.getByText('Connection lost')).toBeVisible({ timeout: 30_000 });

  const other = await elsewhere.newPage();
  await other.goto(address);
  await clip(other, 'Clip 1').click();
  await other.keyboard.press('Control+d');
  await expect(clips(other)).toHaveCount(2);

  line.mend();
  await expect(page.getByText('Connected again')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('Connection lost')).toBeHidden();
  await expect(clips(page)).toHaveCount(2);
  await elsewhere.close();
});

test('everything is done from the keyboard', async ({ page }) => {
  await register(page, 'Alice Guy');
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: 'New project' });
  await dialog.getByLabel('Name').fill('Keys only');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Keys only' })).toBeVisible();
  await page.keyboard.press('Shift+N');
  await expect(scenes(page)).toHaveCount(1);
  await page.keyboard.press('n');
  await expect(clips(page)).toHaveCount(1);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find an action' }).fill('dupl');
  await page.keyboard.press('Enter');
  await expect(clips(page)).toHaveCount(2);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('slider', { name: 'Playhead' })).toHaveAttribute('aria-valuenow', '1');
  await clips(page).last().focus();
  await page.keyboard.press('Space');
  await expect.poll(async () => Number(await page.getByRole('slider', { name: 'Playhead' }).getAttribute('aria-valuenow'))).toBeGreaterThan(12);
  await page.keyboard.press('k');
  await page.keyboard.press('Delete');
  await expect(clips(page)).toHaveCount(1);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeHidden();
});

test('a scene dragged behind another stays there', async ({ page }) => {
  await register(page, 'Germaine Dulac');
  await createProject(page, 'Order');
  await addClips(page, 1);
  await page.getByRole('toolbar').getByRole('button', { name: 'Add a scene' }).click();
  await expect(scenes(page)).toHaveCount(2);
  await page.getByRole('toolbar').getByRole('button', { name: 'Add a clip' }).click();
  await expect(clips(page)).toHaveCount(2);
  const outline = page.getByRole('navigation', { name: 'Scenes' }).getByRole('listitem');
  await expect(outline).toHaveText([/Scene 1/, /Scene 2/]);
  await drag(page, scenes(page).first(), 6 * pixelsPerSecond);
  await expect(outline).toHaveText([/Scene 2/, /Scene 1/]);
});
