import type { ScreenSnapshot } from '../../server/api/screens.ts';
import { Person } from '../../server/demo/person.ts';
import { type Feed, readFeed } from './feed.ts';
import type { Hall } from './hall.ts';

/** A browser in the hall that asks to be a screen, and the code that it shows. */
export async function openScreen(hall: Hall): Promise<{ screen: Person; code: string }> {
  const screen = new Person(hall.pair.server);
  await screen.call('openScreen', { slug: hall.slug });
  const { code } = await seenBy(hall, screen);
  if (code === null) throw new Error('the screen shows no code');
  return { screen, code };
}

/** A screen that the chair has paired. */
export async function pairedScreen(hall: Hall): Promise<Person> {
  const { screen, code } = await openScreen(hall);
  await hall.administrator.call('pairScreen', { slug: hall.slug }, { code });
  return screen;
}

/** What a screen is told. */
export function seenBy({ slug }: Hall, screen: Person): Promise<ScreenSnapshot> {
  return screen.call('screenSnapshot', { slug });
}

/** The live feed of a screen from now on. */
export async function followedBy({ slug }: Hall, screen: Person): Promise<Feed> {
  const drop = new AbortController();
  return readFeed(await screen.fetch(`/lag/${slug}/api/events?screen`, { signal: drop.signal }), drop);
}

/** Takes up a new item of the agenda; gives its id. */
export async function takeUp({ administrator, slug, meeting }: Hall, title = 'Busser'): Promise<string> {
  const { item } = await administrator.call('addItem', { slug, meeting }, { kind: 'matter', title, minutes: null });
  await administrator.call('goToItem', { slug, meeting }, { item });
  return item;
}

/** What the code at the door of the newest meeting is made from. */
export function doorSecret({ server, slug }: Hall): string {
  const [row] = server.select<{ door_secret: string }>(slug, 'SELECT door_secret FROM meeting ORDER BY ordinal DESC');
  return row?.door_secret ?? '';
}
