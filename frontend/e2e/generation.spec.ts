import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { addClips, administrator, api, clip, createProject, logIn, register } from './support';

const root = path.resolve(import.meta.dirname, '../..');
const python = process.env.STORYBOARD_PYTHON ?? path.join(root, '.venv/bin/python');

/** A ComfyUI without models, as a process of its own; the address that it says it has. */
async function aComfyUI(): Promise<{ process: ChildProcess; address: string }> {
  const started = spawn(python, ['-m', 'tests.generation.fake_comfyui', '--port', '0', '--step-seconds', '0.12'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  // What it says is read on: whoever writes into a pipe that nobody reads is ended.
  const address = await new Promise<string>((found, failed) => {
    let said = '';
    started.stdout.on('data', (piece) => {
      said += String(piece);
      const whole = /http:\S+(?=\s)/.exec(said)?.[0];
      if (whole) found(whole);
    });
    started.on('exit', () => {
      failed(new Error(`The fake ComfyUI ended: ${said}`));
    });
  });
  return { process: started, address };
}

const removal = 'mutation Remove($input: WorkerInput!) { removeWorker(input: $input) { __typename } }';
const takes = (page: Page) => page.getByRole('list', { name: 'Newest takes' }).getByRole('button');

test('a clip becomes a picture that the timeline shows, that the pool keeps and that another clip uses', async ({ page, browser }) => {
  test.slow(); // two people and a worker
  const comfy = await aComfyUI();
  const office = await browser.newContext();
  try {
    await register(page, 'Agnès Varda');
    const workers = await office.newPage();
    await logIn(workers, administrator());
    await expect(workers.getByRole('heading', { name: 'Projects' })).toBeVisible();
    await createProject(page, 'First pictures');
    await addClips(page, 2);
    await clip(page, 'Clip 1').click();
    const dialog = page.getByRole('dialog', { name: 'Generate from Clip 1' });
    const details = page.getByRole('complementary', { name: 'Details' });

    await test.step('who wants a picture is told that nobody can make one yet', async () => {
      await page.keyboard.press('g');
      await expect(dialog.getByText('No worker is registered yet')).toBeVisible();
      await page.keyboard.press('Escape');
    });

    await test.step('an administrator registers a worker, which is looked at', async () => {
      await workers.goto('/workers');
      await workers.getByRole('button', { name: 'Register a worker' }).first().click();
      const form = workers.getByRole('dialog', { name: 'Register a worker' });
      await form.getByLabel('Name').fill('attic');
      await form.getByLabel('Address').fill(comfy.address);
      await form.getByRole('button', { name: 'Register' }).click();
      await expect(workers.getByText('Has time')).toBeVisible({ timeout: 15_000 });
    });

    await test.step('the dialog knows the clip, the workflow, and what no worker has', async () => {
      await page.keyboard.press('g');
      await dialog.getByLabel('Workflow').selectOption({ label: 'Text to image' });
      await dialog.getByLabel('Prompt', { exact: true }).fill('gulls over a quay');
      const checkpoint = dialog.getByLabel('Checkpoint');
      await expect(dialog.getByText('No worker has this one')).toBeVisible();
      await checkpoint.fill('tiny_random_sd3.safetensors');
      await expect(dialog.getByText('No worker has this one')).toBeHidden();
      await dialog.getByLabel('Steps').last().fill('16');
      await dialog.getByRole('button', { name: 'Enqueue 1 job' }).click();
      await expect(dialog).toBeHidden();
    });

    await test.step('it is watched while it is made: in the timeline, in the list, in the details', async () => {
      await page.getByRole('button', { name: 'Show the clips of Scene 1' }).click();
      await expect(clip(page, 'Clip 1')).toHaveAccessibleName(/1 job at work/);
      await expect(page.getByRole('list', { name: 'Clips of Scene 1' }).getByRole('button', { name: /^Clip 1/ })).toContainText('1 job at work');
      await expect(details.getByRole('img', { name: 'Clip 1, so far' })).toHaveJSProperty('complete', true);
      await expect(details.getByRole('progressbar', { name: 'Progress of Clip 1' })).toHaveAttribute('aria-valuenow', /^[1-9]/);
    });

    await test.step('the take comes by itself, and selected it is what the timeline shows', async () => {
      await expect(takes(page)).toHaveCount(1);
      await expect(clip(page, 'Clip 1')).toHaveAccessibleName(/1 take, not selected/);
      await expect(clip(page, 'Clip 1')).not.toHaveAccessibleName(/at work/);
      await takes(page).first().click();
      await expect(clip(page, 'Clip 1')).toHaveAccessibleName(/shows a take/);
      await expect(clip(page, 'Clip 1').locator('img')).toHaveJSProperty('naturalWidth', 320);
    });

    await test.step('the pool keeps it, and another clip shows it', async () => {
      await page.keyboard.press('t');
      await page.getByRole('option', { name: /^Take 1, image.*selected/ }).click();
      await page.getByRole('button', { name: 'Send to pool' }).click();
      await page.getByRole('button', { name: 'Open the pool' }).click();
      await page.getByRole('option', { name: /^Clip 1, take 1, image/ }).click();
      await page.keyboard.press('a');
      const applying = page.getByRole('dialog', { name: 'Apply this item to clips' });
      await applying.getByRole('checkbox', { name: /Clip 2/ }).check();
      await applying.getByRole('button', { name: 'Apply to 1 clip' }).click();
      await page.getByRole('link', { name: 'First pictures' }).click();
      await expect(clip(page, 'Clip 2').locator('img')).toHaveJSProperty('naturalWidth', 320);
    });

    await test.step('both clips, with other words for one of them, are one batch', async () => {
      await clip(page, 'Clip 1').click();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.press('g');
      const several = page.getByRole('dialog', { name: 'Generate from 2 clips' });
      await several.getByLabel('Workflow').selectOption({ label: 'Text to image' });
      await several.getByText('Words for each clip').click();
      await several.getByLabel('Clip 1: prompt').fill('a quay');
      await several.getByLabel('Clip 2: prompt').fill('a lighthouse at night');
      await several.getByLabel('Checkpoint').fill('tiny_random_sd3.safetensors');
      await several.getByLabel(/^Quick preview/).check();
      await several.getByRole('button', { name: 'Enqueue 2 jobs' }).click();
      await page.getByRole('button', { name: 'Open the queue' }).last().click();
      const progress = page.getByRole('progressbar', { name: 'Progress of Text to image' }).first();
      await expect(progress).toHaveAttribute('aria-valuemax', '2');
      await expect(progress).toHaveAttribute('aria-valuenow', '2', { timeout: 20_000 });
    });

    await test.step('what it came to is added up, and a row leads to its jobs', async () => {
      await page.getByRole('button', { name: 'Statistics', exact: true }).click();
      await page.getByLabel('By', { exact: true }).selectOption('Kind');
      await expect(page.getByRole('row', { name: /^image 3 3 0 0/ })).toBeVisible();
      await page.getByRole('link', { name: 'image' }).click();
      await expect(page.getByRole('status').filter({ hasText: /^3 jobs/ })).toBeVisible();
    });
  } finally {
    comfy.process.kill();
    const ask = await api(page, administrator());
    const { workers } = (await ask('{ workers { id name } }', {})) as { workers: { id: string; name: string }[] };
    for (const { id, name } of workers) if (name === 'attic') await ask(removal, { input: { workerId: id } });
    await office.close();
  }
});
