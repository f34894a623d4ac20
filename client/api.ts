import * as v from 'valibot';
import { ballotEndpoints } from '../server/api/ballots.ts';
import { type Endpoint, filledIn } from '../server/api/endpoint.ts';
import type { BodyOf, EndpointName, ResponseOf } from '../server/api/endpoints.ts';
import { secretEndpoints } from '../server/api/secret.ts';
import { sessionEndpoints } from '../server/api/session.ts';
import { snapshotEndpoints } from '../server/api/snapshot.ts';
import type { RefusalCode } from '../server/rules/refusals.ts';
import { problems } from './i18n/problems.ts';
import { type Failed, localProblem, type Result } from './problem.ts';

/** Problem details (RFC 9457) as Vedtak's server writes them. */
const ProblemDetails = v.looseObject({
  status: v.number(),
  code: v.custom<RefusalCode>((code) => typeof code === 'string' && code in problems()),
  detail: v.optional(v.string(), ''),
});

/** What every phone in a meeting calls. The rest of the table is fetched when it is first needed. */
const near: Partial<Record<EndpointName, Endpoint>> = {
  ...snapshotEndpoints,
  ...sessionEndpoints,
  ...ballotEndpoints,
  ...secretEndpoints,
};

/** How long an answer may take, in milliseconds, to what is asked for again when none comes. */
export const patience = 10_000;

/** The calls of the session: what must not be done beside one looks here, and holds them back (`secret/quietly.ts`). */
export const traffic: {
  running: number;
  /** When the last one ended, in milliseconds by the page's clock. */
  ended: number;
  held: Promise<void> | undefined;
} = { running: 0, ended: 0, held: undefined };

/** Does something with the session, once nothing is done that must have it silent. */
export async function inSession<T>(act: () => Promise<T>): Promise<T> {
  while (traffic.held !== undefined) await traffic.held;
  traffic.running += 1;
  try {
    return await act();
  } finally {
    traffic.running -= 1;
    traffic.ended = Date.now();
  }
}

async function endpointOf(name: EndpointName): Promise<Endpoint> {
  return near[name] ?? (await import('../server/api/endpoints.ts')).endpoints[name];
}

/**
 * Calls an endpoint of `server/api/endpoints.ts`. Never throws: no contact is the problem `network`, an answer that
 * does not have the endpoint's shape the problem `answer`, a refusal its own code.
 */
export async function call<N extends EndpointName>(
  name: N,
  parameters: Readonly<Record<string, string>> = {},
  ...[body]: BodyOf<N> extends undefined ? [] : [body: BodyOf<N>]
): Promise<Result<ResponseOf<N>>> {
  let endpoint: Endpoint;
  try {
    endpoint = await endpointOf(name);
  } catch (error) {
    return localProblem('network', String(error));
  }
  return inSession(() => ask(endpoint, parameters, body, { credentials: 'same-origin' })) as Promise<
    Result<ResponseOf<N>>
  >;
}

/** The text of a file that the server has at an address. Never throws: what it is refused with, or that there is no contact. */
export async function fileAt(address: string): Promise<Result<string>> {
  try {
    const { answer, text } = await inSession(async () => {
      const answer = await fetch(address, { credentials: 'same-origin' });
      return { answer, text: await answer.text() };
    });
    if (answer.ok) return { ok: true, value: text };
    return gateway(answer.status)
      ? localProblem('network', `HTTP ${answer.status}`)
      : problemIn(answer.status, JSON.parse(text));
  } catch (error) {
    return localProblem('network', String(error));
  }
}

/** Asks an endpoint in a manner of one's own: what `call` does for somebody who is signed in. A body that is text is JSON already. */
export async function ask<E extends Endpoint>(
  endpoint: E,
  parameters: Readonly<Record<string, string>>,
  body: unknown,
  manner: RequestInit,
): Promise<Result<v.InferOutput<E['response']>>> {
  const { method, response } = endpoint;
  const request: RequestInit = { ...manner, method, headers: { accept: 'application/json' } };
  if (body !== undefined) {
    request.body = typeof body === 'string' ? body : JSON.stringify(body);
    // What is sent while the page is left still arrives; browsers keep 64 KiB of such bodies (Fetch, keepalive).
    request.keepalive = request.body.length < mostKept;
    request.headers = { accept: 'application/json', 'content-type': 'application/json' };
  }
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(filledIn(endpoint, parameters), request);
    text = await answer.text();
  } catch (error) {
    return localProblem('network', String(error));
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return gateway(answer.status)
      ? localProblem('network', `HTTP ${answer.status}`)
      : localProblem('answer', `HTTP ${answer.status}, not JSON`);
  }
  if (!answer.ok) return problemIn(answer.status, json);
  const value = v.safeParse(response, json);
  if (!value.success) return localProblem('answer', v.summarize(value.issues));
  return { ok: true, value: value.output };
}

/** What an answer with a status of refusal says: problem details, or something else, which is the problem `answer`. */
export function problemIn(status: number, json: unknown): Failed {
  const problem = v.safeParse(ProblemDetails, json);
  if (!problem.success) return localProblem('answer', `HTTP ${status}: ${v.summarize(problem.issues)}`);
  const { code, detail } = problem.output;
  return { ok: false, problem: { code, detail, status: problem.output.status } };
}

/** Characters of a body that is sent even though the page is left. */
const mostKept = 8_000;

/** Statuses with which a proxy says that it does not reach the server. */
function gateway(status: number): boolean {
  return status === 502 || status === 503 || status === 504;
}
