import type { Selectable } from 'kysely';
import type { Recommendation } from '../server/rules/amendment.ts';
import type { Effect, ProposalKind } from '../server/rules/motion.ts';
import type { ProposalContent } from '../server/rules/proposal.ts';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

/** A proposal as it is stored, its JSON read. */
export interface ProposalRow {
  id: string;
  meeting: string;
  number: number;
  /** The text as it was proposed, and its content hash. */
  content: ProposalContent;
  hash: string;
  kind: ProposalKind;
  /** The agenda item that it belongs to. */
  item: string | null;
  state: 'submitted' | 'upheld' | 'withdrawn';
  /** The member who sent it; null where the secretary entered it. */
  proposer: string | null;
  proposerName: string;
  reason: string;
  effect: Effect | null;
  recommendation: Recommendation | null;
  /** Hash of the received resolution that the text was taken from. */
  source: string | null;
  /** Hash of the hearing whose text it is, or of the call that it is meant for. */
  hearing: string | null;
  createdAt: string;
}

/** The proposals of a meeting, by number. */
export async function proposalsOf(reader: Reader, meeting: string): Promise<ProposalRow[]> {
  const rows = await reader
    .selectFrom('proposal')
    .selectAll()
    .where('meeting', '=', meeting)
    .orderBy('number')
    .execute();
  return rows.map(proposalOf);
}

export async function findProposal(reader: Reader, id: string): Promise<ProposalRow | undefined> {
  const row = await reader.selectFrom('proposal').selectAll().where('id', '=', id).executeTakeFirst();
  return row && proposalOf(row);
}

/** The newest proposal that is meant for a call. */
export async function proposalFor(reader: Reader, hearing: string): Promise<ProposalRow | undefined> {
  const row = await reader
    .selectFrom('proposal')
    .selectAll()
    .where('hearing', '=', hearing)
    .orderBy('created_at', 'desc')
    .orderBy('number', 'desc')
    .executeTakeFirst();
  return row && proposalOf(row);
}

/** Adds a proposal under the meeting's next number. */
export async function insertProposal(writer: Writer, proposal: Omit<ProposalRow, 'number'>): Promise<void> {
  const { content, proposerName, createdAt, effect, recommendation, ...row } = proposal;
  const number = ((await proposalsOf(writer, proposal.meeting)).at(-1)?.number ?? 0) + 1;
  await writer
    .insertInto('proposal')
    .values({
      ...row,
      number,
      title: content.title,
      blocks: JSON.stringify(content.blocks),
      proposer_name: proposerName,
      created_at: createdAt,
      effect: effect && JSON.stringify(effect),
      recommendation: recommendation && JSON.stringify(recommendation),
    })
    .execute();
}

/** Changes the text of a proposal. */
export async function updateContent(
  writer: Writer,
  { id, content, hash }: Pick<ProposalRow, 'id' | 'content' | 'hash'>,
): Promise<void> {
  await writer
    .updateTable('proposal')
    .set({ title: content.title, blocks: JSON.stringify(content.blocks), hash })
    .where('id', '=', id)
    .execute();
}

/** Changes where a proposal stands beside its text. */
export async function updateProposal(
  writer: Writer,
  id: string,
  { recommendation, ...rest }: Partial<Pick<ProposalRow, 'item' | 'state' | 'recommendation' | 'hearing'>>,
): Promise<void> {
  const recommended =
    recommendation === undefined ? {} : { recommendation: recommendation && JSON.stringify(recommendation) };
  await writer
    .updateTable('proposal')
    .set({ ...rest, ...recommended })
    .where('id', '=', id)
    .execute();
}

function proposalOf(row: Selectable<Tables['proposal']>): ProposalRow {
  const { title, blocks, kind, proposer_name, created_at, effect, recommendation, ...rest } = row;
  return {
    ...rest,
    kind: kind as ProposalKind,
    content: { title, blocks: JSON.parse(blocks) as ProposalContent['blocks'] },
    proposerName: proposer_name,
    createdAt: created_at,
    effect: effect === null ? null : (JSON.parse(effect) as Effect),
    recommendation: recommendation === null ? null : (JSON.parse(recommendation) as Recommendation),
  };
}
