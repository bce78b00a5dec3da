import { expect, test, type Page } from '@playwright/test';
import { addClips, createProject, register } from './support';

const rate = 8000;

/** Seconds of a tone that is loud in every other one, as a WAV file. */
function wav(seconds: number): Buffer {
  const samples = Buffer.alloc(seconds * rate * 2);
  for (let index = 0; index < seconds * rate; index += 1) {
    const loudness = Math.floor(index / rate) % 2 === 0 ? 28_000 : 4000;
    samples.writeInt16LE(Math.round(loudness * Math.sin((2 * Math.PI * 220 * index) / rate)), index * 2);
  }
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

const frame = async (page: Page) => Number(await page.getByRole('slider', { name: 'Playhead' }).getAttribute('aria-valuenow'));

/** How many pixels of the waveform are drawn. */
const drawn = (page: Page) =>
  page.locator('canvas[data-waveform]').evaluate((canvas: HTMLCanvasElement) => {
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return Array.from(data).filter((value, index) => index % 4 === 3 && value > 0).length;
  });

test('music is uploaded, seen on the timeline, played, sought, moved and undone', async ({ page }) => {
  await register(page, 'Ethel Smyth');
  await createProject(page, 'The Wreckers');
  await addClips(page, 1);
  const dialog = page.getByRole('dialog', { name: 'Music' });
  const lane = page.getByRole('img', { name: /^Music: / });

  await test.step('what is no music is refused, and music is taken', async () => {
    await page.getByRole('button', { name: 'Music', exact: true }).click();
    await dialog.getByLabel('Music file').setInputFiles({ name: 'fake.wav', mimeType: 'audio/wav', buffer: Buffer.from('<svg/>') });
    await expect(dialog.getByRole('alert')).toContainText('fake.wav: This file is of no type that is known here');
    await dialog.getByLabel('Music file').setInputFiles({ name: 'Overture.wav', mimeType: 'audio/wav', buffer: wav(12) });
    await expect(dialog.getByLabel('Begins at')).toHaveValue('01:00:00:00');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(lane).toHaveAccessibleName('Music: Overture.wav, 00:00:12:00, from 01:00:00:00');
  });

  await test.step('its waveform is drawn, at every zoom', async () => {
    await expect.poll(() => drawn(page)).toBeGreaterThan(1000);
    const before = (await page.locator('canvas[data-waveform]').boundingBox())?.width ?? 0;
    await page.keyboard.press('+');
    await expect.poll(async () => (await page.locator('canvas[data-waveform]').boundingBox())?.width).toBeCloseTo(before * 1.25, 0);
    await page.screenshot({ path: test.info().outputPath('music.png') });
  });

  await test.step('it plays, and a press in it seeks', async () => {
    await page.keyboard.press('Space');
    await expect.poll(() => frame(page)).toBeGreaterThan(6);
    const box = await lane.boundingBox();
    if (!box) throw new Error('There is no music to press.');
    await page.mouse.click(box.x + 8 * 30, box.y + 20);
    await expect.poll(() => frame(page)).toBeGreaterThan(8 * 24 + 4);
    await page.keyboard.press('Space');
    await page.keyboard.press('m');
    await expect(page.getByRole('slider', { name: 'Volume of the music in percent' })).toHaveValue('0');
  });

  await test.step('it is moved, and that is undone', async () => {
    await page.getByRole('button', { name: 'Music', exact: true }).click();
    await dialog.getByLabel('Begins at').fill('01:00:02:00');
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await expect(dialog.getByRole('button', { name: 'Move', exact: true })).toBeDisabled();
    await page.keyboard.press('Escape');
    await expect(lane).toHaveAccessibleName(/from 01:00:02:00$/);
    await page.keyboard.press('Control+z');
    await expect(lane).toHaveAccessibleName(/from 01:00:00:00$/);
  });
});
