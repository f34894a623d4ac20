import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Slip } from '../../client/secret/slips.ts';
import type { Snapshot } from '../../server/api/snapshot.ts';
import { cancel } from '../../server/demo/meeting.ts';
import { closeSecret, openSecret, type SecretBallot } from '../../server/demo/secret.ts';
import type { ProposalContent } from '../../server/rules/proposal.ts';
import { inspect } from '../support/accessibility.ts';
import { type Device, Stage } from '../support/browser.ts';
import { gatherIn, type Hall, seen } from '../support/hall.ts';
import { confirm, keyOf } from '../support/joining.ts';
import { joinHall, type Newcomer, seat } from '../support/newcomers.ts';
import type { Unit } from '../support/party.ts';
import { closeDrawing, lookAfter, openSecretOn } from '../support/secret.ts';
import { enrol, mark } from '../support/walk.ts';

describe('devices that a secret paper is not on, that do not keep it, or that are shown another ballot', () => {
  let stage: Stage;
  let hall: Hall;
  let secret: SecretBallot;
  let anna: Newcomer;
  let bo: Newcomer;

  const drawn = async (): Promise<number | undefined> =>
    (await seen(hall.administrator, hall.slug, secret.ballot)).secret?.drawn;
  const takePaper = async (device: Device): Promise<void> => {
    await mark(device, { 1: 'for', 2: 'against', 3: 'blank' });
    await device.press('Gå videre');
    await device.press('Få seddelen stemplet');
    await device.seesHeading('Seddelen din er stemplet');
  };

  beforeAll(async () => {
    stage = await Stage.open();
    hall = await gatherIn(stage.host, 2);
    anna = await joinHall(stage, hall, '5001', 'Anna Alstad');
    bo = await joinHall(stage, hall, '5002', 'Bo Berg');
    await seat(hall, anna, bo);
    secret = await openSecretOn(hall);
  });
  afterAll(() => stage?.end());

  test('a key that is not the one of the ballot: the page refuses, and nothing is drawn', async () => {
    const { page } = anna.device;
    await page.route(/\/api\/snapshot$/u, async (route) => {
      const snapshot = (await (await route.fetch()).json()) as Snapshot;
      for (const { definition } of snapshot.ballots)
        if (definition.issuer !== undefined) definition.issuer.n = otherKey(definition.issuer.n);
      await route.fulfill({ json: snapshot });
    });
    await page.reload();
    await anna.device.sees('Teksten på skjermen er ikke den som møteleder har åpnet avstemning om.');
    expect(await page.getByRole('radio').count()).toBe(0);
    await page.unroute(/\/api\/snapshot$/u);
    await page.reload();
    expect(await drawn()).toBe(0);
  });

  test('a paper that was drawn on another device: this one says so, and takes none', async () => {
    await anna.device.press('Jeg har lest dette');
    await takePaper(anna.device);
    const { invitations } = await hall.administrator.call('invite', { slug: hall.slug }, { members: [anna.member] });
    const other = await stage.device();
    await enrol(other, `${hall.pair.server}/lag/${hall.slug}/inn#${invitations[0]?.token}`);
    await other.sees('Du har fått seddelen stemplet et annet sted');
    expect(await other.page.getByRole('radio').count()).toBe(0);
    expect.soft(await inspect(other, 'secret paper elsewhere')).toEqual([]);
    expect(await drawn()).toBe(1);
  });

  test('a ballot that is cancelled, by the word of the server alone: the paper stays until its owner deletes it', async () => {
    const [before] = await kept(anna.device);
    expect(before?.signature).toEqual(expect.any(String));
    await cancel(hall.pair, secret.ballot, 'For få i salen.');
    await anna.device.sees('Grunn: For få i salen.');
    await anna.device.page.reload();
    await anna.device.sees('Avstemningen er avlyst, og seddelen din blir liggende på telefonen til du sletter den.');
    expect(await kept(anna.device)).toEqual([before]);
    expect.soft(await inspect(anna.device, 'secret paper of a cancelled ballot')).toEqual([]);
  });

  test('taken again, while the branch gets new keys: the paper of before is in no way, and the promises are seen to hold', async () => {
    const { device } = anna;
    const retakes = secret.ballot;
    const { proposal } = await seen(hall.administrator, hall.slug, retakes);
    const { proposals } = await hall.administrator.call('snapshot', { slug: hall.slug });
    const content = proposals.find(({ id }) => id === proposal)?.text as ProposalContent;
    secret = await openSecret(hall.pair, proposal, { kind: 'text', content }, { mode: 'points', retakes });
    await device.page.getByRole('button', { name: 'Gå videre' }).waitFor();
    await rekey(hall);
    await takePaper(device);
    await rekey(hall);
    const keys: (string | undefined)[] = [];
    device.context.on('request', async (request) => {
      if (request.url().endsWith('/jwks.json')) keys.push((await request.allHeaders()).cookie);
    });
    await closeDrawing(hall, secret.ballot);
    await device.seesHeading('Seddelen din ligger i urnen');
    // nothing of the session asks for keys when a paper has been dropped
    expect(keys).toEqual([undefined]);
    expect((await kept(device)).map(({ paper }) => paper.ballot).sort()).toEqual([retakes, secret.ballot].sort());
    expect(await lookAfter(hall, secret.ballot)).toBe(1);
    await closeSecret(hall.pair, secret.ballot);
    await device.sees('Seddelen din ligger i urnen, og er talt med');
    await device.page
      .getByRole('region', { name: /er avlyst$/u })
      .getByRole('button', { name: 'Slett seddelen' })
      .click();
    await device.sees('Seddelen er slettet fra telefonen.');
    await expect.poll(async () => (await kept(device)).map(({ paper }) => paper.ballot)).toEqual([secret.ballot]);
  });

  test('a browser that keeps nothing: the page says so before the drawing, and stays awake until the paper is in the box', async () => {
    const { device } = anna;
    await device.page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('no storage here', 'SecurityError');
      };
    });
    await noteLocks(device);
    await device.page.reload();
    secret = await openSecretOn(hall);
    await device.sees('Denne nettleseren tar ikke vare på seddelen');
    expect.soft(await inspect(device, 'secret paper without storage')).toEqual([]);
    await takePaper(device);
    await expect.poll(() => locksHeld(device)).toBe(1);
    await closeDrawing(hall, secret.ballot);
    await device.seesHeading('Seddelen din ligger i urnen');
    await expect.poll(() => locksHeld(device)).toBe(0);
    expect(await lookAfter(hall, secret.ballot)).toBe(1);
    await closeSecret(hall.pair, secret.ballot);
    await device.sees('Seddelen din ligger i urnen, og er talt med');
    await device.page.reload();
    await device.sees('Det ligger ingen stemmeseddel fra denne avstemningen på denne telefonen.');
    secret = await openSecretOn(hall);
  });

  test('a browser that loses its connection to the disk gets another: the stamp is kept, and nobody is warned', async () => {
    const { page } = bo.device;
    await bo.device.press('Jeg har lest dette');
    await page.evaluate(() => {
      const all = IDBDatabase.prototype;
      const { transaction } = all;
      let lost: IDBDatabase | undefined;
      all.transaction = function open(...args) {
        if (this.name === 'vedtak-secret') lost ??= this;
        if (this === lost) throw new DOMException('Connection to Indexed Database server lost.', 'UnknownError');
        return transaction.apply(this, args);
      };
    });
    await takePaper(bo.device);
    expect(await page.getByText('Denne nettleseren tar ikke vare på seddelen').count()).toBe(0);
    expect(await kept(bo.device)).toMatchObject([{ signature: expect.any(String), inverse: null }]);
  });

  test('a disk that gets full after the paper was signed for: the page says so until the paper is in the box', async () => {
    const { device } = bo;
    await cancel(hall.pair, secret.ballot, 'På nytt.');
    secret = await openSecretOn(hall);
    await device.page.evaluate(() => {
      const all = IDBObjectStore.prototype;
      const { put } = all;
      all.put = function full(value, ...key) {
        if ((value as { signature?: string | null }).signature) throw new DOMException('full', 'QuotaExceededError');
        return put.call(this, value, ...key);
      };
    });
    await mark(device, { 1: 'for', 2: 'for', 3: 'for' });
    await device.press('Gå videre');
    expect(await device.page.getByText('Denne nettleseren tar ikke vare på seddelen').count()).toBe(0);
    await device.press('Få seddelen stemplet');
    await device.seesHeading('Seddelen din er stemplet');
    await device.sees('Denne nettleseren tar ikke vare på seddelen');
    expect.soft(await inspect(device, 'secret paper on a disk that is full')).toEqual([]);
    await closeDrawing(hall, secret.ballot);
    await device.seesHeading('Seddelen din ligger i urnen');
    expect(await device.page.getByText('Denne nettleseren tar ikke vare på seddelen').count()).toBe(0);
    expect(await lookAfter(hall, secret.ballot)).toBe(1);
    await closeSecret(hall.pair, secret.ballot);
    await device.sees('Seddelen din ligger i urnen, og er talt med');
  });

  test('nothing was asked for elsewhere, and no page complained', () => {
    expect(stage.faults()).toEqual([]);
  });
});

