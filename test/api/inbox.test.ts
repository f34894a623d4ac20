import { afterAll, beforeAll, expect, test } from 'vitest';
import { receiptFor } from '../../server/demo/meeting.ts';
import { signJws } from '../../server/keys.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { RefusalCode } from '../../server/rules/refusals.ts';
import type { ResolutionPayload, ResolutionStatement } from '../../server/rules/statements.ts';
import { chainOf, configurationOf, makeBranch, type TestBranch, vouch } from '../support/branches.ts';
import { attested, branchKey, deliverTo, fileOf, partsOf, signedFile, signersOf } from '../support/files.ts';
import { gatherHall, type Hall, resolveText } from '../support/hall.ts';
import { makeMeeting } from '../support/meeting.ts';
import { problemIn } from '../support/refusals.ts';

let hall: Hall;
let first: string;
let receipt: string;
/** The statement of the first resolution. */
let statement: ResolutionStatement;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 4 });
  statement = await resolveText(hall);
  receipt = await receiptFor(hall.pair, 1);
  first = await fileOf(hall, 1);
});

afterAll(() => hall.server.end());

/** Expects the county to refuse a file and to keep nothing of it. */
async function refuses(code: RefusalCode, jws: string, type?: string): Promise<void> {
  const before = await hall.server.stored();
  const problem = await problemIn(await deliverTo(hall.server, hall.pair.county, jws, type));
  expect(problem.code, problem.detail).toBe(code);
  expect(await hall.server.stored()).toBe(before);
}

/** A payload signed by the branch itself, under its own chain. */
async function byBranch(payload: unknown): Promise<string> {
  const { header } = partsOf(first);
  return signedFile(await branchKey(hall.server, hall.slug), payload, header.trust_chain);
}

/** A resolution with whatever it says, rightly signed by everybody. */
function resolution(change: Partial<ResolutionStatement>): Promise<string> {
  return byBranch(attested({ ...statement, ...change }, signersOf(hall)));
}

test('a resolution that is delivered again gets the same receipt and is stored once', async () => {
  const before = await hall.server.stored();
  for (const body of [first, `${first}\n`, first]) {
    const answer = await deliverTo(hall.server, hall.pair.county, body);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/jose');
    expect(await answer.text()).toBe(receipt);
  }
  expect(await hall.server.stored()).toBe(before);
});

test('the same resolution in another file, rightly signed, is the same resolution', async () => {
  const before = await hall.server.stored();
  const answer = await deliverTo(hall.server, hall.pair.county, await resolution({}));
  expect([answer.status, await answer.text()]).toEqual([200, receipt]);
  expect(await hall.server.stored()).toBe(before);
});

test('what was received can be fetched byte for byte, and is listed with text and tallies', async () => {
  const { server, pair, administrator } = hall;
  const { received } = await administrator.call('collection', { slug: pair.county });
  expect(received).toHaveLength(1);
  const [entry] = received;
  expect(entry).toMatchObject({
    resolution: hashOf(statement),
    branch: `${pair.server}/lag/${pair.branch}`,
    name: 'Arbeiderpartiet i Bergen',
    title: statement.title,
    number: 1,
  });
  const item = await administrator.call('collectionItem', { slug: pair.county, hash: hashOf(statement) });
  expect(item).toMatchObject({ ...entry, payload: statement });
  const answer = await fetch(`${server.address}/lag/${pair.county}/collection/${entry?.resolution}.jws`);
  expect(await answer.text()).toBe(first);
  expect((await fetch(`${server.address}/lag/${pair.county}/collection/${hashOf('none')}.jws`)).status).toBe(404);
});

