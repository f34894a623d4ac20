import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgendaItem } from '../../server/api/agenda.ts';
import { closeBallot, openBallot } from '../../server/demo/meeting.ts';
import { gatherHall, type Hall, threePoints } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';

let hall: Hall;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 2 });
});

afterAll(() => hall.server.end());

const here = (): { slug: string; meeting: string } => ({ slug: hall.slug, meeting: hall.meeting });
const at = (item: string): { slug: string; item: string } => ({ slug: hall.slug, item });

async function agenda(): Promise<AgendaItem[]> {
  return (await hall.administrator.call('snapshot', { slug: hall.slug })).meeting?.agenda ?? [];
}

async function find(id: string): Promise<AgendaItem> {
  const found = (await agenda()).find((item) => item.id === id);
  if (found === undefined) throw new Error('the item is not on the agenda');
  return found;
}

async function current(): Promise<string | null | undefined> {
  return (await hall.administrator.call('snapshot', { slug: hall.slug })).meeting?.item;
}

async function add(title: string, minutes: number | null = null): Promise<string> {
  return (await hall.administrator.call('addItem', here(), { kind: 'matter', title, minutes })).item;
}

async function goTo(item: string | null): Promise<void> {
  await hall.administrator.call('goToItem', here(), { item });
}

type Refuses = (code: Parameters<typeof expectRefused>[1]) => Promise<void>;
const refusesRemoval =
  (item: string): Refuses =>
  (code) =>
    expectRefused(hall.server, code, hall.administrator, 'removeItem', at(item));
const refusesFinish =
  (item: string): Refuses =>
  (code) =>
    expectRefused(hall.server, code, hall.administrator, 'finishItem', at(item), { note: '' });
const refusesGoing =
  (item: string | null): Refuses =>
  (code) =>
    expectRefused(hall.server, code, hall.administrator, 'goToItem', here(), { item });

describe('the items', () => {
  test('are added at the end, changed, and taken away', async () => {
    const before = (await agenda()).length;
    const item = await add('  Busstilbudet  ', 20);
    const expected = { kind: 'matter', title: 'Busstilbudet', minutes: 20, state: 'waiting', note: '' };
    expect((await agenda()).at(-1)).toEqual({ id: item, number: before + 1, ...expected });
    const change = { title: 'Busstilbudet i Åsane', minutes: null, note: 'Utsatt fra forrige møte.' };
    await hall.administrator.call('editItem', at(item), change);
    expect(await find(item)).toMatchObject(change);
    await hall.administrator.call('removeItem', at(item));
    expect(await agenda()).toHaveLength(before);
  });

  test('have a title, and a time of at least a minute', async () => {
    const body = { kind: 'matter' as const, title: 'Sak', minutes: 5 };
    const wrong = [
      { ...body, title: '  ' },
      { ...body, title: 'x'.repeat(301) },
      { ...body, minutes: 0 },
      { ...body, minutes: 1.5 },
      { ...body, kind: 'party' as 'matter' },
    ];
    for (const one of wrong) {
      await expectRefused(hall.server, 'request.invalid', hall.administrator, 'addItem', here(), one);
    }
  });

  test('stand in the order that was set, and are numbered by it', async () => {
    const before = (await agenda()).map(({ id }) => id);
    const order = before.toReversed();
    await hall.administrator.call('reorderItems', here(), { items: order });
    expect((await agenda()).map(({ id, number }) => [id, number])).toEqual(order.map((id, i) => [id, i + 1]));
    const added = await add('Til slutt');
    expect((await agenda()).at(-1)?.id).toBe(added);
    const wrong = [[], order, [...order, added, added], [...order, 'nothing'], [...order.slice(1), added]];
    for (const items of wrong) {
      await expectRefused(hall.server, 'agenda.order', hall.administrator, 'reorderItems', here(), { items });
    }
    await hall.administrator.call('removeItem', at(added));
    await hall.administrator.call('reorderItems', here(), { items: before });
  });
});

