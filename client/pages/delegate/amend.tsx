import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import * as v from 'valibot';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { Me } from '../../../server/api/session.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { checkChange, labelOf } from '../../../server/rules/amend.ts';
import type { Change } from '../../../server/rules/amendment.ts';
import { oneLine, type ProposalContent } from '../../../server/rules/proposal.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { ChangeView, placeName } from '../../components/change.tsx';
import { TextArea } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { Options } from '../../components/options.tsx';
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
  /** The place that was pressed, from 1; 0 for the very beginning, null for none yet. */
  place: v.nullable(v.number()),
  type: v.nullable(v.picklist(['replace', 'delete', 'add'])),
  text: v.string(),
  kind: v.picklist(['point', 'paragraph']),
  reason: v.string(),
});
type Written = v.InferOutput<typeof Written>;

/** The change that is written so far; undefined while something is missing. */
function changeOf({ place, type, text, kind }: Written): Change | undefined {
  const line = oneLine(text);
  if (place === null || type === null) return undefined;
  if (type === 'delete') return { type, at: place };
  if (line === '') return undefined;
  return type === 'replace' ? { type, at: place, text: line } : { type, after: place, block: { kind, text: line } };
}

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
  const empty: Written = { base: hash, place: null, type: null, text: '', kind: 'point', reason: '' };
  const draft = draftOf(amendDraft(id, me), Written, empty);
  const picked = useSignal(false);
  const t = sending();
  const written = draft.now.value;
  const altered = written.base !== hash;
  const pick = (place: number): void => {
    picked.value = true;
    const type = place === 0 ? 'add' : null;
    const kind = content.blocks[Math.max(place, 1) - 1]?.kind === 'point' ? 'point' : 'paragraph';
    draft.set({ ...written, base: hash, place, type, text: '', kind });
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

/** The text with every part of it to be pressed. */
function PlacePicker({ content, onPick }: { content: ProposalContent; onPick: (place: number) => void }): JSX.Element {
  const t = sending();
  return (
    <div class="places">
      <button type="button" class="place" onClick={() => onPick(0)}>
        {t.pickStart}
      </button>
      {content.blocks.map(({ text }, i) => {
        const label = labelOf(content, i + 1);
        const name = label === null ? '' : placeName(label);
        return (
          <button type="button" class="place" key={i} onClick={() => onPick(i + 1)}>
            <span class="place-name">{name}</span>
            <span class="document">{text}</span>
          </button>
        );
      })}
    </div>
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
  const { place, type, text, kind, reason } = written;
  const there = content.blocks[(place ?? 0) - 1]?.text ?? '';
  const label = labelOf(content, place ?? 0);
  const change = changeOf(written);
  const fits = change !== undefined && checkChange(content, change).ok;
  const obstacle = type === null ? t.what : change === undefined ? t.empty : fits ? undefined : t.same;
  const choose = (next: NonNullable<Written['type']>): void => {
    // A text that somebody wrote themselves is never replaced.
    const own = text !== '' && text !== there;
    draft.set({ ...written, type: next, text: own ? text : next === 'replace' ? there : '' });
  };
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
      <div class="picked">
        <StepHeading focus={focus}>{label === null ? t.pickStart : t.picked(placeName(label))}</StepHeading>
        {there !== '' && <p class="document">{there}</p>}
        <Button
          variant="tertiary"
          data-size="sm"
          onClick={() => draft.set({ ...written, place: null, type: null, text: '' })}
        >
          {t.otherPlace}
        </Button>
      </div>
      {place !== 0 && (
        <Options
          legend={t.what}
          value={type}
          choices={[
            { value: 'replace', label: t.change },
            { value: 'delete', label: t.delete },
            { value: 'add', label: t.add },
          ]}
          onValue={choose}
        />
      )}
      {type === 'add' && (
        <Options
          legend={t.addAs}
          segments
          value={kind}
          choices={[
            { value: 'point', label: t.asPoint },
            { value: 'paragraph', label: t.asParagraph },
          ]}
          onValue={(next) => draft.set({ ...written, kind: next })}
        />
      )}
      {(type === 'replace' || type === 'add') && (
        <TextArea
          label={type === 'replace' ? t.newText : t.added}
          description={t.oneLine}
          value={text}
          rows={6}
          onValue={(next) => draft.set({ ...written, text: next })}
        />
      )}
      {type !== null && (
        <TextArea
          label={t.reason}
          description={t.reasonAbout}
          value={reason}
          rows={3}
          onValue={(next) => draft.set({ ...written, reason: next })}
        />
      )}
      {change !== undefined && fits && (
        <div class="card">
          <p class="muted small">{t.preview}</p>
          <ChangeView change={change} original={content} />
        </div>
      )}
      <ProblemBox problem={problem.value} />
      <Button wide busy={busy.value} reason={open ? obstacle : undefined} onClick={() => void send()}>
        {t.send}
      </Button>
      <p class="muted small">{t.keptHere}</p>
    </div>
  );
}
