import { isUncounted } from './ballot.ts';
import { hashOf } from './canonical.ts';
import type { BallotTally, Choices, Counts, Question } from './formats.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import { byDelegate, isOn } from './roll.ts';
import type { BallotStatement, CountStatement, RollStatement, Signed } from './statements.ts';

/** People on a roll who have no passkey: only tellers can count them. */
export function withoutPasskey({ entries }: RollStatement): number {
  return entries.filter(({ credentials }) => credentials.length === 0).length;
}

/** How many people the tellers of a ballot count: everybody on the roll, or beside the phones those without a passkey. */
export function countable({ method }: Pick<BallotStatement, 'method'>, roll: RollStatement): number {
  if (isUncounted({ method })) return 0;
  return method === 'hands' || method === 'against' ? roll.entries.length : withoutPasskey(roll);
}

/**
 * Whether a teller's count belongs to the ballot, comes from a teller on its roll, has exactly the options that the
 * ballot asks about (of a ballot by `against` that one alone), and no more hands than there are people to count.
 * @param ballot the ballot's id.
 */
export function checkCount(
  definition: BallotStatement,
  roll: RollStatement,
  count: CountStatement,
  ballot: string = hashOf(definition),
): Checked<CountStatement> {
  if (count.ballot !== ballot) return refuse('ballot.unknown', `the count names ballot ${count.ballot}, not ${ballot}`);
  const people = countable(definition, roll);
  if (people === 0) return refuse('ballot.method', 'there is nobody to count by hand in this ballot');
  if (!isOn(roll, count.teller)) return refuse('roll.officer', 'the teller is not on the roll of the ballot');
  const asked = definition.questions.map(({ id }) => id).sort();
  const counted = Object.keys(count.counts).sort();
  if (asked.join() !== counted.join())
    return refuse('vote.marks', `counted are the questions [${counted.join()}], asked [${asked.join()}]`);
  for (const question of definition.questions) {
    const checked = checkHands(question, count.counts[question.id] ?? {}, definition, people);
    if (!checked.ok) return checked;
  }
  return pass(count);
}

function checkHands(
  { id, options }: Question,
  hands: Record<string, number>,
  { method }: BallotStatement,
  people: number,
): Checked<true> {
  const expected = method === 'against' ? 'against' : [...options].sort().join();
  const found = Object.keys(hands).sort().join();
  if (found !== expected) return refuse('vote.marks', `question ${id}: counted are [${found}], asked [${expected}]`);
  const all = Object.values(hands).reduce((sum, votes) => sum + BigInt(votes), 0n);
  if (all <= BigInt(people)) return pass(true);
  return refuse('count.people', `question ${id}: ${all} hands, ${people} people to count`, { people });
}

/** The counts that stand: of two tellers, the first by their ids, where at least two have counted and all counted the same. */
export function agreedCounts(counts: readonly Signed<CountStatement>[]): Signed<CountStatement>[] | undefined {
  const sorted = [...counts].sort((a, b) => byDelegate({ delegate: a.signer }, { delegate: b.signer }));
  const same = new Set(sorted.map(({ statement }) => hashOf(statement.counts))).size === 1;
  return same && sorted.length >= 2 ? sorted.slice(0, 2) : undefined;
}

/**
 * The sums of a teller's count by question. Where only those against were counted, all others on the roll are for.
 * @param present people on the roll.
 */
export function handsOf(definition: BallotStatement, { counts }: CountStatement, present: number): BallotTally {
  return Object.fromEntries(
    definition.questions.map((question): [string, Counts | Choices] => {
      const hands = counts[question.id] ?? {};
      const against = hands.against ?? 0;
      if (definition.method === 'against') return [question.id, { for: present - against, against }];
      return [question.id, sumsOf(question, (option) => hands[option] ?? 0)];
    }),
  );
}

/** The sums of one question, with every allowed option. */
export function sumsOf({ options }: Pick<Question, 'options'>, votesFor: (option: string) => number): Counts | Choices {
  const blank = options.includes('blank') ? { blank: votesFor('blank') } : {};
  if (options.includes('for')) return { for: votesFor('for'), against: votesFor('against'), ...blank };
  const alternatives = options.filter((option) => option !== 'blank');
  return { options: Object.fromEntries(alternatives.map((option) => [option, votesFor(option)])), ...blank };
}
