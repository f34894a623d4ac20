import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScreenHall, ScreenSnapshot, Stage } from '../../server/api/screens.ts';
import { closeBallot, openBallot, openSubject, vote } from '../../server/demo/meeting.ts';
import type { Person } from '../../server/demo/person.ts';
import { doorCodeAt } from '../../server/door-code.ts';
import { defaultSettings } from '../../server/rules/meeting.ts';
import { gatherHall, type Hall, markAll, propose } from '../support/hall.ts';
import { doorSecret, pairedScreen, seenBy, takeUp } from '../support/screens.ts';

const wifi = { name: 'Folkets; Hus', password: 'kaffe:9' };
let hall: Hall;
let chair: Person;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 4 });
  chair = hall.administrator;
  await chair.call('setMeetingSettings', here(), { ...defaultSettings, wifi });
});

afterAll(() => hall.server.end());

function here(): { slug: string; meeting: string } {
  return { slug: hall.slug, meeting: hall.meeting };
}

async function hallOn(screen: Person): Promise<ScreenHall> {
  const seen = await seenBy(hall, screen);
  if (seen.hall === null) throw new Error('the screen is not paired');
  return seen.hall;
}

async function shownOn(screen: Person): Promise<Stage> {
  return (await hallOn(screen)).shown;
}

async function proposeUnder(item: string): Promise<string> {
  const { proposal } = await propose(hall);
  await chair.call('moveProposal', { slug: hall.slug, proposal }, { item });
  return proposal;
}

