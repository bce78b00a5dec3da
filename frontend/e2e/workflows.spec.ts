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
