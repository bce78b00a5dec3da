// The real server on a data folder of its own, which goes away with it. Playwright starts and stops this.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const data = fs.mkdtempSync(path.join(os.tmpdir(), 'storyboard-journey-'));
const first = path.join(os.tmpdir(), `storyboard-journey-${process.env.STORYBOARD_PORT ?? ''}.first`);
fs.rmSync(first, { force: true });
const root = path.resolve(import.meta.dirname, '../..');
const python = process.env.STORYBOARD_PYTHON ?? path.join(root, '.venv/bin/python');
const server = spawn(python, ['-m', 'server', 'serve'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, STORYBOARD_DATA: data, STORYBOARD_OPEN_BROWSER: '0' },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill('SIGTERM'));
server.on('exit', (code) => {
  fs.rmSync(data, { recursive: true, force: true });
  fs.rmSync(first, { force: true });
  process.exit(code ?? 0);
});
