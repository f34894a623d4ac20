import type { BallotRow } from '../../db/ballots.ts';
import type { Reader } from '../../db/engine.ts';
import { boxOf, findSecret, type IssueRow, issuerSecret, issuesOf, type SecretRow } from '../../db/secret.ts';
import { isBlindSignature } from '../issuer.ts';
import { checkPaper, isSignedPaper, issueLeaf } from '../rules/box.ts';
import { checkIssue } from '../rules/drawing.ts';
import { merkleRoot } from '../rules/merkle.ts';
import type { BoxedPaper, IssueStatement, IssuesDrawn } from '../rules/secret-statements.ts';
import type { BallotStatement, RollStatement, Signed } from '../rules/statements.ts';
import { wrongExport } from './format.ts';

/** What was drawn and dropped in a secret ballot. */
export interface Drawn {
  issues: Signed<IssueStatement>[];
  drawn: IssuesDrawn;
  papers: BoxedPaper[];
}

/**
 * What a secret ballot holds besides what any does: issues of its roll, each with a blind signature that holds, as many as it
 * counts; the root of them, once its drawing is closed; and papers that its key signed, no more than were drawn.
 * Undefined for an open ballot. That people signed the issues is left to be verified.
 * @throws Problem export.wrong.
 */
export async function drawnIn(
  reader: Reader,
  ballot: BallotRow,
  roll: RollStatement,
  name: string,
): Promise<Drawn | undefined> {
  const { id } = ballot;
  const definition = ballot.definition.statement;
  const secret = await findSecret(reader, id);
  const rows = await issuesOf(reader, id);
  const papers = await boxOf(reader, id);
  if (definition.issuer === undefined) {
    if (secret === undefined && rows.length === 0 && papers.length === 0) return undefined;
    throw wrongExport(`${name} is open, and papers were drawn`);
  }
  if (secret === undefined) throw wrongExport(`${name} is secret, and nothing says how far it is`);
  if (rows.length !== ballot.voted) throw wrongExport(`${name} has not as many issues as it counts`);
  for (const row of rows) checkRow(definition, roll, row, { id, name });
  const issues = rows.map(({ signed }) => signed);
  const drawn = { number: issues.length, root: merkleRoot(issues.map(issueLeaf)) };
  await checkStage(reader, ballot, secret, drawn, papers.length, name);
  for (const boxed of papers) {
    if (!checkPaper(definition, boxed.paper, id).ok || !(await isSignedPaper(boxed, definition.issuer)))
      throw wrongExport(`a paper in the box of ${name} is not one of its`);
  }
  return { issues, drawn, papers };
}

function checkRow(
  definition: BallotStatement,
  roll: RollStatement,
  { signed: { statement }, blindSignature }: IssueRow,
  { id, name }: { id: string; name: string },
): void {
  const checked = checkIssue(definition, roll, statement, id);
  if (!checked.ok) throw wrongExport(`an issue of ${name}: ${checked.refusal.detail}`);
  if (definition.issuer === undefined || !isBlindSignature(definition.issuer, statement.blinded, blindSignature))
    throw wrongExport(`a blind signature of ${name} does not hold`);
}

/** Whether drawing, box and key are as they must be where the ballot is. */
async function checkStage(
  reader: Reader,
  { id, state, cancelled }: BallotRow,
  { closed }: SecretRow,
  drawn: IssuesDrawn,
  papers: number,
  name: string,
): Promise<void> {
  if (closed !== null && closed.root !== drawn.root)
    throw wrongExport(`the issues of ${name} are not those with which its drawing closed`);
  if (papers > (closed === null ? 0 : drawn.number))
    throw wrongExport(`more papers are in the box of ${name} than can be`);
  if (closed !== null || cancelled !== null) return;
  if (state !== 'open') throw wrongExport(`the drawing of ${name} was never closed`);
  if ((await issuerSecret(reader, id)) === null)
    throw wrongExport(`the key of ${name} is gone, and papers are still drawn`);
}
