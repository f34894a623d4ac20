import { modeOf, questionsFor, wholeQuestion } from './ballot.ts';
import { hashOf, hashOfText } from './canonical.ts';
import type { Case } from './evidence-ballots.ts';
import { contentHash, type ProposalContent, pointsOf, toMarkdown } from './proposal.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import { adoptedText } from './resolution.ts';
import type { ResolutionPayload } from './statements.ts';

/** The resolution's title, points and text are those that were put to the vote, as far as they were adopted. */
export function textsAreVotedOn(cases: readonly Case[], payload: ResolutionPayload): Checked<true> {
  const last = cases.at(-1);
  if (last === undefined) return pass(true);
  for (const one of cases) {
    for (const check of [questionsAreOfContent(one), pointsAreQuestions(one, payload, last.held.content)]) {
      if (!check.ok) return check;
    }
  }
  return textIsOfContent(last, payload);
}

/**
 * The hash in each question is that of the resolution's point, or of its whole text. What was lost as a whole does not stand
 * in the resolution's text: it is the whole of the text that was voted on last.
 */
function pointsAreQuestions(
  { named, held }: Case,
  { points, text }: ResolutionPayload,
  last: ProposalContent,
): Checked<true> {
  const whole = named.outcome[wholeQuestion] === 'adopted' ? text : toMarkdown(last.blocks);
  for (const question of held.definition.statement.questions) {
    const wording =
      question.id === wholeQuestion ? whole : points.find(({ number }) => String(number) === question.id)?.text;
    const found = wording === undefined ? 'no text' : hashOfText(wording);
    if (found === question.text) continue;
    const what = question.id === wholeQuestion ? 'the text' : `the text of point ${question.id}`;
    return refuse('evidence.text', `${what} has the hash ${found}, voted on was ${question.text}`);
  }
  return pass(true);
}

/** The definition asks about the proposal in the evidence, and about all of it. */
function questionsAreOfContent({ held: { content, definition } }: Case): Checked<true> {
  const { item, questions, rule, method } = definition.statement;
  const hash = contentHash(content);
  if (hash !== item)
    return refuse('evidence.text', `the proposal in the evidence has the hash ${hash}, voted on was ${item}`);
  const asked = questionsFor({ kind: 'text', content }, modeOf(definition.statement), rule, method);
  if (hashOf(asked) === hashOf(questions)) return pass(true);
  return refuse('evidence.text', `the questions are not those that the proposal ${item} gives`);
}

function textIsOfContent({ held: { content } }: Case, { title, points, text }: ResolutionPayload): Checked<true> {
  if (title !== content.title)
    return refuse('evidence.text', `the title is "${title}", voted on was "${content.title}"`);
  const proposed = pointsOf(content.blocks);
  if (hashOf(points.map((point) => ({ number: point.number, text: point.text }))) !== hashOf(proposed)) {
    return refuse(
      'evidence.text',
      `the resolution's ${points.length} points are not the ${proposed.length} of the proposal`,
    );
  }
  const adopted = new Set(points.filter(({ outcome }) => outcome === 'adopted').map(({ number }) => number));
  const expected = hashOfText(adoptedText(content, (number) => adopted.has(number)));
  const found = hashOfText(text);
  if (found === expected) return pass(true);
  return refuse('evidence.text', `the text has the hash ${found}, the adopted parts of the proposal ${expected}`);
}
