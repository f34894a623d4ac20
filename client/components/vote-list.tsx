import type { JSX } from 'preact';
import { wholeQuestion } from '../../server/rules/ballot.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { Counts, Option, Outcome } from '../../server/rules/formats.ts';
import type { BallotStatement, ResolutionBallot, ResolutionPayload } from '../../server/rules/statements.ts';
import { common } from '../i18n/common.ts';
import { resolution } from '../i18n/resolution.ts';
import { ruleBefore } from './rule-sentence.tsx';
import '../styles/pages/resolution.css';

/**
 * The votes behind a resolution, question by question: a bar, the numbers and the outcome. The rule stands over them
 * where a definition in `definitions` is the one that the resolution names.
 */
export function VoteList({
  payload,
  definitions = [],
}: {
  payload: ResolutionPayload;
  definitions?: readonly BallotStatement[];
}): JSX.Element {
  const t = resolution();
  const { ballots, present } = payload;
  return (
    <>
      {ballots.map((ballot, i) => {
        const rule = definitions.find((definition) => hashOf(definition) === ballot.definition)?.rule;
        return (
          <div class="votes" key={ballot.definition}>
            {ballots.length > 1 && <p class="votes-title">{t.ballotOf(i + 1, ballots.length)}</p>}
            {ballot.secrecy === 'secret' && <p class="rule">{t.secret}</p>}
            {rule !== undefined && <p class="rule">{ruleBefore(rule, present)}</p>}
            <ul class="vote-list">
              {questionsOf(ballot).map((question) => (
                <Question key={question} question={question} ballot={ballot} payload={payload} />
              ))}
            </ul>
          </div>
        );
      })}
    </>
  );
}

/** The questions of a ballot in the order of their points; the whole text has one. */
function questionsOf({ tally }: ResolutionBallot): string[] {
  return Object.keys(tally).sort((a, b) => Number(a) - Number(b));
}

function Question({
  question,
  ballot,
  payload,
}: {
  question: string;
  ballot: ResolutionBallot;
  payload: ResolutionPayload;
}): JSX.Element {
  const t = common();
  const counts: Counts = ballot.tally[question] ?? { for: 0, against: 0 };
  const outcome: Outcome = ballot.outcome[question] ?? 'rejected';
  const text = payload.points.find(({ number }) => String(number) === question)?.text;
  return (
    <li data-outcome={outcome}>
      <p class="vote-what">
        <strong>{question === wholeQuestion ? t.wholeText : t.point(question)}</strong>{' '}
        {text !== undefined && <span class="muted">{beginning(text)}</span>}
      </p>
      <p class="vote-outcome">{t.outcome[outcome]}</p>
      <VoteBar counts={counts} />
      <p class="vote-numbers">{resolution().tally(counts.for, counts.against, counts.blank)}</p>
    </li>
  );
}

/** The first words of a text, at most 60 characters. */
function beginning(text: string): string {
  if (text.length <= 60) return text;
  return `${text.slice(0, 60).replace(/\s+\S*$/u, '')} …`;
}

/** The votes of a question side by side in one bar. The numbers stand beside it in words. */
export function VoteBar({ counts }: { counts: Counts }): JSX.Element {
  const parts: [Option, number][] = [
    ['for', counts.for],
    ['against', counts.against],
    ['blank', counts.blank ?? 0],
  ];
  const all = parts.reduce((sum, [, votes]) => sum + votes, 0);
  let start = 0;
  return (
    <svg class="vote-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-ground" width="100" height="10" />
      {parts.map(([option, votes]) => {
        const width = all === 0 ? 0 : (100 * votes) / all;
        const from = start;
        start += width;
        return (
          <g key={option} data-option={option}>
            <rect class="bar-fill" x={from} width={width} height="10" />
          </g>
        );
      })}
    </svg>
  );
}
