import { afterAll, beforeAll, expect, test } from 'vitest';
import { receiptFor } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { makeBranchKey } from '../../server/keys.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { verifyReceipt } from '../../server/rules/receipt.ts';
import { Bulk, type BulkBranch } from '../support/bulk.ts';
import { attested, branchKey, deliverTo, fileOf, partsOf, signedFile, signersOf } from '../support/files.ts';
import { type Hall, resolveText } from '../support/hall.ts';
import { joinBelow, keyOf } from '../support/joining.ts';
import { foundParty, meet, type Unit } from '../support/party.ts';
import { problemIn } from '../support/refusals.ts';
import { startServer, type TestServer } from '../support/server.ts';

let workers: TestServer;
let node: TestServer;
let county: Unit;
const halls: Hall[] = [];

/** A county on workerd, and three branches on a Node server, which join it. */
beforeAll(async () => {
  workers = await startServer({ on: 'workers' });
  ({ county } = await foundParty(workers));
  node = await startServer({ on: 'node' });
  await node.stop();
  const bulk = new Bulk();
  const branches: BulkBranch[] = [];
  for (const slug of ['bergen', 'askoy', 'voss']) branches.push(await bulk.found(node, slug, 'lokallag', null));
  await bulk.close();
  await node.start();
  for (const { slug, id, invitation } of branches) {
    const leader = new Person(node.address);
    await leader.enrol(slug, invitation);
    const unit: Unit = { server: node, slug, id, name: `Laget ${slug}`, leader, above: county.slug };
    await joinBelow(county, unit);
    halls.push(await meet(unit, 2));
  }
}, 600_000);

afterAll(async () => {
  await node?.end();
  await workers?.end();
});

test('what branches on Node decide arrives at a county on workerd once, also when it was down, and their lies do not', async () => {
  const [first, ...others] = halls as [Hall, Hall, Hall];
  const statement = await resolveText(first);
  await receiptFor(first.pair, 1);
  await workers.stop();
  for (const hall of others) await resolveText(hall);
  await workers.start();
  const keys = [await keyOf(county)];
  for (const hall of halls) {
    const receipt = await receiptFor(hall.pair, 1);
    const file = await fileOf(hall, 1);
    const { payload } = partsOf(file) as { payload: { attestations: unknown } };
    const { attestations: _, ...said } = payload;
    const expected = { resolution: hashOf(said), receiver: county.id, keys };
    expect((await verifyReceipt(receipt, expected)).ok).toBe(true);
    expect(await (await deliverTo(workers, county.slug, file)).text()).toBe(receipt);
  }
  const { payload, header } = partsOf(await fileOf(first, 1));
  const key = await branchKey(node, first.slug);
  const three = attested({ ...statement, number: 3, previous: hashOf('two') }, signersOf(first));
  const lies = [
    ['file.signature', await signedFile(await makeBranchKey(), payload, header.trust_chain)],
    ['sequence.gap', await signedFile(key, three, header.trust_chain)],
    ['attestation.wrong', await signedFile(key, { ...(payload as object), title: 'Endret' }, header.trust_chain)],
  ] as const;
  for (const [code, file] of lies)
    expect((await problemIn(await deliverTo(workers, county.slug, file))).code).toBe(code);
  const { received } = await county.leader.call('collection', { slug: county.slug });
  expect(received.map(({ name }) => name).sort()).toEqual(['Laget askoy', 'Laget bergen', 'Laget voss']);
});
