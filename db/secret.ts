import { sql } from 'kysely';
import type { DropWindow } from '../server/rules/box.ts';
import type { BoxedPaper, IssueStatement } from '../server/rules/secret-statements.ts';
import type { Signed } from '../server/rules/statements.ts';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

/** A key that was made for a secret ballot. */
export type IssuerRow = Tables['issuer'];

export async function insertIssuer(writer: Writer, row: Omit<IssuerRow, 'ballot'>): Promise<void> {
  await writer
    .insertInto('issuer')
    .values({ ...row, ballot: null })
    .execute();
}

/** The ids of the keys that no ballot has yet. */
export async function freeIssuers(reader: Reader): Promise<string[]> {
  const rows = await reader.selectFrom('issuer').select('kid').where('ballot', 'is', null).execute();
  return rows.map(({ kid }) => kid);
}

/** Removes the keys that no ballot has. */
export async function deleteFreeIssuers(writer: Writer): Promise<void> {
  await writer.deleteFrom('issuer').where('ballot', 'is', null).execute();
}

/** Gives a key to the ballot that its definition names it in. */
export async function insertSecretBallot(writer: Writer, ballot: string, kid: string): Promise<void> {
  await writer.updateTable('issuer').set({ ballot }).where('kid', '=', kid).execute();
  await writer
    .insertInto('secret_ballot')
    .values({ ballot, issues_root: null, opens_at: null, closes_at: null, looked_papers: null, looked_at: null })
    .execute();
}

/** The sealed private key of a ballot; null where it is gone. */
export async function issuerSecret(reader: Reader, ballot: string): Promise<string | null> {
  const row = await reader.selectFrom('issuer').select('secret_key').where('ballot', '=', ballot).executeTakeFirst();
  return row?.secret_key ?? null;
}

/** Removes a ballot's private key: nothing is signed with it any longer. */
export async function forgetIssuerSecret(writer: Writer, ballot: string): Promise<void> {
  await writer.updateTable('issuer').set({ secret_key: null }).where('ballot', '=', ballot).execute();
}

/** What a secret ballot has beside any. */
export interface SecretRow {
  /** The root of the issues and when papers are dropped, once the drawing was closed. */
  closed: { root: string; window: DropWindow } | null;
  /** The last look into the box. */
  look: { papers: number; at: string } | null;
}

/** What a secret ballot has beside any; undefined for an open one. */
export async function findSecret(reader: Reader, ballot: string): Promise<SecretRow | undefined> {
  const row = await reader.selectFrom('secret_ballot').selectAll().where('ballot', '=', ballot).executeTakeFirst();
  if (row === undefined) return undefined;
  const { issues_root: root, opens_at: opensAt, closes_at: closesAt, looked_papers: papers, looked_at: at } = row;
  return {
    closed: root === null || opensAt === null || closesAt === null ? null : { root, window: { opensAt, closesAt } },
    look: papers === null || at === null ? null : { papers, at },
  };
}

export async function closeDrawing(writer: Writer, ballot: string, root: string, window: DropWindow): Promise<void> {
  await writer
    .updateTable('secret_ballot')
    .set({ issues_root: root, opens_at: window.opensAt, closes_at: window.closesAt })
    .where('ballot', '=', ballot)
    .execute();
}

export async function setLook(writer: Writer, ballot: string, look: { papers: number; at: string }): Promise<void> {
  await writer
    .updateTable('secret_ballot')
    .set({ looked_papers: look.papers, looked_at: look.at })
    .where('ballot', '=', ballot)
    .execute();
}

/** An issue that was taken in, and what was given for it. */
export interface IssueRow {
  statementHash: string;
  signed: Signed<IssueStatement>;
  /** Base64url. */
  blindSignature: string;
  takenAt: string;
}

/** A delegate's issue in a ballot, or undefined. */
export async function issueOf(reader: Reader, ballot: string, delegate: string): Promise<IssueRow | undefined> {
  const row = await reader
    .selectFrom('issue')
    .selectAll()
    .where('ballot', '=', ballot)
    .where('delegate', '=', delegate)
    .executeTakeFirst();
  return row && issueIn(row);
}

/** The issues of a ballot, sorted by delegate. */
export async function issuesOf(reader: Reader, ballot: string): Promise<IssueRow[]> {
  const rows = await reader.selectFrom('issue').selectAll().where('ballot', '=', ballot).orderBy('delegate').execute();
  return rows.map(issueIn);
}

