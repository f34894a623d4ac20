import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const tools = join(import.meta.dirname, '../../server/tools/test.ts');

/** Runs Vitest on one test file with this text, and gives the exit code and the last line. */
function run(text: string, unchecked: string[] = []): { status: number | null; last: string | undefined } {
  const folder = mkdtempSync(join(tmpdir(), 'vedtak-counts-'));
  writeFileSync(join(folder, 'vitest.config.mjs'), 'export default { test: { globals: true } };');
  writeFileSync(join(folder, 'a.test.js'), text);
  const script = `import { runTests } from ${JSON.stringify(tools)}; await runTests([], ${JSON.stringify(unchecked)});`;
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, VITEST: undefined },
  });
  rmSync(folder, { recursive: true });
  return { status, last: stdout.trimEnd().split('\n').at(-1) };
}

const good = "test('good', () => {});";

test.for([
  ['tests that hold', good, { status: 0, last: '1 passed, 0 failed' }],
  ['one that does not', `${good} test('bad', () => expect(1).toBe(2));`, { status: 1, last: '1 passed, 1 failed' }],
  ['one that is left out', `${good} test.todo('later');`, { status: 0, last: '1 passed, 0 failed, 1 skipped' }],
  ['only one that is left out', "test.todo('later');", { status: 1, last: '0 passed, 0 failed, 1 skipped' }],
  ['a file that cannot be run', 'import "./lost.js";', { status: 1, last: '0 passed, 1 failed' }],
  [
    'a suite whose end fails',
    `describe('s', () => { afterAll(() => { throw new Error('x'); }); ${good} });`,
    { status: 1, last: '1 passed, 1 failed' },
  ],
] as const)('the last line counts %s', ([, text, expected]) => {
  expect(run(text)).toEqual(expected);
});

test('a check that failed fails the run of good tests', () => {
  expect(run(good, ['types'])).toEqual({ status: 1, last: '1 passed, 0 failed' });
});
