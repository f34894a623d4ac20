import { spawnSync } from 'node:child_process';
import { lengths, longFiles, readSources, violations } from './layout.ts';

/** The steps of the check, each a title and what says whether it holds, after printing what does not. */
const steps: [title: string, holds: () => boolean][] = [
  ['types', () => runs('typescript/bin/tsc', '-p', '.')],
  ['format and lint', () => runs('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--max-diagnostics=50')],
  [
    'unused files, exports and dependencies',
    () => runs('knip/bin/knip.js', '--no-progress', '--treat-config-hints-as-errors'),
  ],
  ['import directions', layoutHolds],
];

/** Runs a package's program on this Node. */
function runs(program: string, ...args: string[]): boolean {
  return spawnSync(process.execPath, [`node_modules/${program}`, ...args], { stdio: 'inherit' }).status === 0;
}

function layoutHolds(): boolean {
  const sources = readSources();
  for (const [path, lines] of longFiles(sources)) console.log(`${path} has ${lines} lines, more than ${lengths.soft}`);
  const found = violations(sources);
  for (const violation of found) console.error(violation);
  return found.length === 0;
}

/** Runs every step, also after one that fails, and gives the titles of those that failed. */
export function check(): string[] {
  return steps
    .filter(([title, holds]) => {
      console.log(`Checking ${title} …`);
      return !holds();
    })
    .map(([title]) => title);
}

if (import.meta.main) {
  const failed = check();
  console.log(failed.length === 0 ? 'All checks hold.' : `These checks do not hold: ${failed.join('; ')}.`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
