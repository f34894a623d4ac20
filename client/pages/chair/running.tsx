import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { ResponseOf } from '../../../server/api/endpoints.ts';
import type { BallotInfo } from '../../../server/api/snapshot.ts';
import { modeOf } from '../../../server/rules/ballot.ts';
import { buildClose } from '../../../server/rules/tally.ts';
import { call } from '../../api.ts';
import { checkPaper } from '../../checks.ts';
import { announce } from '../../components/announcer.tsx';
import type { BranchView } from '../../components/branch-page.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { ProposalText } from '../../components/proposal-text.tsx';
import { Reading } from '../../components/reading.tsx';
import { SignDialog } from '../../components/sign-dialog.tsx';
import { chair } from '../../i18n/chair.ts';
import { common } from '../../i18n/common.ts';
import { clock, number } from '../../i18n/numbers.ts';
import type { Problem } from '../../problem.ts';
import { signStatement } from '../../sign.ts';
import { ruleInWords } from './rule-choice.tsx';

/** A ballot that is open, or stopped and not yet closed: how many have voted, never how, and the closing. */
export function Running({ ballot, ...view }: BranchView & { ballot: BallotInfo }): JSX.Element {
  const closing = useSignal(false);
  const t = chair();
  const { live, snapshot } = view;
  const { definition, state, entitled, voted, mine, vote } = ballot;
  const stopped = state === 'stopped';
  const paper = checkPaper(snapshot, ballot);
  const everybody = voted === entitled;
  useEffect(() => {
    if (everybody && !stopped) announce(t.everybodyVoted);
  }, [everybody, stopped]);

  return (
    <section class="card next-step running" aria-labelledby="step">
      <h2 class="ds-heading" data-size="sm" id="step" tabIndex={-1}>
        {stopped ? t.stoppedTitle(definition.number) : t.openNow(definition.number)}
      </h2>
      <div class="turnout">
        <p class="big-number">
          <strong>{number(voted)}</strong> <span>{t.ofHaveVoted(entitled)}</span>
        </p>
        <progress max={Math.max(1, entitled)} value={voted} aria-label={t.turnout}>
          {common().votedOf(voted, entitled)}
        </progress>
        <p class="muted small">{t.openedAt(clock(definition.openedAt))}</p>
      </div>
      {stopped ? (
        <Notice tone="warning" title={t.stopped}>
          <p>{t.stoppedNext}</p>
        </Notice>
      ) : (
        everybody && <Notice tone="success" title={t.everybodyVoted} />
      )}
      {!stopped && mine && vote === null && (
        <p>
          {t.voteYourself}{' '}
          <a class="ds-link" href={`/lag/${live.slug}`}>
            {t.voteYourselfLink}
          </a>
        </p>
      )}
      <Button
        wide
        class="next"
        aria-keyshortcuts="L"
        reason={mine ? undefined : t.closeNotOnRoll}
        onClick={() => {
          closing.value = true;
        }}
      >
        {stopped ? t.signClosing : t.close}
      </Button>
      <p class="rule">{ruleInWords(definition.rule, entitled)}</p>
      {paper.ok ? (
        <details class="fold" open>
          <summary>
            {t.votedOn}: {paper.value.content.title},{' '}
            {modeOf(definition) === 'whole' ? t.asWholeLow : t.pointByPointOfLow(definition.questions.length)}
          </summary>
          <Reading label={paper.value.content.title}>
            <ProposalText blocks={paper.value.content.blocks} title={paper.value.content.title} level={3} />
          </Reading>
        </details>
      ) : (
        <ProblemBox problem={paper.problem} />
      )}
      <CloseDialog
        {...view}
        ballot={ballot}
        open={closing.value}
        onClose={() => {
          closing.value = false;
        }}
      />
    </section>
  );
}

type Stopped = ResponseOf<'stopBallot'>;

/**
 * The closing: says how many have not voted, stops the ballot, and signs what was taken in. Should votes have come
 * between what was shown and the stop, it shows the new number and asks again.
 */
function CloseDialog({
  live,
  me,
  ballot,
  open,
  onClose,
}: BranchView & { ballot: BallotInfo; open: boolean; onClose: () => void }): JSX.Element {
  const stopped = useSignal<Stopped | null>(null);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = chair();
  const { id, entitled, definition } = ballot;
  const votes = stopped.value?.leaves.length ?? ballot.voted;
  const missing = entitled - votes;
  const still = ballot.state === 'open' && stopped.value === null;

  const stop = async (): Promise<Stopped | null> => {
    if (stopped.value !== null) return stopped.value;
    const shown = ballot.voted;
    const answer = await call('stopBallot', { slug: live.slug, ballot: id });
    if (!answer.ok) {
      problem.value = answer.problem;
      return null;
    }
    stopped.value = answer.value;
    return answer.value.leaves.length === shown ? answer.value : null;
  };
  const close = async (): Promise<void> => {
    busy.value = true;
    problem.value = null;
    const taken = await stop();
    if (taken !== null) {
      const { leaves, journal } = taken;
      const statement = buildClose({ ballot: id, leaves, journal, closedAt: new Date().toISOString() });
      const signed = await signStatement(statement, me);
      const answer = signed.ok ? await call('closeBallot', { slug: live.slug, ballot: id }, signed.value) : signed;
      if (answer.ok) {
        announce(t.closed(definition.number));
        onClose();
      } else problem.value = answer.problem;
    }
    await live.refresh();
    busy.value = false;
  };

  return (
    <SignDialog
      open={open}
      title={still ? t.closeTitle(definition.number) : t.signClosingTitle(definition.number)}
      label={still ? t.close : t.signClosing}
      color={still && missing > 0 ? 'danger' : 'accent'}
      busy={busy.value}
      problem={problem.value}
      onSign={() => void close()}
      onCancel={() => {
        problem.value = null;
        onClose();
      }}
    >
      {still && missing > 0 && (
        <Notice tone="warning" title={t.notVoted(missing, entitled)}>
          <p>{t.notVotedNext}</p>
        </Notice>
      )}
      {!still && (
        <p>
          <strong>{t.stopped}</strong>
        </p>
      )}
      <p>{t.closeWhat(votes, entitled)}</p>
    </SignDialog>
  );
}
