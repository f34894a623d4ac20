import { callToOrder, enrolAll, inviteAll, type Pair } from '../../server/demo/meeting.ts';
import { memberCsv } from '../../server/demo/people.ts';
import { Person } from '../../server/demo/person.ts';
import type { Device, DeviceOptions, Stage } from './browser.ts';
import type { Hall } from './hall.ts';
import type { TestServer } from './server.ts';
import { enrol } from './walk.ts';

/** A branch and the person who leads it, on a phone of software. */
export interface Led {
  slug: string;
  leader: Person;
}

/** Three levels of one party on a server. */
export interface Levels {
  server: TestServer;
  national: Led;
  /** Its own meeting stands open. */
  county: Hall;
  /** A branch below the county, whose meeting stands open. */
  branch: Hall;
}

/** Sets a server up with three levels; county and branch have each a meeting that was called to order. */
export async function gatherLevels(server: TestServer, delegates = 4): Promise<Levels> {
  if (server.setupLink === undefined) throw new Error('the server has branches already');
  const { origin, hash } = new URL(server.setupLink);
  const leader = new Person(origin);
  const form = {
    token: hash.slice(1),
    county: { name: 'Arbeiderpartiet', slug: 'ap', level: 'sentralt' },
    branch: { name: 'Hordaland Arbeiderparti', slug: 'hordaland', level: 'fylkesparti' },
    administrator: 'Astrid Haugland',
    number: '1000',
  };
  const { options } = await leader.call('setupOptions', {}, form);
  await leader.call('setup', {}, { ...form, registration: leader.register(options) });
  const top: Pair = { server: origin, county: 'ap', branch: 'hordaland', administrator: leader };
  const bergen = await addBelow(top.server, { slug: 'hordaland', leader }, 'Arbeiderpartiet i Bergen', 'bergen');
  return {
    server,
    national: { slug: 'ap', leader },
    county: await hallOf(server, top, 'Representantskapsmøte', delegates),
    branch: await hallOf(
      server,
      { ...top, county: 'hordaland', branch: 'bergen', administrator: bergen.leader },
      'Medlemsmøte',
      delegates,
    ),
  };
}

/** Makes a branch below another one, with a leader who enrols. */
export async function addBelow(server: string, above: Led, name: string, slug: string): Promise<Led> {
  const { invitation } = await above.leader.call(
    'addBranch',
    { slug: above.slug },
    { name, slug, level: 'partilag', administrator: 'Liv Dale', number: '1' },
  );
  const leader = new Person(server);
  await leader.enrol(slug, invitation);
  return { slug, leader };
}

/** Members and a meeting that is called to order. */
export async function hallOf(server: TestServer, pair: Pair, title: string, delegates: number): Promise<Hall> {
  const tokens = (await inviteAll(pair, memberCsv(delegates))).map(({ token }) => token);
  const people = await enrolAll(pair, tokens);
  const { meeting } = await callToOrder(pair, people, title);
  return { server, pair, slug: pair.branch, meeting, administrator: pair.administrator, people };
}

/** A browser in which a leader makes another passkey and is signed in. */
export async function deskOf(
  stage: Stage,
  { slug, leader }: Led,
  options: DeviceOptions = { screen: 'laptop' },
): Promise<Device> {
  const device = await stage.device(options);
  await alsoAt(device, stage.address, { slug, leader });
  return device;
}

/** Signs a leader in to a branch on a device of theirs. */
export async function alsoAt(device: Device, address: string, { slug, leader }: Led): Promise<void> {
  const { members } = await leader.call('members', { slug });
  const own = members.find(({ roles }) => roles.includes('leader'))?.member ?? '';
  const { invitations } = await leader.call('invite', { slug }, { members: [own] });
  await enrol(device, `${address}/lag/${slug}/inn#${invitations[0]?.token}`);
}
