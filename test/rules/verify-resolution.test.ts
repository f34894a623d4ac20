import { beforeAll, describe, expect, test } from 'vitest';
import { signJws } from '../../server/keys.ts';
import { hashOf, hashOfText } from '../../server/rules/canonical.ts';
import type { ResolutionStatement } from '../../server/rules/statements.ts';
import {
  checkSequence,
  readResolution,
  resolutionType,
  verifyResolution,
} from '../../server/rules/verify-resolution.ts';
import { chainOf, configurationOf, makeBranch, vouch } from '../support/branches.ts';
import { closedAt, type Meeting, makeFile, makeMeeting, receivedAt } from '../support/meeting.ts';
import { expectFall, expectRefusal } from '../support/refused.ts';

let meeting: Meeting;
beforeAll(async () => {
  meeting = await makeMeeting();
});

const verify = (jws: string, at?: string) =>
  verifyResolution(jws, { anchors: [meeting.county.key.publicJwk], ...(at === undefined ? {} : { at }) });

/** The file of the meeting with another statement, signed anew by everybody. */
const withStatement = async (change: Partial<ResolutionStatement>) =>
  (await makeFile(meeting, { ...meeting.statement, ...change })).jws;

describe('a resolution file', () => {
  test('holds under the key of the county', async () => {
    const report = await verify(meeting.file.jws);
    expect(report).toMatchObject({ ok: true, payload: meeting.file.payload, hash: hashOf(meeting.statement) });
    expect(report.trusted?.leaf).toMatchObject({ id: meeting.branch.id, parent: meeting.county.id });
    expect(report.steps.map(({ name, ok }) => [name, ok])).toEqual(
      ['format', 'fields', 'trust', 'signature', 'canonical', 'issuer', 'sums', 'attestations'].map((name) => [
        name,
        true,
      ]),
    );
  });

  test('holds when it comes in, and then its date is judged', async () => {
    const report = await verify(meeting.file.jws, receivedAt);
    expect(report.ok).toBe(true);
    expect(report.steps.map(({ name }) => name)).toContain('date');
  });

  test('holds for a text that was voted on as a whole', async () => {
    const whole = await makeMeeting({ mode: 'whole' });
    expect((await verifyResolution(whole.file.jws, { anchors: [whole.county.key.publicJwk] })).ok).toBe(true);
  });

  test('is read without being verified', async () => {
    const other = await makeMeeting();
    const read = readResolution(other.file.jws);
    expect(read).toMatchObject({ ok: true, value: { hash: other.file.hash, payload: other.file.payload } });
    expectRefusal(readResolution(`${other.file.jws}.`), 'file.format', '4 parts');
    const noResolution = await signJws(meeting.branch.key, resolutionType, { typ: 'vedtak/resolution/1' });
    expectRefusal(readResolution(noResolution), 'file.fields', 'the payload');
  });
});

