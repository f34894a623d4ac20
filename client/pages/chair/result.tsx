import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { BallotInfo, Snapshot } from '../../../server/api/snapshot.ts';
import { modeOf } from '../../../server/rules/ballot.ts';
import { pointsOf } from '../../../server/rules/proposal.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import type { BranchView } from '../../components/branch-page.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { QuestionResult } from '../../components/question-result.tsx';
import { chair } from '../../i18n/chair.ts';
import { clock } from '../../i18n/numbers.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';
import { isAdopted } from './step.ts';

/** The result that was just reached, and making the resolution that follows from it. */
export function Result({
  live,
  snapshot,
  ballot,
  onAside,
}: BranchView & { ballot: BallotInfo; onAside: () => void }): JSX.Element {
  const t = chair();
  return (
    <section class="card next-step" aria-labelledby="step">
      <h2 class="ds-heading" data-size="sm" id="step" tabIndex={-1}>
        {t.resultOf(ballot.definition.number)}
      </h2>
      <Sum snapshot={snapshot} ballot={ballot} />
      {!isAdopted(ballot) && (
        <Notice tone="info" title={t.nothingAdopted}>
          <p>{t.nothingAdoptedNext}</p>
        </Notice>
      )}
      {isAdopted(ballot) ? (
        <>
          <DraftButton live={live} ballot={ballot} next />
          <Button variant="tertiary" color="neutral" data-size="sm" onClick={onAside}>
            {t.setAside}
          </Button>
        </>
      ) : (
        <Button wide class="next" onClick={onAside}>
          {t.goOn}
        </Button>
      )}
      <Questions snapshot={snapshot} ballot={ballot} />
    </section>
  );
}

/** Makes the draft resolution of a ballot. `next` where it is the one thing to do next. */
function DraftButton({ live, ballot, next = false }: { live: Live; ballot: BallotInfo; next?: boolean }): JSX.Element {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = chair();
  const draft = async (): Promise<void> => {
    busy.value = true;
    problem.value = null;
    const answer = await call('draftResolution', { slug: live.slug, ballot: ballot.id });
    await live.refresh();
    if (answer.ok) announce(t.drafted(answer.value.number));
    else problem.value = answer.problem;
    busy.value = false;
  };
  return (
    <>
      <ProblemBox problem={problem.value} />
      {next ? (
        <Button wide class="next" aria-keyshortcuts="V" busy={busy.value} onClick={() => void draft()}>
          {t.draft}
        </Button>
      ) : (
        <Button
          variant="secondary"
          data-size="sm"
          busy={busy.value}
          aria-label={t.draftOf(ballot.definition.number)}
          onClick={() => void draft()}
        >
          {t.draft}
        </Button>
      )}
    </>
  );
}

/** Proposal, turnout and how many points were adopted, in a few lines. */
function Sum({ snapshot, ballot }: { snapshot: Snapshot; ballot: BallotInfo }): JSX.Element {
  const t = chair();
  const { definition, entitled, voted, result } = ballot;
  const adopted = Object.values(result?.outcome ?? {}).filter((outcome) => outcome === 'adopted').length;
  const title = snapshot.proposals.find(({ id }) => id === ballot.proposal)?.content.title ?? '';
  return (
    <div>
      <p>
        <strong>{title}</strong>
      </p>
      <p>
        {modeOf(definition) === 'points'
          ? t.adoptedOf(adopted, definition.questions.length)
          : adopted > 0
            ? t.wholeAdopted
            : t.wholeRejected}{' '}
        {t.turnoutWas(voted, entitled)} {result !== null && t.closedAt(clock(result.close.closedAt))}
      </p>
    </div>
  );
}

function Questions({ snapshot, ballot }: { snapshot: Snapshot; ballot: BallotInfo }): JSX.Element {
  const content = snapshot.proposals.find(({ id }) => id === ballot.proposal)?.content;
  const texts = new Map(pointsOf(content?.blocks ?? []).map(({ number, text }) => [String(number), text]));
  return (
    <div class="questions">
      {ballot.definition.questions.map((question) => (
        <QuestionResult key={question.id} ballot={ballot} question={question} text={texts.get(question.id)} />
      ))}
    </div>
  );
}

/** The meeting's closed ballots, newest first. Nothing when there are none. */
export function Past({
  live,
  snapshot,
  ballots,
}: {
  live: Live;
  snapshot: Snapshot;
  ballots: readonly BallotInfo[];
}): JSX.Element | null {
  const t = chair();
  if (ballots.length === 0) return null;
  return (
    <section class="card" aria-labelledby="past">
      <h2 class="ds-heading" data-size="xs" id="past">
        {t.past}
      </h2>
      {[...ballots].reverse().map((ballot) => (
        <details class="fold" key={ballot.id}>
          <summary>{t.ballotOf(ballot.definition.number, titleOf(snapshot, ballot))}</summary>
          <Sum snapshot={snapshot} ballot={ballot} />
          {isAdopted(ballot) && !snapshot.resolutions.some((made) => made.ballot === ballot.id) && (
            <DraftButton live={live} ballot={ballot} />
          )}
          <Questions snapshot={snapshot} ballot={ballot} />
        </details>
      ))}
    </section>
  );
}

function titleOf({ proposals }: Snapshot, { proposal }: BallotInfo): string {
  return proposals.find(({ id }) => id === proposal)?.content.title ?? '';
}
