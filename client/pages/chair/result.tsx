import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { BallotInfo, Snapshot } from '../../../server/api/snapshot.ts';
import { pointsOf } from '../../../server/rules/proposal.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { QuestionResult } from '../../components/question-result.tsx';
import { chair, chairSecret, chairSteps } from '../../i18n/chair.ts';
import { clock } from '../../i18n/numbers.ts';
import { phonesOf } from '../../phones.ts';
import type { Problem } from '../../problem.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { isPhoned } from './close-dialog.tsx';
import { type DeskView, nextKey, StepCard } from './step-card.tsx';
import { resultInWords, whatOf } from './words.ts';

/** The result that was just reached, in words, its numbers folded away below; it can be taken again. */
export function Result({ live, snapshot, ballot }: DeskView & { ballot: BallotInfo }): JSX.Element {
  const cancelling = useSignal(false);
  const t = chair();
  const { number } = ballot.definition;
  return (
    <section class="card fresh-result" aria-labelledby="result">
      <h2 class="ds-heading" data-size="sm" id="result" tabIndex={-1}>
        {ballot.trial ? t.trialResultOf(number) : t.resultOf(number)}
      </h2>
      <Sum snapshot={snapshot} ballot={ballot} />
      <details class="fold">
        <summary>{t.showNumbers}</summary>
        <Questions ballot={ballot} />
        <div class="actions">
          <Button
            variant="tertiary"
            color="neutral"
            data-size="sm"
            onClick={() => {
              cancelling.value = true;
            }}
          >
            {t.takeAgain}
          </Button>
        </div>
      </details>
      <CancelDialog
        live={live}
        ballot={cancelling.value ? ballot : null}
        onClose={() => {
          cancelling.value = false;
        }}
      />
    </section>
  );
}

/** What the ballot was about, what it came to, and how many took part. */
export function Sum({ snapshot, ballot }: { snapshot: Snapshot; ballot: BallotInfo }): JSX.Element {
  const t = chair();
  const { result } = ballot;
  return (
    <div>
      <p>
        <strong>{whatOf(snapshot, ballot)}</strong>
      </p>
      <p>
        {resultInWords(ballot)} {isPhoned(ballot) && turnoutOf(ballot)}{' '}
        {result !== null && t.closedAt(clock(result.close.closedAt))}
      </p>
    </div>
  );
}

/** How many took part with the phones; in a secret ballot also how many of the papers that were drawn are counted. */
function turnoutOf(ballot: BallotInfo): string {
  const { voted, secret, result } = ballot;
  const phones = phonesOf(ballot);
  if (secret === null) return chair().turnoutWas(voted, phones);
  const t = chairSecret();
  return `${t.delivered(result?.close.votes ?? 0, secret.drawn)} ${t.drew(secret.drawn, phones)}`;
}

/** The numbers of a closed ballot, question by question. */
export function Questions({ ballot }: { ballot: BallotInfo }): JSX.Element {
  const blocks = ballot.subject.kind === 'text' ? ballot.subject.content.blocks : [];
  const texts = new Map(pointsOf(blocks).map(({ number, text }) => [String(number), text]));
  return (
    <div class="questions">
      {ballot.definition.questions.map((question) => (
        <QuestionResult key={question.id} ballot={ballot} question={question} text={texts.get(question.id)} />
      ))}
    </div>
  );
}

/** A text was adopted, or a hearing answered: the resolution is made of it, or the meeting goes on without one. */
export function Draft({
  proposal,
  ballot,
  onAside,
  live,
}: DeskView & { proposal: ProposalInfo; ballot: BallotInfo; onAside: () => void }): JSX.Element {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = chair();
  const steps = chairSteps();
  const draft = async (): Promise<void> => {
    busy.value = true;
    problem.value = null;
    const answer = await call('draftResolution', { slug: live.slug, ballot: ballot.id });
    await live.refresh();
    if (answer.ok) announce(t.drafted(answer.value.number));
    else problem.value = answer.problem;
    busy.value = false;
  };
  const { title } = proposal.content;
  const fell = proposal.disposition.kind === 'rejected';
  return (
    <StepCard
      title={fell ? steps.answerTitle(title) : steps.draftTitle(title)}
      why={fell ? steps.answerWhy : steps.draftWhy}
    >
      <ProblemBox problem={problem.value} />
      <Button wide class="next" aria-keyshortcuts={nextKey} busy={busy.value} onClick={() => void draft()}>
        {t.draft}
      </Button>
      <div class="actions">
        <Button variant="tertiary" color="neutral" data-size="sm" onClick={onAside}>
          {t.setAside}
        </Button>
      </div>
    </StepCard>
  );
}
