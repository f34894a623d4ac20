import { countsOf, isChoices } from './choice.ts';
import type { Counts } from './formats.ts';
import { block, type MinutesBlock } from './minutes-blocks.ts';
import { optionName, outcomeSentence, ruleSentence } from './minutes-outcome.ts';
import type { MinutesBallot, MinutesRecord } from './minutes-record.ts';
import type { MinutesWords } from './minutes-words/nb.ts';
import { contentHash } from './proposal.ts';

/** What the parts of minutes are written with. */
export interface Writing {
  words: MinutesWords;
  record: MinutesRecord;
  /** A time as it stands in running text: the time of day, with the date where that is another than the first. */
  moment(time: string): string;
}

/** A ballot: what was voted on and how, the rule, and what it came to. */
export function ballotBlocks(writing: Writing, ballot: MinutesBallot): MinutesBlock[] {
  const { words, moment, record } = writing;
  const { number, openedAt } = ballot;
  if (ballot.trial) return block.paragraph(words.trial(number, moment(openedAt)));
  const about = aboutOf(writing, ballot);
  if (ballot.state === 'cancelled') {
    const again = record.ballots.find(({ retakes }) => retakes === ballot.id);
    const sentence = words.cancelled(number, moment(openedAt), about, ended(ballot.cancelReason));
    return block.paragraph(sentence, again === undefined ? '' : words.retakenAs(again.number));
  }
  const first = [words.ballotAbout(number, moment(openedAt), about)];
  const before = record.ballots.find(({ id }) => id === ballot.retakes);
  if (before !== undefined) first.push(words.retakes(before.number));
  if (ballot.state === 'open') return block.paragraph(...first, words.running(number));
  if (ballot.secret !== null) first.push(words.secret(ballot.secret.drawn, ballot.secret.papers));
  first.push(words.method[ballot.method], votedSentence(words, ballot));
  if (ballot.method !== 'unanimity' && ballot.method !== 'acclamation') first.push(ruleSentence(words, ballot));
  return [...block.paragraph(...first), ...resultBlocks(writing, ballot)];
}

/** A reason as a sentence, also where it was written without its stop. */
function ended(reason: string): string {
  return /[.!?…]$/u.test(reason) ? reason : `${reason}.`;
}

/** Names what a ballot put to the vote. */
function aboutOf({ words, record }: Writing, { subject, proposal, outcome }: MinutesBallot): string {
  const t = words.about;
  switch (subject.kind) {
    case 'text': {
      const { title, blocks } = subject.content;
      if (Object.keys(outcome).length > 0 && !('text' in outcome)) return t.points(title);
      const proposed = record.proposals.find(({ id }) => id === proposal);
      const same =
        proposed === undefined ||
        contentHash({ title, blocks }) === contentHash({ title, blocks: [...proposed.blocks] });
      return same ? t.proposal(title) : t.text(title);
    }
    case 'amendment':
      return t.amendment(subject.number);
    case 'block':
      return t.block(
        subject.amendments.map(({ number }) => number),
        subject.recommendation === 'adopt',
      );
    case 'choice': {
      const names = subject.options.map(({ id }) => optionName(words, subject, id));
      return subject.base === undefined ? t.choice(subject.title, names) : t.against(names);
    }
  }
}

function votedSentence(words: MinutesWords, { method, entitled, tally }: MinutesBallot): string {
  const [sums] = Object.values(tally);
  if (sums === undefined || method === 'against') return words.entitled(entitled);
  const { blank = 0 } = sums;
  const given = isChoices(sums) ? Object.values(sums.options).reduce((all, n) => all + n, 0) : sums.for + sums.against;
  return words.voted(given + blank, entitled);
}

function resultBlocks(writing: Writing, ballot: MinutesBallot): MinutesBlock[] {
  const { words } = writing;
  const { subject, tally } = ballot;
  const blocks: MinutesBlock[] = [];
  const [question = '', ...more] = Object.keys(ballot.outcome);
  const byPoint = subject.kind === 'text' && question !== 'text' && (more.length > 0 || /^\d+$/u.test(question));
  if (byPoint) blocks.push(...pointBlocks(words, ballot));
  else {
    blocks.push(...block.paragraph(outcomeSentence(words, ballot), runOffSentence(writing, ballot)));
    const sums = tally[question];
    if (subject.kind === 'choice' && sums !== undefined && isChoices(sums)) {
      const rows = subject.options.map(({ id }) => [optionName(words, subject, id), String(sums.options[id] ?? 0)]);
      if (sums.blank !== undefined) rows.push([words.choices.blank, String(sums.blank)]);
      if (subject.options.length > 2) blocks.push(block.table([words.choices.option, words.choices.votes], rows));
    }
  }
  const byHand = ballot.hands === null ? undefined : countsOf(ballot.hands, question);
  if (byHand !== undefined && !byPoint) blocks.push(...block.paragraph(words.hands(handsPart(words, byHand))));
  return [...blocks, ...rollcallBlocks(words, ballot)];
}

function handsPart(words: MinutesWords, counts: Counts): string {
  return words.handsPart(counts.for, counts.against, counts.blank);
}

/** The ballot that follows where an alternative had no majority. */
function runOffSentence({ words, record }: Writing, ballot: MinutesBallot): string {
  if (!Object.values(ballot.outcome).includes('undecided')) return '';
  const next = record.ballots.find(
    (other) =>
      other.number > ballot.number &&
      other.proposal === ballot.proposal &&
      other.subject.kind === 'choice' &&
      other.state === 'closed' &&
      !other.trial,
  );
  return next === undefined ? '' : words.runOff(next.number);
}

function pointBlocks(words: MinutesWords, { tally, outcome }: MinutesBallot): MinutesBlock[] {
  const t = words.points;
  const blanks = Object.keys(outcome).some((question) => countsOf(tally, question)?.blank !== undefined);
  const rows = Object.entries(outcome).map(([question, decided]) => {
    const counts = countsOf(tally, question) ?? { for: 0, against: 0 };
    const blank = blanks ? [String(counts.blank ?? 0)] : [];
    const result = words.pointOutcome[decided === 'adopted' ? 'adopted' : 'rejected'];
    return [question, String(counts.for), String(counts.against), ...blank, result];
  });
  const numbers = (wanted: boolean): number[] =>
    Object.entries(outcome).flatMap(([question, decided]) =>
      (decided === 'adopted') === wanted ? [Number(question)] : [],
    );
  const fell = numbers(false);
  return [
    ...block.paragraph(words.pointsAdopted(numbers(true)), fell.length === 0 ? '' : words.pointsRejected(fell)),
    block.table([t.point, t.for, t.against, ...(blanks ? [t.blank] : []), t.outcome], rows),
  ];
}

function rollcallBlocks(words: MinutesWords, { rollcall, subject }: MinutesBallot): MinutesBlock[] {
  if (rollcall === null || rollcall.length === 0) return [];
  const t = words.rollcall;
  const questions = Object.keys(rollcall[0]?.marks ?? {});
  const named = (option: string | undefined): string => {
    if (option === 'for' || option === 'against' || option === 'blank') return t[option];
    return option === undefined || subject.kind !== 'choice' ? '' : optionName(words, subject, option);
  };
  const head = questions.length > 1 ? questions.map((question) => `${words.points.point} ${question}`) : [t.vote];
  const rows = rollcall.map(({ name, marks }) => [name, ...questions.map((question) => named(marks[question]))]);
  return [block.table([t.name, ...head], rows)];
}
