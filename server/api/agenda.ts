import * as v from 'valibot';
import { Id, Text, Whole } from '../rules/formats.ts';
import { ItemKind } from '../rules/meeting.ts';
import { endpoint } from './endpoint.ts';

/** An item of the agenda (sak). Proposals name the one that they belong to. */
export const AgendaItem = v.object({
  id: Id,
  /** From 1 on, as it stands in the agenda now. */
  number: Whole,
  kind: ItemKind,
  title: v.string(),
  /** Minutes that are set aside for it. */
  minutes: v.nullable(Whole),
  state: v.picklist(['waiting', 'current', 'done']),
  /** What the minutes say of it beside proposals and ballots. */
  note: v.string(),
});
export type AgendaItem = v.InferOutput<typeof AgendaItem>;

const Title = v.pipe(Text, v.trim(), v.minLength(1), v.maxLength(300));
const Minutes = v.nullable(v.pipe(Whole, v.minValue(1), v.maxValue(1440)));
const Note = v.pipe(Text, v.trim(), v.maxLength(5000));
const access = ['chair', 'secretary', 'leader'] as const;
const missing = ['meeting.missing', 'not_found', 'meeting.state'] as const;

export const agendaEndpoints = {
  addItem: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/meetings/:meeting/items',
    summary: 'Add an item at the end of the agenda',
    access,
    body: v.object({ kind: ItemKind, title: Title, minutes: Minutes }),
    response: v.object({ item: Id }),
    refusals: missing,
  }),
  editItem: endpoint({
    method: 'PUT',
    path: '/lag/:slug/api/items/:item',
    summary: "Change an item's title, time and note",
    access,
    body: v.object({ title: Title, minutes: Minutes, note: Note }),
    response: v.object({}),
    refusals: missing,
  }),
  removeItem: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/items/:item/removal',
    summary: 'Take an item off the agenda that has not been dealt with and has no proposals and no speakers',
    access,
    response: v.object({}),
    refusals: [...missing, 'item.busy'],
  }),
  reorderItems: endpoint({
    method: 'PUT',
    path: '/lag/:slug/api/meetings/:meeting/agenda',
    summary: 'Set the order of the agenda; every item is named once',
    access,
    body: v.object({ items: v.pipe(v.array(Id), v.maxLength(500)) }),
    response: v.object({}),
    refusals: [...missing, 'agenda.order'],
  }),
  goToItem: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/meetings/:meeting/item',
    summary: 'Take an item up, a finished one again too, or none; the one before it waits unless it was finished',
    access,
    body: v.object({ item: v.nullable(Id) }),
    response: v.object({}),
    refusals: [...missing, 'item.busy'],
  }),
  finishItem: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/items/:item/done',
    summary: 'Finish an item, with what the minutes shall say of it',
    access,
    body: v.object({ note: Note }),
    response: v.object({}),
    refusals: [...missing, 'item.busy'],
  }),
};
