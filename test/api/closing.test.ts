import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ResponseOf } from '../../server/api/endpoints.ts';
import { vote } from '../../server/demo/meeting.ts';
import type { Person } from '../../server/demo/person.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { emptyRoot } from '../../server/rules/merkle.ts';
import type { CloseStatement } from '../../server/rules/statements.ts';
import { buildClose } from '../../server/rules/tally.ts';
import { gatherHall, type Hall, markAll, openOn, seen } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';

let hall: Hall;
let ballot: string;
let stopped: ResponseOf<'stopBallot'>;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 5 });
  ballot = await openOn(hall);
  const options = ['for', 'for', 'against', 'blank'] as const;
  for (const [i, option] of options.entries()) {
    await vote(hall.people[i] as Person, hall.slug, ballot, markAll(3, option));
  }
});

afterAll(() => hall.server.end());

const at = (): { slug: string; ballot: string } => ({ slug: hall.slug, ballot });

function closing(change: Partial<CloseStatement> = {}): CloseStatement {
  const { leaves, votes, journal } = stopped;
  return { ...buildClose({ ballot, votes, leaves, journal, closedAt: new Date().toISOString() }), ...change };
}

function refuses(
  code: Parameters<typeof expectRefused>[1],
  statement: CloseStatement,
  person = hall.administrator,
  as: { origin?: string; flags?: number } = {},
): Promise<void> {
  return expectRefused(hall.server, code, person, 'closeBallot', at(), person.sign(statement, as));
}

test('a ballot is not closed while votes are taken in', async () => {
  stopped = { leaves: [], votes: 0, journal: { size: 0, root: emptyRoot }, stoppedAt: new Date().toISOString() };
  await refuses('ballot.not_stopped', closing());
  await expectRefused(hall.server, 'ballot.not_stopped', hall.administrator, 'draftResolution', at());
});

test('stopping gives what the closing must say; asked again, it gives the same and does nothing', async () => {
  const { administrator, server, slug } = hall;
  const size = server.journal(slug).length;
  stopped = await administrator.call('stopBallot', at());
  expect(stopped.leaves).toHaveLength(4);
  expect(stopped.journal.size).toBe(size + 1);
  const before = await server.stored();
  expect(await administrator.call('stopBallot', at())).toEqual(stopped);
  expect(await server.stored()).toBe(before);
  expect(await seen(administrator, slug, ballot)).toMatchObject({ state: 'stopped', voted: 4, result: null });
});

test('two chairs who stop at once get the same', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => hall.administrator.call('stopBallot', at())));
  for (const answer of answers) expect(answer).toEqual(stopped);
});

test('a closing that names other votes, another evidence or another journal is refused', async () => {
  const { leaves, votes, journal } = stopped;
  const closedAt = new Date().toISOString();
  await refuses('statement.wrong', closing({ votes: 3 }));
  await refuses('statement.wrong', closing({ votes: 5 }));
  await refuses('statement.wrong', closing({ evidence: hashOf('another') }));
  await refuses('statement.wrong', closing({ evidence: emptyRoot, votes: 0 }));
  const without = buildClose({ ballot, votes: votes - 1, leaves: leaves.slice(1), journal, closedAt });
  await refuses('statement.wrong', without);
  const turned = buildClose({ ballot, votes, leaves: leaves.toReversed(), journal, closedAt });
  await refuses('statement.wrong', turned);
  await refuses('statement.wrong', closing({ journal: { ...journal, size: journal.size + 1 } }));
  await refuses('statement.wrong', closing({ journal: { ...journal, root: hashOf('another') } }));
  await refuses('statement.wrong', closing({ ballot: hashOf('another') }));
});

test('a closing at another time than now is refused', async () => {
  for (const away of [-6, 6]) {
    await refuses('statement.clock', closing({ closedAt: new Date(Date.now() + away * 60_000).toISOString() }));
  }
});

test('a closing is signed by the chair, on this site, with verification, over what it says', async () => {
  const { administrator, server, people } = hall;
  const [delegate] = people as [Person];
  const statement = closing();
  await refuses('role.missing', statement, delegate);
  await expectRefused(server, 'signature.signer', administrator, 'closeBallot', at(), delegate.sign(statement));
  const altered = { ...administrator.sign(closing({ votes: 3 })), statement };
  await expectRefused(server, 'signature.altered', administrator, 'closeBallot', at(), altered);
  await refuses('signature.origin', statement, administrator, { origin: 'https://vedtak.example' });
  await refuses('signature.user', statement, administrator, { flags: 1 });
});

test('an unknown ballot, and one of the other branch, is neither stopped nor closed', async () => {
  const { administrator, server, slug, pair } = hall;
  const body = administrator.sign(closing());
  const elsewhere = { slug: pair.county, ballot };
  for (const other of [{ slug, ballot: hashOf('none') }]) {
    await expectRefused(server, 'ballot.unknown', administrator, 'stopBallot', other);
    await expectRefused(server, 'ballot.unknown', administrator, 'closeBallot', other, body);
    await expectRefused(server, 'ballot.unknown', administrator, 'draftResolution', other);
  }
  // in the county the administrator is leader, and no meeting was made
  await expectRefused(server, 'role.missing', administrator, 'stopBallot', elsewhere);
});

test('closed, the result is shown to all in numbers, and the ballot stays closed', async () => {
  const { administrator, server, slug, people } = hall;
  const statement = closing();
  const { close } = await administrator.call('closeBallot', at(), administrator.sign(statement));
  expect(close).toBe(hashOf(statement));
  const counts = { for: 2, against: 1, blank: 1 };
  for (const person of [administrator, ...people]) {
    const { state, result } = await seen(person, slug, ballot);
    expect(state).toBe('closed');
    expect(result).toEqual({
      close: statement,
      tally: { '1': counts, '2': counts, '3': counts },
      outcome: { '1': 'adopted', '2': 'adopted', '3': 'adopted' },
    });
  }
  await refuses('ballot.closed', closing());
  await expectRefused(server, 'ballot.closed', administrator, 'stopBallot', at());
});

test('a ballot in which nobody voted adopts nothing and makes no resolution', async () => {
  const { administrator, server, slug } = hall;
  ballot = await openOn(hall, 'Tom sak\n\n- Krav');
  stopped = await administrator.call('stopBallot', at());
  expect(stopped.leaves).toEqual([]);
  await administrator.call('closeBallot', at(), administrator.sign(closing()));
  expect((await seen(administrator, slug, ballot)).result?.outcome).toEqual({ '1': 'rejected' });
  await expectRefused(server, 'resolution.nothing_adopted', administrator, 'draftResolution', at());
});
