import type { JSX } from 'preact';
import type { DatedKey } from '../../../server/api/party.ts';
import { Words } from '../../components/words.tsx';
import { date } from '../../i18n/numbers.ts';
import { organisation } from '../../i18n/organisation.ts';

/** Keys that a branch had, folded away, with the time in which each held. Nothing where there are none. */
export function KeyList({ keys, summary }: { keys: readonly DatedKey[]; summary: string }): JSX.Element | null {
  const t = organisation();
  if (keys.length === 0) return null;
  return (
    <details class="fold">
      <summary>{summary}</summary>
      <ul class="list">
        {keys.map(({ kid, words, from, until, revoked }) => {
          const held = t.keyHeld(date(from), until === null ? '' : date(until));
          return (
            <li key={kid}>
              <p class="small">
                {held}
                {revoked !== null && <> · {t.keyRevoked(revoked)}</>}
              </p>
              <Words words={words} label={held} />
            </li>
          );
        })}
      </ul>
    </details>
  );
}
