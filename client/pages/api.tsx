import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Page } from '../components/page.tsx';
import { ProblemBox } from '../components/problem-box.tsx';
import { common } from '../i18n/common.ts';
import { programs } from '../i18n/programs.ts';
import { fetchApi, type Operation, type SentEvent } from '../openapi.ts';
import type { Result } from '../problem.ts';
import { Codes } from './api/codes.tsx';
import { groupOf, groups } from './api/groups.ts';
import { OperationItem } from './api/operation.tsx';
import '../styles/pages/api.css';

/** The API for people: every address by its part of the work, and every reason for a refusal. */
export default function ApiPage(): JSX.Element {
  const answer = useSignal<Result<{ operations: Operation[]; events: SentEvent[] }> | null>(null);
  const t = programs();
  useEffect(() => {
    void fetchApi().then((found) => {
      answer.value = found;
    });
  }, [answer]);
  const found = answer.value;
  return (
    <Page title={t.title} lede={t.lede} wide>
      <p>
        <a class="ds-link" href="/openapi.json" target="_self">
          {t.document}
        </a>{' '}
        ·{' '}
        <a class="ds-link" href="#problems">
          {t.toProblems}
        </a>
      </p>
      <h2 class="ds-heading" data-size="md">
        {t.addresses}
      </h2>
      {found === null && <p>{common().loading}</p>}
      {found?.ok === false && <ProblemBox problem={found.problem} />}
      {found?.ok === true && <Addresses operations={found.value.operations} />}
      {found?.ok === true && <Events events={found.value.events} />}
      <h2 class="ds-heading" data-size="md" id="problems">
        {t.problems}
      </h2>
      <p>{t.problemsLede}</p>
      <Codes />
    </Page>
  );
}

/** What is sent to the addresses that a leader names. */
function Events({ events }: { events: readonly SentEvent[] }): JSX.Element {
  const t = programs();
  return (
    <section aria-labelledby="events">
      <h2 class="ds-heading" data-size="md" id="events">
        {t.events}
      </h2>
      <p>{t.eventsAbout}</p>
      <dl class="facts">
        {events.map(({ name, summary }) => (
          <div key={name} class="word">
            <dt>
              <code>{name}</code>
            </dt>
            <dd lang="en">{summary}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Addresses({ operations }: { operations: readonly Operation[] }): JSX.Element {
  const t = programs();
  return (
    <>
      <dl class="facts" aria-label={t.words}>
        {(Object.keys(t.word) as (keyof typeof t.word)[]).map((word) => (
          <div key={word} class="word">
            <dt>
              <code>{word}</code>
            </dt>
            <dd>{t.word[word]}</dd>
          </div>
        ))}
      </dl>
      {groups.map((group) => {
        const own = operations.filter((operation) => groupOf(operation) === group);
        if (own.length === 0) return null;
        return (
          <section key={group} class="operations" aria-label={t.group[group]}>
            <h3 class="ds-heading" data-size="sm">
              {t.group[group]}
            </h3>
            {own.map((operation) => (
              <OperationItem key={`${operation.method} ${operation.path}`} operation={operation} />
            ))}
          </section>
        );
      })}
    </>
  );
}
