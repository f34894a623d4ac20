import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Endpoint } from '../../server/api/endpoint.ts';
import { endpoints } from '../../server/api/endpoints.ts';
import { Role } from '../../server/api/session.ts';
import { whoMay, withTable } from '../../server/tools/who-may.ts';

/** The rows of the table: the names in each, and who may. */
function rows(): { names: string[]; who: string[] }[] {
  const [head = '', , ...lines] = whoMay().split('\n');
  const cells = (line: string): string[] =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  const columns = cells(head);
  return lines.map((line) => {
    const [names = '', ...marks] = cells(line);
    return {
      names: [...names.matchAll(/`(?<name>[^`]+)`/gu)].map(({ groups }) => groups?.name ?? ''),
      who: marks.flatMap((mark, i) => (mark === '' ? [] : [columns[i + 1] ?? ''])),
    };
  });
}

test('the README says who may do what as the endpoints do: `node server/tools/who-may.ts` writes it anew', () => {
  const text = readFileSync('README.md', 'utf8');
  expect(text).toBe(withTable(text));
});

test('every endpoint is in the table once, with those whom it lets in', () => {
  const found = rows();
  expect(found.flatMap(({ names }) => names).sort()).toEqual(Object.keys(endpoints).sort());
  for (const { names, who } of found) {
    for (const name of names) {
      const { access }: Endpoint = endpoints[name as keyof typeof endpoints];
      if (typeof access === 'object') expect(who.toSorted(), name).toEqual(access.toSorted());
      else if (access === 'screen') expect(who).toEqual(['screen']);
      else expect(who.includes('nobody'), name).toBe(access === 'anyone');
      if (access === 'member') expect(who, name).toEqual(Role.options);
    }
  }
  // no two rows let the same people in
  expect(new Set(found.map(({ who }) => who.join())).size).toBe(found.length);
});

test('a text without a place for the table is told so', () => {
  expect(() => withTable('# Vedtak')).toThrow('no place');
  const text = 'a\n<!-- who may do what: server/tools/who-may.ts -->\nold\n<!-- until here -->\nb';
  expect(withTable(text)).toBe(text.replace('old', whoMay()));
});
