import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import type { BallotInfo } from '../../../server/api/snapshot.ts';
import type { SlipStep } from '../../../server/rules/slip.ts';
import { Button } from '../../components/button.tsx';
import { Notice, ToneMark } from '../../components/notice.tsx';
import { RefusalDetail } from '../../components/refusal-detail.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { secret as words } from '../../i18n/delegate-secret.ts';
import { problems } from '../../i18n/problems.ts';
import type { Live } from '../../live.ts';
import { phonesOf } from '../../phones.ts';
import type { Problem } from '../../problem.ts';
import { carryNow, serverNow, type Trouble } from '../../secret/carry.ts';
import { giveUp, placeOf, type Slip } from '../../secret/slips.ts';
import { MarksInWords } from './summary.tsx';

/** What becomes of a paper that the delegate has signed for: stamped, waiting, in the box, or what stands in its way. */
export function SlipCard({
  live,
  ballot,
  slip,
  step,
  trouble,
  focus,
  onAnew,
}: {
  live: Live;
  ballot: BallotInfo;
  slip: Slip;
  step: SlipStep;
  trouble: Trouble | undefined;
  /** The delegate's own action brought it: its heading takes the focus. */
  focus: boolean;
  /** Has given the paper up, since it was refused, to fill in another. */
  onAnew: () => void;
}): JSX.Element {
  const t = words();
  if (step === 'rest' && slip.dropPromise === null) {
    return (
      <Notice tone="danger" role="alert" title={t.missed}>
        <p>{t.missedNext}</p>
      </Notice>
    );
  }
  if (trouble?.step === step)
    return <Stuck live={live} ballot={ballot} slip={slip} trouble={trouble} onAnew={onAnew} />;
  if (step === 'draw') {
    return (
      <p class="card delivering" role="status">
        {t.drawing}
      </p>
    );
  }
  const dropped = slip.dropPromise !== null;
  return (
    <div class={dropped ? 'card delivered' : 'card'} data-color={dropped ? 'success' : undefined}>
      {dropped ? (
        <div class="delivered-head">
          <ToneMark tone="success" />
          <StepHeading focus={false}>{t.dropped}</StepHeading>
        </div>
      ) : (
        <StepHeading focus={focus}>{ballot.secret?.window ? t.dropping : t.drawn}</StepHeading>
      )}
      <ol class="slip-steps">
        <Step state="done">{t.stepDrawn}</Step>
        <Step state={dropped ? 'done' : 'now'}>{dropped ? t.stepDropped : t.stepDrop}</Step>
        <Step state="later">{t.stepCount}</Step>
      </ol>
      {dropped ? <p>{t.droppedNext}</p> : <Waiting live={live} ballot={ballot} />}
      <ShownMarks ballot={ballot} slip={slip} />
    </div>
  );
}

/** What the paper waits for, and that the page is to be kept open meanwhile. */
function Waiting({ live, ballot }: { live: Live; ballot: BallotInfo }): JSX.Element {
  const t = words();
  const { window = null, drawn = 0 } = ballot.secret ?? {};
  const late = window !== null && serverNow(live) > window.closesAt;
  return (
    <>
      <p>{window === null ? t.drawnNext : late ? t.droppingLate : t.droppingNext(minutesOf(window))}</p>
      <p>
        <strong>{t.keepOpen}</strong>
      </p>
      {window === null && <p class="muted small">{t.drawnOf(drawn, phonesOf(ballot))}</p>}
    </>
  );
}

/** How long papers are dropped, in minutes, no less than one. */
function minutesOf({ opensAt, closesAt }: { opensAt: string; closesAt: string }): number {
  return Math.max(1, Math.ceil((Date.parse(closesAt) - Date.parse(opensAt)) / 60_000));
}

function Step({ state, children }: { state: 'done' | 'now' | 'later'; children: string }): JSX.Element {
  const t = words();
  return (
    <li data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
      {state !== 'later' && <span class="ds-sr-only">{state === 'done' ? t.stepDone : t.stepNow} </span>}
      {children}
    </li>
  );
}

/** What the paper says, folded away: others may look at the phone. */
export function ShownMarks({ ballot, slip }: { ballot: BallotInfo; slip: Slip }): JSX.Element {
  return (
    <details class="reading">
      <summary>{words().showMarks}</summary>
      <MarksInWords ballot={ballot} marks={slip.paper.marks} />
    </details>
  );
}

/** What stands in the paper's way, and the way to try again. */
function Stuck({
  live,
  ballot,
  slip,
  trouble,
  onAnew,
}: {
  live: Live;
  ballot: BallotInfo;
  slip: Slip;
  trouble: Trouble;
  onAnew: () => void;
}): JSX.Element {
  const t = words();
  const drawing = trouble.step === 'draw';
  const over = !drawing && ballot.secret?.window != null && serverNow(live) > ballot.secret.window.closesAt;
  if (!trouble.again) {
    return (
      <Refusal title={drawing ? t.drawRefused : t.dropRefused} problem={trouble.problem}>
        {drawing && canDraw(ballot) && <Anew live={live} ballot={ballot} slip={slip} onAnew={onAnew} />}
      </Refusal>
    );
  }
  const signIn = trouble.problem.code === 'session.missing' || trouble.problem.code === 'signature.signer';
  return (
    <Notice tone="danger" title={drawing ? t.notDrawn : t.notDropped}>
      <p>{drawing ? (signIn ? t.notDrawnSession : t.notDrawnNext) : t.notDroppedNext}</p>
      {over && <p>{t.notDroppedLate}</p>}
      <div class="actions">
        <Button variant="secondary" color="danger" onClick={() => carryNow(live, placeOf(slip))}>
          {drawing ? t.drawNow : t.dropNow}
        </Button>
      </div>
    </Notice>
  );
}

/** Whether papers are drawn in a ballot, and the delegate has drawn none. */
function canDraw({ state, secret }: BallotInfo): boolean {
  return state === 'open' && secret !== null && secret.window === null && secret.mine === null;
}

/** The way on from a paper that was refused at the drawing: another one, which may be signed with another passkey. */
function Anew({
  live,
  ballot: { id },
  slip,
  onAnew,
}: {
  live: Live;
  ballot: BallotInfo;
  slip: Slip;
  onAnew: () => void;
}): JSX.Element {
  const t = words();
  const busy = useSignal(false);
  const start = async (): Promise<void> => {
    busy.value = true;
    // the paper may have been drawn meanwhile
    await live.refresh();
    const ballot = live.snapshot.value?.ballots.find((one) => one.id === id);
    if (live.problem.value === null && ballot !== undefined && canDraw(ballot)) {
      onAnew();
      await giveUp(slip);
    }
    busy.value = false;
  };
  return (
    <>
      <p>{t.anewAbout}</p>
      <div class="actions">
        <Button color="danger" busy={busy.value} onClick={() => void start()}>
          {t.anew}
        </Button>
      </div>
    </>
  );
}

function Refusal({
  title,
  problem,
  children,
}: {
  title: string;
  problem: Problem;
  children: ComponentChildren;
}): JSX.Element {
  const [what, next] = problems()[problem.code];
  return (
    <Notice tone="danger" role="alert" title={title}>
      <p>
        {what} {next}
      </p>
      {children}
      <RefusalDetail refusal={problem} />
    </Notice>
  );
}
