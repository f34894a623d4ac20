import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The packages that a table row of the text begins with, in backticks. */
function packagesIn(text: string): string[] {
  return [...text.matchAll(/^\|(?<cell>[^|]*)\|/gmu)].flatMap(({ groups }) =>
    [...(groups?.cell ?? '').matchAll(/`(?<name>[^`]+)`/gu)].map((match) => match.groups?.name ?? ''),
  );
}

test('every dependency is in a table of the README', () => {
  const { dependencies, optionalDependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const wanted = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies });
  const named = packagesIn(readFileSync('README.md', 'utf8'));
  expect(wanted.length).toBeGreaterThan(0);
  expect(wanted.filter((name) => !named.includes(name))).toEqual([]);
});

test('a package counts as named in the first column only', () => {
  expect(packagesIn('| `a`, `b` | like `c` |\n| d | |\nnot `e`\n')).toEqual(['a', 'b']);
});

test('every test that is left out on workerd is in the README', () => {
  const text = readFileSync('README.md', 'utf8');
  const left = globSync('test/{api,browser}/**/*.test.ts').flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/onNode\(\s*'\w+',\s*'(?<name>[^']+)'/gu)].map(
      ({ groups }) => groups?.name,
    ),
  );
  expect(left.length).toBeGreaterThan(0);
  expect(left.filter((name) => !text.includes(`«${name}»`))).toEqual([]);
});
