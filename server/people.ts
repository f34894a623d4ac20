import type { Reader } from '../db/engine.ts';
import { checkedIn, currentMeeting } from '../db/meetings.ts';
import { credentialsOf, findCredential } from '../db/members.ts';
import type { Me } from './api/session.ts';
import type { Branch } from './branch.ts';
import type { Asker } from './mount.ts';
import { must, Problem } from './problem.ts';
import type { PublicKey } from './rules/formats.ts';
import { siteOf, verifyAssertion } from './rules/passkey.ts';
import type { PersonStatement, Signed } from './rules/statements.ts';

/** What the asker is told about themselves. */
export async function meOf(reader: Reader, { member, roles }: Asker): Promise<Me> {
  const meeting = await currentMeeting(reader);
  const present = meeting === undefined ? [] : await checkedIn(reader, meeting.id);
  return {
    member: member.id,
    name: member.name,
    number: member.number,
    roles,
    credentials: (await credentialsOf(reader, member.id)).map(({ id }) => id),
    checkedIn: present.includes(member.id),
  };
}

/**
 * Establishes that the asker signed the statement with a passkey of theirs that the branch knows; returns its key.
 * @throws Problem signature.signer, passkey.unknown or what `verifyAssertion` refuses with.
 */
export async function mustBeSignedBy(
  reader: Reader,
  branch: Branch,
  member: string,
  signed: Signed<PersonStatement>,
): Promise<PublicKey> {
  if (signed.signer !== member)
    throw new Problem('signature.signer', 'the statement is signed by somebody else than who sends it');
  const held = await findCredential(reader, signed.credential);
  if (held?.member !== member) throw new Problem('passkey.unknown', 'the passkey is not one of the signer');
  must(await verifyAssertion(signed, held.publicKey, siteOf(branch.id)));
  return held.publicKey;
}
