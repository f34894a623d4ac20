import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Buckets } from '../../server/rate-limit.ts';

const limit = fc.record({ atOnce: fc.integer({ min: 1, max: 50 }), perSecond: fc.constantFrom(0.1, 0.5, 1, 7, 20) });

test('nobody ever gets more than was allowed at once and has come back since, and nobody is refused what has', () => {
  fc.assert(
    fc.property(limit, fc.array(fc.nat(3000), { maxLength: 200 }), (allowed, steps) => {
      const buckets = new Buckets(allowed);
      const taken: number[] = [];
      let now = 1_000_000;
      for (const step of steps) {
        now += step;
        const wait = buckets.take('somebody', now);
        if (wait > 0) expect(buckets.waitFor('somebody', now + wait)).toBe(0);
        if (wait > 2) expect(buckets.waitFor('somebody', now + wait - 2)).toBeGreaterThan(0);
        if (wait === 0) taken.push(now);
        // within any stretch of time
        for (const [i, from] of taken.entries()) {
          const most = allowed.atOnce + ((now - from) / 1000) * allowed.perSecond;
          expect(taken.length - i).toBeLessThanOrEqual(most + 1e-6);
        }
      }
    }),
  );
});

test('one asker takes nothing from another, and a crowd of them does not fill the memory', () => {
  const buckets = new Buckets({ atOnce: 1, perSecond: 1 });
  for (let i = 0; i < 50_000; i += 1) expect(buckets.take(`asker ${i}`, i)).toBe(0);
  expect(buckets.take('asker 49999', 50_000)).toBeGreaterThan(0);
  expect(buckets.take('asker 1', 50_000)).toBe(0);
});

test('a clock that is set back gives nothing', () => {
  const buckets = new Buckets({ atOnce: 1, perSecond: 1 });
  expect(buckets.take('a', 10_000)).toBe(0);
  expect(buckets.take('a', 5000)).toBe(1000);
});
