import { beforeAll, describe, expect, test } from 'vitest';
import { hashOfText } from '../../server/rules/canonical.ts';
import type { Evidence } from '../../server/rules/evidence.ts';
import { siteOf } from '../../server/rules/passkey.ts';
import type { Signed, VoteStatement } from '../../server/rules/statements.ts';
import { forge, signAt, verifyWritten, withBallot } from '../support/forgery.ts';
import { type Meeting, makeMeeting, makePerson, officersOf, type Person, voteOf } from '../support/meeting.ts';
import { expectFall } from '../support/refused.ts';

let meeting: Meeting;
let first: Person;
beforeAll(async () => {
  meeting = await makeMeeting();
  [, , first] = officersOf(meeting.people);
});

const verify = (evidence: unknown) => verifyWritten(evidence, meeting.file);

/** The votes with one of them changed. */
function withVote(place: number, change: (vote: Signed<VoteStatement>) => Signed<VoteStatement>): Evidence {
  return withBallot(meeting, { votes: meeting.votes.map((vote, i) => (i === place ? change(vote) : vote)) });
}

describe('votes in the evidence are refused', () => {
  test('when one was dropped', async () => {
    const report = await verify(withBallot(meeting, { votes: meeting.votes.slice(1) }));
    expectFall(report, 'count', 'evidence.votes', '6 votes, the chair signed 7');
  });

  test('when one was doubled', async () => {
    const votes = meeting.votes.flatMap((vote, i) => (i === 4 ? [vote, vote] : [vote]));
    expectFall(
      await verify(withBallot(meeting, { votes })),
      'votes',
      'evidence.votes',
      'd0004 stands after that of d0004',
    );
  });

  test('when they stand in another order', async () => {
    expectFall(
      await verify(withBallot(meeting, { votes: meeting.votes.toReversed() })),
      'votes',
      'evidence.votes',
      'stands after',
    );
  });

  test('when one was added by somebody who is not on the roll', async () => {
    const stranger = makePerson('fremmed', siteOf(meeting.branch.id));
    const vote = signAt(meeting, stranger, voteOf(meeting.definition.statement, 'fremmed', 1));
    const report = await verify(withBallot(meeting, { votes: [...meeting.votes, vote] }));
    expectFall(report, 'votes', 'evidence.votes', 'fremmed', 'not on the roll');
    expect(report.refusal?.data).toEqual({ reason: 'vote.not_on_roll' });
  });

  test('when the marks of one were changed', async () => {
    const report = await verify(
      withVote(5, (vote) => ({
        ...vote,
        statement: { ...vote.statement, marks: { 1: 'for', 2: 'for', 3: 'for', 4: 'for' } },
      })),
    );
    expectFall(report, 'signatures', 'evidence.person', 'the vote of d0005', 'hash');
    expect(report.refusal?.data).toEqual({ reason: 'signature.altered' });
  });

  test('when one was signed anew with another phone', async () => {
    const impostor = makePerson('d0005', siteOf(meeting.branch.id));
    const report = await verify(withVote(5, ({ statement }) => signAt(meeting, impostor, statement)));
    expectFall(report, 'votes', 'evidence.person', 'd0005', 'does not stand on the roll');
  });

  test('when one is signed with the phone of another delegate', async () => {
    const report = await verify(withVote(5, ({ statement }) => signAt(meeting, first, statement)));
    expectFall(report, 'votes', 'evidence.person', 'd0005', 'd0002');
    const hidden = await verify(
      withVote(5, ({ statement }) => ({ ...signAt(meeting, first, statement), signer: 'd0005' })),
    );
    expectFall(hidden, 'votes', 'evidence.person', 'd0005', 'does not stand on the roll');
    const { credential } = meeting.votes[5] ?? { credential: '' };
    const copied = withVote(5, ({ statement }) => ({
      ...signAt(meeting, first, statement),
      signer: 'd0005',
      credential,
    }));
    expectFall(await verify(copied), 'signatures', 'evidence.person', 'the vote of d0005');
  });

  test('when one is an earlier revision, rightly signed but not the one that was counted', async () => {
    const person = meeting.people[5];
    if (person === undefined) throw new Error('a person is missing');
    const report = await verify(
      withVote(5, () => signAt(meeting, person, voteOf(meeting.definition.statement, 'd0005', 9, 2))),
    );
    expectFall(report, 'count', 'evidence.votes', 'root', meeting.close.statement.evidence);
  });

  test('when one belongs to another ballot', async () => {
    const ballot = hashOfText('another');
    const report = await verify(withVote(5, (vote) => ({ ...vote, statement: { ...vote.statement, ballot } })));
    expectFall(report, 'votes', 'evidence.votes', ballot);
    expect(report.refusal?.data).toEqual({ reason: 'ballot.unknown' });
  });

  test('when one marks what the ballot does not allow', async () => {
    const { file, evidence } = await forge(meeting, {
      votes: (ballot) =>
        meeting.people.map((person) => {
          const vote = voteOf(ballot, person.delegate, 1);
          return signAt(meeting, person, person === first ? { ...vote, marks: { ...vote.marks, 7: 'for' } } : vote);
        }),
    });
    expectFall(await verifyWritten(evidence, file), 'votes', 'evidence.votes', 'no question 7');
  });

  test('when one was made without user verification', async () => {
    const { file, evidence } = await forge(meeting, {
      votes: (ballot) =>
        meeting.people.map((person) => {
          const site = { ...siteOf(meeting.branch.id), flags: person === first ? 1 : 5 };
          return person.device.sign(voteOf(ballot, person.delegate, 1), {
            signer: person.delegate,
            ...site,
          });
        }),
    });
    const report = await verifyWritten(evidence, file);
    expectFall(report, 'signatures', 'evidence.person', 'the vote of d0002', 'UV');
    expect(report.refusal?.data).toEqual({ reason: 'signature.user' });
  });
});
