import { decodeJwt } from 'jose';
import { findDelivery } from '../db/deliveries.ts';
import type { Reader } from '../db/engine.ts';
import { allHearings, findHearing, type HearingRow } from '../db/hearings.ts';
import { findMinutes } from '../db/minutes.ts';
import { findReceived } from '../db/received.ts';
import { findResolution } from '../db/resolutions.ts';
import { numberOf, treatedIn } from '../db/webhooks.ts';
import type { Branch } from './branch.ts';
import { hashOf } from './rules/canonical.ts';
import type { ToldEntry, WebhookBody, WebhookEvent } from './rules/webhook-event.ts';

type Data = Omit<WebhookBody['data'], 'branch'>;
type Told = [WebhookEvent, Data];

/** Something to tell. Two with the same key are the same event, of which two entries may speak. */
export interface News {
  key: string;
  body: WebhookBody & { type: WebhookEvent };
}

/** What webhooks are told of a journal entry: one event, two, or none. */
export async function newsOf(reader: Reader, branch: Branch, entry: ToldEntry): Promise<News[]> {
  const told = await toldOf(reader, branch.id, entry);
  return told.map(([type, data]) => ({
    key: hashOf({ type, of: treatmentIn(entry) ?? entry.index }),
    body: { type, timestamp: entry.at, data: { branch: branch.id, ...data } },
  }));
}

/** Hash of the treatment that an entry is about. */
function treatmentIn(entry: ToldEntry): string | undefined {
  if (entry.type === 'resolution.treated') return entry.treatment;
  return entry.type === 'message.received' && entry.kind === 'treatment' ? entry.statement : undefined;
}

async function toldOf(reader: Reader, base: string, entry: ToldEntry): Promise<Told[]> {
  switch (entry.type) {
    case 'resolution.signed':
      return [['resolution.signed', await ownResolution(reader, base, entry.resolution, entry.number)]];
    case 'resolution.received':
      return receivedResolution(reader, base, entry);
    case 'resolution.treated':
      return [['resolution.treated', await treated(reader, base, entry.resolution)]];
    case 'message.received':
      return receivedMessage(reader, base, entry);
    case 'message.refused':
      return [['delivery.refused', await refused(reader, base, entry.statement, entry)]];
    case 'delivery.refused':
      return [['delivery.refused', await refused(reader, base, entry.resolution, entry)]];
    case 'hearing.published':
    case 'hearing.reminded':
    case 'hearing.closed':
      return [[entry.type, hearingData(base, entry.hearing, await findHearing(reader, entry.hearing))]];
    case 'minutes.signed': {
      const minutes = await findMinutes(reader, entry.meeting);
      const links = { page: `${base}/protokoll`, file: `${base}/moter/${entry.meeting}/protokoll.jws` };
      return [['minutes.signed', { id: entry.minutes, ...titled(minutes?.statement.title), links }]];
    }
  }
}

async function ownResolution(reader: Reader, base: string, id: string, number: number): Promise<Data> {
  const row = await findResolution(reader, number);
  const links = {
    page: `${base}/vedtak/${number}`,
    file: `${base}/resolutions/${number}.jws`,
    akn: `${base}/akn/resolutions/${number}.xml`,
    popolo: `${base}/popolo/resolutions/${number}.json`,
  };
  return { id, ...titled(row?.statement.title), number, links };
}

async function receivedResolution(
  reader: Reader,
  base: string,
  { resolution, from, number }: Extract<ToldEntry, { type: 'resolution.received' }>,
): Promise<Told[]> {
  const row = await findReceived(reader, resolution);
  const links = { page: `${base}/mottatt/${resolution}`, file: `${base}/collection/${resolution}.jws` };
  const data: Data = { id: resolution, ...titled(row?.payload.title), number, other: from, links };
  const hearing = row?.hearing == null ? undefined : await findHearing(reader, row.hearing);
  if (hearing === undefined) return [['resolution.received', data]];
  const answered: Data = { ...hearingData(base, hearing.hash, hearing), other: from };
  return [
    ['resolution.received', data],
    ['hearing.answered', { ...answered, links: { ...answered.links, answer: links.page } }],
  ];
}

/** A treatment is of one of the branch's own resolutions, or of one that came from below. */
async function treated(reader: Reader, base: string, resolution: string): Promise<Data> {
  const received = await findReceived(reader, resolution);
  if (received !== undefined) {
    const { number, payload, branch: other } = received;
    return { id: resolution, title: payload.title, number, other, links: { page: `${base}/mottatt/${resolution}` } };
  }
  const number = await numberOf(reader, resolution);
  return number === undefined ? { id: resolution, links: {} } : ownResolution(reader, base, resolution, number);
}

async function receivedMessage(
  reader: Reader,
  base: string,
  { kind, statement, from: other }: Extract<ToldEntry, { type: 'message.received' }>,
): Promise<Told[]> {
  switch (kind) {
    case 'hearing': {
      const hearing = await findHearing(reader, statement);
      return [['hearing.received', { ...hearingData(base, statement, hearing), other }]];
    }
    case 'treatment': {
      const resolution = await treatedIn(reader, statement);
      return resolution === undefined ? [] : [['resolution.treated', await treated(reader, base, resolution)]];
    }
    case 'report': {
      const closed = (await allHearings(reader)).find(
        ({ report }) => report !== null && hashOf(decodeJwt(report)) === statement,
      );
      return closed === undefined ? [] : [['hearing.closed', { ...hearingData(base, closed.hash, closed), other }]];
    }
    default:
      return [];
  }
}

async function refused(
  reader: Reader,
  base: string,
  statement: string,
  { receiver, code }: { receiver: string; code: string },
): Promise<Data> {
  const row = await findDelivery(reader, hashOf({ statement, receiver }));
  return { id: statement, ...titled(row?.title), other: receiver, code, links: { page: `${base}/utboks` } };
}

function hearingData(base: string, id: string, hearing: HearingRow | undefined): Data {
  const links = { page: `${base}/horing/${id}`, akn: `${base}/akn/hearings/${id}.xml` };
  return { id, ...titled(hearing?.statement.content.title), links };
}

function titled(title: string | undefined): { title?: string } {
  return title === undefined ? {} : { title };
}
