import { hashOf, hashOfText } from './canonical.ts';
import type { Option, Question, Rule } from './formats.ts';
import { contentHash, type ProposalContent, pointsOf, toMarkdown } from './proposal.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import type { BallotStatement, RollStatement, VoteStatement } from './statements.ts';

/** How a text is put to the vote: as a whole, or point by point on one paper. */
export type Mode = 'whole' | 'points';

/** The id of the only question when a text is voted on as a whole. */
export const wholeQuestion = 'text';

/** A ballot's questions for a proposal. Point n has the id `n` and the title `n`; the whole has the proposal's title. */
export function questionsFor(content: ProposalContent, mode: Mode, rule: Rule): Question[] {
  const options: Option[] = rule.blanks === 'allowed' ? ['for', 'against', 'blank'] : ['for', 'against'];
  if (mode === 'whole') {
    return [{ id: wholeQuestion, title: content.title, text: hashOfText(toMarkdown(content.blocks)), options }];
  }
  return pointsOf(content.blocks).map(({ number, text }) => ({
    id: String(number),
    title: String(number),
    text: hashOfText(text),
    options,
  }));
}

/** What a ballot's definition is made of. `roll` is the hash of the signed roll. */
export interface BallotParts {
  branch: string;
  meeting: string;
  number: number;
  content: ProposalContent;
  mode: Mode;
  rule: Rule;
  roll: string;
  openedAt: string;
}

/** The definition that the chair signs at opening. The ballot's id is its hash. */
export function buildBallot(parts: BallotParts): BallotStatement {
  return {
    typ: 'vedtak/ballot/1',
    branch: parts.branch,
    meeting: parts.meeting,
    item: contentHash(parts.content),
    number: parts.number,
    secrecy: 'open',
    questions: questionsFor(parts.content, parts.mode, parts.rule),
    rule: parts.rule,
    roll: parts.roll,
    openedAt: parts.openedAt,
  };
}

/** The mode of a definition, read from its questions. */
export function modeOf(definition: BallotStatement): Mode {
  return definition.questions[0]?.id === wholeQuestion ? 'whole' : 'points';
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
  if (!roll.entries.some(({ delegate }) => delegate === vote.delegate)) {
    return refuse('vote.not_on_roll', 'the delegate is not on the roll that the ballot names');
  }
  const marked = Object.keys(vote.marks);
  const unknown = marked.find((id) => !definition.questions.some((question) => question.id === id));
  if (unknown !== undefined) return refuse('vote.marks', `there is no question ${unknown}`);
  for (const { id, options } of definition.questions) {
    const mark = vote.marks[id];
    if (mark === undefined) return refuse('vote.marks', `question ${id} is not marked`);
    if (!options.some((option) => option === mark))
      return refuse('vote.marks', `question ${id} does not allow ${mark}`);
  }
  return pass(vote);
}
