import { collide, sameChange } from './amend.ts';
import type { Amendment, Disposition } from './amendment.ts';

/** What a matter's ballots have decided of its amendments, while they are gone through in their order. */
export interface Ledger {
  /** By number, of those of which something is decided. What the hall has decided stands. */
  decided: Map<number, Disposition>;
  winners: Set<number>;
  apart: Set<number>;
  /** Those that lost to another when they were set against each other: they lapse because of the winner while that one stands. */
  lost: Map<number, number>;
  /** The block ballots that amendments were in, by number. */
  blocks: Map<number, string>;
  /** Whether nothing is decided of an amendment yet. */
  isOpen: (number: number) => boolean;
  /** Adopts an open amendment. The same words elsewhere are covered by it, and what collides with it lapses. */
  adopt: (number: number, ballot: string) => void;
  /** Closes an open amendment in another way, and with it the same words elsewhere: nothing is voted on twice. */
  close: (number: number, disposition: Disposition) => void;
}

/** @param alive whether an amendment can go to the vote: only such are closed by what is decided of others. */
export function ledgerOf(amendments: readonly Amendment[], alive: (amendment: Amendment) => boolean): Ledger {
  const byNumber = new Map(amendments.map((amendment) => [amendment.number, amendment]));
  const decided = new Map<number, Disposition>();
  const isOpen = (number: number): boolean => byNumber.has(number) && !decided.has(number);
  const settle = (number: number, disposition: Disposition, follow: (other: Amendment) => Disposition | null): void => {
    if (!isOpen(number)) return;
    decided.set(number, disposition);
    for (const other of amendments) {
      const followed = isOpen(other.number) && alive(other) ? follow(other) : null;
      if (followed !== null) decided.set(other.number, followed);
    }
  };
  const changeOf = (number: number) => byNumber.get(number)?.change;
  return {
    decided,
    winners: new Set(),
    apart: new Set(),
    lost: new Map(),
    blocks: new Map(),
    isOpen,
    adopt: (number, ballot) => {
      const change = changeOf(number);
      if (change === undefined) return;
      settle(number, { kind: 'adopted', ballot }, (other) => {
        if (sameChange(other.change, change)) return { kind: 'covered', by: number };
        return collide(other.change, change) ? { kind: 'lapsed', because: number } : null;
      });
    },
    close: (number, disposition) => {
      const change = changeOf(number);
      if (change === undefined) return;
      settle(number, disposition, (other) => (sameChange(other.change, change) ? disposition : null));
    },
  };
}
