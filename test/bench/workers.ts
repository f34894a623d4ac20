import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startServer } from '../support/server.ts';
import { bill } from './cost.ts';
import { measureLoad } from './load.ts';
import { measureMeeting } from './meeting.ts';

const usage = `npm run bench:workers -- [--delegates N] [--branches N] [--phones N] [--only cost|load]

Measures on workerd what one meeting takes of what Cloudflare bills, and how many branches meet at once.

  --delegates N  delegates of the measured meeting (40)
  --branches N   branches that meet at once (100)
  --phones N     software phones of each (20)
  --only PART    cost or load alone`;

/** A party: branches, meetings of each in a year, seconds that a meeting lasts. */
const party = { branches: 2_500, meetings: 20, seconds: 2.5 * 3600 };

const { values } = parseArgs({
  options: {
    delegates: { type: 'string', default: '40' },
    branches: { type: 'string', default: '100' },
    phones: { type: 'string', default: '20' },
    only: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const figure = (value: number): string =>
  value >= 100 || Number.isInteger(value) ? Math.round(value).toLocaleString('en') : value.toPrecision(3);

async function cost(delegates: number): Promise<void> {
  const server = await startServer({ entrypoint: fileURLToPath(new URL('measuring.ts', import.meta.url)) });
  try {
    const { usage, entries, silent, member } = await measureMeeting(server, delegates);
    const rowsRead = usage.rowsRead + silent.rowsRead * party.seconds;
    const { lines, dollars } = bill({ ...usage, rowsRead, seconds: party.seconds }, party.branches * party.meetings);
    console.log(
      `One meeting of ${delegates} delegates, ${entries} journal entries, ${party.seconds / 3600} hours with`,
    );
    console.log(`every page open (which reads ${figure(silent.rowsRead * 3600)} rows an hour while nothing happens);`);
    console.log(`${party.branches} branches with ${party.meetings} such meetings a year, each month:\n`);
    console.log('what                        a meeting        a month       included    US$');
    for (const { title, meeting, month, included, dollars } of lines) {
      const columns = [figure(meeting).padStart(10), figure(month).padStart(15), figure(included).padStart(15)];
      console.log(`${title.padEnd(27)}${columns.join('')}${dollars.toFixed(2).padStart(7)}`);
    }
    console.log(`Workers Paid with its 5 dollars${dollars.toFixed(2).padStart(43)}`);
    console.log(
      `Enrolling a member, once: ${figure(member.requests)} requests, ${figure(member.rowsWritten)} rows written`,
    );
  } finally {
    await server.end();
  }
}

async function load(branches: number, phones: number): Promise<void> {
  const server = await startServer();
  try {
    console.log(`\n${branches} branches meet at once on one workerd, ${phones} software phones each.`);
    for (const line of await measureLoad(server, branches, phones)) console.log(line);
  } finally {
    await server.end();
  }
}

if (values.help) console.log(usage);
else if (process.env.VEDTAK_ENGINE !== 'workers') throw new Error('VEDTAK_ENGINE=workers chooses the engine');
else {
  if (values.only !== 'load') await cost(Number(values.delegates));
  if (values.only !== 'cost') await load(Number(values.branches), Number(values.phones));
}
