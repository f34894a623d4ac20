import * as v from 'valibot';
import { Checkpoint } from '../rules/formats.ts';

/** What an export is asked for: the origin to which the branch moves, or null for a copy of a branch that stays. */
export const ExportRequest = v.strictObject({
  to: v.nullable(
    v.pipe(
      v.string(),
      v.url(),
      v.check(
        (text) => URL.canParse(text) && new URL(text).origin === text,
        'must be an origin such as https://b.example.no, without a path',
      ),
    ),
  ),
});

/** A branch that has arrived: its id, its key and its journal as they were verified. */
export const Arrived = v.object({ id: v.string(), kid: v.string(), journal: Checkpoint });
export type Arrived = v.InferOutput<typeof Arrived>;
