import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { BallotInfo } from '../../../server/api/snapshot.ts';
import { isUncounted } from '../../../server/rules/ballot.ts';
import { call } from '../../api.ts';
import { checkPaper } from '../../checks.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { usePassed } from '../../components/server-clock.ts';
import { chair } from '../../i18n/chair.ts';
import { common } from '../../i18n/common.ts';
import { clock, number } from '../../i18n/numbers.ts';
import { phonesOf } from '../../phones.ts';
import type { Problem } from '../../problem.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { CloseDialog, isPhoned } from './close-dialog.tsx';
import { demandReason } from './motions.ts';
import { useOwnVote } from './own-vote.ts';
import { ruleInWords } from './rule-choice.tsx';
import { Secret, type SecretStage, secretTitle } from './secret.tsx';
import { type DeskView, nextKey } from './step-card.tsx';
import { SubjectText } from './subject-text.tsx';
import { Tellers } from './tellers.tsx';
import { howInWords, whatOf } from './words.ts';

/** A ballot that is open, or stopped and not yet closed: how it goes, never how anybody voted, and the closing. */
export function Running({ ballot, ...view }: DeskView & { ballot: BallotInfo }): JSX.Element {
  const closing = useSignal(false);
  const cancelling = useSignal(false);
  const t = chair();
  const { live, snapshot } = view;
  const { definition, entitled, secret } = ballot;
  const paper = checkPaper(snapshot, ballot);
  const silent = isUncounted(definition);
  const stage = useStage(view, ballot);
  const close = (): void => {
    closing.value = true;
  };
  const cancel = (): void => {
    cancelling.value = true;
  };
  return (
    <section class="card next-step running" aria-labelledby="step">
      <h2 class="ds-heading" data-size="sm" id="step" tabIndex={-1}>
        {stage === undefined ? titleOf(ballot) : secretTitle(ballot, stage)}
      </h2>
      <p>
        <strong>{whatOf(snapshot, ballot)}</strong> <span class="muted">({howInWords(ballot)})</span>
      </p>
      {stage !== undefined && secret !== null ? (
        <Secret
          {...view}
          ballot={ballot}
          secret={secret}
          stage={stage}
          obstacle={whyNotClose(ballot)}
          onClose={close}
          onCancel={cancel}
        />
      ) : (
        <Course {...view} ballot={ballot} onClose={close} />
      )}
      {!silent && <p class="rule">{ruleInWords(definition.rule, entitled)}</p>}
      {paper.ok ? (
        <details class="fold" open={!silent}>
          <summary>{t.votedOn}</summary>
          <SubjectText snapshot={snapshot} proposal={ballot.proposal} subject={ballot.subject} />
        </details>
      ) : (
        <ProblemBox problem={paper.problem} />
      )}
      <div class="actions">
        <Button variant="tertiary" color="neutral" data-size="sm" onClick={cancel}>
          {t.cancelBallot}
        </Button>
      </div>
      <CloseDialog
        {...view}
        ballot={ballot}
        open={closing.value}
        onClose={() => {
          closing.value = false;
        }}
      />
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

/** How an open ballot that is not secret goes, and the button that closes it; or one that was stopped. */
function Course({ ballot, onClose, ...view }: DeskView & { ballot: BallotInfo; onClose: () => void }): JSX.Element {
  const t = chair();
  const { definition, state, method, mine, vote, voted, secret } = ballot;
  const stopped = state === 'stopped';
  const silent = isUncounted(definition);
  const toVote = !stopped && mine && vote === null && isPhoned(ballot);
  useOwnVote(view.live, voted, toVote);
  return (
    <>
      {silent && <Silence ballot={ballot} />}
      {(method === 'hands' || method === 'against') && <Hands ballot={ballot} />}
      {isPhoned(ballot) && secret === null && <Turnout ballot={ballot} />}
      {stopped && (
        <Notice tone="warning" title={t.stopped}>
          <p>{t.stoppedNext}</p>
        </Notice>
      )}
      {toVote && (
        <p>
          {t.voteYourself}{' '}
          <a class="ds-link" href={`/lag/${view.live.slug}`}>
            {t.voteYourselfLink}
          </a>
        </p>
      )}
      {silent && ballot.demands > 0 ? (
        <BallotInstead {...view} ballot={ballot} />
      ) : (
        <Button wide class="next" aria-keyshortcuts={nextKey} reason={whyNotClose(ballot)} onClick={onClose}>
          {stopped ? t.signClosing : silent ? t.declare : t.close}
        </Button>
      )}
    </>
  );
}

/** Where an open secret ballot is; undefined for any other. */
function useStage({ live }: DeskView, { secret, state }: BallotInfo): SecretStage | undefined {
  const window = secret?.window ?? null;
  const over = usePassed(live, window?.closesAt ?? null);
  if (secret === null || state !== 'open') return undefined;
  if (window === null) return 'drawing';
  return over ? 'over' : 'dropping';
}

/** Why the ballot cannot be closed now; undefined when it can. */
function whyNotClose({ mine, state, counts, method, withoutPasskey }: BallotInfo): string | undefined {
  const t = chair();
  if (!mine) return t.closeNotOnRoll;
  const counted = method === 'hands' || method === 'against' || (isPhoned({ method }) && withoutPasskey > 0);
  return counted && !counts.agree && state === 'open' ? t.countsMissing : undefined;
}

/** What goes on, as a heading. */
function titleOf({ definition, state, demands, trial }: BallotInfo): string {
  const t = chair();
  const { number: n } = definition;
  if (state === 'stopped') return t.stoppedTitle(n);
  if (isUncounted(definition)) return t.silentTitle[demands > 0 ? 'demanded' : 'quiet'];
  return trial ? t.openTrialNow(n) : t.openNow(n);
}

/** How many phones have voted, and how far the tellers are where some vote by hand beside them. */
function Turnout({ ballot }: { ballot: BallotInfo }): JSX.Element {
  const t = chair();
  const { definition, state, voted, withoutPasskey } = ballot;
  const phones = phonesOf(ballot);
  const everybody = voted === phones;
  const open = state === 'open';
  useEffect(() => {
    if (everybody && open) announce(t.everybodyVoted);
  }, [everybody, open, t]);
  return (
    <>
      <div class="turnout">
        <p class="big-number">
          <strong>{number(voted)}</strong> <span>{t.ofHaveVoted(phones)}</span>
        </p>
        <progress max={Math.max(1, phones)} value={voted} aria-label={t.turnout}>
          {common().votedOf(voted, phones)}
        </progress>
        <p class="muted small">{t.openedAt(clock(definition.openedAt))}</p>
      </div>
      {everybody && open && <Notice tone="success" title={t.everybodyVoted} />}
      {withoutPasskey > 0 && <Tellers ballot={ballot} about={t.handsBeside(withoutPasskey)} />}
    </>
  );
}

/** A show of hands: how far the two tellers are. */
function Hands({ ballot }: { ballot: BallotInfo }): JSX.Element {
  const t = chair();
  return <Tellers ballot={ballot} about={ballot.method === 'against' ? t.againstAbout : t.handsAbout} />;
}

/** Unanimity or acclamation: whether anybody has asked for a ballot. */
function Silence({ ballot: { demands } }: { ballot: BallotInfo }): JSX.Element {
  const t = chair();
  const asked = demands > 0;
  useEffect(() => {
    if (asked) announce(t.silentTitle.demanded, 'assertive');
  }, [asked, t]);
  return (
    <Notice tone={asked ? 'warning' : 'success'} role="status" title={asked ? t.demands(demands) : t.nobodyAsked}>
      <p>{asked ? t.demandsNext : t.nobodyAskedNext}</p>
    </Notice>
  );
}

/** Somebody has asked for a ballot: the proposal of unanimity is cancelled, and the ballot is what comes next. */
function BallotInstead({ live, meeting, ballot }: DeskView & { ballot: BallotInfo }): JSX.Element {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = chair();
  const cancel = async (): Promise<void> => {
    busy.value = true;
    const answer = await call(
      'cancelBallot',
      { slug: live.slug, ballot: ballot.id },
      { reason: demandReason(meeting.settings.language) },
    );
    problem.value = answer.ok ? null : answer.problem;
    await live.refresh();
    busy.value = false;
  };
  return (
    <>
      <ProblemBox problem={problem.value} />
      <Button wide class="next" aria-keyshortcuts={nextKey} busy={busy.value} onClick={() => void cancel()}>
        {t.ballotInstead}
      </Button>
    </>
  );
}
