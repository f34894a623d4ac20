import { describe, expect, it } from 'vitest';
import { labelOf, placeOf } from '../../server/rules/amend.ts';
import type { Matter } from '../../server/rules/deliberation.ts';
import { orderOfProposals, orderReasonOf } from '../../server/rules/plan.ts';
import {
  add,
  amendment,
  Floor,
  inShort,
  kvoteflyktninger,
  nokut,
  quota,
  replace,
  strike,
  volunteers,
} from '../support/amendments.ts';

describe('utsettelsesforslag går alltid først (Parat); prosedyreforslag straks (Norsk Naturistforbund); så oversendelse, så realiteten', () => {
  const forward = { kind: 'forward', target: 'p1', to: 'fylkesstyret' } as const;
  const floor = (effects: Matter['effects']): Floor =>
    new Floor(
      kvoteflyktninger(),
      [amendment(1, strike(9)), amendment(2, strike(10), { state: 'withdrawn' }), amendment(3, add(16, nokut))],
      { effects },
    );

  it('orders the proposals of an item, those of a kind as they came in', () => {
    const kinds = ['text', 'forward', 'postpone', 'text', 'procedure', 'elect', 'procedure'] as const;
    const proposals = kinds.map((kind, i) => ({ kind, number: i + 1 }));
    expect(orderOfProposals(proposals).map(({ number }) => number)).toEqual([5, 7, 3, 2, 1, 4, 6]);
    expect(kinds.map(orderReasonOf)).toEqual([
      'in-turn',
      'forwarding-first',
      'postponement-first',
      'in-turn',
      'procedure-first',
      'in-turn',
      'procedure-first',
    ]);
  });

  it('votes on nothing more of a text that is postponed', () => {
    const meeting = floor([{ kind: 'close-list' }, { kind: 'postpone', target: 'p1' }]);
    expect(meeting.now.disposition).toEqual({ kind: 'postponed' });
    expect(meeting.fates).toEqual(['1 postponed', '2 withdrawn', '3 postponed']);
    expect(meeting.plan()).toEqual([]);
  });

  it('sends the amendments along with a text that is forwarded, and keeps what was decided of them', () => {
    const meeting = floor([]);
    meeting.next('for');
    meeting.matter = { ...meeting.matter, effects: [forward] };
    expect(meeting.now.disposition).toEqual({ kind: 'forwarded', to: 'fylkesstyret' });
    expect(meeting.fates).toEqual(['1 adopted', '2 withdrawn', '3 forwarded to fylkesstyret']);
    expect(meeting.points).toHaveLength(7);
  });

  it('does not touch another text, nor one that is decided', () => {
    expect(floor([{ kind: 'postpone', target: 'p2' }]).now.disposition).toEqual({ kind: 'open' });
    const decided = floor([]);
    for (let i = 0; i < 3; i += 1) decided.next('for');
    decided.matter = { ...decided.matter, effects: [forward] };
    expect(decided.now.disposition).toEqual({ kind: 'adopted', ballot: 'b3' });
  });
});

describe('det er kulepunktene som realitetsbehandles (Miljøpartiet De Grønne, landsmøtet)', () => {
  it('decides the text point by point on one paper after the amendments to the points', () => {
    const meeting = new Floor(kvoteflyktninger(), [amendment(1, strike(10)), amendment(2, replace(13, volunteers))]);
    meeting.next('for');
    meeting.next('for');
    const points = Object.fromEntries(meeting.points.map((_, i) => [i + 1, i === 3 ? 'adopted' : 'rejected'] as const));
    const text = meeting.vote({ kind: 'text', of: ['text'] }, 'for', { outcome: points });
    expect(meeting.now.disposition).toEqual({ kind: 'adopted', ballot: text });
    expect(meeting.now.decided).toEqual({ ballot: text, outcome: points });
    expect(meeting.points[3]).toBe(`4. ${volunteers}`);
  });

  it('has rejected the text when no point is adopted', () => {
    const meeting = new Floor(kvoteflyktninger(), []);
    const text = meeting.vote({ kind: 'text', of: ['text'] }, 'for', { outcome: { 1: 'rejected', 2: 'rejected' } });
    expect(meeting.now.disposition).toEqual({ kind: 'rejected', ballot: text });
  });
});

