import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { SecretInfo } from '../../../server/api/secret.ts';
import type { Me } from '../../../server/api/session.ts';
import type { BallotInfo, Snapshot } from '../../../server/api/snapshot.ts';
import { smallBox } from '../../../server/rules/box.ts';
import { checkPaper } from '../../checks.ts';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { secret as words } from '../../i18n/delegate-secret.ts';
import type { Live } from '../../live.ts';
import { clearMarks, marksOf, paperOf, setMarks } from '../../marks.ts';
import { phonesOf } from '../../phones.ts';
import { localProblem, type Problem } from '../../problem.ts';
import { prepareBlinder } from '../../secret/blinder.ts';
import { fillIn, signIssue } from '../../secret/drawing.ts';
import { keepFirst, type Slip, takeBack } from '../../secret/slips.ts';
import { isMarked, Paper } from './paper.tsx';
import { subjectName } from './subject.tsx';
import { Summary } from './summary.tsx';

/** The warning, with the number, that so few papers hide nobody. Nothing where they are enough. */
export function few(number: number, title: (number: number) => string, next: string): JSX.Element | null {
  if (number >= smallBox) return null;
  return (
    <Notice tone="warning" title={title(number)}>
      <p>{next}</p>
    </Notice>
  );
}

/**
 * Filling in a secret paper, seeing what it says, and having it drawn: it is blinded while the summary is read, kept on the
 * device, and only then the passkey is asked for.
 */
export function FillIn({
  live,
  snapshot,
  ballot,
  me,
  secret,
  slip,
  onActed,
}: {
  live: Live;
  snapshot: Snapshot;
  ballot: BallotInfo;
  me: Me;
  secret: SecretInfo;
  /** The paper that is kept and not yet signed; this tab or another has filled it in. */
  slip: Slip | undefined;
  onActed: () => void;
}): JSX.Element | null {
  const t = words();
  const step = useSignal<'paper' | 'summary'>('paper');
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const overtaken = useSignal(false);
  const filled = useRef<Promise<Slip> | undefined>(undefined);
  const key = paperOf(live.slug, ballot.id, me.member);
  const marks = slip?.paper.marks ?? marksOf(key).value;
  useEffect(() => {
    if (step.value === 'paper') prepareBlinder();
  }, [step.value]);
  const { definition } = ballot;
  const { issuer } = definition;
  const paper = checkPaper(snapshot, ballot);
  if (!paper.ok) return <ProblemBox problem={paper.problem} />;
  if (issuer === undefined) return null;

  const prepare = (): Promise<Slip> => {
    const made = fillIn({ slug: live.slug, ballot: ballot.id, issuer, delegate: me.member }, marks);
    made.catch(() => undefined);
    return made;
  };
  const sign = async (): Promise<void> => {
    busy.value = true;
    problem.value = null;
    try {
      const mine = slip ?? (await (filled.current ?? prepare()));
      const kept = await keepFirst(mine);
      overtaken.value = kept.blinded !== mine.blinded;
      if (overtaken.value) return;
      const signed = await signIssue(kept, me);
      if (signed.ok) {
        clearMarks(key);
        void navigator.storage?.persist?.().catch(() => undefined);
      } else problem.value = signed.problem;
    } catch (error) {
      filled.current = undefined;
      problem.value = localProblem('network', String(error)).problem;
    } finally {
      busy.value = false;
    }
  };
  const goBack = async (): Promise<void> => {
    problem.value = null;
    overtaken.value = false;
    filled.current = undefined;
    step.value = 'paper';
    if (slip === undefined) return;
    setMarks(key, slip.paper.marks);
    await takeBack(slip);
  };

  if (slip !== undefined || (step.value === 'summary' && isMarked(definition, marks))) {
    const title = subjectName(snapshot, ballot);
    return (
      <>
        {overtaken.value && <Notice tone="info" role="status" title={t.otherWindow} />}
        <Summary
          title={title}
          words={{ heading: t.summary, of: t.summaryOf(title), sign: t.sign, offline: t.offline }}
          ballot={ballot}
          marks={marks}
          note={t.noChange}
          busy={busy.value}
          problem={problem.value}
          offline={live.connection.value === 'offline'}
          onSign={() => void sign()}
          onBack={() => void goBack()}
        />
      </>
    );
  }
  return (
    <>
      <Notice tone="info" title={t.about}>
        <ol class="slip-how">
          {t.steps.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
      </Notice>
      <Paper
        ballot={ballot}
        proposal={paper.value}
        marks={marks}
        turnout={t.drawnOf(secret.drawn, phonesOf(ballot))}
        onMark={(next) => setMarks(key, next)}
        onGoOn={() => {
          problem.value = null;
          step.value = 'summary';
          filled.current = prepare();
          onActed();
        }}
      />
    </>
  );
}
