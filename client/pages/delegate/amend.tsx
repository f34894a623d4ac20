import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import * as v from 'valibot';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { Me } from '../../../server/api/session.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
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
import { TextArea } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { common } from '../../i18n/common.ts';
import { sending } from '../../i18n/delegate-sending.ts';
import { texts } from '../../i18n/delegate-texts.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';
import { amendDraft, type Draft, draftOf } from './draft.ts';

/** An amendment that is being written. */
const Written = v.object({
  /** Content hash of the text that it was begun on. */
  base: v.string(),
  ...WrittenChange.entries,
  reason: v.string(),
});
type Written = v.InferOutput<typeof Written>;

/** Writing and sending an amendment: the place is pressed in the text, then what to do with it. */
export default function Amend({
  live,
  snapshot,
  me,
  proposal,
  onDone,
}: {
  live: Live;
  snapshot: Snapshot;
  me: Me;
  proposal: ProposalInfo;
  /** Closed, or sent under the number that it got. */
  onDone: (number?: number) => void;
}): JSX.Element {
  const { content, hash, id } = proposal;
  const empty: Written = { base: hash, ...noChange, reason: '' };
  const draft = draftOf(amendDraft(id, me), Written, empty);
  const picked = useSignal(false);
  const t = sending();
  const written = draft.now.value;
  const altered = written.base !== hash;
  const pick = (place: number): void => {
    picked.value = true;
    draft.set({ ...written, base: hash, ...pickedAt(content, place) });
  };
  return (
    <section class="sending" aria-label={t.amendTo(content.title)}>
      {(written.place === null || altered) && (
        <StepHeading focus={written.place === null}>{t.amendTo(content.title)}</StepHeading>
      )}
      {altered && written.place !== null && <Notice tone="warning" title={t.textChanged} />}
      {written.place === null || altered ? (
        <>
          <p>{t.pick}</p>
          <PlacePicker content={content} onPick={pick} />
        </>
      ) : (
        <Writing
          live={live}
          proposal={proposal}
          draft={draft}
          open={snapshot.intake?.amendments === 'open'}
          focus={picked.value}
          onSent={(number) => {
            draft.clear();
            onDone(number);
          }}
        />
      )}
      <div class="actions">
        <Button
          variant="tertiary"
          color="neutral"
          onClick={() => {
            draft.clear();
            onDone();
          }}
        >
          {written.place === null ? common().close : t.discard}
        </Button>
      </div>
    </section>
  );
}

/** What is to be done in the place that was pressed, how it looks, and sending it. */
function Writing({
  live,
  proposal,
  draft,
  open,
  focus,
  onSent,
}: {
  live: Live;
  proposal: ProposalInfo;
  draft: Draft<Written>;
  /** Whether amendments are taken in. */
  open: boolean;
  /** The place was pressed just now. */
  focus: boolean;
  onSent: (number: number) => void;
}): JSX.Element {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = sending();
  const { content, id } = proposal;
  const written = draft.now.value;
  const { type, reason } = written;
  const change = changeOf(written);
  const send = async (): Promise<void> => {
    if (change === undefined) return;
    busy.value = true;
    problem.value = null;
    const body = { changes: [change], reason: reason.trim() };
    const answer = await call('addAmendment', { slug: live.slug, proposal: id }, body);
    if (answer.ok) {
      const number = answer.value.amendments[0]?.number ?? 0;
      announce(texts().sentAmendment(number));
      onSent(number);
      await live.refresh();
    } else {
      problem.value = answer.problem;
    }
    busy.value = false;
  };
  return (
    <div class="form">
      <ChangeFields
        content={content}
        written={written}
        focus={focus}
        onWrite={(next) => draft.set({ ...written, ...next })}
      />
      {type !== null && (
        <TextArea
          label={t.reason}
          description={t.reasonAbout}
          value={reason}
          rows={3}
          onValue={(next) => draft.set({ ...written, reason: next })}
        />
      )}
      <ChangePreview content={content} written={written} />
      <ProblemBox problem={problem.value} />
      <Button
        wide
        busy={busy.value}
        reason={open ? obstacleTo(content, written) : undefined}
        onClick={() => void send()}
      >
        {t.send}
      </Button>
      <p class="muted small">{t.keptHere}</p>
    </div>
  );
}
