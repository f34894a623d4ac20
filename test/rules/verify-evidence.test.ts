import { beforeAll, describe, expect, test } from 'vitest';
import { hashOf, hashOfText } from '../../server/rules/canonical.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import { forge, signAt, verifyWritten, withBallot } from '../support/forgery.ts';
import { type Meeting, makeFile, makeMeeting, officersOf, type Person, voteOf } from '../support/meeting.ts';
import { expectFall } from '../support/refused.ts';

let meeting: Meeting;
let chair: Person;
let first: Person;
beforeAll(async () => {
  meeting = await makeMeeting();
  [chair, , first] = officersOf(meeting.people);
});

const verify = (evidence: unknown) => verifyWritten(evidence, meeting.file);

describe('the evidence of a resolution', () => {
  test('recomputes it from the votes', async () => {
    const report = await verify(meeting.evidence);
    expect(report).toMatchObject({ ok: true });
    expect(report.steps.map(({ name, ok }) => [name, ok])).toEqual(
      ['format', 'resolution', 'ballots', 'rolls', 'officers', 'votes', 'signatures', 'count', 'tally', 'text'].map(
        (name) => [name, true],
      ),
    );
    expect(report.steps.find(({ name }) => name === 'signatures')?.detail).toContain('10 passkey signatures');
  });

  test('recomputes a text that was voted on as a whole', async () => {
    const whole = await makeMeeting({ mode: 'whole', seed: 3 });
    expect((await verifyWritten(whole.evidence, whole.file)).ok).toBe(true);
  });

  test('recomputes more votes than are verified at once', async () => {
    const large = await makeMeeting({ delegates: 150 });
    expect((await verifyWritten(large.evidence, large.file)).ok).toBe(true);
  });

  test('may have a vote changed before closing, and delegates who did not vote', async () => {
    const { file, evidence } = await forge(meeting, {
      votes: (ballot) => [
        signAt(meeting, chair, voteOf(ballot, chair.delegate, 5, 3)),
        signAt(meeting, first, voteOf(ballot, first.delegate, 1)),
      ],
    });
    expect(await verifyWritten(evidence, file)).toMatchObject({ ok: true });
  });

  test('may have one chair who opens, and another who closes and signs', async () => {
    const { file, evidence } = await forge(meeting, { opener: first });
    expect(await verifyWritten(evidence, file)).toMatchObject({ ok: true });
  });
});

describe('evidence is refused as such', () => {
  test.for([null, 7, 'evidence', [], {}, { typ: 'vedtak/evidence/2' }])('when it is %j', async (value) => {
    expectFall(await verify(value), 'format', 'evidence.format');
  });

  test('when a field is too many', async () => {
    expectFall(await verify({ ...meeting.evidence, extra: 1 }), 'format', 'evidence.format', 'extra');
    const long = { ...meeting.evidence, typ: 'x'.repeat(10_000) };
    const report = await verify(long);
    expectFall(report, 'format', 'evidence.format', 'typ');
    expect(report.refusal?.detail.length).toBeLessThan(300);
  });

  test('when it is that of another resolution', async () => {
    const other = await makeMeeting({ seed: 2 });
    expectFall(await verify(other.evidence), 'resolution', 'evidence.resolution', other.file.hash, meeting.file.hash);
  });
});

describe('a ballot in the evidence is refused', () => {
  test('when it is missing', async () => {
    const report = await verify({ ...meeting.evidence, ballots: [] });
    expectFall(report, 'ballots', 'evidence.ballot', hashOf(meeting.definition.statement));
  });

  test('when it is one more than the resolution names', async () => {
    const ballots = [...meeting.evidence.ballots, ...meeting.evidence.ballots];
    expectFall(await verify({ ...meeting.evidence, ballots }), 'ballots', 'evidence.ballot', 'holds 2 ballots');
  });

  test('when another stands beside it that the resolution does not name, but names it twice', async () => {
    const { ballots } = meeting.statement;
    const file = await makeFile(meeting, { ...meeting.statement, ballots: [...ballots, ...ballots] });
    const title = 'Noe ingen har sett';
    const content = { ...meeting.content, title };
    const definition = { ...meeting.definition, statement: { ...meeting.definition.statement, number: 2 } };
    const [own] = meeting.evidence.ballots;
    for (const stray of [
      { ...own, definition },
      { ...own, content },
    ]) {
      const report = await verifyWritten({ ...meeting.evidence, resolution: file.hash, ballots: [own, stray] }, file);
      expectFall(report, 'ballots', 'evidence.ballot', hashOf(meeting.definition.statement));
    }
  });

  test('when its definition was changed', async () => {
    const statement = { ...meeting.definition.statement, rule: ruleTemplates.absolute };
    const report = await verify(withBallot(meeting, { definition: signAt(meeting, chair, statement) }));
    expectFall(report, 'ballots', 'evidence.ballot');
  });

  test('when its closing was changed', async () => {
    const close = signAt(meeting, chair, { ...meeting.close.statement, votes: 8 });
    expectFall(await verify(withBallot(meeting, { close })), 'ballots', 'evidence.ballot', 'the hash of the closing');
  });

  test('when another ballot was closed', async () => {
    const ballot = hashOfText('another');
    const { file, evidence } = await forge(meeting, { close: { ballot } });
    expectFall(await verifyWritten(evidence, file), 'ballots', 'evidence.ballot', 'the ballot that was closed', ballot);
  });

  test('when it was closed at another time than the resolution says', async () => {
    const { file, evidence } = await forge(meeting, { close: { closedAt: '2026-03-12T19:00:00.000Z' } });
    expectFall(await verifyWritten(evidence, file), 'ballots', 'evidence.ballot', '19:00:00');
  });

  test('when it is one of another branch or meeting', async () => {
    const branch = `${meeting.branch.id}-nord`;
    const elsewhere = await forge(meeting, { ballot: { branch } });
    expectFall(
      await verifyWritten(elsewhere.evidence, elsewhere.file),
      'ballots',
      'evidence.ballot',
      'the branch',
      branch,
    );
    const earlier = await forge(meeting, { ballot: { meeting: 'm0' } });
    expectFall(await verifyWritten(earlier.evidence, earlier.file), 'ballots', 'evidence.ballot', 'the meeting', 'm0');
  });

  test('when its rule takes a share of people whom it does not count', async () => {
    const rule = { ...ruleTemplates.simple, base: 'entitled' as const };
    const outcome = { 1: 'adopted', 2: 'adopted', 3: 'rejected', 4: 'adopted' } as const;
    const definition = { ...meeting.definition.statement, rule };
    const close = { ...meeting.close.statement, ballot: hashOf(definition) };
    const { tally } = meeting.statement.ballots[0] ?? { tally: {} };
    const named = { definition: hashOf(definition), close: hashOf(close), tally, outcome };
    const file = await makeFile(meeting, { ...meeting.statement, ballots: [named] });
    const held = withBallot(meeting, {
      definition: signAt(meeting, chair, definition),
      close: signAt(meeting, chair, close),
    });
    expectFall(await verifyWritten({ ...held, resolution: file.hash }, file), 'format', 'evidence.format', 'entitled');
  });
});
