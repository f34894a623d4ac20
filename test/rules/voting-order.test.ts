import { describe, expect, it } from 'vitest';
import { planOf } from '../../server/rules/plan.ts';
import {
  add,
  amendment,
  Floor,
  inShort,
  kvoteflyktninger,
  nokut,
  quota,
  recommend,
  replace,
  strike,
  volunteers,
} from '../support/amendments.ts';

describe('mest ytterliggående først: the farthest-reaching first, and the others fall when it is adopted (Parat; Landbruk Arena)', () => {
  const floor = (): Floor =>
    new Floor(kvoteflyktninger(), [
      amendment(1, replace(13, 'Styrke frivillig sektor som jobber med integrering.')),
      amendment(2, replace(13, volunteers)),
      amendment(3, strike(13)),
      amendment(
        4,
        replace(13, 'Gi frivilligheten faste midler over statsbudsjettet, og bygge flere møteplasser i byen.'),
      ),
    ]);

  it('takes the deletion first, then the replacements by how much they change, then the text', () => {
    expect(inShort(floor().plan())).toEqual([
      '3: delete-first, lapses 1 2 4',
      '4: farthest-first, lapses 1 2',
      '2: farthest-first, lapses 1',
      '1: farthest-first',
      'text: then-text',
    ]);
  });

  it('ends with the deletion when it is adopted', () => {
    const meeting = floor();
    meeting.next('for');
    expect(meeting.fates).toEqual(['1 lapsed 3', '2 lapsed 3', '3 adopted', '4 lapsed 3']);
    expect(inShort(meeting.plan())).toEqual(['text: then-text']);
    expect(meeting.points).toHaveLength(7);
    expect(meeting.points[4]).toMatch(/^5\. At Bergen kommune/u);
  });

  it('goes on one after another until one is adopted', () => {
    const meeting = floor();
    meeting.next('against');
    meeting.next('against');
    expect(inShort(meeting.plan())).toEqual(['2: farthest-first, lapses 1', '1: farthest-first', 'text: then-text']);
    meeting.next('for');
    expect(meeting.fates).toEqual(['1 lapsed 2', '2 adopted', '3 rejected', '4 rejected']);
    expect(meeting.points[4]).toBe(`5. ${volunteers}`);
  });

  it('leaves the point as it was when all are rejected', () => {
    const meeting = floor();
    for (let i = 0; i < 4; i += 1) meeting.next('against');
    expect(meeting.fates).toEqual(['1 rejected', '2 rejected', '3 rejected', '4 rejected']);
    expect(meeting.now.content).toEqual(kvoteflyktninger());
  });
});

describe('det høyeste beløpet først: where they differ in a number alone, the highest first (Parat)', () => {
  it('sets 10 000 before 7 500 before 3000, whichever came in first', () => {
    const meeting = new Floor(kvoteflyktninger(), [
      amendment(1, replace(9, quota('3000'))),
      amendment(2, replace(9, quota('10 000'))),
      amendment(3, replace(9, quota('7 500'))),
    ]);
    expect(inShort(meeting.plan())).toEqual([
      '2: highest-first, lapses 1 3',
      '3: highest-first, lapses 1',
      '1: highest-first',
      'text: then-text',
    ]);
    meeting.next('against');
    meeting.next('for');
    expect(meeting.fates).toEqual(['1 lapsed 3', '2 rejected', '3 adopted']);
    expect(meeting.points[0]).toBe(`1. ${quota('7 500')}`);
  });

  it('sets the farthest-reaching first when one of them changes words too', () => {
    const meeting = new Floor(kvoteflyktninger(), [
      amendment(1, replace(9, quota('3000'))),
      amendment(2, replace(9, quota('10 000'))),
      amendment(3, replace(9, quota('3000 eller flere'))),
    ]);
    expect(inShort(meeting.plan()).map((step) => step.split(',')[0])).toEqual([
      '3: farthest-first',
      '1: farthest-first',
      '2: farthest-first',
      'text: then-text',
    ]);
  });
});

