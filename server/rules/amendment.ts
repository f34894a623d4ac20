import * as v from 'valibot';
import { Counting, Id, Text, Whole } from './formats.ts';
import { Block } from './proposal.ts';

/** The place of a block in the text as it was proposed, counted from 1; headings, paragraphs and points alike. */
const Place = v.pipe(Counting, v.maxValue(1000));

/** What an amendment does to a text as it was proposed (endrings-, stryknings- og tilleggsforslag). */
export const Change = v.variant('type', [
  v.strictObject({ type: v.literal('replace'), at: Place, text: v.pipe(Text, v.minLength(1), v.maxLength(20_000)) }),
  v.strictObject({ type: v.literal('delete'), at: Place }),
  /** `after` 0 puts the block first. */
  v.strictObject({ type: v.literal('add'), after: v.pipe(Whole, v.maxValue(1000)), block: Block }),
]);
export type Change = v.InferOutput<typeof Change>;

/** What the drafting committee says of a proposal or an amendment, and what a minority of it says instead. */
export const Recommended = v.variant('kind', [
  v.strictObject({ kind: v.literal('adopt') }),
  v.strictObject({ kind: v.literal('reject') }),
  /** What it wants is in another amendment, by number, or in the text already (null). */
  v.strictObject({ kind: v.literal('covered'), by: v.nullable(Counting) }),
  v.strictObject({ kind: v.literal('forward'), to: v.pipe(Text, v.minLength(1), v.maxLength(200)) }),
]);
export type Recommended = v.InferOutput<typeof Recommended>;

export const Recommendation = v.strictObject({
  recommended: Recommended,
  /** Dissents: who stands for it, in words, and what they recommend. */
  dissents: v.pipe(
    v.array(v.strictObject({ by: v.pipe(Text, v.minLength(1), v.maxLength(200)), recommended: Recommended })),
    v.maxLength(10),
  ),
});
export type Recommendation = v.InferOutput<typeof Recommendation>;

/** An amendment as the rules see it. */
export interface Amendment {
  id: string;
  /** Its number among the amendments to the proposal, from 1 in the order they came in. */
  number: number;
  change: Change;
  state: 'submitted' | 'upheld' | 'withdrawn' | 'joined';
  /** The id of the amendment that it was joined into. */
  joinedInto: string | null;
  recommendation: Recommendation | null;
  /** How many support it beside the proposer. */
  seconds: number;
}

/** What became of an amendment or a proposal, and why. */
export const Disposition = v.variant('kind', [
  v.strictObject({ kind: v.literal('open') }),
  v.strictObject({ kind: v.literal('adopted'), ballot: v.nullable(Id) }),
  v.strictObject({ kind: v.literal('rejected'), ballot: v.nullable(Id) }),
  v.strictObject({ kind: v.literal('withdrawn') }),
  /** Fallen because another was adopted, by number, or because the text it amends is gone or was rejected (null). */
  v.strictObject({ kind: v.literal('lapsed'), because: v.nullable(Counting) }),
  v.strictObject({ kind: v.literal('joined'), into: Counting }),
  v.strictObject({ kind: v.literal('covered'), by: v.nullable(Counting) }),
  v.strictObject({ kind: v.literal('forwarded'), to: Text }),
  v.strictObject({ kind: v.literal('postponed') }),
  /** Fewer support it than the rules ask for. */
  v.strictObject({ kind: v.literal('unsupported') }),
]);
export type Disposition = v.InferOutput<typeof Disposition>;
