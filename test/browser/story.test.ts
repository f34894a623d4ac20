import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import { ballotTests } from './story/ballot.ts';
import { type Cast, gather } from './story/cast.ts';
import { constitutingTests } from './story/constituting.ts';
import { doorTests } from './story/door.ts';
import { resolutionTests } from './story/resolution.ts';
import { verifierTests } from './story/verifier.ts';

describe('a meeting, from the door to the county', () => {
  let cast: Cast;
  let failed: string | undefined;
  const now = (): Cast => cast;
  beforeAll(async () => {
    cast = await gather();
  });
  afterAll(() => cast?.stage.end());

  // Each part stands on those before it: when one fails, the others say so at once.
  beforeEach(({ task }) => {
    if (failed !== undefined && failed !== task.name) throw new Error(`the meeting stopped at: ${failed}`);
  });
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') failed ??= task.name;
    else failed = undefined;
  });

  doorTests(now);
  constitutingTests(now);
  ballotTests(now);
  resolutionTests(now);
  verifierTests(now);
});
