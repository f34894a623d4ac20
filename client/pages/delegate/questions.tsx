import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { BallotInfo } from '../../../server/api/snapshot.ts';
import type { Change } from '../../../server/rules/amendment.ts';
import type { Segment } from '../../../server/rules/diff.ts';
import type { Question } from '../../../server/rules/formats.ts';
import { fromMarkdown } from '../../../server/rules/proposal.ts';
import type { Subject } from '../../../server/rules/subject.ts';
import { ChangeView, Segments } from '../../components/change.tsx';
import { ProposalText } from '../../components/proposal-text.tsx';
import { alternativeName } from '../../components/question-result.tsx';
import { common } from '../../i18n/common.ts';
import { methods } from '../../i18n/delegate-methods.ts';

type Choice = Extract<Subject, { kind: 'choice' }>;

/** The place of a question on the page, for links to it. */
export function anchorOf(ballot: BallotInfo, question: string): string {
  return `question-${ballot.definition.number}-${question}`;
}

/** What an option of a ballot is called: for, against, blank, or what the alternative is called. */
export function optionName({ subject }: Pick<BallotInfo, 'subject'>, option: string): string {
  if (subject.kind === 'choice') return alternativeName(subject, option);
  const words: Record<string, string> = common().option;
  return words[option] ?? option;
}

/** One question: its title and text, and a big target for each option. */
export function QuestionSet({
  ballot,
  question,
  title,
  text,
  changed,
  mark,
  onMark,
}: {
  ballot: BallotInfo;
  question: Question;
  title: string;
  text?: string;
  /** What was changed in the text since it was proposed. */
  changed?: readonly Segment[] | undefined;
  mark: string | undefined;
  onMark: (id: string, option: string) => void;
}): JSX.Element {
  const about = useId();
  const id = anchorOf(ballot, question.id);
  return (
    <fieldset class="question" id={id} aria-describedby={text === undefined ? undefined : about} data-marked={mark}>
      <legend>{title}</legend>
      {text !== undefined && (
        <p class="document question-text" id={about}>
          {changed === undefined ? text : <Segments segments={changed} />}
        </p>
      )}
      <div class="choices">
        {question.options.map((option) => (
          <label class="choice" key={option} data-option={option}>
            <input
              type="radio"
              class="ds-input"
              name={id}
              value={option}
              checked={mark === option}
              onChange={() => onMark(question.id, option)}
            />
            <span>{optionName(ballot, option)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A choice between alternatives: a card each, with its text. */
export function ChoiceSet({
  ballot,
  proposal,
  question,
  subject,
  mark,
  onMark,
}: {
  ballot: BallotInfo;
  proposal: ProposalInfo;
  question: Question;
  subject: Choice;
  mark: string | undefined;
  onMark: (id: string, option: string) => void;
}): JSX.Element {
  const id = anchorOf(ballot, question.id);
  return (
    <fieldset class="question alternatives" id={id} data-marked={mark}>
      <legend>{methods().choose}</legend>
      {question.options.map((option) => (
        <div class="alternative" key={option}>
          <label class="choice" data-option={option}>
            <input
              type="radio"
              class="ds-input"
              name={id}
              value={option}
              checked={mark === option}
              onChange={() => onMark(question.id, option)}
            />
            <span>{alternativeName(subject, option)}</span>
          </label>
          <AlternativeText proposal={proposal} subject={subject} id={option} />
        </div>
      ))}
    </fieldset>
  );
}

/** What an alternative says: an amendment as a change, a text folded away. Nothing where its name says it all. */
export function AlternativeText({
  proposal,
  subject,
  id,
}: {
  proposal: ProposalInfo;
  subject: Choice;
  id: string;
}): JSX.Element | null {
  const option = subject.options.find((one) => one.id === id);
  if (option === undefined || alternativeName(subject, id) === option.text) return null;
  const amendment = proposal.amendments.find(({ number }) => `a${number}` === id);
  if (subject.base !== undefined && amendment !== undefined && textOf(amendment.change) === option.text) {
    return <ChangeView change={amendment.change} original={proposal.content} />;
  }
  if (option.text === '') return null;
  return (
    <details class="reading">
      <summary>{methods().showAlternative}</summary>
      <ProposalText blocks={fromMarkdown(option.text)} title={option.title} level={4} />
    </details>
  );
}

/** What a change puts in. */
function textOf(change: Change): string {
  if (change.type === 'add') return change.block.text;
  return change.type === 'replace' ? change.text : '';
}
