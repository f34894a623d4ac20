import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const help = 'Install Chromium (on Debian: apt-get install chromium) or name its program in CHROMIUM_PATH.';

/** The path of the first of `programs` that is on the PATH. */
function onPath(programs: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return programs.flatMap((program) => folders.map((folder) => join(folder, program))).find((path) => existsSync(path));
}

function isDebian(): boolean {
  const release = '/etc/os-release';
  return existsSync(release) && /^ID=debian$/mu.test(readFileSync(release, 'utf8'));
}

/** Runs apt-get as root. Waits for another one that is at work. */
function apt(...args: string[]): void {
  const command = ['apt-get', '-q', '-o', 'DPkg::Lock::Timeout=300', ...args];
  const [program = '', ...rest] = process.getuid?.() === 0 ? command : ['sudo', ...command];
  const { status } = spawnSync(program, rest, {
    stdio: ['inherit', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) throw new Error(`${command.join(' ')} failed. ${help}`);
}

/**
 * The path of the Chromium to drive: CHROMIUM_PATH, else the first found on the PATH, else Debian's, which is then
 * installed where that is possible. Throws, with what to do, when there is none.
 */
export function ensureBrowser(): string {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, which is not there.`);
  }
  const found = onPath(names);
  if (found !== undefined) return found;
  if (!isDebian() || (process.getuid?.() !== 0 && onPath(['sudo']) === undefined))
    throw new Error(`No browser. ${help}`);
  console.error('No browser: installing Chromium …');
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'chromium', 'chromium-sandbox', 'fonts-liberation');
  const installed = onPath(names);
  if (installed === undefined) throw new Error(`No browser after installing one. ${help}`);
  return installed;
}

/** Vitest's set-up of the browser tests: they find the browser's path in CHROMIUM_PATH. */
export function setup(): void {
  process.env.CHROMIUM_PATH = ensureBrowser();
}
