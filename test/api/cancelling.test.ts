import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  cancel,
  closeBallot,
  nextBallot,
  openBallot,
  openSubject,
  receiptFor,
  resolve,
  vote,
} from '../../server/demo/meeting.ts';
import type { Person } from '../../server/demo/person.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import { adopt, gatherHall, type Hall, markAll, propose, resolveText, seen } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';

let hall: Hall;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 4 });
});

afterAll(() => hall.server.end());

const at = (ballot: string): { slug: string; ballot: string } => ({ slug: hall.slug, ballot });
const show = (ballot: string) => seen(hall.administrator, hall.slug, ballot);

describe('a cancelled ballot', () => {
  test('that was open takes in nothing more, shows nobody’s vote, and stays in the record with the reason', async () => {
    const { administrator, server, slug, pair, people } = hall;
    const [ola] = people as [Person];
    const { proposal } = await propose(hall);
    const ballot = await openBallot(pair, proposal);
    await vote(ola, slug, ballot, markAll(3, 'for'));
    await expectRefused(server, 'request.invalid', administrator, 'cancelBallot', at(ballot), { reason: ' ' });
    await cancel(pair, ballot, 'Feil tekst ble lest opp');
    expect(await show(ballot)).toMatchObject({
      state: 'cancelled',
      cancelled: { reason: 'Feil tekst ble lest opp' },
      voted: 1,
      result: null,
    });
    const late = {
      typ: 'vedtak/vote/1' as const,
      ballot,
      delegate: ola.member,
      revision: 2,
      marks: markAll(3, 'against'),
    };
    await expectRefused(server, 'ballot.closed', ola, 'castVote', at(ballot), ola.sign(late));
    await expectRefused(server, 'ballot.closed', administrator, 'stopBallot', at(ballot));
    await expectRefused(server, 'ballot.cancelled', administrator, 'cancelBallot', at(ballot), { reason: 'Igjen' });
    await expectRefused(server, 'ballot.cancelled', administrator, 'draftResolution', at(ballot));
    // the next has the next number, and says which one it takes again
    const again = await openBallot(pair, proposal, 'points', ruleTemplates.simple, { retakes: ballot });
    const { definition, retakes } = await show(again);
    expect([definition.number, definition.retakes, retakes]).toEqual([2, ballot, ballot]);
    await closeBallot(pair, again);
  });

  test('that was stopped or closed has no effect either; its numbers stay', async () => {
    const { administrator, server, pair } = hall;
    const stopped = await openBallot(pair, (await propose(hall)).proposal);
    await administrator.call('stopBallot', at(stopped));
    await cancel(pair, stopped, 'Stengt for tidlig');
    expect(await show(stopped)).toMatchObject({ state: 'cancelled', result: null });
    const closed = await adopt(hall);
    await cancel(pair, closed, 'Feil i manntallet');
    const info = await show(closed);
    expect(info).toMatchObject({ state: 'cancelled', result: { outcome: { 1: 'adopted' } } });
    await expectRefused(server, 'ballot.cancelled', administrator, 'draftResolution', at(closed));
    const { proposals } = await administrator.call('snapshot', { slug: hall.slug });
    const own = proposals.find(({ id }) => id === info.proposal);
    expect(own?.disposition).toEqual({ kind: 'open' });
  });

  test('is none that a resolution builds on; once the draft is discarded, it can be', async () => {
    const { administrator, server, slug, pair } = hall;
    const ballot = await adopt(hall);
    const { number } = await administrator.call('draftResolution', at(ballot));
    await expectRefused(server, 'ballot.used', administrator, 'cancelBallot', at(ballot), { reason: 'Feil' });
    await administrator.call('discardResolution', { slug, number: String(number) });
    await cancel(pair, ballot, 'Feil');
  });

  test('is one that there is, cancelled by the chair', async () => {
    const { administrator, server, people, pair, slug } = hall;
    const reason = { reason: 'Feil' };
    await expectRefused(server, 'ballot.unknown', administrator, 'cancelBallot', at(hashOf('none')), reason);
    const ballot = await openBallot(pair, (await propose(hall)).proposal);
    await expectRefused(server, 'role.missing', people[0] as Person, 'cancelBallot', { slug, ballot }, reason);
    await cancel(pair, ballot, 'Ferdig');
  });
});

test('a ballot takes again only one that was cancelled, on the same proposal', async () => {
  const { administrator, server, slug, meeting, pair } = hall;
  const { proposal, content } = await propose(hall);
  const subject = { kind: 'text' as const, content };
  const closed = await adopt(hall);
  const other = await openBallot(pair, (await propose(hall)).proposal);
  await cancel(pair, other, 'Feil');
  for (const retakes of [closed, other, hashOf('none')]) {
    const { statement } = await nextBallot(pair, subject, { retakes });
    const body = { proposal, subject, signed: administrator.sign(statement) };
    await expectRefused(server, 'statement.wrong', administrator, 'openBallot', { slug, meeting }, body);
  }
  const { statement } = await nextBallot(pair, subject, { plan: hashOf('no plan') });
  const body = { proposal, subject, signed: administrator.sign(statement) };
  await expectRefused(server, 'statement.wrong', administrator, 'openBallot', { slug, meeting }, body);
});

