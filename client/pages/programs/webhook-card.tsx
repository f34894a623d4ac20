import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Webhook, WebhookDelivery } from '../../../server/api/programs.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Command } from '../../components/command.tsx';
import { Notice } from '../../components/notice.tsx';
import { moment } from '../../i18n/numbers.ts';
import { programsPage } from '../../i18n/programs-page.ts';
import type { Live } from '../../live.ts';
import type { Result } from '../../problem.ts';
import { DecideDialog } from '../organisation/decide-dialog.tsx';

const tone = { on: 'success', off: 'neutral', failing: 'danger' } as const;

interface CardProps {
  live: Live;
  webhook: Webhook;
  changed: () => Promise<void>;
}

/** One program that is notified: whether it answers, what it is told, and what was sent last. */
export function WebhookCard({ live, webhook, changed }: CardProps): JSX.Element {
  const removing = useSignal(false);
  const t = programsPage();
  const { slug } = live;
  const { webhook: id, url, events, state, waiting, deliveries } = webhook;
  const failed = deliveries.find(({ status }) => status !== null && !/^2\d\d$/u.test(status));
  const act = (done: Promise<Result<unknown>>): Promise<Result<unknown>> =>
    done.then(async (answer) => {
      await changed();
      return answer;
    });
  return (
    <article class="program" aria-label={url}>
      <div class="program-head">
        <p class="program-secret">{url}</p>
        <span class="ds-tag" data-color={tone[state]}>
          {t.state[state]}
        </span>
      </div>
      {state === 'failing' && (
        <Notice tone="warning" role="status">
          <p>{t.failing(reason(failed?.status ?? 'network'))}</p>
        </Notice>
      )}
      {state === 'off' && <p>{t.off}</p>}
      <p class="muted">
        {t.tells}: {events.map((event) => lower(t.event[event])).join('; ')}.{waiting > 0 && ` ${t.waiting(waiting)}.`}
      </p>
      <div class="actions">
        {state !== 'off' && (
          <Command
            live={live}
            label={t.test}
            name={t.testOf(url)}
            act={() => act(call('testWebhook', { slug, webhook: id }))}
          />
        )}
        <Command
          live={live}
          label={state === 'off' ? t.switchOn : t.switchOff}
          name={state === 'off' ? t.switchOnOf(url) : t.switchOffOf(url)}
          act={() => act(call('switchWebhook', { slug, webhook: id }, { on: state === 'off' }))}
        />
        <Button
          variant="secondary"
          color="danger"
          data-size="sm"
          aria-label={t.removeOf(url)}
          onClick={() => {
            removing.value = true;
          }}
        >
          {t.remove}
        </Button>
      </div>
      <History live={live} webhook={webhook} act={act} />
      <DecideDialog
        open={removing.value}
        title={t.removeTitle(url)}
        consequences={t.removeWhat}
        label={t.removeDo}
        act={() => act(call('removeWebhook', { slug, webhook: id }))}
        onClose={() => {
          removing.value = false;
        }}
      />
    </article>
  );
}

function History({
  live,
  webhook: { webhook, deliveries, state },
  act,
}: {
  live: Live;
  webhook: Webhook;
  act: (done: Promise<Result<unknown>>) => Promise<Result<unknown>>;
}): JSX.Element {
  const t = programsPage();
  const { slug } = live;
  return (
    <details class="fold">
      <summary>{t.history}</summary>
      {deliveries.length === 0 && <p class="muted">{t.noHistory}</p>}
      <ul class="program-sent">
        {deliveries.map((one) => (
          <li key={one.delivery}>
            <p>
              {t.event[one.event]}
              <br />
              <span class="muted small">{fate(one)}</span>
            </p>
            {state !== 'off' && one.state !== 'waiting' && (
              <Command
                live={live}
                label={t.resend}
                name={t.resendOf(t.event[one.event], moment(one.createdAt))}
                act={() => act(call('resendWebhook', { slug, webhook, delivery: one.delivery }))}
              />
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** When it happened, and what became of the notification. */
function fate({ state, createdAt, attempts, status, nextAt }: WebhookDelivery): string {
  const t = programsPage();
  const parts = [moment(createdAt), t.delivery[state]];
  if (attempts > 1 || state !== 'done') parts.push(t.attempts(attempts));
  if (state !== 'done' && status !== null) parts.push(reason(status).replace(/\.$/u, ''));
  if (nextAt !== null && Date.parse(nextAt) > Date.now()) parts.push(t.nextTry(moment(nextAt)));
  return parts.join(' · ');
}

/** Why a try failed, in words. */
function reason(status: string): string {
  const t = programsPage();
  return t.why[status] ?? t.status(status);
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
