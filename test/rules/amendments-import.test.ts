import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { checkChange } from '../../server/rules/amend.ts';
import type { Change } from '../../server/rules/amendment.ts';
import { readAmendments } from '../../server/rules/amendments-import.ts';
import { AmendmentImportRow, type AmendmentMistake } from '../../server/rules/import-rows.ts';
import { printedLines } from '../../server/rules/printed-lines.ts';
import type { ProposalContent } from '../../server/rules/proposal.ts';
import { kvoteflyktninger, replace, strike } from '../support/amendments.ts';

const content: ProposalContent = {
  title: 'Busser',
  blocks: [
    { kind: 'heading', text: 'Busser som går' },
    { kind: 'paragraph', text: 'Kollektivtilbudet er for dårlig.' },
    { kind: 'paragraph', text: 'Det må bli bedre.' },
    { kind: 'point', text: 'Avganger hvert kvarter, hele døgnet.' },
    { kind: 'point', text: 'Gratis overgang.' },
  ],
};
const header = 'linjenummer;type;forslag;forslagsstiller;lag';

function changes(csv: string): (Change | null)[] {
  return readAmendments(csv, content).map(({ change }) => change);
}

function mistakes(csv: string): AmendmentMistake[][] {
  return readAmendments(csv, content).map((row) => row.mistakes);
}

/** The one change of a row under the usual column names. */
function change(row: string): Change | null | undefined {
  return changes(`${header}\n${row}`)[0];
}

describe('the form in use', () => {
  it('is read row by row, with who proposed what, and where it comes from', () => {
    const csv = `${header}
punkt 1;Endring;"Avganger hvert tiende minutt; alltid.";Kari Holm;Laksevåg
punkt 2;Tillegg;Lavere takst.;Ola Nordmann;Fana

avsnitt 2;Strykning;;;Os`;
    expect(readAmendments(csv, content)).toEqual([
      {
        row: 2,
        place: 'punkt 1',
        type: 'Endring',
        text: 'Avganger hvert tiende minutt; alltid.',
        proposer: 'Kari Holm',
        branch: 'Laksevåg',
        reason: '',
        change: replace(4, 'Avganger hvert tiende minutt; alltid.'),
        mistakes: [],
      },
      {
        row: 3,
        place: 'punkt 2',
        type: 'Tillegg',
        text: 'Lavere takst.',
        proposer: 'Ola Nordmann',
        branch: 'Fana',
        reason: '',
        change: { type: 'add', after: 5, block: { kind: 'point', text: 'Lavere takst.' } },
        mistakes: [],
      },
      {
        row: 5,
        place: 'avsnitt 2',
        type: 'Strykning',
        text: '',
        proposer: '',
        branch: 'Os',
        reason: '',
        change: strike(3),
        mistakes: [],
      },
    ]);
  });

  it.each([
    'Linjenummer;Type forslag;Forslaget;Forslagstiller;Partilag',
    'LINJENR.;TYPE;FORSLAG;NAVN;LOKALLAG',
    'linje,type,forslag,forslagsstiller,lag',
    'Linjenummer\tType\tForslag\tForslagsstiller\tLag',
    'Punkt;Type;Tekst;Namn;Lag',
    '\ufeffsted;type;ny tekst;innsender;lag',
  ])('is known by the column names %j', (names) => {
    const sign = names.includes('\t') ? '\t' : names.includes(',') ? ',' : ';';
    const [row] = readAmendments(`${names}\n${['punkt 2', 'endre', 'Nytt', 'Kari', 'Os'].join(sign)}`, content);
    expect(row).toMatchObject({ change: replace(5, 'Nytt'), proposer: 'Kari', branch: 'Os', mistakes: [] });
  });

  it('has its columns in any order, with others between them and reasons', () => {
    const [row] = readAmendments('Lag;Forslag;E-post;Type;Begrunnelse;Punkt\nOs;Nytt;a@b.no;endre;Fordi;2', content);
    expect(row).toMatchObject({ change: replace(5, 'Nytt'), branch: 'Os', reason: 'Fordi', mistakes: [] });
  });

  it('may leave its column names out', () => {
    expect(changes('punkt 2;stryk\npunkt 1;endring;Nytt;Kari;Os')).toEqual([strike(5), replace(4, 'Nytt')]);
  });

  it('is not anything else', () => {
    expect(mistakes('navn;medlemsnummer\nOla;1')).toEqual([['columns']]);
    expect(mistakes('punkt 2;stryk;x;y;z;for mye')).toEqual([['columns']]);
    expect(mistakes(`${header}\n"punkt 2;stryk`)[0]).toContain('columns');
    expect(readAmendments(' \n', content)).toEqual([]);
  });
});

