import type { JSX } from 'preact';
import type { Delivery } from '../../../server/api/deliveries.ts';
import { outbox } from '../../i18n/outbox.ts';
import { problems } from '../../i18n/problems.ts';

/** Why something waits or was refused, and what to do about it. */
export function Reason({ delivery }: { delivery: Delivery }): JSX.Element | null {
  const { state, reason, receiver } = delivery;
  if (reason === null || state === 'accepted') return null;
  const t = outbox();
  const [why, next] = wordsFor(reason, state, receiver.name);
  return (
    <div class="sent-why">
      <p>
        <strong>{state === 'refused' ? t.whyRefused : t.whyWaiting}</strong> {why}
      </p>
      <p>
        <strong>{t.next}</strong> {next}
      </p>
      <p class="muted small">
        <code>{t.technical(reason)}</code>
      </p>
    </div>
  );
}

function wordsFor(code: string, state: 'waiting' | 'refused', receiver: string): readonly [why: string, next: string] {
  const t = outbox();
  const own = (state === 'waiting' ? (t.failed[code] ?? t.refused[code]) : (t.refused[code] ?? t.failed[code])) ?? null;
  if (own !== null) return own;
  if (state === 'waiting') return [codeInWords(code) ?? t.troubled, t.byItself];
  return [codeInWords(code) ?? t.notTaken, t.callThem(receiver)];
}

/** What a code of a refusal means, in a sentence; undefined for codes that Vedtak does not have. */
export function codeInWords(code: string): string | undefined {
  return Object.entries(problems()).find(([known]) => known === code)?.[1][0];
}
