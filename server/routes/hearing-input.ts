import { command, query, type Routes } from '../mount.ts';
import { Problem } from '../problem.ts';

export function hearingInputRoutes(routes: Routes): void {
  command(routes, 'writeInput', async () => {
    throw new Problem('hearing.unknown', 'there is none');
  });
  command(routes, 'outsideInput', async () => {
    throw new Problem('hearing.unknown', 'there is none');
  });
  command(routes, 'hideInput', async () => {
    throw new Problem('hearing.unknown', 'there is none');
  });
  query(routes, 'hearingInputs', async () => {
    throw new Problem('hearing.unknown', 'there is none');
  });
}
