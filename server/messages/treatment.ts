import type { Intake } from '../inbox.ts';
import { mustComeAsKnown, wayOf } from '../known-way.ts';
import { branchesAbove } from '../lineage.ts';
import { must, Problem } from '../problem.ts';
import { checkPoints } from '../rules/treatment.ts';
import { keepTreatment, mustBeTreatable } from '../treating.ts';

/** What another level says of a resolution that the branch made or has: one above it, or one that it came through. */
export const treatmentIntake: Intake<'treatment'> = {
  name: 'treatment',
  async take(writer, branch, { payload, hash, jws, trusted }) {
    const treatable = await mustBeTreatable(writer, payload.resolution);
    const between = (treatable.row?.path ?? []).slice(1);
    const levels = [...between, ...(await branchesAbove(writer, branch))];
    if (!levels.some(({ id }) => id === payload.branch))
      throw new Problem('message.sender', `${payload.branch} is not a level that this resolution came to`);
    if (treatable.row !== undefined) await mustComeAsKnown(writer, branch, trusted, wayOf(treatable.row));
    must(checkPoints(payload.points, treatable.payload));
    await keepTreatment(writer, branch, treatable, { hash, jws, statement: payload, name: trusted.leaf.name });
  },
};
