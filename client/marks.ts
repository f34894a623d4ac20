import { type Signal, signal } from '@preact/signals';
import * as v from 'valibot';
import { Marks } from '../server/rules/statements.ts';

const held = new Map<string, Signal<Marks>>();

function place(ballot: string): string {
  return `vedtak:marks:${ballot}`;
}

function kept(ballot: string): Marks {
  try {
    const text = localStorage.getItem(place(ballot));
    if (text !== null) return v.parse(Marks, JSON.parse(text));
  } catch {
    // Shut storage or something unreadable: the paper starts empty.
  }
  return {};
}

/** The half-filled paper of a ballot. It lives on the device, survives a reload, and no event from the server touches it. */
export function marksOf(ballot: string): Signal<Marks> {
  let marks = held.get(ballot);
  if (marks === undefined) {
    marks = signal(kept(ballot));
    held.set(ballot, marks);
  }
  return marks;
}

/** Replaces the marks on a ballot's paper. */
export function setMarks(ballot: string, marks: Marks): void {
  marksOf(ballot).value = marks;
  try {
    localStorage.setItem(place(ballot), JSON.stringify(marks));
  } catch {
    // Kept for as long as the page is open.
  }
}

/** Throws the half-filled paper away, once its vote is delivered. */
export function clearMarks(ballot: string): void {
  marksOf(ballot).value = {};
  try {
    localStorage.removeItem(place(ballot));
  } catch {
    // There was nothing to remove.
  }
}
