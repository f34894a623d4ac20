import fc from 'fast-check';
import Papa from 'papaparse';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ImportRow, type RowMistake } from '../../server/rules/import-rows.ts';
import { readMembers } from '../../server/rules/members-import.ts';

/** Rows in short: line, number, name. */
const short = (csv: string): string[] =>
  readMembers(csv, []).map(({ row, number, name }) => `${row} ${number} ${name}`);
const mistakes = (csv: string): RowMistake[][] => readMembers(csv, []).map((row) => row.mistakes);

describe('columns', () => {
  it.each([
    'Navn;Medlemsnr',
    'NAVN;MEDLEMSNUMMER',
    'namn;medlemsnr.',
    'Fullt navn ; Medlems-nr ',
    'Name;Member number',
    'name;No.',
    'navn;Nr',
    'medlem;nummer',
    '\ufeffNavn;Medlemsnr',
  ])('are known by the names %j', (header) => {
    expect(short(`${header}\nÅse Ødegård;007`)).toEqual(['2 007 Åse Ødegård']);
  });

  it.each([
    'Medlemsnr;Etternavn;Fornavn',
    'Number;Last name;First name',
    'Nr;Etternamn;Førenamn',
    'nr;Surname;Given name',
    'Nr;Etternavn;Navn',
  ])('are known where the name is in two: %j', (header) => {
    expect(short(`${header}\n12;Nordmann;Ola`)).toEqual(['2 12 Ola Nordmann']);
  });

  it('may have a middle name, and others that are left out', () => {
    expect(
      short('Fornavn,Mellomnavn,Etternavn,E-post,Medlemsnummer,Telefon\nOla,,Nordmann,ola@lag.no,12,55 55 55 55'),
    ).toEqual(['2 12 Ola Nordmann']);
    expect(
      short('Fornavn,Mellomnavn,Etternavn,E-post,Medlemsnummer,Telefon\nOla,Berg,Nordmann,ola@lag.no,12,55555555'),
    ).toEqual(['2 12 Ola Berg Nordmann']);
  });

  it('are guessed where the first row does not name them', () => {
    expect(short('1001;Ola Nordmann\n1002;Kari Ås')).toEqual(['1 1001 Ola Nordmann', '2 1002 Kari Ås']);
    expect(short('Ola Nordmann;1001\nKari Ås;1002')).toEqual(['1 1001 Ola Nordmann', '2 1002 Kari Ås']);
    expect(short('Ola;Nordmann;12\nKari;Ås;13')).toEqual(['1 12 Ola Nordmann', '2 13 Kari Ås']);
    expect(short('Ola Nordmann;Os;HO-12\nKari Ås;Bergen;HO-13')).toEqual(['1 HO-12 Ola Nordmann', '2 HO-13 Kari Ås']);
  });

  it('are guessed where only the name is named', () => {
    expect(short('Navn;Kode\nOla Nordmann;1001')).toEqual(['2 1001 Ola Nordmann']);
  });

  it('that cannot be told are the one mistake', () => {
    for (const csv of [
      'Ola Nordmann\nKari Ås',
      'Navn\nOla',
      'Medlemsnr\n12',
      'Navn;Sted\nOla;Os',
      'Ola;Os\nKari;Bergen',
      '12;13\n14;15',
    ]) {
      expect(readMembers(csv, [])).toEqual([
        { row: 1, name: '', number: '', effect: 'mistake', mistakes: ['columns'] },
      ]);
    }
  });
});

describe('files', () => {
  const lines = ['Navn;Medlemsnr', 'Åse Ødegård;007', 'Per Ås;8'];

  it.each([';', ',', '\t'])('are read with the separator %j', (separator) => {
    expect(short(lines.join('\n').replaceAll(';', separator))).toEqual(['2 007 Åse Ødegård', '3 8 Per Ås']);
  });

  it.each(['\n', '\r\n', '\r'])('are read with the line break %j', (lineBreak) => {
    expect(short(lines.join(lineBreak) + lineBreak)).toEqual(['2 007 Åse Ødegård', '3 8 Per Ås']);
  });

  it('with blank lines have the numbers of their lines', () => {
    expect(short('\n\nNavn;Nr\n\n;\nÅse;7\n \t\n\nPer;8\n\n')).toEqual(['6 7 Åse', '9 8 Per']);
  });

  it('with a line break in a cell have the number of the line on which a row begins', () => {
    expect(short('Navn;Nr\n"Åse\nØdegård";7\nPer;8')).toEqual(['2 7 Åse Ødegård', '4 8 Per']);
  });

  it('may quote names that hold the separator or quotes', () => {
    expect(short('Navn,Nr\n"Nordmann, Ola",7\n"Ola ""Olla"" Ås",8')).toEqual([
      '2 7 Nordmann, Ola',
      '3 8 Ola "Olla" Ås',
    ]);
    expect(short('Nordmann, Ola;7\nÅs, Kari;8')).toEqual(['1 7 Nordmann, Ola', '2 8 Ås, Kari']);
  });

  it("may begin with a spreadsheet's line about the separator", () => {
    expect(short('sep=;\r\nNavn;Nr\r\nÅse;7')).toEqual(['3 7 Åse']);
  });

  it('without any row are no rows', () => {
    for (const csv of ['', '\ufeff', '\n\n', ' ; \n']) expect(readMembers(csv, [])).toEqual([]);
    expect(readMembers('Navn;Nr\n', [])).toEqual([]);
  });
});

