import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SoftwareAuthenticator } from '../../server/demo/authenticator.ts';
import { type Pair, setUp } from '../../server/demo/meeting.ts';
import { hashOfText } from '../../server/rules/canonical.ts';
import { onNode } from '../support/on-node.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let pair: Pair;

beforeAll(async () => {
  server = await startServer();
  pair = await setUp(server.setupLink ?? '');
});

afterAll(() => server.end());

test('the page lets nothing in from elsewhere, and is shown in nobody’s frame', async () => {
  for (const path of ['/', '/lag/bergen', '/lag/bergen/vedtak/1', '/api', '/verify', '/oppsett']) {
    const { status, headers } = await fetch(server.address + path);
    expect(status, path).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = Object.fromEntries(
      (headers.get('content-security-policy') ?? '').split('; ').map((rule) => {
        const [name = '', ...sources] = rule.split(' ');
        return [name, sources.join(' ')];
      }),
    );
    expect(policy).toMatchObject({
      'default-src': "'self'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
    });
    for (const sources of Object.values(policy)) expect(sources).not.toMatch(/unsafe|https?:|\*/u);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('permissions-policy')).toContain('publickey-credentials-get=(self)');
  }
});

test('the address of a page answers HEAD as it answers GET', async () => {
  for (const path of ['/', '/lag/bergen', '/lag/bergen/api/snapshot', '/lag/bergen/jwks.json', '/api/server']) {
    const [get, head] = await Promise.all([
      fetch(server.address + path),
      fetch(server.address + path, { method: 'HEAD' }),
    ]);
    expect(head.status, path).toBe(get.status);
    expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
    expect(await head.text()).toBe('');
    await get.text();
  }
});

test('answers of the API are kept in no cache, problems too', async () => {
  for (const path of [
    '/lag/bergen/api/snapshot',
    '/lag/bergen/api/members',
    '/lag/bergen/api/nothing',
    '/api/server',
  ]) {
    const answer = await fetch(server.address + path);
    expect(answer.headers.get('cache-control'), path).toBe('no-store');
    expect(answer.headers.get('x-content-type-options'), path).toBe('nosniff');
    await answer.text();
  }
});

test('keys may be kept a while', async () => {
  const { headers } = await fetch(`${server.address}/lag/bergen/jwks.json`);
  expect(headers.get('cache-control')).toBe('public, max-age=300');
  expect(headers.get('content-type')).toBe('application/jwk-set+json');
});

test('no answer says what it is made with', async () => {
  const { headers } = await fetch(server.address);
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('server')).toBeNull();
});

test('health: the process answers, and so do its databases', async () => {
  for (const path of ['/healthz', '/readyz']) {
    const answer = await fetch(server.address + path);
    expect([answer.status, await answer.json()], path).toEqual([200, { status: 'ok' }]);
  }
});

onNode('network', 'a text is sent zipped to those who take it', async () => {
  const plain = await fetch(server.address, { headers: { 'accept-encoding': 'identity' } });
  expect(plain.headers.get('content-encoding')).toBeNull();
  const zipped = await fetch(server.address, { headers: { 'accept-encoding': 'gzip, br' } });
  expect(zipped.headers.get('content-encoding')).toBe('gzip');
  expect(zipped.headers.get('vary')).toContain('accept-encoding');
  expect(await zipped.text()).toBe(await plain.text());
});

test('a file of the client that is gone is not found, and the page is not given for it', async () => {
  for (const path of ['/assets/page-00000000.js', '/assets/none.css', '/none.svg']) {
    const answer = await fetch(server.address + path);
    expect(answer.status, path).toBe(404);
    expect(answer.headers.get('cache-control'), path).not.toContain('immutable');
  }
});

test('a path that climbs out of the client’s folder finds nothing', async () => {
  const { port } = new URL(server.address);
  for (const path of ['/../secret', '/..%2fsecret', '/%2e%2e/secret', '/../../data/secret.txt', '//secret.txt']) {
    const body = await new Promise<string>((resolve, reject) => {
      const call = request({ port, path }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (piece: string) => {
          text += piece;
        });
        answer.on('end', () => resolve(text));
      });
      call.on('error', reject);
      call.end();
    });
    expect(body.includes('<!doctype html>') || body.includes('not_found'), `${path}: ${body.slice(0, 80)}`).toBe(true);
  }
});

describe('behind https', () => {
  const url = 'https://vedtak.example';
  let secure: TestServer;
  let cookies: string[];

  beforeAll(async () => {
    secure = await startServer({ url });
    const phone = new SoftwareAuthenticator();
    const form = {
      token: new URL(secure.setupLink ?? '').hash.slice(1),
      county: { name: 'Fylket', slug: 'fylket', level: 'fylkeslag' },
      branch: { name: 'Laget', slug: 'laget', level: 'lokallag' },
      administrator: 'Astrid',
      number: '',
    };
    const post = (path: string, body: object): Promise<Response> =>
      fetch(secure.address + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify(body),
      });
    const { options } = (await (await post('/api/setup/options', form)).json()) as { options: never };
    const answer = await post('/api/setup', { ...form, registration: phone.register(options, url) });
    expect(answer.status).toBe(200);
    cookies = answer.headers.getSetCookie();
  });

  afterAll(() => secure.end());

  test('the set-up link has the public address', () => {
    expect(secure.setupLink).toMatch(/^https:\/\/vedtak\.example\/oppsett#/u);
  });

  test('a session’s cookie goes to this host alone, over https alone', () => {
    expect(cookies).toHaveLength(2);
    for (const [i, slug] of ['fylket', 'laget'].entries()) {
      const [pairOf, ...flags] = cookies[i]?.split('; ') ?? [];
      expect(pairOf).toMatch(new RegExp(`^__Host-vedtak-${slug}=[A-Za-z0-9_-]{43}$`, 'u'));
      expect(flags.sort()).toEqual(['HttpOnly', `Max-Age=${16 * 60 * 60}`, 'Path=/', 'SameSite=Strict', 'Secure']);
    }
  });

  test('the cookie signs in under its full name only', async () => {
    const token = cookies[1]?.split(';')[0]?.split('=')[1] ?? '';
    const me = async (cookie: string): Promise<unknown> =>
      (
        (await (await fetch(`${secure.address}/lag/laget/api/snapshot`, { headers: { cookie } })).json()) as {
          me: unknown;
        }
      ).me;
    expect(await me(`__Host-vedtak-laget=${token}`)).toMatchObject({ name: 'Astrid' });
    expect(await me(`vedtak-laget=${token}`)).toBeNull();
    expect(secure.select('laget', `SELECT * FROM session WHERE token_hash = '${hashOfText(token)}'`)).toHaveLength(1);
  });

  test('browsers are told to come by https', async () => {
    const { headers } = await fetch(secure.address);
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/u);
    expect((await fetch(server.address)).headers.get('strict-transport-security')).toBeNull();
  });

  test('a page that says it comes by http is another site', async () => {
    const init = { method: 'POST', headers: { origin: 'http://vedtak.example' } };
    expect((await fetch(`${secure.address}/lag/laget/api/login/nonce`, init)).status).toBe(403);
  });
});

test('the administrator’s session works on both branches at once', async () => {
  for (const slug of [pair.county, pair.branch]) {
    expect((await pair.administrator.call('snapshot', { slug })).me?.roles).toEqual(['leader']);
  }
});
