import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Endpoint } from '../../server/api/endpoint.ts';
import { type EndpointName, endpoints, pathOf } from '../../server/api/endpoints.ts';
import { gatherHall, type Hall, propose } from '../support/hall.ts';
import { harmlessBodies } from '../support/harmless.ts';
import { nothingNamed } from '../support/nothing.ts';
import { onNode } from '../support/on-node.ts';
import { expectProblem, problemIn } from '../support/refusals.ts';

const mebibyte = 1024 * 1024;

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
const taking = all.filter(([, { body }]) => body !== undefined).map(([name]) => name);

/** Sends something to an endpoint as the administrator, who may do everything. */
async function send(name: EndpointName, body: BodyInit, type = 'application/json'): Promise<Response> {
  const { method } = endpoints[name];
  return hall.administrator.fetch(pathOf(name, parameters), {
    method,
    body,
    headers: { 'content-type': type },
    duplex: 'half',
  } as RequestInit);
}

/** Sends once more where the connection broke under a body that is answered before it is read (RFC 9112, section 9.6). */
async function sendLarge(sending: () => Promise<Response>): Promise<Response> {
  try {
    return await sending();
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as { code?: string };
    if (code !== 'EPIPE' && code !== 'ECONNRESET') throw error;
    return sending();
  }
}

describe.each(taking)('%s', (name) => {
  test('refuses a body that is not JSON', async () => {
    for (const body of ['', '{', '{"a":1', 'null x', "{'a':1}", '\u0000', 'undefined', '[1,]', '{"a":NaN}']) {
      expect(await expectProblem(hall.server, () => send(name, body)), body).toBe('request.malformed');
    }
  });

  test('refuses a body that is not UTF-8', async () => {
    const bytes = new Uint8Array([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
    expect(await expectProblem(hall.server, () => send(name, bytes))).toBe('request.malformed');
  });

  test('refuses JSON of another shape', async () => {
    for (const body of ['null', 'true', '1', '"text"', '[]', '{}', '{"__proto__":{"admin":true}}', '[[[]]]']) {
      expect(await expectProblem(hall.server, () => send(name, body)), body).toBe('request.invalid');
    }
  });

  test('refuses other media types', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/jose',
      'application/jsonp',
      '',
    ]) {
      expect(await expectProblem(hall.server, () => send(name, '{}', type)), type).toBe('request.media_type');
    }
  });

  test('refuses JSON that is nested very deeply', async () => {
    for (const [open, shut] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const deep = `${open.repeat(100_000)}1${shut.repeat(100_000)}`;
      expect(await expectProblem(hall.server, () => send(name, deep))).toBe('request.invalid');
    }
  });

  onNode('proxy', 'refuses 10 MiB, whether its length is said or not', async () => {
    const big = new Uint8Array(10 * mebibyte).fill(0x20);
    expect(await expectProblem(hall.server, () => sendLarge(() => send(name, big)))).toBe('request.too_large');
    const pieces = Array.from({ length: 160 }, (_, i) => big.subarray(0, 65_536).fill(i === 0 ? 0x22 : 0x20));
    const stream = () => send(name, Readable.toWeb(Readable.from(pieces)) as ReadableStream);
    expect(await expectProblem(hall.server, () => sendLarge(stream))).toBe('request.too_large');
  });

  test('answers anything with a problem, and keeps nothing of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 4 }), async (body) => {
        const code = await expectProblem(hall.server, () => send(name, body));
        expect(['request.invalid', 'request.malformed']).toContain(code);
      }),
      { numRuns: 15, seed: 7 },
    );
  });
});

/** Values that are wrong nearly everywhere. */
const wrong = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0.5,
    1e300,
    Number.MAX_SAFE_INTEGER,
    '',
    ' ',
    '\u0000',
    '\ud800',
    '__proto__',
  ),
  fc.constantFrom<unknown>('9999-99-99T99:99:99.999Z', 'a'.repeat(10_000), '🗳'.repeat(300), [], {}, [[]], [null]),
  fc.string({ unit: 'binary' }),
  fc.jsonValue(),
);

/** A valid value with something in it exchanged, taken out or added. */
function spoilt(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== 'object' || value === null) return wrong;
  const inside = Object.entries(value).map(([key, part]) =>
    spoilt(part).map((other) => (Array.isArray(value) ? value.with(Number(key), other) : { ...value, [key]: other })),
  );
  const without = Object.keys(value).map((key) =>
    fc.constant(Object.fromEntries(Object.entries(value).filter(([other]) => other !== key))),
  );
  const more = fc.constantFrom('extra', '__proto__', 'constructor', 'toString', '').chain((key) =>
    wrong.map(
      (other) =>
        JSON.parse(
          JSON.stringify({ ...value })
            .replace(/\}$/u, `,${JSON.stringify(key)}:${JSON.stringify(other) ?? 'null'}}`)
            .replace('{,', '{'),
        ) as unknown,
    ),
  );
  return fc.oneof(wrong, ...inside, ...(Array.isArray(value) ? [] : [...without, more]));
}

