import type { Writing } from './minutes-ballot.ts';
import { ballotBlocks } from './minutes-ballot.ts';
import { block, type MinutesBlock, minutesMarkdown } from './minutes-blocks.ts';
import { capital } from './minutes-outcome.ts';
import { proposalBlocks } from './minutes-proposal.ts';
import type { MinutesRecord, Officer } from './minutes-record.ts';
import { type MinutesWords, nb } from './minutes-words/nb.ts';
import { nn } from './minutes-words/nn.ts';
import { clockOf, dayIn } from './norwegian-time.ts';
import { oneLine } from './proposal.ts';

const languages: Record<MinutesRecord['language'], MinutesWords> = { nb, nn };

/**
 * The minutes of a meeting (protokoll): who led it, how many came, each item with its proposals, amendments, ballots
 * and what came of them, the resolutions and the remarks. Pure: the same record gives the same words.
 */
export function buildMinutes(record: MinutesRecord): MinutesBlock[] {
  const words = languages[record.language];
  const first = dayIn(record.language, startOf(record));
  const moment = (time: string): string => {
    const day = dayIn(record.language, time);
    return day === first ? clockOf(time) : `${day} ${clockOf(time)}`;
  };
  const writing: Writing = { words, record, moment };
  return [
    block.heading(1, words.title(record.meeting.title)),
    ...headBlocks(writing),
    ...attendanceBlocks(writing),
    ...record.items.flatMap(({ id, title, done, note }, i) => [
      block.heading(2, words.item(i + 1, title)),
      ...block.quote(note),
      ...matterBlocks(writing, id),
      ...block.paragraph(done ? '' : words.itemOpen),
    ]),
    ...otherBlocks(writing),
    ...resolutionBlocks(writing),
    ...remarkBlocks(writing),
    block.heading(2, words.signatures),
    ...block.paragraph(words.signed(record.officers.chair, record.officers.signer)),
  ];
}

/** The same as Markdown: what is signed. */
export function minutesText(record: MinutesRecord): string {
  return minutesMarkdown(buildMinutes(record));
}

/** The title of minutes, as their statement has it. */
export function minutesTitle({ language, meeting }: Pick<MinutesRecord, 'language' | 'meeting'>): string {
  return oneLine(languages[language].title(meeting.title));
}

/** When a meeting was first opened; when it was called for, where it was not. */
function startOf({ states, meeting }: Pick<MinutesRecord, 'states' | 'meeting'>): string {
  return states.find(({ state }) => state === 'open')?.at ?? meeting.startsAt;
}

function headBlocks({ words, record, moment }: Writing): MinutesBlock[] {
  const { branch, meeting, states, officers, language } = record;
  const whole = (time: string): string => `${dayIn(language, time)} ${clockOf(time)}`;
  const opened = states.findIndex(({ state }) => state === 'open');
  const times = states.flatMap(({ state, at }, i) => {
    if (i === opened) return [words.state.open(whole(at))];
    if (state === 'open') return [words.state.resumed(moment(at))];
    return state === 'adjourned' || state === 'closed' ? [words.state[state](moment(at))] : [];
  });
  const roles: Officer[] = ['chair', 'secretary', 'signer', 'teller'];
  return block.list([
    words.branch(branch),
    meeting.place === '' ? '' : words.place(meeting.place),
    ...(opened < 0 ? [words.calledFor(whole(meeting.startsAt))] : []),
    ...times,
    ...roles.flatMap((role) =>
      officers[role].length === 0 ? [] : [words.officer(words.officers[role], officers[role])],
    ),
  ]);
}

/** Those who came, in numbers, and whether they were enough. */
function attendanceBlocks({ words, record, moment }: Writing): MinutesBlock[] {
  const { quorum, presence, doorCodes } = record;
  const { num, den, members, required } = quorum;
  const enough = (present: number): boolean | null => (num === 0 ? null : present >= required);
  let before = enough(presence.opening);
  const changes = presence.changes.map(({ at, came, left, present }) => {
    const now = enough(present);
    const turned = now === before || now === null ? '' : ` ${now ? words.quorumBack : words.quorumLost}`;
    before = now;
    return `${words.change(capital(moment(at)), came, left, present)}${turned}`;
  });
  const counted = (n: number, sentence: (n: number) => string): string => (n === 0 ? '' : sentence(n));
  return [
    block.heading(2, words.attendance),
    ...block.paragraph(
      num === 0 ? words.quorumNone : words.quorum(num, den, members, required),
      words.atOpening(presence.opening, enough(presence.opening)),
    ),
    ...block.paragraph(
      counted(presence.substitutes, words.substitutes),
      counted(presence.participants, words.participants),
      counted(presence.observers, words.observers),
      counted(doorCodes, words.doorCodes),
    ),
    ...block.list(changes),
  ];
}

/** The proposals under an agenda item; under none, those that belong to none. */
function matterBlocks(writing: Writing, item: string | null): MinutesBlock[] {
  const { record } = writing;
  const known = new Set(record.items.map(({ id }) => id));
  return record.proposals
    .filter((proposal) => (item === null ? !known.has(proposal.item ?? '') : proposal.item === item))
    .flatMap((proposal) => proposalBlocks(writing, proposal));
}

function otherBlocks(writing: Writing): MinutesBlock[] {
  const { words, record } = writing;
  const proposals = new Set(record.proposals.map(({ id }) => id));
  const stray = record.ballots.filter(({ proposal }) => !proposals.has(proposal));
  const blocks = [...matterBlocks(writing, null), ...stray.flatMap((ballot) => ballotBlocks(writing, ballot))];
  if (blocks.length === 0) return [];
  return [block.heading(2, record.items.length === 0 ? words.matters : words.otherMatters), ...blocks];
}

function resolutionBlocks({ words, record }: Writing): MinutesBlock[] {
  if (record.resolutions.length === 0) return [];
  const lines = record.resolutions.map(({ number, title, hash, signed }) =>
    signed ? words.resolution(number, title, hash) : words.resolutionDraft(number, title),
  );
  return [block.heading(2, words.resolutions), ...block.list(lines)];
}

/** Remarks to the record, in the words of those who made them. */
function remarkBlocks({ words, record, moment }: Writing): MinutesBlock[] {
  if (record.remarks.length === 0) return [];
  return [
    block.heading(2, words.remarks),
    ...record.remarks.flatMap(({ name, text, at, ballot }) => {
      const about = record.ballots.find(({ id }) => id === ballot);
      const from =
        about === undefined ? words.remarkFrom(name, moment(at)) : words.remarkBallot(name, moment(at), about.number);
      return [...block.paragraph(from), ...block.quote(text)];
    }),
  ];
}
