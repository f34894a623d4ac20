import { inviteAll, signRoll } from '../../server/demo/meeting.ts';
import type { Device, DeviceOptions, Stage } from './browser.ts';
import type { Hall } from './hall.ts';
import type { Unit } from './party.ts';
import { enrol } from './walk.ts';

/** A member of the hall with a browser of their own. */
export interface Newcomer {
  device: Device;
  member: string;
}

/** Invites one more member over the API, and gives the link. */
export async function inviteOne(
  { pair }: Hall,
  number: string,
  name: string,
): Promise<{ member: string; link: string }> {
  const [invitation] = await inviteAll(pair, `medlemsnummer;navn\n${number};${name}`);
  if (invitation === undefined) throw new Error('nobody was invited');
  return { member: invitation.member, link: `${pair.server}/lag/${pair.branch}/inn#${invitation.token}` };
}

/** One more member, who makes the passkey in a browser. Not checked in yet. */
export async function joinHall(
  stage: Stage,
  hall: Hall,
  number: string,
  name: string,
  options: DeviceOptions = {},
): Promise<Newcomer> {
  const { member, link } = await inviteOne(hall, number, name);
  const device = await stage.device(options);
  await enrol(device, link);
  return { device, member };
}

/** Checks newcomers in and has the roll signed with them on it. */
export async function seat({ administrator, pair, slug, meeting }: Hall, ...newcomers: Newcomer[]): Promise<void> {
  const members = newcomers.map(({ member }) => member);
  await administrator.call('checkIn', { slug, meeting }, { members, present: true });
  await signRoll(pair);
}

/** A laptop at which the administrator, who leads, chairs and keeps the roll, makes another passkey. */
export async function ownDesk(
  stage: Stage,
  { administrator, pair, slug }: Hall,
  options: DeviceOptions = { screen: 'laptop' },
): Promise<Device> {
  const { invitations } = await administrator.call('invite', { slug }, { members: [administrator.member] });
  const device = await stage.device(options);
  await enrol(device, `${pair.server}/lag/${slug}/inn#${invitations[0]?.token}`);
  await signRoll(pair);
  return device;
}

/** A browser in which a member, who has none or another one, makes a passkey now: the roll that is signed does not have it. */
export async function keyLater(
  stage: Stage,
  { administrator, pair, slug }: Hall,
  number: string,
  options: DeviceOptions = {},
): Promise<Device> {
  const { members } = await administrator.call('members', { slug });
  const member = members.find((one) => one.number === number)?.member ?? '';
  const { invitations } = await administrator.call('invite', { slug }, { members: [member] });
  const device = await stage.device(options);
  await enrol(device, `${pair.server}/lag/${slug}/inn#${invitations[0]?.token}`);
  return device;
}

/** A browser in which the leader of a branch makes another passkey. */
export async function leaderIn(
  stage: Stage,
  { slug, leader }: Pick<Unit, 'slug' | 'leader'>,
  options: DeviceOptions = {},
): Promise<Device> {
  const { members } = await leader.call('members', { slug });
  const me = members.find(({ roles }) => roles.includes('leader'))?.member ?? '';
  const { invitations } = await leader.call('invite', { slug }, { members: [me] });
  const device = await stage.device(options);
  await enrol(device, `${stage.address}/lag/${slug}/inn#${invitations[0]?.token}`);
  return device;
}
