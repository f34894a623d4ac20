import type { JSX } from 'preact';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import type { Subject } from '../../../server/rules/subject.ts';
import { ChangeView } from '../../components/change.tsx';
import { ProposalText } from '../../components/proposal-text.tsx';
import { Reading } from '../../components/reading.tsx';
import { texts } from '../../i18n/delegate-texts.ts';

/** What a ballot puts to the vote, to be read: a text, amendments against the text they change, or alternatives. */
export function SubjectText({
  snapshot,
  proposal: id,
  subject,
}: {
  snapshot: Snapshot;
  proposal: string;
  subject: Subject;
}): JSX.Element {
  const proposal = snapshot.proposals.find((one) => one.id === id);
  switch (subject.kind) {
    case 'text':
      return (
        <Reading label={subject.content.title}>
          <ProposalText blocks={subject.content.blocks} title={subject.content.title} level={3} />
        </Reading>
      );
    case 'choice':
      return (
        <ol class="list alternatives">
          {subject.options.map((option) => (
            <li key={option.id}>
              <strong>{subject.base === undefined ? option.title : texts().amendment(Number(option.title))}</strong>
              {option.text !== '' && <p class="document">{option.text}</p>}
            </li>
          ))}
        </ol>
      );
    default: {
      const amendments = subject.kind === 'block' ? subject.amendments : [subject];
      return (
        <ul class="list alternatives">
          {amendments.map(({ number, change }) => (
            <li key={number}>
              <strong>{texts().amendment(number)}</strong>
              {proposal !== undefined && <ChangeView change={change} original={proposal.content} />}
            </li>
          ))}
        </ul>
      );
    }
  }
}
