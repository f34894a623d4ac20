import { isUncounted, wholeQuestion } from './ballot.ts';
import type { Counts, Outcome, Tally } from './formats.ts';
import { quorumOf } from './majority.ts';
import { fromMarkdown } from './proposal.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import { pointsRootOf } from './resolution.ts';
import type { ResolutionBallot, ResolutionStatement } from './statements.ts';

/**
 * Whether a resolution agrees with itself: points, outcomes, tallies, text, numbers of people. Whether the outcomes
 * follow from the rule, and the tallies from votes, takes the evidence.
 */
export function checkSums(resolution: ResolutionStatement): Checked<true> {
  for (const check of [
    pointsAreSigned,
    ballotsAreNamedOnce,
    ballotsAreWhole,
    handsAreCounted,
    votesArePossible,
    outcomesAgree,
    textIsAdopted,
    isQuorate,
  ]) {
    const checked = check(resolution);
    if (!checked.ok) return checked;
  }
  return pass(true);
}

/** The points stand in order under the signed root. */
function pointsAreSigned({ points, pointsRoot }: ResolutionStatement): Checked<true> {
  for (const [i, { number }] of points.entries()) {
    const before = points[i - 1]?.number ?? 0;
    if (number <= before) return refuse('file.sums', `point ${number} stands after point ${before}`);
  }
  const root = pointsRootOf(points);
  if (root === pointsRoot) return pass(true);
  return refuse('file.sums', `the root of the points is ${root}, signed is ${pointsRoot}`);
}

function ballotsAreNamedOnce({ ballots }: ResolutionStatement): Checked<true> {
  const named = ballots.map(({ definition }) => definition);
  const again = named.find((definition, i) => named.indexOf(definition) !== i);
  return again === undefined ? pass(true) : refuse('file.sums', `ballot ${again} is named twice`);
}

/** Each ballot has an outcome for every tally, and the other way round; where nobody was counted all is adopted. */
function ballotsAreWhole({ ballots, points }: ResolutionStatement): Checked<true> {
  const known = new Set([wholeQuestion, ...points.map(({ number }) => String(number))]);
  for (const { tally, outcome, definition, method, secrecy } of ballots) {
    if (secrecy !== undefined && method !== undefined)
      return refuse('file.sums', `ballot ${definition} is secret, and voted by ${method}`);
    const tallied = Object.keys(tally).sort().join(' ');
    const decided = Object.keys(outcome).sort().join(' ');
    const uncounted = isUncounted({ method });
    if (decided === '' || tallied !== (uncounted ? '' : decided)) {
      return refuse('file.sums', `ballot ${definition} has tallies for [${tallied}] and outcomes for [${decided}]`);
    }
    if (uncounted && Object.values(outcome).includes('rejected'))
      return refuse('file.sums', `ballot ${definition} by ${method} rejects a question`);
    const stray = Object.keys(outcome).find((question) => !known.has(question));
    if (stray !== undefined)
      return refuse('file.sums', `ballot ${definition} has a question ${stray} that is no point`);
  }
  return pass(true);
}

/** What the tellers counted is part of the tally: all of it in a show of hands, never more. */
function handsAreCounted({ ballots }: ResolutionStatement): Checked<true> {
  for (const { tally, hands, definition, method } of ballots) {
    const alone = method === 'hands' || method === 'against';
    const fits = hands === undefined ? !alone : !isUncounted({ method }) && isPartOf(hands, tally, alone);
    if (!fits) return refuse('file.sums', `ballot ${definition}: the hands are not a part of its tally`);
  }
  return pass(true);
}

/** @param whole whether they must be all of it. */
function isPartOf(hands: Tally, tally: Tally, whole: boolean): boolean {
  const questions = Object.entries(tally);
  if (questions.length !== Object.keys(hands).length) return false;
  return questions.every(([question, all]) => {
    const part = hands[question];
    if (part === undefined || (part.blank === undefined) !== (all.blank === undefined)) return false;
    const pairs = [
      [part.for, all.for],
      [part.against, all.against],
      [part.blank ?? 0, all.blank ?? 0],
    ] as const;
    return pairs.every(([some, every]) => (whole ? some === every : some <= every));
  });
}

/** Nobody adopted a question without votes for it, and no more people voted in the last ballot than were present. */
function votesArePossible({ ballots, present }: ResolutionStatement): Checked<true> {
  for (const { tally, outcome } of ballots) {
    for (const [question, counts] of Object.entries(tally)) {
      if (outcome[question] === 'adopted' && counts.for === 0) {
        return refuse('file.sums', `question ${question} is adopted without a vote for it`);
      }
    }
  }
  for (const [question, counts] of Object.entries(ballots.at(-1)?.tally ?? {})) {
    const votes = votesOf(counts);
    if (votes > present) return refuse('file.sums', `question ${question} has ${votes} votes, present were ${present}`);
  }
  return pass(true);
}

function votesOf(counts: Counts): number {
  return counts.for + counts.against + (counts.blank ?? 0);
}

/** Each point has the outcome of the last ballot that decided it, and something was adopted, but in an answer to a hearing. */
function outcomesAgree({ points, ballots, hearing }: ResolutionStatement): Checked<true> {
  for (const { number, outcome } of points) {
    const decided = decisionOn(number, ballots);
    if (decided !== outcome) {
      return refuse('file.sums', `point ${number} is ${outcome}, its ballot says ${decided ?? 'nothing'}`);
    }
  }
  if (hearing !== undefined || ballots.some(({ outcome }) => Object.values(outcome).includes('adopted')))
    return pass(true);
  return refuse('file.sums', 'no question is adopted');
}

function decisionOn(point: number, ballots: readonly ResolutionBallot[]): Outcome | undefined {
  const outcomes = ballots.map(({ outcome }) => outcome[String(point)] ?? outcome[wholeQuestion]);
  return outcomes.findLast((outcome) => outcome !== undefined);
}

/** The points in the text are the adopted ones, each under its number, in order, and no others. */
function textIsAdopted({ text, points }: ResolutionStatement): Checked<true> {
  const held = fromMarkdown(text).filter((block) => block.kind === 'point');
  const adopted = points.filter(({ outcome }) => outcome === 'adopted');
  const stray = held.find(({ number }) => !adopted.some((point) => point.number === number));
  if (stray !== undefined)
    return refuse('file.sums', `the text holds point ${stray.number}, which was rejected or never voted on`);
  for (const [i, { number, text: wording }] of adopted.entries()) {
    if (held[i]?.number !== number || held[i]?.text !== wording)
      return refuse('file.sums', `the text does not hold point ${number}, which was adopted`);
  }
  return held.length === adopted.length
    ? pass(true)
    : refuse('file.sums', `the text holds ${held.length} points, adopted were ${adopted.length}`);
}

function isQuorate({ present, quorum }: ResolutionStatement): Checked<true> {
  const required = quorumOf(quorum.num, quorum.den, quorum.members);
  if (required !== quorum.required) {
    return refuse(
      'file.sums',
      `${quorum.num}/${quorum.den} of ${quorum.members} is ${required}, the file says ${quorum.required}`,
    );
  }
  if (present >= required) return pass(true);
  return refuse('file.sums', `${present} were present, the meeting needed ${required}`);
}
