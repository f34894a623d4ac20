import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { demandOf } from '../../server/rules/demand.ts';
import { findAlike } from '../../server/rules/likeness.ts';
import { pointsOf } from '../../server/rules/proposal.ts';
import { parseProposal } from '../../server/rules/text.ts';

/** The eight demands of a branch's real resolution. */
const real = pointsOf(parseProposal(readFileSync('server/demo/kvoteflyktninger.txt', 'utf8')).blocks).map(
  ({ text }) => text,
);

const worded = (texts: readonly string[]) => texts.map((text) => ({ demand: demandOf(text), text }));

/** The pairs among texts that are held to be alike, as texts. */
function pairs(texts: readonly string[]): [string, string][] {
  const byDemand = new Map(worded(texts).map(({ demand, text }) => [demand, text]));
  return findAlike(worded(texts)).map(({ demand, other }) => [byDemand.get(demand) ?? '', byDemand.get(other) ?? '']);
}

test.each([
  'Norge skal ta imot 5000 kvoteflyktninger i året',
  'Ta imot 5 000 kvoteflyktninger hvert år de neste fem årene',
  'Stortinget må vedta at Noreg tek imot 5.000 kvoteflyktningar årleg.',
  'Arbeiderpartiet vil at Norge tar imot 5000 kvoteflyktninger årlig i samarbeid med FN',
])('5000 kvoteflyktninger in other words is found among eight demands: %s', (text) => {
  expect(pairs([...real, text])).toEqual([[real[0], text]]);
});

test.each([
  'Norge skal ta imot 3000 kvoteflyktninger i året',
  'Norge skal ta imot kvoteflyktninger',
  'Øk bevilgningen til FN til 5000 millioner',
  'At alle skoler skal ha skolefrokost',
])('what names another number or none, or something else, is not: %s', (text) => {
  expect(pairs([...real, text]).filter(([one]) => one === real[0])).toEqual([]);
});

test('the shorter one counts, whatever order they come in, and the most alike are first', () => {
  const texts = ['Styrke frivillig sektor', real[4] ?? '', 'Styrke frivillig sektor i distriktene og byene'];
  const found = findAlike(worded(texts));
  expect(found.length).toBeGreaterThan(1);
  expect(found.map(({ likeness }) => likeness)).toEqual(
    [...found.map(({ likeness }) => likeness)].sort((a, b) => b - a),
  );
  const turned = findAlike(worded([...texts].reverse()));
  expect(turned.map(({ likeness }) => likeness).sort()).toEqual(found.map(({ likeness }) => likeness).sort());
});

test('nothing is alike in nothing', () => {
  expect(findAlike([])).toEqual([]);
  expect(pairs(['Ja', 'Nei', '…'])).toEqual([]);
});
