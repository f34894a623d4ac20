import type { PublicKey } from '../server/rules/formats.ts';
import type { ResolutionStatement, Signed } from '../server/rules/statements.ts';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

/** One of the branch's own resolutions: a draft until `jws` is there. */
export interface ResolutionRow {
  number: number;
  hash: string;
  ballot: string;
  statement: ResolutionStatement;
  jws: string | null;
}

export interface AttestationRow {
  member: string;
  role: 'chair' | 'signer';
  signed: Signed<ResolutionStatement>;
  publicKey: PublicKey;
}

/** The branch's own resolutions, drafts too, by number. */
export async function allResolutions(reader: Reader): Promise<ResolutionRow[]> {
  const rows = await reader.selectFrom('resolution').selectAll().orderBy('number').execute();
  return rows.map(resolutionOf);
}

export async function findResolution(reader: Reader, number: number): Promise<ResolutionRow | undefined> {
  const row = await reader.selectFrom('resolution').selectAll().where('number', '=', number).executeTakeFirst();
  return row && resolutionOf(row);
}

/** The branch's newest resolution, draft or signed, or undefined. */
export async function lastResolution(reader: Reader): Promise<ResolutionRow | undefined> {
  const row = await reader.selectFrom('resolution').selectAll().orderBy('number', 'desc').limit(1).executeTakeFirst();
  return row && resolutionOf(row);
}

export async function insertResolution(
  writer: Writer,
  { statement, ...row }: Omit<ResolutionRow, 'jws'>,
  at: string,
): Promise<void> {
  await writer
    .insertInto('resolution')
    .values({ ...row, statement: JSON.stringify(statement), created_at: at })
    .execute();
}

/** Takes a draft away with the signatures on it. */
export async function deleteDraft(writer: Writer, number: number, hash: string): Promise<void> {
  await writer.deleteFrom('attestation').where('resolution', '=', hash).execute();
  await writer.deleteFrom('resolution').where('number', '=', number).where('jws', 'is', null).execute();
}

export async function setResolutionSigned(writer: Writer, number: number, jws: string, at: string): Promise<void> {
  await writer.updateTable('resolution').set({ jws, signed_at: at }).where('number', '=', number).execute();
}

/** Puts another file in the place of a signed resolution's: the same statement under another trust chain. */
export async function replaceFile(writer: Writer, number: number, jws: string): Promise<void> {
  await writer.updateTable('resolution').set({ jws }).where('number', '=', number).execute();
}

export async function attestationsOf(reader: Reader, resolution: string): Promise<AttestationRow[]> {
  const rows = await reader.selectFrom('attestation').selectAll().where('resolution', '=', resolution).execute();
  return rows.map(({ member, role, signed, public_key }) => ({
    member,
    role,
    signed: JSON.parse(signed) as Signed<ResolutionStatement>,
    publicKey: JSON.parse(public_key) as PublicKey,
  }));
}

export async function insertAttestation(writer: Writer, resolution: string, row: AttestationRow): Promise<void> {
  await writer
    .insertInto('attestation')
    .values({
      resolution,
      member: row.member,
      role: row.role,
      signed: JSON.stringify(row.signed),
      public_key: JSON.stringify(row.publicKey),
    })
    .execute();
}

function resolutionOf(row: Tables['resolution']): ResolutionRow {
  const { number, hash, ballot, jws } = row;
  return { number, hash, ballot, jws, statement: JSON.parse(row.statement) as ResolutionStatement };
}
