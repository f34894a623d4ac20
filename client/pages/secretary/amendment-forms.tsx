import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import * as v from 'valibot';
import type { AmendmentInfo } from '../../../server/api/amendments.ts';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { Me } from '../../../server/api/session.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import {
  ChangeFields,
  ChangePreview,
  changeOf,
  noChange,
  obstacleTo,
  PlacePicker,
  pickedAt,
  WrittenChange,
} from '../../components/change-form.tsx';
import { TextArea, TextField } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { common } from '../../i18n/common.ts';
import { sending } from '../../i18n/delegate-sending.ts';
import { secretaryAmendments } from '../../i18n/secretary-amendments.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';
import { draftOf, formDraft } from '../delegate/draft.ts';
import { Panel } from './panel.tsx';

/** A change as it is written, out of one that was sent. */
function writtenOf({ change }: AmendmentInfo): WrittenChange {
  switch (change.type) {
    case 'replace':
      return { ...noChange, place: change.at, type: change.type, text: change.text };
    case 'delete':
      return { ...noChange, place: change.at, type: change.type };
    case 'add':
      return { place: change.after, type: change.type, text: change.block.text, kind: change.block.kind };
  }
}

/** The place, then what is to be done there, the reason, and how it looks. */
function Fields({
  proposal: { content },
  written,
  reason,
  focus,
  onWrite,
  onReason,
}: {
  proposal: ProposalInfo;
  written: WrittenChange;
  reason: string;
  focus: boolean;
  onWrite: (next: WrittenChange) => void;
  onReason: (next: string) => void;
}): JSX.Element {
  const s = sending();
  if (written.place === null) {
    return (
      <>
        <p>{s.pick}</p>
        <PlacePicker content={content} onPick={(place) => onWrite(pickedAt(content, place))} />
      </>
    );
  }
  return (
    <>
      <ChangeFields content={content} written={written} focus={focus} onWrite={onWrite} />
      <TextArea label={s.reason} description={s.reasonAbout} value={reason} rows={3} onValue={onReason} />
      <ChangePreview content={content} written={written} />
    </>
  );
}

/** Changes what an amendment says, and its reason. */
export function EditAmendment({
  live,
  proposal,
  amendment,
  onDone,
}: {
  live: Live;
  proposal: ProposalInfo;
  amendment: AmendmentInfo;
  onDone: () => void;
}): JSX.Element {
  const written = useSignal<WrittenChange>(writtenOf(amendment));
  const reason = useSignal(amendment.reason);
  const picked = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = secretaryAmendments();
  const { id, number } = amendment;
  const save = async (): Promise<void> => {
    const change = changeOf(written.value);
    if (change === undefined) return;
    busy.value = true;
    const body = { change, reason: reason.value.trim() };
    const answer = await call('editAmendment', { slug: live.slug, amendment: id }, body);
    problem.value = answer.ok ? null : answer.problem;
    await live.refresh();
    busy.value = false;
    if (!answer.ok) return;
    announce(t.edited(number));
    onDone();
  };
  return (
    <Panel label={t.editOf(number)}>
      {amendment.seconds > 0 && <p class="muted small">{t.editAbout}</p>}
      <Fields
        proposal={proposal}
        written={written.value}
        reason={reason.value}
        focus={picked.value}
        onWrite={(next) => {
          picked.value = written.value.place === null;
          written.value = next;
        }}
        onReason={(next) => {
          reason.value = next;
        }}
      />
      <ProblemBox problem={problem.value} />
      <div class="actions">
        <Button busy={busy.value} reason={obstacleTo(proposal.content, written.value)} onClick={() => void save()}>
          {t.saveEdit}
        </Button>
        <Button variant="secondary" color="neutral" onClick={onDone}>
          {common().cancel}
        </Button>
      </div>
    </Panel>
  );
}

/** An amendment that is being entered for somebody. */
const Entered = v.object({
  /** Content hash of the text that it was begun on. */
  base: v.string(),
  ...WrittenChange.entries,
  reason: v.string(),
  proposer: v.string(),
  branch: v.string(),
});
type Entered = v.InferOutput<typeof Entered>;

/** Enters an amendment that somebody handed in on paper, under their name and branch. It is kept on the device until then. */
export function EnterAmendment({ live, proposal, me }: { live: Live; proposal: ProposalInfo; me: Me }): JSX.Element {
  const { content, hash, id } = proposal;
  const empty: Entered = { base: hash, ...noChange, reason: '', proposer: '', branch: '' };
  const draft = draftOf(formDraft('enter', id, me), Entered, empty);
  const picked = useSignal(false);
  const busy = useSignal(false);
  const sent = useSignal<number | null>(null);
  const problem = useSignal<Problem | null>(null);
  const t = secretaryAmendments();
  const altered = draft.now.value.place !== null && draft.now.value.base !== hash;
  const entered = altered ? { ...draft.now.value, ...noChange } : draft.now.value;
  const write = (part: Partial<Entered>): void => {
    sent.value = null;
    picked.value = entered.place === null;
    draft.set({ ...entered, ...part, base: hash });
  };
  const nameless = entered.proposer.trim() === '' && entered.branch.trim() === '';
  const enter = async (): Promise<void> => {
    const change = changeOf(entered);
    if (change === undefined) return;
    busy.value = true;
    const by = { proposerName: entered.proposer.trim(), branchName: entered.branch.trim() };
    const body = { changes: [change], reason: entered.reason.trim(), ...by };
    const answer = await call('addAmendment', { slug: live.slug, proposal: id }, body);
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) {
      const number = answer.value.amendments[0]?.number ?? 0;
      draft.clear();
      sent.value = number;
      announce(t.entered(number));
    }
    await live.refresh();
    busy.value = false;
  };
  return (
    <div class="form panel">
      <p class="muted">{t.enterAbout}</p>
      {sent.value !== null && <Notice tone="success" title={t.entered(sent.value)} />}
      {altered && <Notice tone="warning" title={t.textChanged} />}
      <TextField
        label={t.proposer}
        value={entered.proposer}
        autocomplete="off"
        autocapitalize="words"
        onValue={(proposer) => write({ proposer })}
      />
      <TextField
        label={t.branch}
        description={t.branchAbout}
        value={entered.branch}
        autocomplete="off"
        onValue={(branch) => write({ branch })}
      />
      <Fields
        proposal={proposal}
        written={entered}
        reason={entered.reason}
        focus={picked.value}
        onWrite={write}
        onReason={(reason) => write({ reason })}
      />
      <ProblemBox problem={problem.value} />
      {entered.place !== null && (
        <div class="actions">
          <Button
            busy={busy.value}
            reason={obstacleTo(content, entered) ?? (nameless ? t.proposerMissing : undefined)}
            onClick={() => void enter()}
          >
            {t.enterNow}
          </Button>
          <Button
            variant="tertiary"
            color="neutral"
            onClick={() => {
              draft.clear();
              problem.value = null;
            }}
          >
            {t.drop}
          </Button>
        </div>
      )}
    </div>
  );
}
