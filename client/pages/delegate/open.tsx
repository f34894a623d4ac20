import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Me } from '../../../server/api/session.ts';
import type { BallotInfo, Snapshot } from '../../../server/api/snapshot.ts';
import type { Marks } from '../../../server/rules/statements.ts';
import { checkPaper } from '../../checks.ts';
import { announce } from '../../components/announcer.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { delegate } from '../../i18n/delegate.ts';
import { clock } from '../../i18n/numbers.ts';
import type { Live } from '../../live.ts';
import { clearMarks, marksOf, setMarks } from '../../marks.ts';
import { hand, keptVote } from '../../outbox.ts';
import type { Problem } from '../../problem.ts';
import { prepare } from '../../promise.ts';
import { signStatement } from '../../sign.ts';
import { Delivered, Refused, Undelivered } from './delivery.tsx';
import { isMarked, Paper } from './paper.tsx';
import { Summary } from './summary.tsx';

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
  const step = useSignal<'paper' | 'summary'>('paper');
  const changing = useSignal(false);
  const acted = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = delegate();
  const { definition } = ballot;
  const kept = keptVote(ballot.id, me.member);
  const revision = Math.max(ballot.vote?.revision ?? 0, kept?.state === 'delivered' ? kept.vote.statement.revision : 0);
  const marks = marksOf(ballot.id);

  useEffect(() => {
    if (kept?.state === 'undelivered') announce(t.notDelivered, 'assertive');
    if (kept?.state === 'delivered' && kept.deliveredAt !== null && acted.value)
      announce(t.delivered(clock(kept.deliveredAt, true)));
  }, [kept?.state, kept?.deliveredAt]);

  const sign = async (): Promise<void> => {
    problem.value = null;
    const paper = checkPaper(snapshot, ballot);
    if (!paper.ok) {
      problem.value = paper.problem;
      return;
    }
    busy.value = true;
    const statement = {
      typ: 'vedtak/vote/1' as const,
      ballot: ballot.id,
      delegate: me.member,
      revision: revision + 1,
      marks: marks.value,
    };
    const signed = await signStatement(statement, me);
    if (signed.ok) {
      const handed = hand(live.slug, signed.value);
      changing.value = false;
      step.value = 'paper';
      const { state } = await handed;
      if (state === 'delivered') clearMarks(ballot.id);
      if (state !== 'undelivered') await live.refresh();
    } else {
      problem.value = signed.problem;
    }
    busy.value = false;
  };
  const change = (from: Marks | undefined): void => {
    if (from !== undefined) setMarks(ballot.id, from);
    acted.value = true;
    changing.value = true;
  };

  if (kept?.state === 'sending' || kept?.state === 'undelivered') {
    return <Undelivered kept={kept} definition={definition} stopped={ballot.state === 'stopped'} />;
  }
  if (ballot.state === 'open' && (revision === 0 || changing.value) && (kept?.state !== 'refused' || changing.value)) {
    const paper = checkPaper(snapshot, ballot);
    if (!paper.ok) return <ProblemBox problem={paper.problem} />;
    if (step.value === 'summary' && isMarked(definition, marks.value)) {
      return (
        <Summary
          title={paper.value.content.title}
          definition={definition}
          marks={marks.value}
          busy={busy.value}
          problem={problem.value}
          onSign={() => void sign()}
          onBack={() => {
            step.value = 'paper';
          }}
        />
      );
    }
    return (
      <Paper
        ballot={ballot}
        content={paper.value.content}
        marks={marks.value}
        changing={revision > 0}
        onMark={(next) => setMarks(ballot.id, next)}
        onKeep={() => {
          changing.value = false;
          clearMarks(ballot.id);
        }}
        onGoOn={() => {
          acted.value = true;
          problem.value = null;
          step.value = 'summary';
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
