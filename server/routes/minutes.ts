import type { Context } from 'hono';
import { changesOf } from '../../db/attendance.ts';
import { ballotsOf, findBallot } from '../../db/ballots.ts';
import type { Reader } from '../../db/engine.ts';
import { appendEntry, checkpoint, journalSize } from '../../db/journal.ts';
import { findMeeting, latestRoll, type MeetingRow, rolesIn } from '../../db/meetings.ts';
import { allMembers, findMember } from '../../db/members.ts';
import {
  allMeetings,
  findMinutes,
  insertMinutesAttestation,
  insertRemark,
  type MinutesAttestationRow,
  type MinutesRow,
  minutesAttestationsOf,
  replaceMinutes,
  setMinutesSigned,
} from '../../db/minutes.ts';
import type { MinutesInfo } from '../api/minutes.ts';
import { attestationOf, chairFirst, roleFor } from '../attestations.ts';
import { type Branch, journalPeople } from '../branch.ts';
import { trustChain } from '../federation.ts';
import { signAsBranch } from '../identity.ts';
import { type Asker, command, mayRead, query, type Routes } from '../mount.ts';
import { mustBeSignedBy } from '../people.ts';
import { must, Problem } from '../problem.ts';
import { hashOf } from '../rules/canonical.ts';
import { checkStage } from '../rules/meeting-state.ts';
import { minutesText, minutesTitle } from '../rules/minutes.ts';
import type { MinutesRecord } from '../rules/minutes-record.ts';
import { openEnds } from '../rules/open-ends.ts';
import type { MinutesPayload, MinutesStatement } from '../rules/statements.ts';
import { minutesType } from '../rules/verify-minutes.ts';
import { markSigned, mustBeSomebody } from './meetings.ts';
import { recordOf } from './minutes-record.ts';

/** The minutes of meetings: how they read now, the draft, its signatures, remarks, and the files. */
export function minutesRoutes(routes: Routes): void {
  const { app, branch } = routes;

  // What all who read the minutes see is read once for each entry of the journal.
  let held: { index: number; meeting: string; record: MinutesRecord } | undefined;
  query(routes, 'minutes', async (reader, { parameter }, asker, byToken) => {
    const meeting = await mustFindMeeting(reader, parameter('meeting'));
    const index = await journalSize(reader);
    if (held?.index !== index || held.meeting !== meeting.id)
      held = { index, meeting: meeting.id, record: await recordOf(reader, branch, meeting) };
    return infoOf(reader, meeting, held.record, byToken ? undefined : mustBeSomebody(asker));
  });

  command(routes, 'draftMinutes', async (writer, { body, parameter, at }) => {
    const meeting = await mustFindMeeting(writer, parameter('meeting'));
    const before = await findMinutes(writer, meeting.id);
    if (before?.jws != null) throw new Problem('minutes.signed', 'the minutes of this meeting are signed');
    must(checkStage(meeting.state, ['closed']));
    const held = before === undefined ? [] : await minutesAttestationsOf(writer, before.hash);
    if (held.length > 0 && !body.discard)
      throw new Problem('minutes.attested', 'a new draft discards the signatures on the one before');
    const statement = draftOf(branch, meeting, await recordOf(writer, branch, meeting), await checkpoint(writer));
    const hash = hashOf(statement);
    await replaceMinutes(writer, { hash, statement }, at);
    await appendEntry(writer, { type: 'minutes.drafted', meeting: meeting.id, minutes: hash }, at);
    return statement;
  });

  command(routes, 'attestMinutes', async (writer, { body, parameter, at }, asker) => {
    const { member, roles } = mustBeSomebody(asker);
    const meeting = await mustFindMeeting(writer, parameter('meeting'));
    const minutes = await findMinutes(writer, meeting.id);
    if (minutes === undefined) throw new Problem('minutes.missing', 'the minutes have not been drafted');
    if (minutes.jws !== null) throw new Problem('minutes.signed', 'they have their three signatures');
    must(checkStage(meeting.state, ['closed']));
    if (hashOf(body.statement) !== minutes.hash) throw new Problem('statement.wrong', 'the draft says something else');
    const held = await minutesAttestationsOf(writer, minutes.hash);
    const role = roleFor(member.id, roles, held);
    const publicKey = await mustBeSignedBy(writer, branch, member.id, body);
    const entries = (await latestRoll(writer, meeting.id))?.signed.statement.entries ?? [];
    const entry = entries.find(({ delegate }) => delegate === member.id);
    if (!entry?.credentials.some(({ id }) => id === body.credential)) {
      throw new Problem(
        'roll.officer',
        'whoever signs is on the last roll of the meeting, with the passkey that signs',
      );
    }
    const row: MinutesAttestationRow = { member: member.id, role, signed: body, publicKey };
    await insertMinutesAttestation(writer, minutes.hash, row);
    const all = [...held, row];
    const attestations = all.length;
    await appendEntry(writer, { type: 'minutes.attested', minutes: minutes.hash, attestations }, at);
    if (attestations < 3) return { attestations, signed: false };
    const payload: MinutesPayload = { ...minutes.statement, attestations: all.sort(chairFirst).map(attestationOf) };
    const header = { trust_chain: await trustChain(writer, branch) };
    const jws = await signAsBranch(writer, branch, minutesType, payload, header);
    await setMinutesSigned(writer, minutes.hash, jws, at);
    await appendEntry(writer, { type: 'minutes.signed', meeting: meeting.id, minutes: minutes.hash }, at);
    await markSigned(writer, meeting, at);
    return { attestations, signed: true };
  });

  command(routes, 'addRemark', async (writer, { body, parameter, at }, asker) => {
    const { member } = mustBeSomebody(asker);
    const meeting = await mustFindMeeting(writer, parameter('meeting'));
    if (meeting.state === 'signed') throw new Problem('minutes.signed', 'the minutes of this meeting are signed');
    must(checkStage(meeting.state, ['open', 'adjourned', 'closed']));
    const minutes = await findMinutes(writer, meeting.id);
    if (minutes !== undefined && (await minutesAttestationsOf(writer, minutes.hash)).length > 0)
      throw new Problem('minutes.attested', 'somebody has signed the draft, which would not have the remark');
    const { text, ballot } = body;
    if (ballot !== null && (await findBallot(writer, ballot))?.meeting !== meeting.id)
      throw new Problem('ballot.unknown', 'the meeting has no such ballot');
    const id = branch.surroundings.random(16);
    await insertRemark(writer, { id, meeting: meeting.id, member: member.id, ballot, text, at });
    await journalPeople(
      writer,
      branch,
      { type: 'remark.added', meeting: meeting.id },
      { remark: id, member: member.id },
    );
    return { remark: id };
  });

  const file = (name: string, type: string, write: (minutes: MinutesRow) => string | null): void => {
    app.get(`/lag/:slug/moter/:meeting/${name}`, async (context) => {
      const minutes = await branch.engine.read(async (reader) => {
        await mayRead(reader, branch, context, 'minutes');
        return findMinutes(reader, context.req.param('meeting') ?? '');
      });
      const text = minutes === undefined ? null : write(minutes);
      if (text === null) throw new Problem('not_found', 'there is no such file of these minutes yet');
      return fileAnswer(context, text, type, `${branch.slug}-${name}`);
    });
  };
  file('protokoll.md', 'text/markdown; charset=utf-8', ({ statement }) => statement.text);
  file('protokoll.jws', 'application/jose', ({ jws }) => jws);
}

