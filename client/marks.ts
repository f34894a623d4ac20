import { type Signal, signal } from '@preact/signals';
import * as v from 'valibot';
import { Marks } from '../server/rules/formats.ts';

const held = new Map<string, Signal<Marks>>();

const places = 'vedtak:marks:';

function place(paper: string): string {
  return `${places}${paper}`;
}

/** The name of a delegate's paper on the device. */
export function paperOf(slug: string, ballot: string, delegate: string): string {
  return `${slug}/${ballot}/${delegate}`;
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
 * A half-filled paper, by its name. It lives on the device, survives a reload, and no event from the
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

/** Throws away what is half filled in, in a branch, for all ballots but these: nothing can come of it any more. */
export function clearOthers(slug: string, ballots: readonly string[]): void {
  const start = `${slug}/`;
  const over = (paper: string): boolean =>
    paper.startsWith(start) && !ballots.some((ballot) => paper.startsWith(`${start}${ballot}/`));
  for (const paper of held.keys()) if (over(paper)) clearMarks(paper);
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith(places) && over(key.slice(places.length))) localStorage.removeItem(key);
  } catch {
    // Shut storage keeps nothing.
  }
}
