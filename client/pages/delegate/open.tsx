import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Me } from '../../../server/api/session.ts';
import type { BallotInfo, Snapshot } from '../../../server/api/snapshot.ts';
import { isByPhone, isUncounted } from '../../../server/rules/ballot.ts';
import type { Marks } from '../../../server/rules/formats.ts';
import { announce } from '../../components/announcer.tsx';
import { Notice } from '../../components/notice.tsx';
import { part } from '../../components/part.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { delegate } from '../../i18n/delegate.ts';
import { methods } from '../../i18n/delegate-methods.ts';
import { clock } from '../../i18n/numbers.ts';
import type { Live } from '../../live.ts';
import { paperOf, setMarks } from '../../marks.ts';
import { keptVote } from '../../outbox.ts';
import { Delivered, Refused, Undelivered } from './delivery.tsx';
import { whyNot } from './here.tsx';
import { Count, counts, Hands, Unanimity } from './in-hall.tsx';
import { Marking } from './marking.tsx';
import { subjectName } from './subject.tsx';

const SecretVote = part(() => import('./secret.tsx'));

export interface OpenBallotProps {
  live: Live;
  snapshot: Snapshot;
  ballot: BallotInfo;
  me: Me;
  /** The ballot opened while the page was shown: it takes the focus and is read out. */
  fresh: boolean;
}

/** A ballot that is open, or stopped and not yet closed. */
export function OpenBallot(props: OpenBallotProps): JSX.Element {
  const { live, snapshot, ballot, me, fresh } = props;
  const t = delegate();
  const title = subjectName(snapshot, ballot);
  // Whoever writes keeps the focus, and hears of the ballot.
  const focus = useRef(fresh && !isWriting()).current;
  useEffect(() => {
    // Ahead, so that a vote that was taken in is seen to be at once.
    void import('../../promise.ts').then(({ prepare }) => prepare(live.slug)).catch(() => undefined);
    if (fresh) announce(t.ballotIsOpenOn(title), 'assertive');
  }, []);
  return (
    <section class="ballot" aria-label={t.ballotNumber(ballot.definition.number)}>
      <header class="ballot-head">
        <p class="ballot-sign">{signOf(ballot)}</p>
        <StepHeading focus={focus}>{title}</StepHeading>
      </header>
      <Circumstances snapshot={snapshot} ballot={ballot} />
      <Voting {...props} />
      {counts(ballot, me) && <Count live={live} ballot={ballot} me={me} />}
    </section>
  );
}

function signOf({ state, secret }: BallotInfo): string {
  if (state !== 'open') return delegate().stopped;
  return secret === null ? delegate().ballotOpen : methods().secret;
}

function isWriting(): boolean {
  return document.activeElement?.matches('textarea, input:not([type="radio"])') === true;
}

/** What sets the ballot apart: a trial, a roll call, one taken again, hands that are counted beside the phones. */
function Circumstances({ snapshot, ballot }: { snapshot: Snapshot; ballot: BallotInfo }): JSX.Element {
  const t = methods();
  const before = snapshot.ballots.find(({ id }) => id === ballot.retakes);
  const byPhone = isByPhone(ballot.definition);
  return (
    <>
      {ballot.trial && (
        <Notice tone="warning" title={t.trial}>
          <p>{t.trialNext}</p>
        </Notice>
      )}
      {ballot.method === 'rollcall' && (
        <Notice tone="info" title={t.rollcall}>
          <p>{t.rollcallNext}</p>
        </Notice>
      )}
      {before !== undefined && <p>{t.retakes(before.definition.number)}</p>}
      {byPhone && ballot.withoutPasskey > 0 && (
        <p class="muted small">{(ballot.secret === null ? t.handsToo : t.papersToo)(ballot.withoutPasskey)}</p>
      )}
    </>
  );
}

/** What there is to do in the ballot, by its method and by whether the delegate is on its roll. */
function Voting(props: OpenBallotProps): JSX.Element {
  const { live, snapshot, ballot, me } = props;
  if (isUncounted(ballot.definition)) return <Unanimity live={live} snapshot={snapshot} ballot={ballot} />;
  if (!ballot.mine) return <NotMine ballot={ballot} me={me} />;
  if (!ballot.keyed && isByPhone(ballot.definition)) return <LateKey />;
  if (ballot.secret !== null) return <SecretVote {...props} />;
  return isByPhone(ballot.definition) ? <Vote {...props} /> : <Hands snapshot={snapshot} ballot={ballot} me={me} />;
}

function NotMine({ ballot, me }: { ballot: BallotInfo; me: Me }): JSX.Element {
  const t = delegate();
  return (
    <Notice tone="warning" title={ballot.state === 'open' ? t.cannotVote : t.stopped}>
      <p>{whyNot(me) ?? t.lateArrival}</p>
    </Notice>
  );
}

/** That the delegate's passkey came after the roll, so that the tellers count them. */
function LateKey(): JSX.Element {
  const t = methods();
  return (
    <Notice tone="warning" title={t.lateKey}>
      <p>{t.lateKeyNext}</p>
    </Notice>
  );
}

/** Where the delegate's own vote stands: on the paper, to be signed, on its way, delivered, refused. */
function Vote({ live, snapshot, ballot, me, fresh }: OpenBallotProps): JSX.Element {
  const changing = useSignal(false);
  const acted = useSignal(false);
  const t = delegate();
  const kept = keptVote(ballot.id, me.member);
  const revision = Math.max(ballot.vote?.revision ?? 0, kept?.state === 'delivered' ? kept.vote.statement.revision : 0);

  useEffect(() => {
    if (kept?.state === 'undelivered') announce(t.notDelivered, 'assertive');
    if (kept?.state === 'delivered' && kept.deliveredAt !== null && acted.value)
      announce(t.delivered(clock(kept.deliveredAt, true)));
  }, [kept?.state, kept?.deliveredAt]);

  const change = (from: Marks | undefined): void => {
    if (from !== undefined) setMarks(paperOf(live.slug, ballot.id, me.member), from);
    acted.value = true;
    changing.value = true;
  };

  if (kept?.code === 'promise.wrong') return <Refused kept={kept} />;
  if (kept?.state === 'sending' || kept?.state === 'undelivered') {
    return <Undelivered kept={kept} ballot={ballot} />;
  }
  if (ballot.state === 'open' && (changing.value || (revision === 0 && kept?.state !== 'refused'))) {
    return (
      <Marking
        live={live}
        snapshot={snapshot}
        ballot={ballot}
        me={me}
        revision={revision}
        onActed={() => {
          acted.value = true;
        }}
        onDone={() => {
          changing.value = false;
        }}
      />
    );
  }
  if (kept?.state === 'refused' && kept.vote.statement.revision > (ballot.vote?.revision ?? 0)) {
    return <Refused kept={kept} onAgain={ballot.state === 'open' ? () => change(ballot.vote?.marks) : undefined} />;
  }
  if (revision === 0) {
    return (
      <Notice tone="info" title={t.stopped}>
        <p>{t.stoppedNext}</p>
      </Notice>
    );
  }
  return (
    <Delivered
      ballot={ballot}
      kept={kept}
      focus={acted.value && !fresh}
      onChange={() => change(ballot.vote?.marks ?? kept?.vote.statement.marks)}
    />
  );
}
