import { parseArgs } from 'node:util';
import { closeBallot, openBallot } from '../../server/demo/meeting.ts';
import { measureCollection } from './collection.ts';
import { delegates, gather, type Hall, leave, line, memory, quantile, text, working } from './hall.ts';
import { emptyRequests, inserts, verifications } from './parts.ts';
import { each, type Phone, seconds } from './phones.ts';
import { measureSecret } from './secret.ts';

/** How often each phone votes. */
const rounds = 4;

async function open({ pair, meeting }: Hall): Promise<string> {
  const { administrator, branch: slug } = pair;
  const { proposal } = await administrator.call('addProposal', { slug, meeting }, { text });
  return openBallot(pair, proposal);
}

/** The votes of every phone, signed beforehand: what is measured is the server. */
function signVotes(phones: readonly Phone[], ballot: string, from: number, count: number): string[][] {
  const options = ['for', 'against', 'blank'] as const;
  return phones.map((phone, i) =>
    Array.from({ length: count }, (_, r) => {
      const mark = options[(i + r) % 3] ?? 'for';
      const marks = Object.fromEntries(Array.from({ length: 8 }, (_, q) => [String(q + 1), mark]));
      const statement = { typ: 'vedtak/vote/1' as const, ballot, delegate: phone.member, revision: from + r, marks };
      return JSON.stringify(phone.sign(statement));
    }),
  );
}

/** Votes a second, every phone sending its next when the one before is answered, and the server's own time for each. */
async function voteAll(
  { phones, pair, server }: Hall,
  ballot: string,
  from: number,
  count: number,
): Promise<{ rate: number; work: number }> {
  const votes = signVotes(phones, ballot, from, count);
  const url = `${server.address}/lag/${pair.branch}/api/ballots/${ballot}/votes`;
  const before = working(server.pid());
  const taken = await seconds(() =>
    each(phones, phones.length, async (phone, i) => {
      for (const body of votes[i] ?? []) await phone.send('POST', url, body);
    }),
  );
  const number = phones.length * count;
  return { rate: number / taken, work: (working(server.pid()) - before) / number };
}

/** Milliseconds from a new entry in the journal until each phone has heard of it. */
async function fanOut(hall: Hall): Promise<number[]> {
  const { phones, pair, server, meeting } = hall;
  const { administrator, branch: slug } = pair;
  const events = `${server.address}/lag/${slug}/api/events`;
  const heard: number[] = [];
  let begun = 0;
  const stops: (() => void)[] = [];
  await each(phones, 32, async (phone) => void stops.push(await phone.follow(events, (at) => heard.push(at - begun))));
  for (let i = 1; i <= 3; i += 1) {
    begun = performance.now();
    await administrator.call('addProposal', { slug, meeting }, { text: 'Kort' });
    while (heard.length < i * phones.length) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  for (const stop of stops) stop();
  return heard;
}

/** Milliseconds from the chair's press until each phone shows the ballot: it hears of it and fetches its page anew. */
async function openingHerd(hall: Hall): Promise<{ times: number[]; ballot: string }> {
  const { phones, pair, server } = hall;
  const base = `${server.address}/lag/${pair.branch}/api`;
  const times: number[] = [];
  const stops: (() => void)[] = [];
  let begun = 0;
  await each(phones, 32, async (phone) => {
    const stop = await phone.follow(`${base}/events`, (_, data) => {
      if (!data.includes('"ballot.opened"')) return;
      void phone.send('GET', `${base}/snapshot`).then(() => times.push(performance.now() - begun));
    });
    stops.push(stop);
  });
  begun = performance.now();
  const ballot = await open(hall);
  while (times.length < phones.length) await new Promise((resolve) => setTimeout(resolve, 1));
  for (const stop of stops) stop();
  return { times, ballot };
}

/** Snapshots a second, every phone asking again when it is answered. */
async function snapshots({ phones, pair, server }: Hall): Promise<number> {
  const url = `${server.address}/lag/${pair.branch}/api/snapshot`;
  const times = 3;
  const taken = await seconds(() =>
    each(phones, phones.length, async (phone) => {
      for (let i = 0; i < times; i += 1) await phone.send('GET', url);
    }),
  );
  return (phones.length * times) / taken;
}

/** A meeting of 300 phones. */
async function measureMeeting(): Promise<void> {
  const hall = await gather();
  try {
    const { server, phones, pair } = hall;
    const before = memory(server.pid());
    const { times: herd, ballot } = await openingHerd(hall);
    await voteAll(hall, ballot, 1, 1);
    const { rate: votes, work } = await voteAll(hall, ballot, 2, rounds);
    const reads = await snapshots(hall);
    const spread = await fanOut(hall);
    const after = memory(server.pid());
    await closeBallot(pair, ballot);
    await server.stop();
    const [[body = ''] = []] = signVotes(phones.slice(0, 1), ballot, 1, 1);
    const parts: [string, number][] = [
      ['the same requests to a handler that does nothing', await emptyRequests(phones, body, rounds)],
      ['ES256 verifications by WebCrypto, 64 at once', await verifications(64)],
      ['ES256 verifications by WebCrypto, one at a time', await verifications(1)],
      ['durable inserts, one a transaction', await inserts(1)],
      ['durable inserts, 50 a transaction', await inserts(50)],
    ];
    line(`${delegates} phones, ${rounds} votes each on 8 points`, 'a second', 'to votes');
    line('votes through HTTP, durable and promised', votes.toFixed(0), '1.00');
    line(
      'votes that the server’s own processor time would allow',
      (1000 / work).toFixed(0),
      (1000 / work / votes).toFixed(2),
    );
    line('snapshots', reads.toFixed(0), (reads / votes).toFixed(2));
    for (const [what, figure] of parts) line(what, figure.toFixed(0), (figure / votes).toFixed(2));
    line('', 'half by', 'last by');
    const ms = (times: readonly number[], share: number): string => `${quantile(times, share).toFixed(0)} ms`;
    line(`an event reaches ${delegates} phones`, ms(spread, 0.5), ms(spread, 1));
    line(`an opened ballot is on ${delegates} phones, each page fetched anew`, ms(herd, 0.5), ms(herd, 1));
    line('', 'before', 'after');
    line('memory of the server', `${before.toFixed(0)} MiB`, `${after.toFixed(0)} MiB`);
  } finally {
    await leave(hall);
  }
}

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
if (only === 'collection') await measureCollection(100, line);
else if (only === 'secret') await measureSecret();
else {
  await measureMeeting();
  line('', '');
  await measureSecret();
  line('', '');
  await measureCollection(10, line);
}