describe('places', () => {
  it.each([
    ['punkt 2', 5],
    ['Punkt 2.', 5],
    ['pkt 2', 5],
    ['pkt. 2', 5],
    ['kulepunkt nr. 2', 5],
    ['avsnitt 1', 2],
    ['avsn. 2', 3],
    ['overskrift 1', 1],
    ['linje 2', 2],
    ['L5', 5],
    ['linje 4-4', 4],
    ['4', 4],
  ])('are said as %j', (place, at) => {
    expect(change(`${place};stryk`)).toEqual(strike(at));
  });

  it('by a bare number are lines in a column of lines, and points elsewhere', () => {
    expect(changes('linjenummer;type\n2;stryk')).toEqual([strike(2)]);
    expect(changes('punkt;type\n2;stryk')).toEqual([strike(5)]);
  });

  it('by several lines are one block, or a mistake', () => {
    const long = {
      ...content,
      blocks: [{ kind: 'point' as const, text: 'Ord '.repeat(50).trim() }, ...content.blocks],
    };
    expect(printedLines(long.blocks).filter(({ place }) => place === 1)).toHaveLength(3);
    const read = (place: string) => readAmendments(`${header}\n${place};stryk`, long)[0];
    expect(read('1-3')?.change).toEqual(strike(1));
    expect(read('linje 2–3')?.change).toEqual(strike(1));
    expect(read('3-4')?.mistakes).toEqual(['place.several']);
  });

  it('for what is added may be the beginning or the end', () => {
    const point = { kind: 'point', text: 'Mer' };
    const paragraph = { kind: 'paragraph', text: 'Mer' };
    expect(change('nytt punkt;tillegg;Mer')).toEqual({ type: 'add', after: 5, block: point });
    expect(change('til slutt;tillegg;Mer')).toEqual({ type: 'add', after: 5, block: point });
    expect(change('nytt avsnitt;tillegg;Mer')).toEqual({ type: 'add', after: 5, block: paragraph });
    expect(change('først;tillegg;Mer')).toEqual({ type: 'add', after: 0, block: paragraph });
    expect(change('overskrift 1;tillegg;Mer')).toEqual({ type: 'add', after: 1, block: paragraph });
    expect(change('avsnitt 1;tillegg;Mer')).toEqual({ type: 'add', after: 2, block: paragraph });
    expect(mistakes(`${header}\ntil slutt;stryk`)).toEqual([['place.unknown']]);
  });

  it.each([
    'punkt 3',
    'punkt 0',
    'avsnitt 3',
    'overskrift 2',
    'linje 6',
    '6',
    '0',
    'side 2',
    'her',
    '-1',
    'punkt 999999999',
  ])('that the text does not have are a mistake: %j', (place) => {
    expect(mistakes(`${header}\n${place};stryk`)).toEqual([['place.unknown']]);
  });
});

