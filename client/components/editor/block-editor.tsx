import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { secretaryProposals } from '../../i18n/secretary-proposals.ts';
import { announce } from '../announcer.tsx';
import { Button } from '../button.tsx';
import { BlockRow } from './block-row.tsx';
import {
  add,
  type EditedBlock,
  join,
  type Kind,
  move,
  numberOf,
  remove,
  setKind,
  setText,
  split,
  type TextMistake,
} from './blocks.ts';

/** The parts of a proposal, each with its kind, its text and its place. Every change can be undone. */
export function BlockEditor({
  blocks,
  mistakes,
  onBlocks,
}: {
  blocks: readonly EditedBlock[];
  mistakes: readonly TextMistake[];
  onBlocks: (blocks: EditedBlock[]) => void;
}): JSX.Element {
  const id = useId();
  const t = secretaryProposals();
  const before = useSignal<(readonly EditedBlock[])[]>([]);
  /** Where the cursor was last: in which block, before which character. */
  const cursor = useRef<{ key: number; at: number } | null>(null);
  /** Where the focus goes once the change is drawn. */
  const next = useRef<{ key: number; at: number } | null>(null);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const wanted = next.current;
    if (wanted === null) return;
    next.current = null;
    const area = list.current?.querySelector<HTMLTextAreaElement>(`[data-key="${wanted.key}"]`);
    area?.focus();
    area?.setSelectionRange(wanted.at, wanted.at);
  });

  const change = (changed: EditedBlock[], said?: string): void => {
    before.value = [...before.value.slice(-99), blocks];
    onBlocks(changed);
    if (said !== undefined) announce(said);
  };
  const write = (at: number, text: string): void => {
    const changed = setText(blocks, at, text);
    // Letters typed one after another in one block are undone together.
    const latest = before.value.at(-1);
    const goesOn = latest !== undefined && changed.length === blocks.length && sameBut(latest, blocks, at);
    if (goesOn) onBlocks(changed);
    else change(changed);
  };
  const undo = (): void => {
    const latest = before.value.at(-1);
    if (latest === undefined) return;
    before.value = before.value.slice(0, -1);
    onBlocks([...latest]);
    announce(t.undone);
  };
  const divide = (at: number, character: number): void => {
    const changed = split(blocks, at, character);
    const made = changed[at + 1];
    if (made !== undefined) next.current = { key: made.key, at: 0 };
    change(changed, t.divided);
  };
  const unite = (at: number): void => {
    const block = blocks[at];
    if (block === undefined || at >= blocks.length - 1) return;
    next.current = { key: block.key, at: block.text.trimEnd().length };
    change(join(blocks, at), t.united);
  };
  const shift = (at: number, by: -1 | 1): void => {
    const name = nameOf(blocks, at);
    change(move(blocks, at, by), by === -1 ? t.movedUp(name) : t.movedDown(name));
  };
  const drop = (at: number): void => {
    const near = blocks[at + 1] ?? blocks[at - 1];
    if (near !== undefined) next.current = { key: near.key, at: 0 };
    change(remove(blocks, at), t.removed(nameOf(blocks, at)));
  };
  const append = (kind: Kind): void => {
    const changed = add(blocks, kind);
    const made = changed.at(-1);
    if (made !== undefined) next.current = { key: made.key, at: 0 };
    change(changed);
  };

  return (
    <div class="blocks">
      <p class="muted small" id={id}>
        {t.blocksAbout}
      </p>
      <ol class="block-list" aria-label={t.parts} aria-describedby={id} ref={list}>
        {blocks.map((block, at) => (
          <BlockRow
            key={block.key}
            block={block}
            name={nameOf(blocks, at)}
            number={numberOf(blocks, at)}
            first={at === 0}
            last={at === blocks.length - 1}
            mistake={mistakes.find((one) => 'key' in one && one.key === block.key)?.what}
            onKind={(kind) => change(setKind(blocks, at, kind))}
            onText={(text) => write(at, text)}
            onMove={(by) => shift(at, by)}
            onEnter={(character) => divide(at, character)}
            onSplit={() => {
              const place = cursor.current;
              const inside = place?.key === block.key && place.at > 0 && place.at < block.text.length;
              if (place !== null && inside) divide(at, place.at);
              else announce(t.splitWhere);
              return inside;
            }}
            onJoin={() => unite(at)}
            onBackspace={() => at > 0 && unite(at - 1)}
            onDrop={() => drop(at)}
            onCursor={(character) => {
              cursor.current = { key: block.key, at: character };
            }}
          />
        ))}
      </ol>
      <div class="actions">
        <Button variant="secondary" data-size="sm" onClick={() => append('point')}>
          {t.addPoint}
        </Button>
        <Button variant="secondary" data-size="sm" onClick={() => append('paragraph')}>
          {t.addParagraph}
        </Button>
        <Button variant="secondary" data-size="sm" onClick={() => append('heading')}>
          {t.addHeading}
        </Button>
        {before.value.length > 0 && (
          <Button variant="tertiary" color="neutral" data-size="sm" onClick={undo}>
            {t.undoLast}
          </Button>
        )}
      </div>
    </div>
  );
}

function nameOf(blocks: readonly EditedBlock[], at: number): string {
  const block = blocks[at];
  return block === undefined ? '' : secretaryProposals().kindNumbered[block.kind](numberOf(blocks, at));
}

/** Whether two states of the text differ at most in the text of one block. */
function sameBut(one: readonly EditedBlock[], other: readonly EditedBlock[], at: number): boolean {
  return (
    one.length === other.length &&
    one.every((block, i) => {
      const twin = other[i];
      return block.key === twin?.key && block.kind === twin.kind && (i === at || block.text === twin.text);
    }) &&
    one[at]?.text !== other[at]?.text
  );
}
