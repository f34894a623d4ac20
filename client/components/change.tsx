import type { ComponentChildren, JSX } from 'preact';
import { type Label, labelOf, placeOfChange } from '../../server/rules/amend.ts';
import type { Change } from '../../server/rules/amendment.ts';
import { diffWords, type Segment } from '../../server/rules/diff.ts';
import type { ProposalContent } from '../../server/rules/proposal.ts';
import { texts } from '../i18n/delegate-texts.ts';

/** A text with its changes: what was put in underlined, what was taken out struck through, and both said to those who hear it. */
export function Segments({ segments }: { segments: readonly Segment[] }): JSX.Element {
  const t = texts();
  return (
    <>
      {segments.map(({ kind, text }, i) => {
        if (kind === 'same') return text;
        const Mark = kind === 'added' ? 'ins' : 'del';
        return (
          <Mark key={i}>
            <span class="ds-sr-only"> {kind === 'added' ? t.insertionStart : t.deletionStart} </span>
            {text}
            <span class="ds-sr-only"> {t.changeEnd} </span>
          </Mark>
        );
      })}
    </>
  );
}

/** What people call a place: `punkt 3`. */
export function placeName({ kind, number }: Label): string {
  return texts().place(kind, number);
}

/** What a change does, and where: `Endre punkt 3`, `Legg til etter avsnitt 1`. */
export function changeName(change: Change, original: ProposalContent): string {
  const t = texts();
  const label = labelOf(original, placeOfChange(change));
  const place = label === null ? null : placeName(label);
  if (change.type === 'add') return t.add(place);
  return change.type === 'replace' ? t.replace(place ?? '') : t.remove(place ?? '');
}

/** What differs between the text as it was proposed and the text with the change. */
function segmentsOf(change: Change, original: ProposalContent): Segment[] {
  if (change.type === 'add') return [{ kind: 'added', text: change.block.text }];
  const before = original.blocks[change.at - 1]?.text ?? '';
  return change.type === 'delete' ? [{ kind: 'removed', text: before }] : diffWords(before, change.text);
}

/** An amendment as a change to the text that it addresses. `children` stand under its name. */
export function ChangeView({
  change,
  original,
  children,
}: {
  change: Change;
  original: ProposalContent;
  children?: ComponentChildren;
}): JSX.Element {
  return (
    <div class="change">
      <p class="change-name">{changeName(change, original)}</p>
      {children}
      <p class="document changed">
        <Segments segments={segmentsOf(change, original)} />
      </p>
    </div>
  );
}