/** A modulus that is one too, and not this one. */
function otherKey(n: string): string {
  return `${n.slice(0, 1)}${n[1] === 'A' ? 'B' : 'A'}${n.slice(2)}`;
}

interface Locks {
  locks: WakeLockSentinel[];
}

/** Notes the locks that keep a device's screen on, from the next page on. */
async function noteLocks({ page }: Device): Promise<void> {
  await page.addInitScript(() => {
    const noted = Object.assign(window, { locks: [] as WakeLockSentinel[] });
    const ask = WakeLock.prototype.request;
    WakeLock.prototype.request = async function request(type) {
      const lock = await ask.call(this, type);
      noted.locks.push(lock);
      return lock;
    };
  });
}

/** How many locks keep the screen on. */
function locksHeld({ page }: Device): Promise<number> {
  return page.evaluate(() => (window as unknown as Locks).locks.filter(({ released }) => !released).length);
}

/** The papers of secret ballots that a device keeps. */
function kept({ page }: Device): Promise<Slip[]> {
  return page.evaluate(
    () =>
      new Promise<Slip[]>((resolve, reject) => {
        const request = indexedDB.open('vedtak-secret');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const all = request.result.transaction('slips').objectStore('slips').getAll();
          all.onsuccess = () => resolve(all.result.filter(Boolean));
        };
      }),
  );
}

/** The branch makes itself a new key, the branch above vouches for it, and from now on it signs with that. */
async function rekey({ server, pair, slug, administrator: leader }: Hall): Promise<void> {
  const unit = (name: string): Unit => ({
    server,
    slug: name,
    id: `${pair.server}/lag/${name}`,
    name,
    leader,
    above: pair.county,
  });
  const [county, branch] = [unit(pair.county), unit(slug)];
  const { kid } = await keyOf(branch);
  const { key } = await leader.call('rekeyBranch', { slug }, { kid });
  await confirm(county, branch);
  await expect.poll(async () => (await keyOf(branch)).kid, { timeout: 10_000 }).toBe(key.kid);
}
