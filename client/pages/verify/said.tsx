import type { JSX } from 'preact';
import { AdoptedText, RejectedPoints } from '../../components/resolution-text.tsx';
import { VoteList } from '../../components/vote-list.tsx';
import { moment } from '../../i18n/numbers.ts';
import { verify } from '../../i18n/verify.ts';
import type { Judgement } from '../../judge.ts';

/** What the file says: title, text and votes. Where it is not proven, that stands over it. */
export function Said({ judgement }: { judgement: Judgement }): JSX.Element | null {
  const t = verify();
  const { verification, anchored, definitions } = judgement;
  const { payload, trusted } = verification.resolution;
  if (payload === undefined) return null;
  const proven = verification.ok && anchored;
  return (
    <section class="verify-part" data-proven={proven}>
      <h2 class="ds-heading" data-size="sm">
        {proven ? t.said : t.saidUnproven}
      </h2>
      <p class="said-title">{payload.title}</p>
      <p class="muted">{t.saidBy(trusted?.leaf.name ?? payload.branch, payload.number, moment(payload.decidedAt))}</p>
      <details class="reading">
        <summary>{t.saidText}</summary>
        <AdoptedText payload={payload} level={3} />
        <RejectedPoints payload={payload} level={3} />
      </details>
      <VoteList payload={payload} definitions={definitions} />
    </section>
  );
}
