import { expect } from 'vitest';
import { type Terminal, UsageError } from '../../server/cli/command.ts';
import { journalCommand } from '../../server/cli/journal.ts';
import { Person } from '../../server/demo/person.ts';
import { wordsOf } from '../../server/rules/fingerprint.ts';
import type { JournalEntry } from '../../server/rules/journal.ts';
import { readCheckpoint } from '../../server/rules/journal-proof.ts';
import type { Hall } from './hall.ts';

/** Runs `vedtak journal` as the program does, without starting a process for each. */
export async function journal(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal: Terminal = {
    line: (text) => void out.push(text),
    fault: (text) => void err.push(text),
    bytes: async () => undefined,
    isShown: false,
  };
  const code = await journalCommand.run(args, terminal).catch((error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    return 2;
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** Expects a fault: exit code 1, the refusal, and one failed rung. */
export function expectFault(
  { code, out }: { code: number; out: string },
  refusal: string,
  rung: string,
  ...texts: readonly string[]
): void {
  expect(out).toMatch(new RegExp(`^Does not hold: .*\\(${refusal.replace('.', '\\.')}\\)\\.`, 'u'));
  expect(out.match(/^ {2}✗ \w+/gmu)).toEqual([`  ✗ ${rung}`]);
  for (const text of texts) expect(out).toContain(text);
  expect(code).toBe(1);
}

/** The same entries with one that says another time. */
export function later(entries: readonly JournalEntry[], index: number): JournalEntry[] {
  const entry = entries[index] as JournalEntry;
  return entries.with(index, { ...entry, at: '2020-01-01T00:00:00.000Z' });
}

/** What the branch says of its journal, as the big screen shows it: `SIZE: WORDS`. */
export async function journalShown({ pair: { server }, slug }: Hall): Promise<{ seen: string; size: number }> {
  const { checkpoint } = await new Person(server).call('journalCheckpoint', { slug });
  const read = readCheckpoint(checkpoint);
  if (!read.ok) throw new Error(read.refusal.detail);
  const { size, root } = read.value.statement;
  return { seen: `${size}: ${wordsOf(root).join(' ')}`, size };
}
