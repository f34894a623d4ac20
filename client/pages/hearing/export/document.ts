import { block, type MinutesBlock } from '../../../../server/rules/minutes-blocks.ts';
import { date } from '../../../i18n/numbers.ts';
import type { ReportFile } from './parts.ts';

/** The report of a hearing as a document: what was asked, point by point what came of it, who is silent, and the fingerprints. */
export function reportDocument(file: ReportFile, hash: string, closing: string | null): MinutesBlock[] {
  const { statement, issuerName, report, words } = file;
  const { sums } = report.progress;
  return [
    block.heading(1, words.reportOf(report.title)),
    ...block.paragraph(
      `${words.issuedBy(issuerName)}.`,
      words.dates(date(statement.opensAt), date(statement.deadline)),
      statement.committee === null ? '' : words.committeeOf(statement.committee.name),
    ),
    ...block.paragraph(words.answeredOf(sums.answered + sums.late, sums.asked), `${words.sums(sums)}.`),
    ...(report.kind === 'draft' ? pointByPoint(file) : []),
    ...texts(file),
    ...inputs(file),
    ...silent(file),
    block.heading(2, words.hashes),
    ...block.paragraph(words.hashesAbout),
    ...block.paragraph(words.hashOfHearing(hash)),
    ...(closing === null ? [] : block.paragraph(words.hashOfReport(closing))),
    ...answers(file),
  ];
}

function pointByPoint({ report, words, placeName, changeName }: ReportFile): MinutesBlock[] {
  const groups = (place: number): string[] =>
    report.amendments
      .filter((group) => group.place === place)
      .map(
        (group) =>
          `${changeName(group.wording)}${wordingOf(group.wording)}. ${words.groupSum(group.adopted, group.rejected, group.late)}`,
      );
  const first = groups(0);
  return [
    block.heading(2, words.pointByPoint),
    ...(first.length === 0 ? [] : [block.heading(3, words.beginning), ...block.list(first)]),
    ...report.points.flatMap(({ place, kind, text, inTime, late }): MinutesBlock[] => {
      const changes = groups(place);
      if (kind === 'heading' && changes.length === 0) return [];
      return [
        block.heading(3, placeName(place)),
        ...block.quote(text),
        ...block.paragraph(
          inTime.for.branches + inTime.against.branches === 0
            ? words.notVoted
            : words.inTime(inTime.for, inTime.against, inTime.blank),
          inTime.changed > 0 ? words.changed(inTime.changed) : '',
          late.for.branches + late.against.branches > 0
            ? words.lateSides(late.for.branches, late.against.branches)
            : '',
        ),
        ...block.list(changes),
      ];
    }),
  ];
}

function wordingOf(change: ReportFile['report']['amendments'][number]['wording']): string {
  if (change.type === 'delete') return '';
  return `: «${change.type === 'add' ? change.block.text : change.text}»`;
}

function texts({ report, words }: ReportFile): MinutesBlock[] {
  if (report.texts.length === 0) return [];
  return [
    block.heading(2, report.kind === 'proposals' ? words.sheet.texts : words.textsOther),
    ...report.texts.flatMap(({ name, title, points, late }) => [
      block.heading(3, `${name}: ${title}`),
      ...(late ? block.paragraph(`${words.late}.`) : []),
      ...block.list(
        points.map(
          ({ number, text, outcome, votes }) =>
            `${number}. ${text} ${words.outcome[outcome]}${votes === null ? '' : ` (${words.tally(votes.for, votes.against)})`}.`,
        ),
      ),
    ]),
  ];
}

function inputs({ report, words, placeName }: ReportFile): MinutesBlock[] {
  const named = new Map(report.branches.map(({ branch, name }) => [branch, name]));
  const part = (title: string, list: typeof report.inputs.branches): MinutesBlock[] =>
    list.length === 0
      ? []
      : [
          block.heading(2, title),
          ...block.paragraph(words.inputsAbout),
          ...list.flatMap(({ branch, organisation, comments, late }) => {
            const from = (branch === null ? undefined : named.get(branch)) ?? organisation;
            return [
              block.heading(3, from === '' ? words.privatePerson : from),
              ...(late ? block.paragraph(`${words.late}.`) : []),
              ...block.list(
                comments.map(({ place, type, text, reason }) =>
                  [
                    `${place === 0 ? words.wholeText : placeName(place)}, ${words.inputKind[type]}:`,
                    text,
                    reason === '' ? '' : `(${reason})`,
                  ].join(' '),
                ),
              ),
            ];
          }),
        ];
  const { branches, outside } = report.inputs;
  return [
    ...part(words.inputsOfBranches(branches.length), branches),
    ...part(words.inputsFromOutside(outside.length), outside),
  ];
}

function silent({ report, words }: ReportFile): MinutesBlock[] {
  const all = report.branches.filter(({ state }) => state === 'silent');
  if (all.length === 0) return [];
  return [
    block.heading(2, words.silentTitle),
    ...block.list(
      report.progress.counties
        .filter(({ branch }) => all.some(({ county }) => county === branch))
        .map(
          ({ branch, name }) =>
            `${name}: ${all
              .filter(({ county }) => county === branch)
              .map((one) => one.name)
              .join(', ')}`,
        ),
    ),
  ];
}

/** The signed answers with their fingerprints, by which each can be found and checked. */
function answers({ report, words }: ReportFile): MinutesBlock[] {
  const rows = report.branches.flatMap(({ name, state, resolution }) =>
    resolution === null ? [] : [[name, words.answerState[state], resolution]],
  );
  if (rows.length === 0) return [];
  return [block.table([words.column.branch, words.column.state, words.column.resolution], rows)];
}
