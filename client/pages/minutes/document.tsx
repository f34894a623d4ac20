import type { JSX } from 'preact';
import type { MinutesBlock } from '../../../server/rules/minutes-blocks.ts';
import { ProposalText } from '../../components/proposal-text.tsx';

/** Minutes as they are signed, on the screen and on paper. Their title is the page's own. */
export function MinutesDocument({
  blocks,
  language,
}: {
  blocks: readonly MinutesBlock[];
  language: string;
}): JSX.Element {
  return (
    <article class="minutes" lang={language}>
      {blocks.map((piece, i) => (
        <Piece key={i} piece={piece} />
      ))}
    </article>
  );
}

function Piece({ piece }: { piece: MinutesBlock }): JSX.Element | null {
  switch (piece.type) {
    case 'heading': {
      if (piece.level === 1) return null;
      const Heading = `h${piece.level}` as 'h2' | 'h3' | 'h4';
      return <Heading>{piece.text}</Heading>;
    }
    case 'paragraph':
      return <p>{piece.text}</p>;
    case 'list':
      return (
        <ul>
          {piece.items.map((item, i) => (
            <li key={i}>{item}</li>
          ))}
        </ul>
      );
    case 'table':
      return <Table {...piece} />;
    case 'text':
      return (
        <blockquote>
          <ProposalText blocks={piece.blocks} level={4} />
        </blockquote>
      );
  }
}

function Table({ head, rows }: Extract<MinutesBlock, { type: 'table' }>): JSX.Element {
  return (
    // a table that is wider than a phone is scrolled by itself, with the keyboard too
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable
    <section class="minutes-table" aria-label={head.join(', ')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, i) => (
              <th key={i} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
