import type { ComponentChildren, JSX } from 'preact';
import { verify } from '../../i18n/verify.ts';

/** What the files do not prove, by which of them are there; `boxed` is evidence of secret ballots alone. */
export function Limits({
  given,
  boxed,
}: {
  given: { anchor: boolean; receipt: boolean; evidence: boolean };
  boxed: boolean;
}): JSX.Element {
  const t = verify();
  const limits = [
    ...(given.anchor ? [t.limitKey] : []),
    t.limitNames,
    t.limitRoll,
    t.limitNewer,
    ...(given.evidence ? [] : [t.limitEvidence]),
    ...(given.receipt ? [] : [t.limitReceipt]),
  ];
  return (
    <LimitList limits={limits}>
      {given.evidence && <p class="muted">{boxed ? t.evidenceBoxed : t.evidenceSecret}</p>}
    </LimitList>
  );
}

/** What was not proven, a sentence each, with what is to be said of the files themselves. */
export function LimitList({
  limits,
  children,
}: {
  limits: readonly string[];
  children?: ComponentChildren;
}): JSX.Element {
  const t = verify();
  return (
    <section class="verify-part">
      <h2 class="ds-heading" data-size="sm">
        {t.limits}
      </h2>
      <ul class="limits">
        {limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
      {children}
      <p class="muted">{t.program}</p>
    </section>
  );
}
