import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AttendanceChange, changeTo, checkChange, Presence } from '../../server/rules/attendance.ts';
import { expectRefusal } from '../support/refused.ts';

const places = Presence.options;
const changes = AttendanceChange.options;

/** Where each change leads from each place; null where it does not begin there. */
const table: Record<Presence, Record<AttendanceChange, Presence | null>> = {
  out: { in: 'in', leave: null, return: null, out: null },
  in: { in: null, leave: 'leave', return: null, out: 'out' },
  leave: { in: null, leave: null, return: 'in', out: 'out' },
};

describe('coming and going', () => {
  test.each(places.flatMap((now) => changes.map((change) => [now, change] as const)))('%s: %s', (now, change) => {
    const to = table[now][change];
    const checked = checkChange(now, change);
    if (to === null) expectRefusal(checked, 'attendance.change', now, change);
    else expect(checked).toEqual({ ok: true, value: to });
  });

  test.each(places)('from %s there is one step in and one step out, which may be none', (now) => {
    for (const wanted of ['in', 'out'] as const) {
      const change = changeTo(now, wanted);
      if (now === wanted) expect(change).toBeUndefined();
      else expect(change && checkChange(now, change)).toEqual({ ok: true, value: wanted });
    }
  });

  test('in any order of changes, everybody came as often as they went, or once more', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...changes), { maxLength: 60 }), (wanted) => {
        let now: Presence = 'out';
        const made: AttendanceChange[] = [];
        for (const change of wanted) {
          const checked = checkChange(now, change);
          if (!checked.ok) continue;
          now = checked.value;
          made.push(change);
        }
        const count = (change: AttendanceChange): number => made.filter((one) => one === change).length;
        expect(count('in') - count('out')).toBe(now === 'out' ? 0 : 1);
        // who is on leave has left once more than they have returned or gone from leave
        expect(count('leave') - count('return')).toBeGreaterThanOrEqual(now === 'leave' ? 1 : 0);
      }),
    );
  });
});
