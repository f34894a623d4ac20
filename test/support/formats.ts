import { readFileSync } from 'node:fs';
import * as v from 'valibot';

/** The page itself. */
export const page = readFileSync(new URL('../../server/rules/FORMATS.md', import.meta.url), 'utf8');

/** The examples of FORMATS.md: the fenced blocks by their names. */
const blocks = new Map(
  [...page.matchAll(/^```(?:json|text|markdown) ([a-z-]+)\n([\s\S]*?)\n```$/gmu)].map(([, name = '', text = '']) => [
    name,
    text,
  ]),
);

/** An example as it stands on the page. @throws RangeError when there is none of that name. */
export function example(name: string): string {
  const text = blocks.get(name);
  if (text === undefined) throw new RangeError(`FORMATS.md has no example ${name}`);
  return text;
}

/** An example that is JSON. */
export function jsonExample(name: string): unknown {
  return JSON.parse(example(name));
}

/** An example that is JSON, by its schema. @throws ValiError. */
export function parsed<T>(schema: v.GenericSchema<unknown, T>, name: string): T {
  return v.parse(schema, jsonExample(name));
}

/** The lines of an example. */
export function lines(name: string): string[] {
  return example(name).split('\n');
}

/** An example that is broken into lines for reading only. */
export function wholeExample(name: string): string {
  return example(name).replaceAll('\n', '');
}

/** The text under a heading, as far as the next one of the same level or above. @throws RangeError when there is none. */
export function section(heading: string): string {
  const level = heading.indexOf(' ');
  const start = page.indexOf(`\n${heading}`);
  if (start < 0) throw new RangeError(`FORMATS.md has no heading ${heading}`);
  const rest = page.slice(start + 1 + heading.length);
  const next = rest.search(new RegExp(`^#{1,${level}} `, 'mu'));
  return next < 0 ? rest : rest.slice(0, next);
}

/** The rows of the tables in a text: the cells of each, heads and rules among them. */
export function rows(text: string): string[][] {
  return [...text.matchAll(/^\|(.*)\|$/gmu)].map(([, row = '']) => row.split('|').map((cell) => cell.trim()));
}

/** The steps that the table in a text tells. */
export function ladder(text = ''): string[] {
  return rows(text).flatMap(([step = '']) => (/^`[a-z]+`$/u.test(step) ? [step.slice(1, -1)] : []));
}

/** The steps of evidence, those of secret ballots among them. */
export function evidenceLadder(): string[] {
  const [, verified] = section('## Evidence').split('Verified after the resolution file');
  return ladder(verified?.split('###')[0]);
}
