import type { AttendanceChange } from './attendance.ts';
import type { Presence } from './minutes-record.ts';
import { entitledIn, type Gathering, standingOf } from './standing.ts';

/** How attendance changed, oldest first. */
export interface Change {
  member: string;
  change: AttendanceChange;
  at: string;
}

/**
 * Those who may vote, in numbers: when the meeting was opened, and each minute in which the number or the people
 * changed until it was closed. Standings are those at the end: journals keep no names.
 * @param from when it was opened, or null where it was not; `to` when it was closed.
 */
export function presenceOver(
  changes: readonly Change[],
  standings: Gathering['standings'],
  { from, to }: { from: string | null; to: string | null },
): Presence {
  const presence = new Map<string, 'in' | 'leave' | 'out'>();
  const everybody = new Set(changes.filter(({ change }) => change === 'in').map(({ member }) => member));
  const gathering: Gathering = { standings, presence };
  const moved: { at: string; came: number; left: number; present: number }[] = [];
  let opening: number | undefined;
  for (const { member, change, at } of changes) {
    if (from !== null && at > from) opening ??= entitledIn(gathering).length;
    const before = new Set(entitledIn(gathering));
    presence.set(member, change === 'leave' ? 'leave' : change === 'out' ? 'out' : 'in');
    if (opening === undefined || (to !== null && at > to)) continue;
    const now = entitledIn(gathering);
    const came = now.filter((one) => !before.has(one)).length;
    const left = before.size + came - now.length;
    if (came + left === 0) continue;
    const minute = at.slice(0, 16);
    const last = moved.at(-1);
    if (last?.at.slice(0, 16) === minute) {
      Object.assign(last, { came: last.came + came, left: last.left + left, present: now.length });
    } else moved.push({ at, came, left, present: now.length });
  }
  const of = (wanted: 'substitute' | 'participant' | 'observer'): number =>
    [...everybody].filter((member) => {
      const { kind, placeOf } = standingOf(gathering, member);
      return kind === wanted && (kind !== 'substitute' || placeOf !== null);
    }).length;
  return {
    opening: opening ?? entitledIn(gathering).length,
    changes: moved,
    substitutes: of('substitute'),
    participants: of('participant'),
    observers: of('observer'),
  };
}
