import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Access } from '../../server/api/endpoint.ts';
import { type RefusalCode, refusals } from '../../server/rules/refusals.ts';
import { Page } from '../components/page.tsx';
import { ProblemBox } from '../components/problem-box.tsx';
import { common } from '../i18n/common.ts';
import { problems } from '../i18n/problems.ts';
import { programs } from '../i18n/programs.ts';
import { type OpenApi, openApi } from '../openapi.ts';
import type { Result } from '../problem.ts';

/** The API for people: every address, and every reason for a refusal under the anchor that problems name as their type. */
export default function ApiPage(): JSX.Element {
  const document_ = useSignal<Result<OpenApi> | null>(null);
  const t = programs();
  useEffect(() => {
    void openApi().then((answer) => {
      document_.value = answer;
    });
  }, [document_]);
  useEffect(() => {
    // The anchor in the address could not be found before the page was drawn.
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }, []);
  const answer = document_.value;
  return (
    <Page title={t.title} lede={t.lede} wide>
      <p>
        <a class="ds-link" href="/openapi.json" target="_self" download>
          {t.document}
        </a>
      </p>
      <h2 class="ds-heading" data-size="sm">
        {t.addresses}
      </h2>
      {answer?.ok === false && <ProblemBox problem={answer.problem} />}
      {answer?.ok === true && <Addresses document={answer.value} />}
      <h2 class="ds-heading" data-size="sm">
        {t.problems}
      </h2>
      <p>{t.problemsLede}</p>
      <Refusals />
    </Page>
  );
}

function Addresses({ document }: { document: OpenApi }): JSX.Element {
  const t = programs();
  const who = (access: Access | 'operator'): string =>
    typeof access === 'string' ? t[access] : access.map((role) => common().role[role]).join(', ');
  return (
    <ul class="list">
      {Object.entries(document.paths).flatMap(([path, operations]) =>
        Object.entries(operations).map(([method, { summary, 'x-access': access, requestBody, responses }]) => (
          <li class="card" key={`${method} ${path}`}>
            <h3 class="address">
              <code>
                <strong>{method.toUpperCase()}</strong> {path}
              </code>
            </h3>
            <p lang="en">{summary}</p>
            <p class="muted small">
              {t.access}: {who(access)}
            </p>
            {requestBody !== undefined && <Shape title={t.body} value={requestBody} />}
            <Shape title={t.response} value={responses} />
          </li>
        )),
      )}
    </ul>
  );
}

function Shape({ title, value }: { title: string; value: unknown }): JSX.Element {
  return (
    <details class="technical">
      <summary>{title}</summary>
      <pre class="shape">{JSON.stringify(value, null, 2)}</pre>
    </details>
  );
}

function Refusals(): JSX.Element {
  const t = programs();
  const words = problems();
  return (
    <dl class="refusals">
      {(Object.keys(refusals) as RefusalCode[]).map((code) => {
        const [status, title] = refusals[code];
        const [what, next] = words[code];
        return (
          <div key={code} id={code}>
            <dt>
              <code>{code}</code>{' '}
              <span class="muted small">
                {t.status} {status} · <span lang="en">{title}</span>
              </span>
            </dt>
            <dd>
              {what} {next}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
