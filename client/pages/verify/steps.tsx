import type { JSX } from 'preact';
import type { Report, Step } from '../../../server/rules/report.ts';
import type { EvidenceStep } from '../../../server/rules/verify-evidence.ts';
import type { ResolutionStep } from '../../../server/rules/verify-resolution.ts';
import { ToneMark } from '../../components/notice.tsx';
import { common } from '../../i18n/common.ts';
import { problems } from '../../i18n/problems.ts';
import { verify } from '../../i18n/verify.ts';
import type { Judgement } from '../../judge.ts';

const resolutionSteps: readonly ResolutionStep[] = [
  'format',
  'fields',
  'trust',
  'signature',
  'canonical',
  'issuer',
  'date',
  'sums',
  'attestations',
];
const evidenceSteps: readonly EvidenceStep[] = [
  'format',
  'resolution',
  'ballots',
  'rolls',
  'officers',
  'votes',
  'issues',
  'papers',
  'signatures',
  'count',
  'tally',
  'text',
];

/** Every check, with what it found and what that means; those that were not reached stand there as not checked. */
export function Steps({
  judgement: { verification, anchored },
  given,
}: {
  judgement: Judgement;
  given: { receipt: boolean; evidence: boolean };
}): JSX.Element {
  const t = verify();
  const { resolution, receipt, evidence } = verification;
  const asked = resolutionSteps.filter((name) => name !== 'date' || given.receipt);
  return (
    <section class="verify-part">
      <h2 class="ds-heading" data-size="sm">
        {anchored ? t.steps : t.stepsUnconfirmed}
      </h2>
      <StepList title={t.kind.resolution} names={asked} words={t.resolutionSteps} report={resolution} />
      {given.receipt && <StepList title={t.kind.receipt} names={['receipt']} words={t.receiptSteps} report={receipt} />}
      {given.evidence ? (
        <StepList
          title={t.kind.evidence}
          names={evidenceSteps.filter((name) => isAsked(name, evidence))}
          words={t.evidenceSteps}
          report={evidence}
        />
      ) : (
        <p class="muted">{t.evidenceNone}</p>
      )}
    </section>
  );
}

/** What concerns secret ballots alone is asked where there is one. */
function isAsked(name: EvidenceStep, report: Report<EvidenceStep> | undefined): boolean {
  return (name !== 'issues' && name !== 'papers') || report?.steps.some(({ name: done }) => done === 'issues') === true;
}

type Words = readonly [claim: string, meaning: string];

/** The checks of one file in their order. */
export function StepList<N extends string>({
  title,
  names,
  words,
  report,
}: {
  title: string;
  names: readonly N[];
  words: Readonly<Record<N, Words>>;
  report: Report<N> | undefined;
}): JSX.Element {
  return (
    <>
      <h3 class="ds-heading" data-size="xs">
        {title}
      </h3>
      <ol class="check-list">
        {names.map((name) => (
          <StepItem
            key={name}
            words={words[name]}
            step={report?.steps.find((step) => step.name === name)}
            report={report}
          />
        ))}
      </ol>
    </>
  );
}

function StepItem({
  words: [claim, meaning],
  step,
  report,
}: {
  words: Words;
  step: Step | undefined;
  report: Report | undefined;
}): JSX.Element {
  const t = verify();
  const state = step === undefined ? t.stepSkipped : step.ok ? t.stepHolds : t.stepFails;
  const code = step?.ok === false ? report?.refusal?.code : undefined;
  return (
    <li class="check" data-color={step === undefined ? 'neutral' : step.ok ? 'success' : 'danger'}>
      {step === undefined ? <span class="check-none" /> : <ToneMark tone={step.ok ? 'success' : 'danger'} />}
      <div class="check-words">
        <p class="check-claim">
          <span>{claim}</span> <span class="check-state">{state}</span>
        </p>
        {code !== undefined && <p class="check-fault">{problems()[code][0]}</p>}
        <details class="technical">
          <summary>
            {t.meaning} <span class="ds-sr-only">{claim}</span>
          </summary>
          <p>{meaning}</p>
          {step !== undefined && (
            <p>
              {common().detail}: <span lang="en">{step.detail}</span>
            </p>
          )}
        </details>
      </div>
    </li>
  );
}
