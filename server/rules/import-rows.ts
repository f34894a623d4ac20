import * as v from 'valibot';

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