describe('the item that the meeting is at', () => {
  test('is taken up, left waiting, finished with a note, and taken up again', async () => {
    const [first = '', second = ''] = (await agenda()).map(({ id }) => id);
    await goTo(first);
    expect([await current(), (await find(first)).state]).toEqual([first, 'current']);
    await goTo(second);
    expect([await current(), (await find(first)).state, (await find(second)).state]).toEqual([
      second,
      'waiting',
      'current',
    ]);
    await hall.administrator.call('finishItem', at(second), { note: ' Godkjent uten merknader. ' });
    expect(await find(second)).toMatchObject({ state: 'done', note: 'Godkjent uten merknader.' });
    expect(await current()).toBeNull();
    // what the meeting is not at may be finished too
    await goTo(second);
    await hall.administrator.call('finishItem', at(first), { note: '' });
    expect([await current(), (await find(first)).state, (await find(second)).state]).toEqual([
      second,
      'done',
      'current',
    ]);
    await goTo(null);
    expect([await current(), (await find(second)).state]).toEqual([null, 'waiting']);
    const steps = hall.server
      .journal(hall.slug)
      .flatMap((entry) => (entry.type === 'item.current' ? [entry.item] : []));
    expect(steps).toEqual([first, second, null, second, null]);
  });

  test('going to where the meeting is changes nothing', async () => {
    const size = hall.server.journal(hall.slug).length;
    await goTo(null);
    expect(hall.server.journal(hall.slug)).toHaveLength(size);
  });

  test('is not taken off the agenda, nor is one that was dealt with', async () => {
    const item = await add('Orientering');
    await goTo(item);
    await refusesRemoval(item)('item.busy');
    await hall.administrator.call('finishItem', at(item), { note: '' });
    await refusesRemoval(item)('item.busy');
  });
});

test('an item keeps its proposals, and waits for their ballots', async () => {
  const { administrator, pair, slug } = hall;
  const item = await add('Uttalelse');
  const other = await add('Noe annet');
  const { proposal } = await administrator.call('addProposal', here(), { text: threePoints, item });
  const { proposals } = await administrator.call('snapshot', { slug });
  expect(proposals.find(({ id }) => id === proposal)?.item).toBe(item);
  await refusesRemoval(item)('item.busy');
  await goTo(item);
  const ballot = await openBallot(pair, proposal);
  await refusesFinish(item)('item.busy');
  await refusesGoing(other)('item.busy');
  await refusesGoing(null)('item.busy');
  // another item is not held up by it
  await administrator.call('finishItem', at(other), { note: '' });
  await administrator.call('stopBallot', { slug, ballot });
  await refusesFinish(item)('item.busy');
  await closeBallot(pair, ballot);
  await administrator.call('finishItem', at(item), { note: '' });
  expect((await find(item)).state).toBe('done');
});

test('items are taken up and finished while the meeting is open; notes are written until it is signed', async () => {
  const { administrator, server } = hall;
  const item = await add('Eventuelt');
  await administrator.call('setMeetingState', here(), { to: 'adjourned' });
  await refusesGoing(item)('meeting.state');
  await refusesFinish(item)('meeting.state');
  await administrator.call('reorderItems', here(), { items: (await agenda()).map(({ id }) => id) });
  await administrator.call('setMeetingState', here(), { to: 'open' });
  await administrator.call('setMeetingState', here(), { to: 'closed' });
  await administrator.call('editItem', at(item), { title: 'Eventuelt', minutes: null, note: 'Ingen saker.' });
  expect((await find(item)).note).toBe('Ingen saker.');
  await refusesRemoval(item)('meeting.state');
  const body = { kind: 'matter' as const, title: 'For sent', minutes: null };
  await expectRefused(server, 'meeting.state', administrator, 'addItem', here(), body);
  const items = (await agenda()).map(({ id }) => id);
  await expectRefused(server, 'meeting.state', administrator, 'reorderItems', here(), { items });
});

test('what is not there, or belongs to an earlier meeting, is refused', async () => {
  const { administrator, server, slug } = hall;
  const old = here();
  const [item = ''] = (await agenda()).map(({ id }) => id);
  const form = { title: 'Neste', place: '', startsAt: '2026-04-01T17:00:00.000Z', quorum: { num: 0, den: 1 } };
  hall.meeting = (await administrator.call('createMeeting', { slug }, form)).meeting;
  await administrator.call('setMeetingState', here(), { to: 'open' });
  const edit = { title: 'Sak', minutes: null, note: '' };
  const one = { kind: 'matter' as const, title: 'Sak', minutes: null };
  for (const [id, code] of [
    [item, 'meeting.missing'],
    ['nothing', 'not_found'],
  ] as const) {
    await expectRefused(server, code, administrator, 'editItem', at(id), edit);
    await refusesRemoval(id)(code);
    await refusesFinish(id)(code);
  }
  await refusesGoing(item)('not_found');
  await refusesGoing('nothing')('not_found');
  for (const [where, code] of [
    [old, 'meeting.missing'],
    [{ slug, meeting: 'nowhere' }, 'not_found'],
  ] as const) {
    await expectRefused(server, code, administrator, 'addItem', where, one);
    await expectRefused(server, code, administrator, 'reorderItems', where, { items: [] });
    await expectRefused(server, code, administrator, 'goToItem', where, { item: null });
  }
});
