import type { Device, DeviceOptions, Stage } from './browser.ts';
import type { Unit } from './party.ts';
import { enrol } from './walk.ts';

/** A browser in which the leader of a branch makes another passkey and is signed in. */
export async function deskAt(
  stage: Stage,
  unit: Pick<Unit, 'slug' | 'leader'>,
  options: DeviceOptions = { screen: 'laptop' },
): Promise<Device> {
  const { slug, leader } = unit;
  const { members } = await leader.call('members', { slug });
  const own = members.filter(({ roles }) => roles.includes('leader')).map(({ member }) => member);
  const { invitations } = await leader.call('invite', { slug }, { members: own.slice(0, 1) });
  const device = await stage.device(options);
  await enrol(device, `${leader.server}/lag/${slug}/inn#${invitations[0]?.token}`);
  return device;
}
