import { batch, type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Live } from '../../live.ts';
import type { Problem, Result } from '../../problem.ts';

/** A list that the server gives in pages, kept current. What comes while it is read waits until the reader asks for it. */
export interface Paged<Row, Page> {
  /** Null until the first answer. */
  rows: ReadonlySignal<Row[] | null>;
  /** The newest answer for the first page. */
  first: ReadonlySignal<Page | null>;
  /** Rows that have come and are not in the list yet. */
  waiting: ReadonlySignal<readonly Row[]>;
  /** Keys of the rows that came while the page was open. */
  fresh: ReadonlySignal<ReadonlySet<string>>;
  /** Whether there are pages left. */
  next: ReadonlySignal<string | null>;
  busy: ReadonlySignal<boolean>;
  problem: ReadonlySignal<Problem | null>;
  more: () => Promise<void>;
  /** Shows the list from its start, with what waits. */
  showNew: () => void;
}

interface Source<Row, Page> {
  live: Live;
  /** What is asked for; the list starts again where it changes. */
  question: string;
  load: (cursor: string) => Promise<Result<Page>>;
  rowsOf: (page: Page) => Row[];
  keyOf: (row: Row) => string;
  /** Called with the rows that have come since the list was last looked after. */
  onArrived: (rows: readonly Row[]) => void;
}

export function usePaged<Row, Page extends { next: string | null }>(source: Source<Row, Page>): Paged<Row, Page> {
  const { live, question } = source;
  const rows = useSignal<Row[] | null>(null);
  const first = useSignal<Page | null>(null);
  const waiting = useSignal<readonly Row[]>([]);
  const fresh = useSignal<ReadonlySet<string>>(new Set());
  const next = useSignal<string | null>(null);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const now = useRef(source);
  now.current = source;
  /** Counts the questions: an answer to an older one is dropped. */
  const asked = useRef(0);
  /** Whether the list is being looked after, and whether something has happened meanwhile. */
  const looking = useRef({ now: false, again: false });
  const index = live.snapshot.value?.index;
  const ready = index !== undefined;

  const start = (page: Page): void => {
    batch(() => {
      first.value = page;
      rows.value = now.current.rowsOf(page);
      next.value = page.next;
      waiting.value = [];
    });
  };

  const look = async (): Promise<void> => {
    if (looking.current.now) {
      looking.current.again = true;
      return;
    }
    looking.current = { now: true, again: false };
    const mine = asked.current;
    const answer = await now.current.load('');
    if (mine === asked.current && answer.ok && rows.value !== null) {
      const { rowsOf, keyOf, onArrived } = now.current;
      const page = rowsOf(answer.value);
      const current = new Map(page.map((row) => [keyOf(row), row]));
      const held = new Set(rows.value.map(keyOf));
      const told = new Set(waiting.value.map(keyOf));
      const unknown = page.filter((row) => !held.has(keyOf(row)));
      const arrived = unknown.filter((row) => !told.has(keyOf(row)));
      // what stood on the first page and was not pushed off it by what is new, is gone
      const before = first.value === null ? [] : rowsOf(first.value);
      const stood = answer.value.next === null ? rows.value : before.slice(0, before.length - arrived.length);
      const gone = new Set(stood.map(keyOf).filter((key) => !current.has(key)));
      batch(() => {
        if (held.size === 0) start(answer.value);
        else {
          first.value = answer.value;
          const left = rows.value?.filter((row) => !gone.has(keyOf(row))) ?? [];
          rows.value = left.map((row) => current.get(keyOf(row)) ?? row);
          waiting.value = unknown;
        }
        if (arrived.length > 0) fresh.value = new Set([...fresh.value, ...arrived.map(keyOf)]);
      });
      if (arrived.length > 0) onArrived(arrived);
    }
    looking.current.now = false;
    if (looking.current.again) await look();
  };

  useEffect(() => {
    if (!ready) return;
    asked.current += 1;
    const mine = asked.current;
    busy.value = true;
    void now.current.load('').then((answer) => {
      if (mine !== asked.current) return;
      batch(() => {
        busy.value = false;
        problem.value = answer.ok ? null : answer.problem;
        if (answer.ok) start(answer.value);
      });
    });
  }, [question, ready]);

  useEffect(() => {
    if (ready && rows.peek() !== null) void look();
  }, [index]);

  const more = async (): Promise<void> => {
    if (next.value === null || busy.value) return;
    const mine = asked.current;
    busy.value = true;
    const answer = await now.current.load(next.value);
    if (mine !== asked.current) return;
    batch(() => {
      busy.value = false;
      problem.value = answer.ok ? null : answer.problem;
      if (!answer.ok) return;
      const held = new Set((rows.value ?? []).map(now.current.keyOf));
      const added = now.current.rowsOf(answer.value).filter((row) => !held.has(now.current.keyOf(row)));
      rows.value = [...(rows.value ?? []), ...added];
      next.value = answer.value.next;
    });
  };

  const showNew = (): void => {
    if (first.value !== null) start(first.value);
  };

  return { rows, first, waiting, fresh, next, busy, problem, more, showNew };
}