function fileAnswer(context: Context, text: string, type: string, name: string): Response {
  return context.body(text, 200, {
    'content-type': type,
    'cache-control': 'no-store',
    'content-disposition': `attachment; filename="${name}"`,
  });
}

async function mustFindMeeting(reader: Reader, id: string): Promise<MeetingRow> {
  const meeting = await findMeeting(reader, id);
  if (meeting === undefined) throw new Problem('not_found', 'there is no such meeting');
  return meeting;
}

/** The minutes as a statement to be signed. */
function draftOf(
  branch: Branch,
  meeting: MeetingRow,
  record: MinutesRecord,
  journal: MinutesStatement['journal'],
): MinutesStatement {
  const closed = record.states.findLast(({ state }) => state === 'closed');
  if (closed === undefined) throw new Error('a closed meeting that its journal does not close');
  return {
    typ: 'vedtak/minutes/1',
    branch: branch.id,
    meeting: meeting.id,
    title: minutesTitle(record),
    text: minutesText(record),
    language: record.language,
    resolutions: record.resolutions.filter(({ signed }) => signed).map(({ hash }) => hash),
    journal,
    closedAt: closed.at,
  };
}

async function infoOf(
  reader: Reader,
  meeting: MeetingRow,
  record: MinutesRecord,
  asker: Asker | undefined,
): Promise<MinutesInfo> {
  const names = new Map((await allMembers(reader)).map(({ id, name }) => [id, name]));
  const own = (await rolesIn(reader, meeting.id)).filter((row) => row.member === asker?.member.id);
  const leads = asker?.roles.includes('leader') || own.some(({ role }) => role === 'chair' || role === 'secretary');
  const came = new Set((await changesOf(reader, meeting.id)).map((change) => change.member));
  return {
    meeting: meeting.id,
    title: minutesTitle(record),
    state: meeting.state,
    language: record.language,
    text: minutesText(record),
    openEnds: openEnds(record),
    draft: await draftInfo(reader, meeting.id, asker?.member.id),
    roles: own.flatMap(({ role }) => (role === 'teller' ? [] : [role])),
    ballots: (await ballotsOf(reader, meeting.id)).map(({ id, number, subject }) => ({
      id,
      number,
      title: subject.kind === 'text' ? subject.content.title : subject.kind === 'choice' ? subject.title : '',
    })),
    attendees: leads ? [...came].map((id) => names.get(id) ?? '').sort((a, b) => a.localeCompare(b, 'nb')) : null,
    meetings: await allMeetings(reader),
  };
}

async function draftInfo(reader: Reader, meeting: string, me: string | undefined): Promise<MinutesInfo['draft']> {
  const minutes = await findMinutes(reader, meeting);
  if (minutes === undefined) return null;
  const held = (await minutesAttestationsOf(reader, minutes.hash)).sort(chairFirst);
  const attestations: NonNullable<MinutesInfo['draft']>['attestations'] = [];
  for (const { member, role } of held)
    attestations.push({ role, name: (await findMember(reader, member))?.name ?? '' });
  const { hash, statement, jws } = minutes;
  return { statement, hash, attestations, mine: held.some(({ member }) => member === me), signed: jws !== null };
}
