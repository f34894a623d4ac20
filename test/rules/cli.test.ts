import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signJws } from '../../server/keys.ts';
import { boxType, buildBox } from '../../server/rules/box-file.ts';
import { type Custody, messageType, type TreatmentStatement } from '../../server/rules/party-statements.ts';
import { chainOf, makeBranch } from '../support/branches.ts';
import { forge } from '../support/forgery.ts';
import { type Meeting, makeFile, makeMeeting, makeReceipt } from '../support/meeting.ts';
import { complainOf, makeSecretMeeting } from '../support/secret-meeting.ts';
import { minutesOf, signMinutes } from '../support/signed-minutes.ts';

const program = join(import.meta.dirname, '../../server/cli/vedtak.ts');

let meeting: Meeting;
let folder: string;
beforeAll(async () => {
  meeting = await makeMeeting();
  folder = await mkdtemp(join(tmpdir(), 'vedtak-'));
  const { file, county, evidence } = meeting;
  const stranger = await makeBranch('et-annet', 'Fylkeslag');
  const voss = await makeBranch('voss', 'Lokallag', county);
  const far = { ...meeting, branch: await makeBranch('bergen', 'Lokallag', voss) };
  const bad = await makeFile(meeting, { ...meeting.statement, title: 'Rød \u001b[31m\u202etekst' });
  const files: Record<string, string> = {
    'resolution.jws': file.jws,
    'evidence.json': JSON.stringify(evidence),
    'receipt.jws': await makeReceipt(county, file),
    'anchor.jwk': JSON.stringify(county.key.publicJwk),
    'other.jwk': JSON.stringify(stranger.key.publicJwk),
    'control.jws': bad.jws,
    'far.jws': (await makeFile(far, meeting.statement)).jws,
    'changed.jws': `${file.jws.slice(0, -4)}AAAA`,
    'fewer.json': JSON.stringify({
      ...evidence,
      ballots: evidence.ballots.map((b) => ({ ...b, votes: b.votes.slice(1) })),
    }),
    'minutes.jws': (await signMinutes(meeting, minutesOf(meeting))).jws,
    'custody.json': await custodyOf(meeting, null),
    'disordered.json': await custodyOf(meeting, file.hash),
    'text.txt': 'Bare tekst.',
    ...(await secretFiles()),
  };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
});
afterAll(() => rm(folder, { recursive: true }));

/** The resolution with the county's receipt and what the county decided of it, after another treatment or none. */
async function custodyOf({ county, file }: Meeting, previous: string | null): Promise<string> {
  const treatment: TreatmentStatement = {
    typ: 'vedtak/treatment/1',
    branch: county.id,
    resolution: file.hash,
    previous,
    points: [{ number: 2, recommendation: 'adopt', outcome: 'rejected' }],
    at: '2026-04-20T17:05:00.000Z',
  };
  const header = { trust_chain: await chainOf(county) };
  const custody: Custody = {
    typ: 'vedtak/custody/1',
    resolution: file.jws,
    receipts: [await makeReceipt(county, file)],
    treatments: [await signJws(county.key, messageType('treatment'), treatment, header)],
  };
  return JSON.stringify(custody);
}

/** The files of a secret ballot from which the branch, with chair and signers, left a paper out, and two complaints. */
async function secretFiles(): Promise<Record<string, string>> {
  const secret = await makeSecretMeeting({ delegates: 5, mark: 'for' });
  const [lost, ...papers] = secret.papers;
  if (lost === undefined || papers[0] === undefined) throw new Error('there are no papers');
  const { file, evidence } = await forge(secret, { box: { papers, issues: secret.issues } });
  const { branch, definition } = secret;
  const close = evidence.ballots[0]?.close.statement;
  if (close === undefined) throw new Error('the evidence has no ballot');
  const box = buildBox({ branch: branch.id, definition: definition.statement, close, papers, counts: [], keys: [] });
  return {
    'box.jws': await signJws(branch.key, boxType, box, { trust_chain: await chainOf(branch) }),
    'secret.jws': file.jws,
    'secret.jwk': JSON.stringify(secret.county.key.publicJwk),
    'secret.json': JSON.stringify(evidence),
    'lost.json': JSON.stringify(await complainOf(secret, lost)),
    'stranger.json': JSON.stringify(
      await complainOf({ ...secret, branch: await makeBranch('fremmed', 'Lokallag') }, lost),
    ),
    'counted.json': JSON.stringify(await complainOf(secret, papers[0])),
  };
}

