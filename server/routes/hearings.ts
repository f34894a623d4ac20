import { command, query, type Routes } from '../mount.ts';
import { Problem } from '../problem.ts';

export function hearingRoutes(routes: Routes): void {
  query(routes, 'hearings', async () => ({ hearings: [] }));
  query(routes, 'hearing', async () => {
    throw new Problem('hearing.unknown', 'there is none');
  });
  query(routes, 'hearingProgress', async () => {
    throw new Problem('hearing.unknown', 'there is none');
  });
  query(routes, 'hearingDrafts', async () => ({ drafts: [] }));
  command(routes, 'addHearingDraft', async () => {
    throw new Problem('hearing.unknown', 'there is none');
  });
  command(routes, 'editHearingDraft', async () => {
    throw new Problem('hearing.unknown', 'there is none');
  });
  command(routes, 'deleteHearingDraft', async () => {
    throw new Problem('hearing.unknown', 'there is none');
  });
  command(routes, 'publishHearing', async () => {
    throw new Problem('hearing.unknown', 'there is none');
  });
  command(routes, 'takeUpHearing', async () => {
    throw new Problem('hearing.unknown', 'there is none');
  });
  command(routes, 'sendToCall', async () => {
    throw new Problem('hearing.unknown', 'there is none');
  });
  command(routes, 'remindHearing', async () => {
    throw new Problem('hearing.unknown', 'there is none');
  });
  command(routes, 'closeHearing', async () => {
    throw new Problem('hearing.unknown', 'there is none');
  });
}
