import path from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = process.env.STORYBOARD_URL ?? 'http://127.0.0.1:8000';
const proxied = { target: server, ws: true };

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { '@': path.resolve(import.meta.dirname, 'src') } },
  server: { proxy: { '/graphql': proxied, '/auth': proxied, '/api': proxied, '/exports': proxied, '/media': proxied } },
  build: { target: 'es2022', sourcemap: true },
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'], setupFiles: ['./vitest-setup.ts'] },
});
