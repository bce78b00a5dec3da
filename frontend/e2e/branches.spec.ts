import { expect, test, type Page } from '@playwright/test';
import { addClips, clip, clips, createProject, register } from './support';

const details = (page: Page) => page.getByRole('complementary', { name: 'Details' });
const switcher = (page: Page, name: string) => page.getByRole('button', { name: `Branch: ${name}` });

async function choose(page: Page, from: string, entry: string): Promise<void> {
  await switcher(page, from).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

async function sing(page: Page, name: string, lyrics: string): Promise<void> {
  await clip(page, name).click();
  await details(page).getByLabel('Lyrics').fill(lyrics);
  await details(page).getByLabel('Lyrics').press('Control+Enter');
  await expect(clip(page, name)).toContainText(lyrics);
}

async function makeBranch(page: Page, name: string): Promise<void> {
  await choose(page, 'main', 'New branch …');
  const dialog = page.getByRole('dialog', { name: 'New branch from now' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Make the branch' }).click();
  await expect(switcher(page, name)).toBeVisible();
}

test('a branch is made, worked on and merged, with a conflict decided', async ({ page }) => {
  await register(page, 'Vera Chytilova');
  const address = await createProject(page, 'Daisies');
  await addClips(page, 2);

  await test.step('a branch begins as the project is', async () => {
    await makeBranch(page, 'Darker');
    await expect(page).toHaveURL(/\/projects\/branch-[0-9a-f]{32}$/);
    await expect(clips(page)).toHaveCount(2);
  });

  await test.step('what changes there does not touch the project', async () => {
    await sing(page, 'Clip 1', 'Night');
    await clip(page, 'Clip 2').click();
    await page.keyboard.press('n');
    await expect(clips(page)).toHaveCount(3);
    await choose(page, 'Darker', 'main');
    await expect(switcher(page, 'main')).toBeVisible();
    await expect(page).toHaveURL(address);
    await expect(clips(page)).toHaveCount(2);
    await expect(clip(page, 'Clip 1')).not.toContainText('Night');
  });

  await test.step('merging shows what will change, and asks where both changed the same', async () => {
    await sing(page, 'Clip 1', 'Noon');
    await choose(page, 'main', 'Darker');
    await choose(page, 'Darker', 'Merge into main …');
    await expect(page.getByRole('heading', { name: 'Merge Darker into main' })).toBeVisible();
    const merge = page.getByRole('button', { name: 'Merge into main' });
    await expect(merge).toBeDisabled();
    await expect(page.getByRole('region', { name: 'What will change in main' }).getByRole('listitem')).toHaveText([/added/]);
    const conflict = page.getByRole('region', { name: 'Conflicts' }).getByRole('listitem');
    await expect(conflict).toHaveCount(1);
    await expect(conflict).toContainText('Night');
    await expect(conflict).toContainText('Noon');
    await conflict.getByRole('radio', { name: /^Take Darker/ }).check();
    await expect(page.getByRole('region', { name: 'What will change in main' }).getByRole('listitem')).toHaveCount(2);
    await expect(merge).toBeEnabled();
  });

  await test.step('somebody changes the project meanwhile, and it is looked at anew', async () => {
    const other = await page.context().newPage();
    await other.goto(address);
    await sing(other, 'Clip 2', 'Drums');
    await other.close();
    const merge = page.getByRole('button', { name: 'Merge into main' });
    await expect(merge).toBeEnabled();
    await merge.click();
    // The change may reach this page before the press: then it merges at once.
    await expect(page.getByText('What you see below is up to date again.').or(switcher(page, 'main'))).toBeVisible();
    if (await merge.isVisible()) await merge.click();
    await expect(switcher(page, 'main')).toBeVisible();
    await expect(clips(page)).toHaveCount(3);
    await expect(clip(page, 'Clip 1')).toContainText('Night');
    await expect(clip(page, 'Clip 2')).toContainText('Drums');
  });

  await test.step('the merge is one change that can be undone', async () => {
    await page.keyboard.press('Control+z');
    await expect(clips(page)).toHaveCount(2);
    await expect(clip(page, 'Clip 1')).toContainText('Noon');
    await page.keyboard.press('Control+Shift+Z');
    await expect(clips(page)).toHaveCount(3);
  });
});

test('a branch takes what was done in the project meanwhile', async ({ page }) => {
  await register(page, 'Kira Muratova');
  const address = await createProject(page, 'Brief encounters');
  await addClips(page, 2);
  await makeBranch(page, 'Longer');
  await sing(page, 'Clip 1', 'Tape');
  await choose(page, 'Longer', 'main');
  await expect(page).toHaveURL(address);
  await sing(page, 'Clip 2', 'Guitar');
  await choose(page, 'main', 'Longer');
  await choose(page, 'Longer', 'Take the changes of main …');
  await expect(page.getByRole('heading', { name: 'Merge main into Longer' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'What will change in Longer' }).getByRole('row').filter({ hasText: 'Guitar' })).toBeVisible();

  await test.step('the other way round is one press away', async () => {
    await page.getByRole('button', { name: 'Turn round: Longer into main' }).click();
    await expect(page.getByRole('heading', { name: 'Merge Longer into main' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'What will change in main' }).getByRole('row').filter({ hasText: 'Tape' })).toBeVisible();
    await page.goBack();
  });

  await page.getByRole('button', { name: 'Merge into Longer' }).click();
  await expect(switcher(page, 'Longer')).toBeVisible();
  await expect(clip(page, 'Clip 2')).toContainText('Guitar');
  await expect(clip(page, 'Clip 1')).toContainText('Tape');
});

test('branches are renamed, deleted and restored, and begin in the past, too', async ({ page }) => {
  await register(page, 'Marta Meszaros');
  await createProject(page, 'Diary');
  await addClips(page, 2);

  await test.step('from a moment of the past', async () => {
    await page.keyboard.press('h');
    const added = page.getByRole('complementary', { name: 'History' }).getByRole('listitem').filter({ hasText: /added 'Clip 1'/i });
    await added.getByRole('button').first().click();
    await added.getByRole('button', { name: 'Branch from here' }).click();
    const dialog = page.getByRole('dialog', { name: /^New branch from/ });
    await dialog.getByLabel('Name').fill('Early');
    await dialog.getByRole('button', { name: 'Make the branch' }).click();
    await expect(switcher(page, 'Early')).toBeVisible();
    await expect(clips(page)).toHaveCount(1);
  });

  await test.step('another name', async () => {
    await choose(page, 'Early', 'Rename this branch …');
    const dialog = page.getByRole('dialog', { name: 'Rename the branch' });
    await dialog.getByLabel('Name').fill('Childhood');
    await dialog.getByRole('button', { name: 'Rename' }).click();
    await expect(switcher(page, 'Childhood')).toBeVisible();
  });

  const branchAddress = page.url();
  await test.step('deleted after a question, and restored from the list', async () => {
    await choose(page, 'Childhood', 'Delete this branch …');
    await page.getByRole('dialog', { name: 'Delete the branch Childhood?' }).getByRole('button', { name: 'Delete branch' }).click();
    await expect(switcher(page, 'main')).toBeVisible();
    await switcher(page, 'main').click();
    await expect(page.getByRole('menuitem', { name: 'Childhood' })).toBeHidden();
    await page.getByRole('menuitem', { name: 'All branches …' }).click();
    const list = page.getByRole('dialog', { name: 'Branches' });
    await list.getByRole('button', { name: 'Restore Childhood' }).click();
    await list.getByRole('link', { name: 'Childhood' }).click();
    await expect(switcher(page, 'Childhood')).toBeVisible();
    await expect(page).toHaveURL(branchAddress);
    await expect(clips(page)).toHaveCount(1);
  });
});
