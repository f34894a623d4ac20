import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SpeakersInfo } from '../../server/api/speakers.ts';
import type { Person } from '../../server/demo/person.ts';
import { defaultSettings } from '../../server/rules/meeting.ts';
import type { SpeakerList, SpeechKind } from '../../server/rules/speakers.ts';
import { makeClock } from '../support/clock.ts';
import { enrolOne, gatherHall, type Hall } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';

const clock = makeClock();
let hall: Hall;
let observer: Person;
let chair: Person;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 4, surroundings: clock });
  chair = hall.administrator;
  observer = await enrolOne(hall, '3001', 'Tora Tilskuer');
  const standing = { member: observer.member, kind: 'observer' as const, placeOf: null };
  await chair.call('setStanding', here(), standing);
});

afterAll(() => hall.server.end());

// each test begins under an agenda item of its own
beforeEach(async () => {
  const { item } = await chair.call('addItem', here(), { kind: 'matter', title: 'Busser', minutes: null });
  await chair.call('goToItem', here(), { item });
});

function here(): { slug: string; meeting: string } {
  return { slug: hall.slug, meeting: hall.meeting };
}

function delegate(i: number): Person {
  const person = hall.people[i];
  if (person === undefined) throw new Error(`there is no delegate ${i}`);
  return person;
}

async function ask(person: Person, kind: SpeechKind = 'speech', list: SpeakerList = ''): Promise<string> {
  return (await person.call('askToSpeak', here(), { kind, list })).speaker;
}

async function give(speaker: string): Promise<void> {
  await chair.call('giveFloor', { slug: hall.slug, speaker });
}

async function listFor(person: Person): Promise<SpeakersInfo> {
  const { speakers } = await person.call('snapshot', { slug: hall.slug });
  if (speakers === null) throw new Error('the snapshot shows no list');
  return speakers;
}

async function waiting(): Promise<string[]> {
  return (await listFor(chair)).waiting.map(({ id }) => id);
}

describe('the list', () => {
  test('shows each who waits in order, and tells them their own place', async () => {
    const first = await ask(delegate(0));
    const second = await ask(delegate(1));
    const order = await ask(delegate(1), 'order');
    const seen = await listFor(delegate(1));
    expect(seen.waiting.map(({ id, mine }) => [id, mine])).toEqual([
      [order, true],
      [first, false],
      [second, true],
    ]);
    expect(seen.mine).toEqual([
      { id: order, kind: 'order', place: 1 },
      { id: second, kind: 'speech', place: 3 },
    ]);
    expect((await listFor(observer)).mine).toEqual([]);
  });

  test('holds what was asked under the item that the meeting is at', async () => {
    const { item: before } = await chair.call('snapshot', { slug: hall.slug }).then(({ meeting }) => ({
      item: meeting?.item ?? null,
    }));
    const speaker = await ask(delegate(0));
    const { item } = await chair.call('addItem', here(), { kind: 'matter', title: 'Bom', minutes: null });
    await chair.call('goToItem', here(), { item });
    expect(await waiting()).toEqual([]);
    await chair.call('goToItem', here(), { item: before });
    expect(await waiting()).toEqual([speaker]);
  });

  test('begins open and with nobody speaking under each item', async () => {
    await give(await ask(delegate(0)));
    await chair.call('setList', here(), { closed: true });
    expect(await listFor(chair)).toMatchObject({ closed: true, speaking: { mine: false } });
    await chair.call('goToItem', here(), { item: null });
    expect(await listFor(chair)).toMatchObject({ closed: false, speaking: null, waiting: [] });
  });

  test('lists take turns where the meeting says so, and do not elsewhere', async () => {
    const settings = { ...defaultSettings, balance: true };
    await chair.call('setMeetingSettings', here(), settings);
    const men = [await ask(delegate(0), 'speech', 'b'), await ask(delegate(1), 'speech', 'b')];
    const woman = await ask(delegate(2), 'speech', 'a');
    expect(await waiting()).toEqual([men[0], woman, men[1]]);
    await give(men[1] ?? '');
    expect(await waiting()).toEqual([woman, men[0]]);
    await chair.call('setMeetingSettings', here(), defaultSettings);
    expect(await waiting()).toEqual([men[0], woman]);
    // a list that somebody picks without need does not count
    const unlisted = await ask(delegate(3), 'speech', 'b');
    const { waiting: shown } = await listFor(chair);
    expect(shown.find(({ id }) => id === unlisted)?.list).toBe('');
  });

  test('every change of it is in the journal, without names', async () => {
    const before = hall.server.journal(hall.slug).length;
    const speaker = await ask(delegate(0));
    await give(speaker);
    await chair.call('endSpeech', { slug: hall.slug, speaker });
    await chair.call('setList', here(), { closed: true });
    const entries = hall.server.journal(hall.slug).slice(before);
    expect(entries.map(({ type }) => type)).toEqual(Array.from({ length: 4 }, () => 'speakers.changed'));
    expect(JSON.stringify(entries)).not.toContain(delegate(0).member);
  });
});

