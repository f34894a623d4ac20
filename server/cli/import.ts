import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { Arrived } from '../api/operator.ts';
import { exportMedia, type Header, readExport } from '../moving/format.ts';
import { type Command, printable, type Terminal, UsageError } from './command.ts';
import { operatorHelp, operatorOf, operatorOptions, reporting } from './operator.ts';

const help = `Usage: vedtak import FILE --server URL

Takes a branch in that vedtak export wrote. The server verifies it and keeps nothing of a file that does not hold.

  FILE                  what vedtak export wrote
${operatorHelp}

Exit code: 0 when the branch has arrived, 1 when the file does not hold or the server refused it, 2 for wrong usage.`;

export const importCommand: Command = { summary: 'take a branch in from a file', help, run };

async function run(args: string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(args);
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError('FILE is missing');
  if (more.length > 0) throw new UsageError(`one FILE at a time, not also ${more.join(' ')}`);
  const operator = await operatorOf(values);
  return reporting(terminal, async () => {
    const { slug, name } = await headerOf(file);
    terminal.fault(printable(`${name} is whole; sending it to ${operator.server} …`));
    const body = Readable.toWeb(createReadStream(file)) as unknown as ReadableStream<Uint8Array<ArrayBuffer>>;
    const answer = await operator.post(slug, 'import', {
      headers: { 'content-type': exportMedia, 'content-encoding': 'gzip' },
      body: body.pipeThrough(new CompressionStream('gzip')),
      duplex: 'half',
    } as RequestInit);
    const { id, journal } = v.parse(Arrived, await answer.json());
    terminal.fault(printable(`${id} has arrived: journal of ${journal.size} entries, root ${journal.root}.`));
  });
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: operatorOptions });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The header of a file that is whole. @throws UsageError when it cannot be read, Problem export.wrong. */
async function headerOf(file: string): Promise<Header> {
  let header: Header | undefined;
  for await (const line of readExport(bytesOf(file))) if (!('table' in line)) header = line;
  if (header === undefined) throw new UsageError(`${file} is empty`);
  return header;
}

async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(file)) yield chunk as Buffer;
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
