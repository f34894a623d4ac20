import { useSignal } from '@preact/signals';
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useId } from 'preact/hooks';
import { secretaryProposals } from '../../i18n/secretary-proposals.ts';
import type { EditedBlock, Kind, TextMistake } from './blocks.ts';

const kinds: Kind[] = ['heading', 'paragraph', 'point'];

/** One part of a text that is being edited: its kind, what can be done with it, and its words. */
export function BlockRow({
  block,
  name,
  number,
  first,
  last,
  mistake,
  onKind,
  onText,
  onMove,
  onEnter,
  onSplit,
  onJoin,
  onBackspace,
  onDrop,
  onCursor,
}: {
  block: EditedBlock;
  name: string;
  number: number;
  first: boolean;
  last: boolean;
  mistake: TextMistake['what'] | undefined;
  onKind: (kind: Kind) => void;
  onText: (text: string) => void;
  onMove: (by: -1 | 1) => void;
  onEnter: (character: number) => void;
  /** Divides at the cursor; false when there is none in the text. */
  onSplit: () => boolean;
  onJoin: () => void;
  onBackspace: () => void;
  onDrop: () => void;
  onCursor: (character: number) => void;
}): JSX.Element {
  const asking = useSignal(false);
  const id = useId();
  const t = secretaryProposals();
  const cursor = (area: HTMLTextAreaElement): void => onCursor(area.selectionStart);
  const keyed = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    if (event.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      onEnter(selectionStart);
    } else if (event.key === 'Backspace' && selectionStart === 0 && selectionEnd === 0) {
      event.preventDefault();
      onBackspace();
    }
  };
  return (
    <li class="block" data-kind={block.kind}>
      <div class="block-head">
        <select
          class="ds-input block-kind"
          aria-label={t.kindOf(name)}
          value={block.kind}
          onChange={(event) => onKind(kinds.find((kind) => kind === event.currentTarget.value) ?? block.kind)}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {kind === block.kind ? t.kindNumbered[kind](number) : t.kind[kind]}
            </option>
          ))}
        </select>
        <div class="block-moves">
          <Tool label={t.moveUp(name)} off={first} onUse={() => onMove(-1)}>
            ↑
          </Tool>
          <Tool label={t.moveDown(name)} off={last} onUse={() => onMove(1)}>
            ↓
          </Tool>
        </div>
        <div class="block-cuts">
          <Tool
            label={t.splitOf(name)}
            off={false}
            onUse={() => {
              asking.value = !onSplit();
            }}
          >
            {t.split}
          </Tool>
          <Tool label={t.joinOf(name)} off={last} onUse={onJoin}>
            {t.join}
          </Tool>
          <Tool label={t.removeOf(name)} off={false} onUse={onDrop}>
            {t.remove}
          </Tool>
        </div>
      </div>
      <textarea
        class="ds-input block-text"
        aria-label={name}
        aria-invalid={mistake === undefined ? undefined : 'true'}
        aria-describedby={mistake === undefined ? undefined : id}
        data-key={block.key}
        rows={Math.max(1, Math.ceil(block.text.length / 60))}
        value={block.text}
        onInput={(event) => {
          onText(event.currentTarget.value);
          cursor(event.currentTarget);
          asking.value = false;
        }}
        onSelect={(event) => {
          cursor(event.currentTarget);
          asking.value = false;
        }}
        onKeyDown={keyed}
      />
      {asking.value && <p class="muted small">{t.splitWhere}</p>}
      {mistake !== undefined && (
        <p class="mistake" id={id}>
          {t.textMistake[mistake]}
        </p>
      )}
    </li>
  );
}

function Tool({
  label,
  off,
  onUse,
  children,
}: {
  label: string;
  off: boolean;
  onUse: () => void;
  children: string;
}): JSX.Element {
  return (
    <button
      type="button"
      class="tool"
      aria-label={label}
      title={label}
      aria-disabled={off ? 'true' : undefined}
      onClick={() => !off && onUse()}
    >
      {children}
    </button>
  );
}
