import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { defineConfig } from '@playwright/test';

const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
if (!fs.existsSync(chromium)) {
  throw new Error(`There is no browser at ${chromium}. Install it ("apt-get install -y chromium") or set CHROMIUM_PATH.`);
}

// Workers read this file again: the port is chosen once and handed down in the environment.
const freePort = `const s=require('net').createServer();s.listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})`;
process.env.JOURNEY_PORT ??= execFileSync(process.execPath, ['-e', freePort], { encoding: 'utf8' }).trim();
const address = `http://127.0.0.1:${process.env.JOURNEY_PORT}`;

export default defineConfig({
  testDir: 'e2e',
  reporter: 'list',
  timeout: 60_000,
  workers: 1,
  use: {
    baseURL: address,
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath: chromium, args: ['--no-sandbox'] },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: 'node e2e/server.mjs',
    url: `${address}/ready`,
    timeout: 60_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    env: { STORYBOARD_PORT: process.env.JOURNEY_PORT },
  },
});
