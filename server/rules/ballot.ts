import { hashOf, hashOfText } from './canonical.ts';
import { type Marks, Option, type Question, type Rule } from './formats.ts';
import { pointsOf, toMarkdown } from './proposal.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import type { IssuerKey } from './secret-statements.ts';
import type { BallotStatement, Method, RollStatement, VoteStatement } from './statements.ts';
import { itemOf, type Subject } from './subject.ts';

/** How a text is put to the vote: as a whole, or point by point on one paper. Whatever else is voted on has one question. */
export type Mode = 'whole' | 'points';

/** The id of the only question when a text is voted on as a whole. */
export const wholeQuestion = 'text';

/**
 * A ballot's questions. Point n of a text has the id `n` and the title `n`; the whole has the id `text` and the text's
 * title. Any other subject has one question whose id is its kind and whose text is the subject's hash; the title is an
 * amendment's number, a block's recommendation, a choice's own title.
 */
export function questionsFor(subject: Subject, mode: Mode, rule: Rule, method?: Method): Question[] {
  const options = optionsFor(subject, rule, method);
  switch (subject.kind) {
    case 'text': {
      const { title, blocks } = subject.content;
      if (mode === 'whole') return [{ id: wholeQuestion, title, text: hashOfText(toMarkdown(blocks)), options }];
      return pointsOf(blocks).map(({ number, text }) => ({
        id: String(number),
        title: String(number),
        text: hashOfText(text),
        options,
      }));
    }
    case 'amendment':
      return [{ id: subject.kind, title: String(subject.number), text: itemOf(subject), options }];
    case 'block':
      return [{ id: subject.kind, title: subject.recommendation, text: itemOf(subject), options }];
    case 'choice':
      return [{ id: subject.kind, title: subject.title, text: itemOf(subject), options }];
  }
}

/** What a voter chooses between. Where only those against are counted nobody can be blank. */
function optionsFor(subject: Subject, rule: Rule, method: Method | undefined): string[] {
  const blank = rule.blanks === 'allowed' && method !== 'against' ? ['blank'] : [];
  return [...(subject.kind === 'choice' ? subject.options.map(({ id }) => id) : ['for', 'against']), ...blank];
}

/** The options of a question that is for or against; none of them is an alternative. */
export function optionsOf({ options }: Pick<Question, 'options'>): Option[] {
  return options.filter(isOption);
}

function isOption(option: string): option is Option {
  return Option.options.some((known) => known === option);
}

/** What a ballot's definition is made of. `roll` is the hash of the signed roll; `mode` matters for a text alone. */
export interface BallotParts {
  branch: string;
  meeting: string;
  number: number;
  subject: Subject;
  mode: Mode;
  rule: Rule;
  roll: string;
  /** The key of a secret ballot; absent for an open one. */
  issuer?: IssuerKey | undefined;
  /** Absent for the phones. */
  method?: Method | undefined;
  trial?: boolean | undefined;
  /** Hash of the cancelled ballot that it takes again. */
  retakes?: string | undefined;
  /** Hash of the voting plan that it follows. */
  plan?: string | undefined;
  openedAt: string;
}

/** The definition that the chair signs at opening. The ballot's id is its hash. */
export function buildBallot(parts: BallotParts): BallotStatement {
  const { subject, rule, issuer, method, trial, retakes, plan } = parts;
  return {
    typ: 'vedtak/ballot/1',
    branch: parts.branch,
    meeting: parts.meeting,
    item: itemOf(subject),
    number: parts.number,
    secrecy: issuer === undefined ? 'open' : 'secret',
    questions: questionsFor(subject, parts.mode, rule, method),
    rule,
    roll: parts.roll,
    ...(issuer === undefined ? {} : { issuer }),
    ...(method === undefined ? {} : { method }),
    ...(trial === true ? { trial } : {}),
    ...(retakes === undefined ? {} : { retakes }),
    ...(plan === undefined ? {} : { plan }),
    openedAt: parts.openedAt,
  };
}

/** The mode of a definition, read from its questions: point by point they are numbered. */
export function modeOf({ questions }: Pick<BallotStatement, 'questions'>): Mode {
  return /^\d+$/u.test(questions[0]?.id ?? '') ? 'points' : 'whole';
}

/** Whether votes are given with the phones; by the other methods people are counted in the hall, or not at all. */
export function isByPhone({ method }: Pick<BallotStatement, 'method'>): boolean {
  return method === undefined || method === 'rollcall';
}

/** Whether a ballot counts nobody: it is adopted when no one asks for a ballot. */
export function isUncounted({ method }: { method?: Method | undefined }): boolean {
  return method === 'unanimity' || method === 'acclamation';
}

/**
 * Whether a vote belongs to the ballot, comes from its roll and marks every question with an allowed option.
 * @param ballot the ballot's id, where it is known already: the hash of its definition.
 */
export function checkVote(
  definition: BallotStatement,
  roll: RollStatement,
  vote: VoteStatement,
  ballot: string = hashOf(definition),
): Checked<VoteStatement> {
  if (vote.ballot !== ballot) return refuse('ballot.unknown', `the vote names ballot ${vote.ballot}, not ${ballot}`);
  if (definition.secrecy === 'secret') return refuse('ballot.method', 'the ballot is voted secretly');
  if (!isByPhone(definition)) return refuse('ballot.method', `the ballot is voted by ${definition.method}`);
  if (!roll.entries.some(({ delegate }) => delegate === vote.delegate)) {
    return refuse('vote.not_on_roll', 'the delegate is not on the roll that the ballot names');
  }
  const marked = checkMarks(definition, vote.marks);
  return marked.ok ? pass(vote) : marked;
}

/** Whether every question is marked with one of its options, and nothing else is marked. */
export function checkMarks({ questions }: Pick<BallotStatement, 'questions'>, marks: Marks): Checked<Marks> {
  const unknown = Object.keys(marks).find((id) => !questions.some((question) => question.id === id));
  if (unknown !== undefined) return refuse('vote.marks', `there is no question ${unknown}`);
  for (const { id, options } of questions) {
    const mark = marks[id];
    if (mark === undefined) return refuse('vote.marks', `question ${id} is not marked`);
    if (!options.some((option) => option === mark))
      return refuse('vote.marks', `question ${id} does not allow ${mark}`);
  }
  return pass(marks);
}
