import { readFileSync, writeFileSync } from 'node:fs';
import type { Access, Endpoint } from '../api/endpoint.ts';
import { endpoints } from '../api/endpoints.ts';
import { Role } from '../api/session.ts';

const columns = ['nobody', ...Role.options, 'screen'] as const;
type Column = (typeof columns)[number];

/** Which columns of the table an endpoint's access lets in. */
function admitted(access: Access): readonly Column[] {
  if (access === 'anyone') return columns;
  if (access === 'member') return Role.options;
  return access === 'screen' ? [access] : access;
}

/** The table of who may call what, as Markdown: one row for the endpoints that let the same people in. */
export function whoMay(): string {
  const rows = new Map<string, string[]>();
  for (const [name, { access }] of Object.entries<Endpoint>(endpoints)) {
    const admits = admitted(access);
    const marks = columns.map((column) => (admits.includes(column) ? '×' : '')).join(' | ');
    rows.set(marks, [...(rows.get(marks) ?? []), `\`${name}\``]);
  }
  const head = [`| command | ${columns.join(' | ')} |`, `| --- |${' :-: |'.repeat(columns.length)}`];
  return [...head, ...[...rows].map(([marks, names]) => `| ${names.join(' ')} | ${marks} |`)].join('\n');
}

const marks = { begin: '<!-- who may do what: server/tools/who-may.ts -->\n', end: '\n<!-- until here -->' };

/** A text with the table that stands between its marks as it is now. @throws Error when the text has no marks. */
export function withTable(text: string): string {
  const [before, rest] = [text.indexOf(marks.begin), text.indexOf(marks.end)];
  if (before === -1 || rest === -1) throw new Error('the text has no place for the table');
  return text.slice(0, before + marks.begin.length) + whoMay() + text.slice(rest);
}

if (import.meta.main) writeFileSync('README.md', withTable(readFileSync('README.md', 'utf8')));
