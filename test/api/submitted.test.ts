import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { closeBallot, openBallot } from '../../server/demo/meeting.ts';
import type { Person } from '../../server/demo/person.ts';
import type { Effect, ProposalKind } from '../../server/rules/motion.ts';
import { makeClock, minute } from '../support/clock.ts';
import { matter, settle } from '../support/floor.ts';
import { gatherHall, type Hall, propose } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';
import { engine } from '../support/server.ts';

const clock = makeClock();
let hall: Hall;
let delegate: Person;
let other: Person;
let participant: Person;
let observer: Person;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 4, ...(engine === 'node' ? { surroundings: clock } : {}) });
  [delegate, other, participant, observer] = hall.people as [Person, Person, Person, Person];
  for (const [person, kind] of [
    [participant, 'participant'],
    [observer, 'observer'],
  ] as const) {
    await hall.administrator.call('setStanding', here(), { member: person.member, kind, placeOf: null });
  }
});

beforeEach(() => strek(false));

afterAll(() => hall.server.end());

const here = (): { slug: string; meeting: string } => ({ slug: hall.slug, meeting: hall.meeting });

function body(kind: ProposalKind = 'text', effect: Effect | null = null) {
  return {
    item: null,
    kind,
    content: { text: 'Gratis buss\n\n1. Bussen skal være gratis.' },
    reason: 'Det haster.',
    effect,
  };
}

function strek(closed: boolean): Promise<object> {
  return hall.administrator.call('setIntake', here(), { closed });
}

function refuses(
  code: Parameters<typeof expectRefused>[1],
  person: Person,
  sent: ReturnType<typeof body> | Record<string, unknown> = body(),
): Promise<void> {
  return expectRefused(hall.server, code, person, 'submitProposal', here(), sent as ReturnType<typeof body>);
}

async function setDeadline(proposalDeadline: string | null): Promise<void> {
  const { meeting } = await hall.administrator.call('snapshot', { slug: hall.slug });
  if (meeting === null) throw new Error('there is no meeting');
  await hall.administrator.call('setMeetingSettings', here(), { ...meeting.settings, proposalDeadline });
}

test('a delegate sends a proposal, which everybody sees with the name and the reason, and the delegate as their own', async () => {
  const { proposal, content } = await delegate.call('submitProposal', here(), body());
  expect(content.title).toBe('Gratis buss');
  const { me } = await delegate.call('snapshot', { slug: hall.slug });
  expect(await matter(delegate, hall, proposal)).toMatchObject({
    kind: 'text',
    state: 'submitted',
    content,
    reason: 'Det haster.',
    proposer: { name: me?.name },
    mine: true,
  });
  expect(await matter(other, hall, proposal)).toMatchObject({ proposer: { name: me?.name }, mine: false });
  expect(hall.server.journal(hall.slug).at(-1)).toMatchObject({ type: 'proposal.saved', proposal });
  expect(JSON.stringify(hall.server.journal(hall.slug))).not.toContain(me?.name);
});

test('a participant sends proposals too; an observer does not', async () => {
  await participant.call('submitProposal', here(), body());
  await refuses('role.missing', observer);
});

test('approvals, elections and questions are for those who lead the meeting', async () => {
  for (const kind of ['approve', 'elect', 'question'] as const) {
    await refuses('standing.none', delegate, body(kind));
    const { proposal } = await hall.administrator.call('submitProposal', here(), body(kind));
    expect((await matter(delegate, hall, proposal)).kind).toBe(kind);
  }
});

test('an effect must be one of the kind, and what it names must be there', async () => {
  const { proposal: target } = await propose(hall);
  const effects: [ProposalKind, Effect | null][] = [
    ['text', { kind: 'close-list' }],
    ['postpone', null],
    ['postpone', { kind: 'forward', target, to: 'styret' }],
    ['forward', { kind: 'postpone', target }],
    ['procedure', { kind: 'postpone', target }],
    ['elect', { kind: 'close-intake' }],
    ['approve', { kind: 'speech-time', seconds: 60 }],
  ];
  for (const [kind, effect] of effects) await refuses('request.invalid', hall.administrator, body(kind, effect));
  await refuses('not_found', delegate, body('postpone', { kind: 'postpone', target: 'nothing' }));
  const elect = { kind: 'elect', role: 'teller', members: ['nobody'] } as const;
  await refuses('not_found', hall.administrator, body('elect', { ...elect, members: [...elect.members] }));
  const { proposal } = await delegate.call('submitProposal', here(), body('postpone', { kind: 'postpone', target }));
  expect((await matter(other, hall, proposal)).effect).toEqual({ kind: 'postpone', target });
});

test('a text without words, and an agenda item of another meeting, are refused', async () => {
  await refuses('proposal.empty', delegate, { ...body(), content: { text: '\n' } });
  await refuses('not_found', delegate, { ...body(), item: 'nothing' });
  await expectRefused(
    hall.server,
    'not_found',
    delegate,
    'submitProposal',
    { slug: hall.slug, meeting: 'nowhere' },
    body(),
  );
});

test('after strek no texts are taken in but those of the chair; what is procedural is', async () => {
  await strek(true);
  await refuses('intake.closed', delegate);
  await delegate.call('submitProposal', here(), body('procedure', { kind: 'close-list' }));
  await hall.administrator.call('submitProposal', here(), body());
  const { intake } = await delegate.call('snapshot', { slug: hall.slug });
  expect(intake).toEqual({ proposals: 'closed', amendments: 'closed' });
  await strek(false);
  await delegate.call('submitProposal', here(), body());
  const types = hall.server.journal(hall.slug).filter(({ type }) => type === 'intake.closed');
  expect(types.slice(-2)).toMatchObject([{ closed: true }, { closed: false }]);
});

