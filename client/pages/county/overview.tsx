import type { JSX } from 'preact';
import type { SenderInfo } from '../../../server/api/collection.ts';
import { county } from '../../i18n/county.ts';
import { date } from '../../i18n/numbers.ts';

/** More branches than this are folded away until somebody asks for them. */
const shown = 12;

/** The branches below, how many resolutions each has sent, and the latest. Their names choose whose are listed. */
export function Overview({
  senders,
  onChoose,
}: {
  senders: readonly SenderInfo[];
  onChoose: (id: string) => void;
}): JSX.Element {
  const t = county();
  const sent = senders.filter(({ received }) => received > 0).length;
  return (
    <details class="overview no-print" open={senders.length <= shown}>
      <summary>
        <strong>{t.overview}</strong> <span class="muted">{t.overviewCount(sent, senders.length)}</span>
      </summary>
      <ul class="overview-list">
        {senders.map(({ id, name, state, received, latest }) => (
          <li key={id}>
            <span>
              {latest === null ? (
                name
              ) : (
                <button
                  type="button"
                  class="ds-link overview-choice"
                  aria-label={t.only(name)}
                  onClick={() => onChoose(id)}
                >
                  {name}
                </button>
              )}
              {state !== 'active' && <span class="muted small"> {t.senderState[state]}</span>}
            </span>
            <span>{received === 0 ? t.none : t.sent(received)}</span>
            <span class="muted">{latest !== null && t.latest(latest.title, date(latest.receivedAt))}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
