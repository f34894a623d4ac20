import type { JSX } from 'preact';
import type { BoxStep } from '../../../server/rules/verify-box.ts';
import { ToneMark } from '../../components/notice.tsx';
import { problems } from '../../i18n/problems.ts';
import { verify } from '../../i18n/verify.ts';
import type { BoxJudgement } from '../../judge.ts';
import { ComplaintVerdict, complaintWords } from './complaint.tsx';
import { LimitList } from './limits.tsx';
import { TrustPath } from './path.tsx';
import { StepList } from './steps.tsx';
import { Fails, Unconfirmed } from './verdict.tsx';

const steps: readonly BoxStep[] = [
  'format',
  'fields',
  'trust',
  'signature',
  'canonical',
  'issuer',
  'ballot',
  'papers',
  'count',
];

/** The answers in a few words, for those who listen. */
export function boxWords({ boxed: { refusal, complaint }, anchored }: BoxJudgement): string[] {
  const t = verify();
  if (refusal !== undefined) return [`${t.fails}: ${problems()[refusal.code][0]}`];
  return [anchored ? t.boxHolds : t.unconfirmed, ...complaintWords(complaint)];
}

/** The answer to the box of a secret ballot, and to a complaint about it. */
export function BoxAnswer({ judgement, complained }: { judgement: BoxJudgement; complained: boolean }): JSX.Element {
  const t = verify();
  const { boxed, anchored, claimed } = judgement;
  const { box, complaint, refusal } = boxed;
  const tone = boxed.ok ? (anchored ? 'success' : 'warning') : 'danger';
  const answer = complained && (
    <ComplaintVerdict complaint={complaint} anchored={anchored} unjudged={t.complaintUnjudgedBox} />
  );
  const proven = complaint?.proves === 'promised';
  return (
    <>
      {proven && answer}
      <section class="verdict" data-color={tone} aria-label={t.verdict}>
        <ToneMark tone={tone} />
        <div class="verdict-words">
          {!boxed.ok && <Fails refusal={refusal} />}
          {boxed.ok && !anchored && <Unconfirmed claimed={claimed} />}
          {boxed.ok && anchored && (
            <>
              <h2 class="verdict-title">{t.boxHolds}</h2>
              {box.payload !== undefined && (
                <p>{t.boxAbout(box.payload.papers.length, box.trusted?.leaf.name ?? box.payload.branch)}</p>
              )}
              <TrustPath trusted={box.trusted} />
            </>
          )}
        </div>
      </section>
      {!proven && answer}
      <section class="verify-part">
        <h2 class="ds-heading" data-size="sm">
          {anchored ? t.steps : t.stepsUnconfirmed}
        </h2>
        <StepList title={t.kind.box} names={steps} words={t.boxSteps} report={box} />
      </section>
      <LimitList limits={[t.limitBoxChair, t.limitBoxDrawn, t.limitRoll]} />
    </>
  );
}
