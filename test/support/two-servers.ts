import { setUp } from '../../server/demo/meeting.ts';
import { type Device, Stage } from './browser.ts';
import { gatherIn, type Hall } from './hall.ts';
import { ownDesk } from './newcomers.ts';
import { isInbox, openRelay, type Relay } from './relay.ts';
import { startServer, type TestServer } from './server.ts';
import { enrol } from './walk.ts';

/** A branch in its meeting on one server, a county on another, and the laptops of the two leaders. */
export interface Cast {
  stage: Stage;
  hall: Hall;
  /** The county's own server, and the address at which it is public. */
  elsewhere: TestServer;
  relay: Relay;
  /** Of the branch in Bergen. */
  desk: Device;
  /** Of the county. */
  county: Device;
  /** The county's page. */
  page: string;
}

/** What the county is called; the one on the branch's server has another name. */
export const countyName = 'Vestland Arbeiderparti';

/** Sets two servers up, with a meeting in the branch. */
export async function gatherParty(): Promise<Cast> {
  const stage = await Stage.open();
  const hall = await gatherIn(stage.host, 3);
  return raiseCounty(stage, hall, await ownDesk(stage, hall));
}

/**
 * Adds the county's server, on Node whatever the branch's is on. A relay stands before it, so that it can be cut off from
 * branches and not from its leader.
 */
export async function raiseCounty(stage: Stage, hall: Hall, desk: Device): Promise<Cast> {
  const relay = await openRelay();
  const elsewhere = await startServer({ on: 'node', child: true, url: relay.url });
  relay.to = elsewhere.address;
  const { administrator, county: slug } = await setUp(elsewhere.setupLink ?? '', {
    county: { name: countyName, slug: 'vestland', level: 'fylkesparti' },
    branch: { name: 'Os Arbeiderlag', slug: 'os', level: 'partilag' },
  });
  const { invitations } = await administrator.call('invite', { slug }, { members: [administrator.member] });
  const county = await stage.device({ screen: 'laptop' });
  const page = `${relay.url}/lag/${slug}`;
  await enrol(county, `${page}/inn#${invitations[0]?.token}`);
  return { stage, hall, elsewhere, relay, desk, county, page };
}

/** Cuts the county off: what other servers deliver is lost, while browsers, which say where they come from, go on. */
export function cutOff({ relay }: Cast): void {
  relay.handle = (request, response) => {
    if (!isInbox(request) || request.headers.origin !== undefined) return 'pass';
    response.destroy();
    return 'held';
  };
}

/** Lets everything through again. */
export function reconnect({ relay }: Cast): void {
  relay.handle = () => 'pass';
}

/** Ends the county's server. */
export async function lowerCounty({ relay, elsewhere }: Cast): Promise<void> {
  await relay.close();
  await elsewhere.end();
}

/** The words of a key as a page shows them, large ones where they are compared. */
export async function wordsIn({ page }: Device, list: string): Promise<string[]> {
  const words = page.getByRole('list', { name: list, exact: true }).first();
  await words.waitFor();
  return words.getByRole('listitem').allInnerTexts();
}
