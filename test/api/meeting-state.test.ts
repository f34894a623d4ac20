import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBallot, signRoll } from '../../server/demo/meeting.ts';
import { defaultSettings, type MeetingSettings, type MeetingState } from '../../server/rules/meeting.ts';
import { gatherHall, type Hall, openOn } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';

let hall: Hall;
const form = {
  title: 'Årsmøte',
  place: 'Folkets Hus',
  startsAt: '2026-03-01T17:00:00.000Z',
  quorum: { num: 1, den: 3 },
};

beforeAll(async () => {
  hall = await gatherHall({ delegates: 2 });
});

afterAll(() => hall.server.end());

const here = (): { slug: string; meeting: string } => ({ slug: hall.slug, meeting: hall.meeting });

function move(to: MeetingState): Promise<{ state: MeetingState }> {
  return hall.administrator.call('setMeetingState', here(), { to });
}

async function refusesMove(to: MeetingState, code: 'meeting.state' | 'item.busy' = 'meeting.state'): Promise<void> {
  await expectRefused(hall.server, code, hall.administrator, 'setMeetingState', here(), { to });
}

async function shown(): Promise<NonNullable<Awaited<ReturnType<typeof snapshot>>['meeting']>> {
  const { meeting } = await snapshot();
  if (meeting === null) throw new Error('there is no meeting');
  return meeting;
}

function snapshot(person = hall.administrator) {
  return person.call('snapshot', { slug: hall.slug });
}

/** Makes a newer meeting, which the rest of the test is about. */
async function newMeeting(more: { constitute?: boolean } = {}): Promise<void> {
  hall.meeting = (await hall.administrator.call('createMeeting', { slug: hall.slug }, { ...form, ...more })).meeting;
}

test('a meeting is not closed while a ballot is open; closed, it may be opened again', async () => {
  const ballot = await openOn(hall);
  await refusesMove('closed', 'item.busy');
  await hall.administrator.call('stopBallot', { slug: hall.slug, ballot });
  await refusesMove('closed', 'item.busy');
  await closeBallot(hall.pair, ballot);
  expect(await move('closed')).toEqual({ state: 'closed' });
  for (const to of ['planned', 'called', 'adjourned', 'closed', 'signed'] as const) await refusesMove(to);
  expect((await shown()).state).toBe('closed');
  await move('open');
  expect((await shown()).state).toBe('open');
});

test('a meeting is planned, called, opened, adjourned, opened again and closed; each step stands in the journal', async () => {
  await newMeeting();
  expect(await shown()).toMatchObject({ title: 'Årsmøte', state: 'planned', item: null, listClosed: false });
  for (const to of ['planned', 'adjourned', 'closed', 'signed'] as const) await refusesMove(to);
  const path = ['called', 'open', 'adjourned', 'open', 'closed'] as const;
  for (const to of path) expect(await move(to)).toEqual({ state: to });
  const steps = hall.server.journal(hall.slug).flatMap((entry) => {
    return entry.type === 'meeting.state' && entry.meeting === hall.meeting ? [entry.state] : [];
  });
  expect(steps).toEqual(path);
});

test('a meeting that was planned may be opened without a call', async () => {
  await newMeeting();
  expect(await move('open')).toEqual({ state: 'open' });
});

test('a meeting begins with the six items that constitute it, unless it is to have none', async () => {
  await newMeeting();
  const { agenda } = await shown();
  expect(agenda.map(({ number, kind, state, note }) => [number, kind, state, note])).toEqual(
    ['notice', 'agenda', 'chair', 'secretary', 'signers', 'tellers'].map((kind, i) => [i + 1, kind, 'waiting', '']),
  );
  expect(agenda[2]?.title).toBe('Valg av møteleder');
  await newMeeting({ constitute: false });
  expect((await shown()).agenda).toEqual([]);
});

test('title, place, time and quorum are changed until the meeting opens', async () => {
  await newMeeting();
  const other = { title: ' Ekstraordinært årsmøte ', place: '', startsAt: form.startsAt, quorum: { num: 2, den: 3 } };
  await hall.administrator.call('editMeeting', here(), other);
  expect(await shown()).toMatchObject({
    title: 'Ekstraordinært årsmøte',
    place: '',
    quorum: { num: 2, den: 3, members: 3, required: 2 },
  });
  await move('called');
  await hall.administrator.call('editMeeting', here(), form);
  await move('open');
  await expectRefused(hall.server, 'meeting.state', hall.administrator, 'editMeeting', here(), other);
  const wrong = [
    { ...form, title: ' ' },
    { ...form, quorum: { num: 2, den: 1 } },
    { ...form, startsAt: 'i morgen' },
  ];
  for (const body of wrong) {
    await expectRefused(hall.server, 'request.invalid', hall.administrator, 'editMeeting', here(), body);
  }
  expect((await shown()).title).toBe('Årsmøte');
});