describe('the floor', () => {
  test('is one person’s at a time, from when it was given, with the limit of its kind', async () => {
    const first = await ask(delegate(0));
    const second = await ask(delegate(1));
    await give(first);
    const { speaking } = await listFor(delegate(0));
    expect(speaking).toMatchObject({ id: first, mine: true, limit: defaultSettings.speech });
    expect(Math.abs(Date.parse(speaking?.startedAt ?? '') - clock.now())).toBeLessThan(60_000);
    clock.pass(1000);
    await give(second);
    expect((await listFor(chair)).speaking).toMatchObject({ id: second, mine: false });
    const reply = await ask(delegate(2), 'reply');
    await give(reply);
    expect((await listFor(chair)).speaking).toMatchObject({ id: reply, limit: defaultSettings.reply });
    await chair.call('endSpeech', { slug: hall.slug, speaker: reply });
    expect((await listFor(chair)).speaking).toBeNull();
    const given = hall.server.select<{ state: string }>(
      hall.slug,
      `SELECT state FROM speaker WHERE id IN ('${first}', '${second}', '${reply}')`,
    );
    expect(given.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  });

  test('a reply is to whoever spoke last, and nobody replies to themselves', async () => {
    expect((await listFor(delegate(1))).replyTo).toBeNull();
    await give(await ask(delegate(0)));
    const { speaking } = await listFor(chair);
    expect((await listFor(delegate(1))).replyTo).toBe(speaking?.name);
    expect((await listFor(delegate(0))).replyTo).toBeNull();
  });

  test('who withdrew or was taken off does not get it', async () => {
    const own = await ask(delegate(0));
    const taken = await ask(delegate(1));
    await delegate(0).call('withdrawSpeech', { slug: hall.slug, speaker: own });
    await chair.call('withdrawSpeech', { slug: hall.slug, speaker: taken });
    expect(await waiting()).toEqual([]);
    for (const speaker of [own, taken])
      await expectRefused(hall.server, 'not_found', chair, 'giveFloor', { slug: hall.slug, speaker });
  });
});

test('the chair puts somebody who raised a hand on the list', async () => {
  const body = { member: delegate(0).member, kind: 'speech' as const, list: '' as const };
  const { speaker } = await chair.call('addSpeaker', here(), body);
  expect((await listFor(delegate(0))).mine).toEqual([{ id: speaker, kind: 'speech', place: 1 }]);
});

describe('is refused', () => {
  test('a second request of the same kind while one waits: speaker.waiting', async () => {
    await ask(delegate(0));
    const body = { kind: 'speech' as const, list: '' as const };
    await expectRefused(hall.server, 'speaker.waiting', delegate(0), 'askToSpeak', here(), body);
    const named = { ...body, member: delegate(0).member };
    await expectRefused(hall.server, 'speaker.waiting', chair, 'addSpeaker', here(), named);
  });

  test('all but a point of order on a closed list: list.closed', async () => {
    await give(await ask(delegate(1)));
    await chair.call('setList', here(), { closed: true });
    for (const kind of ['speech', 'reply'] as const)
      await expectRefused(hall.server, 'list.closed', delegate(0), 'askToSpeak', here(), { kind, list: '' });
    expect(await waiting()).toEqual([]);
    await ask(delegate(0), 'order');
    await chair.call('setList', here(), { closed: false });
    await ask(delegate(0));
  });

  test('a reply before anybody has spoken: meeting.state', async () => {
    await expectRefused(hall.server, 'meeting.state', delegate(0), 'askToSpeak', here(), { kind: 'reply', list: '' });
  });

  test('an observer: role.missing, and by name standing.none', async () => {
    const body = { kind: 'speech' as const, list: '' as const };
    await expectRefused(hall.server, 'role.missing', observer, 'askToSpeak', here(), body);
    const named = { ...body, member: observer.member };
    await expectRefused(hall.server, 'standing.none', chair, 'addSpeaker', here(), named);
  });

  test("withdrawing somebody else's request: role.missing", async () => {
    const speaker = await ask(delegate(0));
    await expectRefused(hall.server, 'role.missing', delegate(1), 'withdrawSpeech', { slug: hall.slug, speaker });
  });

  test('what is not there, or not at that stage: not_found', async () => {
    const { slug } = hall;
    const nobody = { member: 'nobody', kind: 'speech' as const, list: '' as const };
    await expectRefused(hall.server, 'not_found', chair, 'addSpeaker', here(), nobody);
    for (const name of ['giveFloor', 'endSpeech', 'withdrawSpeech'] as const)
      await expectRefused(hall.server, 'not_found', chair, name, { slug, speaker: 'nobody' });
    const speaker = await ask(delegate(0));
    await expectRefused(hall.server, 'not_found', chair, 'endSpeech', { slug, speaker });
    await give(speaker);
    await expectRefused(hall.server, 'not_found', chair, 'giveFloor', { slug, speaker });
    await expectRefused(hall.server, 'not_found', delegate(0), 'withdrawSpeech', { slug, speaker });
    const elsewhere = { slug, meeting: 'nowhere' };
    await expectRefused(hall.server, 'not_found', delegate(0), 'askToSpeak', elsewhere, { kind: 'speech', list: '' });
    await expectRefused(hall.server, 'not_found', chair, 'setList', elsewhere, { closed: true });
  });

  test('anything while the meeting is adjourned: meeting.state', async () => {
    const speaker = await ask(delegate(0));
    await chair.call('setMeetingState', here(), { to: 'adjourned' });
    const body = { kind: 'order' as const, list: '' as const };
    await expectRefused(hall.server, 'meeting.state', delegate(1), 'askToSpeak', here(), body);
    await expectRefused(hall.server, 'meeting.state', chair, 'addSpeaker', here(), {
      ...body,
      member: delegate(1).member,
    });
    await expectRefused(hall.server, 'meeting.state', chair, 'giveFloor', { slug: hall.slug, speaker });
    await expectRefused(hall.server, 'meeting.state', chair, 'setList', here(), { closed: true });
    await chair.call('setMeetingState', here(), { to: 'open' });
  });
});