describe('Linjenummer, type forslag: endring, tillegg eller strykning, forslaget (Østfold Arbeiderparti, høring 2018)', () => {
  it('finds the place that a form names as point, paragraph or heading, and names it so again', () => {
    const content = kvoteflyktninger();
    expect(placeOf(content, { kind: 'point', number: 5 })).toBe(13);
    expect(placeOf(content, { kind: 'paragraph', number: 4 })).toBe(7);
    expect(placeOf(content, { kind: 'heading', number: 3 })).toBe(6);
    expect(placeOf(content, { kind: 'point', number: 9 })).toBeNull();
    for (let place = 1; place <= content.blocks.length; place += 1) {
      const label = labelOf(content, place);
      expect(label === null ? null : placeOf(content, label)).toBe(place);
    }
    expect(labelOf(content, 0)).toBeNull();
    expect(labelOf(content, 17)).toBeNull();
  });

  it('keeps what a form says of a place in the text as it was sent out, also when points before it are gone', () => {
    const meeting = new Floor(kvoteflyktninger(), [
      amendment(1, strike(9)),
      amendment(2, replace(13, volunteers)),
      amendment(3, add(13, nokut)),
    ]);
    for (let i = 0; i < 3; i += 1) meeting.next('for');
    expect(meeting.points.slice(3, 5)).toEqual([`4. ${volunteers}`, `5. ${nokut}`]);
  });
});

describe('forslag kan trekkes, slås sammen og oversendes styret; etter strek tas ingen nye opp (Trondheim Arbeiderparti; Senterpartiet)', () => {
  it('never puts to the vote what was withdrawn, joined into another or supported by too few', () => {
    const meeting = new Floor(
      kvoteflyktninger(),
      [
        amendment(1, replace(9, quota('3000')), { state: 'withdrawn', seconds: 9 }),
        amendment(2, replace(9, quota('7 500')), { state: 'joined', joinedInto: 'i4', seconds: 9 }),
        amendment(3, strike(9), { seconds: 1 }),
        amendment(4, replace(9, quota('10 000')), { seconds: 2 }),
      ],
      { seconds: 2 },
    );
    expect(inShort(meeting.plan())).toEqual(['4: excludes-nothing', 'text: then-text']);
    meeting.next('for');
    expect(meeting.fates).toEqual(['1 withdrawn', '2 joined 4', '3 unsupported', '4 adopted']);
    expect(meeting.points[0]).toBe(`1. ${quota('10 000')}`);
  });

  it('decides the same words once: a later one is covered by the earlier, or falls with it', () => {
    const same = (): Floor =>
      new Floor(kvoteflyktninger(), [
        amendment(1, add(16, nokut)),
        amendment(2, add(16, 'At Norge skal åpne flere mottak.')),
        amendment(3, add(16, nokut)),
      ]);
    const adopted = same();
    expect(inShort(adopted.plan())).toEqual([
      '1: addition, lapses 3',
      '3: identical',
      '2: addition',
      'text: then-text',
    ]);
    adopted.next('for');
    expect(adopted.fates).toEqual(['1 adopted', '2 open', '3 covered 1']);
    const rejected = same();
    rejected.next('against');
    expect(rejected.fates).toEqual(['1 rejected', '2 open', '3 rejected']);
  });

  it('lapses with a text that is rejected or withdrawn', () => {
    const rejected = new Floor(kvoteflyktninger(), [amendment(1, strike(9))]);
    rejected.vote({ kind: 'text', of: ['text'] }, 'against');
    expect(rejected.fates).toEqual(['1 lapsed with the text']);
    const { matter } = new Floor(kvoteflyktninger(), [amendment(1, strike(9))]);
    const withdrawn = new Floor(kvoteflyktninger(), matter.amendments, {
      proposal: { ...matter.proposal, state: 'withdrawn' },
    });
    expect(withdrawn.fates).toEqual(['1 lapsed with the text']);
    expect(withdrawn.now.disposition).toEqual({ kind: 'withdrawn' });
    expect(withdrawn.plan()).toEqual([]);
  });
});

describe('prøvevotering (Velferdstinget Bergen), and ballots taken again', () => {
  it('is not binding: neither a trial nor a cancelled ballot decides anything', () => {
    const meeting = new Floor(kvoteflyktninger(), [amendment(1, strike(9)), amendment(2, replace(9, quota('3000')))]);
    meeting.vote({ kind: 'amendment', of: [1] }, 'for', { trial: true });
    expect(meeting.fates).toEqual(['1 open', '2 open']);
    const ballot = meeting.next('for');
    expect(meeting.fates).toEqual(['1 adopted', '2 lapsed 1']);
    meeting.cancel(ballot);
    expect(meeting.fates).toEqual(['1 open', '2 open']);
    expect(meeting.now.content).toEqual(kvoteflyktninger());
    meeting.next('against');
    meeting.next('for');
    expect(meeting.fates).toEqual(['1 rejected', '2 adopted']);
  });
});