describe('one letter changed', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

  /** The file with each of some letters changed to the next one, and what came of it. */
  async function* changed(jws: string, from: number, to: number, stride: number) {
    for (let i = from; i < to; i += stride) {
      const letter = letters[(letters.indexOf(jws[i] ?? '') + 1) % 64];
      yield { i, report: await verify(jws.slice(0, i) + letter + jws.slice(i + 1)) };
    }
  }

  test('in the header is found', async () => {
    const { jws } = meeting.file;
    const codes = new Set<string | undefined>();
    for await (const { i, report } of changed(jws, 0, jws.indexOf('.'), 23)) {
      expect(report.ok, `letter ${i}`).toBe(false);
      codes.add(report.refusal?.code);
    }
    for (const code of codes) expect(['file.format', 'file.signature', 'trust.missing', 'trust.chain']).toContain(code);
  });

  test('in the payload is found', async () => {
    const { jws } = meeting.file;
    const [start, end] = [jws.indexOf('.') + 1, jws.lastIndexOf('.')];
    for await (const { i, report } of changed(jws, start, end, 17)) {
      expect(report.ok, `letter ${i}`).toBe(false);
      expect(['file.fields', 'file.signature', 'trust.time']).toContain(report.refusal?.code);
    }
  });

  test('in the signature is found, every one of them', async () => {
    const { jws } = meeting.file;
    for await (const { i, report } of changed(jws, jws.lastIndexOf('.') + 1, jws.length, 1)) {
      expect(['file.format', 'file.signature'], `letter ${i}`).toContain(report.refusal?.code);
    }
  });

  test('at the end of a part is found, though the bytes stay the same', async () => {
    const { jws } = meeting.file;
    const last = letters.indexOf(jws.at(-1) ?? '');
    const loose = jws.slice(0, -1) + letters[last | 1];
    expect(Buffer.from(loose.split('.')[2] ?? '', 'base64url')).toEqual(
      Buffer.from(jws.split('.')[2] ?? '', 'base64url'),
    );
    expect(loose).not.toBe(jws);
    expectFall(await verify(loose), 'format', 'file.format', 'base64url');
  });
});

describe('a file that is no resolution', () => {
  test.for(['', '.', '..', 'a.b', 'a.b.c.d', '{}', 'e30.e30.e30', 'æ.ø.å'])('is refused: %s', async (text) => {
    expectFall(await verify(text), 'format', 'file.format');
  });

  test('is one of another type', async () => {
    const { branch } = meeting;
    const jws = await signJws(branch.key, 'JWT', meeting.file.payload, { trust_chain: await chainOf(branch) });
    expectFall(await verify(jws), 'format', 'file.format', 'vedtak-resolution+jwt', 'JWT');
  });

  test('lacks a field, or has one too many', async () => {
    const { pointsRoot: _, ...without } = meeting.file.payload;
    const { branch } = meeting;
    for (const payload of [without, { ...meeting.file.payload, extra: 1 }, null, []]) {
      expectFall(await verify(await signJws(branch.key, resolutionType, payload)), 'fields', 'file.fields');
    }
  });

  test('is the first one and names one before it, or the second and names none', async () => {
    const previous = hashOfText('the one before');
    expectFall(await verify(await withStatement({ previous })), 'fields', 'file.fields', previous);
    expectFall(await verify(await withStatement({ number: 2 })), 'fields', 'file.fields');
    expect((await verify(await withStatement({ number: 2, previous }))).ok).toBe(true);
  });

  test('is written in another order, or with spaces', async () => {
    const { payload, jws } = meeting.file;
    const [header = ''] = jws.split('.');
    const text = JSON.stringify(Object.fromEntries(Object.entries(payload).reverse()));
    const body = Buffer.from(text).toString('base64url');
    const signature = await crypto.subtle.sign(
      { name: 'ECDSA', hash: 'SHA-256' },
      meeting.branch.key.privateKey,
      new TextEncoder().encode(`${header}.${body}`),
    );
    const file = `${header}.${body}.${Buffer.from(signature).toString('base64url')}`;
    expectFall(await verify(file), 'canonical', 'file.format', 'canonical');
  });
});

