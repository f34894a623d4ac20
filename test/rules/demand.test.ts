import { expect, test } from 'vitest';
import { demandOf, fold } from '../../server/rules/demand.ts';

test.each([
  ['Norge skal ta imot 5000 kvoteflyktninger.', 'NORGE skal  ta imot 5 000 kvoteflyktninger'],
  ['5.000 kvoteflyktninger, årlig', '5000 kvoteflyktninger – årlig!'],
  ['5\u00a0000\u202f000 kroner', '5000000 kroner'],
  ['Øk satsen med 2,5 %', 'øk satsen med 2.5 prosent'],
  ['«Styrk» EU-samarbeidet', 'styrk eu samarbeidet'],
  ['A\u030arlig', 'årlig'],
])('says the same to the letter: %s', (one, other) => {
  expect(fold(one)).toBe(fold(other));
  expect(demandOf(one)).toBe(demandOf(other));
});

test.each([
  ['ta imot 5000 kvoteflyktninger', 'ta imot 3000 kvoteflyktninger'],
  ['2,5 prosent', '25 prosent'],
  ['i 2018 500 plasser', 'i 2018500 plasser'],
  ['12 34 plasser', '1234 plasser'],
  ['3 barn', '3,0 barn'],
])('says something else: %s', (one, other) => {
  expect(demandOf(one)).not.toBe(demandOf(other));
});
