import type { JSX } from 'preact';
import type { Me } from '../../../server/api/session.ts';
import type { BallotInfo, Snapshot } from '../../../server/api/snapshot.ts';
import { isByPhone, isUncounted, modeOf } from '../../../server/rules/ballot.ts';
import { hashOf } from '../../../server/rules/canonical.ts';
import { pointsOf } from '../../../server/rules/proposal.ts';
import { Notice } from '../../components/notice.tsx';
import { part } from '../../components/part.tsx';
import { QuestionResult } from '../../components/question-result.tsx';
import { delegate } from '../../i18n/delegate.ts';
import { methods } from '../../i18n/delegate-methods.ts';
import { clock } from '../../i18n/numbers.ts';
import { result as words } from '../../i18n/result.ts';
import type { Live } from '../../live.ts';
import { keptVote } from '../../outbox.ts';
import { Receipt, Refused } from './delivery.tsx';
import { subjectName } from './subject.tsx';
import { MarksInWords } from './summary.tsx';

const OwnPaper = part(() => import('./own-paper.tsx'));

/** A closed ballot: numbers and bars with the rule in words, and the delegate's own vote as it was signed. */
export function ClosedBallot({
  live,
  snapshot,
  ballot,
  me,
  newest,
}: {
  live: Live;
  snapshot: Snapshot;
  ballot: BallotInfo;
  me: Me;
  newest: boolean;
}): JSX.Element | null {
  const t = delegate();
  const { definition, result } = ballot;
  if (result === null) return null;
  const blocks = ballot.subject.kind === 'text' ? ballot.subject.content.blocks : [];
  const texts = new Map(pointsOf(blocks).map(({ number, text }) => [String(number), text]));
  const secret = ballot.secret !== null;
  const counted = !isUncounted(definition) && isByPhone(definition) && !secret;
  const adopted = Object.values(result.outcome).filter((outcome) => outcome === 'adopted').length;
  const points = modeOf(definition) === 'points';
  return (
    <section class="card result" aria-label={t.result(definition.number)}>
      <header class="result-head">
        <p class="muted small">
          {t.result(definition.number)} · {t.closedAt(clock(result.close.closedAt))}
          {secret && ` · ${methods().secret}`}
        </p>
        <h2 class="ds-heading" data-size="sm">
          {subjectName(snapshot, ballot)}
        </h2>
        {ballot.trial && (
          <p>
            <strong>{methods().trial}</strong>
          </p>
        )}
        <p>
          {points && `${t.adoptedPoints(adopted, definition.questions.length)} `}
          {counted && t.entitledAndVoted(ballot.voted, ballot.entitled)}
        </p>
      </header>
      {counted && <MyVote ballot={ballot} me={me} />}
      {secret && <OwnPaper live={live} ballot={ballot} me={me} />}
      <details class="reading" open={newest}>
        <summary>{t.results}</summary>
        <div class="stack">
          {definition.questions.map((question) => (
            <QuestionResult key={question.id} ballot={ballot} question={question} text={texts.get(question.id)} />
          ))}
        </div>
      </details>
      {result.names !== undefined && <Names ballot={ballot} names={result.names} />}
    </section>
  );
}

/** How each voted, where the votes stand by name in the minutes. */
function Names({
  ballot,
  names,
}: {
  ballot: BallotInfo;
  names: NonNullable<NonNullable<BallotInfo['result']>['names']>;
}): JSX.Element {
  return (
    <details class="reading">
      <summary>{words().names}</summary>
      <dl class="stack">
        {names.map(({ name, marks }, i) => (
          <div key={i}>
            <dt>
              <strong>{name}</strong>
            </dt>
            <dd>
              <MarksInWords ballot={ballot} marks={marks} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** A ballot that was cancelled: that it does not count, and why. */
export function CancelledBallot({
  live,
  snapshot,
  ballot,
  me,
}: {
  live: Live;
  snapshot: Snapshot;
  ballot: BallotInfo;
  me: Me;
}): JSX.Element {
  const t = methods();
  const { number } = ballot.definition;
  return (
    <section class="card" aria-label={t.cancelled(number)}>
      <header class="result-head">
        <p class="muted small">{t.cancelled(number)}</p>
        <h2 class="ds-heading" data-size="sm">
          {subjectName(snapshot, ballot)}
        </h2>
      </header>
      <p>
        {t.cancelledWhy(ballot.cancelled?.reason ?? '')}
        <br />
        {t.cancelledNext}
      </p>
      {ballot.secret !== null && <OwnPaper live={live} ballot={ballot} me={me} />}
    </section>
  );
}

function MyVote({ ballot, me }: { ballot: BallotInfo; me: Me }): JSX.Element | null {
  const t = delegate();
  const kept = keptVote(ballot.id, me.member);
  const held = ballot.vote;
  const missing =
    kept?.state === 'delivered' &&
    (held === null ||
      held.revision < kept.vote.statement.revision ||
      (held.revision === kept.vote.statement.revision && held.statement !== hashOf(kept.vote.statement)));
  const lost = kept !== undefined && kept.state !== 'delivered' && kept.vote.statement.revision > (held?.revision ?? 0);
  if (!ballot.mine) return null;
  return (
    <div class="my-vote">
      <h3 class="question-title">{t.myVote}</h3>
      {lost && <Refused kept={{ ...kept, code: kept.state === 'refused' ? kept.code : 'ballot.closed' }} />}
      {missing && (
        <Notice tone="danger" title={t.voteMissing}>
          <p>{t.voteMissingNext}</p>
        </Notice>
      )}
      {held === null && !lost && !missing && <p>{t.didNotVote}.</p>}
      {held !== null && <MarksInWords ballot={ballot} marks={held.marks} />}
      {kept?.state === 'delivered' && <Receipt kept={kept} />}
    </div>
  );
}
