import type { Disposition } from './amendment.ts';
import { countsOf, isChoices } from './choice.ts';
import type { Choices, Counts, Rule } from './formats.ts';
import { baseOf, decide, requiredOf } from './majority.ts';
import type { MinutesBallot } from './minutes-record.ts';
import type { MinutesWords } from './minutes-words/nb.ts';
import type { Subject } from './subject.ts';

type Choice = Extract<Subject, { kind: 'choice' }>;

/** What a ballot's only question came to, in the words of minutes: `Vedtatt med 18 mot 6 stemmer, 2 blanke.` */
export function outcomeSentence(words: MinutesWords, ballot: MinutesBallot): string {
  const [[question, outcome] = []] = Object.entries(ballot.outcome);
  if (question === undefined || outcome === undefined) return '';
  if (ballot.method === 'unanimity') return words.adoptedUnanimously;
  if (ballot.method === 'acclamation') return words.adoptedByAcclamation;
  const sums = ballot.tally[question] ?? { for: 0, against: 0 };
  if (isChoices(sums))
    return ballot.subject.kind === 'choice' ? choiceSentence(words, ballot.subject, sums, outcome) : '';
  return outcome === 'adopted' ? adoptedSentence(words, ballot, sums) : rejectedSentence(words, ballot, sums);
}

function adoptedSentence(words: MinutesWords, { rule, method, entitled }: MinutesBallot, counts: Counts): string {
  const { for: yes, against: no, blank } = counts;
  if (decide(rule, counts, entitled).tied) return words.adoptedByChair(yes, no, blank);
  if (no === 0 && (blank ?? 0) === 0) return words.adoptedUnanimously;
  return method === 'against' ? words.adoptedAgainst(no) : words.adopted(yes, no, blank);
}

function rejectedSentence(words: MinutesWords, { rule, entitled }: MinutesBallot, counts: Counts): string {
  const { for: yes, against: no, blank } = counts;
  if (yes + no + (blank ?? 0) === 0) return words.rejectedEmpty;
  const { capped, tied, required } = decide(rule, counts, entitled);
  if (capped === true) return words.rejectedBlanks(yes, no, blank ?? 0);
  if (tied) return words.rejectedTie(yes, no, blank);
  return yes > no ? words.rejectedShort(yes, no, blank, required) : words.rejected(yes, no, blank);
}

function choiceSentence(words: MinutesWords, subject: Choice, { options, blank }: Choices, outcome: string): string {
  const votes = Object.values(options);
  const most = Math.max(...votes);
  const leading = votes.filter((got) => got === most).length;
  const chosen = subject.options.find(({ id }) => outcome === `chosen:${id}`);
  if (chosen === undefined) return leading > 1 && most > 0 ? words.undecidedTie : words.undecided;
  const name = capital(optionName(words, subject, chosen.id));
  if (votes.length > 2) return words.chosen(name, most, blank);
  const other = Math.min(...votes);
  return leading > 1 ? words.chosenByChair(name, most, other, blank) : words.chosenOfTwo(name, most, other, blank);
}

