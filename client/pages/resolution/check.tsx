import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Published } from '../../../server/api/county.ts';
import { hashOf } from '../../../server/rules/canonical.ts';
import { statementOf } from '../../../server/rules/resolution.ts';
import { announce } from '../../components/announcer.tsx';
import { Fingerprint } from '../../components/fingerprint.tsx';
import { Notice } from '../../components/notice.tsx';
import { RefusalDetail } from '../../components/refusal-detail.tsx';
import { problems } from '../../i18n/problems.ts';
import { resolution } from '../../i18n/resolution.ts';
import type { Judgement } from '../../judge.ts';
import { Verifier } from '../../verifier.ts';

/** `judged` says whether the page shows what the file says; `none` that the check could not be made. */
type State = { kind: 'checking' } | { kind: 'none' } | { kind: 'judged'; judgement: Judgement; same: boolean };

/**
 * Verifies, in the browser, the signed file that the page is about. The trusted key is the one that the file itself
 * names, so what is shown says that it holds together, and how to be sure of the key.
 */
export function Check({ published, files }: { published: Published; files: string }): JSX.Element {
  const state = useSignal<State>({ kind: 'checking' });
  const { resolution: hash, payload, received } = published;
  useEffect(() => {
    let verifier: Verifier | undefined;
    const check = async (): Promise<void> => {
      verifier = new Verifier();
      const [file, receipt] = await Promise.all([
        textAt(`${files}.jws`),
        received === null ? undefined : textAt(`${files}/receipt.jws`),
      ]);
      const judgement = await verifier.judge({ resolution: file, receipt });
      const same = judgement.verification.resolution.hash === hash && hashOf(statementOf(payload)) === hash;
      state.value = { kind: 'judged', judgement, same };
      const t = resolution();
      announce(judgement.verification.ok && same ? t.checkedTitle : t.checkFailed);
    };
    check().catch(() => {
      state.value = { kind: 'none' };
    });
    return () => verifier?.stop();
  }, [files, hash, received, state]);
  return (
    <section class="no-print">
      <CheckResult state={state.value} />
    </section>
  );
}

async function textAt(address: string): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  return answer.text();
}

function CheckResult({ state }: { state: State }): JSX.Element {
  const t = resolution();
  const verify = (
    <a class="ds-link" href="/verify">
      {t.verifyLink}
    </a>
  );
  if (state.kind === 'checking') return <p class="muted">{t.checking}</p>;
  if (state.kind === 'none') {
    return (
      <Notice tone="neutral" title={t.checkNone}>
        <p>{t.checkNoneNext}</p>
        <p>{verify}</p>
      </Notice>
    );
  }
  const { judgement, same } = state;
  const { ok, refusal, receipt } = judgement.verification;
  if (!ok || !same) {
    const [what, next] = refusal === undefined ? [t.checkOther, t.checkOtherNext] : problems()[refusal.code];
    return (
      <Notice tone="danger" title={`${t.checkFailed}. ${what}`}>
        <p>{next}</p>
        <RefusalDetail refusal={refusal} />
        <p>{verify}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="success" title={t.checkedTitle}>
      <p>
        {t.checked} {receipt?.ok === true && t.checkedReceipt}
      </p>
      {judgement.claimed !== undefined && (
        <>
          <p>
            {t.anchorLead(judgement.claimed.name)} {t.anchorNext}
          </p>
          <p>
            <span class="muted small">{t.anchorKey}</span>
            <Fingerprint hash={judgement.claimed.key.kid} />
          </p>
        </>
      )}
      <p>{verify}</p>
    </Notice>
  );
}
