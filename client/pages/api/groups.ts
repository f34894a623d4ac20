import { agendaEndpoints } from '../../../server/api/agenda.ts';
import { amendmentEndpoints } from '../../../server/api/amendments.ts';
import { attendanceEndpoints } from '../../../server/api/attendance.ts';
import { ballotEndpoints } from '../../../server/api/ballots.ts';
import { collectionEndpoints } from '../../../server/api/collection.ts';
import { committeeEndpoints } from '../../../server/api/committees.ts';
import { countyEndpoints } from '../../../server/api/county.ts';
import { deliveryEndpoints } from '../../../server/api/deliveries.ts';
import { hearingReportEndpoints } from '../../../server/api/hearing-report.ts';
import { hearingEndpoints } from '../../../server/api/hearings.ts';
import { journalEndpoints } from '../../../server/api/journal.ts';
import { meetingEndpoints } from '../../../server/api/meeting.ts';
import { minutesEndpoints } from '../../../server/api/minutes.ts';
import { partyEndpoints } from '../../../server/api/party.ts';
import { programEndpoints } from '../../../server/api/programs.ts';
import { proposalEndpoints } from '../../../server/api/proposals.ts';
import { resolutionEndpoints } from '../../../server/api/resolutions.ts';
import { screenEndpoints } from '../../../server/api/screens.ts';
import { secretEndpoints } from '../../../server/api/secret.ts';
import { secretaryEndpoints } from '../../../server/api/secretary.ts';
import { sessionEndpoints } from '../../../server/api/session.ts';
import { setupEndpoints } from '../../../server/api/setup.ts';
import { snapshotEndpoints } from '../../../server/api/snapshot.ts';
import { speakerEndpoints } from '../../../server/api/speakers.ts';
import { treatmentEndpoints } from '../../../server/api/treatments.ts';
import type { Operation } from '../../openapi.ts';

/** The parts of the API in the order in which they are shown. */
export const groups = [
  'setup',
  'session',
  'snapshot',
  'secretary',
  'meeting',
  'texts',
  'ballots',
  'hall',
  'county',
  'party',
  'hearings',
  'programs',
  'files',
  'operator',
] as const;
export type Group = (typeof groups)[number];

const tables: readonly (readonly [Group, object])[] = [
  ['setup', setupEndpoints],
  ['session', sessionEndpoints],
  ['snapshot', snapshotEndpoints],
  ['secretary', secretaryEndpoints],
  ['meeting', { ...meetingEndpoints, ...agendaEndpoints, ...attendanceEndpoints, ...minutesEndpoints }],
  ['texts', { ...proposalEndpoints, ...amendmentEndpoints }],
  ['ballots', { ...ballotEndpoints, ...secretEndpoints, ...resolutionEndpoints, ...journalEndpoints }],
  ['hall', { ...speakerEndpoints, ...screenEndpoints }],
  ['county', { ...countyEndpoints, ...collectionEndpoints, ...treatmentEndpoints }],
  ['party', { ...partyEndpoints, ...deliveryEndpoints }],
  ['programs', programEndpoints],
  ['hearings', { ...committeeEndpoints, ...hearingEndpoints, ...hearingReportEndpoints }],
];

/** Which part an operation belongs to. Those that are in no table of JSON endpoints speak files and streams. */
export function groupOf({ operationId, 'x-access': access }: Operation): Group {
  if (access === 'operator') return 'operator';
  const found = tables.find(([, table]) => operationId !== undefined && operationId in table);
  return found?.[0] ?? 'files';
}
