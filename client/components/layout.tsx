import type { ComponentChildren, JSX } from 'preact';
import { useLocation } from 'preact-iso';
import { common } from '../i18n/common.ts';
import { help } from '../i18n/help.ts';
import { type Language, language, languages, setLanguage } from '../i18n/language.ts';
import { current } from '../live.ts';
import { Announcer } from './announcer.tsx';

/** The address of the big screen, on which nobody clicks. */
const screenPath = /^\/lag\/[^/]+\/skjerm\/?$/u;

function ConnectionState(): JSX.Element | null {
  const live = current.value;
  // Nothing to be connected to: there is no such branch.
  if (live === null || (live.snapshot.value === null && live.problem.value?.code === 'not_found')) return null;
  const state = live.connection.value;
  const t = common();
  return (
    <p class="connection" data-state={state} role="status">
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <circle cx="6" cy="6" r="4.5" />
      </svg>
      {t[state]}
    </p>
  );
}

function Languages(): JSX.Element {
  return (
    <nav class="languages" aria-label={common().languages}>
      {(Object.keys(languages) as Language[]).map((code) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={language.value === code}
          onClick={() => void setLanguage(code)}
        >
          {languages[code]}
        </button>
      ))}
    </nav>
  );
}

function Help(): JSX.Element {
  const t = help();
  return (
    <details class="help">
      <summary>{common().help}</summary>
      <dl>
        {t.questions.map(({ question, answer }) => (
          <div key={question}>
            <dt>{question}</dt>
            <dd>{answer}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** What stands around every page but the big screen: skip link, name, connection, languages, help, live regions. */
export function Layout({ children }: { children: ComponentChildren }): JSX.Element {
  const t = common();
  const branch = current.value?.snapshot.value?.branch;
  const { path } = useLocation();
  if (screenPath.test(path)) return <main>{children}</main>;
  return (
    <>
      <a class="ds-skip-link" href="#content">
        {t.skip}
      </a>
      <header class="head">
        <div class="head-row">
          <a class="brand" href={branch === undefined ? '/' : `/lag/${branch.slug}`}>
            <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
              <rect width="32" height="32" rx="7" />
              <path d="M8 16.5l5.5 5.5L24 10.5" />
            </svg>
            <span>{branch?.name ?? t.product}</span>
          </a>
          <ConnectionState />
        </div>
        <div class="head-row head-tools">
          <Languages />
          <Help />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <Announcer />
    </>
  );
}