describe('what it shows', () => {
  let screen: Person;

  beforeAll(async () => {
    screen = await pairedScreen(hall);
  });

  test('while no item is taken up, how to join: page, network, and the code at the door', async () => {
    await chair.call('goToItem', here(), { item: null });
    const { at, hall: shownHall } = await seenBy(hall, screen);
    const { code, endsAt } = doorCodeAt(doorSecret(hall), Date.parse(at));
    expect(shownHall?.shown).toEqual({
      stage: 'join',
      join: {
        address: `${hall.pair.server}/lag/${hall.slug}`,
        wifi: { ...wifi, code: String.raw`WIFI:T:WPA;S:Folkets\; Hus;P:kaffe\:9;;` },
        door: { code, endsAt: new Date(endsAt).toISOString() },
      },
    });
  });

  test('the code at the door checks a member in, and is not there where the meeting wants none', async () => {
    const [person] = hall.people;
    await chair.call('checkIn', here(), { members: [person?.member ?? ''], present: false });
    const shown = await shownOn(screen);
    const code = shown.stage === 'join' ? (shown.join.door?.code ?? '') : '';
    expect(await person?.call('checkInByCode', here(), { code })).toEqual({ entitled: true });
    await chair.call('setMeetingSettings', here(), { ...defaultSettings, wifi, selfCheckIn: false });
    expect(await shownOn(screen)).toMatchObject({ stage: 'join', join: { door: null } });
    await chair.call('setMeetingSettings', here(), { ...defaultSettings, wifi });
  });

  test('the item, then its text, and who speaks before the text', async () => {
    const item = await takeUp(hall, 'Kollektivtrafikk');
    expect(await hallOn(screen)).toMatchObject({ item: { title: 'Kollektivtrafikk' }, shown: { stage: 'item' } });
    await proposeUnder(item);
    const shown = await shownOn(screen);
    expect(shown).toMatchObject({ stage: 'text', text: { title: 'Busser som går', focus: [] } });
    const [person] = hall.people;
    const { speaker } = (await person?.call('askToSpeak', here(), { kind: 'speech', list: '' })) ?? { speaker: '' };
    expect((await shownOn(screen)).stage).toBe('text');
    await chair.call('giveFloor', { slug: hall.slug, speaker });
    const speakers = await shownOn(screen);
    expect(speakers).toMatchObject({ stage: 'speakers', speakers: { speaking: { kind: 'speech', limit: 180 } } });
    expect(JSON.stringify(speakers)).not.toContain(person?.member);
    await chair.call('endSpeech', { slug: hall.slug, speaker });
    expect((await shownOn(screen)).stage).toBe('text');
  });

  test('of an open ballot how many have voted, and nothing of how or who', async () => {
    const proposal = await proposeUnder(await takeUp(hall));
    const ballot = await openBallot(hall.pair, proposal);
    const entitled = hall.people.length + 1;
    expect(await shownOn(screen)).toMatchObject({ stage: 'ballot', ballot: { voted: 0, entitled } });
    const seen = await seenBy(hall, screen);
    for (const [i, person] of hall.people.entries()) {
      await vote(person, hall.slug, ballot, markAll(3, i === 0 ? 'against' : 'for'));
      const after = await seenBy(hall, screen);
      expect(after.hall?.shown).toMatchObject({ stage: 'ballot', ballot: { voted: i + 1 } });
      // but for the number nothing has changed, so that nothing of the vote can be in it
      expect(withoutCount(after)).toEqual(withoutCount(seen));
    }
    await closeBallot(hall.pair, ballot);
    const result = await shownOn(screen);
    expect(result).toMatchObject({
      stage: 'result',
      result: { tally: { '1': { for: 3, against: 1 } }, outcome: { '1': 'adopted' } },
    });
    for (const person of hall.people) expect(JSON.stringify(result)).not.toContain(person.member);
  });

  test('a result until the next thing: an item, a speaker, a ballot', async () => {
    const item = await takeUp(hall);
    const proposal = await proposeUnder(item);
    const hold = async (): Promise<void> => {
      await closeBallot(hall.pair, await openBallot(hall.pair, proposal));
      expect((await shownOn(screen)).stage).toBe('result');
    };
    await hold();
    const { speaker } = await chair.call('addSpeaker', here(), { member: chair.member, kind: 'speech', list: '' });
    expect((await shownOn(screen)).stage).toBe('result');
    await chair.call('giveFloor', { slug: hall.slug, speaker });
    expect((await shownOn(screen)).stage).toBe('speakers');
    await chair.call('endSpeech', { slug: hall.slug, speaker });
    await hold();
    await takeUp(hall);
    expect((await shownOn(screen)).stage).toBe('item');
  });

  test('what an amendment that is voted on would change, and where', async () => {
    const proposal = await proposeUnder(await takeUp(hall));
    const replace = { type: 'replace' as const, at: 3, text: 'Gratis overgang i to timer.' };
    const added = { type: 'add' as const, after: 4, block: { kind: 'point' as const, text: 'Flere nattbusser.' } };
    const { proposals } = await chair.call('snapshot', { slug: hall.slug });
    const before = proposals.find(({ id }) => id === proposal);
    await chair.call('addAmendment', { slug: hall.slug, proposal }, { changes: [replace, added], reason: '' });
    const amendment = { kind: 'amendment' as const, base: before?.hash ?? '', number: 1, change: replace };
    const ballot = await openSubject(hall.pair, proposal, amendment);
    const shown = await shownOn(screen);
    if (shown.stage !== 'ballot' || shown.text === null) throw new Error('the screen shows no text');
    const { blocks, focus } = shown.text;
    expect(focus).toEqual([2]);
    expect(blocks[2]?.segments).toEqual([
      { kind: 'same', text: 'Gratis overgang' },
      { kind: 'added', text: ' i to timer' },
      { kind: 'same', text: '.' },
    ]);
    expect(blocks.filter((_, i) => i !== 2).every(({ kind }) => kind === 'same')).toBe(true);
    for (const person of hall.people) await vote(person, hall.slug, ballot, { amendment: 'for' });
    await closeBallot(hall.pair, ballot);
    // once adopted it stands there as text, and the next one is marked
    const next = { kind: 'amendment' as const, base: before?.hash ?? '', number: 2, change: added };
    const second = await openSubject(hall.pair, proposal, next);
    const then = await shownOn(screen);
    if (then.stage !== 'ballot' || then.text === null) throw new Error('the screen shows no text');
    expect(then.text.focus).toEqual([4]);
    expect(then.text.blocks[2]).toMatchObject({ kind: 'same', segments: [{ kind: 'same', text: replace.text }] });
    expect(then.text.blocks[4]).toMatchObject({ kind: 'added', segments: [{ kind: 'added', text: added.block.text }] });
    await closeBallot(hall.pair, second);
    // nobody voted for it, so the text has the first change alone
    await chair.call('showOnScreen', { slug: hall.slug }, { show: 'text' });
    const text = await shownOn(screen);
    expect(text.stage === 'text' && text.text.blocks.map(({ kind }) => kind)).toEqual([
      'same',
      'same',
      'changed',
      'same',
    ]);
    await chair.call('showOnScreen', { slug: hall.slug }, { show: 'auto' });
  });

  test('what it is told to, but that an open ballot goes before all but an empty screen', async () => {
    const proposal = await proposeUnder(await takeUp(hall));
    const stages: Record<string, string> = {};
    const told = ['join', 'text', 'speakers', 'result', 'blank', 'auto'] as const;
    for (const show of told) {
      await chair.call('showOnScreen', { slug: hall.slug }, { show });
      stages[show] = (await shownOn(screen)).stage;
    }
    expect(stages).toEqual({
      join: 'join',
      text: 'text',
      speakers: 'speakers',
      result: 'result',
      blank: 'blank',
      auto: 'text',
    });
    const ballot = await openBallot(hall.pair, proposal);
    for (const show of told) {
      await chair.call('showOnScreen', { slug: hall.slug }, { show });
      expect((await shownOn(screen)).stage, show).toBe(show === 'blank' ? 'blank' : 'ballot');
    }
    await closeBallot(hall.pair, ballot);
    expect((await chair.call('snapshot', { slug: hall.slug })).screens).toMatchObject({ show: 'auto' });
  });

  test('how to join while the meeting is adjourned, and that it is over when it is', async () => {
    await chair.call('setMeetingState', here(), { to: 'adjourned' });
    expect((await shownOn(screen)).stage).toBe('join');
    await chair.call('setMeetingState', here(), { to: 'open' });
    await chair.call('goToItem', here(), { item: null });
    await chair.call('setMeetingState', here(), { to: 'closed' });
    expect(await hallOn(screen)).toMatchObject({ meeting: { state: 'closed' }, shown: { stage: 'item' } });
    await chair.call('setMeetingState', here(), { to: 'open' });
  });
});

/** A snapshot without what a vote may change in it: the numbers of votes, the journal's size, the time. */
function withoutCount({ index: _, at: __, ...snapshot }: ScreenSnapshot): unknown {
  return JSON.parse(JSON.stringify(snapshot, (key, value) => (key === 'voted' ? undefined : value)));
}
