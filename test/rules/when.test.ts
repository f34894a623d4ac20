import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayIn, momentIn, parseClock, parseDay } from '../../client/components/when.ts';

const today = { year: 2026, month: 11, day: 24 };

describe('a date as people write it', () => {
  it.each([
    ['7.3.2026', 2026, 3, 7],
    ['07.03.26', 2026, 3, 7],
    ['7/3 2026', 2026, 3, 7],
    ['7. mars 2026', 2026, 3, 7],
    ['7 March 2026', 2026, 3, 7],
    ['lørdag 7. mars 2026', 2026, 3, 7],
    ['laurdag den 7. mars 2026', 2026, 3, 7],
    ['2026-03-07', 2026, 3, 7],
    ['29.2.2028', 2028, 2, 29],
  ])('%s is read', (text, year, month, day) => {
    expect(parseDay(text, today)).toEqual({ year, month, day });
  });

  it('is the next such day where the year is left out', () => {
    expect(parseDay('24.11', today)).toEqual(today);
    expect(parseDay('23. november', today)).toEqual({ year: 2027, month: 11, day: 23 });
    expect(parseDay('1. des', today)).toEqual({ year: 2026, month: 12, day: 1 });
  });

  it.each(['', '31.2.2026', '29.2.2026', '32.1.2026', '1.13.2026', '7. foo', 'i morgen', '7.3.1999'])(
    'is none in %j',
    (text) => {
      expect(parseDay(text, today)).toBeNull();
    },
  );
});

describe('a time of day as people write it', () => {
  it.each([
    ['19', 19, 0],
    ['19.05', 19, 5],
    ['19:05', 19, 5],
    ['1905', 19, 5],
    ['kl. 9', 9, 0],
    ['kl 09.30', 9, 30],
    ['0.00', 0, 0],
  ])('%s is read', (text, hour, minute) => {
    expect(parseClock(text)).toEqual({ hour, minute });
  });

  it.each(['', '24', '19.60', '9.5', 'sju', '190'])('is none in %j', (text) => {
    expect(parseClock(text)).toBeNull();
  });
});

describe('the moment of a meeting', () => {
  it('is by the clock in Oslo, in winter and in summer', () => {
    expect(momentIn({ year: 2026, month: 12, day: 1 }, { hour: 0, minute: 5 })).toBe('2026-11-30T23:05:00.000Z');
    expect(momentIn({ year: 2026, month: 7, day: 1 }, { hour: 19, minute: 0 })).toBe('2026-07-01T17:00:00.000Z');
  });

  it('is right on both sides of a change of the clocks', () => {
    const spring = { year: 2026, month: 3, day: 29 };
    expect(momentIn(spring, { hour: 1, minute: 59 })).toBe('2026-03-29T00:59:00.000Z');
    expect(momentIn(spring, { hour: 3, minute: 0 })).toBe('2026-03-29T01:00:00.000Z');
    const autumn = { year: 2026, month: 10, day: 25 };
    expect(momentIn(autumn, { hour: 1, minute: 30 })).toBe('2026-10-24T23:30:00.000Z');
    expect(momentIn(autumn, { hour: 3, minute: 30 })).toBe('2026-10-25T02:30:00.000Z');
  });

  it('falls on the day that was written, whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 4, max: 23 }), (later, hour) => {
        const day = dayIn(Date.UTC(2026, 0, 1, 12), later);
        expect(dayIn(Date.parse(momentIn(day, { hour, minute: 0 })))).toEqual(day);
      }),
    );
  });
});
