import { type BallotRow, ballotsOf, findBallot } from '../../db/ballots.ts';
import type { Reader } from '../../db/engine.ts';
import { appendEntry } from '../../db/journal.ts';
import { rollByHash } from '../../db/meetings.ts';
import {
  boxOf,
  closeDrawing,
  findSecret,
  forgetIssuerSecret,
  type IssueRow,
  insertIssue,
  insertIssuer,
  insertPaper,
  isInBox,
  issueOf,
  issuerSecret,
  issuesOf,
  papersIn,
  type SecretRow,
  secrecyDemands,
  setLook,
  setSecrecyDemand,
} from '../../db/secret.ts';
import type { SecretInfo } from '../api/secret.ts';
import { type Branch, journalPeople, timeOf } from '../branch.ts';
import { type BlindSigner, makeIssuer, openIssuer } from '../issuer.ts';
import { signPromise } from '../keys.ts';
import { admit, command, memberIn, query, type Routes, steps } from '../mount.ts';
import { must, Problem } from '../problem.ts';
import { checkPaper, decideDrop, dropWindow, isSignedPaper, issueLeaf, lookEvery } from '../rules/box.ts';
import { hashOf } from '../rules/canonical.ts';
import { checkIssue, decideIssue, type Stage, stageOf } from '../rules/drawing.ts';
import { settingsOf } from '../rules/meeting.ts';
import { merkleRoot } from '../rules/merkle.ts';
import type { IssuesDrawn } from '../rules/secret-statements.ts';
import type { BallotStatement, RollStatement } from '../rules/statements.ts';
import { mustFindProposal } from './intake.ts';
import { mustBeOpen, mustBeSomebody } from './meetings.ts';
import { mustBeOnRoll } from './votes.ts';

/** Secret ballots: their keys, the drawing of papers, the box, and the demand for one. */
export function secretRoutes(routes: Routes): void {
  const { branch } = routes;
  const sheets = new Map<string, Sheet>();

  async function sheetFor(reader: Reader, id: string): Promise<Sheet> {
    const sheet = sheets.get(id) ?? (await sheetOf(reader, branch, id));
    const oldest = sheets.size >= 4 && !sheets.has(id) ? sheets.keys().next().value : undefined;
    if (oldest !== undefined) sheets.delete(oldest);
    sheets.set(id, sheet);
    return sheet;
  }

  steps(routes, 'makeIssuer', async ({ context, parameter }) => {
    await branch.engine.read(async (reader) => {
      await admit(reader, branch, context, 'makeIssuer');
      await mustBeOpen(reader, parameter('meeting'));
    });
    const { issuer, sealed } = await makeIssuer(branch.safe);
    await branch.engine.transact(async (writer) => {
      await admit(writer, branch, context, 'makeIssuer');
      const { id: meeting } = await mustBeOpen(writer, parameter('meeting'));
      const { kid } = issuer;
      await insertIssuer(writer, { kid, meeting, public_key: JSON.stringify(issuer), secret_key: sealed });
      await appendEntry(writer, { type: 'issuer.made', meeting, issuer: kid }, timeOf(branch));
    });
    return { issuer };
  });

  steps(routes, 'drawPaper', async ({ body, context, parameter, at }) => {
    const { statement } = body;
    const id = parameter('ballot');
    const { member, sheet, held } = await branch.engine.read(async (reader) => {
      const asker = await memberIn(reader, branch, context);
      return { member: asker, sheet: await sheetFor(reader, id), held: await issueOf(reader, id, asker) };
    });
    if (statement.delegate !== member || body.signer !== statement.delegate)
      throw new Problem('signature.signer', 'a paper is drawn by the delegate in whose name it is');
    must(checkIssue(sheet.definition, sheet.roll, statement, id));
    await mustBeOnRoll(branch, sheet.roll, body);
    const statementHash = hashOf(statement);
    const { blindSignature, takenAt } =
      held?.statementHash === statementHash
        ? held
        : await take({ statementHash, signed: body, takenAt: at }, sheet.sign?.(statement.blinded));
    const promise = await signPromise(branch.key, { ballot: id, statement: statementHash, at: takenAt });
    return { statement: statementHash, blindSignature, promise };
  });

  /** Takes an issue in, unless the delegate has drawn; `blindSignature` is what it gets, where the key is still there. */
  function take(issue: Omit<IssueRow, 'blindSignature'>, blindSignature: string | undefined): Promise<IssueRow> {
    const { ballot: id, delegate } = issue.signed.statement;
    return branch.engine.transact(async (writer) => {
      const held = await issueOf(writer, id, delegate);
      const { stage } = await mustBeSecret(writer, id);
      const what = must(decideIssue(stage, held?.statementHash, issue.statementHash));
      if (what === 'same' && held !== undefined) return held;
      if (blindSignature === undefined) throw new Problem('drawing.closed', 'the key of the ballot is gone');
      const row = { ...issue, blindSignature };
      const drawn = await insertIssue(writer, row);
      const detail = { statement: issue.statementHash };
      await journalPeople(writer, branch, { type: 'paper.drawn', ballot: id, drawn }, detail);
      return row;
    });
  }

  command(routes, 'closeDrawing', async (writer, { body, parameter, at }) => {
    const { ballot, secret, stage } = await mustBeSecret(writer, parameter('ballot'));
    if (secret.closed !== null) return { drawn: ballot.voted, window: secret.closed.window };
    if (stage !== 'drawing') throw new Problem('ballot.closed', 'the ballot is closed already');
    const { number: issues, root } = await issuesDrawn(writer, ballot.id);
    const window = dropWindow(at, body.seconds);
    await closeDrawing(writer, ballot.id, root, window);
    await forgetIssuerSecret(writer, ballot.id);
    sheets.delete(ballot.id);
    const entry = { type: 'drawing.closed' as const, ballot: ballot.id, issues, root, seconds: body.seconds };
    await appendEntry(writer, entry, at);
    return { drawn: issues, window };
  });

  steps(routes, 'dropPaper', async ({ body, parameter, at }) => {
    const id = parameter('ballot');
    const { definition } = await branch.engine.read((reader) => sheetFor(reader, id));
    must(checkPaper(definition, body.paper, id));
    if (definition.issuer === undefined || !(await isSignedPaper(body, definition.issuer)))
      throw new Problem('paper.signature', 'the signature is not one over this paper by the key of the ballot');
    const statement = hashOf(body.paper);
    await branch.engine.transact(async (writer) => {
      const { ballot, stage } = await mustBeSecret(writer, id);
      const held = await isInBox(writer, id, statement);
      const papers = await papersIn(writer, id);
      if (must(decideDrop(stage, { held, papers, issues: ballot.voted })) === 'new')
        await insertPaper(writer, statement, body);
    });
    return { statement, promise: await signPromise(branch.key, { ballot: id, statement, at }) };
  });

  command(routes, 'lookInBox', async (writer, { parameter, at }) => {
    const { ballot, secret } = await mustBeSecret(writer, parameter('ballot'));
    mustBeOver(secret, at);
    const { look } = secret;
    if (look !== null && Date.parse(at) < Date.parse(look.at) + lookEvery * 1000) return look;
    const papers = await papersIn(writer, ballot.id);
    await setLook(writer, ballot.id, { papers, at });
    await appendEntry(writer, { type: 'box.looked', ballot: ballot.id }, at);
    return { papers, at };
  });

  query(routes, 'box', async (reader, { parameter }) => {
    const { ballot } = await mustBeSecret(reader, parameter('ballot'));
    if (ballot.closed === null) throw new Problem('box.shut', 'the ballot is not closed');
    return { papers: await boxOf(reader, ballot.id) };
  });

  command(routes, 'demandSecrecy', async (writer, { body, parameter }, asker) => {
    const { member } = mustBeSomebody(asker);
    const { proposal, meeting } = await mustFindProposal(writer, parameter('proposal'));
    if (!settingsOf(meeting.settings).secretOnDemand)
      throw new Problem('secrecy.setting', 'the rules of the meeting leave it to the chair');
    const running = (await ballotsOf(writer, meeting.id)).some(
      ({ proposal: on, state }) => on === proposal.id && state !== 'closed',
    );
    if (running) throw new Problem('ballot.running', 'the ballot is open already');
    const before = await secrecyDemands(writer, proposal.id);
    if (before.includes(member.id) === body.demanded) return { demands: before.length };
    await setSecrecyDemand(writer, proposal.id, member.id, body.demanded);
    const demands = before.length + (body.demanded ? 1 : -1);
    const detail = { member: member.id, demanded: body.demanded };
    await journalPeople(writer, branch, { type: 'secrecy.demanded', proposal: proposal.id, demands }, detail);
    return { demands };
  });
}

