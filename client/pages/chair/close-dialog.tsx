import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { ResponseOf } from '../../../server/api/endpoints.ts';
import type { BallotInfo } from '../../../server/api/snapshot.ts';
import { isUncounted } from '../../../server/rules/ballot.ts';
import { buildClose } from '../../../server/rules/tally.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import type { BranchView } from '../../components/branch-page.tsx';
import { Notice } from '../../components/notice.tsx';
import { SignDialog } from '../../components/sign-dialog.tsx';
import { chair, chairSecret } from '../../i18n/chair.ts';
import { phonesOf } from '../../phones.ts';
import type { Problem } from '../../problem.ts';
import { signStatement } from '../../sign.ts';

type Stopped = ResponseOf<'stopBallot'>;

/** Whether votes by phone are what a ballot waits for. */
export function isPhoned({ method }: Pick<BallotInfo, 'method'>): boolean {
  return method === 'phones' || method === 'rollcall';
}

/** How many votes the page shows as taken in, out of how many: those by phone, or the papers that lay in the box of those drawn. */
function shownOf(ballot: BallotInfo): { votes: number; of: number } {
  const { secret, voted } = ballot;
  return secret === null
    ? { votes: voted, of: phonesOf(ballot) }
    : { votes: secret.box?.papers ?? 0, of: secret.drawn };
}

/**
 * The closing: says how many have not voted, stops the ballot, and signs what was taken in. Should votes have come
 * between what was shown and the stop, it shows the new number and asks again.
 */
export function CloseDialog({
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
  const ts = chairSecret();
  const { id, definition, method } = ballot;
  const secret = ballot.secret !== null;
  const { votes: shown, of } = shownOf(ballot);
  const votes = stopped.value?.votes ?? shown;
  const missing = isPhoned(ballot) ? of - votes : 0;
  const still = ballot.state === 'open' && stopped.value === null;
  const silent = isUncounted(definition);
  const label = silent ? t.declare : secret ? ts.closeBox : t.close;

  const stop = async (): Promise<Stopped | null> => {
    if (stopped.value !== null) return stopped.value;
    const answer = await call('stopBallot', { slug: live.slug, ballot: id });
    if (!answer.ok) {
      problem.value = answer.problem;
      return null;
    }
    stopped.value = answer.value;
    return answer.value.votes === shown ? answer.value : null;
  };
  const stale = open && secret && ballot.state === 'stopped';
  useEffect(() => {
    // The last look into the box is older than the stop: what was taken in is asked for before it is shown.
    if (stale) void stop();
  }, [stale]);
  const close = async (): Promise<void> => {
    busy.value = true;
    problem.value = null;
    const taken = await stop();
    if (taken !== null) {
      const statement = buildClose({ ballot: id, ...taken, closedAt: new Date().toISOString() });
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
      title={titleOf(ballot, still)}
      label={still ? label : t.signClosing}
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
        <Notice tone="warning" title={secret ? ts.notIn(missing, of) : t.notVoted(missing, of)}>
          <p>{secret ? ts.notInNext : t.notVotedNext}</p>
        </Notice>
      )}
      {!still && (
        <p>
          <strong>{t.stopped}</strong>
        </p>
      )}
      <p>
        {silent
          ? t.declareWhat(t.method[method])
          : secret
            ? ts.closeWhat(votes, of)
            : isPhoned(ballot)
              ? t.closeWhat(votes, of)
              : t.closeHands}
      </p>
    </SignDialog>
  );
}

/** What is asked. `still`: votes are taken in until it is answered. */
function titleOf({ definition, secret }: BallotInfo, still: boolean): string {
  const t = chair();
  const { number } = definition;
  if (!still) return t.signClosingTitle(number);
  if (isUncounted(definition)) return t.declareTitle;
  return secret === null ? t.closeTitle(number) : chairSecret().closeTitle(number);
}
