import { type Signal, signal } from '@preact/signals';
import * as v from 'valibot';
import { Marks } from '../server/rules/formats.ts';

const held = new Map<string, Signal<Marks>>();

function place(paper: string): string {
  return `vedtak:marks:${paper}`;
}

function kept(paper: string): Marks {
  try {
    const text = localStorage.getItem(place(paper));
    if (text !== null) return v.parse(Marks, JSON.parse(text));
  } catch {
    // Shut storage or something unreadable: the paper starts empty.
  }
  return {};
}

/**
 * A half-filled paper, named by its ballot and delegate. It lives on the device, survives a reload, and no event from the
 * server touches it.
 */
export function marksOf(paper: string): Signal<Marks> {
  let marks = held.get(paper);
  if (marks === undefined) {
    marks = signal(kept(paper));
    held.set(paper, marks);
  }
  return marks;
}

/** Replaces the marks on a paper. */
export function setMarks(paper: string, marks: Marks): void {
  marksOf(paper).value = marks;
  try {
    localStorage.setItem(place(paper), JSON.stringify(marks));
  } catch {
    // Kept for as long as the page is open.
  }
}

/** Throws the half-filled paper away, once its vote is delivered. */
export function clearMarks(paper: string): void {
  marksOf(paper).value = {};
  try {
    localStorage.removeItem(place(paper));
  } catch {
    // There was nothing to remove.
  }
}