/** What people call an alternative: an amendment by its number, else its title, or its text where the title is but a number. */
export function optionName(words: MinutesWords, { options, base }: Choice, id: string): string {
  const option = options.find((one) => one.id === id);
  if (option === undefined) return id;
  if (base !== undefined) return words.amendments([Number(option.title)]);
  return /^\d+$/u.test(option.title) && option.text !== '' ? option.text : option.title;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * What became of an amendment, or of a proposal that no ballot of its own decided.
 * @param number the amendment's; undefined for a proposal.
 */
export function dispositionSentence(
  words: MinutesWords,
  disposition: Disposition,
  ballots: readonly MinutesBallot[],
  number?: number,
): string {
  const t = words.disposition;
  switch (disposition.kind) {
    case 'adopted':
    case 'rejected':
      return decidedSentence(
        words,
        disposition.kind,
        ballots.find(({ id }) => id === disposition.ballot),
      );
    case 'lapsed':
      return lostSentence(words, disposition.because, ballots, number) ?? t.lapsed(disposition.because);
    case 'joined':
      return t.joined(disposition.into);
    case 'covered':
      return t.covered(disposition.by);
    case 'forwarded':
      return t.forwarded(disposition.to);
    case 'open':
    case 'withdrawn':
    case 'postponed':
    case 'unsupported':
      return t[disposition.kind];
  }
}

/** Where a text lost against another (ids `t` and the proposal's number) and was not voted on after that; undefined elsewhere. */
export function lostText(words: MinutesWords, number: number, ballots: readonly MinutesBallot[]): string | undefined {
  for (const ballot of ballots) {
    const { subject, outcome, trial, state } = ballot;
    if (trial || state !== 'closed' || subject.kind !== 'choice' || subject.base !== undefined) continue;
    const winner = subject.options.find(({ id }) => Object.values(outcome).includes(`chosen:${id}`));
    if (winner === undefined || winner.id === `t${number}`) continue;
    if (subject.options.some(({ id }) => id === `t${number}`))
      return words.fellAgainst(words.proposalName(Number(winner.id.slice(1))), ballot.number);
  }
  return undefined;
}

/** Where an amendment lapsed since it lost against another, in which ballot that was. */
function lostSentence(
  words: MinutesWords,
  winner: number | null,
  ballots: readonly MinutesBallot[],
  number: number | undefined,
): string | undefined {
  const lost = ballots.find(
    ({ subject, outcome, trial }) =>
      !trial &&
      subject.kind === 'choice' &&
      subject.options.some(({ id }) => id === `a${number}`) &&
      Object.values(outcome).some((decided) => decided === `chosen:a${winner}`),
  );
  return lost && words.fellAgainst(words.amendments([winner ?? 0]), lost.number);
}

function decidedSentence(words: MinutesWords, kind: 'adopted' | 'rejected', ballot: MinutesBallot | undefined): string {
  if (ballot === undefined) return words.disposition[kind];
  const { subject, number } = ballot;
  if (subject.kind === 'block') return words.withOthers(kind === 'adopted', number);
  if (subject.kind === 'choice') {
    const [outcome = ''] = Object.values(ballot.outcome);
    const winner = optionName(words, subject, outcome.replace(/^chosen:/u, ''));
    return kind === 'rejected'
      ? words.fellAgainst(winner, number)
      : `${words.disposition.adopted} ${words.inBallot(number)}`;
  }
  return `${outcomeSentence(words, ballot)} ${words.inBallot(number)}`;
}

/** What a ballot's rule asks for, with its numbers where there is one question: `Krever minst 2/3 av … (24): 16.` */
export function ruleSentence(words: MinutesWords, { rule, tally, entitled, outcome, subject }: MinutesBallot): string {
  const t = words.rule;
  const [question = ''] = Object.keys(outcome);
  const counts = Object.keys(outcome).length === 1 ? countsOf(tally, question) : undefined;
  const choice = subject.kind === 'choice';
  const base = numbered(words, rule, counts, entitled, choice);
  const { num, den, strict, blankCap } = rule;
  const simple = rule.base === 'for-against' && strict && num * 2 === den && !choice;
  const stem = simple ? t.simple : strict ? t.more(num, den, base.name) : t.least(num, den, base.name);
  return [
    simple || base.of === undefined ? stem : t.required(stem, requiredOf(rule, base.of)),
    rule.blanks === 'forbidden' ? t.noBlanks : '',
    blankCap === undefined ? '' : t.blankCap(blankCap.num, blankCap.den),
    rule.tie === 'chair' ? t.chair : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** A rule's base in words, and the number that it is, where that is known. */
function numbered(
  words: MinutesWords,
  rule: Rule,
  counts: Counts | undefined,
  entitled: number,
  choice: boolean,
): { name: string; of?: number } {
  const name = choice && rule.base === 'for-against' ? words.rule.alternatives : words.rule.base[rule.base];
  const known = rule.base === 'present' || rule.base === 'entitled';
  if (counts === undefined && !known) return { name };
  const of = baseOf(rule, counts ?? { for: 0, against: 0 }, entitled);
  return { name: words.rule.counted(name, of), of };
}
