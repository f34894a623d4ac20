import { beforeAll, describe, expect, test } from 'vitest';
import { hashOfText } from '../../server/rules/canonical.ts';
import { pointsRootOf } from '../../server/rules/resolution.ts';
import type { ResolutionStatement } from '../../server/rules/statements.ts';
import { verifyResolution } from '../../server/rules/verify-resolution.ts';
import { exampleContent, lostPoint, type Meeting, makeFile, makeMeeting } from '../support/meeting.ts';
import { expectFall } from '../support/refused.ts';

let meeting: Meeting;
beforeAll(async () => {
  meeting = await makeMeeting();
});

const verify = (jws: string, at?: string) =>
  verifyResolution(jws, { anchors: [meeting.county.key.publicJwk], ...(at === undefined ? {} : { at }) });

/** The file of the meeting with another statement, signed anew by everybody. */
const withStatement = async (change: Partial<ResolutionStatement>) =>
  (await makeFile(meeting, { ...meeting.statement, ...change })).jws;

describe('the sums of a resolution do not hold', () => {
  const wrong = async (change: Partial<ResolutionStatement>, ...texts: string[]) =>
    expectFall(await verify(await withStatement(change)), 'sums', 'file.sums', ...texts);

  /** Points changed, with the root that belongs to them. */
  const withPoints = (change: (point: ResolutionStatement['points'][number]) => Partial<typeof point>) => {
    const points = meeting.statement.points.map((point) => ({ ...point, ...change(point) }));
    return { points, pointsRoot: pointsRootOf(points) };
  };

  /** The one ballot of the meeting, changed. */
  const withBallot = (change: Partial<ResolutionStatement['ballots'][number]>) => ({
    ballots: meeting.statement.ballots.map((ballot) => ({ ...ballot, ...change })),
  });

  test('when the root of the points is another', () =>
    wrong({ pointsRoot: hashOfText('another') }, hashOfText('another')));

  test('when the hands are more than the tally, of other questions, or missing in a show of hands', async () => {
    const [ballot] = meeting.statement.ballots;
    const tally = ballot?.tally ?? {};
    const more = { ...tally, 1: { for: 7, against: 1, blank: 0 } };
    const { 1: _, ...fewer } = tally;
    const parted = Object.fromEntries(Object.entries(tally).map(([id, counts]) => [id, { ...counts, for: 0 }]));
    for (const change of [
      { hands: more },
      { hands: fewer },
      { hands: {} },
      { method: 'hands' as const },
      { method: 'hands' as const, hands: parted },
      { method: 'against' as const },
    ])
      await wrong(withBallot(change), 'the hands are not a part of its tally');
    expect((await verify(await withStatement(withBallot({ hands: parted })))).refusal).toBeUndefined();
    expect((await verify(await withStatement(withBallot({ method: 'hands', hands: tally })))).refusal).toBeUndefined();
  });

  test('when a secret ballot was voted by hands', () =>
    wrong(withBallot({ secrecy: 'secret', method: 'hands' }), 'is secret, and voted by hands'));

  test('when something was counted, or rejected, where nobody is counted', async () => {
    await wrong(withBallot({ method: 'unanimity' }), 'has tallies for');
    const { outcome = {} } = meeting.statement.ballots[0] ?? {};
    await wrong(withBallot({ method: 'acclamation', tally: {} }), 'by acclamation rejects a question');
    const adopted = Object.fromEntries(Object.keys(outcome).map((id) => [id, 'adopted' as const]));
    await wrong(withBallot({ method: 'acclamation', tally: {}, outcome: adopted, hands: {} }), 'the hands');
    await wrong(
      withBallot({ method: 'acclamation', tally: {}, outcome: {} }),
      'has tallies for [] and outcomes for []',
    );
  });

  test('when a ballot is named twice', async () => {
    const { ballots } = meeting.statement;
    await wrong({ ballots: [...ballots, ...ballots] }, `ballot ${ballots[0]?.definition} is named twice`);
  });

  test('when the points stand in another order', () => {
    const points = meeting.statement.points.toReversed();
    return wrong({ points, pointsRoot: pointsRootOf(points) }, 'point 3 stands after point 4');
  });

  test('when the lost point is called adopted', () =>
    wrong(
      withPoints(() => ({ outcome: 'adopted' })),
      `point ${lostPoint} is adopted`,
      'rejected',
    ));

  test('when an adopted point is called rejected', () =>
    wrong(
      withPoints(() => ({ outcome: 'rejected' })),
      'point 1 is rejected',
      'adopted',
    ));

  test('when the text holds the lost point', () => {
    const lost = exampleContent.blocks.filter(({ kind }) => kind === 'point')[lostPoint - 1]?.text;
    const text = meeting.statement.text.replace('\n4. ', `\n${lostPoint}. ${lost}\n4. `);
    expect(text).not.toBe(meeting.statement.text);
    return wrong({ text }, `point ${lostPoint}`);
  });

  test('when the text lacks an adopted point', () =>
    wrong({ text: meeting.statement.text.replace(/\n4\. .*$/u, '') }, 'point 4'));

  test('when an adopted point has another wording in the text', () =>
    wrong({ text: meeting.statement.text.replace('90 minutter', '9 minutter') }, 'point 2'));

  test('when an adopted point has another wording in the list', () =>
    wrong(
      withPoints(({ number }) => (number === 2 ? { text: 'Gratis buss.' } : {})),
      'point 2',
    ));

  test('when more voted than were present', () => wrong({ present: 6 }, 'present were 6'));

  test('when too few were present', () =>
    wrong({ quorum: { num: 1, den: 1, members: 8, required: 8 } }, '7 were present', '8'));

  test('when the quorum is counted wrongly', () =>
    wrong({ quorum: { num: 1, den: 3, members: 14, required: 4 } }, '1/3 of 14 is 5', '4'));

  test('when a question has a tally and no outcome', () => {
    const { 4: _, ...outcome } = meeting.statement.ballots[0]?.outcome ?? {};
    return wrong(withBallot({ outcome }), '[1 2 3 4]', '[1 2 3]');
  });

  test('when a question is no point', () => {
    const ballot = meeting.statement.ballots[0];
    const tally = { ...ballot?.tally, 9: { for: 1, against: 0 } };
    return wrong(withBallot({ tally, outcome: { ...ballot?.outcome, 9: 'adopted' } }), 'question 9');
  });

  test('when something is adopted without a vote for it', () => {
    const tally = { ...meeting.statement.ballots[0]?.tally, 1: { for: 0, against: 0, blank: 7 } };
    return wrong(withBallot({ tally }), 'question 1 is adopted without a vote for it');
  });

  test('when nothing is adopted', async () => {
    const outcome = { 1: 'rejected', 2: 'rejected', 3: 'rejected', 4: 'rejected' } as const;
    const text = 'Ingenting';
    await wrong(
      { ...withPoints(() => ({ outcome: 'rejected' })), ...withBallot({ outcome }), text },
      'no question is adopted',
    );
  });

  test('even though chair, signers and branch signed, so the file is not called forged', async () => {
    const report = await verify(await withStatement({ present: 6 }));
    expect(report.steps.filter(({ ok }) => ok).map(({ name }) => name)).toContain('signature');
  });
});
