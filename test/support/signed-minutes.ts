import { signJws } from '../../server/keys.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { emptyRoot } from '../../server/rules/merkle.ts';
import { siteOf } from '../../server/rules/passkey.ts';
import type { MinutesPayload, MinutesStatement } from '../../server/rules/statements.ts';
import { minutesType } from '../../server/rules/verify-minutes.ts';
import { chainOf } from './branches.ts';
import { closedAt, type Meeting, officersOf, type Person, signBy } from './meeting.ts';

/** Minutes of a meeting that made one resolution. */
export function minutesOf(
  { branch, file }: Meeting,
  text = '# Protokoll: Medlemsmøte\n\nEnstemmig vedtatt.\n',
): MinutesStatement {
  return {
    typ: 'vedtak/minutes/1',
    branch: branch.id,
    meeting: 'm1',
    title: 'Protokoll: Medlemsmøte',
    text,
    language: 'nb',
    resolutions: [file.hash],
    journal: { size: 12, root: emptyRoot },
    closedAt,
  };
}

/** Minutes signed by chair and two signers, or whoever is named, and then by the branch. */
export async function signMinutes(
  { branch, people }: Meeting,
  statement: MinutesStatement,
  signers: readonly Person[] = [0, 2, 3].map((i) => officersOf(people)[i] as Person),
): Promise<{ payload: MinutesPayload; hash: string; jws: string }> {
  const attestations = signers.map((person, i): MinutesPayload['attestations'][number] => {
    const { statement: _, ...assertion } = signBy(person, statement, siteOf(branch.id));
    return { role: i === 0 ? 'chair' : 'signer', ...assertion, publicKey: person.credential.publicKey };
  });
  const payload = { ...statement, attestations };
  const jws = await signJws(branch.key, minutesType, payload, { trust_chain: await chainOf(branch) });
  return { payload, hash: hashOf(statement), jws };
}
