import { expect, test, type Page } from '@playwright/test';
import { addClips, api, createProject, register } from './support';

const card = (page: Page, name: string) => page.getByRole('article').filter({ has: page.getByRole('heading', { name }) });

async function choose(page: Page, name: string, entry: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: `More for ${name}` }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

test('a project is archived, brought back, deleted and restored', async ({ page }) => {
  await register(page, 'Kinuyo Tanaka');
  const address = await createProject(page, 'Love Letter');
  await addClips(page, 1);
  await page.getByRole('link', { name: 'Your projects' }).click();
  const state = page.getByRole('group', { name: 'State' });

  await test.step('an archived one is kept apart and can be looked at, not changed', async () => {
    await choose(page, 'Love Letter', 'Archive');
    await expect(page.getByText('Love Letter is archived.')).toBeVisible();
    await expect(card(page, 'Love Letter')).toHaveCount(0);
    await state.getByRole('button', { name: 'Archived' }).click();
    await expect(card(page, 'Love Letter')).toBeVisible();
    await page.goto(address);
    await expect(page.getByText('Archived', { exact: true })).toBeVisible();
    await expect(page.getByRole('toolbar').getByRole('button', { name: 'Add a clip' })).toBeDisabled();
    await page.getByRole('link', { name: 'Your projects' }).click();
    await state.getByRole('button', { name: 'Archived' }).click();
  });

  await test.step('it comes back to work', async () => {
    await choose(page, 'Love Letter', 'Bring back to work');
    await expect(page.getByText('No archived projects')).toBeVisible();
    await state.getByRole('button', { name: 'In work' }).click();
    await expect(card(page, 'Love Letter')).toBeVisible();
  });

  await test.step('deleting asks first; a deleted one cannot be opened', async () => {
    await choose(page, 'Love Letter', /^Delete/);
    const question = page.getByRole('dialog', { name: 'Delete Love Letter?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(card(page, 'Love Letter')).toBeVisible();
    await choose(page, 'Love Letter', /^Delete/);
    await question.getByRole('button', { name: 'Delete project' }).click();
    await expect(card(page, 'Love Letter')).toHaveCount(0);
    await state.getByRole('button', { name: 'Deleted' }).click();
    await expect(card(page, 'Love Letter')).toBeVisible();
    await expect(card(page, 'Love Letter').getByRole('link')).toHaveCount(0);
    await page.goto(address);
    await expect(page.getByText('Love Letter is deleted')).toBeVisible();
    await expect(page.getByRole('toolbar')).toBeHidden();
    await page.getByRole('link', { name: 'Go to your projects' }).click();
    await state.getByRole('button', { name: 'Deleted' }).click();
  });

  await test.step('restored, it is as it was', async () => {
    await choose(page, 'Love Letter', 'Restore');
    await expect(page.getByText('Love Letter is restored.')).toBeVisible();
    await expect(page.getByText('No deleted projects')).toBeVisible();
    await state.getByRole('button', { name: 'In work' }).click();
    await card(page, 'Love Letter').getByRole('link').click();
    await expect(page.getByRole('option', { name: /^Clip 1,/ })).toBeVisible();
  });

  await test.step('its own page offers to restore it, too', async () => {
    await page.getByRole('link', { name: 'Your projects' }).click();
    await choose(page, 'Love Letter', /^Delete/);
    await page.getByRole('button', { name: 'Delete project' }).click();
    await expect(card(page, 'Love Letter')).toHaveCount(0);
    await page.goto(address);
    await page.getByRole('button', { name: 'Restore' }).click();
    await expect(page.getByRole('option', { name: /^Clip 1,/ })).toBeVisible();
  });
});

test('more projects than a page holds are shown page by page, searched and sorted', async ({ page }) => {
  const email = await register(page, 'Lotte Eisner');
  const ask = await api(page, email);
  const create = 'mutation ($input: CreateProjectInput!) { createProject(input: $input) { __typename } }';
  const names = Array.from({ length: 55 }, (_, index) => `Reel ${String(index + 1).padStart(2, '0')}`);
  for (const name of names) expect(await ask(create, { input: { name } })).toEqual({ createProject: { __typename: 'ProjectSuccess' } });

  await page.reload();
  const headings = page.getByRole('article').getByRole('heading');
  const more = page.getByRole('button', { name: 'Show more' });
  await expect(headings).toHaveCount(24);
  await expect(headings.first()).toHaveText('Reel 55');
  await more.click();
  await expect(headings).toHaveCount(48);
  await more.click();
  await expect(headings).toHaveText(names.toReversed());
  await expect(more).toBeHidden();

  await page.getByLabel('Sort by').selectOption('Name');
  await expect(headings).toHaveCount(24);
  await expect(headings.first()).toHaveText('Reel 01');
  await page.getByLabel('Search projects').fill('reel 4');
  await expect(headings).toHaveText(names.filter((name) => name.startsWith('Reel 4')));
  await page.getByLabel('Search projects').fill('nothing of the kind');
  await expect(page.getByText('Nothing found')).toBeVisible();
});
