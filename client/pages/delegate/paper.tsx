import type { JSX } from 'preact';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { BallotInfo } from '../../../server/api/snapshot.ts';
import { modeOf } from '../../../server/rules/ballot.ts';
import type { Marks } from '../../../server/rules/formats.ts';
import { type Option, Option as Options, type Question } from '../../../server/rules/formats.ts';
import type { ProposalContent } from '../../../server/rules/proposal.ts';
import type { BallotStatement } from '../../../server/rules/statements.ts';
import { changedWords } from '../../components/amended-text.tsx';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Segments } from '../../components/change.tsx';
import { Notice } from '../../components/notice.tsx';
import { repeatsTitle } from '../../components/proposal-text.tsx';
import { questionName } from '../../components/question-result.tsx';
import { RuleSentence } from '../../components/rule-sentence.tsx';
import { common } from '../../i18n/common.ts';
import { delegate } from '../../i18n/delegate.ts';
import { methods } from '../../i18n/delegate-methods.ts';
import { texts } from '../../i18n/delegate-texts.ts';
import { anchorOf, ChoiceSet, QuestionSet } from './questions.tsx';
import { SubjectView } from './subject.tsx';

/** Whether every question of the ballot has an allowed mark. */
export function isMarked(definition: BallotStatement, marks: Marks): boolean {
  return unmarked(definition, marks).length === 0;
}

function unmarked({ questions }: BallotStatement, marks: Marks): Question[] {
  return questions.filter(({ id, options }) => !options.some((option) => option === marks[id]));
}

interface PaperProps {
  ballot: BallotInfo;
  proposal: ProposalInfo;
  marks: Marks;
  /** A delivered vote is being changed. */
  changing?: boolean;
  /** How many have come so far, in words, where it is not said of votes. */
  turnout?: string;
  onMark: (marks: Marks) => void;
  onKeep?: () => void;
  onGoOn: () => void;
}

/** The paper: what is voted on, and for each question its choices. Nothing is chosen beforehand. */
export function Paper({
  ballot,
  proposal,
  marks,
  changing = false,
  turnout,
  onMark,
  onKeep,
  onGoOn,
}: PaperProps): JSX.Element {
  const t = delegate();
  const { definition, subject } = ballot;
  const points = modeOf(definition) === 'points';
  const left = unmarked(definition, marks);
  const mark = (id: string, option: string): void => onMark({ ...marks, [id]: option });
  const one = subject.kind === 'choice' ? methods().remainingChoice : t.remainingWhole;
  const reason = left.length === 0 ? undefined : points ? t.remaining(left.length) : one;
  return (
    <div class="paper">
      {changing && (
        <Notice tone="info" title={t.changing}>
          <div class="actions">
            <Button variant="secondary" color="neutral" onClick={() => onKeep?.()}>
              {t.keepVote}
            </Button>
          </div>
        </Notice>
      )}
      <RuleSentence rule={definition.rule} present={ballot.entitled} choice={subject.kind === 'choice'} />
      {ballot.method !== 'rollcall' && ballot.secret === null && <p class="muted small">{t.openBallot}</p>}
      {points && subject.kind === 'text' ? (
        <PointsPaper
          ballot={ballot}
          proposal={proposal}
          content={subject.content}
          marks={marks}
          onMark={mark}
          onMarkAll={onMark}
        />
      ) : (
        <OnePaper ballot={ballot} proposal={proposal} marks={marks} onMark={mark} />
      )}
      <div class="paper-end">
        {points && left.length === 0 && <p class="muted">{t.everythingMarked}</p>}
        <Button wide reason={reason} onClick={onGoOn}>
          {t.goOn}
        </Button>
        {points && left[0] !== undefined && (
          <a class="ds-link" href={`#${anchorOf(ballot, left[0].id)}`}>
            {t.nextUnmarked}
          </a>
        )}
        <p class="muted small">{turnout ?? common().votedOf(ballot.voted, ballot.entitled)}</p>
      </div>
    </div>
  );
}

interface PartProps {
  ballot: BallotInfo;
  proposal: ProposalInfo;
  marks: Marks;
  onMark: (id: string, option: string) => void;
}

/** A ballot with one question: a text as a whole, an amendment, a block, a choice. */
function OnePaper({ ballot, proposal, marks, onMark }: PartProps): JSX.Element | null {
  const { subject, definition } = ballot;
  const [question] = definition.questions;
  if (question === undefined) return null;
  const mark = marks[question.id];
  if (subject.kind === 'choice') {
    return (
      <ChoiceSet
        ballot={ballot}
        proposal={proposal}
        question={question}
        subject={subject}
        mark={mark}
        onMark={onMark}
      />
    );
  }
  return (
    <>
      <SubjectView subject={subject} proposal={proposal} />
      <QuestionSet
        ballot={ballot}
        question={question}
        title={questionName(ballot, question)}
        mark={mark}
        onMark={onMark}
      />
    </>
  );
}

/** The text in its order, each point with its choices where it stands. */
function PointsPaper({
  ballot,
  proposal,
  content,
  marks,
  onMark,
  onMarkAll,
}: PartProps & { content: ProposalContent; onMarkAll: (marks: Marks) => void }): JSX.Element {
  const t = delegate();
  const { questions } = ballot.definition;
  const [first] = questions;
  const changed = changedWords(proposal, content);
  let number = 0;
  return (
    <>
      {changed !== undefined && <p class="muted small">{texts().legend}</p>}
      {first !== undefined && content.blocks[0]?.kind !== 'point' && (
        <p>
          <a class="ds-link" href={`#${anchorOf(ballot, first.id)}`}>
            {t.toPoints}
          </a>
        </p>
      )}
      {content.blocks.map((block, i) => {
        const { kind, text } = block;
        if (repeatsTitle(block, i, content.title)) return null;
        const segments = changed?.[i];
        if (kind !== 'point') {
          const Part = kind === 'heading' ? 'h3' : 'p';
          return (
            <div class="document" key={i}>
              <Part>{segments === undefined ? text : <Segments segments={segments} />}</Part>
            </div>
          );
        }
        const question = questions[number];
        number += 1;
        if (question === undefined) return null;
        return (
          <>
            {number === 1 && <Quick key="quick" questions={questions} onMarkAll={onMarkAll} />}
            <QuestionSet
              key={question.id}
              ballot={ballot}
              question={question}
              title={common().point(question.title)}
              text={text}
              changed={segments}
              mark={marks[question.id]}
              onMark={onMark}
            />
          </>
        );
      })}
    </>
  );
}

/** All points marked alike with one press. */
function Quick({
  questions,
  onMarkAll,
}: {
  questions: readonly Question[];
  onMarkAll: (marks: Marks) => void;
}): JSX.Element {
  const t = delegate();
  const options = Options.options.filter((option) => questions[0]?.options.includes(option));
  const all = (option: Option): void => {
    onMarkAll(Object.fromEntries(questions.map(({ id }) => [id, option])));
    announce(t.allMarked(questions.length, option));
  };
  return (
    <fieldset class="quick">
      <legend>{t.quick}</legend>
      <div class="actions">
        {options.map((option) => (
          <Button key={option} variant="secondary" color="neutral" data-size="sm" onClick={() => all(option)}>
            {t.all(option)}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
