import { gatheringAround } from '../db/attendance.ts';
import type { Reader } from '../db/engine.ts';
import { currentMeeting } from '../db/meetings.ts';
import { credentialsOf, findCredential, findMember } from '../db/members.ts';
import type { Me } from './api/session.ts';
import type { Branch } from './branch.ts';
import type { Asker } from './mount.ts';
import { must, Problem } from './problem.ts';
import type { PublicKey } from './rules/formats.ts';
import { siteOf, verifyAssertion } from './rules/passkey.ts';
import { hasVote, presenceOf, standingOf } from './rules/standing.ts';
import type { PersonStatement, Signed } from './rules/statements.ts';

/** What the asker is told about themselves. */
export async function meOf(reader: Reader, { member, roles }: Asker): Promise<Me> {
  const meeting = await currentMeeting(reader);
  return {
    member: member.id,
    name: member.name,
    number: member.number,
    roles,
    credentials: (await credentialsOf(reader, member.id)).map(({ id }) => id),
    ...(meeting === undefined ? nowhere : await placeIn(reader, meeting.id, member.id)),
  };
}

type Where = Pick<Me, 'checkedIn' | 'attendance' | 'standing' | 'placeOf' | 'entitled'>;

const nowhere: Where = { checkedIn: false, attendance: 'out', standing: null, placeOf: null, entitled: false };

async function placeIn(reader: Reader, meeting: string, member: string): Promise<Where> {
  const gathering = await gatheringAround(reader, meeting, member);
  const { kind, placeOf } = standingOf(gathering, member);
  const attendance = presenceOf(gathering, member);
  const delegate = placeOf === null ? undefined : await findMember(reader, placeOf);
  const checkedIn = attendance === 'in';
  const entitled = checkedIn && hasVote(gathering, member);
  return { checkedIn, attendance, standing: kind, placeOf: delegate?.name ?? null, entitled };
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
