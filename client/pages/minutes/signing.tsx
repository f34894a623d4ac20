import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { MinutesInfo } from '../../../server/api/minutes.ts';
import { hashOf } from '../../../server/rules/canonical.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import type { BranchView } from '../../components/branch-page.tsx';
import { Button } from '../../components/button.tsx';
import { Fingerprint } from '../../components/fingerprint.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { SignDialog } from '../../components/sign-dialog.tsx';
import { minutes } from '../../i18n/minutes.ts';
import type { Problem } from '../../problem.ts';
import { signStatement } from '../../sign.ts';

type Draft = NonNullable<MinutesInfo['draft']>;

/** Where the minutes are on their way to being signed, and what the asker can do about it. */
export function Signing({ info, ...view }: BranchView & { info: MinutesInfo }): JSX.Element {
  const t = minutes();
  const { draft, roles, state } = info;
  const secretary = roles.includes('secretary');
  if (draft === null) {
    return (
      <section class="signing no-print">
        <p class="muted">{t.preview}</p>
        {secretary && (
          <>
            <DraftButton
              view={view}
              info={info}
              label={t.draft}
              reason={state === 'closed' ? undefined : t.notClosed}
            />
            <p class="muted small">{t.draftAbout}</p>
          </>
        )}
      </section>
    );
  }
  const people = draft.attestations.map(({ name }) => name);
  if (draft.signed) {
    return (
      <Notice tone="success" title={t.signedTitle}>
        <p>{t.signedBy(people)}</p>
      </Notice>
    );
  }
  const signers = draft.attestations.filter(({ role }) => role === 'signer').length;
  const chaired = draft.attestations.some(({ role }) => role === 'chair');
  const open = (roles.includes('chair') && !chaired) || (roles.includes('signer') && signers < 2);
  const stale = draft.statement.text !== info.text;
  return (
    <section class="signing no-print">
      <p>
        {t.drafted} {people.length > 0 && `${t.signedBy(people)} `}
        {t.missing(!chaired, 2 - signers)}
      </p>
      {draft.mine && <p>{t.youSigned}</p>}
      {stale && secretary && (
        <Notice tone="warning" title={t.stale}>
          <p>{t.staleNext}</p>
        </Notice>
      )}
      {open && !draft.mine && <SignButton view={view} draft={draft} />}
      {secretary && (
        <>
          <DraftButton
            view={view}
            info={info}
            label={people.length > 0 ? t.discard : t.redraft}
            discard={people.length > 0}
            reason={state === 'closed' ? undefined : t.notClosed}
          />
          {people.length > 0 && <p class="muted small">{t.discardAbout}</p>}
        </>
      )}
    </section>
  );
}

function DraftButton({
  view: { live },
  info: { meeting, draft },
  label,
  discard = false,
  reason,
}: {
  view: BranchView;
  info: MinutesInfo;
  label: string;
  /** Whether signatures on the draft before go with it. */
  discard?: boolean;
  reason: string | undefined;
}): JSX.Element {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = minutes();
  const make = async (): Promise<void> => {
    busy.value = true;
    const answer = await call('draftMinutes', { slug: live.slug, meeting }, { discard });
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) announce(t.didDraft);
    await live.refresh();
    busy.value = false;
  };
  return (
    <div class="actions">
      <Button
        variant={draft === null ? 'primary' : 'secondary'}
        color={discard ? 'danger' : 'accent'}
        busy={busy.value}
        reason={reason}
        onClick={() => void make()}
      >
        {label}
      </Button>
      <ProblemBox problem={problem.value} />
    </div>
  );
}

function SignButton({ view: { live, me, snapshot }, draft }: { view: BranchView; draft: Draft }): JSX.Element {
  const open = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = minutes();
  const { statement, hash } = draft;
  // what is signed is what the page draws: the statement's own text, under the hash that the server names
  const holds = hashOf(statement) === hash && statement.branch === snapshot.branch.id;

  const sign = async (): Promise<void> => {
    if (!holds) return;
    busy.value = true;
    problem.value = null;
    const signed = await signStatement(statement, me);
    const parameters = { slug: live.slug, meeting: statement.meeting };
    const answer = signed.ok ? await call('attestMinutes', parameters, signed.value) : signed;
    await live.refresh();
    if (answer.ok) {
      announce(t.didSign);
      open.value = false;
    } else problem.value = answer.problem;
    busy.value = false;
  };

  return (
    <>
      <Button
        onClick={() => {
          problem.value = null;
          open.value = true;
        }}
      >
        {t.sign}
      </Button>
      <SignDialog
        open={open.value}
        title={t.signTitle}
        label={t.sign}
        busy={busy.value}
        problem={problem.value}
        reason={holds ? undefined : t.signWrong}
        onSign={() => void sign()}
        onCancel={() => {
          open.value = false;
        }}
      >
        <p>{t.signWhat(statement.title)}</p>
        <p>
          {t.fingerprint} <Fingerprint hash={hash} />
        </p>
        <p class="muted">{t.signSeal}</p>
      </SignDialog>
    </>
  );
}
