import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Webhook } from '../../../server/api/programs.ts';
import { WebhookEvent } from '../../../server/rules/webhook-event.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { common } from '../../i18n/common.ts';
import { programsPage } from '../../i18n/programs-page.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';
import { Secret } from './secret.tsx';
import { Ticks } from './ticks.tsx';
import { WebhookCard } from './webhook-card.tsx';

interface WebhooksProps {
  live: Live;
  webhooks: readonly Webhook[];
  changed: () => Promise<void>;
}

/** The programs that are notified, and one more. */
export function Webhooks({ live, webhooks, changed }: WebhooksProps): JSX.Element {
  const adding = useSignal(false);
  const made = useSignal<{ url: string; secret: string } | null>(null);
  const t = programsPage();
  return (
    <section class="card" aria-labelledby="hooks">
      <h2 class="ds-heading" data-size="sm" id="hooks">
        {t.hooks}
      </h2>
      <p>{t.hooksAbout}</p>
      {made.value !== null && (
        <Secret
          title={t.secret}
          about={t.secretAbout(made.value.url)}
          secret={made.value.secret}
          onDone={() => {
            made.value = null;
          }}
        />
      )}
      {webhooks.length === 0 ? (
        <p class="muted">{t.noHooks}</p>
      ) : (
        <ul class="program-list">
          {webhooks.map((webhook) => (
            <li key={webhook.webhook}>
              <WebhookCard live={live} webhook={webhook} changed={changed} />
            </li>
          ))}
        </ul>
      )}
      {adding.value ? (
        <AddWebhook
          slug={live.slug}
          onAdded={async (added) => {
            made.value = added;
            adding.value = false;
            await changed();
          }}
          onCancel={() => {
            adding.value = false;
          }}
        />
      ) : (
        <div class="actions">
          <Button
            variant="secondary"
            onClick={() => {
              adding.value = true;
            }}
          >
            {t.addHook}
          </Button>
        </div>
      )}
    </section>
  );
}

function AddWebhook({
  slug,
  onAdded,
  onCancel,
}: {
  slug: string;
  onAdded: (added: { url: string; secret: string }) => Promise<void>;
  onCancel: () => void;
}): JSX.Element {
  const url = useSignal('');
  const events = useSignal<Webhook['events']>([]);
  const tried = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = programsPage();
  const wrong = !/^https?:\/\/\S+$/u.test(url.value.trim()) || !URL.canParse(url.value.trim());
  const add = async (): Promise<void> => {
    tried.value = true;
    if (wrong || events.value.length === 0) return;
    busy.value = true;
    const answer = await call('addWebhook', { slug }, { url: url.value.trim(), events: events.value });
    busy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) await onAdded({ url: url.value.trim(), secret: answer.value.secret });
  };
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextField
        label={t.url}
        description={t.urlAbout}
        mistake={tried.value && wrong ? t.urlWrong : undefined}
        value={url.value}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        onValue={(value) => {
          url.value = value.slice(0, 1000);
        }}
      />
      <Ticks
        legend={t.what}
        mistake={tried.value && events.value.length === 0 ? t.whatMissing : undefined}
        chosen={events.value}
        choices={WebhookEvent.options.map((value) => ({ value, label: t.event[value] }))}
        onChosen={(chosen) => {
          events.value = chosen;
        }}
      />
      <ProblemBox problem={problem.value} />
      <div class="actions">
        <Button type="submit" busy={busy.value}>
          {t.add}
        </Button>
        <Button variant="secondary" color="neutral" onClick={onCancel}>
          {common().cancel}
        </Button>
      </div>
    </form>
  );
}
