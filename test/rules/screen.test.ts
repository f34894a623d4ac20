import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toBase64url } from '../../server/rules/canonical.ts';
import { codeOf, readCode, type StageFacts, screenCode, stageOf, wifiCode } from '../../server/rules/screen.ts';

const bytes = (...values: number[]): string => toBase64url(Uint8Array.from(values));

describe('the code of a screen', () => {
  test.each([
    ['letters in the order of the alphabet', [0, 7, 8, 15, 16, 30], '29AHJZ'],
    ['bytes beyond the alphabet counted round', [31, 38, 39, 46, 47, 61], '29AHJZ'],
    ['bytes that would favour a letter left out', [248, 0, 255, 0, 250, 0, 0, 0, 0], '222222'],
  ])('%s', (_, values, code) => {
    expect(codeOf(bytes(...values))).toBe(code);
  });

  test('is six letters and digits that nobody mistakes for others', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (random) => {
        fc.pre(random.filter((byte) => byte < 248).length >= 6);
        expect(codeOf(toBase64url(random))).toMatch(screenCode);
      }),
    );
    for (const letter of 'ILO01') expect(`AAAAA${letter}`).not.toMatch(screenCode);
  });

  test('is refused out of too few bytes', () => {
    expect(() => codeOf(bytes(1, 2, 3, 4, 5, 248))).toThrow(RangeError);
  });

  test.each(['k7m2qd', 'K7M 2QD', ' k7m-2qd ', 'K 7 M 2 Q D'])('reads %j', (typed) => {
    expect(readCode(typed)).toBe('K7M2QD');
  });
});

// the format of ZXing: backslash before \ ; , " and :
test.each([
  [{ name: 'Huset', password: 'kaffe' }, 'WIFI:T:WPA;S:Huset;P:kaffe;;'],
  [{ name: 'Huset', password: '' }, 'WIFI:T:nopass;S:Huset;;'],
  [{ name: 'A;B,C:D', password: String.raw`"\ ` }, String.raw`WIFI:T:WPA;S:A\;B\,C\:D;P:\"\\ ;;`],
])('the QR code of the network %j', (wifi, code) => {
  expect(wifiCode(wifi)).toBe(code);
});

const quiet: StageFacts = {
  show: 'auto',
  state: 'open',
  item: true,
  voting: false,
  result: false,
  fresh: false,
  speaking: false,
  waiting: false,
  text: false,
};

describe('what a screen shows', () => {
  test.each<[string, Partial<StageFacts>, string]>([
    ['an item', {}, 'item'],
    ['its text', { text: true, waiting: true }, 'text'],
    ['those who wait where there is no text', { waiting: true }, 'speakers'],
    ['who speaks before the text', { text: true, speaking: true }, 'speakers'],
    ['a fresh result before who speaks', { result: true, fresh: true, speaking: true, text: true }, 'result'],
    ['a result that was passed no more', { result: true, text: true }, 'text'],
    ['a ballot before all else', { voting: true, fresh: true, speaking: true, text: true }, 'ballot'],
    ['how to join outside the agenda', { item: false }, 'join'],
    ['how to join before the meeting', { state: 'called', item: false }, 'join'],
    ['how to join in a break', { state: 'adjourned', text: true }, 'join'],
    ['that the meeting is over', { state: 'closed', item: false, result: true, fresh: true }, 'item'],
    ['how to join without a meeting', { state: null, item: false }, 'join'],
    ['what it is told: nothing, even during a ballot', { show: 'blank', voting: true }, 'blank'],
    ['what it is told: how to join', { show: 'join', speaking: true }, 'join'],
    ['a ballot, told how to join', { show: 'join', voting: true }, 'ballot'],
    ['what it is told: the speakers', { show: 'speakers', text: true }, 'speakers'],
    ['what it is told: the text, while somebody speaks', { show: 'text', text: true, speaking: true }, 'text'],
    ['the item, told a text that is not there', { show: 'text' }, 'item'],
    ['what it is told: the latest result', { show: 'result', result: true, text: true }, 'result'],
    ['the item, told a result that is not there', { show: 'result' }, 'item'],
  ])('%s', (_, facts, stage) => {
    expect(stageOf({ ...quiet, ...facts })).toBe(stage);
  });
});
