import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;

const write = (path: string, value: unknown): void =>
  writeFileSync(join(folder, path), typeof value === 'string' ? value : JSON.stringify(value));

const lock = {
  '': { name: 'hall' },
  'node_modules/a': { integrity: 'sha512-a' },
  'node_modules/b-elsewhere': { integrity: 'sha512-b', optional: true },
};

/** A folder with the lock file, npm's record of what is installed, and a program in the place of npm that notes its call. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedtak install '));
  mkdirSync(join(folder, 'server/tools'), { recursive: true });
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  copyFileSync('server/tools/install.mjs', join(folder, 'server/tools/install.mjs'));
  write('node_modules/.bin/node', '');
  write('package-lock.json', { packages: lock });
  write('node_modules/.package-lock.json', { packages: { 'node_modules/a': lock['node_modules/a'] } });
  write(
    'npm.cjs',
    "require('fs').writeFileSync('called', process.argv[2]); console.log('added'); process.exit(Number(process.env.EXIT ?? 0));",
  );
});

afterEach(() => rmSync(folder, { recursive: true }));

function install(exit = 0): { status: number | null; stdout: string; stderr: string; called: boolean } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'server/tools/install.mjs')], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { npm_node_execpath: process.execPath, npm_execpath: join(folder, 'npm.cjs'), EXIT: String(exit) },
  });
  const note = join(folder, 'called');
  const called = existsSync(note);
  if (called) expect(readFileSync(note, 'utf8')).toBe('ci');
  return { status, stdout, stderr, called };
}

test('what is installed is not installed again, and nothing is said', () => {
  expect(install()).toEqual({ status: 0, stdout: '', stderr: '', called: false });
});

test.for([
  ['a package is missing', {}],
  ['a package is another one', { 'node_modules/a': { integrity: 'sha512-c' } }],
  ['a package is too many', { 'node_modules/a': lock['node_modules/a'], 'node_modules/c': { integrity: 'sha512-c' } }],
] as const)('the packages are installed when %s', ([, packages]) => {
  write('node_modules/.package-lock.json', { packages });
  expect(install()).toMatchObject({ status: 0, stdout: '', called: true });
});

test('the packages are installed when nothing is there, or no Node', () => {
  rmSync(join(folder, 'node_modules/.bin/node'));
  expect(install()).toMatchObject({ status: 0, stdout: '', called: true });
  expect(existsSync(join(folder, 'node_modules/.bin/node'))).toBe(true);
});

test('when npm fails, so does the command', () => {
  rmSync(join(folder, 'node_modules/.package-lock.json'));
  const { status, stdout, stderr } = install(7);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain('could not be installed');
});
