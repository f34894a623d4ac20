import {
  closeBallot,
  enrolAll,
  inviteAll,
  openBallot,
  type Pair,
  receiptFor,
  setUp,
  signRoll,
  vote,
} from '../../server/demo/meeting.ts';
import { memberCsv } from '../../server/demo/people.ts';
import { drawMarks, seededRandom } from '../../server/demo/votes.ts';
import { pointsOf } from '../../server/rules/proposal.ts';
import { realText } from '../support/hall.ts';
import type { TestServer } from '../support/server.ts';
import type { Usage } from './cost.ts';
import type { Meter } from './measuring.ts';
import { Page } from './phone.ts';
import { workerdCpu } from './process.ts';

/** Proposals that the measured meeting votes on, a ballot each. */
const proposals = 3;
/** Milliseconds of silence that are measured with every page open. */
const silence = 30_000;

/** What was measured of a meeting. `silent` is what a second of the meeting takes in which nothing happens. */
export interface Measured {
  usage: Omit<Usage, 'seconds'>;
  /** Entries that the meeting added to the branch's journal. */
  entries: number;
  silent: { rowsRead: number };
  /** What enrolling one member takes, once. */
  member: { requests: number; rowsWritten: number };
}

type Sums = Meter & { worker: number; cpu: number };

async function sums(server: TestServer, { county, branch }: Pair): Promise<Sums> {
  const read = async <T>(path: string): Promise<T> => (await (await fetch(`${server.address}${path}`)).json()) as T;
  const meters = [await read<Meter>(`/meter/${branch}`), await read<Meter>(`/meter/${county}`)];
  const add = (of: (meter: Meter) => number): number => meters.reduce((sum, meter) => sum + of(meter), 0);
  return {
    requests: add(({ requests }) => requests),
    alarms: add(({ alarms }) => alarms),
    rowsRead: add(({ rowsRead }) => rowsRead),
    rowsWritten: add(({ rowsWritten }) => rowsWritten),
    bytes: add(({ bytes }) => bytes),
    worker: (await read<{ requests: number }>('/meter')).requests,
    cpu: workerdCpu(),
  };
}

/**
 * Holds one meeting as phones really do: each loads its page when its delegate comes, keeps the live feed open, fetches
 * the snapshot after each event but votes, and votes on three proposals; one in ten changes the vote. What happens
 * next waits until every page shows what happened before.
 */
export async function measureMeeting(server: TestServer, delegates: number): Promise<Measured> {
  const pair = await setUp(server.setupLink ?? '');
  const { administrator: chair, branch: slug } = pair;
  const fresh = await sums(server, pair);
  const people = await enrolAll(
    pair,
    (await inviteAll(pair, memberCsv(delegates))).map(({ token }) => token),
  );

  const begin = await sums(server, pair);
  const before = (await chair.call('snapshot', { slug })).index;
  const pages: Page[] = [];
  const all = async (): Promise<number> => {
    const { index } = await chair.call('snapshot', { slug });
    await Promise.all(pages.map((page) => page.settled(index)));
    return index;
  };
  const arrive = async (person: typeof chair): Promise<void> => {
    const page = new Page(person, slug);
    await page.open();
    pages.push(page);
  };

  await arrive(chair);
  const { meeting } = await chair.call(
    'createMeeting',
    { slug },
    { title: 'Årsmøte', place: 'Folkets Hus', startsAt: new Date().toISOString(), quorum: { num: 1, den: 2 } },
  );
  const officers = people.slice(0, 2);
  await chair.call(
    'setRoles',
    { slug, meeting },
    { chair: [chair.member], secretary: [chair.member], signer: officers.map(({ member }) => member) },
  );
  await chair.call('setMeetingState', { slug, meeting }, { to: 'open' });
  await all();
  const texts = await realText();
  const made: string[] = [];
  for (let i = 0; i < proposals; i += 1) {
    made.push((await chair.call('addProposal', { slug, meeting }, { text: texts })).proposal);
    await all();
  }
  for (const person of [chair, ...people]) {
    if (person !== chair) await arrive(person);
    await chair.call('checkIn', { slug, meeting }, { members: [person.member], present: true });
    await all();
  }
  await signRoll(pair);
  await all();
  const random = seededRandom(1);
  for (const proposal of made) {
    const ballot = await openBallot(pair, proposal);
    await all();
    const { proposals: shown } = await chair.call('snapshot', { slug });
    const points = pointsOf(shown.find(({ id }) => id === proposal)?.content.blocks ?? []).length;
    const papers = drawMarks(people.length, points, random);
    await Promise.all(
      people.map(async (person, i) => {
        await vote(person, slug, ballot, papers[i] ?? {});
        await pages[i + 1]?.refresh();
        if (i % 10 !== 0) return;
        await vote(person, slug, ballot, papers[i] ?? {}, 2);
        await pages[i + 1]?.refresh();
      }),
    );
    await all();
    await closeBallot(pair, ballot);
    await all();
    const statement = await chair.call('draftResolution', { slug, ballot });
    for (const person of [chair, ...officers]) {
      await person.call('attest', { slug, number: String(statement.number) }, person.sign(statement));
      await all();
    }
    await receiptFor(pair, statement.number);
    await all();
  }
  const after = await all();
  const end = await sums(server, pair);
  await new Promise((resolve) => setTimeout(resolve, silence));
  const quiet = await sums(server, pair);
  for (const page of pages) await page.close();

  const objectRequests = end.requests + end.alarms - begin.requests - begin.alarms;
  return {
    usage: {
      workerRequests: end.worker - begin.worker,
      objectRequests,
      cpu: end.cpu - begin.cpu,
      rowsRead: end.rowsRead - begin.rowsRead,
      rowsWritten: end.rowsWritten - begin.rowsWritten,
      bytes: end.bytes - begin.bytes,
    },
    entries: after - before,
    silent: { rowsRead: ((quiet.rowsRead - end.rowsRead) * 1000) / silence },
    member: {
      requests: (begin.requests - fresh.requests) / delegates,
      rowsWritten: (begin.rowsWritten - fresh.rowsWritten) / delegates,
    },
  };
}
