import { expect, test, type Page } from '@playwright/test';
import { addClips, clip, createProject, register } from './support';

/** What a screen reader could not name. */
function nameless(page: Page): Promise<string[]> {
  return page.locator('button, [role=button], a[href], input:not([type=file]), select, textarea').evaluateAll((elements) =>
    elements
      .filter((element) => {
        const labels = (element as HTMLInputElement).labels?.length ?? 0;
        return !element.getAttribute('aria-label') && !element.textContent?.trim() && labels === 0;
      })
      .map((element) => element.outerHTML),
  );
}

/** Every button that is only a picture says in a tip what it does. */
async function expectTips(page: Page): Promise<void> {
  const pictures = page.locator('button:visible:has(svg)').filter({ hasNotText: /\S/ });
  const count = await pictures.count();
  expect(count).toBeGreaterThan(0);
  for (let index = 0; index < count; index += 1) {
    const button = pictures.nth(index);
    const name = (await button.getAttribute('aria-label')) ?? '';
    await button.scrollIntoViewIfNeeded();
    const box = await button.boundingBox();
    if (!box) throw new Error(`${name} is not to be seen.`);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await expect(page.getByRole('tooltip')).toContainText(name);
  }
  await page.mouse.move(2, 2);
}

function lastTick(page: Page): Promise<number> {
  return page.getByRole('slider', { name: 'Playhead' }).evaluate((ruler) => Math.max(...[...ruler.children].map((tick) => tick.getBoundingClientRect().left)));
}

for (const { name, width, height } of [
  { name: 'a desk', width: 1440, height: 900 },
  { name: 'a phone', width: 390, height: 844 },
]) {
  test(`on ${name} everything has a name, pictures have tips, and the ruler reaches the edge`, async ({ page }) => {
    await register(page, 'Claude Cahun');
    expect(await nameless(page)).toEqual([]);
    await createProject(page, 'Aveux');
    await addClips(page, 2);
    await clip(page, 'Clip 1').click();
    await page.keyboard.press('a');
    await expect(page.getByRole('complementary', { name: 'Details' }).getByRole('button', { name: 'Compare' })).toBeVisible();
    await page.setViewportSize({ width, height });
    expect(await nameless(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    // The details lie over the lower half of a phone.
    if (width < 768) await page.getByRole('button', { name: 'Close the panel' }).click();
    await expectTips(page);
    const zoom = page.getByLabel('Zoom in pixels per second');
    for (const value of ['2', '17', '50']) {
      await zoom.fill(value);
      const edge = await page.locator('[data-timeline]').evaluate((area) => area.getBoundingClientRect().right);
      await expect.poll(() => lastTick(page)).toBeGreaterThanOrEqual(edge);
    }
    await page.goto(`${page.url()}?at=3`);
    await expect(page.getByRole('status', { name: 'The past' })).toBeVisible();
    await expect(page.getByRole('slider', { name: 'Moment of the history' })).toBeVisible();
    expect(await nameless(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.goto('/account');
    await expect(page.getByText('this device')).toBeVisible();
    expect(await nameless(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
}
