import { type Signal, signal } from '@preact/signals';
import * as v from 'valibot';
import type { Me } from '../../../server/api/session.ts';

/** Something that is being written. It lives on the device, survives a reload, and no event from the server touches it. */
export interface Draft<T> {
  readonly now: Signal<T>;
  set(next: T): void;
  clear(): void;
}

const held = new Map<string, Draft<unknown>>();

function place(name: string): string {
  return `vedtak:draft:${name}`;
}

/** The name under which an amendment to a proposal is kept while it is written. */
export function amendDraft(proposal: string, { member }: Pick<Me, 'member'>): string {
  return `amend/${proposal}/${member}`;
}

/** The name under which one of the other forms of a meeting is kept while it is written. */
export function formDraft(form: string, meeting: string, { member }: Pick<Me, 'member'>): string {
  return `${form}/${meeting}/${member}`;
}

/** Whether something is kept under a name. */
export function hasDraft(name: string): boolean {
  try {
    return localStorage.getItem(place(name)) !== null;
  } catch {
    return false;
  }
}

/** What is being written under a name; `empty` where nothing is, or nothing that the schema reads. */
export function draftOf<T>(name: string, schema: v.GenericSchema<unknown, T>, empty: T): Draft<T> {
  const known = held.get(name);
  if (known !== undefined) return known as Draft<T>;
  const now = signal(kept(name, schema) ?? empty);
  const draft: Draft<T> = {
    now,
    set(next) {
      now.value = next;
      try {
        localStorage.setItem(place(name), JSON.stringify(next));
      } catch {
        // Kept for as long as the page is open.
      }
    },
    clear() {
      now.value = empty;
      try {
        localStorage.removeItem(place(name));
      } catch {
        // There was nothing to remove.
      }
    },
  };
  held.set(name, draft as Draft<unknown>);
  return draft;
}

function kept<T>(name: string, schema: v.GenericSchema<unknown, T>): T | undefined {
  try {
    const text = localStorage.getItem(place(name));
    const read = text === null ? undefined : v.safeParse(schema, JSON.parse(text));
    return read?.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}
