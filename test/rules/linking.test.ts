import { expect, test } from 'vitest';
import { seededRandom } from '../../server/demo/votes.ts';
import { guesses, shared } from '../support/linking.ts';

function orders(n: number): number[][] {
  if (n === 0) return [[]];
  return orders(n - 1).flatMap((rest) => Array.from({ length: n }, (_, at) => rest.toSpliced(at, 0, n - 1)));
}

const random = seededRandom(1);

/** The chances of the measures where the papers lie in an order. */
function chances(order: readonly number[]): number[] {
  const one = {
    delegates: new Map([['place', order.map((_, i) => i)]]),
    papers: new Map([['place', order]]),
  };
  return guesses([one], random).map(({ chance }) => chance);
}

test('what a guess is said to come to by chance is what it comes to over all orders', () => {
  const all = orders(6).map(chances);
  expect(all).toHaveLength(720);
  for (const measure of [0, 1, 2, 3]) {
    const said = all.map((one) => one[measure] as number);
    for (const chance of new Set(said)) {
      const asLittle = said.filter((other) => other <= chance + 1e-9).length / said.length;
      // what counts from both ends is said to be twice as likely at most
      expect(asLittle).toBeLessThanOrEqual(chance + 1e-9);
      if (measure !== 2) expect(asLittle).toBeCloseTo(chance, 9);
    }
  }
});

test('ties say nothing', () => {
  const same = Array.from({ length: 12 }, () => 7);
  const one = { delegates: new Map([['length', same]]), papers: new Map([['length', same]]) };
  for (const { chance } of guesses(
    Array.from({ length: 20 }, () => one),
    random,
  ))
    expect(chance).toBeGreaterThan(1e-6);
});

test('bytes that a delegate and a paper share are found, and those that all of them have are not', () => {
  const bytes = (text: string): Uint8Array[] => [new TextEncoder().encode(text)];
  const papers = [bytes('ballot 17, nonce 5512'), bytes('ballot 17, nonce 8634')];
  expect(shared([bytes('ballot 17, Anne'), bytes('ballot 17, Berit')], papers)).toEqual([]);
  expect(shared([bytes('ballot 17, Anne, nonce 8634'), bytes('ballot 17, Berit')], papers)).not.toEqual([]);
});
