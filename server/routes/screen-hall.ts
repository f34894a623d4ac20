import { findBallot } from '../../db/ballots.ts';
import type { Reader } from '../../db/engine.ts';
import { checkpointAt, newestEntry } from '../../db/journal.ts';
import { currentMeeting, type MeetingRow } from '../../db/meetings.ts';
import type {
  Join,
  ScreenBallot,
  ScreenHall,
  ScreenResult,
  ScreenText,
  ShownCheckpoint,
  Stage,
} from '../api/screens.ts';
import type { Show } from '../api/show.ts';
import type { Branch } from '../branch.ts';
import { doorCodeAt } from '../door-code.ts';
import { applyChanges, type NumberedChange } from '../rules/amend.ts';
import { modeOf } from '../rules/ballot.ts';
import { settingsOf } from '../rules/meeting.ts';
import { type ProposalContent, pointsOf } from '../rules/proposal.ts';
import { stageOf, wifiCode } from '../rules/screen.ts';
import type { Subject } from '../rules/subject.ts';
import { type DiffedBlock, diffText } from '../rules/text-diff.ts';
import { type SharedBallot, sharedBallots } from './ballot-info.ts';
import { type Deliberated, deliberationsOf } from './deliberation.ts';
import { meetingInfo } from './meeting-info.ts';
import { type SharedSpeakers, sharedSpeakers } from './speakers.ts';
import { planInfo } from './texts.ts';

/** What comes in the place of a result on the screen, beside the next speaker. */
const turns = [
  'ballot.closed',
  'ballot.opened',
  'ballot.cancelled',
  'item.current',
  'meeting.state',
  'plan.announced',
] as const;

/** What a paired screen shows now. Names are only those of people who speak or wait to. */
export async function hallOf(reader: Reader, branch: Branch, show: Show): Promise<ScreenHall> {
  const row = await currentMeeting(reader);
  if (row === undefined) {
    const shown: Stage = show === 'blank' ? { stage: 'blank' } : { stage: 'join', join: joinOf(branch, undefined) };
    return { meeting: null, item: null, shown };
  }
  const { title, place, startsAt, state, checkedIn, agenda } = await meetingInfo(reader, row);
  const item = agenda.find(({ id }) => id === row.item);
  return {
    meeting: { title, place, startsAt, state, present: checkedIn },
    item: item === undefined ? null : { number: item.number, title: item.title },
    shown: await shownOf(reader, branch, row, show),
  };
}

async function shownOf(reader: Reader, branch: Branch, meeting: MeetingRow, show: Show): Promise<Stage> {
  const ballots = await sharedBallots(reader, meeting.id);
  const running = ballots.find(({ info: { state } }) => state === 'open' || state === 'stopped');
  const closed = ballots.findLast(({ info }) => info.state === 'closed' && info.result !== null);
  const matters = await deliberationsOf(reader, meeting.id);
  const speakers = await sharedSpeakers(reader, meeting);
  const text = textUnder(matters, meeting.item);
  const stage = stageOf({
    show,
    state: meeting.state,
    item: meeting.item !== null,
    voting: running !== undefined,
    result: closed !== undefined,
    fresh: closed !== undefined && (await isFresh(reader, closed.info.id, speakers)),
    speaking: speakers.speaking !== null,
    waiting: speakers.waiting.length > 0,
    text: text !== undefined,
  });
  if (stage === 'join') return { stage, join: joinOf(branch, meeting) };
  if (stage === 'ballot' && running !== undefined) return ballotStage(reader, running, matters);
  if (stage === 'result' && closed !== undefined) return { stage, result: resultOf(closed, matters) };
  if (stage === 'speakers') return { stage, speakers: speakersOn(speakers) };
  if (stage === 'text' && text !== undefined) return { stage, text: standing(text) };
  return { stage: stage === 'blank' ? 'blank' : 'item' };
}

/** Whether nothing has come after a ballot was closed. */
async function isFresh(reader: Reader, ballot: string, { speaking }: SharedSpeakers): Promise<boolean> {
  const newest = await newestEntry(reader, turns);
  if (newest?.type !== 'ballot.closed' || newest.ballot !== ballot) return false;
  return speaking === null || speaking.startedAt <= newest.at;
}

/** How people join: until the meeting is over with the code that checks them in, where the meeting has such a code. */
function joinOf({ id, surroundings }: Branch, meeting: MeetingRow | undefined): Join {
  if (meeting === undefined) return { address: id, wifi: null, door: null };
  const { wifi, selfCheckIn } = settingsOf(meeting.settings);
  const over = meeting.state === 'closed' || meeting.state === 'signed';
  const door = selfCheckIn && !over ? doorCodeAt(meeting.door_secret, surroundings.now()) : null;
  return {
    address: id,
    wifi: wifi === null ? null : { ...wifi, code: wifiCode(wifi) },
    door: door === null ? null : { code: door.code, endsAt: new Date(door.endsAt).toISOString() },
  };
}

/** The text to show under an item: the first that is not decided, or the last that was. */
function textUnder(matters: readonly Deliberated[], item: string | null): Deliberated | undefined {
  const texts = matters.filter(
    ({ proposal }) => proposal.item === item && proposal.state !== 'withdrawn' && item !== null,
  );
  return texts.find(({ deliberation }) => deliberation.disposition.kind === 'open') ?? texts.at(-1);
}

