import * as v from 'valibot';
import { Change } from './amendment.ts';
import { hashOf } from './canonical.ts';
import { Counting, Hash, OptionId, Text } from './formats.ts';
import { contentHash, ProposalContent } from './proposal.ts';

const numbered = { number: Counting, change: Change };
const Title = v.pipe(Text, v.minLength(1), v.maxLength(300));

/** What a ballot puts to the vote, whole in itself: whoever holds it shows exactly what the chair signed. */
export const Subject = v.variant('kind', [
  /** A text as it stands, as a whole or point by point; a motion is a text of one paragraph. */
  v.strictObject({ kind: v.literal('text'), content: ProposalContent }),
  /** One amendment, for or against. `base` is the content hash of the text as it was proposed, which it addresses. */
  v.strictObject({ kind: v.literal('amendment'), base: Hash, ...numbered }),
  /** Amendments with the same recommendation (en bloc). For is for the recommendation. */
  v.strictObject({
    kind: v.literal('block'),
    base: Hash,
    recommendation: v.picklist(['adopt', 'reject']),
    amendments: v.pipe(v.array(v.strictObject(numbered)), v.minLength(2), v.maxLength(200)),
  }),
  /** One out of several: two amendments against each other (ids `a` and their number), texts or people. */
  v.strictObject({
    kind: v.literal('choice'),
    title: Title,
    options: v.pipe(
      v.array(v.strictObject({ id: OptionId, title: Title, text: v.pipe(Text, v.maxLength(200_000)) })),
      v.minLength(2),
      v.maxLength(30),
    ),
    base: v.exactOptional(Hash),
  }),
]);
export type Subject = v.InferOutput<typeof Subject>;

/** What a ballot's `item` names: the content hash of a text, the hash of any other subject. */
export function itemOf(subject: Subject): string {
  return subject.kind === 'text' ? contentHash(subject.content) : hashOf(subject);
}
