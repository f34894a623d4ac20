import * as v from 'valibot';
import { BranchId, Hash } from './formats.ts';
import { PublicJwk } from './jws.ts';
import { BoxedPaper } from './secret-statements.ts';
import { BallotStatement, CloseStatement, type CountStatement, type Signed } from './statements.ts';
import { evidenceLeaf } from './tally.ts';

/** The `typ` of a box file. */
export const boxType = 'vedtak-box+jwt';

/**
 * The published box of a secret ballot, of any kind, as the branch signs it (JWS): with what the chair opened and closed it
 * by, and nobody's id. A complaint is judged by it.
 */
export const BoxStatement = v.strictObject({
  typ: v.literal('vedtak/box/1'),
  branch: BranchId,
  definition: BallotStatement,
  close: CloseStatement,
  /** Sorted by the papers' hashes. */
  papers: v.pipe(v.array(BoxedPaper), v.maxLength(5000)),
  /** The evidence leaves of the tellers' counts, which name the tellers; absent where nothing was counted by hand. */
  counts: v.exactOptional(v.pipe(v.array(Hash), v.length(2))),
  /** Keys that the branch had before: promises may be signed by one of them. */
  keys: v.pipe(v.array(PublicJwk), v.maxLength(1000)),
});
export type BoxStatement = v.InferOutput<typeof BoxStatement>;

/** The box of a closed ballot, to be signed. @param parts.counts as they are under the closing's evidence. */
export function buildBox(parts: {
  branch: string;
  definition: BallotStatement;
  close: CloseStatement;
  papers: readonly BoxedPaper[];
  counts: readonly Signed<CountStatement>[];
  keys: readonly PublicJwk[];
}): BoxStatement {
  const { branch, definition, close, papers, counts, keys } = parts;
  return {
    typ: 'vedtak/box/1',
    branch,
    definition,
    close,
    papers: [...papers],
    ...(counts.length === 0 ? {} : { counts: counts.map(evidenceLeaf) }),
    keys: [...keys],
  };
}
