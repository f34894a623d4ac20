import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Me } from '../../../server/api/session.ts';
import type { BallotInfo, Snapshot } from '../../../server/api/snapshot.ts';
import type { Marks } from '../../../server/rules/statements.ts';
import { announce } from '../../components/announcer.tsx';
import { Notice } from '../../components/notice.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { delegate } from '../../i18n/delegate.ts';
import { clock } from '../../i18n/numbers.ts';
import type { Live } from '../../live.ts';
import { setMarks } from '../../marks.ts';
import { keptVote } from '../../outbox.ts';
import { prepare } from '../../promise.ts';
import { Delivered, Refused, Undelivered } from './delivery.tsx';
import { Marking, paperOf } from './marking.tsx';

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
  const { title } = snapshot.proposals.find(({ id }) => id === ballot.proposal)?.content ?? { title: '' };
  useEffect(() => {
    prepare(live.slug);
    if (fresh) announce(t.ballotIsOpenOn(title), 'assertive');
  }, []);
  return (
    <section class="ballot" aria-label={t.ballotNumber(ballot.definition.number)}>
      <header class="ballot-head">
        <p class="ballot-sign">{ballot.state === 'open' ? t.ballotOpen : t.stopped}</p>
        <StepHeading focus={fresh}>{title}</StepHeading>
      </header>
      {ballot.mine ? <Vote {...props} /> : <NotMine ballot={ballot} me={me} />}
    </section>
  );
}

function NotMine({ ballot, me }: { ballot: BallotInfo; me: Me }): JSX.Element {
  const t = delegate();
  return (
    <Notice tone="warning" title={ballot.state === 'open' ? t.cannotVote : t.stopped}>
      <p>{me.checkedIn ? t.lateArrival : t.notPresent}</p>
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
    if (from !== undefined) setMarks(paperOf(ballot, me), from);
    acted.value = true;
    changing.value = true;
  };

  if (kept?.code === 'promise.wrong') return <Refused kept={kept} />;
  if (kept?.state === 'sending' || kept?.state === 'undelivered') {
    return <Undelivered kept={kept} definition={ballot.definition} stopped={ballot.state === 'stopped'} />;
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
