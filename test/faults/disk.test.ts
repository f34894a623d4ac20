import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBallot, vote } from '../../server/demo/meeting.ts';
import { Refused } from '../../server/demo/person.ts';
import { gatherHall, type Hall, markAll, openOn, seen } from '../support/hall.ts';

let hall: Hall;
let ballot: string;

beforeAll(async () => {
  hall = await gatherHall({ child: true, delegates: 6 });
  ballot = await openOn(hall);
});

afterAll(() => hall.server.end());

/** Lets no file of the server's grow beyond so many bytes, or any. */
function limit(bytes: number | 'unlimited'): void {
  const { status, stderr } = spawnSync('prlimit', [`--pid=${hall.server.pid()}`, `--fsize=${bytes}:unlimited`]);
  if (status !== 0) throw new Error(`prlimit: ${stderr}`);
}

test('when the disk is full a vote is refused, nothing of it is kept, and the server goes on when there is room', async () => {
  const { server, slug, people, administrator, pair } = hall;
  const [first, ...others] = people as [(typeof people)[number]];
  await vote(first, slug, ballot, markAll(3, 'for'));
  const log = join(server.data, 'branches', `${slug}.sqlite-wal`);
  limit(statSync(log).size);
  const before = await server.stored();
  for (const person of others) {
    const error = await vote(person, slug, ballot, markAll(3, 'against')).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ code: 'internal', status: 500 });
  }
  expect(await server.stored()).toBe(before);
  // what is only read is still answered
  expect(await seen(administrator, slug, ballot)).toMatchObject({ state: 'open', voted: 1 });
  expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
  limit('unlimited');
  for (const person of others) await vote(person, slug, ballot, markAll(3, 'against'));
  await closeBallot(pair, ballot);
  const { result } = await seen(administrator, slug, ballot);
  expect(result?.tally['1']).toEqual({ for: 1, against: 5, blank: 0 });
});

test('what the server said of it names nobody', () => {
  const { stderr } = hall.server.output();
  expect(stderr).toContain('request failed');
  for (const { member } of hall.people) expect(stderr).not.toContain(member);
});
