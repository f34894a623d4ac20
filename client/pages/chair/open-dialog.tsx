import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { type BallotParts, buildBallot } from '../../../server/rules/ballot.ts';
import { nextNumber } from '../../../server/rules/opening.ts';
import type { IssuerKey } from '../../../server/rules/secret-statements.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { SignDialog } from '../../components/sign-dialog.tsx';
import { chair, chairSecret } from '../../i18n/chair.ts';
import type { Problem, Result } from '../../problem.ts';
import { signStatement } from '../../sign.ts';
import type { Motion } from './motions.ts';
import { ruleInWords } from './rule-choice.tsx';
import { obstacleOf } from './step.ts';
import type { DeskView } from './step-card.tsx';

/** A ballot that is ready to be opened. */
export interface Ready
  extends Pick<BallotParts, 'subject' | 'mode' | 'rule' | 'method' | 'trial' | 'retakes' | 'plan'> {
  secret?: boolean;
  /** The proposal that it belongs to, or one that is made when the chair has signed. */
  proposal: { id: string } | { motion: Motion; item: string | null };
  /** What is put to the vote, in words. */
  what: string;
  /** How, in words. */
  how: string;
}

/** Why no ballot can open now, in words. */
export function obstacleInWords(snapshot: Snapshot): string | undefined {
  const t = chair();
  const obstacle = obstacleOf(snapshot);
  switch (obstacle?.why) {
    case undefined:
      return undefined;
    case 'roll':
      return t.rollNone;
    case 'self':
      return t.rollWithoutYou;
    case 'quorum':
      return t.quorumMissing(obstacle.missing);
  }
}

/** Says what the chair signs, and opens the ballot. `ready` is null while nothing is being opened. */
export function OpenDialog({
  live,
  snapshot,
  me,
  meeting,
  ready,
  reason,
  onClose,
}: DeskView & {
  ready: Ready | null;
  /** Why this cannot be opened any longer, since the dialog opened. */
  reason?: string | undefined;
  onClose: () => void;
}): JSX.Element {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  // The key of a secret ballot, kept until a ballot has it: signing may be tried again.
  const issuer = useRef<IssuerKey | undefined>(undefined);
  const t = chair();
  const { roll, branch } = snapshot;
  const secret = ready?.secret === true;
  const number = nextNumber(snapshot.ballots.map(({ definition, state }) => ({ number: definition.number, state })));

  const open = async (): Promise<void> => {
    if (ready === null || roll === null) return;
    busy.value = true;
    problem.value = null;
    const { subject, mode, rule, method, trial, retakes, plan } = ready;
    const parts = { subject, mode, rule, method, trial, retakes, plan };
    const place = { branch: branch.id, meeting: meeting.id, number, roll: roll.roll };
    const key = secret ? await keyFor(live.slug, meeting.id, issuer) : noKey;
    const signed = key.ok
      ? await signStatement(
          buildBallot({ ...parts, ...place, issuer: key.value, openedAt: new Date().toISOString() }),
          me,
        )
      : key;
    const proposal = signed.ok ? await proposalOf(live.slug, meeting.id, ready) : signed;
    const answer =
      signed.ok && proposal.ok
        ? await call(
            'openBallot',
            { slug: live.slug, meeting: meeting.id },
            { proposal: proposal.value, subject, signed: signed.value },
          )
        : proposal;
    if (answer.ok || answer.problem.code === 'issuer.unknown') issuer.current = undefined;
    await live.refresh();
    if (answer.ok) {
      announce(t.opened(number));
      onClose();
    } else problem.value = answer.problem;
    busy.value = false;
  };

  return (
    <SignDialog
      open={ready !== null}
      title={
        secret
          ? chairSecret().openTitle(number)
          : ready?.trial === true
            ? t.openTrialTitle(number)
            : t.openTitle(number)
      }
      label={
        secret
          ? chairSecret().open
          : ready?.method === undefined || ready.trial === true
            ? t.open
            : t.openBy[ready.method]
      }
      busy={busy.value}
      problem={problem.value}
      reason={reason ?? obstacleInWords(snapshot)}
      onSign={() => void open()}
      onCancel={() => {
        problem.value = null;
        onClose();
      }}
    >
      {ready !== null && (
        <>
          <p>{t.openWhat}</p>
          <dl class="facts">
            <dt>{t.openText}</dt>
            <dd>{ready.what}</dd>
            <dt>{t.openHow}</dt>
            <dd>{ready.how}</dd>
            {ready.method !== 'unanimity' && ready.method !== 'acclamation' && (
              <>
                <dt>{t.openRule}</dt>
                <dd>
                  {ruleInWords(ready.rule, roll?.entitled ?? 0)}{' '}
                  {ready.rule.blanks === 'allowed' && ready.method !== 'against' && t.blanksAllowedToo}
                </dd>
              </>
            )}
            <dt>{t.openWho}</dt>
            <dd>{t.openEntitled(roll?.entitled ?? 0, roll?.version ?? 0)}</dd>
          </dl>
          {secret && <SecretWay />}
          <p class="muted">{t.openFreezes}</p>
        </>
      )}
    </SignDialog>
  );
}

/** What a secret ballot means for how the meeting goes. */
function SecretWay(): JSX.Element {
  const t = chairSecret();
  const stages = [
    [t.drawing, t.drawingAbout],
    [t.dropping, t.droppingAbout],
    [t.closing, t.closingAbout],
  ] as const;
  return (
    <div class="secret-way">
      <p>
        <strong>{t.way}</strong>
      </p>
      <ol>
        {stages.map(([name, about]) => (
          <li key={name}>
            <strong>{name}.</strong> {about}
          </li>
        ))}
      </ol>
      <p>{t.duration}</p>
    </div>
  );
}

const noKey: Result<undefined> = { ok: true, value: undefined };

/** The key of a secret ballot: the one that is kept, or a new one, which is kept then. */
async function keyFor(
  slug: string,
  meeting: string,
  kept: { current: IssuerKey | undefined },
): Promise<Result<IssuerKey>> {
  if (kept.current !== undefined) return { ok: true, value: kept.current };
  const made = await call('makeIssuer', { slug, meeting });
  if (!made.ok) return made;
  kept.current = made.value.issuer;
  return { ok: true, value: made.value.issuer };
}

/** The id of the proposal that a ballot belongs to; a motion is made one first. */
async function proposalOf(slug: string, meeting: string, { proposal }: Ready): Promise<Result<string>> {
  if ('id' in proposal) return { ok: true, value: proposal.id };
  const { motion, item } = proposal;
  const made = await call('submitProposal', { slug, meeting }, { item, ...motion, reason: '' });
  return made.ok ? { ok: true, value: made.value.proposal } : made;
}
