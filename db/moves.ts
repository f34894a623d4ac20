import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

export type MoveRow = Pick<Tables['moved'], 'destination' | 'at'>;

/** Where the branch went and when, or undefined while it is here. */
export async function findMove(reader: Reader): Promise<MoveRow | undefined> {
  return reader.selectFrom('moved').select(['destination', 'at']).executeTakeFirst();
}

/** Marks the branch as moved, in place of an earlier mark. */
export async function setMove(writer: Writer, row: MoveRow): Promise<void> {
  await writer
    .replaceInto('moved')
    .values({ id: 1, ...row })
    .execute();
}

/** Takes the mark away. */
export async function clearMove(writer: Writer): Promise<void> {
  await writer.deleteFrom('moved').execute();
}
