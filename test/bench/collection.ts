import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { findBranch } from '../../db/branch.ts';
import { openNodeEngine } from '../../db/node.ts';
import { type Branch, machine, type Surroundings } from '../../server/branch.ts';
import { founderOn, reopen, takeIn } from '../../server/founding.ts';
import { takeInResolution } from '../../server/received.ts';
import { collectionRoutes } from '../../server/routes/collection.ts';
import { demandRoutes } from '../../server/routes/demands.ts';
import { verifications } from './parts.ts';
import { each, seconds } from './phones.ts';
import { makeResolutions, makeSender, signaturesEach } from './resolutions.ts';

/** Resolutions of each branch that sends, and how many branches send at once. */
const resolutions = 100;
const atOnce = 32;

const secret = 'a secret that is long enough for measuring';

/** A machine that reaches nobody: nothing leaves the county here. */
const surroundings: Surroundings = { ...machine, fetch: () => Promise.reject(new Error('there is no network here')) };

/** What a page of the collection asks, and what people call it. */
const asked: [what: string, path: string][] = [
  ['the newest page', 'collection'],
  ['a page further down', 'collection?cursor=500'],
  ['a search that all but one are passed over for', 'collection?q=77+boliger+nummer+7'],
  ['a search for words that are in all of them', 'collection?q=5+000+kvoteflyktninger'],
  ['one branch of one year', 'collection?year=2026&branch=https://vedtak.example/lag/lag-7'],
  ['the branches below, with what each has sent', 'senders'],
  ['the demands summed up, and which are alike', 'demands'],
  ['a search among the demands', 'demands?q=nummer+7'],
];

/** A county in a database of its own, without a server around it. */
async function inCounty(work: (county: Branch, file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vedtak-bench-'));
  const file = join(folder, 'county.sqlite');
  const engine = await openNodeEngine(file, () => undefined);
  try {
    const administrator = { member: 'leder', name: 'Leder', number: '1', credential: null };
    const id = 'https://vedtak.example/lag/fylket';
    const county = { id, slug: 'fylket', name: 'Fylkeslaget', level: 'fylkeslag', parent: null, administrator };
    await founderOn(engine, secret, surroundings).found(county);
    const row = await engine.read(findBranch);
    if (row === undefined) throw new Error('the county was not founded');
    await work(await reopen(engine, row, secret, surroundings), file);
  } finally {
    await engine.close();
    await rm(folder, { recursive: true });
  }
}

/** How long a request takes, the median of five, in milliseconds. */
async function timeOf(app: Hono, path: string): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    const taken = await seconds(async () => {
      const answer = await app.request(`/lag/fylket/api/${path}`);
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      await answer.text();
    });
    times.push(taken * 1000);
  }
  return times.sort((a, b) => a - b)[2] ?? Number.NaN;
}

/** Verifies and keeps a hundred resolutions of each branch in a county, and lists them; beside the ES256 checks that they contain. */
export async function measureCollection(
  branches: number,
  line: (what: string, figure: string, ratio?: string) => void,
): Promise<void> {
  await inCounty(async (county, file) => {
    const parent = { id: county.id, name: county.name, level: county.level, key: county.key, parent: null };
    const queues: string[][] = [];
    for (let i = 0; i < branches; i += 1) {
      const { key, ...sender } = await makeSender(parent, i);
      await takeIn(county, { ...sender, jwk: key.publicJwk });
      queues.push(await makeResolutions({ ...sender, key }, resolutions));
    }
    const n = branches * resolutions;
    // each branch sends its own in their order, many branches at once
    const taken = await seconds(() =>
      each(queues, atOnce, async (queue) => {
        for (const jws of queue) await takeInResolution(county, jws);
      }),
    );
    const raw = await verifications(64);
    line(`${n} resolutions of ${branches} branches`, 'a second', 'to raw');
    line(
      `the ${signaturesEach} ES256 checks that each contains, by WebCrypto`,
      (raw / signaturesEach).toFixed(0),
      '1.00',
    );
    line('verified and kept', (n / taken).toFixed(0), (n / taken / (raw / signaturesEach)).toFixed(2));
    const app = new Hono();
    collectionRoutes({ app, branch: county });
    demandRoutes({ app, branch: county });
    line('listed', '', '');
    for (const [what, path] of asked) line(what, `${(await timeOf(app, path)).toFixed(0)} ms`);
    line('the database', `${((await stat(file)).size / 1024 / 1024).toFixed(0)} MiB`);
  });
}
