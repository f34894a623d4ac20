import type { JSX } from 'preact';
import type { BallotInfo } from '../../server/api/snapshot.ts';
import { modeOf } from '../../server/rules/ballot.ts';
import type { Outcome, Question } from '../../server/rules/formats.ts';
import { common } from '../i18n/common.ts';
import { ResultBars } from './result-bars.tsx';
import { RuleSentence } from './rule-sentence.tsx';

/** How one question of a closed ballot went: outcome, text, bars, and the rule in words. Nothing before it is closed. */
export function QuestionResult({
  ballot,
  question,
  text,
}: {
  ballot: BallotInfo;
  question: Question;
  /** The point's own text; undefined for the whole text. */
  text: string | undefined;
}): JSX.Element | null {
  const words = common();
  const { definition, entitled, result } = ballot;
  const counts = result?.tally[question.id];
  if (counts === undefined) return null;
  const points = modeOf(definition) === 'points';
  const title = points ? words.point(question.title) : words.wholeText;
  return (
    <div class="question-result">
      <h3 class="question-title">
        {title}
        <OutcomeTag outcome={result?.outcome[question.id] ?? 'rejected'} />
      </h3>
      {points && text !== undefined && <p class="document">{text}</p>}
      <ResultBars counts={counts} title={title} />
      <RuleSentence rule={definition.rule} present={entitled} counts={counts} />
    </div>
  );
}

function OutcomeTag({ outcome }: { outcome: Outcome }): JSX.Element {
  return (
    <span class="ds-tag outcome" data-color={outcome === 'adopted' ? 'success' : 'neutral'}>
      {common().outcome[outcome]}
    </span>
  );
}
