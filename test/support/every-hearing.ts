import { vi } from 'vitest';
import { Person } from '../../server/demo/person.ts';
import { emptyHearing, type HearingDraft } from '../../server/rules/hearing.ts';
import { add } from './amendments.ts';
import { answerIn, handOverBy } from './answering.ts';
import { type Hall, propose } from './hall.ts';
import { initiatives } from './hearing.ts';
import { messageIn, resolutionIn, type Unit } from './party.ts';

type Led = Pick<Unit, 'slug' | 'leader'>;

/** Sends a hearing that soon runs out; gives its hash. */
export async function beginHearing({ administrator: leader, pair }: Hall): Promise<string> {
  return publish({ leader, slug: pair.county }, 'Kort frist', 8000);
}

async function publish(
  { leader, slug }: Led,
  title: string,
  lasting: number,
  more: Partial<HearingDraft> = {},
): Promise<string> {
  const now = Date.now();
  const times = { opensAt: new Date(now - 1000).toISOString(), deadline: new Date(now + lasting).toISOString() };
  const draft = { ...emptyHearing, ...initiatives(), title, outside: true, ...times, ...more };
  const added = await leader.call('addHearingDraft', { slug }, draft);
  return (await leader.call('publishHearing', { slug, draft: added.draft })).hearing;
}

/**
 * Calls every endpoint of committees and hearings once with success.
 * @param ending a hearing that runs out meanwhile.
 */
export async function runHearings(hall: Hall, ending: string): Promise<void> {
  const { administrator: leader, pair, slug } = hall;
  const county = { leader, slug: pair.county };
  const branch = { leader, slug };
  const nobody = new Person(pair.server);
  await workInCommittee(county);
  const hearing = await publish(county, 'Lang frist', 86_400_000);
  const call = await publish(county, 'Forslag til landsmøtet', 86_400_000, { kind: 'proposals' });
  for (const hash of [hearing, call]) await messageIn(branch, 'hearing', hash);
  await nobody.call('hearings', { slug });
  await nobody.call('hearing', { slug, hearing });
  const at = { slug: pair.county, hearing };
  await leader.call('remindHearing', at);
  const comments = [{ place: 0, type: 'comment' as const, text: 'Takk for forslaget.', reason: '' }];
  const { input } = await leader.call('writeInput', { slug, hearing }, { comments });
  await messageIn(county, 'input', input);
  const outside = await nobody.call('outsideInput', at, { name: 'Kari Nordmann', organisation: 'NOAS', comments });
  await leader.call('hideInput', { slug: pair.county, input: outside.input }, { hidden: true });
  await leader.call('hearingInputs', at);
  const { proposal } = await propose(hall);
  await leader.call('sendToCall', { slug, proposal }, { hearing: call });
  const amendments = ['Staten betaler.', 'Kommunene bosetter.'].map((text) => add(6, text));
  const answer = await answerIn(hall, hearing, { amendments: amendments.map((change) => [change, 'for']) });
  await resolutionIn(county, answer);
  const report = await nobody.call('hearingReport', at);
  const [change = '', sameAs = ''] = report.amendments.map((group) => group.change);
  await leader.call('groupChanges', at, { change, sameAs });
  await leader.call('ungroupChange', at, { change });
  await nobody.call('hearingMatrix', at);
  await nobody.call('hearingProgress', at);
  // the short deadline has most often passed by now
  await vi.waitFor(() => leader.call('closeHearing', { slug: pair.county, hearing: ending }), { timeout: 20_000 });
  await nobody.call('closingReport', { slug: pair.county, hearing: ending });
  for (const file of ['report.json', 'answers.csv', 'amendments.csv'])
    await nobody.fetch(`/lag/${pair.county}/hearings/${hearing}/${file}`);
  await nobody.fetch(`/lag/${pair.county}/hearings/${ending}/report.jws`);
  for (const ending of ['ics', 'jws']) await nobody.fetch(`/lag/${slug}/hearings/${hearing}.${ending}`);
}

async function workInCommittee(county: Led): Promise<void> {
  const { leader, slug } = county;
  const draft = await handOverBy(county, initiatives());
  const [{ committee = '' } = {}] = (await leader.call('committees', { slug })).committees;
  const form = { name: 'Utvalget', mandate: '', deadline: null, members: [] };
  await leader.call('editCommittee', { slug, committee }, form);
  await leader.call('hearingDrafts', { slug });
  await leader.call('editHearingDraft', { slug, draft }, { ...emptyHearing, committee });
  await leader.call('deleteHearingDraft', { slug, draft });
  await leader.call('closeCommittee', { slug, committee });
}