describe('cells', () => {
  it('keep leading zeros, also where a spreadsheet was made to keep them', () => {
    expect(short('Navn;Nr\nA;0012\nB;="0013"\nC;00 14')).toEqual(['2 0012 A', '3 0013 B', '4 0014 C']);
  });

  it('lose white space around them and doubled within', () => {
    expect(short('Navn;Nr\n  Åse \u00a0 Ødegård ;\u00a07 ')).toEqual(['2 7 Åse Ødegård']);
  });

  it('have letters with their signs in one character, however the file wrote them', () => {
    expect(readMembers('Navn;Nr\nA\u030ase;7', [{ number: '7', name: 'Åse' }])[0]?.effect).toBe('same');
  });
});

describe('effects', () => {
  it('are to add, to update, or to leave the same', () => {
    const existing = [
      { number: '007', name: 'Åse Ødegård' },
      { number: '8', name: 'Per Ås' },
    ];
    const rows = readMembers('Navn;Nr\nÅse Ødegård;007\nPer Os;8\nKari;7', existing);
    expect(rows.map(({ effect }) => effect)).toEqual(['same', 'update', 'add']);
    expect(rows.every((row) => v.is(ImportRow, row) && row.mistakes.length === 0)).toBe(true);
  });
});

describe('mistakes', () => {
  it('are said row by row, and such a row has no other effect', () => {
    const csv = `Navn;Nr\n;1\nOla;\nOla;3;x\n${'x'.repeat(201)};4\nOla;${'5'.repeat(41)}\n"";""\nGod;6`;
    const rows = readMembers(csv, [{ number: '1', name: 'Per' }]);
    expect(rows.map((row) => [row.row, row.mistakes])).toEqual([
      [2, ['name.missing']],
      [3, ['number.missing']],
      [4, ['columns']],
      [5, ['name.long']],
      [6, ['number.long']],
      [8, []],
    ]);
    expect(rows.map(({ effect }) => effect)).toEqual(['mistake', 'mistake', 'mistake', 'mistake', 'mistake', 'add']);
  });

  it('may be several in a row', () => {
    expect(mistakes(`Navn;Nr\n;${'5'.repeat(41)};x`)).toEqual([['columns', 'name.missing', 'number.long']]);
  });

  it('are not made by lengths that just fit', () => {
    expect(mistakes(`Navn;Nr\n${'x'.repeat(200)};${'5'.repeat(40)}`)).toEqual([[]]);
  });

  it('of a number that stands twice are the later rows', () => {
    expect(mistakes('Navn;Nr\nA;7\nB;07\nC;7\nD; 7')).toEqual([[], [], ['number.twice'], ['number.twice']]);
    expect(mistakes('Navn;Nr\nA;\nB;')).toEqual([['number.missing'], ['number.missing']]);
  });

  it('of quotes that do not end are said of the row where they begin', () => {
    expect(readMembers('Navn;Nr\nÅse;7\n"Per;8\nKari;9', [])).toMatchObject([
      { row: 2, effect: 'add' },
      { row: 3, effect: 'mistake', mistakes: ['columns', 'number.missing'] },
    ]);
  });
});

describe('any list of members', () => {
  const name = fc
    .array(fc.constantFrom('Ola', 'Åse', 'Ødegård', "O'Brian", 'Nordmann, jr.', 'von; der', '"Olla"', 'Sæther'), {
      minLength: 1,
      maxLength: 4,
    })
    .map((words) => words.join(' '));
  const member = fc.record({ name, number: fc.stringMatching(/^0{0,3}[1-9][0-9]{0,8}$/u) });
  const list = fc.uniqueArray(member, { selector: ({ number }) => number, minLength: 1, maxLength: 20 });

  it('written by another program comes back whole, whatever separator, line break and order of columns', () => {
    const format = fc.record({
      delimiter: fc.constantFrom(';', ',', '\t'),
      newline: fc.constantFrom('\n', '\r\n'),
      quotes: fc.boolean(),
    });
    fc.assert(
      fc.property(list, format, fc.boolean(), (members, how, turned) => {
        const rows = members.map((one) =>
          turned ? { Medlemsnr: one.number, Navn: one.name } : { Navn: one.name, Medlemsnr: one.number },
        );
        const read = readMembers(Papa.unparse(rows, how), []);
        expect(read.map((row) => ({ name: row.name, number: row.number }))).toEqual(members);
        expect(read.every(({ effect }) => effect === 'add')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('imported and read again is the same', () => {
    fc.assert(
      fc.property(list, (members) => {
        const csv = Papa.unparse(members.map(({ name: Navn, number: Nr }) => ({ Navn, Nr })));
        expect(readMembers(csv, members).map(({ effect }) => effect)).toEqual(members.map(() => 'same'));
      }),
    );
  });

  it('and any other text is read without an exception, into rows of the schema', () => {
    const junk = fc.array(
      fc.constantFrom('Navn', 'Nr', 'Ola', '12', ';', ',', '\t', '\n', '\r', '"', '=', '\u00a0', '\ud83d', 'sep='),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          junk.map((parts) => parts.join('')),
        ),
        (csv) => {
          for (const row of readMembers(csv, [])) {
            expect(v.is(ImportRow, row)).toBe(true);
            expect(row.effect === 'mistake').toBe(row.mistakes.length > 0);
            expect(row.name.isWellFormed() && row.number.isWellFormed()).toBe(true);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
