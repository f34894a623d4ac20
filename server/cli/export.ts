import { parseArgs } from 'node:util';
import { type Header, readExport } from '../moving/format.ts';
import { type Command, printable, type Terminal, UsageError } from './command.ts';
import {
  type Operator,
  operatorHelp,
  operatorOf,
  operatorOptions,
  originFrom,
  reasonOf,
  reporting,
  Unreachable,
} from './operator.ts';

const help = `Usage: vedtak export BRANCH --server URL [--to URL] > FILE
       vedtak export BRANCH --server URL --stay|--remove

Writes a branch with its journal and its encrypted key to standard output, for vedtak import.

  BRANCH                the branch's name in its address
  --to URL              the server to which the branch moves: this one then refuses its commands and says where it went;
                        without it the file is a copy, and the branch stays
  --stay                undoes a move whose import failed: the branch goes on where it is
  --remove              removes what the branch left behind when it moved
${operatorHelp}

Exit code: 0 when the file is whole, 1 when the server refused or the file is not whole, 2 for wrong usage.`;

export const exportCommand: Command = { summary: 'write a branch to a file, to move it', help, run };

async function run(args: string[], terminal: Terminal): Promise<number> {
  const { slug, to, act, values } = readArgs(args);
  if (act === undefined && terminal.isShown) throw new UsageError('the export goes to a file: … > FILE');
  const operator = await operatorOf(values);
  return reporting(terminal, () =>
    act === undefined ? write(operator, slug, to, terminal) : settle(operator, slug, act, terminal),
  );
}

function readArgs(args: string[]) {
  const { values, positionals } = parse(args);
  const [slug, ...more] = positionals;
  if (slug === undefined) throw new UsageError('BRANCH is missing');
  if (more.length > 0) throw new UsageError(`one BRANCH at a time, not also ${more.join(' ')}`);
  const acts = (['stay', 'remove'] as const).filter((name) => values[name] === true);
  if (acts.length + (values.to === undefined ? 0 : 1) > 1)
    throw new UsageError('--to, --stay and --remove exclude each other');
  return { slug, act: acts[0], to: values.to === undefined ? null : originFrom('--to', values.to), values };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { ...operatorOptions, to: { type: 'string' }, stay: { type: 'boolean' }, remove: { type: 'boolean' } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function settle(operator: Operator, slug: string, act: 'stay' | 'remove', terminal: Terminal): Promise<void> {
  await operator.post(slug, act, {});
  terminal.fault(`${slug} ${act === 'stay' ? 'goes on' : 'is removed'} at ${operator.server}.`);
}

async function write(operator: Operator, slug: string, to: string | null, terminal: Terminal): Promise<void> {
  const answer = await operator.post(slug, 'export', {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ to }),
  });
  let header: Header | undefined;
  let rows = 0;
  for await (const line of readExport(copied(answer, terminal))) {
    if ('table' in line) {
      rows += 1;
      if (rows % 10_000 === 0) terminal.fault(`${rows} rows …`);
    } else header = line;
  }
  if (header === undefined) throw new Unreachable('the server sent nothing');
  terminal.fault(printable(`${header.name}: ${rows} rows, journal of ${header.journal.size} entries.`));
  if (header.to !== null) terminal.fault(`The branch here takes no more commands and says that it is at ${header.to}.`);
}

/** The bytes of an answer, written to standard output as they come. */
async function* copied(answer: Response, terminal: Terminal): AsyncGenerator<Uint8Array> {
  if (answer.body === null) return;
  try {
    for await (const chunk of answer.body) {
      await terminal.bytes(chunk);
      yield chunk;
    }
  } catch (error) {
    throw new Unreachable(`the export broke off, the file is not whole: ${reasonOf(error)}`);
  }
}