/** Runs the program in the folder with the files. */
function vedtak(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { cwd: folder }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

const verify = (...args: string[]) => vedtak('verify', 'resolution.jws', '--anchor', 'anchor.jwk', ...args);

describe('vedtak verify, of a custody', () => {
  const custody = (...args: string[]) => vedtak('verify', ...args, '--anchor', 'anchor.jwk');

  test('ends with 0 when all of it holds, and says what became of every point', async () => {
    const { code, out, err } = await custody('custody.json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n')[0]).toBe('The resolution holds, and all that the levels did with it.');
    for (const check of ['attestations', 'receipt', 'treatment']) expect(out).toContain(`✓ ${check}`);
    expect(out).toContain('  2: Laget fylket: rejected: Gratis overgang');
  });

  test('ends with 1 and the first thing that does not hold, for people and for programs', async () => {
    const { code, out } = await custody('disordered.json');
    expect(code).toBe(1);
    expect(out).toMatch(/^Does not hold: .*\(custody\.order\)\./u);
    const report = JSON.parse((await custody('disordered.json', '--json')).out) as { ok: boolean; refusal: object };
    expect(report).toMatchObject({ ok: false, refusal: { code: 'custody.order' }, receipts: [{}], treatments: [] });
    expect((await custody('custody.json', '--receipt', 'receipt.jws')).code).toBe(2);
  });
});

describe('vedtak verify, of minutes', () => {
  const minutes = (...args: string[]) => vedtak('verify', 'minutes.jws', ...args);

  test('ends with 0 when they hold, and prints them', async () => {
    const { code, out, err } = await minutes('--anchor', 'anchor.jwk');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n')[0]).toBe('The minutes hold.');
    expect(out).toContain('✓ attestations');
    expect(out).toContain('# Protokoll: Medlemsmøte');
  });

  test('ends with 1 under another key, and says that what they tell is unproven', async () => {
    const { code, out } = await minutes('--anchor', 'other.jwk');
    expect(code).toBe(1);
    expect(out).toMatch(/^Does not hold: .* \(trust\.anchor\)\./u);
    expect(out).toContain('What the file says, unproven:');
  });

  test('gives programs the report as JSON', async () => {
    const { out } = await minutes('--anchor', 'anchor.jwk', '--json');
    expect(JSON.parse(out)).toMatchObject({ ok: true, refusal: null, minutes: { typ: 'vedtak/minutes/1' } });
  });

  test('is wrong use with the evidence of a resolution', async () => {
    const { code, err } = await minutes('--anchor', 'anchor.jwk', '--evidence', 'evidence.json');
    expect(code).toBe(2);
    expect(err).toContain('minutes have neither evidence nor a receipt');
  });
});

