import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkOrder, constitutingItems } from '../../server/rules/agenda.ts';
import { defaultSettings, ItemKind, MeetingState, settingsOf } from '../../server/rules/meeting.ts';
import { checkSigned, checkStage, checkState } from '../../server/rules/meeting-state.ts';
import { expectRefusal } from '../support/refused.ts';

const states = MeetingState.options;

/** Every step that somebody who leads a meeting may take; all others are refused. */
const steps = [
  'planned called',
  'planned open',
  'called open',
  'open adjourned',
  'adjourned open',
  'open closed',
  'closed open',
];

describe('the stages of a meeting', () => {
  const pairs = states.flatMap((from) => states.map((to) => [from, to] as const));

  test.each(pairs)('from %s to %s', (from, to) => {
    const checked = checkState(from, to, false);
    if (steps.includes(`${from} ${to}`)) expect(checked).toEqual({ ok: true, value: to });
    else expectRefusal(checked, 'meeting.state', from, to);
  });

  test('a meeting is not closed over an open ballot, but may be adjourned', () => {
    expectRefusal(checkState('open', 'closed', true), 'item.busy', 'ballot');
    expect(checkState('open', 'adjourned', true)).toEqual({ ok: true, value: 'adjourned' });
    // that the step is none comes before that a ballot is open
    expectRefusal(checkState('planned', 'closed', true), 'meeting.state');
  });

  test('a meeting is signed once it is closed, and then never anything else', () => {
    for (const from of states) {
      if (from === 'closed') expect(checkSigned(from)).toEqual({ ok: true, value: 'signed' });
      else expectRefusal(checkSigned(from), 'meeting.state', from);
      expect(checkState(from, 'signed', false).ok).toBe(false);
      expect(checkState('signed', from, false).ok).toBe(false);
    }
  });

  test('no order of steps signs a meeting, plans it again, or closes it while a ballot is open', () => {
    const step = fc.record({ to: fc.constantFrom(...states), ballotOpen: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (wanted) => {
        let state: MeetingState = 'planned';
        for (const { to, ballotOpen } of wanted) {
          const checked = checkState(state, to, ballotOpen);
          if (!checked.ok) continue;
          if (checked.value === 'closed') {
            expect(state).toBe('open');
            expect(ballotOpen).toBe(false);
          }
          state = checked.value;
          expect(['called', 'open', 'adjourned', 'closed']).toContain(state);
        }
      }),
    );
  });

  test('what takes a stage says which', () => {
    expect(checkStage('open', ['open', 'adjourned'])).toEqual({ ok: true, value: 'open' });
    expectRefusal(checkStage('closed', ['open', 'adjourned']), 'meeting.state', 'closed', 'open or adjourned');
    expect(checkStage('closed', []).ok).toBe(false);
  });
});

describe('the agenda', () => {
  test.each(['nb', 'nn'] as const)('the items that constitute a meeting, in %s', (language) => {
    const items = constitutingItems(language);
    expect(items.map(({ kind }) => kind)).toEqual(ItemKind.options.slice(0, 6));
    expect(new Set(items.map(({ title }) => title)).size).toBe(6);
    expect(items.some(({ title }) => title.startsWith('Val av'))).toBe(language === 'nn');
  });

  test('an order names every item once', () => {
    expect(checkOrder([], [])).toEqual({ ok: true, value: [] });
    expect(checkOrder(['a', 'b', 'c'], ['c', 'a', 'b'])).toEqual({ ok: true, value: ['c', 'a', 'b'] });
    for (const wrong of [
      ['a', 'b'],
      ['a', 'b', 'b'],
      ['a', 'b', 'c', 'c'],
      ['a', 'b', 'd'],
      ['a', 'b', 'c', 'd'],
      [],
    ]) {
      expectRefusal(checkOrder(['a', 'b', 'c'], wrong), 'agenda.order');
    }
  });

  test('any rearrangement is an order, and no other list of the same length', () => {
    const items = ['a', 'b', 'c', 'd', 'e'];
    const list = fc.array(fc.constantFrom(...items), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(list, (order) => {
        expect(checkOrder(items, order).ok).toBe(order.toSorted().join() === items.join());
      }),
    );
  });
});

test('settings that were stored stand over the defaults', () => {
  expect(settingsOf('{}')).toEqual(defaultSettings);
  expect(settingsOf('{"speech":60}')).toEqual({ ...defaultSettings, speech: 60 });
});
