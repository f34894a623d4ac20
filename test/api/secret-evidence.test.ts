import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resolve } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { drop } from '../../server/demo/secret.ts';
import { verifyComplaint } from '../../server/rules/complaint.ts';
import { Evidence } from '../../server/rules/evidence.ts';
import type { BoxedPaper, Complaint } from '../../server/rules/secret-statements.ts';
import { verifyFiles } from '../../server/rules/verify.ts';
import { verifyBoxFiles } from '../../server/rules/verify-box.ts';
import { readResolution } from '../../server/rules/verify-resolution.ts';
import { anchorOf, fileOf } from '../support/files.ts';
import { gatherHall, type Hall, markAll } from '../support/hall.ts';
import { problemIn } from '../support/refusals.ts';
import { openSecretOn, settleSecret } from '../support/secret.ts';

// what a branch hands over of a secret ballot, and what a phone does, judged by whoever has the county's key
let hall: Hall;
let papers: BoxedPaper[];
let evidence: Evidence;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 4 });
  const secret = await openSecretOn(hall);
  papers = await settleSecret(hall, secret, [markAll(3, 'for'), markAll(3, 'for'), markAll(3, 'against')]);
  await resolve(hall.pair, secret.ballot, hall.people.slice(0, 2));
  evidence = v.parse(Evidence, await hall.administrator.call('evidence', { slug: hall.slug, number: '1' }));
});

afterAll(() => hall.server.end());

test('the evidence of a secret ballot verifies, and a complaint about a paper that is in the box does not', async () => {
  const verification = await verifyFiles({
    resolution: await fileOf(hall, 1),
    anchor: await anchorOf(hall),
    evidence: JSON.stringify(evidence),
    complaint: JSON.stringify(await complaintOf(papers[1])),
  });
  expect(verification.refusal).toBeUndefined();
  expect(verification.evidence?.steps.map(({ name }) => name)).toContain('papers');
  expect(verification.complaint?.refusal?.code).toBe('complaint.counted');
});

test('had the paper been left out of the box, the promise that its phone was given would prove it', async () => {
  const file = readResolution(await fileOf(hall, 1));
  if (!file.ok) throw new Error(file.refusal.detail);
  const keys = (await (await fetch(`${file.value.payload.branch}/jwks.json`)).json()) as { keys: [] };
  const [held] = evidence.ballots;
  if (held === undefined) throw new Error('the evidence has no ballot');
  const { paper } = papers[1] ?? {};
  const left = (held.papers ?? []).filter((one) => one.paper.nonce !== paper?.nonce);
  const box = { definition: held.definition.statement, papers: left };
  const report = await verifyComplaint(await complaintOf(papers[1]), [box], keys.keys);
  expect(report.refusal).toBeUndefined();
  expect([left.length, report.proves]).toEqual([2, 'promised']);
});

test('the box is a file that the branch signs, for members, and a complaint is judged by it', async () => {
  const ballot = papers[0]?.paper.ballot ?? '';
  const path = `/lag/${hall.slug}/ballots/${ballot}/box.jws`;
  const refused = await problemIn(await fetch(hall.pair.server + path));
  expect(refused.code).toBe('session.missing');
  const answer = await hall.people[0]?.fetch(path);
  expect(answer?.headers.get('content-type')).toBe('application/jose');
  const box = (await answer?.text()) ?? '';
  const verification = await verifyBoxFiles({
    box,
    anchor: await anchorOf(hall),
    complaint: JSON.stringify(await complaintOf(papers[1])),
  });
  expect(verification.refusal).toBeUndefined();
  expect(verification.box.payload?.papers).toEqual(evidence.ballots[0]?.papers);
  expect(verification.complaint?.refusal?.code).toBe('complaint.counted');
  const lost = await problemIn((await hall.people[0]?.fetch(path.replace(ballot, 'x'.repeat(43)))) as Response);
  expect(lost.code).toBe('ballot.unknown');
});

test('the box of a ballot that gives no resolution is there once the ballot is closed', async () => {
  const secret = await openSecretOn(hall, 'Ny benk\n\n1. En benk i parken.');
  const path = `/lag/${hall.slug}/ballots/${secret.ballot}/box.jws`;
  const shut = await problemIn((await hall.people[0]?.fetch(path)) as Response);
  expect(shut.code).toBe('box.shut');
  await settleSecret(hall, secret, [markAll(1, 'against'), markAll(1, 'against')]);
  const box = await (await hall.people[0]?.fetch(path))?.text();
  const verification = await verifyBoxFiles({ box: box ?? '', anchor: await anchorOf(hall) });
  expect(verification.refusal).toBeUndefined();
  expect(verification.box.payload?.papers).toHaveLength(2);
});

/** What a phone saves of its paper; the answer to a paper that is held already is the one that it was given. */
async function complaintOf(paper: BoxedPaper | undefined): Promise<Complaint> {
  if (paper === undefined) throw new Error('there is no such paper');
  const { promise } = await drop(new Person(hall.pair.server), hall.slug, paper);
  return { typ: 'vedtak/complaint/1', ballot: paper.paper.ballot, paper, promise };
}
