import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Me } from '../../../server/api/session.ts';
import type { ResolutionInfo, Snapshot } from '../../../server/api/snapshot.ts';
import { fromMarkdown } from '../../../server/rules/proposal.ts';
import { call } from '../../api.ts';
import { checkDraft } from '../../checks.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { ProposalText } from '../../components/proposal-text.tsx';
import { SignDialog } from '../../components/sign-dialog.tsx';
import { delegate } from '../../i18n/delegate.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';
import { signStatement } from '../../sign.ts';

/** A draft resolution that waits for signatures: to be read, and signed by its chair and signers. */
export function SignerCard({
  live,
  snapshot,
  resolution,
  me,
}: {
  live: Live;
  snapshot: Snapshot;
  resolution: ResolutionInfo;
  me: Me;
}): JSX.Element {
  const open = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = delegate();
  const { statement, number, attestations, mine } = resolution;
  const draft = checkDraft(snapshot, resolution);

  const sign = async (): Promise<void> => {
    if (!draft.ok) return;
    busy.value = true;
    problem.value = null;
    const signed = await signStatement(draft.value, me);
    const answer = signed.ok ? await call('attest', { slug: live.slug, number: String(number) }, signed.value) : signed;
    if (answer.ok) {
      await live.refresh();
      open.value = false;
    } else {
      problem.value = answer.problem;
    }
    busy.value = false;
  };

  return (
    <section class="card signer" aria-label={t.signerTitle(number)}>
      <h2 class="ds-heading" data-size="sm">
        {t.signerTitle(number)}
      </h2>
      {mine ? (
        <Notice tone="success" title={t.youSigned}>
          <p>{t.waitingForOthers}</p>
        </Notice>
      ) : (
        <p>{t.signerLead}</p>
      )}
      <h3 class="ds-heading" data-size="xs">
        {statement.title}
      </h3>
      <details class="reading" open={!mine}>
        <summary>{t.readResolution}</summary>
        <ProposalText blocks={fromMarkdown(statement.text)} title={statement.title} level={4} />
      </details>
      <p class="muted">
        {t.presentAtVote(statement.present, statement.quorum.required)}{' '}
        {attestations.length === 0 ? t.signedByNobody : t.signedBy(attestations.map(({ name }) => name))}
      </p>
      {!draft.ok && <ProblemBox problem={draft.problem} />}
      {!mine && draft.ok && (
        <Button
          wide
          onClick={() => {
            problem.value = null;
            open.value = true;
          }}
        >
          {t.signResolution}
        </Button>
      )}
      <SignDialog
        open={open.value}
        title={t.signResolutionTitle}
        label={t.signResolution}
        busy={busy.value}
        problem={problem.value}
        onSign={() => void sign()}
        onCancel={() => {
          open.value = false;
        }}
      >
        <p>{t.signResolutionWhat(number, statement.title)}</p>
        <p>{t.signResolutionSeal}</p>
      </SignDialog>
    </section>
  );
}
