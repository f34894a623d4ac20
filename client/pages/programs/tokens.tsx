import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ReadToken } from '../../../server/api/programs.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { date } from '../../i18n/numbers.ts';
import { programsPage } from '../../i18n/programs-page.ts';
import type { Live } from '../../live.ts';
import { DecideDialog } from '../organisation/decide-dialog.tsx';
import { AddToken } from './add-token.tsx';
import { Secret } from './secret.tsx';

interface TokensProps {
  live: Live;
  tokens: readonly ReadToken[];
  changed: () => Promise<void>;
}

/** The codes with which programs read what is not public, and one more. */
export function Tokens({ live, tokens, changed }: TokensProps): JSX.Element {
  const adding = useSignal(false);
  const made = useSignal<{ name: string; bearer: string } | null>(null);
  const t = programsPage();
  return (
    <section class="card" aria-labelledby="tokens">
      <h2 class="ds-heading" data-size="sm" id="tokens">
        {t.tokens}
      </h2>
      <p>{t.tokensAbout}</p>
      {made.value !== null && (
        <Secret
          title={t.bearer}
          about={t.bearerAbout(made.value.name)}
          secret={made.value.bearer}
          onDone={() => {
            made.value = null;
          }}
        />
      )}
      {tokens.length === 0 ? (
        <p class="muted">{t.noTokens}</p>
      ) : (
        <ul class="program-list">
          {tokens.map((token) => (
            <li key={token.token}>
              <TokenLine slug={live.slug} token={token} changed={changed} />
            </li>
          ))}
        </ul>
      )}
      {adding.value ? (
        <AddToken
          slug={live.slug}
          onMade={async (one) => {
            made.value = one;
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
            {t.addToken}
          </Button>
        </div>
      )}
    </section>
  );
}

function TokenLine({
  slug,
  token: { token, name, scopes, createdAt, expiresAt, revokedAt, usedOn },
  changed,
}: {
  slug: string;
  token: ReadToken;
  changed: () => Promise<void>;
}): JSX.Element {
  const revoking = useSignal(false);
  const t = programsPage();
  const over = expiresAt !== null && Date.parse(expiresAt) <= Date.now();
  const end = expiresAt === null ? t.endless : over ? t.ended(date(expiresAt)) : t.ends(date(expiresAt));
  const use = usedOn === null ? t.unused : t.used(date(`${usedOn}T12:00:00.000Z`));
  return (
    <article class="program" aria-label={name}>
      <p>
        <strong>{name}</strong>
        <br />
        {t.readsWhat}: {scopes.map((scope) => t.scope[scope][0]).join(', ')}
      </p>
      <p class="muted small">
        {revokedAt === null ? [t.made(date(createdAt)), end, use].join(' · ') : t.revoked(date(revokedAt))}
      </p>
      {revokedAt === null && !over && (
        <div class="actions">
          <Button
            variant="secondary"
            color="danger"
            data-size="sm"
            aria-label={t.revokeOf(name)}
            onClick={() => {
              revoking.value = true;
            }}
          >
            {t.revoke}
          </Button>
        </div>
      )}
      <DecideDialog
        open={revoking.value}
        title={t.revokeTitle(name)}
        consequences={t.revokeWhat}
        label={t.revokeDo}
        act={async () => {
          const answer = await call('revokeToken', { slug, token });
          await changed();
          return answer;
        }}
        onClose={() => {
          revoking.value = false;
        }}
      />
    </article>
  );
}