function issueIn(row: Tables['issue']): IssueRow {
  return {
    statementHash: row.statement_hash,
    signed: JSON.parse(row.signed) as Signed<IssueStatement>,
    blindSignature: row.blind_signature,
    takenAt: row.taken_at,
  };
}

/** Stores an issue and counts one more who has drawn. Returns how many have. */
export async function insertIssue(writer: Writer, { statementHash, signed, ...row }: IssueRow): Promise<number> {
  const { ballot, delegate } = signed.statement;
  await writer
    .insertInto('issue')
    .values({
      ballot,
      delegate,
      statement_hash: statementHash,
      signed: JSON.stringify(signed),
      blind_signature: row.blindSignature,
      taken_at: row.takenAt,
    })
    .execute();
  const { voted } = await writer
    .updateTable('ballot')
    .set((eb) => ({ voted: eb('voted', '+', 1) }))
    .where('id', '=', ballot)
    .returning('voted')
    .executeTakeFirstOrThrow();
  return voted;
}

/** Whether a paper lies in the box of a ballot. */
export async function isInBox(reader: Reader, ballot: string, hash: string): Promise<boolean> {
  const row = await reader
    .selectFrom('box')
    .select('paper_hash')
    .where('ballot', '=', ballot)
    .where('paper_hash', '=', hash)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many papers lie in the box of a ballot. */
export async function papersIn(reader: Reader, ballot: string): Promise<number> {
  const { n } = await reader
    .selectFrom('box')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('ballot', '=', ballot)
    .executeTakeFirstOrThrow();
  return n;
}

/** Puts a paper into the box. */
export async function insertPaper(writer: Writer, hash: string, boxed: BoxedPaper): Promise<void> {
  await writer
    .insertInto('box')
    .values({ ballot: boxed.paper.ballot, paper_hash: hash, paper: JSON.stringify(boxed) })
    .execute();
}

/**
 * Lays the papers of a ballot anew, in the order of their hashes: where they lie in the database says no longer in which
 * order they came. They are taken out in an order that nobody knows, since it decides which pages take what is laid anew.
 */
export async function settleBox(writer: Writer, ballot: string): Promise<void> {
  const rows = await writer.selectFrom('box').selectAll().where('ballot', '=', ballot).orderBy(sql`random()`).execute();
  for (const { paper_hash: hash } of rows)
    await writer.deleteFrom('box').where('ballot', '=', ballot).where('paper_hash', '=', hash).execute();
  for (const row of rows.toSorted((a, b) => (a.paper_hash < b.paper_hash ? -1 : 1)))
    await writer.insertInto('box').values(row).execute();
}

/** The papers of a ballot, sorted by their hashes. */
export async function boxOf(reader: Reader, ballot: string): Promise<BoxedPaper[]> {
  const rows = await reader
    .selectFrom('box')
    .select('paper')
    .where('ballot', '=', ballot)
    .orderBy('paper_hash')
    .execute();
  return rows.map(({ paper }) => JSON.parse(paper) as BoxedPaper);
}

/** Who has asked that a proposal be voted on secretly. */
export async function secrecyDemands(reader: Reader, proposal: string): Promise<string[]> {
  const rows = await reader.selectFrom('secrecy_demand').select('member').where('proposal', '=', proposal).execute();
  return rows.map(({ member }) => member);
}

/** Notes or removes that a member asks for secrecy. */
export async function setSecrecyDemand(
  writer: Writer,
  proposal: string,
  member: string,
  demanded: boolean,
): Promise<void> {
  if (demanded) {
    await writer
      .insertInto('secrecy_demand')
      .values({ proposal, member })
      .onConflict((on) => on.doNothing())
      .execute();
  } else {
    await writer.deleteFrom('secrecy_demand').where('proposal', '=', proposal).where('member', '=', member).execute();
  }
}

/** The same for all proposals of a meeting. */
export async function secrecyDemandsIn(reader: Reader, meeting: string): Promise<Tables['secrecy_demand'][]> {
  return reader
    .selectFrom('secrecy_demand')
    .innerJoin('proposal', 'proposal.id', 'secrecy_demand.proposal')
    .select(['secrecy_demand.proposal', 'secrecy_demand.member'])
    .where('proposal.meeting', '=', meeting)
    .execute();
}