test('a definition that makes no sense is refused', async () => {
  const { administrator, server, slug, meeting, pair } = hall;
  const { proposal, content } = await propose(hall);
  const subject = { kind: 'text' as const, content };
  const { simple } = ruleTemplates;
  const rules = [
    { ...simple, num: 3 },
    { ...simple, num: 500, den: 1001 },
    { ...simple, blankCap: { num: 2, den: 1 } },
  ];
  for (const rule of rules) {
    const { statement } = await nextBallot(pair, subject, { rule });
    const body = { proposal, subject, signed: administrator.sign(statement) };
    await expectRefused(server, 'statement.wrong', administrator, 'openBallot', { slug, meeting }, body);
  }
  const { statement } = await nextBallot(pair, subject);
  const shown = { ...subject, content: { ...content, title: 'Noe annet' } };
  const body = { proposal, subject: shown, signed: administrator.sign(statement) };
  await expectRefused(server, 'statement.wrong', administrator, 'openBallot', { slug, meeting }, body);
  // signed and shown alike, but not what stands in the meeting
  const { statement: another } = await nextBallot(pair, shown);
  const alike = { proposal, subject: shown, signed: administrator.sign(another) };
  await expectRefused(server, 'statement.wrong', administrator, 'openBallot', { slug, meeting }, alike);
});

test('a trial has numbers but no effect: no resolution comes of it, and the proposal stays open', async () => {
  const { administrator, server, slug, pair, people } = hall;
  const { proposal, content } = await propose(hall);
  const ballot = await openSubject(pair, proposal, { kind: 'text', content }, { trial: true });
  for (const person of people) await vote(person, slug, ballot, { text: 'for' });
  await closeBallot(pair, ballot);
  expect(await show(ballot)).toMatchObject({ trial: true, result: { outcome: { text: 'adopted' } } });
  await expectRefused(server, 'resolution.nothing_adopted', administrator, 'draftResolution', at(ballot));
  const { proposals } = await administrator.call('snapshot', { slug });
  expect(proposals.find(({ id }) => id === proposal)?.disposition).toEqual({ kind: 'open' });
});

describe('a draft resolution', () => {
  test('is discarded with the signatures on it, and its number is free again', async () => {
    const { administrator, server, slug, pair, people } = hall;
    const first = await adopt(hall);
    const draft = await administrator.call('draftResolution', at(first));
    const number = { slug, number: String(draft.number) };
    await administrator.call('attest', number, administrator.sign(draft));
    const second = await adopt(hall);
    const later = await administrator.call('draftResolution', at(second));
    expect(later.number).toBe(draft.number + 1);
    await expectRefused(server, 'resolution.exists', administrator, 'discardResolution', number);
    await expectRefused(server, 'role.missing', people[0] as Person, 'discardResolution', number);
    await expectRefused(server, 'not_found', administrator, 'discardResolution', { slug, number: '99' });
    await administrator.call('discardResolution', { slug, number: String(later.number) });
    await administrator.call('discardResolution', number);
    const { resolutions } = await administrator.call('snapshot', { slug });
    expect(resolutions).toEqual([]);
    const entries = server.journal(slug).filter(({ type }) => type === 'resolution.discarded');
    expect(entries.at(-1)).toMatchObject({ number: draft.number });
    const resolution = await resolve(pair, second, people.slice(0, 2));
    expect([resolution.number, resolution.previous]).toEqual([1, null]);
    await receiptFor(pair, 1);
    await expectRefused(server, 'resolution.signed', administrator, 'discardResolution', { slug, number: '1' });
  });

  test('once delivered is not sent again; what is on its way is sent at once', async () => {
    const { administrator, server, slug, pair } = hall;
    const before = await server.stored();
    const { deliveries } = await administrator.call('deliveries', { slug });
    await administrator.call('resendDelivery', { slug, delivery: deliveries[0]?.delivery ?? '' });
    expect(await server.stored()).toBe(before);
    await expectRefused(server, 'delivery.unknown', administrator, 'resendDelivery', { slug, delivery: 'nothing' });
    const { number: next } = await resolveText(hall);
    await receiptFor(pair, next);
    const { resolutions } = await administrator.call('snapshot', { slug });
    expect(resolutions.at(-1)?.delivery).toMatchObject({ state: 'accepted' });
  });
});

test('nothing is cancelled in a meeting that is over', async () => {
  const { administrator, server, slug, meeting } = hall;
  const ballot = await adopt(hall);
  await administrator.call('setMeetingState', { slug, meeting }, { to: 'closed' });
  await expectRefused(server, 'meeting.state', administrator, 'cancelBallot', at(ballot), { reason: 'For sent' });
});
