import type { CommitteeInfo } from '../../../server/api/committees.ts';

export type Seat = CommitteeInfo['members'][number];

/** A seat while it is written; `key` stays the same. */
export type EditedSeat = Seat & { key: number };

export const emptySeat: Seat = { name: '', place: '', role: 'member', member: null };

/**
 * Seats out of a pasted list, one a line: bullets and numbers before the name are left out, `Leder:` before it makes the
 * leader, and what follows the first comma is where they come from.
 */
export function seatsIn(text: string): Seat[] {
  return text.split(/\r\n|[\n\r]/u).flatMap((line): Seat[] => {
    const bare = line.replace(/^[\s·•◦▪*–—-]+|^\s*\d{1,3}[.)]\s+/u, '').trim();
    const led = /^(?:leder|leiar|leader)\s*:\s*/iu.exec(bare);
    const [name = '', ...rest] = bare.slice(led?.[0].length ?? 0).split(',');
    if (name.trim() === '') return [];
    return [
      { name: name.trim(), place: rest.join(',').trim(), role: led === null ? 'member' : 'leader', member: null },
    ];
  });
}
