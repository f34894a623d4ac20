/**
 * Installs the packages unless those of package-lock.json are there. The only file that runs on the machine's own
 * Node (20 or later), so it needs nothing but `node:` modules; all else runs on the Node 24 that it brings as
 * `node_modules/.bin/node`. Prints to standard error only, so that a command's output stays its own.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';

process.chdir(`${import.meta.dirname}/../..`);
const node = 'node_modules/.bin/node';

/** @param {string} path */
const packagesOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;

/** Whether npm's own record of what it put into node_modules is what the lock file asks for on this machine. */
function installed() {
  if (!existsSync(node) || !existsSync('node_modules/.package-lock.json')) return false;
  const { '': _, ...wanted } = packagesOf('package-lock.json');
  const found = packagesOf('node_modules/.package-lock.json');
  return (
    Object.entries(wanted).every(([path, { integrity, optional }]) =>
      path in found ? found[path].integrity === integrity : optional,
    ) && Object.keys(found).every((path) => path in wanted)
  );
}

/** @param {string} message @returns {never} */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

if (!installed()) {
  process.stderr.write('Installing the packages …\n');
  // npm itself goes on running on the Node it was started with: this one may lie in the folder that it replaces.
  // It would warn that packages want a newer Node than that one; they get it. Vite is needed in production too.
  const { npm_node_execpath: runner, npm_execpath: npm } = process.env;
  const [command, ...before] = runner && npm ? [runner, npm] : ['npm'];
  const flags = ['ci', '--include=dev', '--include=optional', '--loglevel=error', '--no-audit', '--no-fund'];
  const { status } = spawnSync(command, [...before, ...flags], { stdio: ['ignore', 2, 2] });
  if (status !== 0) fail('The packages could not be installed.');
  if (!existsSync(node)) {
    if (Number.parseInt(process.versions.node, 10) < 24) {
      fail(`npm has no Node 24 for ${process.platform} ${process.arch}: install Node 24 and try again.`);
    }
    symlinkSync(process.execPath, node);
  }
}
