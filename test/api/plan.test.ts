import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { closeBallot, openBallot, openSubject } from '../../server/demo/meeting.ts';
import type { Person } from '../../server/demo/person.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { PlanStep } from '../../server/rules/plan.ts';
import { pointsOf } from '../../server/rules/proposal.ts';
import type { Subject } from '../../server/rules/subject.ts';
import { inShort, recommend, replace, strike } from '../support/amendments.ts';
import { agree, amend, matter, openAmendment, planFor, settle, subjectOf } from '../support/floor.ts';
import { gatherHall, type Hall, propose } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';

let hall: Hall;
let first: Person;
let second: Person;
let proposal: string;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 3 });
  [first, second] = hall.people as [Person, Person];
});

beforeEach(async () => {
  ({ proposal } = await propose(hall));
});

afterAll(() => hall.server.end());

const at = (): { slug: string; proposal: string } => ({ slug: hall.slug, proposal });

function info() {
  return matter(hall.administrator, hall, proposal);
}

async function remaining(): Promise<string[]> {
  const { plan } = await info();
  return inShort((plan?.steps ?? []) as PlanStep[]);
}

/** Expects the opening of a ballot to be refused because something else is voted on first. */
async function refusesTurn(open: () => Promise<string>, code = 'plan.order'): Promise<void> {
  const before = await hall.server.stored();
  await expect(open()).rejects.toMatchObject({ code });
  expect(await hall.server.stored()).toBe(before);
}

async function put(step: Pick<PlanStep, 'kind' | 'of'>): Promise<string> {
  const subject = subjectOf(await info(), { reason: 'chairs-order', lapses: [], ...step });
  return openSubject(hall.pair, proposal, subject);
}

test('the chair announces the plan that follows from the rules, and the hall accepts it; all see it', async () => {
  const { administrator, server, slug } = hall;
  await amend(first, hall, proposal, replace(2, 'Avganger hvert tiende minutt.'));
  await amend(second, hall, proposal, strike(2));
  const signed = await planFor(hall, proposal);
  const { plan } = await administrator.call('announcePlan', at(), signed);
  expect(plan).toBe(hashOf(signed.statement));
  expect((await matter(first, hall, proposal)).plan).toMatchObject({
    hash: plan,
    version: 1,
    accepted: false,
    stale: false,
  });
  expect(await remaining()).toEqual(['2: delete-first, lapses 1', '1: after-delete', 'text: then-text']);
  await administrator.call('acceptPlan', at(), { plan });
  expect((await matter(first, hall, proposal)).plan).toMatchObject({ accepted: true });
  expect(server.journal(slug).slice(-2)).toMatchObject([
    { type: 'plan.announced', proposal, plan, version: 1 },
    { type: 'plan.accepted', proposal, plan },
  ]);
  // accepted once, it stays accepted
  await administrator.call('acceptPlan', at(), { plan });
  expect(server.journal(slug).filter(({ type }) => type === 'plan.accepted')).toHaveLength(1);
});

test('a plan that does not name what is open, or says of it what does not follow, is refused', async () => {
  const { administrator, server } = hall;
  const refuses = (
    code: Parameters<typeof expectRefused>[1],
    body: Awaited<ReturnType<typeof planFor>>,
  ): Promise<void> => expectRefused(server, code, administrator, 'announcePlan', at(), body);
  await amend(first, hall, proposal, replace(2, 'Avganger hvert tiende minutt.'));
  await amend(second, hall, proposal, replace(3, 'Gratis buss.'));
  const { steps } = await info();
  const [one, two, text] = steps as [PlanStep, PlanStep, PlanStep];
  const { statement } = await planFor(hall, proposal);
  await refuses('plan.stale', await planFor(hall, proposal, [one, text]));
  await refuses('plan.stale', await planFor(hall, proposal, [one, one, text]));
  await refuses('plan.stale', await planFor(hall, proposal, [one, two]));
  await refuses('plan.stale', await planFor(hall, proposal, [one, two, { ...one, of: [3] }, text]));
  await refuses('statement.wrong', await planFor(hall, proposal, [text, one, two]));
  await refuses('statement.wrong', await planFor(hall, proposal, [{ ...one, lapses: [2] }, two, text]));
  await refuses('statement.wrong', await planFor(hall, proposal, [{ ...one, reason: 'delete-first' }, two, text]));
  for (const wrong of [{ version: 2 }, { item: 'nothing' }, { meeting: 'nowhere' }]) {
    await refuses('statement.wrong', administrator.sign({ ...statement, ...wrong }));
  }
  await refuses('signature.signer', first.sign(statement));
  await refuses('signature.origin', administrator.sign(statement, { origin: 'https://vedtak.example' }));
  await refuses('signature.user', administrator.sign(statement, { flags: 1 }));
  await refuses('signature.altered', {
    ...administrator.sign(statement),
    statement: { ...statement, steps: [...statement.steps.slice(0, 2).reverse(), ...statement.steps.slice(2)] },
  });
  await expectRefused(server, 'role.missing', first, 'announcePlan', at(), first.sign(statement));
  await expectRefused(
    server,
    'not_found',
    administrator,
    'announcePlan',
    { slug: hall.slug, proposal: 'nothing' },
    administrator.sign(statement),
  );
  await administrator.call('announcePlan', at(), administrator.sign(statement));
});

