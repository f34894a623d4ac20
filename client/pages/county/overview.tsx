import type { JSX } from 'preact';
import { county } from '../../i18n/county.ts';
import { date } from '../../i18n/numbers.ts';
import type { Sender } from './collection.ts';

/** More branches than this are folded away until somebody asks for them. */
const shown = 12;

/** The branches below, how many resolutions each has sent, and the latest. Their names choose whose are listed. */
export function Overview({
  senders,
  onChoose,
}: {
  senders: readonly Sender[];
  onChoose: (id: string) => void;
}): JSX.Element {
  const t = county();
  const sent = senders.filter(({ received }) => received.length > 0).length;
  return (
    <details class="overview" open={senders.length <= shown}>
      <summary>
        <strong>{t.overview}</strong> <span class="muted">{t.overviewCount(sent, senders.length)}</span>
      </summary>
      <ul class="overview-list">
        {senders.map(({ id, name, received }) => {
          const [latest] = received;
          return (
            <li key={id}>
              {latest === undefined ? (
                <span>{name}</span>
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
              <span>{latest === undefined ? t.none : t.sent(received.length)}</span>
              <span class="muted">
                {latest !== undefined && t.latest(latest.payload.title, date(latest.receivedAt))}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
