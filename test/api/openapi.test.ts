import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Endpoint } from '../../server/api/endpoint.ts';
import { type EndpointName, endpoints } from '../../server/api/endpoints.ts';
import { closeBallot, receiptFor, resolve, vote } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { contentHash } from '../../server/rules/proposal.ts';
import { refusals } from '../../server/rules/refusals.ts';
import { deliberate, endTheMeeting, runTheDoor, voteSecretly } from '../support/every-command.ts';
import { beginHearing, runHearings } from '../support/every-hearing.ts';
import { takePlaces } from '../support/every-party.ts';
import { treatInCounty } from '../support/every-treatment.ts';
import { deliverTo, fileOf } from '../support/files.ts';
import { gatherIn, type Hall, markAll, openOn, propose } from '../support/hall.ts';
import { servePrograms } from '../support/programs.ts';
import { startServer, type TestServer } from '../support/server.ts';

interface Answer {
  content?: Record<string, { schema: object }>;
}

interface Operation {
  operationId?: string;
  parameters?: { name: string; in: string }[];
  responses: Record<string, Answer>;
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: object;
}

let server: TestServer;
let document: Document;
const real = globalThis.fetch;
/** What went over the line while a meeting was held: answers with what was asked. */
const exchanges: { method: string; path: string; answer: Response }[] = [];

beforeAll(async () => {
  server = await startServer();
  document = (await (await fetch(`${server.address}/openapi.json`)).json()) as Document;
  globalThis.fetch = async (input, init) => {
    const answer = await real(input, init);
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const feed = answer.headers.get('content-type')?.startsWith('text/event-stream') === true;
    const kept = feed ? new Response(null, answer) : answer.clone();
    exchanges.push({ method: (init?.method ?? 'GET').toLowerCase(), path: pathname, answer: kept });
    return answer;
  };
  try {
    await hold(await gatherIn(server, 4));
  } finally {
    globalThis.fetch = real;
  }
});

afterAll(() => server.end());

/** A meeting in which every endpoint is called with success, and some without. */
async function hold(hall: Hall): Promise<void> {
  const { administrator, people, pair, slug, meeting } = hall;
  const nobody = new Person(pair.server);
  await nobody.call('server');
  await administrator.call('importPreview', { slug }, { csv: 'nr;navn\n1;Kari\n;Ola' });
  const { proposal, content } = await propose(hall);
  const title = 'Endret';
  await administrator.call(
    'editProposal',
    { slug, proposal },
    { base: contentHash(content), content: { ...content, title } },
  );
  const ending = await beginHearing(hall);
  await runTheDoor(hall);
  await deliberate(hall);
  await voteSecretly(hall);
  const ballot = await openOn(hall);
  for (const person of people) await vote(person, slug, ballot, markAll(3, 'for'));
  await people[0]?.call('snapshot', { slug });
  await closeBallot(pair, ballot);
  const { number } = await resolve(pair, ballot, people.slice(0, 2));
  await receiptFor(pair, number);
  await deliverTo(server, pair.county, await fileOf(hall, number));
  await administrator.call('evidence', { slug, number: String(number) });
  await runHearings(hall, ending);
  await endTheMeeting(hall);
  await servePrograms(hall);
  await takePlaces(hall);
  await treatInCounty(hall, number);
  for (const name of ['collection', 'published', 'snapshot'] as const) await nobody.call(name, { slug: pair.county });
  await nobody.call('journalCheckpoint', { slug: pair.county });
  await nobody.call('journalConsistency', { slug: pair.county, from: '1', to: '2' });
  const { received } = await nobody.call('collection', { slug: pair.county });
  await nobody.call('resolution', { slug, number: String(number) });
  const branch = { name: 'Sandviken', slug: 'sandviken', level: 'lokallag', administrator: 'Siri', number: '' };
  await administrator.call('addBranch', { slug: pair.county }, branch);
  const county = `${pair.server}/lag/${pair.county}`;
  for (const path of [
    '/jwks.json',
    '/.well-known/openid-federation',
    `/federation/fetch?sub=${encodeURIComponent(`${pair.server}/lag/${slug}`)}`,
    '/federation/fetch',
    '/federation/fetch?sub=x',
    '/federation/list',
    '/federation/list?entity_type=x',
    '/federation/keys',
    `/collection/${received[0]?.resolution}.jws`,
  ]) {
    await fetch(county + path);
  }
  for (const name of ['md', 'jws']) await people[3]?.fetch(`/lag/${slug}/moter/${meeting}/protokoll.${name}`);
  await nobody.fetch(`/lag/${slug}/moter/${meeting}/protokoll.md`);
  await people[0]?.signIn(slug);
  await people[0]?.call('logout', { slug });
  // and some that are refused
  await fetch(`${pair.server}/lag/${slug}/resolutions/77.jws`);
  await deliverTo(server, pair.county, 'x');
  await nobody.fetch(`/lag/${slug}/api/members`);
  await people[3]?.fetch(`/lag/${slug}/api/members`);
  const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
  await administrator.fetch(`/lag/${slug}/api/members/import`, { ...init, body: '{"csv":1}' });
  await administrator.fetch(`/lag/${slug}/api/members/import`, { ...init, body: '{"csv":"nr;navn\\n1;"}' });
  await administrator.fetch(`/lag/${slug}/api/meetings/${meeting}/proposals`, { ...init, body: '{"text":" "}' });
}