test('a plan is accepted while it fits, and it is the newest', async () => {
  const { administrator, server } = hall;
  await amend(first, hall, proposal, replace(2, 'Avganger hvert tiende minutt.'));
  const refuses = (plan: string, code: 'plan.stale' | 'role.missing' = 'plan.stale', who = administrator) =>
    expectRefused(server, code, who, 'acceptPlan', at(), { plan });
  await refuses(hashOf('no plan'));
  const { plan } = await administrator.call('announcePlan', at(), await planFor(hall, proposal));
  await refuses(plan, 'role.missing', first);
  await amend(second, hall, proposal, replace(3, 'Gratis buss.'));
  // what came in since is voted on before the text, and the chair makes another plan
  expect((await info()).plan).toMatchObject({ stale: true });
  expect(await remaining()).toEqual(['1: excludes-nothing', '2: excludes-nothing', 'text: then-text']);
  await refuses(plan);
  const next = await administrator.call('announcePlan', at(), await planFor(hall, proposal));
  await refuses(plan);
  await administrator.call('acceptPlan', at(), next);
  expect((await info()).plan).toMatchObject({ hash: next.plan, version: 2, accepted: true, stale: false });
  await expectRefused(
    server,
    'not_found',
    administrator,
    'acceptPlan',
    { slug: hall.slug, proposal: 'nothing' },
    { plan },
  );
});

test('without a plan amendments are voted on in any order, and the text after them', async () => {
  await amend(first, hall, proposal, replace(2, 'Avganger hvert tiende minutt.'));
  await amend(second, hall, proposal, replace(3, 'Gratis buss.'));
  await refusesTurn(() => openBallot(hall.pair, proposal));
  // a trial has no effect, and may come at any time
  await closeBallot(hall.pair, await openBallot(hall.pair, proposal, 'whole', undefined, { trial: true }));
  await settle(hall, await openAmendment(hall, proposal, 2), 'for');
  await refusesTurn(() => openBallot(hall.pair, proposal));
  await settle(hall, await openAmendment(hall, proposal, 1), 'against');
  await closeBallot(hall.pair, await openBallot(hall.pair, proposal));
});

test('by an accepted plan only its next step is voted on', async () => {
  await amend(first, hall, proposal, replace(2, 'Avganger hvert tiende minutt.'));
  await amend(second, hall, proposal, strike(2));
  await amend(first, hall, proposal, replace(3, 'Gratis buss.'));
  const plan = await agree(hall, proposal);
  await refusesTurn(() => openAmendment(hall, proposal, 1));
  await refusesTurn(() => openAmendment(hall, proposal, 3));
  await refusesTurn(() => put({ kind: 'choice', of: [1, 2] }));
  await refusesTurn(() => openBallot(hall.pair, proposal));
  const subject = subjectOf(await info(), { kind: 'amendment', of: [2], reason: 'delete-first', lapses: [1] });
  const ballot = await openSubject(hall.pair, proposal, subject, { plan });
  await settle(hall, ballot, 'for');
  // the replacement lapsed with its place, so that the addition is next
  expect(await remaining()).toEqual(['3: excludes-nothing', 'text: then-text']);
  await refusesTurn(() => openBallot(hall.pair, proposal));
  await settle(hall, await openAmendment(hall, proposal, 3), 'against');
  expect(await remaining()).toEqual(['text: then-text']);
  await closeBallot(hall.pair, await openBallot(hall.pair, proposal));
  expect(await remaining()).toEqual([]);
});

