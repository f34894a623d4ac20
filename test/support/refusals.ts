import { expect } from 'vitest';
import type { Endpoint } from '../../server/api/endpoint.ts';
import { type BodyOf, type EndpointName, endpoints } from '../../server/api/endpoints.ts';
import { type Person, Refused } from '../../server/demo/person.ts';
import { type RefusalCode, refusals } from '../../server/rules/refusals.ts';
import type { TestServer } from './server.ts';

/** Refusals that any endpoint may give without naming them. */
const anywhere: readonly string[] = ['request.malformed', 'request.invalid', 'session.missing', 'role.missing'];

/**
 * Expects a call to be refused for one reason, which the endpoint declares, with nothing stored by it in the branch that it is
 * for: others on the server may have something to deliver meanwhile.
 * @param body a body of any shape, also one that the endpoint's type would not allow.
 */
export async function expectRefused<N extends EndpointName>(
  server: TestServer,
  code: RefusalCode,
  person: Person,
  name: N,
  parameters: Record<string, string>,
  body?: BodyOf<N>,
): Promise<void> {
  const before = await server.stored(parameters.slug);
  const error = await person.call(name, parameters, body).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error, `${name} was not refused`).toBeInstanceOf(Refused);
  const { code: found, status, message } = error as Refused;
  expect(found, message).toBe(code);
  expect(status).toBe(refusals[code][0]);
  const { refusals: declared }: Endpoint = endpoints[name];
  expect([...declared, ...anywhere]).toContain(code);
  expect(await server.stored(parameters.slug), `${name} stored something`).toBe(before);
}

/** The problem in an answer, which must be one as RFC 9457 has it, with a code of the closed list. */
export async function problemIn(response: Response): Promise<{ code: RefusalCode; detail: string; data?: unknown }> {
  const text = await response.text();
  expect(response.headers.get('content-type'), text).toBe('application/problem+json');
  const problem = JSON.parse(text) as Record<string, unknown>;
  expect(Object.keys(problem).sort()).toEqual(
    ['type', 'title', 'status', 'detail', 'code', ...('data' in problem ? ['data'] : [])].sort(),
  );
  const code = problem.code as RefusalCode;
  expect(Object.keys(refusals)).toContain(code);
  const [status, title] = refusals[code];
  expect(problem).toMatchObject({ type: `/api#${code}`, title, status });
  expect(response.status).toBe(status);
  expect(typeof problem.detail).toBe('string');
  return { code, detail: problem.detail as string, data: problem.data };
}

/** Expects an answer to be a problem of the closed list that is no fault of the server, with nothing stored. Gives its code. */
export async function expectProblem(server: TestServer, answer: () => Promise<Response>): Promise<RefusalCode> {
  const before = await server.stored();
  const { code, detail } = await problemIn(await answer());
  expect(code, detail).not.toBe('internal');
  expect(await server.stored()).toBe(before);
  return code;
}
