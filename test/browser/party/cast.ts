import { setUp } from '../../../server/demo/meeting.ts';
import { type Device, Stage } from '../../support/browser.ts';
import { gatherIn, type Hall } from '../../support/hall.ts';
import { ownDesk } from '../../support/newcomers.ts';
import { isInbox, openRelay, type Relay } from '../../support/relay.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { enrol } from '../../support/walk.ts';

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

/** Sets two servers up. A relay stands before the county's, so that it can be cut off from branches and not from its leader. */
export async function gatherParty(): Promise<Cast> {
  const stage = await Stage.open();
  const relay = await openRelay();
  const elsewhere = await startServer({ child: true, url: relay.url });
  relay.to = elsewhere.address;
  const hall = await gatherIn(stage.host, 3);
  const desk = await ownDesk(stage, hall);
  const pair = await setUp(elsewhere.setupLink ?? '');
  const { administrator, county: slug } = pair;
  await administrator.call('renameBranch', { slug }, { name: countyName, level: 'fylkesparti' });
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

export async function endParty(cast: Cast | undefined): Promise<void> {
  await cast?.stage.end();
  await cast?.relay.close();
  await cast?.elsewhere.end();
}

/** The words of a key as a page shows them, large ones where they are compared. */
export async function wordsIn({ page }: Device, list: string): Promise<string[]> {
  const words = page.getByRole('list', { name: list, exact: true }).first();
  await words.waitFor();
  return words.getByRole('listitem').allInnerTexts();
}
