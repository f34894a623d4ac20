import { hashOf } from './canonical.ts';
import type { Evidence } from './evidence.ts';
import type { Claim } from './evidence-signatures.ts';
import type { Credential } from './formats.ts';
import { siteOf, verifyAssertion } from './passkey.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import type { ResolutionPayload, RollEntry, RollStatement, Signed } from './statements.ts';

/** A roll as a verifier looks things up in it. */
export interface Roll {
  hash: string;
  statement: RollStatement;
  entries: ReadonlyMap<string, RollEntry>;
  /** The signature on it. */
  claim: Claim;
}

/** The rolls of an evidence file by their hashes, each in order and one of the resolution's meeting. */
export function readRolls(
  rolls: readonly Signed<RollStatement>[],
  payload: ResolutionPayload,
): Checked<ReadonlyMap<string, Roll>> {
  const read = new Map<string, Roll>();
  for (const signed of rolls) {
    const { statement, signer, credential } = signed;
    const hash = hashOf(statement);
    if (read.has(hash)) return refuse('evidence.roll', `roll ${hash} is there twice`);
    for (const check of [isOfMeeting(statement, payload), isSorted(statement), hasEachPasskeyOnce(statement)]) {
      if (!check.ok) return refuse('evidence.roll', `roll ${hash}: ${check.refusal.detail}`);
    }
    const entries = new Map(statement.entries.map((entry) => [entry.delegate, entry]));
    const passkey = passkeyOn({ entries }, signer, credential);
    if (passkey === undefined) {
      return refuse('evidence.roll', `roll ${hash}: the passkey that signed it does not stand on it under ${signer}`);
    }
    const claim = { what: `roll ${hash}`, signed, key: passkey.publicKey };
    read.set(hash, { hash, statement, entries, claim });
  }
  return pass(read);
}

/** The passkey that stands on a roll under a person and an id. */
export function passkeyOn({ entries }: Pick<Roll, 'entries'>, person: string, id: string): Credential | undefined {
  return entries.get(person)?.credentials.find((credential) => credential.id === id);
}

/**
 * What distinguishes a roll from the one in whose place it stands: an entry too many, too few, or another one. It names
 * somebody whom the ballot's own signatures give away.
 * @param present how many stood on the roll that is missing, where that is known.
 */
export async function tellLostRoll(
  stray: Roll,
  { definition, close, votes, issues = [] }: Evidence['ballots'][number],
  { present, branch }: { present: number | undefined; branch: string },
): Promise<string> {
  const signatures: Signed[] = [definition, close, ...votes, ...issues];
  const people = stray.entries.size;
  const place = `roll ${stray.hash} in its place`;
  const named = await firstNotOn(stray, signatures, branch);
  const naming = named === undefined ? '' : `: the passkey of ${named} does not stand on it`;
  if (present === undefined || people === present) return `${place} has another entry${naming}`;
  if (people < present) return `${place} lacks ${present - people} of its ${present} entries${naming}`;
  const signers = new Set(signatures.map(({ signer }) => signer));
  const silent = [...stray.entries.keys()].filter((delegate) => !signers.has(delegate));
  const added = silent.length === people - present ? `: ${silent.join(', ')}` : '';
  return `${place} has ${people - present} more than its ${present} entries${added}`;
}

/** The first of those who signed whose passkey on the roll did not. */
async function firstNotOn(roll: Roll, signatures: readonly Signed[], branch: string): Promise<string | undefined> {
  for (const signed of signatures) {
    const passkey = passkeyOn(roll, signed.signer, signed.credential);
    if (passkey === undefined || !(await verifyAssertion(signed, passkey.publicKey, siteOf(branch))).ok)
      return signed.signer;
  }
  return undefined;
}

function isOfMeeting({ branch, meeting }: RollStatement, payload: ResolutionPayload): Checked<true> {
  if (branch === payload.branch && meeting === payload.meeting) return pass(true);
  return refuse('evidence.roll', `it is one of ${branch}, ${meeting}, expected ${payload.branch}, ${payload.meeting}`);
}

function isSorted({ entries }: RollStatement): Checked<true> {
  for (const [i, { delegate }] of entries.entries()) {
    const before = entries[i - 1]?.delegate;
    if (before === delegate) return refuse('evidence.roll', `${delegate} stands on it twice`);
    if (before !== undefined && before > delegate) return refuse('evidence.roll', `${delegate} stands after ${before}`);
  }
  return pass(true);
}

/** No passkey may vote for two: neither its id nor its key stands on the roll twice. */
function hasEachPasskeyOnce({ entries }: RollStatement): Checked<true> {
  const seen = new Set<string>();
  for (const { delegate, credentials } of entries) {
    for (const { id, publicKey } of credentials) {
      for (const mark of [id, hashOf(publicKey)]) {
        if (seen.has(mark)) return refuse('evidence.roll', `a passkey of ${delegate} stands on it twice`);
        seen.add(mark);
      }
    }
  }
  return pass(true);
}