test('the chair reorders, and a newer plan binds when the hall has accepted it', async () => {
  const { administrator } = hall;
  await amend(first, hall, proposal, replace(2, 'Avganger hvert tiende minutt.'));
  await amend(second, hall, proposal, replace(3, 'Gratis buss.'));
  const [one, two, text] = (await info()).steps as [PlanStep, PlanStep, PlanStep];
  await agree(hall, proposal, [two, one, text]);
  await refusesTurn(() => openAmendment(hall, proposal, 1));
  const { plan } = await administrator.call('announcePlan', at(), await planFor(hall, proposal, [one, two, text]));
  await refusesTurn(() => openAmendment(hall, proposal, 1));
  await administrator.call('acceptPlan', at(), { plan });
  await refusesTurn(() => openAmendment(hall, proposal, 2));
  await settle(hall, await openAmendment(hall, proposal, 1), 'for');
});

test('amendments with the same recommendation go together, and one is pulled out before they do', async () => {
  const { administrator, slug } = hall;
  for (const [i, place] of [2, 3, 4].entries()) {
    const amendment = await amend(first, hall, proposal, replace(place, `Krav ${i + 1}.`));
    await administrator.call('recommendAmendment', { slug, amendment }, { recommendation: recommend('adopt') });
  }
  expect(inShort((await info()).steps as PlanStep[])).toEqual([
    'en bloc 1 2 3: same-recommendation',
    'text: then-text',
  ]);
  await agree(hall, proposal);
  await refusesTurn(() => put({ kind: 'block', of: [1, 2] }));
  const pulled = await openAmendment(hall, proposal, 2);
  await settle(hall, pulled, 'against');
  expect(await remaining()).toEqual(['en bloc 1 3: same-recommendation', 'text: then-text']);
  const block = await put({ kind: 'block', of: [1, 3] });
  await settle(hall, block, 'for');
  const seen = await info();
  expect(seen.amendments.map(({ disposition }) => disposition)).toEqual([
    { kind: 'adopted', ballot: block },
    { kind: 'rejected', ballot: pulled },
    { kind: 'adopted', ballot: block },
  ]);
  expect(pointsOf(seen.text.blocks).map(({ text }) => text)).toEqual(['Krav 1.', 'Gratis overgang.', 'Krav 3.']);
});

test('a ballot that is cancelled is taken again, and the plan is where it was', async () => {
  const { administrator, slug } = hall;
  await amend(first, hall, proposal, replace(2, 'Avganger hvert tiende minutt.'));
  await agree(hall, proposal);
  const ballot = await openAmendment(hall, proposal, 1);
  await settle(hall, ballot, 'for');
  expect(await remaining()).toEqual(['text: then-text']);
  await administrator.call('cancelBallot', { slug, ballot }, { reason: 'To stemte på feil telefon' });
  expect(await remaining()).toEqual(['1: excludes-nothing', 'text: then-text']);
  await refusesTurn(() => openBallot(hall.pair, proposal));
  const subject = subjectOf(await info(), { kind: 'amendment', of: [1], reason: 'excludes-nothing', lapses: [] });
  await settle(hall, await openSubject(hall.pair, proposal, subject, { retakes: ballot }), 'against');
  expect((await info()).text).toEqual((await info()).content);
});

test('a ballot on what does not stand there is not opened', async () => {
  await amend(first, hall, proposal, replace(2, 'Avganger hvert tiende minutt.'));
  const { hash, content } = await info();
  const subjects: Subject[] = [
    { kind: 'amendment', base: hash, number: 1, change: replace(2, 'Noe annet.') },
    { kind: 'amendment', base: hash, number: 2, change: strike(2) },
    { kind: 'amendment', base: hashOf('another text'), number: 1, change: replace(2, 'Avganger hvert tiende minutt.') },
    { kind: 'text', content: { ...content, title: 'Noe annet' } },
  ];
  for (const subject of subjects) {
    await refusesTurn(() => openSubject(hall.pair, proposal, subject), 'statement.wrong');
  }
});
