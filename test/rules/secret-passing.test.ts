import { expect, test } from 'vitest';
import { localProblem, type ProblemCode } from '../../client/problem.ts';
import { passes } from '../../client/secret/passing.ts';
import { refusals } from '../../server/rules/refusals.ts';

// what a phone that draws or drops a secret paper tries again by itself; at all else it stops

test('refusals that hold for a while are tried again, a branch that moves among them', () => {
  const codes = Object.entries(refusals) as [ProblemCode, readonly [number, string]][];
  const passing = codes.filter(([code, [status]]) => status < 500 && passes({ code, status, detail: '' }));
  expect(passing.map(([code]) => code).sort()).toEqual([
    'branch.moved',
    'drawing.open',
    'rate.limited',
    'session.missing',
    'signature.signer',
  ]);
});

test('no contact and a server that fails pass; a promise, a text or a signature that is wrong does not', () => {
  const passing = (code: ProblemCode, status = 0): boolean => passes({ code, status, detail: '' });
  expect([passing('network'), passing('answer'), passing('internal', 500), passing('not_ready', 503)]).toEqual(
    Array(4).fill(true),
  );
  const final = (['promise.wrong', 'text.altered'] as const).map((code) => passes(localProblem(code, '').problem));
  expect([...final, passing('paper.signature')]).toEqual([false, false, false]);
});
