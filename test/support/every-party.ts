import type { Hall } from './hall.ts';
import { ask, confirm, joinBelow, leave, requestAt } from './joining.ts';
import { addUnit, type Unit } from './party.ts';

/** Calls every command of a branch's place in the party once with success, with branches made for it. */
export async function takePlaces({ server, administrator: leader, pair }: Hall): Promise<void> {
  const unit = (slug: string): Unit => ({
    server,
    slug,
    id: `${pair.server}/lag/${slug}`,
    name: slug,
    leader,
    above: pair.county,
  });
  const county = unit(pair.county);
  const slug = county.slug;
  const { invitation } = await leader.call('inviteBranch', { slug }, { name: 'Sotra', level: 'lokallag' });
  await leader.call('withdrawInvitation', { slug, invitation });
  const child = await addUnit(county, 'askoy', 'Askøy', 'lokallag');
  await leave(child, county);
  await ask(child, county);
  const { request } = await requestAt(county, child);
  await leader.call('declineChild', { slug, request });
  await child.leader.call('withdrawAsking', { slug: child.slug });
  await joinBelow(county, child);
  await child.leader.call('renameBranch', { slug: child.slug }, { name: 'Askøy Arbeiderparti', level: 'lokallag' });
  await confirm(county, child);
  const { key } = await leader.call('party', { slug });
  await leader.call('rekeyBranch', { slug }, { kid: key.kid });
  await leader.call('revokeChild', { slug }, { child: child.id, reason: 'Slått sammen' });
  const { name } = await child.leader.call('party', { slug: child.slug });
  await child.leader.call('closeBranch', { slug: child.slug }, { name });
}
