import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resolve } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { drop } from '../../server/demo/secret.ts';
import { verifyComplaint } from '../../server/rules/complaint.ts';
import { Evidence } from '../../server/rules/evidence.ts';
import type { BoxedPaper, Complaint } from '../../server/rules/secret-statements.ts';
import { verifyFiles } from '../../server/rules/verify.ts';
import { readResolution } from '../../server/rules/verify-resolution.ts';
import { anchorOf, fileOf } from '../support/files.ts';
import { gatherHall, type Hall, markAll } from '../support/hall.ts';
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

/** What a phone saves of its paper; the answer to a paper that is held already is the one that it was given. */
async function complaintOf(paper: BoxedPaper | undefined): Promise<Complaint> {
  if (paper === undefined) throw new Error('there is no such paper');
  const { promise } = await drop(new Person(hall.pair.server), hall.slug, paper);
  return { typ: 'vedtak/complaint/1', ballot: paper.paper.ballot, paper, promise };
}
