import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, type Locator, type Page, type WebSocketRoute } from '@playwright/test';

export const password = 'a rather long sentence 42';

// Journeys of another file may have been in another process: who came first is written down.
const first = path.join(os.tmpdir(), `storyboard-journey-${process.env.JOURNEY_PORT ?? ''}.first`);

/** The e-mail of the first person on this server, who may do everything. */
export function administrator(): string {
  return fs.readFileSync(first, 'utf8');
}

/** Registers a person whom nobody has met yet. */
export async function register(page: Page, name: string): Promise<string> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}.${Date.now()}@example.org`;
  await page.goto('/sign-in');
  const field = page.getByLabel('Name', { exact: true });
  const toRegister = page.getByRole('button', { name: 'Make an account' });
  await expect(field.or(toRegister)).toBeVisible();
  if (!(await field.isVisible())) await toRegister.click();
  await field.fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Register' }).click();
  await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible();
  if (!fs.existsSync(first)) fs.writeFileSync(first, email);
  return email;
}

export async function createProject(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'New project' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New project' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Create project' }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  return page.url();
}

export const clips = (page: Page): Locator => page.locator('[data-timeline] [role=option][data-clip]');
export const scenes = (page: Page): Locator => page.locator('[data-timeline] [role=option][data-scene]');

export function clip(page: Page, name: string): Locator {
  return page.getByRole('option', { name: new RegExp(`^${name}[,\\s]`) });
}

export async function leftOf(locator: Locator): Promise<number> {
  return (await locator.boundingBox())?.x ?? Number.NaN;
}

/** Takes hold of an element and lets it go `by` pixels to the right, in steps as a hand would. */
export async function drag(page: Page, element: Locator, by: number, finish: 'drop' | 'escape' = 'drop'): Promise<void> {
  const box = await element.boundingBox();
  if (!box) throw new Error('There is nothing to drag.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by / 2, y, { steps: 4 });
  await page.mouse.move(x + by, y, { steps: 4 });
  if (finish === 'escape') await page.keyboard.press('Escape');
  await page.mouse.up();
}

/** One scene with `count` clips of four seconds, one after the other. */
export async function addClips(page: Page, count: number): Promise<void> {
  await page.getByRole('button', { name: 'Add a scene' }).first().click();
  await expect(scenes(page)).toHaveCount(1);
  for (let made = 1; made <= count; made += 1) {
    await page.getByRole('toolbar').getByRole('button', { name: 'Add a clip' }).click();
    await expect(clips(page)).toHaveCount(made);
  }
}

/** The page's socket to the server, which can be cut and mended. Asked for before the page is opened. */
export async function aLine(page: Page) {
  const open: WebSocketRoute[] = [];
  let isCut = false;
  await page.routeWebSocket(/\/graphql$/, (socket) => {
    if (isCut) {
      void socket.close({ code: 1012 });
      return;
    }
    socket.connectToServer();
    open.push(socket);
  });
  return {
    async cut() {
      isCut = true;
      await Promise.all(open.splice(0).map((socket) => socket.close({ code: 1012 })));
    },
    mend() {
      isCut = false;
    },
  };
}

/** Asks the server as a program would; for what would take a browser too long to prepare. */
export async function api(page: Page, email: string) {
  const answer = await page.request.post('/auth/login', { data: { email, password } });
  expect(answer.ok()).toBe(true);
  const { accessToken } = (await answer.json()) as { accessToken: string };
  return async (query: string, variables: object): Promise<unknown> => {
    const response = await page.request.post('/graphql', { headers: { authorization: `Bearer ${accessToken}` }, data: { query, variables } });
    const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
    expect(errors).toBeUndefined();
    return data;
  };
}

export async function logIn(page: Page, email: string, secret = password): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(secret);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** Makes somebody a member, in the open project. */
export async function addMember(page: Page, email: string, role: 'Editor' | 'Reviewer' | 'Viewer'): Promise<Locator> {
  await page.getByRole('button', { name: 'Members' }).click();
  const dialog = page.getByRole('dialog', { name: 'Members' });
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByLabel('Role', { exact: true }).selectOption(role);
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(dialog.getByLabel('E-mail')).toHaveValue('');
  return dialog;
}
