import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Person } from '../../server/demo/person.ts';
import { drop, type SecretBallot } from '../../server/demo/secret.ts';
import { isSignedPaper } from '../../server/rules/box.ts';
import { fromBase64url, hashOf, toBase64url } from '../../server/rules/canonical.ts';
import type { BoxedPaper, IssuerKey, PaperStatement } from '../../server/rules/secret-statements.ts';
import { launchChromium } from '../support/browser.ts';
import { workerUnderTest } from '../support/engines.ts';
import { gatherHall, type Hall, markAll } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';
import { closeDrawing, openSecretOn } from '../support/secret.ts';

// Papers that the phone's own worker blinds in Chromium, for a ballot on Node and for one on workerd.

let folder: string;
let files: Server;
let browser: Browser;
let page: Page;
const halls = new Map<string, Hall>();

const engines = ['node', 'workers'] as const;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedtak-blinding-'));
  await bundle(folder);
  files = await serveFolder(folder);
  browser = await launchChromium();
  page = await browser.newPage();
  const address = files.address();
  if (address === null || typeof address === 'string') throw new Error('the files are served nowhere');
  await page.goto(`http://localhost:${address.port}/`);
  for (const on of engines) halls.set(on, await gatherHall({ on, entrypoint: workerUnderTest, delegates: 3 }));
}, 600_000);

afterAll(async () => {
  await browser?.close();
  files?.close();
  for (const hall of halls.values()) await hall.server.end();
  await rm(folder, { recursive: true, force: true });
});

describe.each(engines)('a paper blinded in Chromium for a ballot on %s', (on) => {
  let hall: Hall;
  let secret: SecretBallot;
  const papers: BoxedPaper[] = [];

  beforeAll(async () => {
    hall = halls.get(on) as Hall;
    secret = await openSecretOn(hall);
    for (const [i, option] of (['for', 'against', 'blank'] as const).entries()) {
      const person = hall.people[i] as Person;
      const message = paperFor(secret, markAll(3, option));
      const { blinded, inverse } = await inChromium<{ blinded: string; inverse: string }>('blinder', 'blind', message);
      const { ballot } = secret;
      const issue = person.sign({ typ: 'vedtak/issue/1' as const, ballot, delegate: person.member, blinded });
      const { blindSignature } = await person.call('drawPaper', { slug: hall.slug, ballot }, issue);
      const signature = await inChromium<string>('blinder', 'unblind', { ...message, inverse, blindSignature });
      papers.push({ paper: message.paper, prefix: message.prefix, signature });
    }
  });

  test('holds on Node, on workerd and in Chromium, and no other one does', async () => {
    const [first, second] = papers as [BoxedPaper, BoxedPaper, BoxedPaper];
    const altered = fromBase64url(first.signature);
    altered[100] = (altered[100] ?? 0) ^ 1;
    const forged = [
      { ...first, signature: second.signature },
      { ...first, signature: toBase64url(altered) },
      { ...first, prefix: second.prefix },
      { ...first, paper: { ...first.paper, marks: second.paper.marks } },
    ];
    for (const boxed of papers) expect(await verdicts(boxed, secret.issuer)).toEqual([true, true, true]);
    for (const boxed of forged) expect(await verdicts(boxed, secret.issuer)).toEqual([false, false, false]);
  });

  test('goes into the box there, and a forged one does not', async () => {
    const nobody = new Person(hall.pair.server);
    const { ballot } = secret;
    const [first, second] = papers as [BoxedPaper, BoxedPaper, BoxedPaper];
    await closeDrawing(hall, ballot);
    const forged = { ...first, signature: second.signature };
    await expectRefused(hall.server, 'paper.signature', nobody, 'dropPaper', { slug: hall.slug, ballot }, forged);
    for (const boxed of papers) expect((await drop(nobody, hall.slug, boxed)).statement).toBe(hashOf(boxed.paper));
  });
});

/** A paper to be blinded, as the phone fills it in. */
function paperFor(
  { ballot, issuer }: SecretBallot,
  marks: PaperStatement['marks'],
): { issuer: IssuerKey; paper: PaperStatement; prefix: string } {
  const random = (): string => toBase64url(crypto.getRandomValues(new Uint8Array(32)));
  return { issuer, paper: { typ: 'vedtak/paper/1', ballot, marks, nonce: random() }, prefix: random() };
}

/** What Node, workerd and Chromium say of a paper's signature. */
async function verdicts(boxed: BoxedPaper, issuer: IssuerKey): Promise<boolean[]> {
  const { server, slug } = halls.get('workers') as Hall;
  const body = JSON.stringify({ boxed, issuer });
  const answer = await fetch(`${server.address}/test/${slug}/signed`, { method: 'POST', body });
  const { value } = (await answer.json()) as { value: boolean };
  return [await isSignedPaper(boxed, issuer), value, await inChromium<boolean>('box', 'isSignedPaper', boxed, issuer)];
}

/** Calls what a bundled module exports, in the page; as text, in which nothing puts another import in the place of its own. */
function inChromium<T>(file: string, name: string, ...parameters: unknown[]): Promise<T> {
  return page.evaluate(`import('/${file}.js').then(({ ${name} }) => ${name}(...${JSON.stringify(parameters)}))`);
}

/** Bundles the phone's blinding, with its worker, and the rule that verifies papers. */
async function bundle(into: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: {
      outDir: into,
      assetsInlineLimit: 0,
      modulePreload: false,
      rollupOptions: {
        input: { blinder: 'client/secret/blinder.ts', box: 'server/rules/box.ts' },
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js' },
      },
    },
  });
}

/** Serves a folder of scripts under the policy of Vedtak's pages. */
async function serveFolder(from: string): Promise<Server> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    response.setHeader('content-security-policy', "default-src 'self'");
    const script = extname(path) === '.js';
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
    response.end(script ? await readFile(join(from, path)) : '<!doctype html>');
  });
  return new Promise((ready) => server.listen(0, 'localhost', () => ready(server)));
}
