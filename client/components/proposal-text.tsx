import type { ComponentChildren, JSX } from 'preact';
import type { Block } from '../../server/rules/proposal.ts';

interface Section {
  first: number;
  points: string[];
}

/** A proposal's text: headings, paragraphs and numbered points, as text nodes only. `level` is the level of its headings. */
export function ProposalText({ blocks, level = 3 }: { blocks: readonly Block[]; level?: 2 | 3 | 4 }): JSX.Element {
  const Heading = `h${level}` as 'h2' | 'h3' | 'h4';
  const drawn: ComponentChildren[] = [];
  let section: Section | undefined;
  let number = 0;
  const flush = (): void => {
    if (section === undefined) return;
    drawn.push(
      <ol class="points" start={section.first} key={`p${section.first}`}>
        {section.points.map((text, i) => (
          <li key={i}>{text}</li>
        ))}
      </ol>,
    );
    section = undefined;
  };
  blocks.forEach(({ kind, text }, i) => {
    if (kind === 'point') {
      number += 1;
      section ??= { first: number, points: [] };
      section.points.push(text);
      return;
    }
    flush();
    drawn.push(kind === 'heading' ? <Heading key={i}>{text}</Heading> : <p key={i}>{text}</p>);
  });
  flush();
  return <div class="document">{drawn}</div>;
}
