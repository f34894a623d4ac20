import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answered,
  checkRequest,
  clockAt,
  limitOf,
  type SpeakerList,
  type SpeechKind,
  type SpeechRequest,
  speakingOrder,
} from '../../server/rules/speakers.ts';

/** Requests in order of asking, written as `kind list state`: `s` speech, `r` reply, `o` order; `*` speaks, `+` has spoken, `-` withdrew. */
function asked(...written: string[]): SpeechRequest[] {
  const kinds: Record<string, SpeechKind> = { s: 'speech', r: 'reply', o: 'order' };
  const states: Record<string, SpeechRequest['state']> = { '*': 'speaking', '+': 'done', '-': 'withdrawn' };
  return written.map((text, i) => {
    const [, name = '', kind = '', list = '', state = ''] = /^(\w+):([sro])([ab]?)([*+-]?)$/u.exec(text) ?? [];
    const started = state === '*' || state === '+';
    return {
      id: name,
      member: name,
      kind: kinds[kind] ?? 'speech',
      list: list as SpeakerList,
      state: states[state] ?? 'waiting',
      startedAt: started ? `2026-03-12T18:${String(i).padStart(2, '0')}:00.000Z` : null,
    };
  });
}

const names = (requests: readonly SpeechRequest[]): string => requests.map(({ id }) => id).join(' ');

// Order and turns as rules of procedure write them: points of order at once, replies after the speech they answer,
// speeches in order of asking (Arbeiderpartiet, SV and Røde Kors, forretningsorden for landsmøte og årsmøte).
describe('the order of those who wait', () => {
  test.each([
    ['nobody', [], ''],
    ['speeches as they were asked for', ['A:s', 'B:s', 'C:s'], 'A B C'],
    ['a point of order before all', ['A:s', 'B:r', 'C:o'], 'C B A'],
    ['points of order as they were asked for', ['A:o', 'B:s', 'C:o'], 'A C B'],
    ['replies before speeches', ['A:s', 'B:r', 'C:s', 'D:r'], 'B D A C'],
    ['nobody who speaks, spoke or withdrew', ['A:s+', 'B:s*', 'C:s-', 'D:s'], 'D'],
    ['lists do not count where they are not balanced', ['A:sa', 'B:sa', 'C:sb'], 'A B C'],
  ])('%s', (_, written, order) => {
    expect(names(speakingOrder(asked(...written), { balance: false }))).toBe(order);
  });

  test.each([
    ['begins with whoever asked first', ['A:sb', 'B:sa'], 'A B'],
    ['takes turns', ['A:sb', 'B:sb', 'C:sa', 'D:sa', 'E:sb'], 'A C B D E'],
    ['goes on after the list that spoke last', ['A:sb*', 'B:sb', 'C:sa'], 'C B'],
    ['goes on after who spoke last, not who asked last', ['A:sa+', 'B:sb-', 'C:sa', 'D:sb'], 'D C'],
    ['lets one list go on when the other is empty', ['A:sb+', 'B:sb', 'C:sb'], 'B C'],
    ['takes whoever stands on neither list when they asked', ['A:sa', 'B:s', 'C:sa', 'D:sb'], 'A B D C'],
    ['keeps the turn over one who stands on neither', ['A:sa+', 'B:s*', 'C:sa', 'D:sb'], 'D C'],
    ['lets neither replies nor points of order wait for a turn', ['A:sb+', 'B:ob', 'C:rb', 'D:sa'], 'B C D'],
    ['does not count a reply as a turn', ['A:sa+', 'B:rb+', 'C:sa', 'D:sb'], 'D C'],
  ])('balanced, it %s', (_, written, order) => {
    expect(names(speakingOrder(asked(...written), { balance: true }))).toBe(order);
  });
});

describe('whether somebody may be put on the list', () => {
  const spoken = asked('Z:s+');
  test.each([
    ['a speech', 'speech', [], false, 'ok'],
    ['a speech on a closed list', 'speech', [], true, 'list.closed'],
    ['a reply on a closed list', 'reply', spoken, true, 'list.closed'],
    ['a point of order on a closed list', 'order', [], true, 'ok'],
    ['a reply to nobody', 'reply', [], false, 'meeting.state'],
    ['a reply to a request that waits', 'reply', asked('Z:s'), false, 'meeting.state'],
    ['a reply to whoever speaks', 'reply', asked('Z:s*'), false, 'ok'],
    ['a reply to whoever spoke', 'reply', spoken, false, 'ok'],
    ['a second speech while one waits', 'speech', asked('A:s'), false, 'speaker.waiting'],
    ['another kind while a speech waits', 'order', asked('A:s'), false, 'ok'],
    ['a second point of order while one waits', 'order', asked('A:o'), true, 'speaker.waiting'],
    ['a speech after one was given', 'speech', asked('A:s+'), false, 'ok'],
    ['a speech while giving one', 'speech', asked('A:s*'), false, 'ok'],
    ['a speech after one was withdrawn', 'speech', asked('A:s-'), false, 'ok'],
    ["a speech while somebody else's waits", 'speech', asked('B:s'), false, 'ok'],
  ] as const)('%s', (_, kind, requests, closed, code) => {
    const checked = checkRequest({ member: 'A', kind }, requests, closed);
    expect(checked.ok ? 'ok' : checked.refusal.code).toBe(code);
  });

  test('a reply answers the latest speech, not the latest reply', () => {
    expect(answered(asked('A:s+', 'B:s+', 'C:r*'))?.id).toBe('B');
  });
});

