import { beforeAll, describe, expect, test } from 'vitest';
import { buildBallot } from '../../server/rules/ballot.ts';
import { hashOf, hashOfText } from '../../server/rules/canonical.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import { contentHash } from '../../server/rules/proposal.ts';
import { pointsRootOf } from '../../server/rules/resolution.ts';
import type { ResolutionStatement } from '../../server/rules/statements.ts';
import { verifyResolution } from '../../server/rules/verify-resolution.ts';
import { forge, verifyWritten, withBallot } from '../support/forgery.ts';
import { exampleContent, type Meeting, makeFile, makeMeeting, openedAt } from '../support/meeting.ts';
import { expectFall } from '../support/refused.ts';

let meeting: Meeting;
beforeAll(async () => {
  meeting = await makeMeeting();
});

const verify = (evidence: unknown) => verifyWritten(evidence, meeting.file);

describe('a tally is refused', () => {
  const withNamed = async (change: Partial<ResolutionStatement['ballots'][number]>) => {
    const [named] = meeting.statement.ballots;
    if (named === undefined) throw new Error('a ballot is missing');
    const file = await makeFile(meeting, { ...meeting.statement, ballots: [{ ...named, ...change }] });
    expect((await verifyResolution(file.jws, { anchors: [meeting.county.key.publicJwk] })).ok).toBe(true);
    return verifyWritten({ ...meeting.evidence, resolution: file.hash }, file);
  };

  test('when it is not the sum of the votes', async () => {
    const tally = { ...meeting.statement.ballots[0]?.tally, 2: { for: 7, against: 0, blank: 0 } };
    expectFall(await withNamed({ tally }), 'tally', 'evidence.tally', 'question 2', '7 for, 0 against, 0 blank');
  });

  test('when it leaves out the blank votes', async () => {
    const { for: yes = 0, against = 0 } = meeting.statement.ballots[0]?.tally[2] ?? {};
    const tally = { ...meeting.statement.ballots[0]?.tally, 2: { for: yes, against } };
    expectFall(await withNamed({ tally }), 'tally', 'evidence.tally', 'question 2', 'blank');
  });

  test('when the outcome does not follow by the rule', async () => {
    const hard = { ...ruleTemplates.twoThirds, num: 100, den: 100, base: 'present' as const };
    const outcome = { 1: 'adopted', 2: 'adopted', 3: 'rejected', 4: 'adopted' } as const;
    const rigged = await forge(meeting, { ballot: { rule: hard } });
    const [named] = rigged.file.payload.ballots;
    if (named === undefined) throw new Error('a ballot is missing');
    const file = await makeFile(meeting, { ...meeting.statement, ballots: [{ ...named, outcome }] });
    const report = await verifyWritten({ ...rigged.evidence, resolution: file.hash }, file);
    expectFall(report, 'tally', 'evidence.tally', 'by the rule rejected, the resolution says adopted');
  });
});

describe('a text is refused', () => {
  const withStatement = async (change: Partial<ResolutionStatement>) => {
    const file = await makeFile(meeting, { ...meeting.statement, ...change });
    expect((await verifyResolution(file.jws, { anchors: [meeting.county.key.publicJwk] })).ok).toBe(true);
    return verifyWritten({ ...meeting.evidence, resolution: file.hash }, file);
  };

  /** The resolution with another wording of a point, in the list and in the text. */
  const reworded = (number: number, text: string) => {
    const points = meeting.statement.points.map((point) => (point.number === number ? { ...point, text } : point));
    const before = meeting.statement.points[number - 1]?.text ?? '';
    return { points, pointsRoot: pointsRootOf(points), text: meeting.statement.text.replace(before, text) };
  };

  test('when an adopted point has another wording than was voted on', async () => {
    expectFall(await withStatement(reworded(2, 'Gratis buss.')), 'text', 'evidence.text', 'the text of point 2');
  });

  test('when a lost point has another wording than was voted on', async () => {
    expectFall(await withStatement(reworded(3, 'Noe ingen vil ha.')), 'text', 'evidence.text', 'the text of point 3');
  });

  test('when the preamble is another', async () => {
    const text = meeting.statement.text.replace('for dårlig', 'utmerket');
    expect(text).not.toBe(meeting.statement.text);
    expectFall(await withStatement({ text }), 'text', 'evidence.text', hashOfText(text));
  });

  test('when the title is another', async () => {
    const report = await withStatement({ title: 'Noe annet' });
    expectFall(report, 'text', 'evidence.text', 'Noe annet', meeting.content.title);
  });

  test('when the proposal in the evidence is another', async () => {
    const content = { ...meeting.content, title: 'Noe annet' };
    const report = await verify(withBallot(meeting, { content }));
    expectFall(report, 'text', 'evidence.text', contentHash(content), contentHash(meeting.content));
  });

  test('when some points of the proposal were not put to the vote', async () => {
    const ballot = buildBallot({
      branch: meeting.branch.id,
      meeting: 'm1',
      number: 1,
      subject: { kind: 'text', content: exampleContent },
      mode: 'points',
      rule: ruleTemplates.simple,
      roll: hashOf(meeting.roll.statement),
      openedAt,
    });
    const questions = ballot.questions.slice(0, 2);
    const points = meeting.statement.points.slice(0, 2);
    const { file, evidence } = await forge(meeting, {
      ballot: { questions },
      resolution: {
        points,
        pointsRoot: pointsRootOf(points),
        text: meeting.statement.text.replace(/\n4\. .*$/u, ''),
      },
    });
    expectFall(await verifyWritten(evidence, file), 'text', 'evidence.text', 'the questions are not those');
  });

  test('when a whole text is another', async () => {
    const whole = await makeMeeting({ mode: 'whole' });
    const text = whole.statement.text.replace('for dårlig', 'utmerket');
    const file = await makeFile(whole, { ...whole.statement, text });
    const report = await verifyWritten({ ...whole.evidence, resolution: file.hash }, file);
    expectFall(report, 'text', 'evidence.text', 'the text has the hash', hashOfText(text));
  });
});