test('one character changed anywhere in the file is refused', async () => {
  const [header = '', payload = '', signature = ''] = first.split('.');
  const changed = (part: string, at: number): string => {
    const other = part[at] === 'A' ? 'B' : 'A';
    return part.slice(0, at) + other + part.slice(at + 1);
  };
  const codes = new Set<RefusalCode>();
  const parts: [string, (at: number) => string][] = [
    [header, (at) => [changed(header, at), payload, signature].join('.')],
    [payload, (at) => [header, changed(payload, at), signature].join('.')],
    [signature, (at) => [header, payload, changed(signature, at)].join('.')],
  ];
  for (const [part, file] of parts) {
    for (let i = 0; i < 24; i += 1) {
      const at = Math.floor((i * (part.length - 1)) / 23);
      const before = await hall.server.stored();
      const problem = await problemIn(await deliverTo(hall.server, hall.pair.county, file(at)));
      codes.add(problem.code);
      expect(await hall.server.stored()).toBe(before);
    }
  }
  const possible = ['file.format', 'file.fields', 'file.signature', 'trust.chain', 'trust.missing'];
  for (const code of codes) expect(possible).toContain(code);
  expect(codes).toContain('file.signature');
  await refuses('file.signature', parts[2]?.[1](10) ?? '');
});

test('a byte changed under a header, a payload and a signature that can be read is refused with its own reason', async () => {
  const [header = '', payload = '', signature = ''] = first.split('.');
  const text = Buffer.from(payload, 'base64url').toString();
  const other = Buffer.from(text.replace('Avganger', 'Avgangar')).toString('base64url');
  await refuses('file.signature', [header, other, signature].join('.'));
  const outcome = Buffer.from(text.replace('"adopted"', '"adoptet"')).toString('base64url');
  await refuses('file.fields', [header, outcome, signature].join('.'));
  const head = Buffer.from(header, 'base64url').toString();
  const typ = Buffer.from(head.replace('resolution+jwt', 'resolution+jwz')).toString('base64url');
  await refuses('file.format', [typ, payload, signature].join('.'));
  const chain = (partsOf(first).header.trust_chain as string[]).map((jws) => `${jws.slice(0, -8)}AAAAAAAA`);
  await refuses(
    'trust.chain',
    await signedFile(await branchKey(hall.server, hall.slug), partsOf(first).payload, chain),
  );
});

test('what is no resolution file is refused', async () => {
  for (const body of [
    '',
    ' ',
    'x',
    'a.b',
    'a.b.c',
    '{}',
    'ø.ø.ø',
    `${first}.`,
    `.${first}`,
    receipt,
    first.slice(0, -3),
  ]) {
    const before = await hall.server.stored();
    const { code } = await problemIn(await deliverTo(hall.server, hall.pair.county, body));
    expect(['file.format', 'file.fields', 'file.signature'], body.slice(0, 20)).toContain(code);
    expect(await hall.server.stored()).toBe(before);
  }
});

test('a wrong media type is refused', async () => {
  for (const type of ['application/json', 'text/plain', 'application/jose+json', 'multipart/form-data; boundary=x']) {
    await refuses('request.media_type', first, type);
  }
  const answer = await deliverTo(hall.server, hall.pair.county, first, 'Application/JOSE; charset=utf-8');
  expect(answer.status).toBe(200);
});

test('a file of 2 MiB is refused', async () => {
  await refuses('request.too_large', 'x'.repeat(2 * 1024 * 1024));
});

test('a number that leaves one out is refused as a gap', async () => {
  await refuses('sequence.gap', await resolution({ number: 3, previous: hashOf('two') }));
});

test('another resolution under a number that is taken, or after another one than the last, is refused as a fork', async () => {
  await refuses('sequence.fork', await resolution({ title: 'En annen uttalelse' }));
  await refuses('sequence.fork', await resolution({ number: 2, previous: hashOf('another first') }));
});

test('a resolution from the future is refused; five minutes are forgiven to clocks', async () => {
  const previous = hashOf(statement);
  const dated = (minutes: number): Promise<string> =>
    resolution({ number: 2, previous, decidedAt: new Date(Date.now() + minutes * 60_000).toISOString() });
  await refuses('time.future', await dated(6));
  expect((await deliverTo(hall.server, hall.pair.county, await dated(4))).status).toBe(201);
});