test.skipIf(engine === 'workers')(
  'after its deadline a proposal is not taken in; the deadline is the last moment',
  async () => {
    const at = new Date(clock.now() + minute).toISOString();
    await setDeadline(at);
    await delegate.call('submitProposal', here(), body());
    const intake = async () => (await delegate.call('snapshot', { slug: hall.slug })).intake;
    expect(await intake()).toEqual({ proposals: 'open', amendments: 'open' });
    clock.pass(2 * minute);
    await refuses('deadline.passed', delegate);
    // the snapshot is of its own time, though nothing was written since the one before
    expect(await intake()).toEqual({ proposals: 'deadline', amendments: 'open' });
    await delegate.call('submitProposal', here(), body('procedure'));
    await hall.administrator.call('submitProposal', here(), body());
    await setDeadline(null);
  },
);

test('a proposal is put under an agenda item of the meeting, and moved', async () => {
  const { administrator, slug } = hall;
  const { item } = await administrator.call('addItem', here(), { kind: 'matter', title: 'Buss', minutes: null });
  const { proposal } = await delegate.call('submitProposal', here(), { ...body(), item });
  expect((await matter(other, hall, proposal)).item).toBe(item);
  await administrator.call('moveProposal', { slug, proposal }, { item: null });
  expect((await matter(other, hall, proposal)).item).toBeNull();
  const at = { slug, proposal };
  await expectRefused(hall.server, 'not_found', administrator, 'moveProposal', at, { item: 'nothing' });
  await expectRefused(hall.server, 'role.missing', delegate, 'moveProposal', at, { item });
  const entered = await administrator.call('addProposal', here(), { text: 'Tittel\n\n1. Krav', item });
  expect((await matter(other, hall, entered.proposal)).item).toBe(item);
});

test('who proposed it, the chair and the secretary uphold and withdraw it, until it is put to the vote', async () => {
  const { administrator, slug, server } = hall;
  const { proposal } = await delegate.call('submitProposal', here(), body());
  const at = { slug, proposal };
  await expectRefused(server, 'standing.none', other, 'proposalState', at, { to: 'withdrawn' });
  await delegate.call('proposalState', at, { to: 'withdrawn' });
  expect(await matter(other, hall, proposal)).toMatchObject({
    state: 'withdrawn',
    disposition: { kind: 'withdrawn' },
    steps: [],
  });
  await administrator.call('proposalState', at, { to: 'upheld' });
  expect(await matter(other, hall, proposal)).toMatchObject({ state: 'upheld', disposition: { kind: 'open' } });
  const ballot = await openBallot(hall.pair, proposal, 'whole');
  await expectRefused(server, 'proposal.locked', delegate, 'proposalState', at, { to: 'withdrawn' });
  await closeBallot(hall.pair, ballot);
  await expectRefused(server, 'proposal.locked', delegate, 'proposalState', at, { to: 'withdrawn' });
  await expectRefused(server, 'not_found', delegate, 'proposalState', { slug, proposal: 'no' }, { to: 'withdrawn' });
  expect((await matter(other, hall, proposal)).disposition).toEqual({ kind: 'rejected', ballot });
});

test('a trial ballot neither locks a proposal nor decides it', async () => {
  const { slug } = hall;
  const { proposal } = await delegate.call('submitProposal', here(), body());
  const ballot = await openBallot(hall.pair, proposal, 'whole', undefined, { trial: true });
  await settle({ ...hall, people: [delegate, other] }, ballot, 'for');
  expect(await matter(other, hall, proposal)).toMatchObject({ disposition: { kind: 'open' }, locked: false });
  await delegate.call('proposalState', { slug, proposal }, { to: 'withdrawn' });
});

test('the drafting committee recommends on a proposal, with dissents, and takes it back', async () => {
  const { administrator, slug, server } = hall;
  const { proposal } = await propose(hall);
  const recommendation = {
    recommended: { kind: 'adopt' as const },
    dissents: [{ by: 'Et mindretall på to', recommended: { kind: 'forward' as const, to: 'styret' } }],
  };
  const at = { slug, proposal };
  await administrator.call('recommendProposal', at, { recommendation });
  expect((await matter(other, hall, proposal)).recommendation).toEqual(recommendation);
  await administrator.call('recommendProposal', at, { recommendation: null });
  expect((await matter(other, hall, proposal)).recommendation).toBeNull();
  await expectRefused(server, 'role.missing', delegate, 'recommendProposal', at, { recommendation });
});

test('an adopted postponement postpones its target, and a forwarding forwards it', async () => {
  const effects: Effect[] = [
    { kind: 'postpone', target: '' },
    { kind: 'forward', target: '', to: 'styret' },
  ];
  for (const effect of effects) {
    const { proposal: target } = await propose(hall);
    const { proposal } = await delegate.call(
      'submitProposal',
      here(),
      body(effect.kind as 'postpone' | 'forward', { ...effect, target } as Effect),
    );
    await settle({ ...hall, people: [delegate, other] }, await openBallot(hall.pair, proposal, 'whole'), 'for');
    const { kind } = (await matter(other, hall, target)).disposition;
    expect(kind).toBe(effect.kind === 'postpone' ? 'postponed' : 'forwarded');
  }
});

test('when the meeting is closed nothing more is taken in', async () => {
  const { administrator } = hall;
  await administrator.call('setMeetingState', here(), { to: 'closed' });
  await refuses('meeting.state', delegate);
  await expectRefused(hall.server, 'meeting.state', administrator, 'setIntake', here(), { closed: true });
  await administrator.call('setMeetingState', here(), { to: 'open' });
});
