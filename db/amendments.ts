import type { Selectable } from 'kysely';
import type { Amendment, Change, Recommendation } from '../server/rules/amendment.ts';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

/** An amendment as it is stored, its JSON read, with those who support it. */
export interface AmendmentRow extends Omit<Amendment, 'seconds'> {
  proposal: string;
  reason: string;
  /** The member who sent it; null where it was entered on somebody's behalf. */
  proposer: string | null;
  proposerName: string;
  branchName: string;
  /** Members who support it beside the proposer. */
  seconders: string[];
}

/** The amendments to a proposal, by number. */
export async function amendmentsOf(reader: Reader, proposal: string): Promise<AmendmentRow[]> {
  const rows = await reader
    .selectFrom('amendment')
    .selectAll()
    .where('proposal', '=', proposal)
    .orderBy('number')
    .execute();
  const seconds = await reader
    .selectFrom('second')
    .innerJoin('amendment', 'amendment.id', 'second.amendment')
    .select(['second.amendment', 'second.member'])
    .where('amendment.proposal', '=', proposal)
    .execute();
  return rows.map((row) =>
    amendmentOf(
      row,
      seconds.filter(({ amendment }) => amendment === row.id).map(({ member }) => member),
    ),
  );
}

/** The proposal that an amendment is to, or undefined where there is no such amendment. */
export async function proposalOfAmendment(reader: Reader, id: string): Promise<string | undefined> {
  const row = await reader.selectFrom('amendment').select('proposal').where('id', '=', id).executeTakeFirst();
  return row?.proposal;
}

export async function insertAmendment(
  writer: Writer,
  amendment: Omit<AmendmentRow, 'seconders' | 'state' | 'joinedInto' | 'recommendation'>,
  at: string,
): Promise<void> {
  const { change, proposerName, branchName, ...row } = amendment;
  await writer
    .insertInto('amendment')
    .values({
      ...row,
      change: JSON.stringify(change),
      proposer_name: proposerName,
      branch_name: branchName,
      state: 'submitted',
      joined_into: null,
      recommendation: null,
      created_at: at,
    })
    .execute();
}

/** Changes what is given of an amendment. */
export async function updateAmendment(
  writer: Writer,
  id: string,
  changes: Partial<Pick<AmendmentRow, 'change' | 'reason' | 'state' | 'joinedInto' | 'recommendation'>>,
): Promise<void> {
  const { change, joinedInto, recommendation, ...rest } = changes;
  await writer
    .updateTable('amendment')
    .set({
      ...rest,
      ...(change === undefined ? {} : { change: JSON.stringify(change) }),
      ...(joinedInto === undefined ? {} : { joined_into: joinedInto }),
      ...(recommendation === undefined ? {} : { recommendation: recommendation && JSON.stringify(recommendation) }),
    })
    .where('id', '=', id)
    .execute();
}

/** Lets a member support an amendment (again is fine), or no longer. */
export async function setSecond(writer: Writer, amendment: string, member: string, second: boolean): Promise<void> {
  if (second) {
    await writer
      .insertInto('second')
      .values({ amendment, member })
      .onConflict((on) => on.doNothing())
      .execute();
  } else {
    await writer.deleteFrom('second').where('amendment', '=', amendment).where('member', '=', member).execute();
  }
}

/** Takes away all support of an amendment, as when it came to say something else. */
export async function clearSeconds(writer: Writer, amendment: string): Promise<void> {
  await writer.deleteFrom('second').where('amendment', '=', amendment).execute();
}

function amendmentOf(row: Selectable<Tables['amendment']>, seconders: string[]): AmendmentRow {
  const { change, recommendation, proposer_name, branch_name, joined_into, created_at: _, ...rest } = row;
  return {
    ...rest,
    change: JSON.parse(change) as Change,
    joinedInto: joined_into,
    recommendation: recommendation === null ? null : (JSON.parse(recommendation) as Recommendation),
    proposerName: proposer_name,
    branchName: branch_name,
    seconders,
  };
}
