import type { JSX } from 'preact';
import { diffWords } from '../../../server/rules/diff.ts';
import type { Comment } from '../../../server/rules/party-statements.ts';
import type { ProposalContent } from '../../../server/rules/proposal.ts';
import { Segments } from '../../components/change.tsx';
import { Said } from '../../components/committee-view.tsx';
import { hearing as words } from '../../i18n/hearing.ts';
import { nameOfPlace } from './view.tsx';

/** Remarks of written input, each with the place that it is about, and against the text where it changes it. */
export function Comments({
  content,
  comments,
}: {
  content: ProposalContent;
  comments: readonly Comment[];
}): JSX.Element {
  const t = words();
  return (
    <ul class="comments">
      {comments.map(({ place, type, text, reason }, i) => {
        const there = content.blocks[place - 1]?.text ?? '';
        return (
          <li key={i}>
            <p class="change-name">{t.commentOn[type](nameOfPlace(content, place))}</p>
            {type === 'comment' ? (
              <Said text={text} />
            ) : (
              <p class="document changed">
                <Segments
                  segments={
                    type === 'replace'
                      ? diffWords(there, text)
                      : [type === 'add' ? { kind: 'added' as const, text } : { kind: 'removed' as const, text: there }]
                  }
                />
              </p>
            )}
            {reason !== '' && <p class="muted">{t.because(reason)}</p>}
          </li>
        );
      })}
    </ul>
  );
}
