import { mutateBytes, mutateText, mutateValue } from '../mutate.ts';
import { pumpedText, pumpedValue } from '../pump.ts';
import type { Random } from '../random.ts';
import type { Attack } from '../target.ts';

/** An attack with changed bytes. */
export function onBytes(corpus: readonly Uint8Array[], attempt: Attack<Uint8Array>['attempt']): Attack<Uint8Array> {
  return { make: (random) => mutateBytes(random, random.pick(corpus), corpus), attempt };
}

/** An attack with changed and pumped texts; `words` are those that the parser looks for. */
export function onText(
  corpus: readonly string[],
  words: readonly string[],
  attempt: Attack<string>['attempt'],
  longest = 64_000,
): Attack<string> {
  return {
    make: (random) => mutateText(random, random.pick(corpus), corpus, words),
    attempt,
    pumped: (random, length) => pumpedText(random, length, corpus, words),
    longest,
  };
}

/** An attack with changed and pumped values, each as JSON would bring it. */
export function onValues(corpus: readonly unknown[], attempt: Attack['attempt'], longest = 64_000): Attack {
  return {
    make: (random) => asRead(mutateValue(random, random.pick(corpus), corpus)),
    attempt,
    pumped: (random: Random, length) => asRead(pumpedValue(random, length, random.pick(corpus))),
    longest,
  };
}

/** A value as it comes out of its own JSON. */
export function asRead(value: unknown): unknown {
  const json = JSON.stringify(value);
  return json === undefined ? null : (JSON.parse(json) as unknown);
}
