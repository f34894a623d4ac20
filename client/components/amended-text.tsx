import type { ComponentChildren, JSX } from 'preact';
import type { ProposalInfo } from '../../server/api/proposals.ts';
import { applyChanges } from '../../server/rules/amend.ts';
import type { Segment } from '../../server/rules/diff.ts';
import { contentHash, type ProposalContent } from '../../server/rules/proposal.ts';
import { type DiffedBlock, diffText } from '../../server/rules/text-diff.ts';
import { texts } from '../i18n/delegate-texts.ts';
import { Segments } from './change.tsx';
import { ProposalText, repeatsTitle } from './proposal-text.tsx';

type Amended = Pick<ProposalInfo, 'content' | 'text' | 'textHash' | 'amendments'>;

/** The text as it stands against the text as it was proposed; undefined where the adopted amendments do not make it. */
function diffed({ content, textHash, amendments }: Amended): DiffedBlock[] | undefined {
  const adopted = amendments.filter(({ disposition }) => disposition.kind === 'adopted');
  if (adopted.length === 0) return undefined;
  const applied = applyChanges(content, adopted);
  if (!applied.ok || contentHash(applied.value.content) !== textHash) return undefined;
  return diffText(content, applied.value);
}

/**
 * What was changed in each block of a text that is put to the vote, in the order of its blocks; undefined where nothing
 * was, or where the text is not the one that stands now.
 */
export function changedWords(proposal: Amended, content: ProposalContent): (readonly Segment[])[] | undefined {
  if (contentHash(content) !== proposal.textHash) return undefined;
  return diffed(proposal)
    ?.filter(({ kind }) => kind !== 'removed')
    .map(({ segments }) => segments);
}

/** A proposal's text as it stands, with what was changed in it marked. `level` is that of its headings. */
export function AmendedText({ proposal, level = 3 }: { proposal: Amended; level?: 2 | 3 | 4 }): JSX.Element {
  const t = texts();
  const blocks = diffed(proposal);
  const { title } = proposal.content;
  if (blocks === undefined) return <ProposalText blocks={proposal.text.blocks} title={title} level={level} />;
  const Heading = `h${level}` as 'h2' | 'h3' | 'h4';
  const drawn: ComponentChildren[] = [];
  let points: JSX.Element[] = [];
  const flush = (key: number): void => {
    if (points.length > 0)
      drawn.push(
        <ol class="points" key={`points-${key}`}>
          {points}
        </ol>,
      );
    points = [];
  };
  blocks.forEach(({ block: kind, kind: how, segments, point, amendment }, i) => {
    const words = (
      <span>
        <Segments segments={segments} />
        {amendment !== null && <span class="change-by"> {t.changedBy(amendment)}</span>}
      </span>
    );
    if (kind === 'point') {
      points.push(
        <li key={i} value={point ?? undefined} data-number={point ?? '–'} data-change={how}>
          {words}
        </li>,
      );
      return;
    }
    flush(i);
    const text = segments.map((segment) => segment.text).join('');
    if (how === 'same' && repeatsTitle({ kind, text }, i, title)) return;
    drawn.push(kind === 'heading' ? <Heading key={i}>{words}</Heading> : <p key={i}>{words}</p>);
  });
  flush(blocks.length);
  return (
    <>
      <p class="muted small">{t.legend}</p>
      <div class="document">{drawn}</div>
    </>
  );
}
