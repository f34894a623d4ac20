import { beforeAll, describe, expect, test } from 'vitest';
import type { Mode } from '../../server/rules/ballot.ts';
import { hashOf, hashOfText } from '../../server/rules/canonical.ts';
import type { Option } from '../../server/rules/formats.ts';
import { siteOf } from '../../server/rules/passkey.ts';
import { contentHash, type ProposalContent, toMarkdown } from '../../server/rules/proposal.ts';
import type { BallotStatement, ResolutionStatement } from '../../server/rules/statements.ts';
import { verifyResolution } from '../../server/rules/verify-resolution.ts';
import { forge, signAt, verifyWritten, withBallot } from '../support/forgery.ts';
import {
  conclude,
  exampleContent,
  type Gathering,
  gather,
  lostPoint,
  type Meeting,
  makeFile,
  open,
  signBy,
} from '../support/meeting.ts';
import { expectFall } from '../support/refused.ts';

let gathering: Gathering;
beforeAll(async () => {
  gathering = await gather();
});

const pointsAlone: ProposalContent = {
  title: 'Svar på høringen',
  blocks: exampleContent.blocks.filter(({ kind }) => kind === 'point'),
};
const proseAlone: ProposalContent = {
  title: 'Svar på høringen',
  blocks: exampleContent.blocks.filter(({ kind }) => kind !== 'point'),
};
const hearing = hashOfText('a hearing');

/** The vote of somebody who marks every question the same, but is always against what is `lost`. */
const votesOf =
  (ballot: BallotStatement, mark: Option, lost?: number) =>
  ({ delegate }: { delegate: string }) => ({
    typ: 'vedtak/vote/1' as const,
    ballot: hashOf(ballot),
    delegate,
    revision: 1,
    marks: Object.fromEntries(ballot.questions.map(({ id }) => [id, id === String(lost) ? 'against' : mark])),
  });

/** A meeting that answers a hearing, all of one mind. */
function answer(content: ProposalContent, mode: Mode, mark: Option, lost?: number): Promise<Meeting> {
  const definition = open(gathering, { mode, content });
  const vote = votesOf(definition.statement, mark, lost);
  const votes = gathering.people.map((one) => signBy(one, vote(one), siteOf(gathering.branch.id)));
  return conclude(gathering, definition, { votes }, { content, hearing });
}

const holds = async ({ file, evidence }: Pick<Meeting, 'file' | 'evidence'>) => {
  const resolution = await verifyResolution(file.jws, { anchors: [gathering.county.key.publicJwk] });
  expect(resolution.refusal).toBeUndefined();
  expect((await verifyWritten(evidence, file)).refusal).toBeUndefined();
};

describe.each([
  ['with points and more', exampleContent],
  ['of points alone', pointsAlone],
  ['without points', proseAlone],
])('the answer to a hearing about a text %s', (_, content) => {
  const modes: Mode[] = content === proseAlone ? ['whole'] : ['whole', 'points'];
  test.each(modes)('is proved by its evidence when all are for it, and when all are against (%s)', async (mode) => {
    await holds(await answer(content, mode, 'for'));
    await holds(await answer(content, mode, 'against'));
  });
});

describe('where nothing was adopted a text is refused', () => {
  const withStatement = async (answered: Meeting, change: Partial<ResolutionStatement>) => {
    const file = await makeFile(answered, { ...answered.statement, ...change });
    const resolution = await verifyResolution(file.jws, { anchors: [gathering.county.key.publicJwk] });
    expect(resolution.refusal).toBeUndefined();
    return verifyWritten({ ...answered.evidence, resolution: file.hash }, file);
  };

  test.each(['whole', 'points'] as const)('when the preamble is another (%s)', async (mode) => {
    const lost = await answer(exampleContent, mode, 'against');
    const text = lost.statement.text.replace('for dårlig', 'utmerket');
    expect(text).not.toBe(lost.statement.text);
    expectFall(await withStatement(lost, { text }), 'text', 'evidence.text', hashOfText(text));
  });

  test.each(['whole', 'points'] as const)('when another heading stands for points alone (%s)', async (mode) => {
    const lost = await answer(pointsAlone, mode, 'against');
    expect(lost.statement.text).toBe(`## ${pointsAlone.title}`);
    for (const text of ['## Noe annet', pointsAlone.title, `## ${pointsAlone.title}\n\nVi er for.`])
      expectFall(await withStatement(lost, { text }), 'text', 'evidence.text', hashOfText(text));
  });

  test('when the proposal in the evidence is another', async () => {
    const lost = await answer(exampleContent, 'whole', 'against');
    const content = { ...exampleContent, blocks: exampleContent.blocks.slice(1) };
    const report = await verifyWritten(withBallot(lost, { content }), lost.file);
    expectFall(report, 'text', 'evidence.text', contentHash(content), contentHash(exampleContent));
  });

  test('when the question was about another text than the proposal', async () => {
    const lost = await answer(exampleContent, 'whole', 'against');
    const text = hashOfText(toMarkdown(proseAlone.blocks));
    const questions = lost.definition.statement.questions.map((question) => ({ ...question, text }));
    const { file, evidence } = await forge(lost, {
      ballot: { questions },
      votes: (ballot) => lost.people.map((one) => signAt(lost, one, votesOf(ballot, 'against')(one))),
    });
    expect(lost.statement.text).toBe(toMarkdown(proseAlone.blocks));
    expectFall(await verifyWritten(evidence, file), 'text', 'evidence.text', 'the questions are not those');
  });
});

describe('a ballot on a whole text that was lost, and one point by point after it', () => {
  /** The example with all points adopted but one, after a text was lost as a whole. */
  const lostBefore = async (lost: Meeting): Promise<Pick<Meeting, 'file' | 'evidence'>> => {
    const won = await answer(exampleContent, 'points', 'for', lostPoint);
    const ballots = [...lost.statement.ballots, ...won.statement.ballots];
    const file = await makeFile(won, { ...won.statement, ballots });
    const held = [...lost.evidence.ballots, ...won.evidence.ballots];
    return { file, evidence: { ...won.evidence, resolution: file.hash, ballots: held } };
  };

  test('are proved by their evidence', async () => {
    await holds(await lostBefore(await answer(exampleContent, 'whole', 'against')));
  });

  test('are refused when they were on different texts', async () => {
    const { file, evidence } = await lostBefore(await answer(proseAlone, 'whole', 'against'));
    expectFall(await verifyWritten(evidence, file), 'text', 'evidence.text', 'the text has the hash');
  });
});
