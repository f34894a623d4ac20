import type { Endpoint } from '../../../server/api/endpoint.ts';
import { type EndpointName, endpoints, pathOf } from '../../../server/api/endpoints.ts';
import { nothingNamed } from '../../support/nothing.ts';
import { valueBy } from '../from-schema.ts';
import { mutateText, mutateValue } from '../mutate.ts';
import { nastyTexts } from '../nasty.ts';
import type { Random } from '../random.ts';

/** A request as it goes out. `body` is text, sent as UTF-8 or with one byte a character. */
export interface Asked {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | null;
  latin: boolean;
  /** Whether the leader's session goes with it. */
  signedIn: boolean;
  /** In the place of all the rest: what is written to the connection, one byte a character. */
  raw?: string;
}

const names = Object.keys(endpoints) as EndpointName[];

/** Addresses that are no endpoints of the table. */
const others = [
  '/',
  '/healthz',
  '/readyz',
  '/openapi.json',
  '/api',
  '/assets/x.js',
  '/lag/SLUG/',
  '/lag/SLUG/vedtak/1',
  '/lag/SLUG/jwks.json',
  '/lag/SLUG/.well-known/openid-federation',
  '/lag/SLUG/federation/fetch?sub=x',
  '/lag/SLUG/federation/list?entity_type=x',
  '/lag/SLUG/federation/keys',
  '/lag/SLUG/atom.xml',
  '/lag/SLUG/collection/atom.xml',
  '/lag/SLUG/collection/x.jws',
  '/lag/SLUG/popolo/organization.json',
  '/lag/SLUG/popolo/resolutions.json',
  '/lag/SLUG/popolo/resolutions/1.json',
  '/lag/SLUG/akn/resolutions/1.xml',
  '/lag/SLUG/akn/collection/x.xml',
  '/lag/SLUG/akn/hearings/x.xml',
  '/lag/SLUG/resolutions/1.jws',
  '/lag/SLUG/resolutions/1.pdf',
  '/lag/SLUG/moter/x/protokoll.md',
  '/lag/SLUG/hearings/x.jws',
  '/lag/SLUG/hearings/x/report.json',
  '/lag/SLUG/api/courier?receiver=x',
  '/lag/SLUG/api/events?after=0',
  '/lag/SLUG/api/events?screen&after=9',
  '/api/operator/branches/SLUG/export',
  '/api/operator/branches/SLUG/import',
];
const headerNames = [
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'cf-connecting-ip',
  'content-type',
  'cookie',
  'forwarded',
  'if-match',
  'if-none-match',
  'last-event-id',
  'origin',
  'range',
  'referer',
  'sec-fetch-site',
  'user-agent',
  'x-forwarded-for',
  'x-forwarded-proto',
  'content-encoding',
  'expect',
  'te',
];
const headerValues = [
  '',
  '0',
  '-1',
  '999999999999999',
  '1e3',
  '*',
  '"x"',
  'W/"x"',
  'bytes=0-',
  'bytes=-1,5-2',
  'Bearer x',
  'Bearer  ',
  'Basic Og==',
  'gzip',
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'application/jose',
  'application/vnd.vedtak.courier+json',
  'application/vnd.vedtak.custody+json',
  '::1',
  '10.0.0.1, 2001:db8::1',
  'http://evil.example',
  'null',
  'vedtak-bergen=x; vedtak-bergen=',
  'vedtak-bergen="%',
  '__proto__=1',
  'a=b; a=c',
  '100-continue',
  'x'.repeat(4000),
];
const pieces = [
  '%',
  '%00',
  '%ff',
  '%2f',
  '%2e%2e',
  '..',
  '//',
  '/./',
  '?',
  '&',
  '#',
  ';',
  '%c0%af',
  '%ed%a0%80',
  '__proto__',
  '=',
  '[]',
  '+',
  '%F0%9F%97%B3',
  '999999999999999999999',
];

function parametersOf(random: Random, real: Record<string, string>): Record<string, string> {
  const named = random.chance(0.7) ? real : nothingNamed;
  const asked: Record<string, string> = { slug: real.slug ?? '', ...nothingNamed, ...named };
  if (random.chance(0.3))
    asked[random.pick(Object.keys(asked))] = mutateText(
      random,
      random.pick(Object.values(asked)),
      [],
      pieces,
    ).toWellFormed();
  return asked;
}

function pathFor(random: Random, name: EndpointName, real: Record<string, string>): string {
  const endpoint: Endpoint = endpoints[name];
  const query = endpoint.query === undefined ? {} : (valueBy(random, endpoint.query) as Record<string, string>);
  const asked = Object.fromEntries(
    Object.entries(query).map(([key, value]) => [
      key,
      random.chance(0.3) ? mutateText(random, String(value), [], pieces).toWellFormed() : String(value),
    ]),
  );
  return pathOf(name, { ...parametersOf(random, real), ...asked });
}

