import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import {
  daysLeft,
  type HearingCommittee,
  type HearingDraft,
  hearingOf,
  stateOf,
} from '../../../server/rules/hearing.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { hearing as words } from '../../i18n/hearing.ts';
import type { Live } from '../../live.ts';
import { HearingView } from '../hearing/view.tsx';
import type { Editing, Step } from './editing.ts';

/** The hearing exactly as the branches will see it, and the button that sends it. */
export function PreviewStep({
  live,
  branch,
  editing,
  draft,
  missing,
}: {
  live: Live;
  branch: Snapshot['branch'];
  editing: Editing;
  draft: HearingDraft;
  missing: ReadonlySet<Step>;
}): JSX.Element {
  const { slug, id, problem, busy, save } = editing;
  const committee = useCommittee(slug, draft.committee);
  const t = words();
  if (missing.size > 0) {
    return (
      <Notice tone="warning" title={t.incomplete}>
        <ul>
          {[...missing].map((step) => (
            <li key={step}>{t.step[step]}</li>
          ))}
        </ul>
      </Notice>
    );
  }
  if (committee === undefined) return <p>{t.loading}</p>;
  const at = new Date(Date.now() + live.ahead()).toISOString();
  const made = hearingOf(draft, { branch: branch.id, committee, at });
  if (!made.ok) {
    return (
      <Notice tone="warning" title={t.incomplete}>
        <p>{draft.deadline !== null && draft.deadline <= at ? t.deadlinePassed : made.refusal.detail}</p>
      </Notice>
    );
  }
  const send = async (): Promise<void> => {
    if (!(await save())) return;
    busy.value = true;
    const answer = await call('publishHearing', { slug, draft: id });
    busy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    await live.refresh();
    location.assign(`/lag/${slug}/horing/${answer.value.hearing}`);
  };
  const statement = made.value;
  return (
    <>
      <p class="muted">{t.previewAbout}</p>
      <div class="preview-frame">
        <p class="preview-title">{statement.content.title}</p>
        <HearingView
          statement={statement}
          issuerName={branch.name}
          state={stateOf(statement, null, at)}
          daysLeft={daysLeft(statement.deadline, at)}
          now={at}
        />
      </div>
      <Notice tone="info" title={t.sendWhat}>
        <p>
          {draft.asked.branches === 'all' ? t.sendAll : t.sendSome(draft.asked.branches.length)}{' '}
          {draft.asked.below && t.sendBelow} {draft.outside && t.sendOutside}
        </p>
        <p>{t.sendFinal}</p>
        <Button busy={busy.value} onClick={() => void send()}>
          {t.send}
        </Button>
      </Notice>
    </>
  );
}

/** The committee as the hearing will name it; null where there is none, undefined until it is there. */
function useCommittee(slug: string, id: string | null): HearingCommittee | null | undefined {
  const found = useSignal<HearingCommittee | null | undefined>(id === null ? null : undefined);
  useEffect(() => {
    if (id === null) return;
    void call('committee', { slug, committee: id }).then((answer) => {
      if (!answer.ok) return;
      const { name, mandate, members, recommendation } = answer.value;
      if (recommendation === null) return;
      const seats = members.map(({ member: _, ...seat }) => seat);
      found.value = { name, mandate, members: seats, recommendation };
    });
  }, [slug, id, found]);
  return found.value;
}
