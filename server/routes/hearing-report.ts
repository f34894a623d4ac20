import { command, query, type Routes } from '../mount.ts';
import { Problem } from '../problem.ts';

export function hearingReportRoutes(routes: Routes): void {
  query(routes, 'hearingReport', async () => {
    throw new Problem('hearing.unknown', 'there is none');
  });
  query(routes, 'hearingMatrix', async () => {
    throw new Problem('hearing.unknown', 'there is none');
  });
  query(routes, 'closingReport', async () => {
    throw new Problem('hearing.unknown', 'there is none');
  });
  command(routes, 'groupChanges', async () => {
    throw new Problem('hearing.unknown', 'there is none');
  });
  command(routes, 'ungroupChange', async () => {
    throw new Problem('hearing.unknown', 'there is none');
  });
}
