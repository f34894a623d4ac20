import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

/** The tests of one folder. Times in milliseconds; they are limits against hanging, no test waits for them. */
function folder(name: string, timeout: number, more: object = {}): TestProjectConfiguration {
  const include = [`test/${name}/**/*.test.{ts,tsx}`];
  return { test: { name, include, environment: 'node', testTimeout: timeout, hookTimeout: timeout, ...more } };
}

/** The same tests once more, their servers on workerd; what is left out, and why, is in the README. */
function onWorkers(name: string, timeout: number, more: object = {}): TestProjectConfiguration {
  return folder(name, timeout, { ...more, name: `${name}-workers`, env: { VEDTAK_ENGINE: 'workers' } });
}

/** A browser or workerd's development proxy can drop a connection on a machine that is busy: such a test is tried once more. */
const retry = 1;
const inChromium = { retry, fileParallelism: false, globalSetup: 'server/tools/browser.ts' };

/** What pages look like and say for answers that are the same from either engine. */
const aboutPagesAlone = [
  'accessibility',
  'chair',
  'live-again',
  'refusals',
  'screen',
  'secret-carried',
  'secret-chair',
  'secret-devices',
  'secret-earlier',
  'secret-lent',
  'secretary-amendments',
  'verify-secret',
].map((name) => `test/browser/${name}.test.ts`);

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      folder('rules', 120_000),
      folder('tools', 180_000),
      folder('api', 120_000),
      folder('workers', 240_000, { retry, env: { VEDTAK_ENGINE: 'workers' }, sequence: { groupOrder: 1 } }),
      onWorkers('api', 240_000, {
        retry,
        exclude: ['test/api/moving.test.ts', 'test/api/outbox.test.ts'],
        sequence: { groupOrder: 1 },
      }),
      // these take the machine for themselves: servers that are killed under load, and whole meetings in Chromium
      folder('faults', 300_000, { fileParallelism: false, sequence: { groupOrder: 2 } }),
      folder('browser', 300_000, { ...inChromium, sequence: { groupOrder: 3 } }),
      onWorkers('browser', 300_000, { ...inChromium, exclude: aboutPagesAlone, sequence: { groupOrder: 4 } }),
    ],
  },
});