/** What issues and papers are checked against; it never changes once the ballot is open, but that the key goes. */
interface Sheet {
  definition: BallotStatement;
  roll: RollStatement;
  /** Undefined when the key is gone. */
  sign: BlindSigner | undefined;
}

async function sheetOf(reader: Reader, branch: Branch, id: string): Promise<Sheet> {
  const ballot = await findBallot(reader, id);
  if (ballot === undefined) throw new Problem('ballot.unknown', 'there is no such ballot in this branch');
  const sealed = await issuerSecret(reader, id);
  return {
    definition: ballot.definition.statement,
    roll: (await rollByHash(reader, ballot.roll)).statement,
    sign: sealed === null ? undefined : await openIssuer(branch.safe, sealed),
  };
}

/** A secret ballot with the stage that it is at. @throws Problem ballot.unknown or ballot.method. */
async function mustBeSecret(
  reader: Reader,
  id: string,
): Promise<{ ballot: BallotRow; secret: SecretRow; stage: Stage }> {
  const ballot = await findBallot(reader, id);
  if (ballot === undefined) throw new Problem('ballot.unknown', 'there is no such ballot in this branch');
  const secret = await findSecret(reader, id);
  if (secret === undefined) throw new Problem('ballot.method', 'the ballot is not secret');
  return { ballot, secret, stage: stageOf(ballot.state, secret.closed !== null) };
}

/** @throws Problem drawing.open or box.shut until the window is over. */
export function mustBeOver({ closed }: Pick<SecretRow, 'closed'>, at: string): void {
  if (closed === null) throw new Problem('drawing.open', 'papers are still drawn');
  if (at < closed.window.closesAt) throw new Problem('box.shut', `papers are dropped until ${closed.window.closesAt}`);
}

/** The papers that were drawn in a ballot. */
export async function issuesDrawn(reader: Reader, ballot: string): Promise<IssuesDrawn> {
  const issues = await issuesOf(reader, ballot);
  return { number: issues.length, root: merkleRoot(issues.map(({ signed }) => issueLeaf(signed))) };
}

/** What a snapshot says of a secret ballot to everybody; null for an open one. */
export async function secretInfo(
  reader: Reader,
  { id, definition, voted }: BallotRow,
): Promise<Omit<SecretInfo, 'mine'> | null> {
  if (definition.statement.secrecy === 'open') return null;
  const secret = await findSecret(reader, id);
  return { drawn: voted, window: secret?.closed?.window ?? null, box: secret?.look ?? null };
}
