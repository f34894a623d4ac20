import { type Checked, type Refusal, type RefusalCode, refusals } from './rules/refusals.ts';

/** A refusal on its way out: thrown inside a command it undoes the command, and becomes an RFC 9457 problem. */
export class Problem extends Error {
  readonly refusal: Refusal;

  constructor(code: RefusalCode, detail: string, data?: Record<string, unknown>) {
    super(`${code}: ${detail}`);
    this.refusal = data === undefined ? { code, detail } : { code, detail, data };
  }
}

/** The value that a check established. @throws Problem with its refusal. */
export function must<T>(checked: Checked<T>): T {
  if (checked.ok) return checked.value;
  const { code, detail, data } = checked.refusal;
  throw new Problem(code, detail, data);
}

/** The problem details (RFC 9457) of a refusal, as an HTTP answer. `type` points into the API page. */
export function problemResponse({ code, detail, data }: Refusal): Response {
  const [status, title] = refusals[code];
  const after = code === 'rate.limited' ? { 'retry-after': String(data?.retryAfter ?? 1) } : {};
  const body = { type: `/api#${code}`, title, status, detail, code, ...(data === undefined ? {} : { data }) };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...after },
  });
}