/** The documented operation that answers a request. */
function operationAt(method: string, path: string): { address: string; operation: Operation } {
  for (const [address, operations] of Object.entries(document.paths)) {
    const pattern = new RegExp(`^${address.replaceAll('.', '\\.').replace(/\{[a-z]+\}/gu, '[^/]+')}$`, 'u');
    const operation = operations[method];
    if (operation !== undefined && pattern.test(path)) return { address, operation };
  }
  throw new Error(`${method} ${path} is not documented`);
}

test('the document is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate({ ...structuredClone(document) });
  expect(valid, JSON.stringify(errors)).toBe(true);
  expect(validator.version).toBe('3.1');
  expect(document.openapi).toMatch(/^3\.1\./u);
});

test('the document lists every endpoint, with its parameters and every reason to refuse it', () => {
  for (const [name, endpoint] of Object.entries(endpoints) as [EndpointName, Endpoint][]) {
    const operation = document.paths[endpoint.path.replace(/:([a-z]+)/gu, '{$1}')]?.[endpoint.method.toLowerCase()];
    expect(operation?.operationId).toBe(name);
    const parameters = [...endpoint.path.matchAll(/:([a-z]+)/gu)].map(([, parameter]) => parameter);
    parameters.push(...Object.keys(endpoint.query?.entries ?? {}));
    expect(operation?.parameters?.map((parameter) => parameter.name) ?? []).toEqual(parameters);
    for (const code of endpoint.refusals) {
      expect(JSON.stringify(operation?.responses[String(refusals[code][0])]), `${name}: ${code}`).toContain(code);
    }
  }
  const ids = Object.values(document.paths).flatMap((operations) =>
    Object.values(operations).flatMap((operation) => operation.operationId ?? []),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test('every endpoint answered with success while the meeting was held', () => {
  const answered = new Set(
    exchanges
      .filter(({ answer }) => answer.ok)
      .map(({ method, path }) => operationAt(method, path).operation.operationId),
  );
  for (const name of Object.keys(endpoints)) expect(answered, name).toContain(name);
});

describe('what was really answered has the documented', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const compiled = new Map<object, ValidateFunction>();

  function check(schema: object, value: unknown, what: string): void {
    const validate = compiled.get(schema) ?? ajv.compile({ ...schema, components: document.components });
    compiled.set(schema, validate);
    expect(validate(value), `${what}: ${ajv.errorsText(validate.errors)}`).toBe(true);
  }

  test('status, media type and schema', async () => {
    expect(exchanges.length).toBeGreaterThan(60);
    for (const { method, path, answer } of exchanges) {
      const { operation } = operationAt(method, path);
      const what = `${method} ${path} ${answer.status}`;
      const documented = operation.responses[String(answer.status)];
      expect(documented, what).toBeDefined();
      const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
      const content = documented?.content?.[type];
      expect(content, `${what} ${type}`).toBeDefined();
      if (type.endsWith('json') && content !== undefined) check(content.schema, await answer.json(), what);
    }
  });

  test('members and no others', async () => {
    // what the schemas do not name must not go out either
    const strict = (schema: unknown): unknown => {
      if (Array.isArray(schema)) return schema.map(strict);
      if (typeof schema !== 'object' || schema === null) return schema;
      const inside = Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, strict(part)]));
      const closed = 'properties' in inside && !('additionalProperties' in inside) && !('$ref' in inside);
      return closed ? { ...inside, additionalProperties: false } : inside;
    };
    const held = await startServer();
    try {
      const answers: { path: string; method: string; json: unknown }[] = [];
      globalThis.fetch = async (input, init) => {
        const answer = await real(input, init);
        if (answer.ok && answer.headers.get('content-type') === 'application/json') {
          const { pathname } = new URL(String(input));
          answers.push({
            path: pathname,
            method: (init?.method ?? 'GET').toLowerCase(),
            json: await answer.clone().json(),
          });
        }
        return answer;
      };
      const hall = await gatherIn(held, 4);
      await runTheDoor(hall);
      await deliberate(hall);
      await hall.people[0]?.call('snapshot', { slug: hall.slug });
      for (const { path, method, json } of answers) {
        if (path.endsWith('/options')) continue; // WebAuthn's own, which are passed on
        const schema =
          operationAt(method, path).operation.responses['200']?.content?.['application/json']?.schema ?? {};
        check(strict(schema) as object, json, `${method} ${path}`);
      }
    } finally {
      globalThis.fetch = real;
      await held.end();
    }
  });
});
