import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { machine } from '../branch.ts';
import { type Served, serve } from '../serve.ts';
import {
  callToOrder,
  closeBallot,
  enrolAll,
  inviteAll,
  openBallot,
  receiptFor,
  resolve,
  setUp,
  vote,
} from './meeting.ts';
import { memberCsv } from './people.ts';
import { Progress } from './progress.ts';
import { drawMarks, seededRandom } from './votes.ts';
import { serveOnWorkers } from './workers.ts';

const usage = `npm run demo -- [--delegates N] [--seed N] [--out DIR] [--once]

Holds a meeting on the example resolution with software phones, through the public API of a server of its own.

  --delegates N  delegates with a phone (4 to 1000; 40)
  --seed N       seed of the votes (1)
  --engine E     node (SQLite files; the default) or workers (workerd, Durable Objects)
  --out DIR      writes resolution.jws, evidence.json, receipt.jws and anchor.jwk there
  --once         stops when the meeting is over; without it the server stays open to look at`;

interface Options {
  delegates: number;
  seed: number;
  engine: 'node' | 'workers';
  out: string | undefined;
  once: boolean;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      delegates: { type: 'string', default: '40' },
      seed: { type: 'string', default: '1' },
      engine: { type: 'string', default: 'node' },
      out: { type: 'string' },
      once: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  const whole = (name: 'delegates' | 'seed', low: number, high: number): number => {
    const number = Number(values[name]);
    if (!Number.isInteger(number) || number < low || number > high)
      throw new RangeError(`--${name} takes a whole number from ${low} to ${high}`);
    return number;
  };
  const { engine, out } = values;
  if (engine !== 'node' && engine !== 'workers') throw new RangeError('--engine is node or workers');
  return {
    delegates: whole('delegates', 4, 1000),
    seed: whole('seed', 0, 2 ** 32 - 1),
    engine,
    out,
    once: values.once,
  };
}

function start(engine: Options['engine'], data: string): Promise<Served> {
  if (engine === 'workers') return serveOnWorkers({ data, secret: machine.random(32), setupToken: machine.random(24) });
  const client = fileURLToPath(new URL('../../dist', import.meta.url));
  return serve({ port: 0, host: 'localhost', url: undefined, data, secret: undefined, allowPrivate: false }, client);
}

async function hold({ delegates, seed, engine, out, once }: Options): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'vedtak-demo-'));
  const served = await start(engine, data);
  const progress = new Progress();
  try {
    if (served.setupLink === undefined) throw new Error('the server has branches already');
    progress.begin('Two branches, one administrator', 1);
    const pair = await setUp(served.setupLink);
    progress.end();

    const { administrator, branch: slug } = pair;
    const invitations = await inviteAll(pair, memberCsv(delegates));
    progress.begin('Delegates enrol their phones', invitations.length);
    const people = await enrolAll(
      pair,
      invitations.map(({ token }) => token),
      () => progress.step(),
    );
    progress.end();

    progress.begin('Check-in and signed roll', 1);
    const { meeting } = await callToOrder(pair, people, 'Medlemsmøte');
    const text = await readFile(new URL('kvoteflyktninger.txt', import.meta.url), 'utf8');
    const { proposal, content } = await administrator.call('addProposal', { slug, meeting }, { text });
    progress.end();

    const ballot = await openBallot(pair, proposal);
    progress.begin('Delegates vote point by point', people.length);
    const points = content.blocks.filter(({ kind }) => kind === 'point').length;
    const papers = drawMarks(people.length, points, seededRandom(seed));
    await Promise.all(
      people.map((person, i) => vote(person, slug, ballot, papers[i] ?? {}).then(() => progress.step())),
    );
    progress.end();

    progress.begin('Closing and three signatures', 1);
    await closeBallot(pair, ballot);
    const resolution = await resolve(pair, ballot, people.slice(0, 2));
    progress.end();

    progress.begin('Forwarded and receipted', 1);
    const receipt = await receiptFor(pair, resolution.number);
    progress.end();

    if (out !== undefined) {
      const number = String(resolution.number);
      await mkdir(out, { recursive: true });
      const jws = await (await administrator.fetch(`/lag/${slug}/resolutions/${number}.jws`)).text();
      const evidence = await administrator.call('evidence', { slug, number });
      const { keys } = (await (await fetch(`${served.url}/lag/${pair.county}/jwks.json`)).json()) as {
        keys: unknown[];
      };
      await writeFile(join(out, 'resolution.jws'), jws);
      await writeFile(join(out, 'evidence.json'), `${JSON.stringify(evidence, null, 1)}\n`);
      await writeFile(join(out, 'receipt.jws'), receipt);
      await writeFile(join(out, 'anchor.jwk'), `${JSON.stringify(keys[0], null, 1)}\n`);
    }
    for (const { number, text: point, outcome } of resolution.points) {
      const { for: yes, against, blank = 0 } = resolution.ballots[0]?.tally[String(number)] ?? { for: 0, against: 0 };
      console.log(
        `${String(number).padStart(2)}. ${outcome.padEnd(8)} ${yes} for, ${against} against, ${blank} blank: ${point.slice(0, 60)}…`,
      );
    }
    if (!once) {
      console.log(
        `\nBranch  ${served.url}/lag/${slug}/vedtak/${resolution.number}\nCounty  ${served.url}/lag/${pair.county}/innboks\nCtrl-C ends it.`,
      );
      await new Promise<void>((resolve) => {
        process.once('SIGINT', resolve);
        process.once('SIGTERM', resolve);
      });
    }
  } finally {
    await served.stop();
    await rm(data, { recursive: true, force: true });
  }
}

try {
  await hold(readOptions());
} catch (error) {
  console.error(error instanceof RangeError || error instanceof TypeError ? `${error.message}\n\n${usage}` : error);
  process.exitCode = error instanceof RangeError || error instanceof TypeError ? 2 : 1;
}