test('numbers that do not add up are refused', async () => {
  const [ballot] = statement.ballots as [ResolutionStatement['ballots'][number]];
  const counts = ballot.tally['1'] ?? { for: 0, against: 0 };
  const more = { ...ballot, tally: { ...ballot.tally, '1': { ...counts, for: 1000 } } };
  await refuses('file.sums', await resolution({ ballots: [more] }));
  await refuses('file.sums', await resolution({ present: 1 }));
  await refuses('file.sums', await resolution({ pointsRoot: hashOf('another') }));
  await refuses('file.sums', await resolution({ text: statement.text.replace('Gratis', 'Rimelig') }));
});

test('a resolution without three people’s signatures over it is refused', async () => {
  const [chair, one, two] = signersOf(hall) as [never, never, never];
  const all = attested(statement, [chair, one, two]);
  const [first, second, third] = all.attestations as [never, never, never];
  const other = attested({ ...statement, title: 'Noe annet' }, [chair, one, two]);
  const withSigners = (attestations: unknown[]): Promise<string> => byBranch({ ...statement, attestations });
  await refuses('file.fields', await withSigners([first, second]));
  await refuses('attestation.people', await withSigners([first, second, second]));
  await refuses('attestation.people', await withSigners([second, first, third]));
  await refuses('attestation.wrong', await withSigners([first, second, other.attestations[2]]));
});

test('a file without a chain, or signed by another key than the chain vouches for, is refused', async () => {
  const { payload, header } = partsOf(first);
  const key = await branchKey(hall.server, hall.slug);
  await refuses('trust.missing', await signJws(key, 'vedtak-resolution+jwt', payload));
  const stranger = await makeBranch('fremmed', 'lokallag');
  await refuses('file.signature', await signedFile(stranger.key, payload, header.trust_chain));
});

test('a resolution of a branch under another county is refused', async () => {
  const { file } = await makeMeeting();
  await refuses('trust.anchor', file.jws);
});

test('a resolution of a branch that the county vouches for through somebody else is not taken from that branch', async () => {
  const now = Math.floor(Date.now() / 1000);
  const life = { iat: now - 60, exp: now + 3600 };
  const { server, pair } = hall;
  const county: TestBranch = {
    id: `${pair.server}/lag/${pair.county}`,
    name: 'Hordaland',
    level: 'fylkeslag',
    key: await branchKey(server, pair.county),
    parent: null,
  };
  const district = await makeBranch('distriktet', 'kommunelag', county);
  const local = await makeBranch('grenda', 'lokallag', district);
  const payload = partsOf(first).payload as ResolutionPayload;
  const grandchild = await signedFile(local.key, { ...payload, branch: local.id }, await chainOf(local, life));
  // it is judged before that its site is another than where the people signed
  const { code } = await problemIn(await deliverTo(server, pair.county, grandchild));
  expect(['trust.child', 'attestation.wrong']).toContain(code);
  const stale = { iat: now - 7200, exp: now - 3600 };
  const chain = [
    await configurationOf(district, stale),
    await vouch(county, district, stale),
    await configurationOf(county, stale),
  ];
  await refuses('trust.time', await signedFile(district.key, { ...payload, branch: district.id }, chain));
});

test('a resolution that names another branch than the one that signed it is refused', async () => {
  await refuses('trust.chain', await resolution({ branch: `${hall.pair.server}/lag/another` }));
});

test('a branch is nobody’s parent by itself: its own inbox takes nothing from strangers', async () => {
  const before = await hall.server.stored();
  const { code } = await problemIn(await deliverTo(hall.server, hall.slug, first));
  expect(code).toBe('trust.anchor');
  expect(await hall.server.stored()).toBe(before);
});
