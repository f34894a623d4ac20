import { insertAmendment } from '../../db/amendments.ts';
import { journalPeople } from '../branch.ts';
import { command, query, type Routes } from '../mount.ts';
import { Problem } from '../problem.ts';
import { readAmendments } from '../rules/amendments-import.ts';
import type { AmendmentImportRow } from '../rules/import-rows.ts';
import { mustBeAmendable } from './amendments.ts';
import { deliberationOf } from './deliberation.ts';
import { mustFindProposal } from './intake.ts';

/** Amendments that came on the form in use. */
export function amendmentImportRoutes(routes: Routes): void {
  const { branch } = routes;

  query(routes, 'amendmentsPreview', async (reader, { body, parameter }) => {
    const { proposal } = await mustFindProposal(reader, parameter('proposal'));
    const rows = readAmendments(body.csv, proposal.content);
    const mistakes = rows.filter(isMistaken).length;
    return { rows, added: rows.length - mistakes, mistakes };
  });

  command(routes, 'importAmendments', async (writer, { body, parameter, at }) => {
    const { proposal, meeting } = await mustFindProposal(writer, parameter('proposal'));
    const deliberated = await deliberationOf(writer, meeting.id, proposal.id);
    mustBeAmendable(deliberated);
    const rows = readAmendments(body.csv, proposal.content);
    const wrong = rows.filter(isMistaken);
    if (wrong.length > 0) {
      throw new Problem('import.mistakes', `${wrong.length} rows have mistakes, the first in row ${wrong[0]?.row}`, {
        rows: wrong.map(({ row, mistakes }) => ({ row, mistakes })),
      });
    }
    let number = deliberated.amendments.length;
    const added: string[] = [];
    for (const { change, proposer, branch: branchName, reason } of rows) {
      if (change === null) continue;
      number += 1;
      const id = branch.surroundings.random(16);
      const by = { proposer: null, proposerName: proposer, branchName };
      await insertAmendment(writer, { id, proposal: proposal.id, number, change, reason, ...by }, at);
      added.push(id);
    }
    const entry = { type: 'amendments.imported', proposal: proposal.id, added: added.length } as const;
    if (added.length > 0) await journalPeople(writer, branch, entry, { amendments: added, rows });
    return { added: added.length };
  });
}

function isMistaken({ mistakes }: AmendmentImportRow): boolean {
  return mistakes.length > 0;
}
