import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Person } from '../../server/demo/person.ts';
import { doorCodeAt } from '../../server/door-code.ts';
import { defaultSettings } from '../../server/rules/meeting.ts';
import { gatherHall, type Hall } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';
import { doorSecret, followedBy, openScreen, pairedScreen, seenBy, takeUp } from '../support/screens.ts';

const wifi = { name: 'Folkets Hus', password: 'kaffe' };
let hall: Hall;
let chair: Person;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 2 });
  chair = hall.administrator;
  const { slug, meeting } = hall;
  await chair.call('setMeetingSettings', { slug, meeting }, { ...defaultSettings, wifi });
});

afterAll(() => hall.server.end());

describe('before it is paired', () => {
  test('a screen shows its code and the branch, and nothing of the meeting', async () => {
    const { screen, code } = await openScreen(hall);
    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{6}$/u);
    const seen = await seenBy(hall, screen);
    expect(seen).toEqual({ index: seen.index, at: seen.at, branch: seen.branch, code, hall: null });
    const text = JSON.stringify(seen);
    const door = doorCodeAt(doorSecret(hall), Date.parse(seen.at)).code;
    for (const word of [wifi.name, wifi.password, 'Medlemsmøte', door]) expect(text).not.toContain(word);
  });

  test('a browser that is no screen is shown nothing: session.missing', async () => {
    await expectRefused(hall.server, 'session.missing', new Person(hall.pair.server), 'screenSnapshot', {
      slug: hall.slug,
    });
    await expectRefused(hall.server, 'session.missing', chair, 'screenSnapshot', { slug: hall.slug });
  });

  test('asking again keeps the code', async () => {
    const { screen, code } = await openScreen(hall);
    await screen.call('openScreen', { slug: hall.slug });
    expect((await seenBy(hall, screen)).code).toBe(code);
  });

  test('of more than twenty that wait the oldest goes', async () => {
    const { screen } = await openScreen(hall);
    for (let i = 0; i < 19; i += 1) {
      await openScreen(hall);
    }
    expect((await seenBy(hall, screen)).code).not.toBeNull();
    await openScreen(hall);
    await expectRefused(hall.server, 'session.missing', screen, 'screenSnapshot', { slug: hall.slug });
  });

  test('it follows nothing of the journal but that a screen was paired', async () => {
    const { screen } = await openScreen(hall);
    const feed = await followedBy(hall, screen);
    await takeUp(hall);
    const other = await openScreen(hall);
    await chair.call('pairScreen', { slug: hall.slug }, { code: other.code });
    const { data } = await feed.next();
    expect(Object.keys(JSON.parse(data)).sort()).toEqual(['index', 'type']);
    expect(JSON.parse(data)).toMatchObject({ type: 'screen.changed' });
    await feed.close();
  });
});

describe('pairing', () => {
  test('takes the code however it is typed, once', async () => {
    const { screen, code } = await openScreen(hall);
    const typed = ` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `;
    await chair.call('pairScreen', { slug: hall.slug }, { code: typed });
    expect(await seenBy(hall, screen)).toMatchObject({ code: null, hall: { meeting: { title: 'Medlemsmøte' } } });
    await expectRefused(hall.server, 'screen.code', chair, 'pairScreen', { slug: hall.slug }, { code });
    for (const wrong of ['', '222222', 'null'])
      await expectRefused(hall.server, 'screen.code', chair, 'pairScreen', { slug: hall.slug }, { code: wrong });
  });

  test('ends when the chair lets go of the screens', async () => {
    const screen = await pairedScreen(hall);
    await chair.call('unpairScreens', { slug: hall.slug });
    expect((await chair.call('snapshot', { slug: hall.slug })).screens).toEqual({ paired: 0, show: 'auto' });
    await expectRefused(hall.server, 'session.missing', screen, 'screenSnapshot', { slug: hall.slug });
  });

  test('lets it follow index and type of every entry, and no more', async () => {
    const screen = await pairedScreen(hall);
    const feed = await followedBy(hall, screen);
    await takeUp(hall);
    const entries = (await feed.take(2)).map(({ data }) => JSON.parse(data));
    expect(entries.map(({ type }) => type)).toEqual(['agenda.changed', 'item.current']);
    for (const entry of entries) expect(Object.keys(entry).sort()).toEqual(['index', 'type']);
    await feed.close();
  });
});
