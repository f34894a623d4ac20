import type { Context } from 'hono';
import type { Writer } from '../../db/engine.ts';
import { deleteGroup, groupsIn, putGroup } from '../../db/hearing-answers.ts';
import type { HearingRow } from '../../db/hearings.ts';
import { appendEntry } from '../../db/journal.ts';
import { fileResponse } from '../file-response.ts';
import { mustFindHearing, mustOwnHearing } from '../hearing-relay.ts';
import { partsOf } from '../hearing-reports.ts';
import { command, query, type Routes } from '../mount.ts';
import { must, Problem } from '../problem.ts';
import { headOf } from '../rules/hearing-changes.ts';
import { amendmentsCsv, answersCsv } from '../rules/hearing-csv.ts';
import { suggestAlike } from '../rules/hearing-likeness.ts';
import { matrixOf, type ReportParts, reportOf } from '../rules/hearing-report.ts';
import type { HearingReport } from '../rules/hearing-shapes.ts';
import { readMessage } from '../rules/message.ts';

/** What has come of a hearing, for everybody to read: the report, the matrix, the files of both, and the closing report. */
export function hearingReportRoutes(routes: Routes): void {
  const { app, branch } = routes;

  query(routes, 'hearingReport', async (reader, { parameter }) =>
    shown(await partsOf(reader, branch, await mustFindHearing(reader, parameter('hearing')))),
  );

  query(routes, 'hearingMatrix', async (reader, { parameter }) =>
    matrixOf(await partsOf(reader, branch, await mustFindHearing(reader, parameter('hearing')))),
  );

  query(routes, 'closingReport', async (reader, { parameter }) => {
    const jws = mustBeClosed(await mustFindHearing(reader, parameter('hearing')));
    return { statement: must(readMessage('report', jws)).payload, jws };
  });

  command(routes, 'groupChanges', async (writer, { body, parameter, at }) => {
    const { change } = body;
    const row = await mustBeOpen(writer, parameter('hearing'));
    const parts = await partsOf(writer, branch, row);
    const known = new Set(
      reportOf(parts).amendments.flatMap((group) => [group.change, ...group.alike.map((one) => one.change)]),
    );
    if (!known.has(change) || !known.has(body.sameAs)) throw new Problem('not_found', 'nobody has sent such a change');
    const head = headOf(change, parts.alike);
    const sameAs = headOf(body.sameAs, parts.alike);
    if (head === sameAs) return {};
    await putGroup(writer, { hearing: row.hash, change: head, same_as: sameAs, confirmed_at: at });
    await appendEntry(writer, { type: 'hearing.grouped', hearing: row.hash }, at);
    return {};
  });

  command(routes, 'ungroupChange', async (writer, { body, parameter, at }) => {
    const { hash } = await mustBeOpen(writer, parameter('hearing'));
    const alike = await groupsIn(writer, hash);
    if (!alike.some(({ change }) => change === body.change))
      throw new Problem('not_found', 'nobody has put that change with another');
    await deleteGroup(writer, hash, body.change);
    await appendEntry(writer, { type: 'hearing.grouped', hearing: hash }, at);
    return {};
  });

  async function mustBeOpen(writer: Writer, hearing: string): Promise<HearingRow> {
    const row = await mustOwnHearing(writer, branch, hearing);
    if (row.closed_at !== null) throw new Problem('hearing.state', 'the hearing is closed');
    return row;
  }

  /** A file that is made of a hearing. */
  async function file(
    context: Context,
    name: string,
    media: string,
    make: (parts: ReportParts, row: HearingRow) => string,
  ): Promise<Response> {
    const { row, parts } = await branch.engine.read(async (reader) => {
      const found = await mustFindHearing(reader, context.req.param('hearing') ?? '');
      return { row: found, parts: await partsOf(reader, branch, found) };
    });
    return fileResponse(make(parts, row), media, { name });
  }

  app.get('/lag/:slug/hearings/:hearing/report.json', (context) =>
    file(context, 'horing.json', 'application/json', (parts) =>
      JSON.stringify({ report: shown(parts), matrix: matrixOf(parts) }),
    ),
  );

  app.get('/lag/:slug/hearings/:hearing/answers.csv', (context) =>
    file(context, 'svar.csv', csv, (parts) => answersCsv(matrixOf(parts))),
  );

  app.get('/lag/:slug/hearings/:hearing/amendments.csv', (context) =>
    file(context, 'endringsforslag.csv', csv, (parts) => amendmentsCsv(parts.statement.content, reportOf(parts))),
  );

  app.get('/lag/:slug/hearings/:hearing/report.jws', (context) =>
    file(context, 'rapport.jws', 'application/jose', (_, row) => mustBeClosed(row)),
  );
}

const csv = 'text/csv; charset=utf-8';

/** The report with the machine's suggestions of what may be the same. */
function shown(parts: ReportParts): HearingReport {
  const report = reportOf(parts);
  return { ...report, suggestions: suggestAlike(report.amendments) };
}

/** The closing report (JWS). @throws Problem hearing.state before there is one. */
function mustBeClosed({ report }: HearingRow): string {
  if (report === null) throw new Problem('hearing.state', 'the hearing has no closing report yet');
  return report;
}
