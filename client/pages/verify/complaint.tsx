import type { JSX } from 'preact';
import type { ComplaintReport, ComplaintStep } from '../../../server/rules/complaint.ts';
import { ToneMark } from '../../components/notice.tsx';
import { RefusalDetail } from '../../components/refusal-detail.tsx';
import { problems } from '../../i18n/problems.ts';
import { verify } from '../../i18n/verify.ts';
import { StepList } from './steps.tsx';

const steps: readonly ComplaintStep[] = ['format', 'ballot', 'paper', 'promise', 'missing'];

/** What became of a complaint about a secret ballot, where it was judged. */
export function complaintWords(complaint: ComplaintReport | undefined): string[] {
  const t = verify();
  if (complaint === undefined) return [];
  if (complaint.refusal !== undefined) return [`${t.complaintFails}: ${problems()[complaint.refusal.code][0]}`];
  if (complaint.unknownKey !== undefined) return [t.complaintUnknownKey];
  return [complaint.proves === 'promised' ? t.complaintProven : t.complaintSigned];
}

/**
 * The answer to a complaint: what it proves, each check, or why it was not judged.
 * @param unjudged why there is no answer, where there is none.
 */
export function ComplaintVerdict({
  complaint,
  anchored,
  unjudged,
}: {
  complaint: ComplaintReport | undefined;
  anchored: boolean;
  unjudged: string;
}): JSX.Element {
  const t = verify();
  if (complaint === undefined)
    return (
      <section class="verdict" data-color="warning" aria-label={t.complaint}>
        <ToneMark tone="warning" />
        <div class="verdict-words">
          <h2 class="verdict-title">{t.complaintWaits}</h2>
          <p>{unjudged}</p>
        </div>
      </section>
    );
  const { refusal, proves, unknownKey } = complaint;
  const tone = proves === 'promised' ? 'danger' : 'warning';
  const unproven = unknownKey === undefined ? t.complaintSignedAbout : t.complaintUnknownKeyAbout;
  const about = proves === 'promised' ? t.complaintProvenAbout : unproven;
  return (
    <>
      <section class="verdict" data-color={tone} aria-label={t.complaint}>
        <ToneMark tone={tone} />
        <div class="verdict-words">
          <h2 class="verdict-title">{complaintWords(complaint)[0]}</h2>
          <p>{refusal === undefined ? about : problems()[refusal.code][1]}</p>
          {refusal === undefined && unknownKey !== undefined && (
            <p>
              {t.complaintKey} <code>{unknownKey}</code>
            </p>
          )}
          {!anchored && <p>{t.complaintUnconfirmed}</p>}
          <p>{t.complaintSecret}</p>
          <RefusalDetail refusal={refusal} />
        </div>
      </section>
      <section class="verify-part">
        <StepList
          title={t.kind.complaint}
          names={steps.filter((name) => name !== 'promise' || proves !== 'signed')}
          words={t.complaintSteps}
          report={complaint}
        />
      </section>
    </>
  );
}
