import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { EngineClosed } from '../db/engine.ts';
import { findMove } from '../db/moves.ts';
import { renewParentStatements } from './above.ts';
import type { Branch } from './branch.ts';
import { remindOfHearings } from './hearing-alarm.ts';
import { issuerOf } from './issuer.ts';
import { log } from './log.ts';
import { nothingAnswers } from './methods.ts';
import type { Routes } from './mount.ts';
import { deliver } from './outbox.ts';
import { Problem, problemResponse } from './problem.ts';
import { agendaRoutes } from './routes/agenda.ts';
import { amendmentRoutes } from './routes/amendments.ts';
import { amendmentImportRoutes } from './routes/amendments-import.ts';
import { attendanceRoutes } from './routes/attendance.ts';
import { ballotRoutes } from './routes/ballots.ts';
import { boxFileRoutes } from './routes/box-file.ts';
import { branchRoutes, type FoundingServer } from './routes/branches.ts';
import { collectionRoutes } from './routes/collection.ts';
import { committeeRoutes } from './routes/committees.ts';
import { countyRoutes } from './routes/county.ts';
import { deliveryRoutes } from './routes/deliveries.ts';
import { demandRoutes } from './routes/demands.ts';
import { eventRoutes } from './routes/events.ts';
import { federationRoutes } from './routes/federation.ts';
import { feedRoutes } from './routes/feeds.ts';
import { hearingDraftRoutes } from './routes/hearing-drafts.ts';
import { hearingInputRoutes } from './routes/hearing-input.ts';
import { hearingReportRoutes } from './routes/hearing-report.ts';
import { hearingRoutes } from './routes/hearings.ts';
import { inboxRoutes, isInbox } from './routes/inbox.ts';
import { journalRoutes } from './routes/journal.ts';
import { meetingRoutes } from './routes/meetings.ts';
import { memberRoutes } from './routes/members.ts';
import { minutesRoutes } from './routes/minutes.ts';
import { partyRoutes } from './routes/party.ts';
import { planRoutes } from './routes/plans.ts';
import { proposalRoutes } from './routes/proposals.ts';
import { resolutionRoutes } from './routes/resolutions.ts';
import { screenRoutes } from './routes/screens.ts';
import { secretRoutes } from './routes/secret.ts';
import { sessionRoutes } from './routes/session.ts';
import { snapshotRoutes } from './routes/snapshot.ts';
import { speakerRoutes } from './routes/speakers.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { treatmentRoutes } from './routes/treatments.ts';
import { voteRoutes } from './routes/votes.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { largestCourier } from './rules/courier.ts';
import { tellWebhooks } from './webhooks.ts';

/** Bytes of a body, unless its address takes more. */
const largestBody = 1024 * 1024;

/** The most bytes that a body at an address of a branch has. */
export function largestAt(path: string): number {
  return isInbox(path) ? largestCourier : largestBody;
}

/** The application of one branch, the same on every engine: what answers below `/lag/{slug}`. */
export function branchApp(branch: Branch, server: FoundingServer): Hono {
  const app = new Hono();
  refusing(app, largestAt);
  const routes: Routes = { app, branch };
  sessionRoutes(routes);
  snapshotRoutes(routes);
  eventRoutes(routes);
  memberRoutes(routes);
  meetingRoutes(routes);
  agendaRoutes(routes);
  attendanceRoutes(routes);
  proposalRoutes(routes);
  amendmentRoutes(routes);
  amendmentImportRoutes(routes);
  planRoutes(routes);
  const opened = issuerOf(branch.safe);
  ballotRoutes(routes, opened);
  voteRoutes(routes);
  secretRoutes(routes, opened);
  boxFileRoutes(routes);
  resolutionRoutes(routes);
  minutesRoutes(routes);
  journalRoutes(routes);
  speakerRoutes(routes);
  screenRoutes(routes);
  countyRoutes(routes);
  collectionRoutes(routes);
  treatmentRoutes(routes);
  demandRoutes(routes);
  committeeRoutes(routes);
  hearingRoutes(routes);
  hearingDraftRoutes(routes);
  hearingInputRoutes(routes);
  hearingReportRoutes(routes);
  inboxRoutes(routes);
  deliveryRoutes(routes);
  federationRoutes(routes);
  partyRoutes(routes);
  feedRoutes(routes);
  webhookRoutes(routes);
  tokenRoutes(routes);
  branchRoutes(routes, server);
  return app;
}

/** The rest of the body is not read, so the connection cannot carry another request. */
function tooLarge(largest: number): Response {
  const response = problemResponse({ code: 'request.too_large', detail: `a body has at most ${largest} bytes` });
  response.headers.set('connection', 'close');
  return response;
}

/**
 * Makes every way of failing a problem of the closed list, and keeps out bodies that are too large.
 * @param largest the most bytes that a body at an address has.
 */
export function refusing(app: Hono, largest: (path: string) => number): void {
  app.use((context, next) => {
    const maxSize = largest(context.req.path);
    return bodyLimit({ maxSize, onError: () => tooLarge(maxSize) })(context, next);
  });
  app.notFound((context) => nothingAnswers(context.req.path));
  app.onError((error, context) => {
    if (error instanceof Problem) return problemResponse(error.refusal);
    if (error instanceof EngineClosed)
      return problemResponse({ code: 'not_ready', detail: 'the server is being stopped' });
    log('error', 'request failed', { method: context.req.method, error });
    return problemResponse({ code: 'internal', detail: 'the fault is in the server log' });
  });
}

/** Milliseconds after a fault of our own until the alarm rings again. */
const afterFault = 60_000;

/**
 * What the branch's alarm does, all at the same time, unless the branch has moved: renew what the parent says, deliver what
 * waits, remind of hearings, and tell programs.
 * The next alarm is asked for when all is done, so that none stands in the place of a run that was cut off, which the
 * engine repeats. Never throws; one run at a time.
 */
export function wakerOf(branch: Branch): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  /** Does one of the works, and says when it is due again: never, where nothing waits. */
  async function nextOf(work: (branch: Branch) => Promise<number | undefined>): Promise<number> {
    try {
      return (await work(branch)) ?? Number.POSITIVE_INFINITY;
    } catch (error) {
      // the server is being stopped, and goes on with the work when it starts
      if (error instanceof EngineClosed) return Number.POSITIVE_INFINITY;
      log('error', `${work.name} failed`, { error });
      return branch.surroundings.now() + afterFault;
    }
  }
  /** Whether the branch has moved, or the server is being stopped. */
  async function isGone(): Promise<boolean> {
    try {
      return (await branch.engine.read(findMove)) !== undefined;
    } catch (error) {
      if (error instanceof EngineClosed) return true;
      throw error;
    }
  }
  async function run(): Promise<void> {
    let next: number;
    do {
      again = false;
      next = Number.POSITIVE_INFINITY;
      if (await isGone()) break;
      const works = [renewParentStatements, deliver, remindOfHearings, tellWebhooks];
      next = Math.min(...(await Promise.all(works.map(nextOf))));
    } while (again);
    running = undefined;
    if (next !== Number.POSITIVE_INFINITY) branch.engine.alarm(next);
  }
  return () => {
    again = true;
    running ??= run();
    return running;
  };
}
