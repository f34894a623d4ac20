import { command, query, type Routes } from '../mount.ts';
import { Problem } from '../problem.ts';

export function committeeRoutes(routes: Routes): void {
  query(routes, 'committees', async () => ({ committees: [] }));
  query(routes, 'committee', async () => {
    throw new Problem('committee.unknown', 'there is none');
  });
  command(routes, 'createCommittee', async () => {
    throw new Problem('committee.unknown', 'there is none');
  });
  command(routes, 'editCommittee', async () => {
    throw new Problem('committee.unknown', 'there is none');
  });
  command(routes, 'saveDraft', async () => {
    throw new Problem('committee.unknown', 'there is none');
  });
  command(routes, 'recommendDraft', async () => {
    throw new Problem('committee.unknown', 'there is none');
  });
  command(routes, 'handOver', async () => {
    throw new Problem('committee.unknown', 'there is none');
  });
  command(routes, 'closeCommittee', async () => {
    throw new Problem('committee.unknown', 'there is none');
  });
}
