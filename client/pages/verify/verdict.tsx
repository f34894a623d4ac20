import type { JSX } from 'preact';
import type { Refusal } from '../../../server/rules/refusals.ts';
import { Fingerprint } from '../../components/fingerprint.tsx';
import { ToneMark } from '../../components/notice.tsx';
import { RefusalDetail } from '../../components/refusal-detail.tsx';
import { problems } from '../../i18n/problems.ts';
import { verify } from '../../i18n/verify.ts';
import type { Anchoring, Judgement } from '../../judge.ts';
import { TrustPath } from './path.tsx';

/** The answer in two or three words, for the page and for those who listen. */
export function verdictOf({ verification, anchored }: Judgement): string {
  const t = verify();
  const { refusal } = verification;
  if (refusal !== undefined) return `${t.fails}: ${problems()[refusal.code][0]}`;
  return anchored ? t.holds : t.unconfirmed;
}

/** The answer first, in large words, then why, and what to do. */
export function Verdict({ judgement }: { judgement: Judgement }): JSX.Element {
  const t = verify();
  const { verification, anchored, claimed } = judgement;
  const tone = verification.ok ? (anchored ? 'success' : 'warning') : 'danger';
  return (
    <section class="verdict" data-color={tone} aria-label={t.verdict}>
      <ToneMark tone={tone} />
      <div class="verdict-words">
        {verification.ok ? anchored ? <Holds judgement={judgement} /> : <Unconfirmed claimed={claimed} /> : null}
        {!verification.ok && <Fails refusal={verification.refusal} />}
      </div>
    </section>
  );
}

function Holds({ judgement: { verification, signatures } }: { judgement: Judgement }): JSX.Element {
  const t = verify();
  const { payload, trusted } = verification.resolution;
  return (
    <>
      <h2 class="verdict-title">{t.holds}</h2>
      {payload !== undefined && <p>{t.holdsAbout(payload.number, trusted?.leaf.name ?? payload.branch)}</p>}
      <TrustPath trusted={trusted} />
      {verification.evidence?.ok === true && <p>{t.holdsEvidence(signatures)}</p>}
    </>
  );
}

/** The first thing that does not hold, and what to do. */
export function Fails({ refusal }: { refusal: Refusal | undefined }): JSX.Element {
  const t = verify();
  const [what, next] = refusal === undefined ? [t.broken, ''] : problems()[refusal.code];
  return (
    <>
      <h2 class="verdict-title">{`${t.fails}: ${what}`}</h2>
      <p>{next}</p>
      <RefusalDetail refusal={refusal} />
    </>
  );
}

/** That a file holds by its own key alone, and where the key to trust is. */
export function Unconfirmed({ claimed }: Pick<Anchoring, 'claimed'>): JSX.Element {
  const t = verify();
  return (
    <>
      <h2 class="verdict-title">{t.unconfirmed}</h2>
      <p>{t.unconfirmedAbout}</p>
      {claimed !== undefined && (
        <>
          <p>{t.unconfirmedNext(claimed.name)}</p>
          <p>
            {t.keyAt}{' '}
            <a class="ds-link" href={`${claimed.id}/jwks.json`} target="_blank" rel="noreferrer">
              {`${claimed.id}/jwks.json`}
            </a>{' '}
            {t.keyPrint} <Fingerprint hash={claimed.key.kid} />
          </p>
        </>
      )}
    </>
  );
}
