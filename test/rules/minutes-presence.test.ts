import { expect, test } from 'vitest';
import { type Change, presenceOver } from '../../server/rules/minutes-presence.ts';
import type { Standing } from '../../server/rules/standing.ts';
import { at } from '../support/minutes.ts';

const standings = new Map<string, Standing>([
  ['sub', { kind: 'substitute', placeOf: 'kari' }],
  ['idle', { kind: 'substitute', placeOf: null }],
  ['guest', { kind: 'participant', placeOf: null }],
  ['press', { kind: 'observer', placeOf: null }],
]);
const times = { from: at('18.30'), to: at('21.00') };

function changes(...list: [clock: string, member: string, change: Change['change']][]): Change[] {
  return list.map(([clock, member, change]) => ({ at: at(clock), member, change }));
}

test('those who may vote are counted at the opening, and by the minute after it', () => {
  const came = changes(
    ['18.10', 'ola', 'in'],
    ['18.11', 'liv', 'in'],
    ['18.12', 'guest', 'in'],
    ['18.13', 'press', 'in'],
    ['18.14', 'idle', 'in'],
    ['18.15', 'sub', 'in'],
    ['18.45', 'eva', 'in'],
    ['18.45', 'nils', 'in'],
    ['19.00', 'ola', 'leave'],
    ['19.10', 'guest', 'out'],
    ['19.20', 'ola', 'return'],
    ['19.20', 'liv', 'out'],
    ['21.30', 'eva', 'out'],
  );
  expect(presenceOver(came, standings, times)).toEqual({
    opening: 3,
    changes: [
      { at: at('18.45'), came: 2, left: 0, present: 5 },
      { at: at('19.00'), came: 0, left: 1, present: 4 },
      { at: at('19.20'), came: 1, left: 1, present: 4 },
    ],
    substitutes: 1,
    participants: 1,
    observers: 1,
  });
});

test('a substitute has no vote while the delegate is there', () => {
  const came = changes(['18.10', 'sub', 'in'], ['18.40', 'kari', 'in'], ['18.50', 'kari', 'out']);
  const { opening, changes: moved } = presenceOver(came, standings, times);
  expect([opening, ...moved.map(({ present }) => present)]).toEqual([1, 1, 1]);
});

test('before a meeting is opened all who are there now count', () => {
  const came = changes(['18.10', 'ola', 'in'], ['18.20', 'liv', 'in']);
  expect(presenceOver(came, new Map(), { from: null, to: null })).toMatchObject({ opening: 2, changes: [] });
  expect(presenceOver([], new Map(), times)).toMatchObject({ opening: 0, changes: [] });
});
