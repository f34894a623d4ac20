import { type Signal, signal } from '@preact/signals';
import * as v from 'valibot';
import { Hash } from '../../../server/rules/formats.ts';
import { EditedBlock } from './blocks.ts';

/** A proposal that is being written and not yet saved. It lives on the device and survives a reload. */
const Draft = v.object({
  /** Plain text as it was pasted; what it is read as is worked out from it. */
  text: v.string(),
  /** The title where somebody has written one; null where it is the text's own. */
  title: v.nullable(v.string()),
  /** The parts once they are edited one by one; null while the plain text counts. */
  blocks: v.nullable(v.array(EditedBlock)),
  /** The content hash of the saved proposal that is being changed; null for a new one. */
  base: v.nullable(Hash),
});
export type Draft = v.InferOutput<typeof Draft>;

const held = new Map<string, Signal<Draft | null>>();

function place(meeting: string, proposal: string): string {
  return `vedtak:proposal:${meeting}:${proposal}`;
}

function kept(key: string): Draft | null {
  try {
    const text = localStorage.getItem(key);
    return text === null ? null : v.parse(Draft, JSON.parse(text));
  } catch {
    return null;
  }
}

/** The draft of a change to a proposal, or of a new one (`new`); null when there is none. */
export function draftOf(meeting: string, proposal: string): Signal<Draft | null> {
  const key = place(meeting, proposal);
  let draft = held.get(key);
  if (draft === undefined) {
    draft = signal(kept(key));
    held.set(key, draft);
  }
  return draft;
}

/** Keeps a draft, or with null throws it away. */
export function keepDraft(meeting: string, proposal: string, draft: Draft | null): void {
  draftOf(meeting, proposal).value = draft;
  try {
    if (draft === null) localStorage.removeItem(place(meeting, proposal));
    else localStorage.setItem(place(meeting, proposal), JSON.stringify(draft));
  } catch {
    // Kept for as long as the page is open.
  }
}
