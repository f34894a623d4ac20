import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Endpoint } from '../../server/api/endpoint.ts';
import { type EndpointName, endpoints, pathOf } from '../../server/api/endpoints.ts';
import { Person } from '../../server/demo/person.ts';
import { gatherHall, type Hall, propose } from '../support/hall.ts';
import { nothingNamed } from '../support/nothing.ts';
import { expectProblem, problemIn } from '../support/refusals.ts';

let hall: Hall;
let parameters: Record<string, string>;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 2 });
  const { proposal } = await propose(hall);
  parameters = {
    ...nothingNamed,
    slug: hall.slug,
    meeting: hall.meeting,
    proposal,
    ballot: 'x'.repeat(43),
    number: '1',
  };
});

afterAll(() => hall.server.end());

const all = Object.entries(endpoints) as [EndpointName, Endpoint][];

const odd = ['%zz', '%00', '..%2f..', '__proto__', 'æøå', '%F0%9F%97%B3', "'; DROP TABLE vote", 'x'.repeat(5000)];

test('odd ids in addresses name nothing', async () => {
  for (const [name, { method, path, body }] of all) {
    for (const id of odd) {
      for (const part of [...path.matchAll(/:[a-z]+/gu)].map(([found]) => found)) {
        if (name === 'nonce' || name === 'logout') continue;
        const address = path
          .replace(part, id.replaceAll(' ', '%20'))
          .replace(/:([a-z]+)/gu, (_, key: string) => parameters[key] ?? '');
        const before = await hall.server.stored();
        const init: RequestInit = { method };
        if (body !== undefined) Object.assign(init, { headers: { 'content-type': 'application/json' }, body: '{}' });
        const { code } = await problemIn(await hall.administrator.fetch(address, init));
        expect(code, `${name} ${id}`).toMatch(/^not_found$|\.unknown$|^request\.invalid$|^session\.missing$/u);
        expect(await hall.server.stored()).toBe(before);
      }
    }
  }
});

test('an address that is not there, and a method that is not answered, get their problems', async () => {
  const at = (path: string, method: string): Promise<string> =>
    expectProblem(hall.server, () => hall.administrator.fetch(path, { method }));
  for (const path of ['/api/nothing', `/lag/${hall.slug}/api/nothing`, '/lag/nowhere/api/snapshot', '/nothing.js']) {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      expect(await at(path, method), `${method} ${path}`).toBe('not_found');
    }
  }
  for (const [name, { method, path }] of all) {
    const address = path.replace(/:([a-z]+)/gu, (_, key: string) => parameters[key] ?? '');
    const others = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'].filter(
      (other) => !all.some(([, endpoint]) => endpoint.path === path && endpoint.method === other),
    );
    for (const other of others)
      expect(await at(address, other), `${name}: ${other} for ${method}`).toBe('method_not_allowed');
  }
});

test('the answer to a method that is not allowed names those that are', async () => {
  for (const path of ['/api/setup', `/lag/${hall.slug}/api/login`, `/lag/${hall.slug}/inbox`]) {
    const answer = await fetch(hall.server.address + path, { method: 'DELETE' });
    expect(answer.headers.get('allow'), path).toBe('POST');
  }
});

test('a request that another site’s page makes is refused, for every endpoint that writes', async () => {
  for (const [name, { method }] of all.filter(([, endpoint]) => endpoint.method !== 'GET')) {
    for (const origin of ['https://evil.example', 'null', `${hall.pair.server}.evil.example`, 'http://localhost']) {
      const code = await expectProblem(hall.server, () =>
        hall.administrator.fetch(pathOf(name, parameters), {
          method,
          headers: { 'content-type': 'application/json', origin },
          body: '{}',
        }),
      );
      expect(code, `${name} from ${origin}`).toBe('request.cross_site');
    }
  }
});

test('the same requests from the server’s own pages are let in', async () => {
  const { server: own } = hall.pair;
  const nobody = new Person(own);
  const init = { method: 'POST', headers: { origin: own } };
  expect((await nobody.fetch(pathOf('nonce', { slug: hall.slug }), init)).status).toBe(200);
});

test('a header that HTTP does not know how to read ends in an answer, not in a fall', async () => {
  const { port } = new URL(hall.server.address);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const call = request(
      { port, path: `/lag/${hall.slug}/api/snapshot`, headers: { cookie: '=;;=%%%;\u00ff=\u00ff' } },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      },
    );
    call.on('error', reject);
    call.end();
  });
  expect(status).toBe(200);
});
