import { defineConfig } from 'vitest/config';

/** The built site in real Chromium. */
export default defineConfig({
  test: { name: 'site', include: ['test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 300_000, maxWorkers: 1 },
});
