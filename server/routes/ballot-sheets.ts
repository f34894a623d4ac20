import { type BallotRow, findBallot } from '../../db/ballots.ts';
import type { Reader } from '../../db/engine.ts';
import { rollByHash } from '../../db/meetings.ts';
import { Problem } from '../problem.ts';
import type { BallotStatement, RollStatement } from '../rules/statements.ts';

/** @throws Problem ballot.unknown. */
export async function mustFindBallot(reader: Reader, id: string): Promise<BallotRow> {
  const ballot = await findBallot(reader, id);
  if (ballot === undefined) throw new Problem('ballot.unknown', 'there is no such ballot in this branch');
  return ballot;
}

/** What is handed in for a ballot is checked against this, which never changes once the ballot is open. */
export interface Sheet {
  definition: BallotStatement;
  roll: RollStatement;
}

/** Sheets that are held at once: one ballot is open, and answers of those before it may be asked for again. */
const mostSheets = 4;

/** Finds ballots' sheets, the last of which it holds, so that a vote does not read the whole roll. */
export function sheetCache(): (reader: Reader, id: string) => Promise<Sheet> {
  const sheets = new Map<string, Sheet>();
  return async (reader, id) => {
    const held = sheets.get(id);
    if (held !== undefined) return held;
    const { definition, roll } = await mustFindBallot(reader, id);
    const sheet = { definition: definition.statement, roll: (await rollByHash(reader, roll)).statement };
    const oldest = sheets.size >= mostSheets ? sheets.keys().next().value : undefined;
    if (oldest !== undefined) sheets.delete(oldest);
    sheets.set(id, sheet);
    return sheet;
  };
}
