import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { applyChanges } from '../../server/rules/amend.ts';
import type { Change } from '../../server/rules/amendment.ts';
import { readAmendments } from '../../server/rules/amendments-import.ts';
import { changeKey } from '../../server/rules/hearing-changes.ts';
import { amendmentsCsv, answersCsv } from '../../server/rules/hearing-csv.ts';
import { suggestAlike } from '../../server/rules/hearing-likeness.ts';
import { closingOf, matrixOf, type ReportParts, reportOf } from '../../server/rules/hearing-report.ts';
import { HearingMatrix, HearingReport } from '../../server/rules/hearing-shapes.ts';
import { ReportStatement } from '../../server/rules/party-statements.ts';
import type { ProposalContent } from '../../server/rules/proposal.ts';
import { add, kvoteflyktninger, replace, strike } from '../support/amendments.ts';
import { asked, hearingStatement, initiatives, received, resolved } from '../support/hearing.ts';

const site = 'https://vedtak.example/lag';
const [hordaland, buskerud] = [`${site}/hordaland`, `${site}/buskerud`];
const content = initiatives();
const yes = { for: 20, against: 5, blank: 1 };
const no = { for: 4, against: 21, blank: 0 };

/** An answer: what was adopted of the amendments, with their votes, and the votes on the points. */
function answer(name: string, changes: Change[], votes = [yes], late = false, rejected: Change[] = [], text = content) {
  const numbered = (all: Change[], from: number) =>
    all.map((change, i) => ({ number: from + i, change, votes: from === 1 ? yes : no }));
  const adopted = numbered(changes, 1);
  const applied = applyChanges(text, adopted);
  if (!applied.ok) throw new Error(applied.refusal.detail);
  const resolution = resolved(`${site}/${name}`, applied.value.content, votes);
  return received(resolution, { adopted, rejected: numbered(rejected, 101) }, late);
}

const fund = 'Hjelpe flere: et solidaritetsfond for flyktninger og mottakerland';
const answers = [
  answer('bergen', [replace(2, fund), strike(5)], [yes, no, yes, yes]),
  answer('os', [replace(2, fund.replace(' for', '  for'))], [yes, yes], false, [strike(5)]),
  answer('drammen', [replace(2, `${fund} i nord`), add(6, 'Kommunene får dekt utgiftene.')]),
  answer('lier', [strike(5)], [yes], true),
];

const parts: ReportParts = {
  hearing: changeKey(strike(1)),
  statement: hearingStatement(),
  branches: [
    asked(hordaland, hordaland, 'silent'),
    asked(`${site}/bergen`, hordaland, 'answered'),
    asked(`${site}/os`, hordaland, 'answered'),
    asked(buskerud, buskerud, 'input'),
    asked(`${site}/drammen`, buskerud, 'answered'),
    asked(`${site}/lier`, buskerud, 'late'),
  ],
  answers,
  inputs: [
    {
      hash: changeKey(strike(2)),
      branch: buskerud,
      statement: { organisation: 'Buskerud', comments: [] },
      late: false,
    },
    { hash: changeKey(strike(3)), branch: null, statement: { organisation: 'NOAS', comments: [] }, late: false },
  ],
  alike: [],
};

