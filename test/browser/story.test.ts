import { afterAll, beforeAll, describe } from 'vitest';
import { ballotTests } from './story/ballot.ts';
import { type Cast, gather } from './story/cast.ts';
import { doorTests } from './story/door.ts';
import { resolutionTests } from './story/resolution.ts';
import { verifierTests } from './story/verifier.ts';

describe('a meeting, from the door to the county', () => {
  let cast: Cast;
  const now = (): Cast => cast;
  beforeAll(async () => {
    cast = await gather();
  });
  afterAll(() => cast?.stage.end());

  doorTests(now);
  ballotTests(now);
  resolutionTests(now);
  verifierTests(now);
});
