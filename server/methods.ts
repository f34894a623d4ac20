import { openApiDocument } from './openapi.ts';
import { problemResponse } from './problem.ts';

/** The methods that each documented address answers, by a pattern of the address. */
let table: readonly (readonly [address: RegExp, methods: readonly string[]])[] | undefined;

function methodsAt(path: string): string[] {
  table ??= Object.entries(openApiDocument('').paths).map(([address, methods]) => [
    new RegExp(`^${address.replace(/[.]/gu, '\\.').replace(/\{[a-z]+\}/gu, '[^/]+')}$`, 'u'),
    Object.keys(methods).map((method) => method.toUpperCase()),
  ]);
  return table.flatMap(([address, methods]) => (address.test(path) ? methods : []));
}

/** The problem for a request that nothing answers: there is no such address, or it does not answer this method. */
export function nothingAnswers(path: string): Response {
  const allowed = methodsAt(path);
  if (allowed.length === 0) return problemResponse({ code: 'not_found', detail: 'nothing answers at this address' });
  const detail = `this address answers ${allowed.join(', ')}`;
  const response = problemResponse({ code: 'method_not_allowed', detail, data: { allowed } });
  response.headers.set('allow', allowed.join(', '));
  return response;
}
