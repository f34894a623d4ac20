import { matchesGlob } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lengths, longFiles, readSources, violations } from '../../server/tools/layout.ts';
import config from '../../vitest.config.ts';

const of = (path: string, text: string): string[] => violations(new Map([[path, text]]));

describe('the sources as they are', () => {
  const sources = readSources();

  test('are found', () => {
    expect([...sources.keys()]).toEqual(
      expect.arrayContaining(['server/rules/tally.ts', 'db/schema.ts', 'vite.config.ts']),
    );
  });

  test('break no rule of the layout', () => {
    expect(violations(sources)).toEqual([]);
  });

  test('have no test file that no project runs', () => {
    const includes = config.test?.projects?.flatMap((project) =>
      typeof project === 'object' && 'test' in project ? (project.test?.include ?? []) : [],
    );
    const tests = [...sources.keys()].filter((path) => /\.test\.tsx?$/u.test(path));
    expect(tests.length).toBeGreaterThan(0);
    expect(tests.filter((path) => !includes?.some((include) => matchesGlob(path, include)))).toEqual([]);
  });
});

describe('an import in the wrong direction is found', () => {
  test.for([
    ['client/pages/vote.tsx', '../../server/routes/vote.ts'],
    ['client/pages/vote.tsx', '../../db/schema.ts'],
    ['server/rules/tally.ts', '../api/endpoints.ts'],
    ['server/rules/tally.ts', '../keys.ts'],
    ['server/rules/deep/tally.ts', '../../../db/schema.ts'],
    ['server/rules/tally.ts', 'node:fs'],
    ['server/rules/tally.ts', 'hono'],
    ['server/rules/tally.ts', '@noble/curves/p256.js'],
    ['server/api/votes.ts', '../main.ts'],
    ['db/votes.ts', '../server/main.ts'],
    ['db/votes.ts', '../server/api/endpoints.ts'],
    ['server/main.ts', '../client/api.ts'],
    ['server/main.ts', '../test/support/people.ts'],
    ['db/votes.ts', '../test/support/people.ts'],
    ['client/main.tsx', '../test/support/people.ts'],
    ['server/main.ts', '../vite.config.ts'],
    ['server/main.ts', 'kysely'],
    ['server/rules/tally.ts', 'kysely'],
    ['client/api.ts', 'better-sqlite3'],
    ['server/cli/vedtak.ts', 'kysely/helpers/sqlite'],
  ] as const)('%s <- %s', ([path, target]) => {
    for (const text of [
      `import { it } from '${target}'; it();`,
      `import '${target}';`,
      `import type { It } from '${target}'; export type A = It;`,
      `export { it } from '${target}';`,
      `export * from '${target}';`,
      `export const it = await import('${target}');`,
      `export type A = import('${target}').It;`,
    ]) {
      expect(of(path, text), text).toEqual([expect.stringContaining(target)]);
    }
  });
});

test('an import in the right direction is left alone', () => {
  const allowed: [string, string][] = [
    ['client/pages/vote.tsx', '../../server/rules/tally.ts'],
    ['client/pages/vote.tsx', '../../server/api/endpoints.ts'],
    ['client/pages/vote.tsx', 'preact'],
    ['server/rules/tally.ts', './deep/count.ts'],
    ['server/rules/deep/count.ts', '../tally.ts'],
    ['server/rules/tally.ts', '@noble/hashes/sha2.js'],
    ['server/routes/vote.ts', '../../db/votes.ts'],
    ['db/votes.ts', '../server/rules/tally.ts'],
    ['db/votes.ts', 'kysely'],
    ['test/faults/kill.test.ts', 'better-sqlite3'],
    ['test/faults/kill.test.ts', '../../server/main.ts'],
  ];
  expect(allowed.flatMap(([path, target]) => of(path, `import '${target}';`))).toEqual([]);
});

test('an import with a computed target is found', () => {
  expect(of('client/main.tsx', 'export const load = (name: string) => import(name);')).toHaveLength(1);
});

test('a rule that reads a clock, chance or the outside is found', () => {
  const texts = [
    'Date.now();',
    'new Date();',
    'Math.random();',
    'crypto.randomUUID();',
    'fetch(a);',
    'console.log(1);',
    'process.env.A;',
    'setTimeout(f, 1);',
  ];
  expect(texts.filter((text) => of('server/rules/tally.ts', text).length !== 1)).toEqual([]);
  expect(of('server/rules/tally.ts', 'export const at = new Date(time).getTime() + Math.max(1, 2);')).toEqual([]);
  expect(of('server/main.ts', 'Date.now();')).toEqual([]);
});

test('a file is named when it is long and refused when it is too long', () => {
  const lines = (n: number): Map<string, string> => new Map([['db/votes.ts', '//\n'.repeat(n)]]);
  expect(longFiles(lines(lengths.soft))).toEqual([]);
  expect(longFiles(lines(lengths.soft + 1))).toEqual([['db/votes.ts', lengths.soft + 1]]);
  expect(violations(lines(lengths.hard))).toEqual([]);
  expect(violations(lines(lengths.hard + 1))).toHaveLength(1);
});

test('a source that cannot be read is an error, not a pass', () => {
  expect(() => of('db/votes.ts', 'import {')).toThrow('db/votes.ts');
  expect(() => of('lib/votes.ts', '')).toThrow('lib/votes.ts');
});
