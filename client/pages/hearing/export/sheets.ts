import type { Change } from '../../../../server/rules/amendment.ts';
import type { ReportFile } from './parts.ts';

/** A cell of a spreadsheet: text or a number; null is empty. */
export type Cell = string | number | null;

/** A sheet: its name, its head, and its rows. */
export interface Sheet {
  name: string;
  head: string[];
  rows: Cell[][];
}

/** What stands in the text by a change; empty where it takes something out. */
function wordingOf(change: Change): string {
  if (change.type === 'add') return change.block.text;
  return change.type === 'replace' ? change.text : '';
}

/** The report of a hearing as sheets: points, answers, amendments, texts, input, and who is silent. Those without rows stay away, but for the answers. */
export function reportSheets(file: ReportFile): Sheet[] {
  const sheets = [points(file), answers(file), amendments(file), texts(file), inputs(file), silent(file)];
  return sheets.filter(({ name, rows }) => rows.length > 0 || name === file.words.sheet.answers);
}

function points({ report, words: { sheet, column }, placeName }: ReportFile): Sheet {
  return {
    name: sheet.points,
    head: [
      column.place,
      column.text,
      column.branchesFor,
      column.branchesAgainst,
      column.votesFor,
      column.votesAgainst,
      column.blank,
      column.changed,
      column.lateFor,
      column.lateAgainst,
    ],
    rows:
      report.kind === 'proposals'
        ? []
        : report.points.map(({ place, text, inTime, late }) => [
            placeName(place),
            text,
            inTime.for.branches,
            inTime.against.branches,
            inTime.for.votes,
            inTime.against.votes,
            inTime.blank,
            inTime.changed,
            late.for.branches,
            late.against.branches,
          ]),
  };
}

function answers({ report, matrix, words: { sheet, column, answerState, fate }, placeName }: ReportFile): Sheet {
  const rows = report.kind === 'proposals' ? [] : matrix.rows;
  const county = new Map(report.progress.counties.map(({ branch, name }) => [branch, name]));
  return {
    name: sheet.answers,
    head: [
      column.branch,
      column.level,
      column.county,
      column.state,
      ...rows.map(({ place }) => placeName(place)),
      column.resolution,
    ],
    rows: matrix.columns
      .filter(({ state }) => state !== 'silent')
      .map((one) => [
        one.name,
        one.level,
        county.get(one.county) ?? '',
        answerState[one.state],
        ...rows.map(({ place }): Cell => {
          const cell = one.cells[place - 1];
          if (cell === undefined) return null;
          return cell.votes === null
            ? fate[cell.state]
            : `${fate[cell.state]} (${cell.votes.for}–${cell.votes.against})`;
        }),
        one.resolution,
      ]),
  };
}

function amendments({ report, words: { sheet, column, late }, placeName, changeName }: ReportFile): Sheet {
  return {
    name: sheet.amendments,
    head: [
      column.place,
      column.change,
      column.wording,
      column.adopted,
      column.votesFor,
      column.rejected,
      column.late,
      column.from,
      column.resolution,
    ],
    rows: report.amendments.map((group) => [
      placeName(group.place),
      changeName(group.wording),
      [group.wording, ...group.alike.map(({ wording }) => wording)].map(wordingOf).join('\n'),
      group.adopted.branches,
      group.adopted.votes,
      group.rejected.branches,
      group.late,
      group.backers.map((one) => (one.late ? `${one.name} (${late})` : one.name)).join(', '),
      group.backers.map(({ resolution }) => resolution).join(' '),
    ]),
  };
}

function texts({ report, words: { sheet, column, outcome, late } }: ReportFile): Sheet {
  return {
    name: sheet.texts,
    head: [
      column.branch,
      column.title,
      column.place,
      column.text,
      column.outcome,
      column.votesFor,
      column.votesAgainst,
      column.late,
      column.resolution,
    ],
    rows: report.texts.flatMap((text) =>
      text.points.map((point) => [
        text.name,
        text.title,
        point.number,
        point.text,
        outcome[point.outcome],
        point.votes?.for ?? null,
        point.votes?.against ?? null,
        text.late ? late : null,
        text.resolution,
      ]),
    ),
  };
}

function inputs({ report, words, placeName }: ReportFile): Sheet {
  const { sheet, column, inputKind, fromBranch, fromOutside, late } = words;
  const named = new Map(report.branches.map(({ branch, name }) => [branch, name]));
  const { branches, outside } = report.inputs;
  return {
    name: sheet.inputs,
    head: [
      column.from,
      column.kind,
      column.place,
      column.change,
      column.text,
      column.reason,
      column.late,
      column.input,
    ],
    rows: [...branches, ...outside].flatMap((input) =>
      input.comments.map((comment) => [
        input.branch === null ? input.organisation : (named.get(input.branch) ?? input.organisation),
        input.branch === null ? fromOutside : fromBranch,
        comment.place === 0 ? words.wholeText : placeName(comment.place),
        inputKind[comment.type],
        comment.text,
        comment.reason,
        input.late ? late : null,
        input.input,
      ]),
    ),
  };
}

function silent({ report, words: { sheet, column } }: ReportFile): Sheet {
  const county = new Map(report.progress.counties.map(({ branch, name }) => [branch, name]));
  return {
    name: sheet.silent,
    head: [column.branch, column.level, column.county],
    rows: report.branches
      .filter(({ state }) => state === 'silent')
      .map((one) => [one.name, one.level, county.get(one.county) ?? '']),
  };
}