/** What may stand in the first line of a request: the rest is for the connection written by hand. */
function asPath(path: string): string {
  const printable = path.replace(/[^\u0021-\u007e]/gu, (char) => encodeURIComponent(char.toWellFormed()));
  return printable.startsWith('/') ? printable : `/${printable}`;
}

function headersFor(random: Random): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let left = random.chance(0.4) ? random.below(4) : 0; left > 0; left -= 1) {
    const value = random.chance(0.7)
      ? random.pick(headerValues)
      : mutateText(random, random.pick(headerValues), headerValues, pieces);
    headers[random.pick(headerNames)] = value.replace(/[^\t\u0020-\u007e\u0080-\u00ff]/gu, '').slice(0, 8000);
  }
  return headers;
}

/** What requests name that is there, and what they can carry. */
export interface Known {
  slug: string;
  /** Parameters of addresses. */
  real: Record<string, string>;
  /** Bodies that are right in their shape, by endpoint. */
  bodies: ReadonlyMap<string, unknown>;
  /** What other branches send. */
  letters: readonly string[];
}

/** One more request: to an endpoint, to another address, to the inbox, or anything written to a connection. */
export function requestFor(random: Random, known: Known): Asked {
  const kind = random.below(20);
  const asked = {
    method: 'GET',
    path: '/',
    headers: headersFor(random),
    body: null,
    latin: random.chance(0.05),
    signedIn: random.chance(0.75),
  };
  if (kind === 0) return { ...asked, raw: rawFor(random) };
  if (kind < 4) return { ...asked, ...elsewhere(random, known) };
  if (kind < 6) return { ...asked, ...letterFor(random, known, asked.headers) };
  return { ...asked, ...callFor(random, known) };
}

function rawFor(random: Random): string {
  const method = random.pick(['GET', 'POST', 'X', 'PRI', '']);
  const path = mutateText(random, random.pick(others), others, pieces);
  const length = random.pick(['0', '-1', '5', 'x']);
  const text = `${method} ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: ${length}\r\n\r\n`;
  if (random.chance(0.3)) return text;
  return mutateText(random, text, [], ['\r\n', '\0', ': ', 'transfer-encoding: chunked\r\n']);
}

function elsewhere(random: Random, { slug }: Known): Pick<Asked, 'method' | 'path'> {
  const path = random.pick(others).replace('SLUG', slug);
  const method = random.pick(['GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']);
  return { method, path: asPath(random.chance(0.6) ? mutateText(random, path, others, pieces) : path) };
}

const medias = [
  'application/jose',
  'application/jose',
  'application/vnd.vedtak.custody+json',
  'application/vnd.vedtak.courier+json',
];

function letterFor(random: Random, { slug, letters }: Known, headers: Asked['headers']): Omit<Asked, 'latin'> {
  const letter = random.pick(letters);
  const media = random.pick(medias);
  const words = ['.', '{"typ":"vedtak/courier/1","items":['];
  const text = random.chance(0.6) ? mutateText(random, letter, letters, words) : letter;
  const carried = { typ: 'vedtak/courier/1', items: [{ media: 'application/jose', body: text }] };
  return {
    method: 'POST',
    path: `/lag/${slug}/inbox`,
    headers: { ...headers, 'content-type': media },
    body: media.includes('courier') ? JSON.stringify(carried) : text,
    signedIn: false,
  };
}

function callFor(random: Random, known: Known): Pick<Asked, 'method' | 'path' | 'body'> {
  const name = random.pick(names);
  const path = pathFor(random, name, known.real);
  const { method }: Endpoint = endpoints[name];
  return {
    method: random.chance(0.97) ? method : 'POST',
    path: asPath(random.chance(0.1) ? mutateText(random, path, [], pieces) : path),
    body: bodyFor(random, name, known),
  };
}

function bodyFor(random: Random, name: EndpointName, { bodies }: Known): string | null {
  const { body }: Endpoint = endpoints[name];
  if (body === undefined) return random.chance(0.9) ? null : '{}';
  const known = bodies.get(name);
  const whole = known !== undefined && random.chance(0.4) ? known : valueBy(random, body);
  if (random.chance(0.3)) return JSON.stringify(whole);
  const text = JSON.stringify(mutateValue(random, whole, [known])) ?? 'null';
  if (random.chance(0.8)) return text;
  return mutateText(random, text, [], ['\\ud800', '\\u0000', '{', '[', '"__proto__":1,', ...nastyTexts]);
}
