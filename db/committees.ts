import type { Selectable } from 'kysely';
import type { CommitteeRecommendation } from '../server/rules/party-statements.ts';
import type { Block } from '../server/rules/proposal.ts';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

/** A committee as it is stored, its JSON read. */
export type CommitteeRow = Omit<Selectable<Tables['committee']>, 'blocks' | 'recommendation'> & {
  blocks: Block[];
  /** Null before the committee has said it of the draft as it stands. */
  recommendation: CommitteeRecommendation | null;
};

export type SeatRow = Omit<Selectable<Tables['committee_member']>, 'committee' | 'position'>;

/** All committees, newest first. */
export async function allCommittees(reader: Reader): Promise<CommitteeRow[]> {
  const rows = await reader.selectFrom('committee').selectAll().orderBy('created_at', 'desc').orderBy('id').execute();
  return rows.map(committeeOf);
}

export async function findCommittee(reader: Reader, id: string): Promise<CommitteeRow | undefined> {
  const row = await reader.selectFrom('committee').selectAll().where('id', '=', id).executeTakeFirst();
  return row && committeeOf(row);
}

export async function insertCommittee(writer: Writer, row: CommitteeRow): Promise<void> {
  const { blocks, recommendation } = row;
  await writer
    .insertInto('committee')
    .values({ ...row, blocks: JSON.stringify(blocks), recommendation: JSON.stringify(recommendation) })
    .execute();
}

/** Sets columns of a committee. */
export async function updateCommittee(
  writer: Writer,
  id: string,
  { blocks, recommendation, ...columns }: Partial<Omit<CommitteeRow, 'id' | 'created_at'>>,
): Promise<void> {
  const text = blocks === undefined ? {} : { blocks: JSON.stringify(blocks) };
  const said = recommendation === undefined ? {} : { recommendation: JSON.stringify(recommendation) };
  await writer
    .updateTable('committee')
    .set({ ...columns, ...text, ...said })
    .where('id', '=', id)
    .execute();
}

/** Who sits in a committee, in the order of its list. */
export async function seatsOf(reader: Reader, committee: string): Promise<SeatRow[]> {
  return reader
    .selectFrom('committee_member')
    .select(['name', 'place', 'role', 'member'])
    .where('committee', '=', committee)
    .orderBy('position')
    .execute();
}

/** Says who sits in a committee, in the place of all who did. */
export async function replaceSeats(writer: Writer, committee: string, seats: readonly SeatRow[]): Promise<void> {
  await writer.deleteFrom('committee_member').where('committee', '=', committee).execute();
  for (const [position, { name, place, role, member }] of seats.entries())
    await writer.insertInto('committee_member').values({ committee, position, name, place, role, member }).execute();
}

function committeeOf({ blocks, recommendation, ...row }: Selectable<Tables['committee']>): CommitteeRow {
  return {
    ...row,
    blocks: JSON.parse(blocks) as Block[],
    recommendation: JSON.parse(recommendation) as CommitteeRecommendation | null,
  };
}
