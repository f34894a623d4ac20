import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ResponseOf } from '../../server/api/endpoints.ts';
import { cancel, closeBallot, openSubject, vote } from '../../server/demo/meeting.ts';
import type { Person } from '../../server/demo/person.ts';
import type { Option } from '../../server/rules/formats.ts';
import type { Effect, ProposalKind } from '../../server/rules/motion.ts';
import { gatherHall, type Hall, propose } from '../support/hall.ts';

let hall: Hall;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 5 });
});

afterAll(() => hall.server.end());

const snapshot = (): Promise<ResponseOf<'snapshot'>> => hall.administrator.call('snapshot', { slug: hall.slug });

/** Puts a motion with an effect to the vote, everybody marking the same; gives the ballot. */
async function move(
  kind: ProposalKind,
  effect: Effect,
  mark: Option = 'for',
  manner: { trial?: true } = {},
): Promise<string> {
  const { administrator, slug, meeting, people, pair } = hall;
  const content = { title: 'Forslag', blocks: [{ kind: 'paragraph' as const, text: 'Møtet vedtar dette.' }] };
  const { proposal, content: stored } = await administrator.call(
    'submitProposal',
    { slug, meeting },
    { item: null, kind, content, reason: '', effect },
  );
  const ballot = await openSubject(pair, proposal, { kind: 'text', content: stored }, manner);
  for (const person of people) await vote(person, slug, ballot, { text: mark });
  await closeBallot(pair, ballot);
  return ballot;
}

const idOf = (i: number): string => (hall.people[i] as Person).member;

describe('what is adopted happens when its ballot closes', () => {
  beforeEach(async () => {
    const { administrator, slug, meeting } = hall;
    await administrator.call('setList', { slug, meeting }, { closed: false });
    await administrator.call('setIntake', { slug, meeting }, { closed: false });
  });

  test('those elected serve in the place of those before them; other roles stay', async () => {
    await move('elect', { kind: 'elect', role: 'teller', members: [idOf(2), idOf(3)] });
    await move('elect', { kind: 'elect', role: 'signer', members: [idOf(4), idOf(3)] });
    const { meeting } = await snapshot();
    expect(meeting?.officers).toMatchObject({
      teller: [expect.anything(), expect.anything()],
      signer: [expect.anything(), expect.anything()],
    });
    const roles = async (i: number) =>
      (await (hall.people[i] as Person).call('snapshot', { slug: hall.slug })).me?.roles;
    expect(await roles(0)).not.toContain('signer');
    expect(await roles(4)).toContain('signer');
    expect(await roles(3)).toEqual(expect.arrayContaining(['signer', 'teller']));
    expect((await snapshot()).me?.roles).toEqual(expect.arrayContaining(['chair', 'secretary']));
  });

  test('the list of speakers and the intake are closed, and the speaking time is set', async () => {
    const before = await snapshot();
    expect([before.meeting?.listClosed, before.meeting?.intakeClosedAt]).toEqual([false, null]);
    await move('procedure', { kind: 'close-list' });
    await move('procedure', { kind: 'close-intake' });
    await move('procedure', { kind: 'speech-time', seconds: 45 });
    const { meeting } = await snapshot();
    expect(meeting).toMatchObject({ listClosed: true, settings: { speech: 45, reply: 60 } });
    expect(meeting?.intakeClosedAt).not.toBeNull();
  });

  test('not when it is rejected, and not by a trial', async () => {
    const now = (await snapshot()).meeting;
    await move('procedure', { kind: 'close-list' }, 'against');
    await move('procedure', { kind: 'close-list' }, 'for', { trial: true });
    await move('elect', { kind: 'elect', role: 'teller', members: [idOf(0)] }, 'blank');
    expect((await snapshot()).meeting).toEqual(now);
  });

  test('cancelling the ballot later does not undo who was elected', async () => {
    const ballot = await move('elect', { kind: 'elect', role: 'teller', members: [idOf(1)] });
    await cancel(hall.pair, ballot, 'Feil');
    expect((await (hall.people[1] as Person).call('snapshot', { slug: hall.slug })).me?.roles).toContain('teller');
  });
});

test('postponing another proposal is derived from the ballot, and so undone with it', async () => {
  const { proposal } = await propose(hall);
  const disposition = async () => (await snapshot()).proposals.find(({ id }) => id === proposal)?.disposition;
  const ballot = await move('postpone', { kind: 'postpone', target: proposal });
  expect(await disposition()).toEqual({ kind: 'postponed' });
  await cancel(hall.pair, ballot, 'Feil');
  expect(await disposition()).toEqual({ kind: 'open' });
});
