import type { JSX } from 'preact';
import type { Counts, Decided, Option, Rule } from '../../server/rules/formats.ts';
import { decide, requirementOf } from '../../server/rules/majority.ts';
import { common } from '../i18n/common.ts';
import { result } from '../i18n/result.ts';

function isSimple(rule: Rule): boolean {
  return rule.base === 'for-against' && rule.strict && rule.num * 2 === rule.den;
}

function baseName({ base }: Rule, choice = false): string {
  const t = common();
  switch (base) {
    case 'for-against':
      return choice ? t.baseAlternatives : t.baseForAgainst;
    case 'cast':
      return t.baseCast;
    case 'present':
      return t.basePresent;
    case 'entitled':
      return t.baseEntitled;
  }
}

/**
 * The rule in words before the vote, with its number where the base is known already: `Krever flere for enn mot.`
 * @param choice whether the vote is between alternatives.
 */
export function ruleBefore(rule: Rule, present: number, choice = false): string {
  const t = common();
  const { num, den, strict } = rule;
  const half = num * 2 === den;
  const base = baseName(rule, choice);
  const sentences = [
    isSimple(rule) && !choice
      ? t.ruleSimple
      : strict
        ? half
          ? t.ruleHalf(base)
          : t.ruleMore(num, den, base)
        : t.ruleLeast(num, den, base),
  ];
  const { certain, of, required } = requirementOf(rule, present);
  if (certain) {
    const people = rule.base === 'present' ? t.peoplePresent(of) : t.peopleEntitled(of);
    sentences.push(t.ruleWith(people, required));
  }
  if (rule.blanks === 'forbidden') sentences.push(t.ruleNoBlanks);
  if (rule.blankCap !== undefined) sentences.push(t.ruleBlankCap(rule.blankCap.num, rule.blankCap.den));
  if (rule.tie === 'chair') sentences.push(t.ruleTieChair);
  return sentences.join(' ');
}

/** The rule in words after the vote: `Krever minst 2/3 av stemmene for og mot (36): 24. Fikk 25. Vedtatt.` */
function ruleAfter(rule: Rule, counts: Counts, present: number, decided: Decided | undefined): string {
  const t = common();
  const { num, den, strict } = rule;
  const decision = decide(rule, counts, present, castingOf(rule, counts, present, decided));
  const half = num * 2 === den;
  const base = t.baseOf(baseName(rule), decision.base);
  const stem = strict
    ? half
      ? t.ruleHalfStem(base)
      : t.ruleMoreStem(num, den, base)
    : t.ruleLeastStem(num, den, base);
  const sentence = isSimple(rule)
    ? t.ruleSimpleAfter(counts.for, counts.against, counts.blank)
    : t.ruleAfter(stem, decision.required, decision.got);
  const tie = decision.capped
    ? ` ${t.tooManyBlanks}`
    : decision.casting !== undefined
      ? ` ${result().castingVote}`
      : decision.tied && decision.outcome === 'rejected' && counts.for > 0
        ? ` ${t.tied}`
        : '';
  const unanimous = decision.unanimous && decision.outcome === 'adopted' ? ` ${t.unanimous}` : '';
  return `${sentence}${tie} ${t.outcome[decision.outcome]}.${unanimous}`;
}

/** On a tie, the casting vote that makes what was decided; undefined where none is needed, or the question fell without. */
function castingOf(
  rule: Rule,
  counts: Counts,
  present: number,
  decided: Decided | undefined,
): Exclude<Option, 'blank'> | undefined {
  if (decided !== 'adopted') return undefined;
  return decide(rule, counts, present, 'for').casting === 'for' ? 'for' : undefined;
}

/**
 * A ballot's rule in words: what it asks for, or with `counts` how it went. `present` is the number on the ballot's roll,
 * `decided` what was decided, which tells whether the chair's vote settled a tie.
 */
export function RuleSentence({
  rule,
  present,
  counts,
  decided,
  choice,
}: {
  rule: Rule;
  present: number;
  /** The vote is between alternatives. */
  choice?: boolean;
  counts?: Counts | undefined;
  decided?: Decided | undefined;
}): JSX.Element {
  return (
    <p class="rule">
      {counts === undefined ? ruleBefore(rule, present, choice) : ruleAfter(rule, counts, present, decided)}
    </p>
  );
}
