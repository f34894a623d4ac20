import { ballotsOf } from '../../db/ballots.ts';
import { appendEntry } from '../../db/journal.ts';
import {
  boxOf,
  closeDrawing,
  deleteFreeIssuers,
  forgetIssuerSecret,
  type IssueRow,
  insertIssue,
  insertIssuer,
  insertPaper,
  isInBox,
  issueOf,
  issuerSecret,
  papersIn,
  secrecyDemands,
  setLook,
  setSecrecyDemand,
} from '../../db/secret.ts';
import { journalPeople, timeOf } from '../branch.ts';
import { makeIssuer, type OpenIssuer } from '../issuer.ts';
import { signPromise } from '../keys.ts';
import { admit, command, memberIn, query, type Routes, steps } from '../mount.ts';
import { mustBeHere } from '../moving/mark.ts';
import { must, Problem } from '../problem.ts';
import { checkPaper, decideDrop, dropWindow, isSignedPaper, lookEvery } from '../rules/box.ts';
import { hashOf } from '../rules/canonical.ts';
import { checkIssue, decideIssue } from '../rules/drawing.ts';
import { settingsOf } from '../rules/meeting.ts';
import { issuesDrawn } from '../taken-in.ts';
import { sheetCache } from './ballot-sheets.ts';
import { mustFindProposal } from './intake.ts';
import { mustBeOpen, mustBeSomebody } from './meetings.ts';
import { mustBeOver, mustBeSecret } from './secret-ballot.ts';
import { mustBeOnRoll } from './votes.ts';

/** Papers that are drawn, and dropped, at the same time: a hall that draws at once does not keep the chair's page waiting. */
const atOnce = 24;

/**
 * Secret ballots: their keys, the drawing of papers, the box, and the demand for one.
 * @param opened where the key is held open while papers are drawn.
 */
export function secretRoutes(routes: Routes, opened: OpenIssuer): void {
  const { branch } = routes;
  const sheetFor = sheetCache();

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
      await deleteFreeIssuers(writer);
      await insertIssuer(writer, { kid, meeting, public_key: JSON.stringify(issuer), secret_key: sealed });
      await appendEntry(writer, { type: 'issuer.made', meeting, issuer: kid }, timeOf(branch));
    });
    return { issuer };
  });

  steps(
    routes,
    'drawPaper',
    async ({ body, context, parameter, at }) => {
      const { statement } = body;
      const id = parameter('ballot');
      const { member, sheet, stage, held, sealed } = await branch.engine.read(async (reader) => {
        await mustBeHere(reader);
        return {
          member: await memberIn(reader, branch, context),
          sheet: await sheetFor(reader, id),
          stage: (await mustBeSecret(reader, id)).stage,
          held: await issueOf(reader, id, statement.delegate),
          sealed: await issuerSecret(reader, id),
        };
      });
      if (statement.delegate !== member || body.signer !== statement.delegate)
        throw new Problem('signature.signer', 'a paper is drawn by the delegate in whose name it is');
      must(checkIssue(sheet.definition, sheet.roll, statement, id));
      await mustBeOnRoll(branch, sheet.roll, body);
      const statementHash = hashOf(statement);
      // nothing is blindly signed that is not given out
      must(decideIssue(stage, held?.statementHash, statementHash));
      const { blindSignature, takenAt } = held ?? (await take({ statementHash, signed: body, takenAt: at }, sealed));
      const promise = await signPromise(branch.key, { ballot: id, statement: statementHash, at: takenAt });
      return { statement: statementHash, blindSignature, promise };
    },
    atOnce,
  );

  /** Signs what an issue asks for with the ballot's sealed key, and takes the issue in unless the delegate has drawn. */
  async function take(issue: Omit<IssueRow, 'blindSignature'>, sealed: string | null): Promise<IssueRow> {
    const { ballot: id, delegate, blinded } = issue.signed.statement;
    if (sealed === null) throw new Problem('drawing.closed', 'the key of the ballot is gone');
    const row = { ...issue, blindSignature: (await opened.signer(sealed))(blinded) };
    return branch.engine.transact(async (writer) => {
      const held = await issueOf(writer, id, delegate);
      const { stage } = await mustBeSecret(writer, id);
      // the drawing may have closed while the key was opened once more
      if (stage !== 'drawing') opened.forget();
      const what = must(decideIssue(stage, held?.statementHash, issue.statementHash));
      if (what === 'same' && held !== undefined) return held;
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
    branch.engine.wipeLog();
    opened.forget();
    const entry = { type: 'drawing.closed' as const, ballot: ballot.id, issues, root, seconds: body.seconds };
    await appendEntry(writer, entry, at);
    return { drawn: issues, window };
  });

  steps(
    routes,
    'dropPaper',
    async ({ body, parameter }) => {
      const id = parameter('ballot');
      const { definition } = await branch.engine.read(async (reader) => {
        await mustBeHere(reader);
        return sheetFor(reader, id);
      });
      must(checkPaper(definition, body.paper, id));
      if (definition.issuer === undefined || !(await isSignedPaper(body, definition.issuer)))
        throw new Problem('paper.signature', 'the signature is not one over this paper by the key of the ballot');
      const statement = hashOf(body.paper);
      const window = await branch.engine.transact(async (writer) => {
        const { ballot, secret, stage } = await mustBeSecret(writer, id);
        const held = await isInBox(writer, id, statement);
        const papers = await papersIn(writer, id);
        if (must(decideDrop(stage, { held, papers, issues: ballot.voted })) === 'new')
          await insertPaper(writer, statement, body);
        return secret.closed?.window;
      });
      if (window === undefined) throw new Problem('drawing.open', 'papers are still drawn');
      // the same for all papers, so that a promise on a phone does not tell when its paper was dropped
      const at = window.closesAt;
      return { statement, promise: await signPromise(branch.key, { ballot: id, statement, at }) };
    },
    atOnce,
  );

  command(routes, 'lookInBox', async (writer, { parameter, at }) => {
    const { ballot, secret, stage } = await mustBeSecret(writer, parameter('ballot'));
    if (stage === 'closed') throw new Problem('ballot.closed', 'the ballot is closed already');
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
