/** What one meeting takes of what Cloudflare bills. */
export interface Usage {
  /** Requests to the Worker, to objects (alarms are among them), and milliseconds of the Worker's CPU. */
  workerRequests: number;
  objectRequests: number;
  cpu: number;
  rowsRead: number;
  rowsWritten: number;
  /** Seconds for which an object cannot sleep. */
  seconds: number;
  /** Bytes by which databases grow. */
  bytes: number;
}

/** A price of Workers Paid: what a month includes, and US dollars for each further unit. */
interface Price {
  title: string;
  of(usage: Usage): number;
  included: number;
  dollars: number;
}

const million = 1e6;
const gigabyte = 1e9;
/** Gigabytes of memory that an object is billed for while it cannot sleep. */
const memory = 0.128;

/**
 * https://developers.cloudflare.com/workers/platform/pricing/ and
 * https://developers.cloudflare.com/durable-objects/platform/pricing/, as they stood in April 2026.
 */
const prices: readonly Price[] = [
  {
    title: 'requests to the Worker',
    of: ({ workerRequests }) => workerRequests,
    included: 10 * million,
    dollars: 0.3 / million,
  },
  { title: 'CPU of the Worker, ms', of: ({ cpu }) => cpu, included: 30 * million, dollars: 0.02 / million },
  {
    title: 'requests to objects',
    of: ({ objectRequests }) => objectRequests,
    included: million,
    dollars: 0.15 / million,
  },
  {
    title: 'duration of objects, GB-s',
    of: ({ seconds }) => seconds * memory,
    included: 400_000,
    dollars: 12.5 / million,
  },
  { title: 'rows read', of: ({ rowsRead }) => rowsRead, included: 25_000 * million, dollars: 0.001 / million },
  { title: 'rows written', of: ({ rowsWritten }) => rowsWritten, included: 50 * million, dollars: 1 / million },
];
const subscription = 5;
const storage = { included: 5, dollars: 0.2 };

/** One line of a bill. */
export interface Line {
  title: string;
  /** Of a meeting, and of all meetings in a month. */
  meeting: number;
  month: number;
  included: number;
  /** US dollars a month. */
  dollars: number;
}

/** What so many meetings a year cost a month, storage as it is after the first year. */
export function bill(usage: Usage, meetings: number): { lines: Line[]; dollars: number } {
  const lines = prices.map(({ title, of, included, dollars }): Line => {
    const meeting = of(usage);
    const month = (meeting * meetings) / 12;
    return { title, meeting, month, included, dollars: Math.max(0, month - included) * dollars };
  });
  const stored = (usage.bytes * meetings) / gigabyte;
  lines.push({
    title: 'storage after a year, GB',
    meeting: usage.bytes / gigabyte,
    month: stored,
    included: storage.included,
    dollars: Math.max(0, stored - storage.included) * storage.dollars,
  });
  return { lines, dollars: subscription + lines.reduce((sum, line) => sum + line.dollars, 0) };
}
