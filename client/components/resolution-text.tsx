import type { JSX } from 'preact';
import { fromMarkdown } from '../../server/rules/proposal.ts';
import type { ResolutionPayload } from '../../server/rules/statements.ts';
import { resolution } from '../i18n/resolution.ts';
import { ProposalText } from './proposal-text.tsx';
import '../styles/pages/resolution.css';

type Heading = 2 | 3 | 4;

/** What was adopted: the resolution's text, without its first heading where that is the title over it. */
export function AdoptedText({ payload, level }: { payload: ResolutionPayload; level: Heading }): JSX.Element {
  const blocks = fromMarkdown(payload.text);
  const [first] = blocks;
  const titled = first?.kind === 'heading' && first.text === payload.title;
  return <ProposalText blocks={titled ? blocks.slice(1) : blocks} level={level} />;
}

/** The points that fell, under their own numbers; nothing where none did. */
export function RejectedPoints({ payload, level }: { payload: ResolutionPayload; level: Heading }): JSX.Element | null {
  const fell = payload.points.filter(({ outcome }) => outcome === 'rejected');
  if (fell.length === 0) return null;
  const t = resolution();
  const Heading = `h${level}` as 'h2' | 'h3' | 'h4';
  return (
    <section class="rejected">
      <Heading class="ds-heading" data-size="xs">
        {t.notAdopted}
      </Heading>
      <p class="muted">{t.notAdoptedAbout(fell.length)}</p>
      <ProposalText blocks={fell.map(({ number, text }) => ({ kind: 'point', number, text }))} level={level} />
    </section>
  );
}
