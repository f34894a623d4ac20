import type * as v from 'valibot';
import { agendaEndpoints } from './agenda.ts';
import { amendmentEndpoints } from './amendments.ts';
import { attendanceEndpoints } from './attendance.ts';
import { ballotEndpoints } from './ballots.ts';
import { collectionEndpoints } from './collection.ts';
import { committeeEndpoints } from './committees.ts';
import { countyEndpoints } from './county.ts';
import { deliveryEndpoints } from './deliveries.ts';
import { filledIn } from './endpoint.ts';
import { hearingReportEndpoints } from './hearing-report.ts';
import { hearingEndpoints } from './hearings.ts';
import { journalEndpoints } from './journal.ts';
import { meetingEndpoints } from './meeting.ts';
import { minutesEndpoints } from './minutes.ts';
import { partyEndpoints } from './party.ts';
import { programEndpoints } from './programs.ts';
import { proposalEndpoints } from './proposals.ts';
import { resolutionEndpoints } from './resolutions.ts';
import { screenEndpoints } from './screens.ts';
import { secretEndpoints } from './secret.ts';
import { secretaryEndpoints } from './secretary.ts';
import { sessionEndpoints } from './session.ts';
import { setupEndpoints } from './setup.ts';
import { snapshotEndpoints } from './snapshot.ts';
import { speakerEndpoints } from './speakers.ts';
import { treatmentEndpoints } from './treatments.ts';

/** Every JSON endpoint, by name. */
export const endpoints = {
  ...setupEndpoints,
  ...sessionEndpoints,
  ...snapshotEndpoints,
  ...secretaryEndpoints,
  ...meetingEndpoints,
  ...agendaEndpoints,
  ...attendanceEndpoints,
  ...proposalEndpoints,
  ...amendmentEndpoints,
  ...ballotEndpoints,
  ...secretEndpoints,
  ...resolutionEndpoints,
  ...minutesEndpoints,
  ...journalEndpoints,
  ...speakerEndpoints,
  ...screenEndpoints,
  ...countyEndpoints,
  ...collectionEndpoints,
  ...treatmentEndpoints,
  ...committeeEndpoints,
  ...hearingEndpoints,
  ...hearingReportEndpoints,
  ...partyEndpoints,
  ...deliveryEndpoints,
  ...programEndpoints,
};

export type Endpoints = typeof endpoints;
export type EndpointName = keyof Endpoints;

/** What a call of an endpoint sends; undefined where it takes no body. */
export type BodyOf<N extends EndpointName> = Endpoints[N] extends { body: infer B extends v.GenericSchema }
  ? v.InferOutput<B>
  : undefined;

/** What stands behind the `?` of a call, read by the endpoint's schema. */
export type QueryOf<N extends EndpointName> = Endpoints[N] extends { query: infer Q extends v.GenericSchema }
  ? v.InferOutput<Q>
  : undefined;

/** What a call of an endpoint gets back. */
export type ResponseOf<N extends EndpointName> = Endpoints[N] extends { response: infer R extends v.GenericSchema }
  ? v.InferOutput<R>
  : never;

/** The path of an endpoint with its parameters filled in, percent-encoded. */
export function pathOf(name: EndpointName, parameters: Readonly<Record<string, string>> = {}): string {
  return filledIn(endpoints[name], parameters);
}
