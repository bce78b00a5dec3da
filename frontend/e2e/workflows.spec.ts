import fs from 'node:fs';
import { expect, test } from '@playwright/test';
import { register } from './support';

test('workflows are found by category and shown with what may be chosen, what they need and their graph', async ({ page }) => {
  await register(page, 'Lotte Reiniger');

  await test.step('the page is an action like any other', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('workflows');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Workflows' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Colour study (no model)' })).toBeVisible();
  });

  await test.step('a category leaves the others out', async () => {
    await page.getByRole('button', { name: 'Video', exact: true }).click();
    await expect(page.getByRole('link', { name: 'Colour study (no model)' })).toHaveCount(0);
    await page.getByRole('link', { name: 'Video in two stages' }).click();
  });

  await test.step('one is shown whole, and its address can be kept', async () => {
    const shown = page.getByRole('article', { name: 'Video in two stages' });
    await expect(shown.getByRole('row', { name: /^Prompt needed, for each stage/ })).toBeVisible();
    await expect(shown.getByRole('row', { name: /Width .*32 to 4,096 in steps of 32/ })).toContainText('1280');
    await expect(shown.getByText('12 GB or more')).toBeVisible();
    const sampler = shown.getByRole('list', { name: 'Nodes' }).getByRole('listitem').filter({ hasText: 'KSampler' });
    await expect(sampler).toContainText('reads Shift, Prompt, Negative prompt, Frames');
    await expect(sampler.getByRole('img', { name: 'for each stage' })).toBeVisible();
    await page.reload();
    await expect(shown).toBeVisible();
  });

  await test.step('an address of one that is gone says so', async () => {
    await page.goto('/workflows?id=gone');
    await expect(page.getByRole('heading', { name: 'There is no such workflow' })).toBeVisible();
  });
});

test('a graph becomes a workflow whose proposed parameters are edited, saved, removed and restored', async ({ page }) => {
  await register(page, 'Mary Ellen Bute');
  await page.goto('/workflows');
  const graph = {
    1: { class_type: 'EmptyImage', inputs: { width: 256, height: 192, batch_size: 1, color: 8421504 }, _meta: { title: 'Ground' } },
    2: { class_type: 'ImageAddNoise', inputs: { image: ['1', 0], seed: 7, strength: 0.5 }, _meta: { title: 'Noise' } },
    3: { class_type: 'SaveImage', inputs: { images: ['2', 0], filename_prefix: 'x' }, _meta: { title: 'Save' } },
  };
  const file = (name: string, value: object) => ({ name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(value)) });
  const choosing = page.getByRole('dialog', { name: 'Import a graph' });
  const proposed = page.getByRole('dialog', { name: 'Proposed parameters' });

  await test.step('what the editor of ComfyUI saves is refused with what to do', async () => {
    await page.getByRole('heading', { name: 'Workflows' }).waitFor();
    await page.keyboard.press('i');
    await choosing.getByLabel('Graph to import').setInputFiles(file('editor.json', { nodes: [], links: [] }));
    await expect(choosing.getByRole('alert')).toContainText('editor.json: This is a workflow as ComfyUI\'s editor saves it');
  });

  await test.step('a graph proposes parameters, and nothing that makes no sense is saved', async () => {
    await choosing.getByLabel('Graph to import').setInputFiles(file('Grain.json', graph));
    await expect(proposed.getByText('Parameters: 6 of 6')).toBeVisible();
    await proposed.getByRole('checkbox', { name: /^batch_size/ }).uncheck();
    await proposed.getByLabel('Label of strength').fill('Amount of grain');
    await proposed.getByLabel('Most of width').fill('100');
    await proposed.getByRole('button', { name: 'Save workflow' }).click();
    await expect(proposed.getByRole('alert')).toContainText('Width (as usual) is 256, but must be 100 or less.');
    await page.screenshot({ path: test.info().outputPath('proposal.png') });
    await proposed.getByLabel('Most of width').fill('2048');
    await proposed.getByRole('button', { name: 'Save workflow' }).click();
  });

  const shown = page.getByRole('article', { name: 'Grain' });
  await test.step('it is there for everybody, with its author', async () => {
    await expect(shown.getByText(/in the library, version .*, saved by Mary Ellen Bute/)).toBeVisible();
    await expect(shown.getByRole('row', { name: /^Amount of grain/ })).toContainText('0.5');
    await expect(shown.getByRole('row', { name: /batch/i })).toHaveCount(0);
    const waiting = page.waitForEvent('download');
    await shown.getByRole('button', { name: 'Download' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('grain.json');
    expect(JSON.parse(fs.readFileSync(await download.path(), 'utf8'))).toMatchObject({ workflow: 1, id: 'grain', category: 'image' });
  });

  await test.step('it says which workers can run it, and is edited to a new version', async () => {
    await expect(shown.getByRole('region', { name: 'Workers that can run it' })).toBeVisible();
    await shown.getByRole('button', { name: 'Edit' }).click();
    const editing = page.getByRole('dialog', { name: 'Edit Grain' });
    await editing.getByLabel('Help of strength').fill('More is rougher.');
    await editing.getByRole('button', { name: 'Save workflow' }).click();
    await expect(shown.getByRole('row', { name: /^Amount of grain/ })).toContainText('More is rougher.');
  });

  await test.step('it is removed and restored', async () => {
    await shown.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Remove workflow' }).click();
    await expect(page.getByRole('link', { name: 'Grain' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Restore Grain' }).click();
    await expect(page.getByRole('link', { name: 'Grain' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Removed workflows' })).toHaveCount(0);
  });
});
