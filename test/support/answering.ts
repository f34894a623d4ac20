import { closeBallot, openBallot, openSubject, resolve, vote } from '../../server/demo/meeting.ts';
import type { Change } from '../../server/rules/amendment.ts';
import type { Mode } from '../../server/rules/ballot.ts';
import { wholeQuestion } from '../../server/rules/ballot.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { Marks, Option } from '../../server/rules/formats.ts';
import type { PlanStep } from '../../server/rules/plan.ts';
import { type ProposalContent, pointsOf } from '../../server/rules/proposal.ts';
import { amend, matter, settle, subjectOf } from './floor.ts';
import type { Hall } from './hall.ts';
import { committeeMembers } from './hearing.ts';
import type { Unit } from './party.ts';

/** A national committee appointed, at work, unanimous, and its draft handed over; gives the hearing's draft. */
export async function handOverBy(
  { leader, slug }: Pick<Unit, 'leader' | 'slug'>,
  { title, blocks }: ProposalContent,
): Promise<string> {
  const form = { name: 'Migrasjonsutvalget', mandate: 'Utvikle en helhetlig politikk.', deadline: '2018-09-12' };
  const { committee } = await leader.call('createCommittee', { slug }, { ...form, members: committeeMembers() });
  const at = { slug, committee };
  const { version: base } = await leader.call('committee', at);
  const { version } = await leader.call('saveDraft', at, { base, title, blocks });
  await leader.call('recommendDraft', at, { version, recommendation: { unanimous: true, dissents: [] } });
  return (await leader.call('handOver', at, { version })).draft;
}

/** What a meeting makes of a hearing's text. */
export interface Handling {
  /** Amendments, and whether they are adopted. */
  amendments?: [Change, 'for' | 'against'][];
  mode?: Mode;
  /** On each point as it then stands; for where nothing is said. */
  points?: Option[];
}

/** A meeting takes a hearing up, votes on amendments and on the text, and answers; gives the hash of its resolution. */
export async function answerIn(hall: Hall, hearing: string, handling: Handling = {}): Promise<string> {
  const { administrator: chair, people, pair, slug } = hall;
  const { amendments = [], mode = 'points', points = [] } = handling;
  const { proposal } = await chair.call('takeUpHearing', { slug, hearing });
  const [first] = people;
  if (first === undefined) throw new Error('the meeting has no delegates');
  for (const [change] of amendments) await amend(first, hall, proposal, change);
  for (;;) {
    const info = await matter(chair, hall, proposal);
    const [step] = info.steps as PlanStep[];
    if (step === undefined || step.kind === 'text') break;
    const ballot = await openSubject(pair, proposal, subjectOf(info, step));
    const number = step.of[0];
    await settle(hall, ballot, amendments[Number(number) - 1]?.[1] ?? 'for');
  }
  const ballot = await openBallot(pair, proposal, mode);
  const { text } = await matter(chair, hall, proposal);
  const marks: Marks =
    mode === 'whole'
      ? { [wholeQuestion]: 'for' }
      : Object.fromEntries(pointsOf(text.blocks).map(({ number }) => [number, points[number - 1] ?? 'for']));
  for (const person of people) await vote(person, slug, ballot, marks);
  await closeBallot(pair, ballot);
  return hashOf(await resolve(pair, ballot, people.slice(0, 2)));
}
