import { placeOfChange } from './amend.ts';
import type { Change } from './amendment.ts';
import { hashOf } from './canonical.ts';
import type { Counts } from './formats.ts';
import type { AmendmentGroup, Backer } from './hearing-shapes.ts';
import type { AnswerStatement } from './party-statements.ts';

/** A change as it is compared with others: Unicode in its composed form, every run of white space one space. */
function normalised(change: Change): Change {
  const text = (words: string): string => words.normalize('NFC').replace(/\s+/gu, ' ').trim();
  switch (change.type) {
    case 'replace':
      return { ...change, text: text(change.text) };
    case 'add':
      return { ...change, block: { ...change.block, text: text(change.block.text) } };
    case 'delete':
      return change;
  }
}

/** What changes that say the same have in common: the hash of the change as it is compared. */
export function changeKey(change: Change): string {
  return hashOf(normalised(change));
}

/** An answer with its amendments, as far as they are grouped. */
export interface Amending {
  branch: string;
  name: string;
  resolution: string;
  late: boolean;
  statement: Pick<AnswerStatement, 'adopted' | 'rejected'>;
}

/** A person's word that a change is the same as another: hashes of both. */
export interface Alike {
  change: string;
  sameAs: string;
}

/** The change that stands for a group: the end of what a person has put together. */
export function headOf(change: string, alike: readonly Alike[]): string {
  const passed = new Set<string>();
  let at = change;
  for (;;) {
    const next = alike.find((one) => one.change === at)?.sameAs;
    if (next === undefined || passed.has(at)) return at;
    passed.add(at);
    at = next;
  }
}

interface Named {
  change: Change;
  key: string;
  backer: Backer;
}

/**
 * Amendments grouped by what they say: those that are equal once they are normalised, and those that a person has put
 * together. By place, then by branches that adopted them, then by hash.
 */
export function groupChanges(answers: readonly Amending[], alike: readonly Alike[]): AmendmentGroup[] {
  const groups = new Map<string, Named[]>();
  for (const named of answers.flatMap(namedIn)) {
    const head = headOf(named.key, alike);
    groups.set(head, [...(groups.get(head) ?? []), named]);
  }
  const all = [...groups].map(([head, named]) => groupOf(head, named));
  return all.sort(
    (a, b) =>
      a.place - b.place ||
      b.adopted.branches - a.adopted.branches ||
      b.rejected.branches - a.rejected.branches ||
      (a.change < b.change ? -1 : 1),
  );
}

function namedIn({ branch, name, resolution, late, statement }: Amending): Named[] {
  return (['adopted', 'rejected'] as const).flatMap((outcome) =>
    statement[outcome].map(({ change, votes = null }) => ({
      change,
      key: changeKey(change),
      backer: { branch, name, resolution, late, adopted: outcome === 'adopted', votes },
    })),
  );
}

function groupOf(head: string, named: readonly Named[]): AmendmentGroup {
  // a group holds at least what made it; where nobody wrote the head's own wording any more, the first one stands for it
  const [first] = [...named.filter(({ key }) => key === head), ...named] as [Named, ...Named[]];
  const others = new Map(named.filter(({ key }) => key !== first.key).map(({ key, change }) => [key, change]));
  const backers = named.map(({ backer }) => backer);
  const inTime = backers.filter(({ late }) => !late);
  const votes = (side: 'for' | 'against'): number => sum(inTime.map((one) => one.votes?.[side] ?? 0));
  return {
    change: first.key,
    wording: first.change,
    place: placeOfChange(first.change),
    alike: [...others].map(([change, wording]) => ({ change, wording })),
    adopted: { branches: branchesIn(inTime.filter(({ adopted }) => adopted)), votes: votes('for') },
    rejected: { branches: branchesIn(inTime.filter(({ adopted }) => !adopted)), votes: votes('against') },
    late: branchesIn(backers.filter(({ late }) => late)),
    backers,
  };
}

function branchesIn(backers: readonly Backer[]): number {
  return new Set(backers.map(({ branch }) => branch)).size;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, n) => all + n, 0);
}

/** The votes of the ballot that took a block out, or null. */
export function deletionVotes({ adopted }: Pick<AnswerStatement, 'adopted'>, place: number): Counts | null {
  return adopted.find(({ change }) => change.type === 'delete' && change.at === place)?.votes ?? null;
}
