import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Device } from '../../support/browser.ts';
import type { Cast } from './cast.ts';

/** Files as they are dropped, name to text. */
type Files = Record<string, string>;

/** A JWS whose payload has one letter changed. */
function withOtherLetter(jws: string, from: string, to: string): string {
  const [header, payload = '', signature] = jws.split('.');
  const text = Buffer.from(payload, 'base64url').toString();
  expect(text).toContain(from);
  expect(to).toHaveLength(from.length);
  return [header, Buffer.from(text.replace(from, to)).toString('base64url'), signature].join('.');
}

/** What a link downloads. */
async function download(device: Device, link: string): Promise<string> {
  const [file] = await Promise.all([device.page.waitForEvent('download'), device.follow(link)]);
  return readFileSync(await file.path(), 'utf8');
}

/** Drops files on the page. */
async function drop({ page }: Device, files: Files): Promise<void> {
  const data = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const [name, text] of Object.entries(all)) transfer.items.add(new File([text], name));
    return transfer;
  }, files);
  await page.dispatchEvent('main', 'drop', { dataTransfer: data });
}

/** Files alone: dropped on the page, and given to the command line. */
export function verifierTests(now: () => Cast): void {
  const folder = mkdtempSync(join(tmpdir(), 'vedtak-files-'));
  let resolution = '';
  let receipt = '';
  let evidence = '';
  let anchor = '';
  let verifier: Device;

  /** The exit code and the first line of the command line's answer. */
  function cli(files: Files, ...args: string[]): { code: number | null; says: string } {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const command = ['server/cli/vedtak.ts', 'verify', ...args.map((arg) => (arg in files ? join(folder, arg) : arg))];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    return { code: status, says: (stdout || stderr).split('\n')[0] ?? '' };
  }

  beforeAll(async () => {
    verifier = await now().stage.device({ screen: 'laptop' });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('the files are downloaded from the pages, the evidence by who may have it', async () => {
    const { per, chair, county } = now();
    resolution = await download(per, 'Last ned vedtaket');
    receipt = await download(per, 'Last ned kvitteringen');
    await county.page.getByText('Verifisert').click();
    anchor = await download(county, 'Nøkkelen');
    expect(await download(county, 'Vedtaket, signert')).toBe(resolution);
    const address = '/lag/bergen/api/resolutions/1/evidence';
    expect((await per.context.request.get(address)).status()).toBe(403);
    evidence = await (await chair.context.request.get(address)).text();
  });

  test('dropped files hold, and nothing leaves the browser', async () => {
    await verifier.open('/verify');
    await verifier.page.waitForLoadState('networkidle');
    const before = verifier.requests.length;
    await verifier.context.setOffline(true);
    await drop(verifier, { 'vedtak.jws': resolution });
    await verifier.page.getByRole('region', { name: 'Svaret' }).getByText('Ikke bekreftet').waitFor();
    await drop(verifier, { 'anchor.json': anchor, 'receipt.jws': receipt });
    const answer = verifier.page.getByRole('region', { name: 'Svaret' });
    await answer.getByText('Dette er vedtak nr. 1 fra Arbeiderpartiet i Bergen.').waitFor();
    expect(await verifier.page.locator('.check-state').allInnerTexts()).toEqual(Array(10).fill('Holder'));
    await verifier.context.setOffline(false);
    expect(verifier.requests.slice(before)).toEqual([]);
  });

  test('with the evidence every signature is checked and the votes are counted again', async () => {
    const files = verifier.page.getByLabel('Velg filer');
    await files.setInputFiles({ name: 'evidence.json', mimeType: 'application/json', buffer: Buffer.from(evidence) });
    await verifier.sees(/underskrifter fra møtet er sjekket, og stemmene er talt på nytt/u);
    expect(await verifier.page.locator('.check-state').allInnerTexts()).toEqual(Array(20).fill('Holder'));
    expect(
      cli(
        { r: resolution, a: anchor, e: evidence, t: receipt },
        'r',
        '--anchor',
        'a',
        '--evidence',
        'e',
        '--receipt',
        't',
      ),
    ).toEqual({
      code: 0,
      says: 'The resolution holds.',
    });
  });

  test('one letter changed in the resolution is found, and named', async () => {
    const forged = withOtherLetter(resolution, 'bedre', 'bevre');
    await drop(verifier, { 'vedtak.jws': forged });
    await verifier.seesHeading('Holder ikke: Filen er endret etter at laget signerte den.');
    const { code, says } = cli({ r: forged, a: anchor }, 'r', '--anchor', 'a');
    expect(code).toBe(1);
    expect(says).toContain('file.signature');
    await drop(verifier, { 'vedtak.jws': resolution });
    await verifier.seesHeading('Ekte og uendret');
  });

  test('one letter changed in one vote of the evidence is found, and named', async () => {
    const forged = evidence.replace(/"1":"against"/u, '"1":"for"');
    expect(forged).not.toBe(evidence);
    await drop(verifier, { 'evidence.json': forged });
    await verifier.seesHeading(/^Holder ikke: /u);
    const { code, says } = cli({ r: resolution, a: anchor, e: forged }, 'r', '--anchor', 'a', '--evidence', 'e');
    expect(code).toBe(1);
    expect(says).toContain('evidence.');
  });

  test('a key of somebody else, and a file that is none, do not pass', async () => {
    const own = await (await verifier.context.request.get('/lag/bergen/jwks.json')).text();
    await drop(verifier, { 'anchor.json': own, 'evidence.json': evidence });
    await verifier.seesHeading(/^Holder ikke: /u);
    const { code, says } = cli({ r: resolution, a: own }, 'r', '--anchor', 'a');
    expect(code).toBe(1);
    expect(says).toContain('trust.anchor');
    await drop(verifier, { 'brev.txt': 'Kjære alle' });
    await verifier.sees('Vi kjenner ikke igjen filen brev.txt.');
    expect(cli({ r: resolution }, 'r').code).toBe(2);
  });

  test('nothing of all this went to anybody else, and no page complained', () => {
    // The votes and the files of a device whose network was cut are the only ones that did not arrive.
    expect(now().stage.faults(/net::ERR_INTERNET_DISCONNECTED/u)).toEqual([]);
  });
}
