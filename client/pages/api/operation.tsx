import type { JSX } from 'preact';
import * as v from 'valibot';
import { common } from '../../i18n/common.ts';
import { programs } from '../../i18n/programs.ts';
import type { Operation } from '../../openapi.ts';
import { shapeOf } from './shape.ts';

/** Where an answer that is a problem lists its codes. */
const ProblemSchema = v.looseObject({
  allOf: v.tuple([
    v.unknown(),
    v.looseObject({ properties: v.looseObject({ code: v.looseObject({ enum: v.array(v.string()) }) }) }),
  ]),
});

/** One address, folded: method, path and summary; opened, who may, what it takes, what it answers and refuses with. */
export function OperationItem({ operation }: { operation: Operation }): JSX.Element {
  const t = programs();
  const { method, path, summary, 'x-access': access, 'x-scope': scope, requestBody, responses } = operation;
  const codes = codesIn(responses);
  return (
    <details class="operation">
      <summary>
        <code class="operation-address">
          <strong>{method}</strong> {path}
        </code>
        <span class="operation-summary" lang="en">
          {summary}
        </span>
      </summary>
      <dl class="operation-what">
        <dt>{t.access}</dt>
        <dd>
          {inWords(access)}
          {scope !== undefined && `; ${t.orToken(scope)}`}
        </dd>
        {requestBody !== undefined && (
          <>
            <dt>{t.body}</dt>
            <dd>
              <Shapes content={requestBody.content} />
            </dd>
          </>
        )}
        {Object.entries(responses)
          .filter(([status]) => Number(status) < 300)
          .map(([status, { description, content }]) => (
            <AnswerShape key={status} status={status} description={description} content={content} />
          ))}
        <dt>{t.refusals}</dt>
        <dd>
          <ul class="operation-codes">
            {codes.map((code) => (
              <li key={code}>
                <a class="ds-link" href={`#${code}`}>
                  <code>{code}</code>
                </a>
              </li>
            ))}
          </ul>
        </dd>
      </dl>
    </details>
  );
}

type Responses = Operation['responses'];
type Content = Responses[string]['content'];

function AnswerShape({
  status,
  description,
  content,
}: {
  status: string;
  description: string;
  content: Content;
}): JSX.Element {
  const t = programs();
  return (
    <>
      <dt>{t.answer(status)}</dt>
      <dd>
        <p lang="en">{description}</p>
        <Shapes content={content} />
      </dd>
    </>
  );
}

function Shapes({ content }: { content: Content }): JSX.Element {
  return (
    <>
      {Object.entries(content).map(([media, { schema }]) => (
        <div key={media}>
          <p class="muted small">
            <code>{media}</code>
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
          <pre class="shape" tabIndex={0} lang="en">
            {shapeOf(schema)}
          </pre>
        </div>
      ))}
    </>
  );
}

function inWords(access: Operation['x-access']): string {
  const t = programs();
  if (typeof access !== 'string') return access.map((role) => common().role[role]).join(', ');
  return t.who[access];
}

/** The codes of every answer that is a problem, in the document's order. */
function codesIn(responses: Responses): string[] {
  const codes = Object.values(responses).flatMap(({ content }) => {
    const problem = v.safeParse(ProblemSchema, content['application/problem+json']?.schema);
    return problem.success ? problem.output.allOf[1].properties.code.enum : [];
  });
  return [...new Set(codes)];
}
