import { findBallot } from '../../db/ballots.ts';
import type { Reader } from '../../db/engine.ts';
import { appendEntry, checkpoint } from '../../db/journal.ts';
import { findMeeting, rollByHash } from '../../db/meetings.ts';
import { findProposal } from '../../db/proposals.ts';
import {
  type AttestationRow,
  allResolutions,
  attestationsOf,
  deleteDraft,
  findResolution,
  insertAttestation,
  insertResolution,
  lastResolution,
  type ResolutionRow,
  setResolutionSigned,
} from '../../db/resolutions.ts';
import { issuesOf } from '../../db/secret.ts';
import { attestationOf, chairFirst, roleFor } from '../attestations.ts';
import { trustChain } from '../federation.ts';
import { answeringCustody } from '../hearing-answers.ts';
import { identityIn, signAsBranch } from '../identity.ts';
import { command, query, type Routes } from '../mount.ts';
import { mustBeSignedBy } from '../people.ts';
import { post } from '../post.ts';
import { must, Problem } from '../problem.ts';
import { hashOf } from '../rules/canonical.ts';
import type { Evidence } from '../rules/evidence.ts';
import { buildResolution } from '../rules/resolution.ts';
import { signsOn } from '../rules/roll.ts';
import type { ResolutionPayload } from '../rules/statements.ts';
import { resultOf } from '../rules/tally.ts';
import { castIn } from '../taken-in.ts';
import { quorumNow } from './meeting-info.ts';
import { mustBeSomebody } from './meetings.ts';

/** Resolutions: the draft, the three signatures, the branch's own, and the evidence. */
export function resolutionRoutes(routes: Routes): void {
  const { branch } = routes;

  command(routes, 'draftResolution', async (writer, { parameter, at }) => {
    const ballot = await findBallot(writer, parameter('ballot'));
    if (ballot === undefined) throw new Problem('ballot.unknown', 'there is no such ballot in this branch');
    if (ballot.cancelled !== null) throw new Problem('ballot.cancelled', 'the ballot has no effect');
    if (ballot.closed === null) throw new Problem('ballot.not_stopped', 'close the ballot first');
    if (ballot.subject.kind !== 'text')
      throw new Problem('resolution.nothing_adopted', 'only a ballot on a text adopts one');
    if ((await allResolutions(writer)).some((made) => made.ballot === ballot.id)) {
      throw new Problem('resolution.exists', 'this ballot has its resolution already');
    }
    const meeting = await findMeeting(writer, ballot.meeting);
    if (meeting === undefined) throw new Error('a ballot without its meeting');
    const { statement: definition, signer: opener } = ballot.definition;
    const cast = await castIn(writer, ballot);
    const { tally, hands, casting } = resultOf(definition, { ...cast, present: ballot.entitled, opener });
    const hearing = (await findProposal(writer, ballot.proposal))?.hearing ?? undefined;
    const last = await lastResolution(writer);
    const statement = must(
      buildResolution({
        branch: branch.id,
        number: (last?.number ?? 0) + 1,
        previous: last?.hash ?? null,
        meeting: meeting.id,
        content: ballot.subject.content,
        definition,
        close: ballot.closed.close.statement,
        tally,
        hands,
        casting,
        present: ballot.entitled,
        quorum: await quorumNow(writer, meeting),
        journal: await checkpoint(writer),
        hearing,
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
    if (roll === undefined || !signsOn(roll.statement, { member: member.id, credential: body.credential }))
      throw new Problem('roll.signer', 'whoever signs must be on the roll of the ballot, with the passkey that signs');
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
    const jws = await signAsBranch(writer, branch, 'vedtak-resolution+jwt', payload, header);
    await setResolutionSigned(writer, resolution.number, jws, at);
    await appendEntry(
      writer,
      { type: 'resolution.signed', resolution: resolution.hash, number: resolution.number },
      at,
    );
    const { parent } = await identityIn(writer, branch);
    if (parent !== null) {
      const { hash: statement } = resolution;
      const { title } = resolution.statement;
      const to = { statement, receiver: parent, title };
      const custody = await answeringCustody(writer, branch, resolution, jws);
      if (custody === undefined) await post(writer, branch, { kind: 'resolution', ...to, body: jws });
      else await post(writer, branch, { kind: 'custody', ...to, body: JSON.stringify(custody) });
    }
    return { attestations: all.length, signed: true };
  });

  command(routes, 'discardResolution', async (writer, { parameter, at }) => {
    const { number, hash, jws } = await mustFind(writer, parameter('number'));
    if (jws !== null) throw new Problem('resolution.signed', 'it has its three signatures');
    if ((await lastResolution(writer))?.number !== number)
      throw new Problem('resolution.exists', 'a later resolution builds on it; discard that one first');
    await deleteDraft(writer, number, hash);
    await appendEntry(writer, { type: 'resolution.discarded', resolution: hash, number }, at);
    return {};
  });

  query(routes, 'evidence', async (reader, { parameter }) => {
    const resolution = await mustFind(reader, parameter('number'));
    // a draft is made and discarded by the chair alone, and evidence says who drew papers, with a box that is small
    if (resolution.jws === null) throw new Problem('resolution.unsigned', 'evidence is of what is signed');
    const ballot = await findBallot(reader, resolution.ballot);
    if (ballot?.closed == null || ballot.subject.kind !== 'text')
      throw new Error('a resolution without its closed ballot on a text');
    const { votes, papers, counts } = await castIn(reader, ballot);
    const issues = papers === undefined ? undefined : (await issuesOf(reader, ballot.id)).map(({ signed }) => signed);
    return {
      typ: 'vedtak/evidence/1',
      resolution: resolution.hash,
      rolls: [await rollByHash(reader, ballot.roll)],
      ballots: [
        {
          definition: ballot.definition,
          content: ballot.subject.content,
          close: ballot.closed.close,
          votes: [...votes],
          ...(papers === undefined ? {} : { papers: [...papers] }),
          ...(issues === undefined ? {} : { issues }),
          ...(counts.length === 0 ? {} : { counts: [...counts] }),
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