describe('types', () => {
  it.each([
    ['Endring', 'replace'],
    ['endre', 'replace'],
    ['ENDRINGSFORSLAG', 'replace'],
    ['Tillegg', 'add'],
    ['tilleggsforslag', 'add'],
    ['legg til', 'add'],
    ['strykning', 'delete'],
    ['Stryk', 'delete'],
    ['stryking', 'delete'],
  ])('%j', (type, expected) => {
    expect(change(`punkt 2;${type};${expected === 'delete' ? '' : 'Nytt'}`)?.type).toBe(expected);
  });

  it('that are not known are a mistake', () => {
    expect(mistakes(`${header}\npunkt 2;flytting;Nytt`)).toEqual([['type.unknown']]);
    expect(mistakes(`${header}\n;;`)).toEqual([]);
    expect(mistakes(`${header}\n;;Nytt`)).toEqual([['type.unknown', 'place.missing']]);
  });
});

describe('texts', () => {
  it('are one line, without the mark of a list', () => {
    expect(change('punkt 2;endring;"· Nytt \n krav"')).toEqual(replace(5, 'Nytt krav'));
  });

  it('that a change needs must be there, and say something else', () => {
    expect(mistakes(`${header}\npunkt 2;endring;\npunkt 2;tillegg; \npunkt 2;endring;Gratis overgang.`)).toEqual([
      ['text.missing'],
      ['text.missing'],
      ['text.same'],
    ]);
  });

  it('to be struck out are the whole place, or words of it', () => {
    expect(change('punkt 2;stryk;Gratis overgang.')).toEqual(strike(5));
    expect(change('punkt 1;stryk;", hele døgnet"')).toEqual(replace(4, 'Avganger hvert kvarter.'));
    expect(change('punkt 1;stryk;hvert kvarter')).toEqual(replace(4, 'Avganger, hele døgnet.'));
    expect(mistakes(`${header}\npunkt 1;stryk;Gratis`)).toEqual([['text.elsewhere']]);
  });

  it('and names are not too long', () => {
    const long = 'x'.repeat(20_001);
    expect(mistakes(`${header}\npunkt 1;endring;${long}`)).toEqual([['text.long']]);
    expect(mistakes(`${header}\npunkt 1;endring;Nytt;${long}`)).toEqual([['name.long']]);
    expect(mistakes(`${header}\noverskrift 1;endring;${'x'.repeat(301)}`)).toEqual([['text.unfit']]);
    const one: ProposalContent = { title: 'En', blocks: [{ kind: 'point', text: 'En' }] };
    expect(readAmendments(`${header}\npunkt 1;stryk`, one)[0]?.mistakes).toEqual(['text.unfit']);
  });
});

describe('printed lines', () => {
  it('hold every word of the real text in its order, none longer than 80 characters', () => {
    const { blocks } = kvoteflyktninger();
    const lines = printedLines(blocks);
    expect(lines.every(({ text }) => text.length <= 80)).toBe(true);
    let number = 0;
    blocks.forEach(({ kind, text }, i) => {
      if (kind === 'point') number += 1;
      const own = lines.filter(({ place }) => place === i + 1).map((line) => line.text);
      expect(own.join(' ')).toBe(kind === 'point' ? `${number}. ${text}` : text);
    });
    expect(lines.map(({ place }) => place)).toEqual(lines.map(({ place }) => place).sort((a, b) => a - b));
  });
});

it('any text is read without an exception, into rows of the schema whose changes are changes to the text', () => {
  const cell = fc.oneof(
    fc.constantFrom('punkt 1', '3', 'linje 2', 'endring', 'stryk', 'tillegg', 'Nytt', '"', 'lag', 'type', 'forslag'),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  const sheet = fc.array(
    fc.array(cell, { maxLength: 7 }).map((cells) => cells.join(';')),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(sheet, (lines) => {
      for (const row of readAmendments(lines.join('\n'), content)) {
        expect(v.is(AmendmentImportRow, row)).toBe(true);
        expect(row.change === null).toBe(row.mistakes.length > 0);
        if (row.change !== null) expect(checkChange(content, row.change).ok).toBe(true);
      }
    }),
  );
});
