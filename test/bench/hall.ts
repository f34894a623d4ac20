import { readFileSync } from 'node:fs';
import { callToOrder, inviteAll, type Pair, setUp } from '../../server/demo/meeting.ts';
import { memberCsv } from '../../server/demo/people.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { each, Phone } from './phones.ts';

/** Phones in the hall. */
export const delegates = 300;

/** The text of eight points that is voted on. */
export const text = `Åtte krav\n\n${Array.from({ length: 8 }, (_, i) => `${i + 1}. Krav nummer ${i + 1} om noe.`).join('\n')}`;

/** A server in a process of its own, with a meeting and its phones. */
export interface Hall {
  server: TestServer;
  pair: Pair;
  phones: Phone[];
  meeting: string;
}

/** Gathers a meeting of 300 phones. */
export async function gather(): Promise<Hall> {
  const server = await startServer({ child: true });
  const pair = await setUp(server.setupLink ?? '');
  const invitations = await inviteAll(pair, memberCsv(delegates));
  const phones = invitations.map(() => new Phone(server.address));
  await each(phones, 8, (phone, i) => phone.enrol(pair.branch, invitations[i]?.token ?? ''));
  const { meeting } = await callToOrder(pair, phones, 'Årsmøte');
  return { server, pair, phones, meeting };
}

/** Hangs the phones up and ends the server. */
export async function leave({ phones, server }: Hall): Promise<void> {
  for (const phone of phones) phone.hangUp();
  await server.end();
}

/** The time by which a share of the times had passed. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Milliseconds that a process has worked: the kernel counts hundredths of a second. */
export function working(pid: number): number {
  const [user = '0', system = '0'] =
    readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11) ?? [];
  return (Number(user) + Number(system)) * 10;
}

/** Resident memory of a process, in MiB. */
export function memory(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;
}

/** Prints a line: what was measured, a figure, and its ratio to the figure that it stands beside. */
export function line(what: string, figure: string, ratio = ''): void {
  console.log(`${what.padEnd(62)} ${figure.padStart(12)} ${ratio.padStart(10)}`);
}