describe('vedtak verify', () => {
  test('ends with 0 when all holds, and shows the resolution with its numbers', async () => {
    const { code, out, err } = await verify('--evidence', 'evidence.json', '--receipt', 'receipt.jws');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n')[0]).toBe('The resolution holds.');
    expect(out).toContain('✓ signatures');
    expect(out).not.toContain('✗');
    const { title, ballots } = meeting.statement;
    const { for: yes, against, blank } = ballots[0]?.tally[2] ?? {};
    expect(out).toContain(title);
    expect(out).toContain(`${meeting.branch.name} (${meeting.branch.id}), resolution 1`);
    expect(out).toContain(`2: adopted, ${yes} for, ${against} against, ${blank} blank: Gratis overgang`);
    expect(out).toContain('3: rejected');
  });

  test('ends with 1 and the first thing that does not hold: the trust', async () => {
    const { code, out } = await vedtak('verify', 'resolution.jws', '--anchor', 'other.jwk');
    expect(code).toBe(1);
    expect(out).toMatch(/^Does not hold: .*\(trust\.anchor\)\.\n.*trusted is /u);
    expect(out).toContain('✗ trust');
    expect(out).toContain('unproven');
    expect(out).not.toContain('✓ signature');
  });

  test.for([
    ['changed.jws', 'file.signature'],
    ['text.txt', 'file.format'],
  ] as const)('ends with 1 for %s: %s', async ([name, reason]) => {
    const { code, out } = await vedtak('verify', name, '--anchor', 'anchor.jwk');
    expect(code).toBe(1);
    expect(out).toContain(`(${reason})`);
  });

  test('ends with 1 for evidence that lacks a vote', async () => {
    const { code, out } = await verify('--evidence', 'fewer.json');
    expect(code).toBe(1);
    expect(out).toContain('(evidence.votes).\n');
    expect(out).toContain('6 votes, the chair signed 7');
  });

  test('ends with 1 for a receipt that is none', async () => {
    const { code, out } = await verify('--receipt', 'resolution.jws');
    expect(code).toBe(1);
    expect(out).toContain('(receipt.wrong)');
  });

  test('shows the path where somebody else vouches for the branch, and not where the key itself does', async () => {
    const { code, out } = await vedtak('verify', 'far.jws', '--anchor', 'anchor.jwk');
    expect(code).toBe(0);
    const [, path, why] = out.split('\n');
    const between = '/lag/voss) < Laget fylket (https://vedtak.example/lag/fylket).';
    expect(path).toMatch(
      /^Read the path up to the key that you trust: Laget bergen \(\S+\/lag\/bergen\) < Laget voss /u,
    );
    expect(path).toContain(between);
    expect(why).toContain('can vouch for anybody');
    const report = JSON.parse((await vedtak('verify', 'far.jws', '--anchor', 'anchor.jwk', '--json')).out) as object;
    expect(report).toMatchObject({ path: [{}, { name: 'Laget voss' }, { id: meeting.county.id }] });
    expect((await verify()).out).not.toContain('Read the path');
  });

  test('prints the whole report as JSON', async () => {
    const good = await verify('--json', '--evidence', 'evidence.json');
    expect(good.code).toBe(0);
    expect(JSON.parse(good.out)).toMatchObject({
      ok: true,
      refusal: null,
      hash: meeting.file.hash,
      branch: { id: meeting.branch.id, parent: meeting.county.id },
      steps: { receipt: null },
      resolution: JSON.parse(JSON.stringify(meeting.file.payload)),
    });
    const bad = await vedtak('verify', 'changed.jws', '--anchor', 'anchor.jwk', '--json');
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.out)).toMatchObject({ ok: false, refusal: { code: 'file.signature' } });
  });

  test('shows no control characters out of a file', async () => {
    const { code, out } = await vedtak('verify', 'control.jws', '--anchor', 'anchor.jwk');
    expect(code).toBe(0);
    expect(out).toContain('Rød \u{FFFD}[31m\u{FFFD}tekst');
    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test.for([
    ['no resolution', ['--anchor', 'anchor.jwk'], 'FILE is missing'],
    ['no anchor', ['resolution.jws'], '--anchor is missing'],
    ['two resolutions', ['resolution.jws', 'changed.jws', '--anchor', 'anchor.jwk'], 'not also changed.jws'],
    ['an unknown option', ['resolution.jws', '--anchor', 'anchor.jwk', '--trust-me'], '--trust-me'],
    ['an option without its file', ['resolution.jws', '--anchor'], '--anchor'],
    ['a file that is not there', ['absent.jws', '--anchor', 'anchor.jwk'], 'absent.jws cannot be read'],
    ['evidence that is not there', ['resolution.jws', '--anchor', 'anchor.jwk', '--evidence', 'x'], 'x cannot be read'],
    ['an anchor that is no key', ['resolution.jws', '--anchor', 'text.txt'], 'text.txt: the anchor is not JSON'],
  ] as const)('ends with 2 and says so on stderr: %s', async ([, args, sentence]) => {
    const { code, out, err } = await vedtak('verify', ...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
    expect(err).toContain('Usage: vedtak verify FILE');
  });
});

describe('vedtak verify, of a secret ballot', () => {
  const secret = (...args: string[]) =>
    vedtak('verify', 'secret.jws', '--anchor', 'secret.jwk', '--evidence', 'secret.json', ...args);

  test('ends with 0 when it holds, and tells what was drawn and dropped', async () => {
    const { code, out, err } = await secret();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n')[0]).toBe('The resolution holds.');
    expect(out).toMatch(/✓ issues +5 drawn, one a delegate\n +✓ papers +4 signed by the key of their ballot/u);
    expect(out).toContain('by secret ballot');
  });

  test('ends with 0 when a complaint is proven, which it says first', async () => {
    const { code, out, err } = await secret('--complaint', 'lost.json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^The complaint is proven: the branch promised to count this paper and did not\.\n/u);
    expect(out).toContain('✓ missing');
    const report = JSON.parse((await secret('--complaint', 'lost.json', '--json')).out) as object;
    expect(report).toMatchObject({ ok: true, complaint: { ok: true, proves: 'promised' } });
  });

  test('says of a promise by a key that is not known as the branch’s that it proves nothing', async () => {
    const { code, out } = await secret('--complaint', 'stranger.json');
    expect(code).toBe(0);
    expect(out).toMatch(/^A paper is missing: .*\. Its promise proves nothing by itself:\n/u);
    expect(out).toMatch(/^it is signed by \S{43}, which is not known as a key of the branch\.$/mu);
    expect(out).not.toContain('✓ promise');
    const { complaint } = JSON.parse((await secret('--complaint', 'stranger.json', '--json')).out) as {
      complaint: object;
    };
    expect(complaint).toMatchObject({ ok: true, proves: 'signed', unknownKey: expect.stringMatching(/^\S{43}$/u) });
  });

  test('ends with 1 when a complaint does not hold', async () => {
    const { code, out } = await secret('--complaint', 'counted.json');
    expect(code).toBe(1);
    expect(out).toMatch(/^The complaint does not hold: .* \(complaint\.counted\)\.$/mu);
  });

  test('ends with 2 for a complaint without evidence', async () => {
    const { code, err } = await vedtak('verify', 'secret.jws', '--anchor', 'secret.jwk', '--complaint', 'lost.json');
    expect(code).toBe(2);
    expect(err).toContain('--evidence is missing');
  });
});

describe('vedtak verify, of a box', () => {
  const box = (...args: string[]) => vedtak('verify', 'box.jws', '--anchor', 'secret.jwk', ...args);

  test('ends with 0 when it holds, and judges a complaint by it without evidence', async () => {
    const { code, out, err } = await box('--complaint', 'lost.json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^The complaint is proven: .*\nThe box holds\.\n/u);
    expect(out).toMatch(/✓ papers +4 signed by the key of the ballot/u);
    const report = JSON.parse((await box('--complaint', 'lost.json', '--json')).out) as object;
    expect(report).toMatchObject({ ok: true, complaint: { proves: 'promised' }, box: { typ: 'vedtak/box/1' } });
  });

  test('ends with 1 when box or complaint does not hold, and with 2 where something does not go with it', async () => {
    expect((await box('--complaint', 'counted.json')).code).toBe(1);
    const { code, out } = await vedtak('verify', 'box.jws', '--anchor', 'other.jwk');
    expect(code).toBe(1);
    expect(out).toMatch(/^Does not hold: .*\(trust\.anchor\)\./u);
    expect((await box('--evidence', 'secret.json')).code).toBe(2);
  });
});

describe('vedtak', () => {
  test('lists its commands', async () => {
    const { code, out } = await vedtak('--help');
    expect(code).toBe(0);
    expect(out).toContain('verify a resolution, its custody, minutes or a box, from files alone');
  });

  test('explains a command', async () => {
    const { code, out } = await vedtak('verify', '--help');
    expect(code).toBe(0);
    expect(out).toContain('--evidence EVIDENCE');
  });

  test.for([[], ['frobnicate'], ['constructor']])('ends with 2 without a command that it knows: %j', async (args) => {
    const { code, out, err } = await vedtak(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Usage: vedtak COMMAND');
  });
});
