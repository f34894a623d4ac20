import { beforeAll, describe, expect, test, vi } from 'vitest';
import { seatsIn } from '../../client/pages/committee/seats.ts';
import type { ReportFile } from '../../client/pages/hearing/export/parts.ts';
import { reportSheets } from '../../client/pages/hearing/export/sheets.ts';
import { workbook } from '../../client/pages/hearing/export/xlsx.ts';
import { monthsBefore } from '../../client/pages/hearings/congress.ts';
import { applyChanges } from '../../server/rules/amend.ts';
import type { Change } from '../../server/rules/amendment.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { matrixOf, type ReportParts, reportOf } from '../../server/rules/hearing-report.ts';
import { minutesMarkdown } from '../../server/rules/minutes-blocks.ts';
import { replace, strike } from '../support/amendments.ts';
import { asked, committeeMembers, hearingStatement, initiatives, received, resolved } from '../support/hearing.ts';
import { type ReadCell, readWorkbook } from '../support/xlsx.ts';

const site = 'https://vedtak.example/lag';
const county = `${site}/hordaland`;
const content = initiatives();
const formula = '=HYPERLINK("https://example.org","Åpne")';

function answer(name: string, changes: Change[], late = false) {
  const adopted = changes.map((change, i) => ({ number: i + 1, change, votes: { for: 20, against: 5, blank: 1 } }));
  const applied = applyChanges(content, adopted);
  if (!applied.ok) throw new Error(applied.refusal.detail);
  const votes = [{ for: 20, against: 5, blank: 1 }];
  return received(resolved(`${site}/${name}`, applied.value.content, votes), { adopted, rejected: [] }, late);
}

const answers = [answer('bergen', [replace(2, formula)]), answer('os', [replace(2, formula), strike(5)], true)];
const parts: ReportParts = {
  hearing: hashOf('hearing'),
  statement: hearingStatement(),
  branches: [
    asked(county, county, 'silent'),
    { ...asked(`${site}/bergen`, county, 'answered'), resolution: answers[0]?.resolution ?? null },
    { ...asked(`${site}/os`, county, 'late'), resolution: answers[1]?.resolution ?? null },
    asked(`${site}/odda`, county, 'silent'),
  ],
  answers,
  inputs: [
    {
      hash: hashOf('input'),
      branch: null,
      statement: {
        organisation: '+NOAS',
        comments: [{ place: 2, type: 'comment', text: `@SUM(1)\u0001${'x'.repeat(40_000)}`, reason: '' }],
      },
      late: false,
    },
  ],
  alike: [],
};

let file: ReportFile;
let documentOf: typeof import('../../client/pages/hearing/export/document.ts').reportDocument;
beforeAll(async () => {
  // the catalogues set the language of the page
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  const { hearingReport } = await import('../../client/i18n/nb/hearing-report.ts');
  documentOf = (await import('../../client/pages/hearing/export/document.ts')).reportDocument;
  file = {
    statement: parts.statement,
    issuerName: 'Arbeiderpartiet',
    report: { ...reportOf(parts), suggestions: [] },
    matrix: matrixOf(parts),
    words: hearingReport,
    placeName: (place) => `sted ${place}`,
    changeName: (change) => `${change.type} her`,
  };
});

describe('the spreadsheet of a report, read by other code', () => {
  let sheets: Map<string, Map<string, ReadCell>>;
  beforeAll(async () => {
    const blob = await workbook(reportSheets(file));
    sheets = readWorkbook(new Uint8Array(await blob.arrayBuffer()));
  });
  const at = (sheet: string, cell: string): string | number | undefined => sheets.get(sheet)?.get(cell)?.value;

  test('has a sheet for points, answers, amendments, input and the silent', () => {
    expect([...sheets.keys()]).toEqual(['Punkter', 'Svar', 'Endringsforslag', 'Innspill', 'Har ikke svart']);
    expect([at('Punkter', 'A3'), at('Punkter', 'B3')]).toEqual(['sted 2', content.blocks[1]?.text]);
    expect(['C3', 'D3', 'E3', 'F3', 'G3', 'H3', 'I3'].map((cell) => at('Punkter', cell))).toEqual([
      1, 0, 20, 5, 1, 1, 1,
    ]);
    expect([at('Svar', 'A2'), at('Svar', 'D2'), at('Svar', 'D3')]).toEqual([
      `${site}/bergen`,
      'Innen fristen',
      'For sent',
    ]);
    expect(at('Svar', 'F2')).toBe('For, med endring (20–5)');
    expect(at('Har ikke svart', 'A3')).toBe(`${site}/odda`);
  });

  test('holds no formulas: what begins like one is text', () => {
    const cells = [...sheets.values()].flatMap((sheet) => [...sheet.values()]);
    expect(cells.some(({ value }) => value === formula)).toBe(true);
    expect(cells.some(({ value }) => value === '+NOAS')).toBe(true);
    expect(cells.filter((cell) => cell.formula)).toEqual([]);
  });

  test('leaves out what XML cannot hold, and cuts what a cell cannot', () => {
    const long = at('Innspill', 'E2');
    expect(String(long).startsWith('@SUM(1)xxx')).toBe(true);
    expect(String(long)).toHaveLength(32_767);
  });
});

test('the document of a report says point by point what came of it, who is silent, and every fingerprint', () => {
  const text = minutesMarkdown(documentOf(file, parts.hearing, hashOf('closing')));
  expect(text).toContain(`# Rapport fra høringen: ${content.title}`);
  expect(text).toContain('2 av 4 lag har svart.');
  expect(text).toContain(
    `### sted 2\n\n> ${content.blocks[1]?.text}\n\nFor: 1 lag, 20 stemmer. Mot: 0 lag, 5 stemmer.`,
  );
  expect(text).toContain(`- replace her: «${formula}». Vedtatt i 1 lag (20 stemmer for), 1 lag for sent`);
  expect(text).toContain('Innspill utenfra (1)');
  expect(text).toContain(`- ${county}: ${county}, ${site}/odda`);
  for (const hash of [parts.hearing, hashOf('closing'), ...answers.map(({ resolution }) => resolution)])
    expect(text).toContain(hash);
});

test('the members of a committee are read out of a pasted list', () => {
  const pasted = committeeMembers().map(
    ({ name, place, role }) => ` • ${role === 'leader' ? 'Leder:  ' : ''}${name}, ${place} `,
  );
  expect(seatsIn(`${pasted.join('\n')}\n\n3. Kari Nordmann\n-`)).toEqual([
    ...committeeMembers(),
    { name: 'Kari Nordmann', place: '', role: 'member', member: null },
  ]);
});

test.each([
  ['2019-04-04', '2018-12-04'],
  ['2019-06-30', '2019-02-28'],
  ['2024-06-30', '2024-02-29'],
  ['2019-03-31', '2018-11-30'],
])('proposals to a congress on %s are due on %s, four months before', (congress, due) => {
  expect(monthsBefore(congress, 4)).toBe(due);
});