function about(
  info: SharedBallot['info'],
  matters: readonly Deliberated[],
): Omit<ScreenBallot, 'stopped' | 'voted' | 'withoutPasskey' | 'secret' | 'journal'> {
  const { id: ballot, definition, subject, method, trial, entitled } = info;
  const matter = matters.find(({ proposal }) => proposal.id === info.proposal)?.proposal;
  const points = subject.kind === 'text' && modeOf(definition) === 'points' ? pointsOf(subject.content.blocks) : [];
  return {
    id: ballot,
    number: definition.number,
    proposal: { number: matter?.number ?? 1, title: matter?.content.title ?? '' },
    subject,
    method,
    trial,
    rule: definition.rule,
    questions: definition.questions.map(({ id, title }) => ({
      id,
      title,
      text: points.find(({ number }) => String(number) === id)?.text ?? '',
    })),
    entitled,
  };
}

async function ballotStage(reader: Reader, { info }: SharedBallot, matters: readonly Deliberated[]): Promise<Stage> {
  const matter = matters.find(({ proposal }) => proposal.id === info.proposal);
  const { voted, withoutPasskey, secret } = info;
  return {
    stage: 'ballot',
    ballot: {
      ...about(info, matters),
      stopped: info.state === 'stopped',
      voted,
      withoutPasskey,
      secret: secret === null ? null : { window: secret.window },
      journal: await journalAtOpening(reader, info),
    },
    text: matter === undefined ? null : votedOn(matter, info.subject),
  };
}

async function journalAtOpening(
  reader: Reader,
  { id, definition }: SharedBallot['info'],
): Promise<ShownCheckpoint | null> {
  const size = (await findBallot(reader, id))?.openedSize ?? null;
  return size === null ? null : { ...(await checkpointAt(reader, size)), at: definition.openedAt };
}

function resultOf({ info }: SharedBallot, matters: readonly Deliberated[]): ScreenResult {
  const { tally = {}, outcome = {}, close } = info.result ?? {};
  return {
    ...about(info, matters),
    secret: info.secret !== null,
    journal: close === undefined ? null : { ...close.journal, at: close.closedAt },
    tally,
    outcome,
  };
}

/** The text as it stands, with what was adopted marked. */
function standing(matter: Deliberated): ScreenText {
  const { original, blocks, deleted } = matter.deliberation;
  return textOf(matter, diffText(original, { blocks, deleted }), []);
}

/**
 * The text that a ballot is about: the one that is put to the vote, or the one that an amendment or a block of them would
 * change, with what they change marked. Null for a choice, whose options say it all.
 */
function votedOn(matter: Deliberated, subject: Subject): ScreenText | null {
  if (subject.kind === 'choice') return null;
  if (subject.kind === 'text') return textOf(matter, unchanged(subject.content), []);
  const put: readonly NumberedChange[] = subject.kind === 'amendment' ? [subject] : subject.amendments;
  const { original, amendments } = matter.deliberation;
  const adopted = amendments.filter(({ disposition }) => disposition.kind === 'adopted');
  const applied = applyChanges(original, [...adopted, ...put]);
  if (!applied.ok) return standing(matter);
  const numbers = new Set(put.map(({ number }) => number));
  const blocks = diffText(original, applied.value).flatMap((block): DiffedBlock[] => {
    if (block.amendment === null || numbers.has(block.amendment)) return [block];
    // what was adopted before stands there as text
    return block.kind === 'removed' ? [] : [{ ...block, kind: 'same', segments: [standingSegment(block)] }];
  });
  const focus = blocks.flatMap(({ amendment }, i) => (amendment !== null && numbers.has(amendment) ? [i] : []));
  return textOf(matter, blocks, focus);
}

function standingSegment({ segments }: DiffedBlock): DiffedBlock['segments'][number] {
  const text = segments.map((segment) => (segment.kind === 'removed' ? '' : segment.text)).join('');
  return { kind: 'same', text };
}

function unchanged({ title, blocks }: ProposalContent): DiffedBlock[] {
  const placed = blocks.map((block, i) => ({ block, place: i + 1, added: false, amendment: null }));
  return diffText({ title, blocks }, { blocks: placed, deleted: [] });
}

function textOf(
  { proposal, deliberation, plan }: Deliberated,
  blocks: readonly DiffedBlock[],
  focus: number[],
): ScreenText {
  return {
    number: proposal.number,
    title: proposal.content.title,
    blocks: blocks.map(({ kind, block, point, amendment, segments }) => ({ kind, block, point, amendment, segments })),
    focus,
    steps: plan === undefined ? [] : planInfo(deliberation, plan).steps,
  };
}

function speakersOn({ closed, speaking, waiting }: SharedSpeakers): Extract<Stage, { stage: 'speakers' }>['speakers'] {
  return {
    closed,
    speaking:
      speaking === null
        ? null
        : { name: speaking.name, kind: speaking.kind, startedAt: speaking.startedAt, limit: speaking.limit },
    waiting: waiting.map(({ name, kind }) => ({ name, kind })),
  };
}