/** Bodies that are right in their shape, out of which wrong ones are made. */
async function rightBodies(): Promise<[EndpointName, unknown][]> {
  const { administrator: a, pair } = hall;
  const branch = `${pair.server}/lag/${hall.slug}`;
  const at = new Date().toISOString();
  const hash = 'A'.repeat(43);
  const journal = { size: 1, root: hash };
  const content = {
    title: 'Tittel',
    blocks: [
      { kind: 'heading', text: 'Krav' },
      { kind: 'point', text: 'Ett' },
    ],
  };
  const credential = a.phone.credential(a.member);
  const form = {
    token: 'x'.repeat(32),
    county: { name: 'Fylket', slug: 'fylket', level: 'fylkeslag' },
    branch: { name: 'Laget', slug: 'laget', level: 'lokallag' },
    administrator: 'Astrid',
    number: '1',
  };
  const registration = a.phone.register(
    {
      challenge: 'AAAA',
      rp: { name: 'x', id: 'localhost' },
      user: { id: 'AAAA', name: 'x', displayName: 'x' },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    },
    pair.server,
  );
  const entries = [{ delegate: a.member, weight: 1 as const, credentials: [credential] }];
  return [
    ...(Object.entries(harmlessBodies(branch)) as [EndpointName, unknown][]),
    ['setupOptions', form],
    ['setup', { ...form, registration }],
    ['login', a.sign({ typ: 'vedtak/login/1', branch, nonce: hash, at })],
    ['enrolmentOptions', { token: 'x'.repeat(32) }],
    ['enrol', { token: 'x'.repeat(32), registration }],
    ['addBranch', { name: 'Laget', slug: 'bergen', level: 'lokallag', administrator: 'Berit', number: '' }],
    ['importMembers', { csv: 'nr;navn\n1;Ola' }],
    ['importPreview', { csv: 'nr;navn\n1;Ola' }],
    ['invite', { members: [a.member] }],
    ['createMeeting', { title: 'Møte', place: 'Bergen', startsAt: at, quorum: { num: 1, den: 2 } }],
    ['setRoles', { chair: [a.member], secretary: [a.member], signer: [] }],
    ['checkIn', { members: [a.member], present: true }],
    ['signRoll', a.sign({ typ: 'vedtak/roll/1', branch, meeting: hall.meeting, version: 2, entries })],
    ['addProposal', { text: 'Tittel\n\n- Krav', title: 'Tittel' }],
    ['addProposal', content],
    ['editProposal', { base: hash, content }],
    [
      'castVote',
      a.sign({ typ: 'vedtak/vote/1', ballot: hash, delegate: a.member, revision: 1, marks: { '1': 'for' } }),
    ],
    ['closeBallot', a.sign({ typ: 'vedtak/close/1', ballot: hash, votes: 1, evidence: hash, journal, closedAt: at })],
    [
      'attest',
      a.sign({
        typ: 'vedtak/resolution/1',
        branch,
        number: 1,
        previous: null,
        meeting: hall.meeting,
        title: 'Tittel',
        text: 'Tekst',
        points: [{ number: 1, text: 'Krav', outcome: 'adopted' }],
        pointsRoot: hash,
        ballots: [
          { definition: hash, close: hash, tally: { '1': { for: 1, against: 0 } }, outcome: { '1': 'adopted' } },
        ],
        present: 1,
        quorum: { num: 0, den: 1, members: 1, required: 0 },
        journal,
        decidedAt: at,
      }),
    ],
  ];
}

/** Waits until what was taken has gone where it is sent. */
async function settled(): Promise<void> {
  await vi.waitFor(() =>
    expect(hall.server.select(hall.slug, "SELECT id FROM delivery WHERE state = 'waiting'")).toEqual([]),
  );
}

test('a body that is right but for one field gets a problem that stores nothing, or is taken whole', async () => {
  const bodies = await rightBodies();
  expect(new Set(bodies.map(([name]) => name))).toEqual(new Set(taking));
  for (const [name, right] of bodies) {
    await fc.assert(
      fc.asyncProperty(spoilt(right), async (body) => {
        const before = await hall.server.stored();
        const answer = await send(name, JSON.stringify(body) ?? 'null');
        if (answer.ok) return settled();
        const { code, detail } = await problemIn(answer);
        expect(code, `${name}: ${detail}`).not.toBe('internal');
        expect(await hall.server.stored(), name).toBe(before);
      }),
      { numRuns: 30, seed: 11 },
    );
  }
  // whatever was taken, every page can still be shown
  await hall.administrator.call('snapshot', { slug: hall.slug });
  await hall.administrator.call('members', { slug: hall.slug });
});

test('an answer does not repeat a long value that it refuses', async () => {
  const answer = await send('importMembers', JSON.stringify({ csv: { long: 'x'.repeat(500_000) } }));
  expect((await answer.text()).length).toBeLessThan(5000);
  const mark = await send('setRoles', JSON.stringify({ chair: 'x'.repeat(900_000), secretary: [], signer: [] }));
  expect((await mark.text()).length).toBeLessThan(5000);
});

test('long runs of white space do not hold the server up', async () => {
  const { slug } = hall;
  const meeting = (await hall.administrator.call('snapshot', { slug })).meeting?.id ?? '';
  const spaces = ' '.repeat(199_000);
  const begun = performance.now();
  await hall.administrator
    .call('addProposal', { slug, meeting }, { text: `Tittel\n\n- a${spaces}b` })
    .catch(() => undefined);
  await hall.administrator.call('importPreview', { slug }, { csv: `1${spaces}x;Navn` });
  await hall.administrator
    .call('addProposal', { slug, meeting }, { text: `Tittel\n\n${'a) x\nb) x\n'.repeat(19_000)}` })
    .catch(() => undefined);
  // some milliseconds each; quadratic work would take minutes
  expect(performance.now() - begun).toBeLessThan(20_000);
});
