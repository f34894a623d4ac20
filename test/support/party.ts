import { callToOrder, enrolAll, inviteAll, type Pair } from '../../server/demo/meeting.ts';
import { memberCsv } from '../../server/demo/people.ts';
import { Person } from '../../server/demo/person.ts';
import type { JournalEntry } from '../../server/rules/journal.ts';
import { readFeed } from './feed.ts';
import type { Hall } from './hall.ts';
import type { TestServer } from './server.ts';

/** A branch of a party, and who leads it. */
export interface Unit {
  server: TestServer;
  slug: string;
  id: string;
  name: string;
  leader: Person;
  /** The slug of the branch above. */
  above: string;
}

/** Sets a server up with a national branch and one county below it. */
export async function foundParty(server: TestServer): Promise<{ national: Unit; county: Unit }> {
  const { origin, hash } = new URL(server.setupLink ?? '');
  const leader = new Person(origin);
  const form = {
    token: hash.slice(1),
    county: { name: 'Arbeiderpartiet', slug: 'sentralt', level: 'sentralt' },
    branch: { name: 'Hordaland Arbeiderparti', slug: 'hordaland', level: 'fylkesparti' },
    administrator: 'Kari Moe',
    number: '1',
  };
  const { options } = await leader.call('setupOptions', {}, form);
  await leader.call('setup', {}, { ...form, registration: leader.register(options) });
  const unit = (slug: string, name: string): Unit => ({
    server,
    slug,
    id: `${origin}/lag/${slug}`,
    name,
    leader,
    above: 'sentralt',
  });
  return { national: unit('sentralt', form.county.name), county: unit('hordaland', form.branch.name) };
}

/** Makes a branch below another one; its leader enrols. */
export async function addUnit(above: Unit, slug: string, name: string, level = 'partilag'): Promise<Unit> {
  const form = { slug, name, level, administrator: `Leder i ${name}`, number: '1' };
  const { invitation } = await above.leader.call('addBranch', { slug: above.slug }, form);
  const leader = new Person(above.leader.server);
  await leader.enrol(slug, invitation);
  return { server: above.server, slug, id: `${leader.server}/lag/${slug}`, name, leader, above: above.slug };
}

/** Enrols members of a branch and calls a meeting to order. */
export async function meet({ server, slug, leader, above }: Unit, delegates: number): Promise<Hall> {
  const pair: Pair = { server: leader.server, county: above, branch: slug, administrator: leader };
  const tokens = (await inviteAll(pair, memberCsv(delegates))).map(({ token }) => token);
  const people = await enrolAll(pair, tokens);
  const { meeting } = await callToOrder(pair, people, 'Medlemsmøte');
  return { server, pair, slug, meeting, administrator: leader, people };
}

/** Waits, by the live feed, for the first entry in a branch's journal that fits, and gives it. */
export async function entryIn(
  { slug, leader }: Pick<Unit, 'slug' | 'leader'>,
  fits: (entry: JournalEntry) => boolean,
): Promise<JournalEntry> {
  const drop = new AbortController();
  const feed = readFeed(await leader.fetch(`/lag/${slug}/api/events?after=0`, { signal: drop.signal }), drop);
  try {
    for (;;) {
      const entry = JSON.parse((await feed.next()).data) as JournalEntry;
      if (fits(entry)) return entry;
    }
  } finally {
    await feed.close();
  }
}

/** Waits until a message of a kind about a statement has come to a branch. */
export async function messageIn(unit: Pick<Unit, 'slug' | 'leader'>, kind: string, statement?: string): Promise<void> {
  await entryIn(
    unit,
    (entry) =>
      entry.type === 'message.received' &&
      entry.kind === kind &&
      (statement === undefined || entry.statement === statement),
  );
}

/** Waits until a resolution has come to a branch. */
export async function resolutionIn(unit: Pick<Unit, 'slug' | 'leader'>, resolution: string): Promise<void> {
  await entryIn(unit, (entry) => entry.type === 'resolution.received' && entry.resolution === resolution);
}
