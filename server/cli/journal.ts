import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { readNodeFile } from '../../db/node.ts';
import { type HeldCheckpoints, verifyJournal } from '../journal-check.ts';
import { wordsOf } from '../rules/fingerprint.ts';
import { BranchId } from '../rules/formats.ts';
import { readSeen, type SeenCheckpoint } from '../rules/journal-proof.ts';
import { refusals } from '../rules/refusals.ts';
import { type Command, printable, type Terminal, UsageError } from './command.ts';
import { type ServerReport, verifyJournalAt } from './journal-server.ts';
import { reporting } from './operator.ts';

const help = `Usage: vedtak journal verify BRANCH [--seen SIZE:WORDS]… [--checkpoint FILE]… [--data FOLDER] [--json]
       vedtak journal verify URL [--seen SIZE:WORDS]… [--checkpoint FILE]… [--keep FILE] [--json]

Verifies that the journal of a branch was only added to: nothing in it was changed, left out or moved.

  BRANCH                the branch's name in its address, on this machine: every entry, every ballot with its votes, and every
                        checkpoint of the journal that somebody signed, out of the database, which may be in use and is not
                        changed
  URL                   the branch's address, such as https://vedtak.example.no/lag/bergen: the branch proves it to whoever
                        has a checkpoint of before; nobody need be signed in, and no entry is read
  --seen SIZE:WORDS     what the big screen showed when a ballot was opened or closed: "57: anker fjell …", eight words
  --checkpoint FILE     a checkpoint that the branch signed (JWS), such as --keep wrote
  --keep FILE           write what the branch signs now to a file, for --checkpoint another day
  --data FOLDER         where the branches are (default: VEDTAK_DATA, or data)
  --json                print the report as JSON

Exit code: 0 when all holds, 1 with the first thing that does not, 2 for wrong usage or a file that cannot be read.`;

export const journalCommand: Command = { summary: 'verify that a journal was only added to', help, run };

async function run(args: string[], terminal: Terminal): Promise<number> {
  const { branch, held, data, keep, json } = await readArgs(args);
  let code = 1;
  const reached = await reporting(terminal, async () => {
    const report = v.is(BranchId, branch) ? await verifyJournalAt(branch, held) : await inFile(data, branch, held);
    if (report.ok && keep !== undefined && report.jws !== undefined) await writeFile(keep, `${report.jws}\n`);
    print(report, held, json, terminal);
    code = report.ok ? 0 : 1;
  });
  return reached === 0 ? code : reached;
}

async function readArgs(args: string[]) {
  const { values, positionals } = parse(args);
  const [act, branch, ...more] = positionals;
  if (act !== 'verify') throw new UsageError('the one thing to do with a journal is verify');
  if (branch === undefined) throw new UsageError('BRANCH is missing');
  if (more.length > 0) throw new UsageError(`one BRANCH at a time, not also ${more.join(' ')}`);
  const away = v.is(BranchId, branch);
  if (!away && !/^[a-z0-9-]+$/u.test(branch))
    throw new UsageError(`${branch} is neither a branch's name nor its address`);
  if (!away && values.keep !== undefined) throw new UsageError('--keep goes with an address');
  if (away && values.data !== undefined) throw new UsageError('--data goes with a name, not with an address');
  const signed = await Promise.all((values.checkpoint ?? []).map(read));
  return {
    branch,
    held: { seen: (values.seen ?? []).map(seenFrom), signed } satisfies HeldCheckpoints,
    data: values.data ?? process.env.VEDTAK_DATA ?? 'data',
    keep: values.keep,
    json: values.json === true,
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const texts = { type: 'string', multiple: true } as const;
  try {
    const options = { seen: texts, checkpoint: texts, data: text, keep: text, json: { type: 'boolean' } } as const;
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function seenFrom(typed: string): SeenCheckpoint {
  const seen = readSeen(typed);
  if (seen === undefined) throw new UsageError(`--seen ${typed} is not a size, a colon and the eight words`);
  return seen;
}

async function read(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function inFile(data: string, slug: string, held: HeldCheckpoints): Promise<ServerReport> {
  const file = join(data, 'branches', `${slug}.sqlite`);
  let opened = false;
  try {
    return await readNodeFile(file, (reader) => {
      opened = true;
      return verifyJournal(reader, held);
    });
  } catch (error) {
    if (opened) throw error;
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function print(
  { ok, refusal, steps, now }: ServerReport,
  held: HeldCheckpoints,
  json: boolean,
  terminal: Terminal,
): void {
  const words = now === undefined ? null : wordsOf(now.root);
  if (json) {
    const journal = now === undefined ? null : { ...now, words };
    terminal.line(JSON.stringify({ ok, refusal: refusal ?? null, steps, journal }, null, 2));
    return;
  }
  if (refusal === undefined) terminal.line('The journal holds.');
  else terminal.line(`Does not hold: ${refusals[refusal.code][1]} (${refusal.code}).\n${printable(refusal.detail)}`);
  terminal.line('');
  for (const step of steps) terminal.line(`  ${step.ok ? '✓' : '✗'} ${step.name.padEnd(12)} ${printable(step.detail)}`);
  if (now === undefined || words === null) return;
  terminal.line(`\nThe journal now: ${now.size}: ${words.join(' ')}\nIts root:        ${now.root}`);
  if (held.seen.length + held.signed.length === 0)
    terminal.line('\nNothing that you hold was compared: see --seen and --checkpoint.');
}