describe('the trust in a resolution', () => {
  test('is missing without a chain', async () => {
    const jws = await signJws(meeting.branch.key, resolutionType, meeting.file.payload);
    expectFall(await verify(jws), 'trust', 'trust.missing');
  });

  test('does not come from another anchor', async () => {
    const other = await makeBranch('fylket', 'Fylkeslag');
    const report = await verifyResolution(meeting.file.jws, { anchors: [other.key.publicJwk] });
    expectFall(report, 'trust', 'trust.anchor', other.key.kid);
  });

  test('does not come from the chain of another branch of the county', async () => {
    const oslo = await makeBranch('oslo', 'Lokallag', meeting.county);
    const swapped = { trust_chain: await chainOf(oslo) };
    const byBranch = await signJws(meeting.branch.key, resolutionType, meeting.file.payload, swapped);
    expectFall(await verify(byBranch), 'signature', 'file.signature', meeting.branch.key.kid, oslo.id);
    const byOslo = await signJws(oslo.key, resolutionType, meeting.file.payload, swapped);
    expectFall(await verify(byOslo), 'issuer', 'trust.chain', meeting.branch.id, oslo.id);
  });

  test('does not reach a signature by another key under the same name', async () => {
    const { key } = meeting.branch;
    const thief = await makeBranch('tyven', 'Lokallag');
    const header = { trust_chain: await chainOf(meeting.branch) };
    const jws = await signJws({ ...thief.key, kid: key.kid }, resolutionType, meeting.file.payload, header);
    expectFall(await verify(jws), 'signature', 'file.signature', key.kid);
  });

  test('is judged as of the time that is given', async () => {
    expectFall(await verify(meeting.file.jws, '2027-06-01T00:00:00.000Z'), 'trust', 'trust.time', '2027-06-01');
  });

  test('is over when the chain expired before the decision', async () => {
    const over = { iat: Date.UTC(2025, 0, 1) / 1000, exp: Math.floor(Date.parse(closedAt) / 1000) };
    const header = { trust_chain: await chainOf(meeting.branch, over) };
    const jws = await signJws(meeting.branch.key, resolutionType, meeting.file.payload, header);
    expectFall(await verify(jws), 'trust', 'trust.time', closedAt);
  });

  test('may begin after the decision, since the branch signs later', async () => {
    const { branch, county } = meeting;
    const iat = Math.floor(Date.parse(closedAt) / 1000) + 900;
    const chain = [await configurationOf(branch, { iat, exp: iat + 100 }), await vouch(county, branch)];
    const header = { trust_chain: [...chain, await configurationOf(county)] };
    const jws = await signJws(branch.key, resolutionType, meeting.file.payload, header);
    expect((await verify(jws)).ok).toBe(true);
    expectFall(await verify(jws, closedAt), 'trust', 'trust.time');
  });
});

describe('the date of a resolution', () => {
  test('may be five minutes before the clock of the receiver, and no more', async () => {
    const decided = Date.parse(closedAt);
    const earlier = (ms: number) => new Date(decided - ms).toISOString();
    expect((await verify(meeting.file.jws, earlier(300_000))).ok).toBe(true);
    expectFall(await verify(meeting.file.jws, earlier(300_001)), 'date', 'time.future', closedAt);
  });
});

describe("a branch's resolutions in a row", () => {
  const [one, two, three] = ['one', 'two', 'three'].map(hashOfText) as [string, string, string];

  test('begin with number 1', () => {
    expect(checkSequence({ number: 1, previous: null }, one, null).ok).toBe(true);
    expectRefusal(checkSequence({ number: 2, previous: one }, two, null), 'sequence.gap', 'expected is 1');
  });

  test('follow each other', () => {
    expect(checkSequence({ number: 2, previous: one }, two, { number: 1, hash: one }).ok).toBe(true);
    expect(checkSequence({ number: 2, previous: one }, two, { number: 2, hash: two }).ok).toBe(true);
  });

  test('have no gap', () => {
    const checked = checkSequence({ number: 4, previous: three }, hashOfText('four'), { number: 2, hash: two });
    expectRefusal(checked, 'sequence.gap', 'resolution 4 came, expected is 3');
    expect(checked).toMatchObject({ refusal: { data: { expected: 3, found: 4 } } });
  });

  test('do not fork', () => {
    const held = { number: 2, hash: two };
    expectRefusal(checkSequence({ number: 2, previous: one }, three, held), 'sequence.fork');
    expectRefusal(checkSequence({ number: 1, previous: null }, three, held), 'sequence.fork');
    expectRefusal(checkSequence({ number: 3, previous: one }, three, held), 'sequence.fork', one, two);
  });
});
