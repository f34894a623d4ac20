import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Me } from '../../../server/api/session.ts';
import type { BallotInfo, Snapshot } from '../../../server/api/snapshot.ts';
import { checkPaper } from '../../checks.ts';
import { ProblemBox } from '../../components/problem-box.tsx';
import { methods } from '../../i18n/delegate-methods.ts';
import type { Live } from '../../live.ts';
import { clearMarks, marksOf, paperOf, setMarks } from '../../marks.ts';
import { hand } from '../../outbox.ts';
import type { Problem } from '../../problem.ts';
import { signStatement } from '../../sign.ts';
import { isMarked, Paper } from './paper.tsx';
import { subjectName } from './subject.tsx';
import { Summary } from './summary.tsx';

/** What somebody must know before they sign. */
function noteOn({ trial, method }: BallotInfo): string | undefined {
  if (trial) return methods().trial;
  return method === 'rollcall' ? methods().rollcallNext : undefined;
}

/** Filling in the paper, seeing what it says, and signing it. `revision` is that of the vote that stands; 0 for none. */
export function Marking({
  live,
  snapshot,
  ballot,
  me,
  revision,
  onActed,
  onDone,
}: {
  live: Live;
  snapshot: Snapshot;
  ballot: BallotInfo;
  me: Me;
  revision: number;
  /** The delegate went on from the paper. */
  onActed: () => void;
  /** A vote is signed and handed over, or the old one is kept. */
  onDone: () => void;
}): JSX.Element {
  const step = useSignal<'paper' | 'summary'>('paper');
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const key = paperOf(live.slug, ballot.id, me.member);
  const marks = marksOf(key).value;
  const { definition } = ballot;
  const paper = checkPaper(snapshot, ballot);
  if (!paper.ok) return <ProblemBox problem={paper.problem} />;
  const proposal = paper.value;

  const sign = async (): Promise<void> => {
    busy.value = true;
    problem.value = null;
    const statement = {
      typ: 'vedtak/vote/1' as const,
      ballot: ballot.id,
      delegate: me.member,
      revision: revision + 1,
      marks,
    };
    const signed = await signStatement(statement, me);
    busy.value = false;
    if (!signed.ok) {
      problem.value = signed.problem;
      return;
    }
    const handed = hand(live.slug, signed.value);
    onDone();
    const { state } = await handed;
    if (state === 'delivered') clearMarks(key);
    if (state !== 'undelivered') await live.refresh();
  };

  if (step.value === 'summary' && isMarked(definition, marks)) {
    return (
      <Summary
        title={subjectName(snapshot, ballot)}
        ballot={ballot}
        marks={marks}
        note={noteOn(ballot)}
        busy={busy.value}
        problem={problem.value}
        offline={live.connection.value === 'offline'}
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
      proposal={proposal}
      marks={marks}
      changing={revision > 0}
      onMark={(next) => setMarks(key, next)}
      onKeep={() => {
        clearMarks(key);
        onDone();
      }}
      onGoOn={() => {
        problem.value = null;
        step.value = 'summary';
        onActed();
      }}
    />
  );
}
