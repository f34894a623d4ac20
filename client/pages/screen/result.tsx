import type { JSX } from 'preact';
import type { ScreenResult } from '../../../server/api/screens.ts';
import { isUncounted } from '../../../server/rules/ballot.ts';
import { decideChoices, isChoices } from '../../../server/rules/choice.ts';
import type { Choices, Counts } from '../../../server/rules/formats.ts';
import { alternativeName, decidedName } from '../../components/question-result.tsx';
import { type BarRow, OptionBars, ResultBars } from '../../components/result-bars.tsx';
import { RuleSentence } from '../../components/rule-sentence.tsx';
import { common } from '../../i18n/common.ts';
import { clock } from '../../i18n/numbers.ts';
import { result as results } from '../../i18n/result.ts';
import { screen } from '../../i18n/screen.ts';
import { subjectName } from './ballot.tsx';
import { JournalWords } from './journal-words.tsx';
import { Paged } from './paged.tsx';

type Question = ScreenResult['questions'][number];

/** How a closed ballot went: the outcome, the numbers with bars, and the rule in words. */
export function Result({ result }: { result: ScreenResult }): JSX.Element {
  const t = screen();
  const { number, journal } = result;
  const [first] = result.questions;
  return (
    <>
      <h1 class="screen-title screen-title-small">{subjectName(result)}</h1>
      {result.questions.length === 1 && first !== undefined ? (
        <One result={result} question={first} />
      ) : (
        <Many result={result} />
      )}
      {journal !== null && <JournalWords journal={journal} label={t.closedAt(number, clock(journal.at))} />}
    </>
  );
}

function One({ result, question }: { result: ScreenResult; question: Question }): JSX.Element {
  const { subject, outcome, tally, rule, entitled, method } = result;
  const decided = outcome[question.id] ?? 'rejected';
  const sums = tally[question.id];
  const title = subjectName(result);
  return (
    <>
      <p class="screen-outcome" data-outcome={decided}>
        {decidedName(subject, decided)}
      </p>
      {isUncounted({ method: method === 'phones' ? undefined : method }) ? (
        <p>{method === 'acclamation' ? results().acclamation : results().unanimity}</p>
      ) : sums === undefined ? (
        <p>{screen().noCounts}</p>
      ) : isChoices(sums) ? (
        <ChoiceBars result={result} choices={sums} title={title} />
      ) : (
        <>
          <ResultBars counts={sums} title={title} />
          <RuleSentence rule={rule} present={entitled} counts={sums} decided={decided} />
        </>
      )}
    </>
  );
}

function ChoiceBars({
  result: { subject, rule, entitled },
  choices,
  title,
}: {
  result: ScreenResult;
  choices: Choices;
  title: string;
}): JSX.Element {
  const options = subject.kind === 'choice' ? subject.options : [];
  const rows: BarRow[] = options.map(({ id, title: plain }) => ({
    id,
    label: subject.kind === 'choice' ? alternativeName(subject, id) : plain,
    votes: choices.options[id] ?? 0,
  }));
  if (choices.blank !== undefined) rows.push({ id: 'blank', label: common().option.blank, votes: choices.blank });
  const { required, got } = decideChoices(rule, choices, entitled);
  return (
    <>
      <OptionBars rows={rows} title={title} />
      <p class="rule">{results().choiceRule(required, got)}</p>
    </>
  );
}

/** A ballot point by point: how many were adopted, and each with its numbers. */
function Many({ result: { questions, outcome, tally } }: { result: ScreenResult }): JSX.Element {
  const t = screen();
  const words = common();
  const adopted = questions.filter(({ id }) => outcome[id] === 'adopted').length;
  return (
    <>
      <p class="screen-outcome" data-outcome={adopted > 0 ? 'adopted' : 'rejected'}>
        {t.adoptedOf(adopted, questions.length)}
      </p>
      <Paged mark={JSON.stringify(tally)}>
        {questions.map(({ id, title }) => {
          const sums = tally[id];
          const decided = outcome[id] === 'adopted' ? 'adopted' : 'rejected';
          return (
            <p class="screen-row" key={id} data-outcome={decided}>
              <strong>{words.point(title)}</strong>
              <span>{sums === undefined || isChoices(sums) ? '' : inWords(sums)}</span>
              <strong class="screen-decided">{words.outcome[decided]}</strong>
            </p>
          );
        })}
      </Paged>
    </>
  );
}

function inWords({ for: yes, against, blank }: Counts): string {
  return screen().counts(yes, against, blank);
}
