import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { BallotInfo } from '../../../server/api/snapshot.ts';
import { modeOf, wholeQuestion } from '../../../server/rules/ballot.ts';
import type { Option, Question } from '../../../server/rules/formats.ts';
import type { ProposalContent } from '../../../server/rules/proposal.ts';
import type { BallotStatement, Marks } from '../../../server/rules/statements.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProposalText, repeatsTitle } from '../../components/proposal-text.tsx';
import { RuleSentence } from '../../components/rule-sentence.tsx';
import { common } from '../../i18n/common.ts';
import { delegate } from '../../i18n/delegate.ts';

/** Whether every question of the ballot has an allowed mark. */
export function isMarked(definition: BallotStatement, marks: Marks): boolean {
  return unmarked(definition, marks).length === 0;
}

function unmarked({ questions }: BallotStatement, marks: Marks): Question[] {
  return questions.filter(({ id, options }) => !options.some((option) => option === marks[id]));
}

interface PaperProps {
  ballot: BallotInfo;
  content: ProposalContent;
  marks: Marks;
  /** A delivered vote is being changed. */
  changing: boolean;
  onMark: (marks: Marks) => void;
  onKeep: () => void;
  onGoOn: () => void;
}

/** The paper: the text, and for each question its choices. Nothing is chosen beforehand. */
export function Paper({ ballot, content, marks, changing, onMark, onKeep, onGoOn }: PaperProps): JSX.Element {
  const t = delegate();
  const { definition } = ballot;
  const whole = modeOf(definition) === 'whole';
  const left = unmarked(definition, marks);
  const mark = (id: string, option: Option): void => onMark({ ...marks, [id]: option });
  const reason = left.length === 0 ? undefined : whole ? t.remainingWhole : t.remaining(left.length);
  return (
    <div class="paper">
      {changing && (
        <Notice tone="info" title={t.changing}>
          <div class="actions">
            <Button variant="secondary" color="neutral" onClick={onKeep}>
              {t.keepVote}
            </Button>
          </div>
        </Notice>
      )}
      <RuleSentence rule={definition.rule} present={ballot.entitled} />
      <p class="muted small">{t.openBallot}</p>
      {whole ? (
        <WholePaper ballot={ballot} content={content} marks={marks} onMark={mark} />
      ) : (
        <PointsPaper ballot={ballot} content={content} marks={marks} onMark={mark} onMarkAll={onMark} />
      )}
      <div class="paper-end">
        {!whole && left.length === 0 && <p class="muted">{t.everythingMarked}</p>}
        <Button wide reason={reason} onClick={onGoOn}>
          {t.goOn}
        </Button>
        {!whole && left[0] !== undefined && (
          <a class="ds-link" href={`#${anchor(ballot, left[0].id)}`}>
            {t.nextUnmarked}
          </a>
        )}
        <p class="muted small">{common().votedOf(ballot.voted, ballot.entitled)}</p>
      </div>
    </div>
  );
}

function anchor(ballot: BallotInfo, question: string): string {
  return `question-${ballot.definition.number}-${question}`;
}

interface PartProps {
  ballot: BallotInfo;
  content: ProposalContent;
  marks: Marks;
  onMark: (id: string, option: Option) => void;
}

function WholePaper({ ballot, content, marks, onMark }: PartProps): JSX.Element {
  const [question] = ballot.definition.questions;
  return (
    <>
      <ProposalText blocks={content.blocks} title={content.title} level={3} />
      {question !== undefined && (
        <QuestionSet
          ballot={ballot}
          question={question}
          title={common().wholeText}
          mark={marks[wholeQuestion] as Option | undefined}
          onMark={onMark}
        />
      )}
    </>
  );
}

/** The text in its order, each point with its choices where it stands. */
function PointsPaper({
  ballot,
  content,
  marks,
  onMark,
  onMarkAll,
}: PartProps & { onMarkAll: (marks: Marks) => void }): JSX.Element {
  const t = delegate();
  const { questions } = ballot.definition;
  const [first] = questions;
  const all = (option: Option): void => {
    onMarkAll(Object.fromEntries(questions.map(({ id }) => [id, option])));
    announce(t.allMarked(questions.length, option));
  };
  let number = 0;
  return (
    <>
      {first !== undefined && content.blocks[0]?.kind !== 'point' && (
        <p>
          <a class="ds-link" href={`#${anchor(ballot, first.id)}`}>
            {t.toPoints}
          </a>
        </p>
      )}
      {content.blocks.map((block, i) => {
        const { kind, text } = block;
        if (repeatsTitle(block, i, content.title)) return null;
        if (kind === 'heading') {
          return (
            <div class="document" key={i}>
              <h3>{text}</h3>
            </div>
          );
        }
        if (kind === 'paragraph') {
          return (
            <div class="document" key={i}>
              <p>{text}</p>
            </div>
          );
        }
        const question = questions[number];
        number += 1;
        if (question === undefined) return null;
        const title = common().point(question.title);
        return (
          <>
            {number === 1 && (
              <fieldset class="quick" key="quick">
                <legend>{t.quick}</legend>
                <div class="actions">
                  {question.options.map((option) => (
                    <Button key={option} variant="secondary" color="neutral" data-size="sm" onClick={() => all(option)}>
                      {t.all(option)}
                    </Button>
                  ))}
                </div>
              </fieldset>
            )}
            <QuestionSet
              key={question.id}
              ballot={ballot}
              question={question}
              title={title}
              text={text}
              mark={marks[question.id] as Option | undefined}
              onMark={onMark}
            />
          </>
        );
      })}
    </>
  );
}

/** One question: its title and text, and a big target for each option. */
function QuestionSet({
  ballot,
  question,
  title,
  text,
  mark,
  onMark,
}: {
  ballot: BallotInfo;
  question: Question;
  title: string;
  text?: string;
  mark: Option | undefined;
  onMark: (id: string, option: Option) => void;
}): JSX.Element {
  const about = useId();
  const words = common();
  const id = anchor(ballot, question.id);
  return (
    <fieldset class="question" id={id} aria-describedby={text === undefined ? undefined : about} data-marked={mark}>
      <legend>{title}</legend>
      {text !== undefined && (
        <p class="document question-text" id={about}>
          {text}
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
            <span>{words.option[option]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
