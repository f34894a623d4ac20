import {
  deleteItem,
  findItem,
  hasOpenBallot,
  type ItemRow,
  insertItem,
  isUsed,
  itemsOf,
  updateItem,
} from '../../db/agenda.ts';
import type { Reader, Writer } from '../../db/engine.ts';
import { appendEntry } from '../../db/journal.ts';
import { type MeetingRow, updateMeeting } from '../../db/meetings.ts';
import { endSpeeches, setListClosed } from '../../db/speakers.ts';
import { command, type Routes } from '../mount.ts';
import { must, Problem } from '../problem.ts';
import { checkOrder } from '../rules/agenda.ts';
import type { MeetingState } from '../rules/meeting.ts';
import { mustBeAt, mustBeOpen, underWay, unsigned } from './meetings.ts';

/** The agenda: its items, their order, and the one that the meeting is at. */
export function agendaRoutes(routes: Routes): void {
  const { branch } = routes;

  command(routes, 'addItem', async (writer, { body, parameter, at }) => {
    const meeting = await mustBeAt(writer, parameter('meeting'), underWay);
    const id = branch.surroundings.random(16);
    await insertItem(writer, { id, meeting: meeting.id, ...body });
    await changed(writer, meeting, at);
    return { item: id };
  });

  command(routes, 'editItem', async (writer, { body, parameter, at }) => {
    const { item, meeting } = await mustFindItem(writer, parameter('item'), unsigned);
    await updateItem(writer, item.id, body);
    await changed(writer, meeting, at);
    return {};
  });

  command(routes, 'removeItem', async (writer, { parameter, at }) => {
    const { item, meeting } = await mustFindItem(writer, parameter('item'), underWay);
    if (item.state !== 'waiting') throw new Problem('item.busy', 'the meeting is at the item, or has dealt with it');
    if (await isUsed(writer, item.id)) throw new Problem('item.busy', 'the item has proposals or speakers');
    await deleteItem(writer, item.id);
    await changed(writer, meeting, at);
    return {};
  });

  command(routes, 'reorderItems', async (writer, { body, parameter, at }) => {
    const meeting = await mustBeAt(writer, parameter('meeting'), underWay);
    const items = (await itemsOf(writer, meeting.id)).map(({ id }) => id);
    for (const [i, id] of must(checkOrder(items, body.items)).entries())
      await updateItem(writer, id, { position: i + 1 });
    await changed(writer, meeting, at);
    return {};
  });

  command(routes, 'goToItem', async (writer, { body, parameter, at }) => {
    const meeting = await mustBeOpen(writer, parameter('meeting'));
    const next = body.item === null ? undefined : await findItem(writer, body.item);
    if (body.item !== null && next?.meeting !== meeting.id) throw new Problem('not_found', 'there is no such item');
    if (meeting.item === body.item) return {};
    if (meeting.item !== null) {
      await mustBeFree(writer, meeting.item);
      await updateItem(writer, meeting.item, { state: 'waiting' });
    }
    if (next !== undefined) await updateItem(writer, next.id, { state: 'current' });
    await setItem(writer, meeting, body.item, at);
    return {};
  });

  command(routes, 'finishItem', async (writer, { body, parameter, at }) => {
    const { item, meeting } = await mustFindItem(writer, parameter('item'), ['open']);
    await mustBeFree(writer, item.id);
    await updateItem(writer, item.id, { state: 'done', note: body.note });
    await changed(writer, meeting, at);
    if (meeting.item === item.id) await setItem(writer, meeting, null, at);
    return {};
  });
}

/** An item of the current meeting, which is at one of some stages. */
async function mustFindItem(
  reader: Reader,
  id: string,
  stages: readonly MeetingState[],
): Promise<{ item: ItemRow; meeting: MeetingRow }> {
  const item = await findItem(reader, id);
  if (item === undefined) throw new Problem('not_found', 'there is no such item');
  return { item, meeting: await mustBeAt(reader, item.meeting, stages) };
}

async function mustBeFree(reader: Reader, item: string): Promise<void> {
  if (await hasOpenBallot(reader, item)) throw new Problem('item.busy', 'close the open ballot under the item first');
}

async function changed(writer: Writer, meeting: MeetingRow, at: string): Promise<void> {
  await appendEntry(writer, { type: 'agenda.changed', meeting: meeting.id }, at);
}

async function setItem(writer: Writer, meeting: MeetingRow, item: string | null, at: string): Promise<void> {
  await updateMeeting(writer, meeting.id, { item });
  // each item has a list of speakers of its own, which is open at first
  await endSpeeches(writer, meeting.id, at);
  await setListClosed(writer, meeting.id, false);
  await appendEntry(writer, { type: 'item.current', meeting: meeting.id, item }, at);
}