test('the next meeting takes the settings over, but for its dates', async () => {
  await newMeeting();
  expect((await shown()).settings).toEqual(defaultSettings);
  const settings: MeetingSettings = {
    ...defaultSettings,
    proposalDeadline: '2026-02-01T12:00:00.000Z',
    amendmentDeadline: '2026-02-15T12:00:00.000Z',
    seconds: 2,
    speech: 120,
    reply: 45,
    balance: true,
    selfCheckIn: false,
    wifi: { name: 'Folkets Hus', password: 'solidaritet' },
    rule: { num: 2, den: 3, strict: false, base: 'cast', blanks: 'allowed', tie: 'falls' },
    language: 'nn',
  };
  await hall.administrator.call('setMeetingSettings', here(), settings);
  expect((await shown()).settings).toEqual(settings);
  await newMeeting();
  const next = await shown();
  expect(next.settings).toEqual({ ...settings, proposalDeadline: null, amendmentDeadline: null });
  expect(next.agenda[2]?.title).toBe('Val av møteleiar');
  const wrong = { ...settings, wifi: { name: '', password: 'x' } };
  await expectRefused(hall.server, 'request.invalid', hall.administrator, 'setMeetingSettings', here(), wrong);
  const half = { speech: 60 } as MeetingSettings;
  await expectRefused(hall.server, 'request.invalid', hall.administrator, 'setMeetingSettings', here(), half);
});

test('the password of the hall is for those who lead the meeting', async () => {
  const [chair, secretary, signer, delegate] = [...hall.people, ...hall.people];
  const wifi = { name: 'Folkets Hus', password: 'solidaritet' };
  await hall.administrator.call('setMeetingSettings', here(), { ...defaultSettings, wifi });
  const password = async (person = hall.administrator): Promise<string | undefined> =>
    (await snapshot(person)).meeting?.settings.wifi?.password;
  const roles = { chair: [chair?.member ?? ''], secretary: [], signer: [] };
  await hall.administrator.call('setRoles', here(), roles);
  expect(await Promise.all([password(), password(chair), password(secretary)])).toEqual([
    'solidaritet',
    'solidaritet',
    '',
  ]);
  await hall.administrator.call('setRoles', here(), { ...roles, chair: [], secretary: [secretary?.member ?? ''] });
  expect(await Promise.all([password(chair), password(secretary)])).toEqual(['', 'solidaritet']);
  await hall.administrator.call('setRoles', here(), { ...roles, chair: [], signer: [signer?.member ?? ''] });
  expect(await Promise.all([password(signer), password(delegate)])).toEqual(['', '']);
  expect((await snapshot(signer)).meeting?.settings.wifi?.name).toBe('Folkets Hus');
});

test('tellers have a role of their own, which stays where it is not named', async () => {
  const [first, second] = hall.people;
  const [one, two] = [first?.member ?? '', second?.member ?? ''];
  const me = [hall.administrator.member];
  const roles = { chair: me, secretary: me, signer: [] };
  await hall.administrator.call('setRoles', here(), { ...roles, teller: [one, two] });
  expect((await shown()).officers.teller).toHaveLength(2);
  expect((await snapshot(first)).me?.roles).toEqual(['teller', 'delegate']);
  await hall.administrator.call('setRoles', here(), { ...roles, signer: [one] });
  expect((await snapshot(first)).me?.roles.toSorted()).toEqual(['delegate', 'signer', 'teller']);
  await hall.administrator.call('setRoles', here(), { ...roles, teller: [] });
  expect((await snapshot(first)).me?.roles).toEqual(['delegate']);
  const many = Array.from({ length: 7 }, () => one);
  const tooMany = { ...roles, teller: many };
  await expectRefused(hall.server, 'request.invalid', hall.administrator, 'setRoles', here(), tooMany);
  const nobody = { ...roles, teller: ['nobody'] };
  await expectRefused(hall.server, 'not_found', hall.administrator, 'setRoles', here(), nobody);
  const changes = hall.server.journal(hall.slug).filter((entry) => {
    return entry.type === 'roles.set' && entry.meeting === hall.meeting;
  });
  // one when the meeting was made, three in the test before this one
  expect(changes).toHaveLength(1 + 3 + 3);
});

test('roles change in the middle of the meeting', async () => {
  const [first] = hall.people;
  await move('open');
  const chair = [first?.member ?? ''];
  await hall.administrator.call('setRoles', here(), { chair, secretary: [hall.administrator.member], signer: [] });
  expect(await first?.call('setMeetingState', here(), { to: 'adjourned' })).toEqual({ state: 'adjourned' });
  const me = [hall.administrator.member];
  await hall.administrator.call('setRoles', here(), { chair: me, secretary: me, signer: [] });
  await expectRefused(hall.server, 'role.missing', first ?? hall.administrator, 'setMeetingState', here(), {
    to: 'open',
  });
  await move('open');
});

test('a meeting that a newer one took over from stays as it is', async () => {
  const old = here();
  await newMeeting();
  const { server, administrator } = hall;
  await expectRefused(server, 'meeting.missing', administrator, 'setMeetingState', old, { to: 'closed' });
  await expectRefused(server, 'meeting.missing', administrator, 'editMeeting', old, form);
  await expectRefused(server, 'meeting.missing', administrator, 'setMeetingSettings', old, defaultSettings);
  const nowhere = { ...old, meeting: 'nowhere' };
  await expectRefused(server, 'not_found', administrator, 'setMeetingState', nowhere, { to: 'open' });
  await expectRefused(server, 'not_found', administrator, 'editMeeting', nowhere, form);
  await expectRefused(server, 'not_found', administrator, 'setMeetingSettings', nowhere, defaultSettings);
});

test('a ballot opens only in a meeting that is open', async () => {
  await newMeeting();
  await hall.administrator.call('checkIn', here(), { members: [hall.administrator.member], present: true });
  await signRoll(hall.pair);
  for (const to of ['called', 'open', 'adjourned'] as const) {
    await move(to);
    if (to === 'open') continue;
    await expect(openOn(hall)).rejects.toMatchObject({ code: 'meeting.state' });
  }
  await move('open');
  await closeBallot(hall.pair, await openOn(hall));
});
