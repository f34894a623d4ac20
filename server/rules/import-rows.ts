import * as v from 'valibot';
import { Change } from './amendment.ts';

/** What is wrong with one row of an import: a closed list, so that the page can say it in every language. */
export const RowMistake = v.picklist([
  'name.missing',
  'name.long',
  'number.missing',
  'number.long',
  'number.twice',
  'columns',
]);
export type RowMistake = v.InferOutput<typeof RowMistake>;

/** A row of an import as it was read. `row` is the line number in the file, the first being 1. */
export const ImportRow = v.object({
  row: v.number(),
  name: v.string(),
  number: v.string(),
  effect: v.picklist(['add', 'update', 'same', 'mistake']),
  mistakes: v.array(RowMistake),
});
export type ImportRow = v.InferOutput<typeof ImportRow>;

/** What is wrong with one row of a form of amendments. */
export const AmendmentMistake = v.picklist([
  /** The columns are not those of the form, or the row does not fit them. */
  'columns',
  'place.missing',
  /** The text has no such point, paragraph, heading or line. */
  'place.unknown',
  /** The lines named are not all of one point or paragraph. */
  'place.several',
  'type.unknown',
  'text.missing',
  'text.long',
  /** What is to be struck out is not in the place that is named. */
  'text.elsewhere',
  /** The text would say the same as before. */
  'text.same',
  /** Nothing would be left of the proposal, or a heading would be too long. */
  'text.unfit',
  'name.long',
]);
export type AmendmentMistake = v.InferOutput<typeof AmendmentMistake>;

/** A row of a form of amendments as it was read. `row` is the line number in the file, the first being 1. */
export const AmendmentImportRow = v.object({
  row: v.number(),
  place: v.string(),
  type: v.string(),
  text: v.string(),
  proposer: v.string(),
  branch: v.string(),
  reason: v.string(),
  /** What would be added; null where the row has mistakes. */
  change: v.nullable(Change),
  mistakes: v.array(AmendmentMistake),
});
export type AmendmentImportRow = v.InferOutput<typeof AmendmentImportRow>;
