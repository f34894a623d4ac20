import { spawnSync } from 'node:child_process';
import { parseCLI, startVitest, type TestModule } from 'vitest/node';
import { check } from './check.ts';

/** How the tests of a run came out. A file or a suite that failed outside its tests counts as one failed test. */
interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

function count(modules: readonly TestModule[]): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state !== 'pending') counts[state] += 1;
    }
    for (const { length } of [module, ...module.children.allSuites()].map((suite) => suite.errors())) {
      if (length > 0) counts.failed += 1;
    }
  }
  return counts;
}

/**
 * Runs the tests that Vitest's arguments choose, all without any, and prints the counts as the last line. The process
 * will exit with 1 when a test failed, when no test ran, or when something is `unchecked`.
 */
export async function runTests(args: string[], unchecked: string[] = []): Promise<void> {
  const { filter, options } = parseCLI(['vitest', 'run', ...args]);
  const vitest = await startVitest(filter, options);
  const { passed, failed, skipped } = count(vitest.state.getTestModules());
  if (unchecked.length > 0) console.error(`These checks do not hold: ${unchecked.join('; ')}.`);
  if (passed + failed === 0) console.error('No test ran.');
  if (unchecked.length + failed > 0 || passed === 0) process.exitCode = 1;
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
}

if (import.meta.main) {
  const unchecked = check();
  const build = spawnSync(process.execPath, ['server/tools/build.ts'], { stdio: 'inherit' });
  if (build.status !== 0) unchecked.push("the client's build");
  await runTests(process.argv.slice(2), unchecked);
}
