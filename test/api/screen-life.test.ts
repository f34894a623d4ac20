import { afterAll, beforeAll, expect } from 'vitest';
import { hour, makeClock, minute } from '../support/clock.ts';
import { gatherHall, type Hall } from '../support/hall.ts';
import { onNode } from '../support/on-node.ts';
import { expectRefused } from '../support/refusals.ts';
import { openScreen } from '../support/screens.ts';

const clock = makeClock();
let hall: Hall;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 2, surroundings: clock });
});

afterAll(() => hall.server.end());

onNode('clock', 'the code of a screen lives an hour, and then the browser gets another', async () => {
  const { slug } = hall;
  const { screen, code } = await openScreen(hall);
  clock.pass(hour - minute);
  expect((await screen.call('screenSnapshot', { slug })).code).toBe(code);
  clock.pass(minute);
  await expectRefused(hall.server, 'session.missing', screen, 'screenSnapshot', { slug });
  await expectRefused(hall.server, 'screen.code', hall.administrator, 'pairScreen', { slug }, { code });
  await screen.call('openScreen', { slug });
  expect((await screen.call('screenSnapshot', { slug })).code).not.toBe(code);
});

onNode('clock', 'a paired screen lasts twelve hours', async () => {
  const { slug } = hall;
  const { screen, code } = await openScreen(hall);
  await hall.administrator.call('pairScreen', { slug }, { code });
  clock.pass(12 * hour - minute);
  expect((await screen.call('screenSnapshot', { slug })).hall).not.toBeNull();
  clock.pass(minute);
  await expectRefused(hall.server, 'session.missing', screen, 'screenSnapshot', { slug });
});
