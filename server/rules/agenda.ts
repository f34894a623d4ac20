import type { ItemKind, MeetingSettings } from './meeting.ts';
import { type Checked, pass, refuse } from './refusals.ts';

/** The items that constitute a meeting, in order, as its agenda names them. */
const constituting: Record<MeetingSettings['language'], readonly (readonly [kind: ItemKind, title: string])[]> = {
  nb: [
    ['notice', 'Godkjenning av innkalling'],
    ['agenda', 'Godkjenning av dagsorden'],
    ['chair', 'Valg av møteleder'],
    ['secretary', 'Valg av referent'],
    ['signers', 'Valg av protokollunderskrivere'],
    ['tellers', 'Valg av tellekorps'],
  ],
  nn: [
    ['notice', 'Godkjenning av innkalling'],
    ['agenda', 'Godkjenning av dagsorden'],
    ['chair', 'Val av møteleiar'],
    ['secretary', 'Val av referent'],
    ['signers', 'Val av protokollunderskrivarar'],
    ['tellers', 'Val av teljekorps'],
  ],
};

/** What an agenda begins with, in the language of the minutes. */
export function constitutingItems(language: MeetingSettings['language']): { kind: ItemKind; title: string }[] {
  return constituting[language].map(([kind, title]) => ({ kind, title }));
}

/** Whether an order names every item of the agenda once. Refused with agenda.order. */
export function checkOrder(items: readonly string[], order: readonly string[]): Checked<readonly string[]> {
  const known = new Set(items);
  const named = new Set(order);
  const whole = named.size === order.length && named.size === known.size && order.every((id) => known.has(id));
  if (whole) return pass(order);
  return refuse('agenda.order', `the agenda has ${known.size} items; the order names ${named.size} of them or others`);
}
