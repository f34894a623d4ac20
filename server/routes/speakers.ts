import type { Reader, Writer } from '../../db/engine.ts';
import { appendEntry } from '../../db/journal.ts';
import type { MeetingRow } from '../../db/meetings.ts';
import { findMember } from '../../db/members.ts';
import {
  endSpeeches,
  findSpeaker,
  insertSpeaker,
  type SpeakerRow,
  setListClosed,
  speakersOf,
  startSpeech,
  withdrawSpeaker,
} from '../../db/speakers.ts';
import type { SpeakersInfo } from '../api/speakers.ts';
import { command, type Request, type Routes, rolesOf } from '../mount.ts';
import { must, Problem } from '../problem.ts';
import { settingsOf } from '../rules/meeting.ts';
import { answered, checkRequest, limitOf, type SpeechRequest, speakingOrder } from '../rules/speakers.ts';
import { mustBeOpen, mustBeSomebody } from './meetings.ts';

/** The list of speakers. */
export function speakerRoutes(routes: Routes): void {
  const { branch } = routes;

  async function put(
    writer: Writer,
    meeting: MeetingRow,
    { member, kind, list }: Pick<SpeechRequest, 'member' | 'kind' | 'list'>,
    at: string,
  ): Promise<{ speaker: string }> {
    const requests = await speakersOf(writer, meeting.id, meeting.item);
    must(checkRequest({ member, kind }, requests, meeting.list_closed === 1));
    const id = branch.surroundings.random(16);
    const { balance } = settingsOf(meeting.settings);
    const row = { id, meeting: meeting.id, item: meeting.item, member, kind, list: balance ? list : ('' as const) };
    await insertSpeaker(writer, row, at);
    await changed(writer, meeting.id, at);
    return { speaker: id };
  }

  command(routes, 'askToSpeak', async (writer, { body, parameter, at }, asker) => {
    const meeting = await mustBeOpen(writer, parameter('meeting'));
    return put(writer, meeting, { ...body, member: mustBeSomebody(asker).member.id }, at);
  });

  command(routes, 'addSpeaker', async (writer, { body, parameter, at }) => {
    const meeting = await mustBeOpen(writer, parameter('meeting'));
    const member = await findMember(writer, body.member);
    if (member === undefined) throw new Problem('not_found', `there is no member ${body.member}`);
    const roles = await rolesOf(writer, member, meeting);
    if (!roles.includes('delegate') && !roles.includes('participant'))
      throw new Problem('standing.none', 'an observer may not speak');
    return put(writer, meeting, body, at);
  });

  command(routes, 'withdrawSpeech', async (writer, request, asker) => {
    const { member, roles } = mustBeSomebody(asker);
    const speaker = await mustBe(writer, request, 'waiting');
    if (speaker.member !== member.id && !roles.includes('chair'))
      throw new Problem('role.missing', 'only the chair withdraws what somebody else asked for', { roles: ['chair'] });
    await withdrawSpeaker(writer, speaker.id, request.at);
    await changed(writer, speaker.meeting, request.at);
    return {};
  });

  command(routes, 'giveFloor', async (writer, request) => {
    const speaker = await mustBe(writer, request, 'waiting');
    const meeting = await mustBeOpen(writer, speaker.meeting);
    await startSpeech(writer, speaker, request.at);
    await changed(writer, meeting.id, request.at);
    return {};
  });

  command(routes, 'endSpeech', async (writer, request) => {
    const { meeting } = await mustBe(writer, request, 'speaking');
    await endSpeeches(writer, meeting, request.at);
    await changed(writer, meeting, request.at);
    return {};
  });

  command(routes, 'setList', async (writer, { body, parameter, at }) => {
    const meeting = await mustBeOpen(writer, parameter('meeting'));
    await setListClosed(writer, meeting.id, body.closed);
    await changed(writer, meeting.id, at);
    return {};
  });
}

/** The list of speakers as everybody sees it, with whose each request is. */
export interface SharedSpeakers extends Omit<SpeakersInfo, 'speaking' | 'replyTo' | 'waiting' | 'mine'> {
  replyTo: { member: string; name: string } | null;
  speaking: (Omit<NonNullable<SpeakersInfo['speaking']>, 'mine'> & { member: string }) | null;
  waiting: (Omit<SpeakersInfo['waiting'][number], 'mine'> & { member: string })[];
}

/** The list under the agenda item that a meeting is at. */
export async function sharedSpeakers(reader: Reader, meeting: MeetingRow): Promise<SharedSpeakers> {
  const settings = settingsOf(meeting.settings);
  const requests = await speakersOf(reader, meeting.id, meeting.item);
  const names = new Map(requests.map(({ id, name }) => [id, name]));
  const shown = ({ id, member, kind, list }: SpeechRequest): SharedSpeakers['waiting'][number] => ({
    id,
    member,
    name: names.get(id) ?? '',
    kind,
    list,
  });
  const spoke = answered(requests);
  const speaking = requests.find(({ state }) => state === 'speaking');
  return {
    closed: meeting.list_closed === 1,
    balance: settings.balance,
    speaking:
      speaking === undefined || speaking.startedAt === null
        ? null
        : { ...shown(speaking), startedAt: speaking.startedAt, limit: limitOf(speaking.kind, settings) },
    replyTo: spoke === undefined ? null : { member: spoke.member, name: names.get(spoke.id) ?? '' },
    waiting: speakingOrder(requests, settings).map(shown),
  };
}

/** The list as one member sees it. */
export function speakersFor({ speaking, replyTo, waiting, ...rest }: SharedSpeakers, me: string): SpeakersInfo {
  const own = <T extends { member: string }>({ member, ...request }: T): Omit<T, 'member'> & { mine: boolean } => ({
    ...request,
    mine: member === me,
  });
  return {
    ...rest,
    speaking: speaking === null ? null : own(speaking),
    replyTo: replyTo === null || replyTo.member === me ? null : replyTo.name,
    waiting: waiting.map(own),
    mine: waiting.flatMap(({ id, kind, member }, i) => (member === me ? [{ id, kind, place: i + 1 }] : [])),
  };
}

async function changed(writer: Writer, meeting: string, at: string): Promise<void> {
  await appendEntry(writer, { type: 'speakers.changed', meeting }, at);
}

/** The request for the floor that the address names, at that stage. @throws Problem not_found. */
async function mustBe(
  reader: Reader,
  { parameter }: Pick<Request<'endSpeech'>, 'parameter'>,
  state: SpeakerRow['state'],
): Promise<SpeakerRow> {
  const speaker = await findSpeaker(reader, parameter('speaker'));
  if (speaker?.state !== state)
    throw new Problem('not_found', `nothing on the list at that stage (${state}) has this id`);
  return speaker;
}
