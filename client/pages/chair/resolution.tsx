import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ResolutionInfo, Snapshot } from '../../../server/api/snapshot.ts';
import { fromMarkdown } from '../../../server/rules/proposal.ts';
import { call } from '../../api.ts';
import { checkDraft } from '../../checks.ts';
import { announce } from '../../components/announcer.tsx';
import type { BranchView } from '../../components/branch-page.tsx';
import { Button } from '../../components/button.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { ProposalText } from '../../components/proposal-text.tsx';
import { SignDialog } from '../../components/sign-dialog.tsx';
import { chair } from '../../i18n/chair.ts';
import type { Problem } from '../../problem.ts';
import { signStatement } from '../../sign.ts';
import { Delivery, Signatures } from './custody.tsx';
import { nextKey } from './step-card.tsx';

/** A draft that waits for the chair: its text, its numbers, and signing it. */
export function Attest({ resolution, ...view }: BranchView & { resolution: ResolutionInfo }): JSX.Element {
  const open = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = chair();
  const { live, snapshot, me } = view;
  const { number, statement } = resolution;
  const draft = checkDraft(snapshot, resolution);
  const fell = statement.points.filter(({ outcome }) => outcome === 'rejected').map((point) => point.number);

  const sign = async (): Promise<void> => {
    if (!draft.ok) return;
    busy.value = true;
    problem.value = null;
    const signed = await signStatement(draft.value, me);
    const parameters = { slug: live.slug, number: String(number) };
    const answer = signed.ok ? await call('attest', parameters, signed.value) : signed;
    await live.refresh();
    if (answer.ok) {
      announce(t.attested);
      open.value = false;
    } else problem.value = answer.problem;
    busy.value = false;
  };

  return (
    <section class="card next-step" aria-labelledby="step">
      <h2 class="ds-heading" data-size="sm" id="step" tabIndex={-1}>
        {t.draftTitle(number)}
      </h2>
      <p>{t.draftLead}</p>
      {draft.ok ? (
        <Button
          wide
          class="next"
          aria-keyshortcuts={nextKey}
          onClick={() => {
            problem.value = null;
            open.value = true;
          }}
        >
          {t.attest}
        </Button>
      ) : (
        <ProblemBox problem={draft.problem} />
      )}
      <Signatures snapshot={snapshot} resolution={resolution} />
      <div class="draft">
        <h3 class="ds-heading" data-size="xs">
          {statement.title}
        </h3>
        <ProposalText blocks={fromMarkdown(statement.text)} title={statement.title} level={4} />
      </div>
      {fell.length > 0 && <p class="muted">{t.fell(fell.map(String))}</p>}
      <p class="muted">{t.draftNumbers(statement.present, statement.quorum.required)}</p>
      <SignDialog
        open={open.value}
        title={t.attestTitle(number)}
        label={t.attest}
        busy={busy.value}
        problem={problem.value}
        reason={draft.ok ? undefined : t.draftWrong}
        onSign={() => void sign()}
        onCancel={() => {
          open.value = false;
        }}
      >
        <p>{t.attestWhat(statement.title)}</p>
        <dl class="facts">
          <dt>{t.attestAdopted}</dt>
          <dd>{t.adoptedOf(statement.points.length - fell.length, statement.points.length)}</dd>
          <dt>{t.attestPresent}</dt>
          <dd>{t.draftNumbers(statement.present, statement.quorum.required)}</dd>
        </dl>
        <p class="muted">{t.attestSeal}</p>
      </SignDialog>
    </section>
  );
}

/** The meeting's resolutions, newest first. Nothing when there are none. */
export function Resolutions({
  snapshot,
  except,
}: {
  snapshot: Snapshot;
  /** The one that is shown already. */
  except: ResolutionInfo | undefined;
}): JSX.Element | null {
  const t = chair();
  const shown = snapshot.resolutions.filter(({ hash }) => hash !== except?.hash);
  if (shown.length === 0) return null;
  return (
    <section class="card" aria-labelledby="resolutions">
      <h2 class="ds-heading" data-size="xs" id="resolutions">
        {t.resolutions}
      </h2>
      {[...shown].reverse().map((resolution) => (
        <Made key={resolution.hash} snapshot={snapshot} resolution={resolution} />
      ))}
    </section>
  );
}

/** A resolution: who has signed it, or how far it has come on its way to the parent. */
function Made({ snapshot, resolution }: { snapshot: Snapshot; resolution: ResolutionInfo }): JSX.Element {
  const t = chair();
  const { number, statement, signed } = resolution;
  const heading = `resolution-${number}`;
  return (
    <article class="made" aria-labelledby={heading}>
      <h3 id={heading}>{t.resolution(number, statement.title)}</h3>
      {signed ? (
        <>
          <Delivery snapshot={snapshot} resolution={resolution} />
          <p class="made-links">
            <a class="ds-link" href={`/lag/${snapshot.branch.slug}/vedtak/${number}`}>
              {t.readResolution}
            </a>
            <a class="ds-link" href={`/lag/${snapshot.branch.slug}/resolutions/${number}.jws`} download>
              {t.fetchFile}
            </a>
          </p>
        </>
      ) : (
        <Signatures snapshot={snapshot} resolution={resolution} />
      )}
    </article>
  );
}
