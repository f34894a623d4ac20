import type { Person } from '../../server/demo/person.ts';
import { type BranchKey, openKey, signJws } from '../../server/keys.ts';
import type { PublicJwk } from '../../server/rules/jws.ts';
import type { Attestation, ResolutionPayload, ResolutionStatement } from '../../server/rules/statements.ts';
import { resolutionType } from '../../server/rules/verify-resolution.ts';
import type { Hall } from './hall.ts';
import type { TestServer } from './server.ts';

/** A branch's own key, out of its database and the server's secret: what a branch that cheats could use. */
export async function branchKey(server: TestServer, slug: string): Promise<BranchKey> {
  const secret = await server.secret();
  const [row] = server.select<{ id: string; secret_key: string }>(slug, 'SELECT id, secret_key FROM branch');
  if (row === undefined) throw new Error(`${slug} has no database`);
  return openKey(row.secret_key, secret, row.id);
}

/** The parts of a compact JWS, read. */
export function partsOf(jws: string): { header: Record<string, unknown>; payload: unknown } {
  const [header = '', payload = ''] = jws.split('.');
  const read = (part: string): never => JSON.parse(Buffer.from(part, 'base64url').toString()) as never;
  return { header: read(header), payload: read(payload) };
}

/** A branch's signed resolution as its file. */
export async function fileOf({ server, slug }: Pick<Hall, 'server' | 'slug'>, number: number): Promise<string> {
  const answer = await fetch(`${server.address}/lag/${slug}/resolutions/${number}.jws`);
  if (!answer.ok) throw new Error(`resolution ${number} is not there: ${answer.status}`);
  return answer.text();
}

/** The key that a verifier of the hall's resolutions trusts: the county's. */
export async function anchorOf({ server, pair }: Pick<Hall, 'server' | 'pair'>): Promise<PublicJwk> {
  const answer = await fetch(`${server.address}/lag/${pair.county}/jwks.json`);
  const { keys } = (await answer.json()) as { keys: [PublicJwk] };
  return keys[0];
}

/** A statement with the signatures of a chair and two signers. */
export function attested(statement: ResolutionStatement, people: readonly Person[]): ResolutionPayload {
  const attestations = people.map((person, i): Attestation => {
    const { statement: _, ...assertion } = person.sign(statement);
    const { publicKey } = person.phone.credential(person.member);
    return { role: i === 0 ? 'chair' : 'signer', ...assertion, publicKey };
  });
  return { ...statement, attestations };
}

/** The officers whose signatures make a resolution of the hall: the chair and two signers. */
export function signersOf({ administrator, people }: Hall): Person[] {
  return [administrator, ...people.slice(0, 2)];
}

/** A payload signed by a branch's key under a trust chain. */
export function signedFile(key: BranchKey, payload: unknown, chain: unknown): Promise<string> {
  return signJws(key, resolutionType, payload, { trust_chain: chain });
}

/** Hands a file to a branch's inbox. */
export function deliverTo(
  server: TestServer,
  slug: string,
  body: string,
  type = 'application/jose',
): Promise<Response> {
  return fetch(`${server.address}/lag/${slug}/inbox`, { method: 'POST', headers: { 'content-type': type }, body });
}