describe('the report of a hearing', () => {
  const report = reportOf(parts);
  const at = (place: number) => report.points[place - 1];

  it('counts branches and votes for and against each block, and those that came late apart', () => {
    expect(at(2)).toMatchObject({
      kind: 'point',
      number: 1,
      inTime: { for: { branches: 3, votes: 60 }, against: { branches: 0, votes: 15 }, changed: 3 },
      late: { for: { branches: 1, votes: 20 }, against: { branches: 0, votes: 5 }, changed: 0 },
    });
    expect(at(3)?.inTime).toMatchObject({ for: { branches: 2 }, against: { branches: 1, votes: 26 }, changed: 0 });
  });

  it('counts the votes for taking a block out as votes against it', () => {
    expect(at(5)?.inTime).toMatchObject({ for: { branches: 2, votes: 25 }, against: { branches: 1, votes: 20 } });
    expect(at(5)?.late).toMatchObject({ for: { branches: 0, votes: 5 }, against: { branches: 1, votes: 20 } });
  });

  it('puts together only amendments that say the same, with who adopted and who rejected them', () => {
    expect(
      report.amendments.map(({ place, wording, adopted, rejected, late }) => [
        place,
        wording.type,
        adopted,
        rejected,
        late,
      ]),
    ).toEqual([
      [2, 'replace', { branches: 2, votes: 40 }, { branches: 0, votes: 10 }, 0],
      [2, 'replace', { branches: 1, votes: 20 }, { branches: 0, votes: 5 }, 0],
      [5, 'delete', { branches: 1, votes: 24 }, { branches: 1, votes: 26 }, 1],
      [6, 'add', { branches: 1, votes: 20 }, { branches: 0, votes: 5 }, 0],
    ]);
    expect(report.amendments[0]?.backers.map(({ branch }) => branch)).toEqual([`${site}/bergen`, `${site}/os`]);
  });

  it('suggests what is nearly the same, and puts it together once a person has confirmed it', () => {
    const [suggestion] = suggestAlike(report.amendments);
    const [change, sameAs] = [changeKey(replace(2, `${fund} i nord`)), changeKey(replace(2, fund))];
    expect(suggestion).toMatchObject({ change, sameAs });
    const [group] = reportOf({ ...parts, alike: [{ change, sameAs }] }).amendments;
    expect(group).toMatchObject({ change: sameAs, adopted: { branches: 3, votes: 60 }, alike: [{ change }] });
  });

  it('says who is silent, by county, and keeps input apart', () => {
    expect(report.progress).toEqual({
      sums: { asked: 6, answered: 3, late: 1, input: 1, silent: 1 },
      counties: [
        expect.objectContaining({ branch: buskerud, sums: { asked: 3, answered: 1, late: 1, input: 1, silent: 0 } }),
        expect.objectContaining({ branch: hordaland, sums: { asked: 3, answered: 2, late: 0, input: 0, silent: 1 } }),
      ],
    });
    expect(report.inputs.branches.map(({ organisation }) => organisation)).toEqual(['Buskerud']);
    expect(report.inputs.outside.map(({ organisation }) => organisation)).toEqual(['NOAS']);
  });

  it('has the shape that programs read, and closes with the hashes of all that was counted', () => {
    expect(v.safeParse(HearingReport, { ...report, suggestions: [] }).issues).toBeUndefined();
    const closing = closingOf(report, answers, '2018-12-10T12:00:00.000Z');
    expect(v.safeParse(ReportStatement, closing).issues).toBeUndefined();
    expect(closing.answers).toEqual(
      answers
        .slice(0, 3)
        .map(({ resolution }) => resolution)
        .sort(),
    );
    expect(closing.late).toEqual([answers[3]?.resolution]);
    expect(closing.points[1]).toMatchObject({ place: 2, for: { branches: 3, votes: 60 } });
  });

  it('lists texts that branches sent to a call, with the votes on each demand', () => {
    const call = { ...hearingStatement(), kind: 'proposals' as const };
    const own = received(resolved(`${site}/bergen`, kvoteflyktninger(), [yes, no]), { adopted: [], rejected: [] });
    const { texts, points, amendments } = reportOf({ ...parts, statement: call, answers: [own] });
    expect([points, amendments]).toEqual([[], []]);
    expect(texts).toMatchObject([{ branch: `${site}/bergen`, county: hordaland, title: 'Kvoteflyktninger' }]);
    expect(texts[0]?.points.slice(0, 2)).toMatchObject([
      { number: 1, outcome: 'adopted', votes: yes },
      { number: 2, outcome: 'rejected', votes: no },
    ]);
  });
});

describe('the matrix', () => {
  const matrix = matrixOf(parts);
  const column = (name: string) => matrix.columns.find(({ branch }) => branch === `${site}/${name}`);

  it('has a cell for every block in every answer, and none for who has not answered', () => {
    expect(v.safeParse(HearingMatrix, matrix).issues).toBeUndefined();
    expect(matrix.rows).toHaveLength(6);
    expect(column('bergen')?.cells.map(({ state }) => state)).toEqual([
      'kept',
      'changed',
      'rejected',
      'kept',
      'deleted',
      'kept',
    ]);
    expect(column('drammen')?.added).toEqual([
      { after: 6, block: { kind: 'point', text: 'Kommunene får dekt utgiftene.' } },
    ]);
    expect(column('lier')).toMatchObject({ late: true, state: 'late' });
    expect(column('buskerud')?.cells).toEqual([]);
  });

  it('goes out as a table in which nothing is a formula', () => {
    const evil = answer('bergen', [replace(2, '=HYPERLINK("https://ondt.example")')]);
    const csv = answersCsv(matrixOf({ ...parts, answers: [evil] }));
    expect(csv.startsWith('\ufefffylke;lag;svar;sted;tekst;utfall')).toBe(true);
    expect(csv).toContain(`"'=HYPERLINK(""https://ondt.example"")"`);
    expect(csv.split('\r\n')).toHaveLength(1 + 6 + 5 + 1);
  });
});

describe("the party's own form", () => {
  it.each([
    ['the committee’s text', content],
    ['the real resolution', kvoteflyktninger()],
  ])('is read back by the import, word for word: %s', (_, text: ProposalContent) => {
    const last = text.blocks.length;
    const changes: Change[] = [
      replace(2, '- En strek; "sitat" = 5'),
      replace(3, '=1+1'),
      strike(4),
      add(last, 'Et nytt krav.'),
      { type: 'add', after: 0, block: { kind: 'point', text: 'Aller først.' } },
      { type: 'add', after: last, block: { kind: 'heading', text: 'En overskrift' } },
      { type: 'add', after: 1, block: { kind: 'paragraph', text: 'Et avsnitt.' } },
    ];
    const report = reportOf({
      ...parts,
      statement: hearingStatement(text),
      answers: [answer('bergen', changes, [], false, [], text), answer('os', [strike(4)], [], false, [], text)],
    });
    const rows = readAmendments(amendmentsCsv(text, report), text);
    const read = rows.map(({ change, mistakes }) => change ?? mistakes);
    const key = (change: unknown): string => JSON.stringify(change);
    expect(read.map(key).sort()).toEqual(changes.map(key).sort());
    expect(rows.find(({ type }) => type === 'strykning')?.branch).toBe(`${site}/bergen, ${site}/os`);
  });
});