describe('time', () => {
  test.each([
    ['speech', 180, 60, 180],
    ['reply', 180, 60, 60],
    ['order', 180, 60, 60],
    ['speech', 0, 60, null],
    ['reply', 180, 0, null],
  ] as const)('%s of %d and %d seconds', (kind, speech, reply, limit) => {
    expect(limitOf(kind, { speech, reply })).toBe(limit);
  });

  test.each([
    [180, '18:30:00.000', 180],
    [180, '18:30:00.999', 180],
    [180, '18:30:01.000', 179],
    [180, '18:33:00.000', 0],
    [180, '18:33:01.000', -1],
    // a phone whose clock is behind
    [180, '18:29:00.000', 180],
    [null, '18:30:00.000', 0],
    [null, '18:31:01.500', 61],
  ])('of a limit of %s at %s the clock shows %d', (limit, at, shown) => {
    expect(clockAt('2026-03-12T18:30:00.000Z', limit, `2026-03-12T${at}Z`)).toBe(shown);
  });
});

const request = fc.record({
  member: fc.nat(5),
  kind: fc.constantFrom<SpeechKind>('speech', 'reply', 'order'),
  list: fc.constantFrom<SpeakerList>('', 'a', 'b'),
});
const steps = fc.array(fc.oneof(request, fc.constant('next' as const)), { maxLength: 60 });

/** Plays a meeting: whoever may asks, `next` gives the floor to the next one. */
function play(played: readonly ('next' | { member: number; kind: SpeechKind; list: SpeakerList })[], balance: boolean) {
  const requests: SpeechRequest[] = [];
  const floor: SpeechRequest[] = [];
  let time = Date.parse('2026-03-12T18:00:00Z');
  const give = (): boolean => {
    const [next] = speakingOrder(requests, { balance });
    for (const one of requests) if (one.state === 'speaking') one.state = 'done';
    if (next === undefined) return false;
    time += 1000;
    Object.assign(next, { state: 'speaking', startedAt: new Date(time).toISOString() });
    floor.push(next);
    return true;
  };
  for (const step of played) {
    if (step === 'next') give();
    else {
      const member = `m${step.member}`;
      if (!checkRequest({ member, kind: step.kind }, requests, false).ok) continue;
      requests.push({ ...step, member, id: `r${requests.length}`, state: 'waiting', startedAt: null });
    }
  }
  while (give());
  return { requests, floor };
}

test('everybody who asked gets the floor, once', () => {
  fc.assert(
    fc.property(steps, fc.boolean(), (played, balance) => {
      const { requests, floor } = play(played, balance);
      expect(floor.map(({ id }) => id).sort()).toEqual(requests.map(({ id }) => id).sort());
    }),
  );
});

test('nobody gets the floor past a point of order, nor a speech past a reply', () => {
  fc.assert(
    fc.property(fc.array(request, { maxLength: 20 }), fc.boolean(), (all, balance) => {
      const first: SpeechRequest = { id: 'z', member: 'z', kind: 'speech', list: '', state: 'done', startedAt: '2026' };
      const requests = [
        first,
        ...all.map((one, i) => ({ ...one, member: `m${i}`, id: `r${i}`, state: 'waiting' as const, startedAt: null })),
      ];
      const rank = { order: 0, reply: 1, speech: 2 };
      const ranks = speakingOrder(requests, { balance }).map(({ kind }) => rank[kind]);
      expect(ranks).toEqual([...ranks].sort());
      expect(ranks).toHaveLength(all.length);
    }),
  );
});

test('of balanced lists neither speaks twice running while the other waits, and each keeps its own order', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom<SpeakerList>('', 'a', 'b'), { maxLength: 20 }), (lists) => {
      const requests = lists.map((list, i) => {
        return { id: `r${i}`, member: `m${i}`, kind: 'speech', list, state: 'waiting', startedAt: null } as const;
      });
      const order = speakingOrder(requests, { balance: true });
      for (const list of ['', 'a', 'b']) {
        expect(names(order.filter((one) => one.list === list))).toBe(
          names(requests.filter((one) => one.list === list)),
        );
      }
      const listed = order.filter(({ list }) => list !== '');
      listed.forEach(({ list }, i) => {
        const rest = listed.slice(i);
        if (i > 0 && listed[i - 1]?.list === list)
          expect(new Set(rest.map((one) => one.list))).toEqual(new Set([list]));
      });
    }),
  );
});
