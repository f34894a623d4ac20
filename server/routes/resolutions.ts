import { findBallot, votesOf } from '../../db/ballots.ts';
import type { Reader } from '../../db/engine.ts';
import { appendEntry, checkpoint } from '../../db/journal.ts';
import { findMeeting, rollByHash } from '../../db/meetings.ts';
import { findProposal } from '../../db/proposals.ts';
import {
  type AttestationRow,
  allResolutions,
  attestationsOf,
  enqueue,
  findResolution,
  insertAttestation,
  insertResolution,
  lastResolution,
  type ResolutionRow,
  setResolutionSigned,
} from '../../db/resolutions.ts';
import { trustChain } from '../federation.ts';
import { signJws } from '../keys.ts';
import { type Asker, command, query, type Routes } from '../mount.ts';
import { mustBeSignedBy } from '../people.ts';
import { must, Problem } from '../problem.ts';
import { hashOf } from '../rules/canonical.ts';
import { buildResolution } from '../rules/resolution.ts';
import type { Attestation, Evidence, ResolutionPayload } from '../rules/statements.ts';
import { countedVotes } from '../rules/tally.ts';
import { quorumNow } from './meeting-info.ts';
import { mustBeSomebody } from './meetings.ts';

/** Resolutions: the draft, the three signatures, the branch's own, and the evidence. */
export function resolutionRoutes(routes: Routes): void {
  const { branch } = routes;

  command(routes, 'draftResolution', async (writer, { parameter, at }) => {
    const ballot = await findBallot(writer, parameter('ballot'));
    if (ballot === undefined) throw new Problem('ballot.unknown', 'there is no such ballot in this branch');
    if (ballot.closed === null) throw new Problem('ballot.not_stopped', 'close the ballot first');
    if ((await allResolutions(writer)).some((made) => made.ballot === ballot.id)) {
      throw new Problem('resolution.exists', 'this ballot has its resolution already');
    }
    const proposal = await findProposal(writer, ballot.proposal);
    const meeting = await findMeeting(writer, ballot.meeting);
    if (proposal === undefined || meeting === undefined) throw new Error('a ballot without its proposal or meeting');
    const last = await lastResolution(writer);
    const statement = must(
      buildResolution({
        branch: branch.id,
        number: (last?.number ?? 0) + 1,
        previous: last?.hash ?? null,
        meeting: meeting.id,
        content: proposal.content,
        definition: ballot.definition.statement,
        close: ballot.closed.close.statement,
        tally: ballot.closed.tally,
        present: ballot.entitled,
        quorum: await quorumNow(writer, meeting),
        journal: await checkpoint(writer),
      }),
    );
    const { number } = statement;
    const hash = hashOf(statement);
    await insertResolution(writer, { number, hash, ballot: ballot.id, statement }, at);
    await appendEntry(writer, { type: 'resolution.drafted', resolution: hash, number }, at);
    return statement;
  });

  command(routes, 'attest', async (writer, { body, parameter, at }, asker) => {
    const { member, roles } = mustBeSomebody(asker);
    const resolution = await mustFind(writer, parameter('number'));
    if (resolution.jws !== null) throw new Problem('resolution.signed', 'it has its three signatures');
    if (hashOf(body.statement) !== resolution.hash)
      throw new Problem('statement.wrong', 'the draft says something else');
    const held = await attestationsOf(writer, resolution.hash);
    const role = roleFor(member.id, roles, held);
    const publicKey = await mustBeSignedBy(writer, branch, member.id, body);
    const ballot = await findBallot(writer, resolution.ballot);
    const roll = ballot === undefined ? undefined : await rollByHash(writer, ballot.roll);
    const entry = roll?.statement.entries.find(({ delegate }) => delegate === member.id);
    if (!entry?.credentials.some(({ id }) => id === body.credential)) {
      throw new Problem('roll.officer', 'whoever signs must be on the roll of the ballot, with the passkey that signs');
    }
    const row: AttestationRow = { member: member.id, role, signed: body, publicKey };
    await insertAttestation(writer, resolution.hash, row);
    const all = [...held, row];
    await appendEntry(
      writer,
      { type: 'resolution.attested', resolution: resolution.hash, attestations: all.length },
      at,
    );
    if (all.length < 3) return { attestations: all.length, signed: false };
    const payload: ResolutionPayload = {
      ...resolution.statement,
      attestations: all.sort(chairFirst).map(attestationOf),
    };
    const header = { trust_chain: await trustChain(writer, branch) };
    const jws = await signJws(branch.key, 'vedtak-resolution+jwt', payload, header);
    await setResolutionSigned(writer, resolution.number, jws, at);
    await appendEntry(
      writer,
      { type: 'resolution.signed', resolution: resolution.hash, number: resolution.number },
      at,
    );
    if (branch.parent !== null) {
      await enqueue(writer, resolution.hash, branch.parent);
      branch.engine.alarm(branch.surroundings.now());
    }
    return { attestations: all.length, signed: true };
  });

  query(routes, 'evidence', async (reader, { parameter }) => {
    const resolution = await mustFind(reader, parameter('number'));
    const ballot = await findBallot(reader, resolution.ballot);
    const proposal = ballot === undefined ? undefined : await findProposal(reader, ballot.proposal);
    if (ballot?.closed == null || proposal === undefined) throw new Error('a resolution without its closed ballot');
    return {
      typ: 'vedtak/evidence/1',
      resolution: resolution.hash,
      rolls: [await rollByHash(reader, ballot.roll)],
      ballots: [
        {
          definition: ballot.definition,
          content: proposal.content,
          close: ballot.closed.close,
          votes: countedVotes((await votesOf(reader, ballot.id)).map(({ signed }) => signed)),
        },
      ],
    } satisfies Evidence;
  });
}

/** A resolution by the number in an address. @throws Problem not_found. */
export async function mustFind(reader: Reader, number: string): Promise<ResolutionRow> {
  const resolution = /^[1-9]\d{0,8}$/u.test(number) ? await findResolution(reader, Number(number)) : undefined;
  if (resolution === undefined) throw new Problem('not_found', `there is no resolution ${number}`);
  return resolution;
}

/** As what the asker signs: one chair and two signers, three people. @throws Problem attestation.taken. */
function roleFor(member: string, roles: Asker['roles'], held: readonly AttestationRow[]): AttestationRow['role'] {
  if (held.some((row) => row.member === member)) throw new Problem('attestation.taken', 'nobody signs twice');
  const free = (role: AttestationRow['role'], places: number): boolean =>
    roles.includes(role) && held.filter((row) => row.role === role).length < places;
  if (free('chair', 1)) return 'chair';
  if (free('signer', 2)) return 'signer';
  throw new Problem('attestation.taken', 'others have signed in this role already');
}

function chairFirst(a: AttestationRow, b: AttestationRow): number {
  if (a.role !== b.role) return a.role === 'chair' ? -1 : 1;
  return a.member < b.member ? -1 : 1;
}

function attestationOf({ role, signed, publicKey }: AttestationRow): Attestation {
  const { statement: _, ...assertion } = signed;
  return { role, ...assertion, publicKey };
}
