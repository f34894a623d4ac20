import type { JSX } from 'preact';
import type { BallotInfo } from '../../server/api/snapshot.ts';
import { isUncounted, modeOf } from '../../server/rules/ballot.ts';
import { decideChoices, isChoices } from '../../server/rules/choice.ts';
import type { Choices, Counts, Decided, Question } from '../../server/rules/formats.ts';
import type { Subject } from '../../server/rules/subject.ts';
import { common } from '../i18n/common.ts';
import { result as words } from '../i18n/result.ts';
import { type BarRow, OptionBars, ResultBars } from './result-bars.tsx';
import { RuleSentence } from './rule-sentence.tsx';

/** What one question of a ballot is called: `Punkt 3`, `Endringsforslag 2`. */
export function questionName({ subject }: Pick<BallotInfo, 'subject'>, question: Question): string {
  const t = common();
  switch (subject.kind) {
    case 'text':
      return /^\d+$/u.test(question.id) ? t.point(question.title) : t.wholeText;
    case 'amendment':
      return words().amendment(subject.number);
    case 'block':
      return words().block(subject.amendments.map(({ number }) => number));
    case 'choice':
      return subject.title;
  }
}

/** What was decided of a question, in a few words: `Vedtatt`, `Valgt: endringsforslag 2`. */
export function decidedName(subject: Subject, decided: Decided): string {
  if (decided === 'adopted' || decided === 'rejected') return common().outcome[decided];
  if (decided === 'undecided') return words().undecided;
  const id = decided.slice('chosen:'.length);
  return words().chosen(subject.kind === 'choice' ? alternativeName(subject, id) : id);
}

/** What an alternative is called: an amendment by its number, an answer of a question by its words, all else by its title. */
export function alternativeName({ options, base }: Extract<Subject, { kind: 'choice' }>, id: string): string {
  const option = options.find((one) => one.id === id);
  if (option === undefined) return id === 'blank' ? common().option.blank : id;
  if (base !== undefined) return words().amendment(Number(option.title));
  return /^\d+$/u.test(id) ? option.text : option.title;
}

/** One question of a closed ballot: its title and outcome, its text where it has one, bars, and the rule in words. */
export function QuestionResult({
  ballot,
  question,
  text,
}: {
  ballot: BallotInfo;
  question: Question;
  text?: string | undefined;
}): JSX.Element | null {
  const { definition, result } = ballot;
  const decided = result?.outcome[question.id];
  if (result === null || decided === undefined) return null;
  const title = questionName(ballot, question);
  return (
    <div class="question-result">
      <h3 class="question-title">
        {title}
        <span class="ds-tag outcome" data-color={isYes(decided) ? 'success' : 'neutral'}>
          {decidedName(ballot.subject, decided)}
        </span>
      </h3>
      {modeOf(definition) === 'points' && text !== undefined && <p class="document">{text}</p>}
      {ballot.subject.kind === 'block' && (
        <p>{ballot.subject.recommendation === 'adopt' ? words().blockAdopt : words().blockReject}</p>
      )}
      <Numbers ballot={ballot} question={question} title={title} decided={decided} />
    </div>
  );
}

function isYes(decided: Decided): boolean {
  return decided === 'adopted' || decided.startsWith('chosen:');
}

/** How the question was decided: the numbers, the rule, and who counted. */
function Numbers({
  ballot,
  question,
  title,
  decided,
}: {
  ballot: BallotInfo;
  question: Question;
  title: string;
  decided: Decided;
}): JSX.Element | null {
  const t = words();
  const { definition, method, entitled, result } = ballot;
  if (isUncounted(definition)) return <p class="rule">{method === 'acclamation' ? t.acclamation : t.unanimity}</p>;
  const sums = result?.tally[question.id];
  if (sums === undefined) return null;
  const hands = result?.hands?.[question.id];
  return (
    <>
      {isChoices(sums) ? (
        <ChoiceNumbers ballot={ballot} choices={sums} title={title} decided={decided} />
      ) : (
        <>
          <ResultBars counts={sums} title={title} />
          <RuleSentence rule={definition.rule} present={entitled} counts={sums} decided={decided} />
        </>
      )}
      {method === 'hands' && <p class="rule">{t.hands}</p>}
      {method === 'against' && !isChoices(sums) && <p class="rule">{t.against(sums.against)}</p>}
      {(method === 'phones' || method === 'rollcall') && hands !== undefined && (
        <p class="rule">{t.ofHands(partsOf(ballot, hands))}</p>
      )}
    </>
  );
}

/** What the tellers counted beside the phones, in words. */
function partsOf(ballot: BallotInfo, hands: Counts | Choices): string[] {
  const t = words();
  if (isChoices(hands)) return rowsOf(ballot, hands).map(({ label, votes }) => t.part(votes, label));
  const { for: yes, against, blank } = hands;
  const parts = [t.part(yes, t.option.for), t.part(against, t.option.against)];
  return blank === undefined ? parts : [...parts, t.part(blank, t.option.blank)];
}

function rowsOf({ subject }: BallotInfo, { options, blank }: Choices): BarRow[] {
  if (subject.kind !== 'choice') return [];
  const rows = subject.options.map(({ id }) => ({
    id,
    label: alternativeName(subject, id),
    votes: options[id] ?? 0,
  }));
  return blank === undefined ? rows : [...rows, { id: 'blank', label: common().option.blank, votes: blank }];
}

function ChoiceNumbers({
  ballot,
  choices,
  title,
  decided,
}: {
  ballot: BallotInfo;
  choices: Choices;
  title: string;
  decided: Decided;
}): JSX.Element {
  const t = words();
  const { rule } = ballot.definition;
  const { required, got, leading } = decideChoices(rule, choices, ballot.entitled);
  const cast = decided.startsWith('chosen:') && leading.length > 1;
  return (
    <>
      <OptionBars rows={rowsOf(ballot, choices)} title={title} />
      <p class="rule">
        {t.choiceRule(required, got)} {cast && `${t.castingChoice} `}
        {decidedName(ballot.subject, decided)}.
      </p>
    </>
  );
}
