import * as v from 'valibot';
import { Hash, Whole } from '../rules/formats.ts';
import { endpoint } from './endpoint.ts';

/** A number of entries, as it stands behind the `?`. */
const Size = v.pipe(v.string(), v.regex(/^\d{1,15}$/u));

/**
 * Anyone may ask for the root of a journal and for the proof that it only grew: they say nothing of what is in it. The entries
 * are read by members alone, in the live feed from the first one on, since they tell when somebody came, drew a paper or voted.
 */
export const journalEndpoints = {
  journalCheckpoint: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/journal/checkpoint',
    summary:
      'What the branch signs of its journal now, or as it was when it had `size` entries: vedtak/checkpoint/1 as a JWS',
    access: 'anyone',
    query: v.object({ size: v.exactOptional(Size) }),
    response: v.object({ checkpoint: v.string() }),
    refusals: ['journal.checkpoint'],
  }),
  journalConsistency: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/journal/consistency',
    summary:
      'The consistency proof (RFC 9162 section 2.1.4) that the journal of `to` entries is that of `from` entries with entries added',
    access: 'anyone',
    query: v.object({ from: Size, to: Size }),
    response: v.object({ from: Whole, to: Whole, path: v.array(Hash) }),
    refusals: ['journal.consistency'],
  }),
};
