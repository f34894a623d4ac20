import type { JSX } from 'preact';
import * as v from 'valibot';
import { checkChange, labelOf } from '../../server/rules/amend.ts';
import type { Change } from '../../server/rules/amendment.ts';
import { oneLine, type ProposalContent } from '../../server/rules/proposal.ts';
import { sending } from '../i18n/delegate-sending.ts';
import { Button } from './button.tsx';
import { ChangeView, placeName } from './change.tsx';
import { TextArea } from './field.tsx';
import { Options } from './options.tsx';
import { StepHeading } from './step-heading.tsx';

/** A change to a text while it is being written. */
export const WrittenChange = v.object({
  /** The place that was pressed, from 1; 0 for the very beginning, null for none yet. */
  place: v.nullable(v.number()),
  type: v.nullable(v.picklist(['replace', 'delete', 'add'])),
  text: v.string(),
  kind: v.picklist(['heading', 'paragraph', 'point']),
});
export type WrittenChange = v.InferOutput<typeof WrittenChange>;

export const noChange: WrittenChange = { place: null, type: null, text: '', kind: 'point' };

/** The change that is written so far; undefined while something is missing. */
export function changeOf({ place, type, text, kind }: WrittenChange): Change | undefined {
  const line = oneLine(text);
  if (place === null || type === null) return undefined;
  if (type === 'delete') return { type, at: place };
  if (line === '') return undefined;
  return type === 'replace' ? { type, at: place, text: line } : { type, after: place, block: { kind, text: line } };
}

/** What is missing before a change can be sent, in words; undefined where nothing is. */
export function obstacleTo(content: ProposalContent, written: WrittenChange): string | undefined {
  const t = sending();
  const change = changeOf(written);
  if (written.place === null) return t.pick;
  if (written.type === null) return t.what;
  if (change === undefined) return t.empty;
  return checkChange(content, change).ok ? undefined : t.same;
}

/** What a change starts from once a place is pressed. */
export function pickedAt(content: ProposalContent, place: number): WrittenChange {
  const kind = content.blocks[Math.max(place, 1) - 1]?.kind === 'point' ? 'point' : 'paragraph';
  return { place, type: place === 0 ? 'add' : null, text: '', kind };
}

/** The text with every part of it to be pressed. */
export function PlacePicker({
  content,
  onPick,
}: {
  content: ProposalContent;
  onPick: (place: number) => void;
}): JSX.Element {
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

/** What is to be done in the place that was pressed. Stands in a form. */
export function ChangeFields({
  content,
  written,
  focus,
  onWrite,
}: {
  content: ProposalContent;
  written: WrittenChange;
  /** The place was pressed just now. */
  focus: boolean;
  onWrite: (next: WrittenChange) => void;
}): JSX.Element {
  const t = sending();
  const { place, type, text, kind } = written;
  const there = content.blocks[(place ?? 0) - 1]?.text ?? '';
  const label = labelOf(content, place ?? 0);
  const choose = (next: NonNullable<WrittenChange['type']>): void => {
    // A text that somebody wrote themselves is never replaced.
    const own = text !== '' && text !== there;
    onWrite({ ...written, type: next, text: own ? text : next === 'replace' ? there : '' });
  };
  return (
    <>
      <div class="picked">
        <StepHeading focus={focus}>{label === null ? t.pickStart : t.picked(placeName(label))}</StepHeading>
        {there !== '' && <p class="document">{there}</p>}
        <Button
          variant="tertiary"
          data-size="sm"
          onClick={() => onWrite({ ...written, place: null, type: null, text: '' })}
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
          onValue={(next) => onWrite({ ...written, kind: next })}
        />
      )}
      {(type === 'replace' || type === 'add') && (
        <TextArea
          label={type === 'replace' ? t.newText : t.added}
          description={t.oneLine}
          value={text}
          rows={6}
          onValue={(next) => onWrite({ ...written, text: next })}
        />
      )}
    </>
  );
}

/** How the text looks with the change; nothing while it is no change. */
export function ChangePreview({
  content,
  written,
}: {
  content: ProposalContent;
  written: WrittenChange;
}): JSX.Element | null {
  const change = changeOf(written);
  if (change === undefined || !checkChange(content, change).ok) return null;
  return (
    <div class="card">
      <p class="muted small">{sending().preview}</p>
      <ChangeView change={change} original={content} />
    </div>
  );
}
