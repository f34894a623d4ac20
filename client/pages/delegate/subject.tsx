import type { JSX } from 'preact';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { BallotInfo, Snapshot } from '../../../server/api/snapshot.ts';
import type { Subject } from '../../../server/rules/subject.ts';
import { AmendedText, changedWords } from '../../components/amended-text.tsx';
import { ChangeView } from '../../components/change.tsx';
import { ProposalText } from '../../components/proposal-text.tsx';
import { alternativeName } from '../../components/question-result.tsx';
import { methods } from '../../i18n/delegate-methods.ts';
import { texts } from '../../i18n/delegate-texts.ts';
import { AlternativeText } from './questions.tsx';

/** What a ballot is on, in a line: the text's title, the amendment and what it is to, the choice's own title. */
export function subjectName({ proposals }: Snapshot, { proposal, subject }: BallotInfo): string {
  const t = methods();
  const title = proposals.find(({ id }) => id === proposal)?.content.title ?? '';
  switch (subject.kind) {
    case 'text':
      return subject.content.title;
    case 'amendment':
      return t.amendmentTo(subject.number, title);
    case 'block':
      return t.blockOf(subject.amendments.map(({ number }) => number));
    case 'choice':
      return subject.title;
  }
}

/** What is put to the vote, as the chair signed it. `level` is that of the headings in a text. */
export function SubjectView({
  subject,
  proposal,
  level = 3,
}: {
  subject: Subject;
  proposal: ProposalInfo;
  level?: 3 | 4;
}): JSX.Element {
  switch (subject.kind) {
    case 'text': {
      const { content } = subject;
      if (changedWords(proposal, content) !== undefined) return <AmendedText proposal={proposal} level={level} />;
      return <ProposalText blocks={content.blocks} title={content.title} level={level} />;
    }
    case 'amendment':
      return <OneAmendment proposal={proposal} number={subject.number} change={subject.change} />;
    case 'block':
      return <Block proposal={proposal} subject={subject} />;
    case 'choice':
      return (
        <ul class="list">
          {subject.options.map(({ id }) => (
            <li class="change" key={id}>
              <p class="change-name">{alternativeName(subject, id)}</p>
              <AlternativeText proposal={proposal} subject={subject} id={id} />
            </li>
          ))}
        </ul>
      );
  }
}

function OneAmendment({
  proposal,
  number,
  change,
}: { proposal: ProposalInfo } & Pick<Extract<Subject, { kind: 'amendment' }>, 'number' | 'change'>): JSX.Element {
  const t = texts();
  const known = proposal.amendments.find((one) => one.number === number);
  return (
    <ChangeView change={change} original={proposal.content}>
      {known !== undefined && (
        <>
          {known.proposer + known.branch !== '' && <p class="muted small">{t.by(known.proposer, known.branch)}</p>}
          {known.reason !== '' && <p class="muted small">{t.reason(known.reason)}</p>}
        </>
      )}
    </ChangeView>
  );
}

/** Amendments that are decided together: what is recommended, and each of them to be opened. */
function Block({
  proposal,
  subject,
}: {
  proposal: ProposalInfo;
  subject: Extract<Subject, { kind: 'block' }>;
}): JSX.Element {
  const t = methods();
  return (
    <>
      <p>
        <strong>{subject.recommendation === 'adopt' ? t.blockAdopt : t.blockReject}</strong>
      </p>
      {subject.amendments.map(({ number, change }) => (
        <details class="card fold" key={number}>
          <summary>{t.blockOpen(number)}</summary>
          <OneAmendment proposal={proposal} number={number} change={change} />
        </details>
      ))}
    </>
  );
}
