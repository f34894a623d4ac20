import { ballotEndpoints } from '../../../server/api/ballots.ts';
import { countyEndpoints } from '../../../server/api/county.ts';
import { secretaryEndpoints } from '../../../server/api/secretary.ts';
import { sessionEndpoints } from '../../../server/api/session.ts';
import { setupEndpoints } from '../../../server/api/setup.ts';
import { snapshotEndpoints } from '../../../server/api/snapshot.ts';
import type { Operation } from '../../openapi.ts';

/** The parts of the API in the order in which they are shown. */
export const groups = ['setup', 'session', 'snapshot', 'secretary', 'ballots', 'county', 'files', 'operator'] as const;
export type Group = (typeof groups)[number];

const tables: readonly (readonly [Group, object])[] = [
  ['setup', setupEndpoints],
  ['session', sessionEndpoints],
  ['snapshot', snapshotEndpoints],
  ['secretary', secretaryEndpoints],
  ['ballots', ballotEndpoints],
  ['county', countyEndpoints],
];

/** Which part an operation belongs to. Those that are in no table of JSON endpoints speak files and streams. */
export function groupOf({ operationId, 'x-access': access }: Operation): Group {
  if (access === 'operator') return 'operator';
  const found = tables.find(([, table]) => operationId !== undefined && operationId in table);
  return found?.[0] ?? 'files';
}
