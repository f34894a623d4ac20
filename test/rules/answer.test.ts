import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges, sameChange } from '../../server/rules/amend.ts';
import { answerOf, checkAnswer, pointsAnswered } from '../../server/rules/answer.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { checkSums } from '../../server/rules/sums.ts';
import { add, amendment, Floor, kvoteflyktninger, quota, replace, strike } from '../support/amendments.ts';
import { content as anyContent, change } from '../support/deliberating.ts';
import { initiatives, resolved } from '../support/hearing.ts';

const branch = 'https://vedtak.example/lag/os';
const yes = { for: 18, against: 2, blank: 1 };
const no = { for: 3, against: 17, blank: 0 };

describe("a branch's answer to a hearing on a text", () => {
  const content = initiatives();
  const demand = 'Hjelpe flere: 5000 kvoteflyktninger i året';
  const added = add(6, 'Asylmottak drives av kommunene.');

  function deliberated(): Floor {
    const floor = new Floor(content, [
      amendment(1, replace(2, demand)),
      amendment(2, strike(5)),
      amendment(3, replace(3, 'En asylordning')),
      amendment(4, added),
      amendment(5, strike(6), { state: 'withdrawn' }),
    ]);
    const votes = { 1: 'for', 2: 'for', 3: 'against', 4: 'for' } as const;
    for (const [number, said] of Object.entries(votes)) floor.vote({ kind: 'amendment', of: [Number(number)] }, said);
    return floor;
  }

  it('names what was adopted and what fell, each with its own votes, and nothing that was never decided', () => {
    const answer = answerOf(deliberated().now, (number) => (number === 3 ? no : number === 4 ? undefined : yes));
    expect(answer.adopted).toEqual([
      { number: 1, change: replace(2, demand), votes: yes },
      { number: 2, change: strike(5), votes: yes },
      { number: 4, change: added },
    ]);
    expect(answer.rejected).toEqual([{ number: 3, change: replace(3, 'En asylordning'), votes: no }]);
  });

  it('says of each block what became of it, and what was added where', () => {
    const { now } = deliberated();
    const answer = answerOf(now, () => yes);
    // of the five points that stand the third falls
    const resolution = resolved(branch, now.content, [yes, yes, no, yes, yes]);
    const text = pointsAnswered(content, resolution, answer);
    expect(text?.fates).toEqual([
      { state: 'kept', votes: null },
      { state: 'changed', votes: yes, text: demand },
      { state: 'kept', votes: yes },
      { state: 'rejected', votes: no },
      { state: 'deleted', votes: null },
      { state: 'kept', votes: yes },
    ]);
    expect(text?.added).toEqual([
      { after: 6, block: { kind: 'point', text: 'Asylmottak drives av kommunene.' }, votes: yes },
    ]);
  });

  it('gives every block the votes on the whole where that is what was voted on', () => {
    const fates = pointsAnswered(content, resolved(branch, content, [yes], 'whole'), {
      adopted: [],
      rejected: [],
    })?.fates;
    expect(fates).toEqual(content.blocks.map(() => ({ state: 'kept', votes: yes })));
  });

  it('may be against all of it: the text then holds no point, and every block its votes', () => {
    const nothing = { adopted: [], rejected: [] };
    const points = content.blocks.filter(({ kind }) => kind === 'point');
    for (const [mode, votes] of [
      ['points', points.map(() => no)],
      ['whole', [no]],
    ] as const) {
      for (const blocks of [content.blocks, points]) {
        const text = { ...content, blocks };
        const resolution = resolved(branch, text, votes, mode, hashOf('hearing'));
        expect(checkSums(resolution)).toMatchObject({ ok: true });
        expect(checkAnswer(text, resolution, nothing)).toMatchObject({ ok: true });
        const fates = pointsAnswered(text, resolution, nothing)?.fates ?? [];
        expect(fates.slice(-points.length)).toEqual(points.map(() => ({ state: 'rejected', votes: no })));
      }
    }
  });

  it.each([
    ['a change that was not adopted', { adopted: [{ number: 1, change: replace(3, 'Noe annet') }] }],
    ['one left out', { adopted: [] }],
    ['another wording', { adopted: [{ number: 1, change: replace(2, `${demand}!`) }] }],
    [
      'an addition that is not there',
      {
        adopted: [
          { number: 1, change: replace(2, demand) },
          { number: 2, change: added },
        ],
      },
    ],
  ])('does not hold with %s', (_, lie) => {
    const changed = applyChanges(content, [{ number: 1, change: replace(2, demand) }]);
    if (!changed.ok) throw new Error(changed.refusal.detail);
    const resolution = resolved(branch, changed.value.content, [yes, yes, yes, yes, yes]);
    const truth = { adopted: [{ number: 1, change: replace(2, demand) }], rejected: [] };
    expect(checkAnswer(content, resolution, truth).ok).toBe(true);
    expect(checkAnswer(content, resolution, { rejected: [], ...lie })).toMatchObject({
      refusal: { code: 'answer.text' },
    });
  });

  it('does not hold of another text', () => {
    const resolution = resolved(branch, kvoteflyktninger(), []);
    expect(checkAnswer(content, resolution, { adopted: [], rejected: [] })).toMatchObject({ ok: false });
  });
});

it('holds of whatever a branch makes of a text, and of nothing else', () => {
  fc.assert(
    fc.property(anyContent, fc.array(change, { maxLength: 5 }), fc.nat(), (content, changes, i) => {
      const adopted = changes.map((one, at) => ({ number: at + 1, change: one }));
      const applied = applyChanges(content, adopted);
      if (!applied.ok || !applied.value.content.blocks.some(({ kind }) => kind === 'point')) return;
      const resolution = resolved(branch, applied.value.content, []);
      expect(checkAnswer(content, resolution, { adopted, rejected: [] }).ok).toBe(true);
      expect(pointsAnswered(content, resolution, { adopted, rejected: [] })?.fates).toHaveLength(content.blocks.length);
      const left = adopted.filter((_, at) => at !== i % Math.max(1, adopted.length));
      const other = applyChanges(content, left);
      const same = other.ok && JSON.stringify(other.value.content) === JSON.stringify(applied.value.content);
      expect(checkAnswer(content, resolution, { adopted: left, rejected: [] }).ok).toBe(same);
    }),
  );
});

it('knows the real resolution as an answer with the quota changed', () => {
  const content = kvoteflyktninger();
  const floor = new Floor(content, [amendment(1, replace(9, quota('10 000')))]);
  floor.next('for');
  const answer = answerOf(floor.now, () => undefined);
  const resolution = resolved(branch, floor.now.content, []);
  expect(answer.adopted).toHaveLength(1);
  expect(sameChange(answer.adopted[0]?.change ?? strike(1), replace(9, quota('10 000')))).toBe(true);
  expect(pointsAnswered(content, resolution, answer)?.fates[8]).toMatchObject({ state: 'changed' });
});