describe('alternativ votering: aldri mer enn to forslag av gangen (Parat), and then the winner for or against (Landbruk Arena)', () => {
  const floor = (): Floor =>
    new Floor(kvoteflyktninger(), [amendment(1, replace(9, quota('3000'))), amendment(2, replace(9, quota('7 500')))]);

  it('sets two against each other and then votes on the winner', () => {
    const meeting = floor();
    expect(inShort(meeting.plan())).toEqual(['against each other 1 2: alternatives', 'text: then-text']);
    meeting.next(2);
    expect(meeting.fates).toEqual(['1 lapsed 2', '2 open']);
    expect(meeting.now.winners).toEqual([2]);
    expect(inShort(meeting.plan())).toEqual(['2: follows-winner', 'text: then-text']);
    meeting.next('for');
    expect(meeting.fates).toEqual(['1 lapsed 2', '2 adopted']);
    expect(meeting.points[0]).toBe(`1. ${quota('7 500')}`);
  });

  it('keeps the text as it was when the winner is rejected: the loser does not come back', () => {
    const meeting = floor();
    meeting.next(1);
    meeting.next('against');
    expect(meeting.fates).toEqual(['1 rejected', '2 lapsed 1']);
    expect(meeting.now.content).toEqual(kvoteflyktninger());
  });

  it('takes them one after another where neither won', () => {
    const meeting = floor();
    meeting.next('none');
    expect(meeting.fates).toEqual(['1 open', '2 open']);
    expect(inShort(meeting.plan())).toEqual(['2: highest-first, lapses 1', '1: highest-first', 'text: then-text']);
  });

  it('brings the loser back when the ballot between them is cancelled', () => {
    const meeting = floor();
    const ballot = meeting.next(2);
    meeting.cancel(ballot);
    expect(inShort(meeting.plan())).toEqual(['against each other 1 2: alternatives', 'text: then-text']);
  });

  it('sets the deletion before the two', () => {
    const meeting = floor();
    meeting.matter = { ...meeting.matter, amendments: [...meeting.matter.amendments, amendment(3, strike(9))] };
    expect(inShort(meeting.plan())).toEqual([
      '3: delete-first, lapses 1 2',
      'against each other 1 2: alternatives',
      'text: then-text',
    ]);
  });
});

describe('forslag som ikke kan settes opp mot hverandre: one after another (Parat)', () => {
  it('votes on changes of different points by their place, and on additions after what they are added to', () => {
    const meeting = new Floor(kvoteflyktninger(), [
      amendment(1, add(16, 'At Norge skal åpne flere mottak.')),
      amendment(2, replace(12, nokut)),
      amendment(3, add(12, 'Gi flyktninger norskkurs fra første dag.')),
      amendment(4, add(12, 'Gi flyktninger mentor.')),
      amendment(5, replace(2, 'Over 65 millioner mennesker er på flukt.')),
      amendment(6, add(0, 'Vi sier velkommen.')),
    ]);
    expect(inShort(meeting.plan())).toEqual([
      '6: addition',
      '5: excludes-nothing',
      '2: excludes-nothing',
      '3: addition',
      '4: addition',
      '1: addition',
      'text: then-text',
    ]);
  });

  it('lets an addition stand also when the point that it follows is deleted', () => {
    const meeting = new Floor(kvoteflyktninger(), [amendment(1, strike(12)), amendment(2, add(12, nokut))]);
    meeting.next('for');
    meeting.next('for');
    expect(meeting.fates).toEqual(['1 adopted', '2 adopted']);
    expect(meeting.points[3]).toBe(`4. ${nokut}`);
    expect(meeting.points).toHaveLength(8);
  });
});

