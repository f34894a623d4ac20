import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

/** The tests of one folder. Times in milliseconds; they are limits against hanging, no test waits for them. */
function folder(name: string, timeout: number, more: object = {}): TestProjectConfiguration {
  const include = [`test/${name}/**/*.test.{ts,tsx}`];
  return { test: { name, include, environment: 'node', testTimeout: timeout, hookTimeout: timeout, ...more } };
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      folder('rules', 20_000),
      folder('tools', 60_000),
      folder('api', 60_000),
      // Durable Objects on workerd
      folder('workers', 120_000, { env: { VEDTAK_ENGINE: 'workers' } }),
      // these two take the machine for themselves: servers that are killed under load, and whole meetings in Chromium
      folder('faults', 180_000, { fileParallelism: false, sequence: { groupOrder: 1 } }),
      folder('browser', 180_000, {
        fileParallelism: false,
        sequence: { groupOrder: 2 },
        globalSetup: 'server/tools/browser.ts',
      }),
    ],
  },
});
