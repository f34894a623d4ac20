import type { JSX } from 'preact';
import type { Delivery } from '../../../server/api/deliveries.ts';
import { call } from '../../api.ts';
import { Command } from '../../components/command.tsx';
import { clock, date, moment } from '../../i18n/numbers.ts';
import { outbox } from '../../i18n/outbox.ts';
import type { Live } from '../../live.ts';
import { Reason } from './reason.tsx';

const tone = { waiting: 'warning', refused: 'danger', accepted: 'success' } as const;

/** Messages whose title is the name of a branch. */
const aboutItself: ReadonlySet<string> = new Set(['join', 'leave', 'statements']);

/** What was sent and is to be: a card each, with why it is not there yet and what can be done. */
export function SentList({
  live,
  deliveries,
  changed,
}: {
  live: Live;
  deliveries: readonly Delivery[];
  changed: () => Promise<void>;
}): JSX.Element {
  return (
    <ul class="list" aria-label={outbox().list}>
      {deliveries.map((delivery) => (
        <li key={delivery.delivery} class="card sent">
          <Sent live={live} delivery={delivery} changed={changed} />
        </li>
      ))}
    </ul>
  );
}

function Sent({
  live,
  delivery,
  changed,
}: {
  live: Live;
  delivery: Delivery;
  changed: () => Promise<void>;
}): JSX.Element {
  const t = outbox();
  const { slug } = live;
  const { state, kind, title, receiver } = delivery;
  const what = t.kind[kind] ?? kind;
  const name = aboutItself.has(kind) || title === '' ? what : title;
  const again = async () => {
    const answer = await call('resendDelivery', { slug, delivery: delivery.delivery });
    await changed();
    return answer;
  };
  return (
    <>
      <div class="sent-head">
        <p>
          <strong>{name}</strong>
          <br />
          <span class="muted small">{name === what ? t.toOnly(receiver.name) : t.to(what, receiver.name)}</span>
        </p>
        <span class="ds-tag" data-color={tone[state]}>
          {t.state[state]}
        </span>
      </div>
      <p class="muted small">{timesOf(delivery)}</p>
      <Reason delivery={delivery} />
      {state !== 'accepted' && (
        <div class="actions">
          {state === 'waiting' ? (
            <Command live={live} label={t.tryNow} name={t.tryNowOf(name)} act={again} />
          ) : (
            <Command live={live} label={t.resend} name={t.resendOf(name)} act={again} />
          )}
          <a
            class="ds-button"
            data-variant="tertiary"
            data-color="neutral"
            data-size="sm"
            href={`/lag/${slug}/api/deliveries/${delivery.delivery}/file`}
            aria-label={t.downloadOf(name)}
            download
          >
            {t.download}
          </a>
        </div>
      )}
    </>
  );
}

/** When it was put in the outbox, and when it arrived or is tried next. */
function timesOf({ state, createdAt, receivedAt, nextAt, attempts }: Delivery): string {
  const t = outbox();
  const created = t.created(moment(createdAt));
  if (state === 'accepted') return receivedAt === null ? created : t.arrived(moment(receivedAt));
  if (state === 'refused') return created;
  if (attempts === 0) return `${created}. ${nextAt === null ? t.inLine : t.behind}`;
  if (nextAt === null || Date.parse(nextAt) <= Date.now()) return `${created}. ${t.nextTry(t.soon, attempts)}`;
  const today = date(new Date().toISOString()) === date(nextAt);
  const when = today ? clock(nextAt, true) : `${date(nextAt)} ${clock(nextAt)}`;
  return `${created}. ${t.nextTry(when, attempts)}`;
}