describe('samlet votering: those with the same recommendation together, and anybody may demand a separate vote (Senterpartiet, landsmøtet 2017, 2021 og 2023)', () => {
  const board = { kind: 'forward', to: 'styret' } as const;
  const floor = (): Floor =>
    new Floor(kvoteflyktninger(), [
      amendment(1, replace(12, nokut), { recommendation: recommend('adopt') }),
      amendment(2, add(16, 'At Norge skal åpne flere mottak.'), { recommendation: recommend('reject') }),
      amendment(3, replace(13, volunteers), { recommendation: recommend('adopt') }),
      amendment(4, add(16, 'Gi flyktninger norskkurs fra første dag.'), { recommendation: recommend(board) }),
      amendment(5, add(16, 'Styrke NOKUT.'), { recommendation: recommend({ kind: 'covered', by: 1 }) }),
      amendment(6, replace(9, quota('3000')), { recommendation: recommend('reject') }),
      amendment(7, replace(9, quota('7 500')), { recommendation: recommend('adopt') }),
    ]);

  it('takes together what excludes nothing, what is to be adopted first and what is not last', () => {
    expect(inShort(floor().plan())).toEqual([
      'en bloc 1 3: same-recommendation',
      'against each other 6 7: alternatives',
      'en bloc 2 4 5: same-recommendation',
      'text: then-text',
    ]);
  });

  it('gives each what was recommended when the block is adopted', () => {
    const meeting = floor();
    meeting.next('for');
    meeting.next(6);
    meeting.next('against');
    meeting.next('for');
    expect(meeting.fates).toEqual([
      '1 adopted',
      '2 rejected',
      '3 adopted',
      '4 forwarded to styret',
      '5 covered 1',
      '6 rejected',
      '7 lapsed 6',
    ]);
    expect(meeting.points[3]).toBe(`4. ${nokut}`);
    expect(meeting.points[4]).toBe(`5. ${volunteers}`);
  });

  it('votes on one that is pulled out by itself', () => {
    expect(inShort(floor().plan({ pulledOut: [4] }))).toEqual([
      'en bloc 1 3: same-recommendation',
      'against each other 6 7: alternatives',
      '4: addition',
      'en bloc 2 5: same-recommendation',
      'text: then-text',
    ]);
  });

  it('leaves nothing of a block of two when one is pulled out', () => {
    expect(inShort(floor().plan({ pulledOut: [3] }))[0]).toBe('against each other 6 7: alternatives');
  });

  it('votes on each by itself when the block is rejected', () => {
    const meeting = floor();
    meeting.next('against');
    expect(meeting.fates.slice(0, 3)).toEqual(['1 open', '2 open', '3 open']);
    expect(inShort(meeting.plan())).toEqual([
      'against each other 6 7: alternatives',
      '1: excludes-nothing',
      '3: excludes-nothing',
      'en bloc 2 4 5: same-recommendation',
      'text: then-text',
    ]);
  });

  it('does not say that one covers another which the hall rejected', () => {
    const meeting = floor();
    meeting.vote({ kind: 'amendment', of: [1] }, 'against');
    expect(inShort(meeting.plan())).toContain('en bloc 2 4: same-recommendation');
    expect(inShort(meeting.plan())).toContain('5: addition');
  });

  it('recommends nothing by itself: the hall decides', () => {
    expect(floor().fates.every((fate) => fate.endsWith(' open'))).toBe(true);
  });
});

describe('innstillingen legges til grunn for voteringen (Senterpartiet); endringer før teksten de endrer', () => {
  it('puts the text as it then stands to the vote at last, and nothing after it', () => {
    const meeting = new Floor(kvoteflyktninger(), [amendment(1, strike(16)), amendment(2, add(16, nokut))]);
    meeting.next('for');
    meeting.next('against');
    expect(inShort(meeting.plan())).toEqual(['text: then-text']);
    const text = meeting.next('for');
    expect(meeting.now.disposition).toEqual({ kind: 'adopted', ballot: text });
    expect(meeting.now.content.blocks).toEqual(kvoteflyktninger().blocks.slice(0, -1));
    expect(meeting.plan()).toEqual([]);
  });

  it('votes on a text without amendments at once', () => {
    expect(inShort(new Floor(kvoteflyktninger(), []).plan())).toEqual(['text: only-text']);
  });
});

describe('voteringsordningen må være oppgitt og godtatt på forhånd (Stortingets forretningsorden § 59)', () => {
  const floor = (): Floor =>
    new Floor(kvoteflyktninger(), [
      amendment(1, replace(9, quota('3000'))),
      amendment(2, replace(9, quota('7 500'))),
      amendment(3, strike(9)),
      amendment(4, add(16, nokut)),
    ]);
  const order = [{ of: [4] }, { of: [1, 2], reason: 'alternatives' }, { of: [3] }, { of: ['text' as const] }];

  it('keeps the order that the chair announced while its steps are voted on', () => {
    const meeting = floor();
    expect(inShort(meeting.plan({ order }))).toEqual([
      '4: addition',
      'against each other 1 2: alternatives, lapses 3',
      '3: chairs-order',
      'text: then-text',
    ]);
    meeting.next('for', { order });
    meeting.next(2, { order });
    expect(inShort(meeting.plan({ order }))).toEqual([
      '2: follows-winner, lapses 3',
      '3: chairs-order',
      'text: then-text',
    ]);
    meeting.next('for', { order });
    expect(planOf(meeting.now, { order }).fits).toBe(true);
    expect(inShort(meeting.plan({ order }))).toEqual(['text: then-text']);
  });
});
