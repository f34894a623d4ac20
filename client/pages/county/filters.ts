import { type Signal, signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { TreatmentState } from '../../../server/api/collection.ts';

/** What a reader has chosen of the collection; empty texts choose nothing. */
export interface Filters {
  q: string;
  branch: string;
  via: string;
  hearing: string;
  state: TreatmentState | '';
  year: string;
}

export const noFilters: Filters = { q: '', branch: '', via: '', hearing: '', state: '', year: '' };

const kept = new Map<string, Signal<Filters>>();

/** The choices on a branch's page, which stand when the reader comes back from a resolution. */
export function filtersOf(slug: string): Signal<Filters> {
  const held = kept.get(slug) ?? signal(noFilters);
  kept.set(slug, held);
  return held;
}

/** A value that follows another once that has stood still for some milliseconds. */
export function useSettled<T>(value: T, wait: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), wait);
    return () => clearTimeout(timer);
  }, [value, wait]);
  return settled;
}
