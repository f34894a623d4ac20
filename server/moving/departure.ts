import type { Engine, Reader } from '../../db/engine.ts';
import { checkpoint } from '../../db/journal.ts';
import { schemaNames } from '../../db/migrations.ts';
import { clearMove, findMove, setMove } from '../../db/moves.ts';
import { countRows, rowsAfter, travellingTables } from '../../db/transfer.ts';
import { type Branch, timeOf } from '../branch.ts';
import { log } from '../log.ts';
import { type Header, Lines, wrongExport } from './format.ts';

/** Rows that are read, and sent, at once. */
const rowsAtOnce = 100;

/**
 * Begins an export. With a destination the same transaction marks the branch as moved: from then on it takes no
 * command, so that its rows stay what they are while they are read.
 * @param engine the branch's engine without the guard that refuses commands once it has moved.
 */
export async function depart(branch: Branch, engine: Engine, to: string | null): Promise<ReadableStream<Uint8Array>> {
  const at = timeOf(branch);
  const header = await engine.transact(async (writer) => {
    if (to !== null) await setMove(writer, { destination: to, at });
    return headerOf(writer, branch, at);
  });
  return streamOf(exportOf(engine, header));
}

/** Undoes a departure whose arrival failed. */
export async function stay(engine: Engine, now: number): Promise<void> {
  await engine.transact(clearMove);
  engine.alarm(now);
}

async function headerOf(reader: Reader, { id, slug, name, level, parent }: Branch, at: string): Promise<Header> {
  const move = await findMove(reader);
  return {
    typ: 'vedtak/branch-export/1',
    id,
    slug,
    name,
    level,
    parent,
    schema: [...schemaNames],
    journal: await checkpoint(reader),
    to: move?.destination ?? null,
    at,
  };
}

/** The export's bytes, some rows at a time. @throws Problem export.wrong when the branch changed while it was read. */
async function* exportOf(engine: Engine, header: Header): AsyncGenerator<Uint8Array> {
  const lines = new Lines();
  yield lines.header(header);
  const sent = new Map<string, number>();
  for (const table of travellingTables) {
    sent.set(table, 0);
    for (let after: Parameters<typeof rowsAfter>[2]; ; ) {
      const rows = await engine.read((reader) => rowsAfter(reader, table, after, rowsAtOnce));
      after = rows.at(-1);
      if (after === undefined) break;
      sent.set(table, (sent.get(table) ?? 0) + rows.length);
      yield lines.rows(table, rows);
    }
  }
  const { journal, move, held } = await engine.read(async (reader) => ({
    journal: await checkpoint(reader),
    move: await findMove(reader),
    held: await countRows(reader),
  }));
  // papers come into the box without an entry, and may lie before those that were read already
  const whole = [...held].every(([table, rows]) => sent.get(table) === rows);
  if (!whole || journal.size !== header.journal.size || (move?.destination ?? null) !== header.to)
    throw wrongExport('the branch changed while it was read');
  yield lines.end();
}

/** A stream of what a generator gives, pulled as the receiver reads. */
function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await chunks.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        log('error', 'an export broke off', { error });
        controller.error(error);
      }
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}
