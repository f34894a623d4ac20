import { expect, test } from 'vitest';
import { hashOf } from '../../server/rules/canonical.ts';
import type { TreatedPoint } from '../../server/rules/party-statements.ts';
import { toMarkdown } from '../../server/rules/proposal.ts';
import {
  checkLink,
  checkPoints,
  inOrder,
  type Linked,
  saidAfter,
  treatmentState,
} from '../../server/rules/treatment.ts';
import { proposalFrom } from '../../server/rules/treatment-source.ts';
import { exampleContent, makeMeeting } from '../support/meeting.ts';
import { expectRefusal } from '../support/refused.ts';

const resolution = hashOf('resolution');
const point = (number: number, word: Partial<TreatedPoint> = {}): TreatedPoint => ({
  number,
  recommendation: null,
  outcome: null,
  ...word,
});

let minute = 0;
/** A treatment by a branch after another, a minute later. */
function link(branch: string, previous: Linked | null, at?: string): Linked {
  minute += 1;
  const statement = {
    branch,
    resolution,
    previous: previous?.hash ?? null,
    at: at ?? new Date(Date.UTC(2026, 2, 12, 19, minute)).toISOString(),
  };
  return { hash: hashOf(statement), statement };
}

test('treatments follow each other; levels that speak at once may name the same one', () => {
  const county = link('county', null);
  const national = link('national', county);
  const again = link('county', county);
  const last = link('national', national);
  const all = [county, national, again, last];
  for (const [i, one] of all.entries()) expect(checkLink(one, all.slice(0, i)).ok, `treatment ${i}`).toBe(true);
  expect(inOrder([last, again, national, county]).map(({ hash }) => hash)).toEqual(all.map(({ hash }) => hash));
});

test('what follows nothing known, passes over its own word, or is dated before the one it names is refused', () => {
  const county = link('county', null);
  const national = link('national', county);
  expectRefusal(checkLink(national, []), 'custody.order', 'not known');
  expectRefusal(checkLink(link('county', null), [county]), 'custody.order', county.hash);
  const aside = link('national', county);
  expectRefusal(checkLink(aside, [county, national]), 'custody.order', national.hash);
  expectRefusal(checkLink(link('national', county, '2026-03-12T18:00:00.000Z'), [county]), 'custody.order', 'dated');
  // five minutes are forgiven to clocks
  const before = new Date(Date.parse(county.statement.at) - 240_000).toISOString();
  expect(checkLink(link('national', county, before), [county]).ok).toBe(true);
});

test('only points that the resolution has are treated, each once, and the whole', async () => {
  const { statement } = await makeMeeting();
  const numbers = statement.points.map(({ number }) => point(number));
  expect(checkPoints([point(0), ...numbers], statement).ok).toBe(true);
  expectRefusal(checkPoints([point(numbers.length + 1)], statement), 'treatment.points');
  expectRefusal(checkPoints([point(1), point(1)], statement), 'treatment.points', 'twice');
});

test('a treatment says all that its level has said, and what is taken back is gone', () => {
  const first = saidAfter([], [point(2, { recommendation: 'adopt' }), point(1, { recommendation: 'reject' })]);
  expect(first.map(({ number }) => number)).toEqual([1, 2]);
  const second = saidAfter(first, [point(1), point(3, { outcome: 'rejected' })]);
  expect(second).toEqual([point(2, { recommendation: 'adopt' }), point(3, { outcome: 'rejected' })]);
  expect(saidAfter(second, [point(2), point(3)])).toEqual([point(0)]);
});

test('the state of a resolution follows from the last word on it', async () => {
  const { statement } = await makeMeeting();
  const adopted = statement.points.filter(({ outcome }) => outcome === 'adopted').map(({ number }) => number);
  const decided = adopted.map((number) => point(number, { outcome: 'adopted' }));
  expect(adopted.length).toBeLessThan(statement.points.length);
  expect(treatmentState([], statement)).toBe('untreated');
  expect(treatmentState([point(0)], statement)).toBe('untreated');
  expect(treatmentState([point(1, { recommendation: 'adopt' })], statement)).toBe('recommended');
  expect(treatmentState(decided.slice(1), statement)).toBe('recommended');
  expect(treatmentState(decided, statement)).toBe('treated');
  expect(treatmentState([point(0, { outcome: 'rejected' })], statement)).toBe('treated');
  expect(treatmentState([...decided.slice(1), point(1, { outcome: 'forwarded' })], statement)).toBe('forwarded');
});

test('a resolution becomes a proposal with the words that it adopted, or with the points that are named', async () => {
  const { statement } = await makeMeeting();
  const all = proposalFrom(statement, 'all');
  expect(all).toMatchObject({ ok: true, value: { title: exampleContent.title } });
  const lost = statement.points.filter(({ outcome }) => outcome === 'rejected').map(({ text }) => text);
  const kept = exampleContent.blocks.filter(({ text }) => !lost.includes(text));
  expect(all.ok && all.value.blocks).toEqual(kept);
  expect(all.ok && toMarkdown(all.value.blocks)).toBe(toMarkdown(kept));
  const two = proposalFrom(statement, [2, 1, 2]);
  expect(two.ok && two.value.blocks.map(({ text }) => text)).toEqual(
    statement.points.slice(0, 2).map(({ text }) => text),
  );
  const rejected = statement.points.find(({ outcome }) => outcome === 'rejected')?.number ?? 0;
  expectRefusal(proposalFrom(statement, [rejected]), 'treatment.points');
});
