import type { ComponentChildren, JSX } from 'preact';
import type { Block, NumberedBlock } from '../../server/rules/proposal.ts';

/**
 * A proposal's or a resolution's text: headings, paragraphs and numbered points, as text nodes only. Points count from 1
 * unless they carry their numbers (a resolution leaves out what fell). `level` is the level of its headings. A first
 * heading that only repeats the `title` above it is not drawn again.
 */
export function ProposalText({
  blocks,
  title,
  level = 3,
}: {
  blocks: readonly (Block | NumberedBlock)[];
  title?: string;
  level?: 2 | 3 | 4;
}): JSX.Element {
  const Heading = `h${level}` as 'h2' | 'h3' | 'h4';
  const drawn: ComponentChildren[] = [];
  let points: JSX.Element[] = [];
  let last = 0;
  const flush = (): void => {
    if (points.length === 0) return;
    drawn.push(
      <ol class="points" key={`points-${last}`}>
        {points}
      </ol>,
    );
    points = [];
  };
  blocks.forEach((block, i) => {
    if (block.kind === 'point') {
      last = 'number' in block ? block.number : last + 1;
      points.push(
        <li key={last} value={last} data-number={last}>
          {block.text}
        </li>,
      );
      return;
    }
    flush();
    if (repeatsTitle(block, i, title)) return;
    drawn.push(block.kind === 'heading' ? <Heading key={i}>{block.text}</Heading> : <p key={i}>{block.text}</p>);
  });
  flush();
  return <div class="document">{drawn}</div>;
}

/** Whether a block is a heading at the start that says the same as the title that stands above the text. */
export function repeatsTitle({ kind, text }: Block | NumberedBlock, index: number, title: string | undefined): boolean {
  return index === 0 && kind === 'heading' && text === title;
}
