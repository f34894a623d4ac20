import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { ResponseOf } from '../../server/api/endpoints.ts';
import { call } from '../api.ts';
import { Page } from '../components/page.tsx';
import { ProblemBox } from '../components/problem-box.tsx';
import { common } from '../i18n/common.ts';
import { setup } from '../i18n/setup.ts';
import type { Result } from '../problem.ts';

/** The server's branches, or where the set-up link is. */
export default function FrontPage(): JSX.Element {
  const server = useSignal<Result<ResponseOf<'server'>> | null>(null);
  useEffect(() => {
    void call('server').then((answer) => {
      server.value = answer;
    });
  }, [server]);
  const t = setup();
  const answer = server.value;
  if (answer === null) {
    return (
      <Page title={t.frontTitle}>
        <p>{common().loading}</p>
      </Page>
    );
  }
  if (!answer.ok) {
    return (
      <Page title={t.frontTitle}>
        <ProblemBox problem={answer.problem} />
      </Page>
    );
  }
  const { ready, branches } = answer.value;
  // A parent is named by its id, the URL of its page.
  const above = (parent: string | null): string | undefined =>
    branches.find(({ slug }) => parent?.endsWith(`/lag/${slug}`))?.name;
  if (!ready) {
    return (
      <Page title={t.notReadyTitle}>
        <p>{t.notReady}</p>
      </Page>
    );
  }
  return (
    <Page title={t.frontTitle} lede={t.frontLede}>
      <ul class="list" aria-label={t.branches}>
        {branches.map(({ slug, name, level, parent }) => (
          <li key={slug}>
            <a class="list-link" href={`/lag/${slug}`}>
              <strong>{name}</strong>
              <span class="muted small">
                {level}
                {above(parent) !== undefined && ` ${t.under(above(parent) ?? '')}`}
              </span>
            </a>
          </li>
        ))}
      </ul>
      <p>
        {t.verifyLead}{' '}
        <a class="ds-link" href="/verify">
          {t.verifyLink}
        </a>
      </p>
      <p>
        <a class="ds-link" href="/api">
          {t.apiLink}
        </a>
      </p>
    </Page>
  );
}
