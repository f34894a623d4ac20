import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type MinutesPdf, minutesPdf } from '../../client/pdf/minutes-pdf.ts';
import { buildMinutes } from '../../server/rules/minutes.ts';
import { block, type MinutesBlock } from '../../server/rules/minutes-blocks.ts';
import { associatedFile, catalogOf, objectsIn, refIn } from '../support/pdf.ts';
import { workedMeeting } from '../support/worked-meeting.ts';

const require = createRequire(import.meta.url);
const font = (style: string): Uint8Array =>
  new Uint8Array(readFileSync(require.resolve(`@expo-google-fonts/noto-serif/${style}/NotoSerif_${style}.ttf`)));
const jws = `${'eyJ'.repeat(500)}.æøå.Čáhci`;

function partsOf(change: Partial<MinutesPdf> = {}): MinutesPdf {
  return {
    title: 'Protokoll: Årsmøte & <valg>',
    author: 'Arbeiderpartiet i Bergen',
    language: 'nb',
    blocks: buildMinutes(workedMeeting('nb')),
    closing: ['Signert.', 'Giella: áÁ čČ đĐ ŋŊ šŠ ŧŦ žŽ æÆ øØ åÅ «–»'],
    at: '2026-03-12T20:55:00.000Z',
    foot: (page, pages) => `Side ${page} av ${pages}`,
    signed: { name: 'protokoll.jws', description: 'Den signerte protokollen', bytes: new TextEncoder().encode(jws) },
    fonts: { regular: font('400Regular'), bold: font('700Bold') },
    ...change,
  };
}

let bytes: Uint8Array;
beforeAll(async () => {
  bytes = await minutesPdf(partsOf());
});

describe('the PDF of minutes, read without the library that wrote it', () => {
  test('says that it is PDF/A-3a, and is tagged and in its language', () => {
    const objects = objectsIn(bytes);
    const catalog = catalogOf(objects);
    const xmp = objects.get(refIn(catalog, 'Metadata'))?.stream?.toString('utf8') ?? '';
    expect(xmp).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(xmp).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(xmp).toContain('Protokoll: Årsmøte + ‹valg›</rdf:li>');
    expect(catalog).toContain('/Lang (nb)');
    expect(objects.get(refIn(catalog, 'MarkInfo'))?.dictionary).toContain('/Marked true');
    expect(objects.get(refIn(catalog, 'StructTreeRoot'))?.dictionary).toContain('/Type /StructTreeRoot');
    const intent = objects.get(refIn(catalog, 'OutputIntents'))?.dictionary ?? '';
    expect(intent).toContain('/S /GTS_PDFA1');
    expect(objects.get(refIn(intent, 'DestOutputProfile'))?.stream?.length).toBeGreaterThan(1000);
  });

  test('has the very bytes of the signed file as its source', () => {
    const objects = objectsIn(bytes);
    const file = objects.get(refIn(catalogOf(objects), 'AF'))?.dictionary ?? '';
    expect(file).toContain('/AFRelationship /Source');
    expect(file).toContain('(protokoll.jws)');
    const embedded = objects.get(Number(/\/EF <<\s*\/F (\d+) 0 R/u.exec(file)?.[1]));
    expect(embedded?.dictionary).toContain('/Subtype /application#2Fjose');
    expect(associatedFile(bytes)?.toString('utf8')).toBe(jws);
  });

  test('brings the whole of every font that it uses', () => {
    const dictionaries = [...objectsIn(bytes).values()].map(({ dictionary }) => dictionary);
    const fonts = dictionaries.filter((text) => /\/Subtype \/(?:TrueType|Type1|Type0)\b/u.test(text));
    const descriptors = dictionaries.filter((text) => text.includes('/Type /FontDescriptor'));
    expect(fonts).toHaveLength(2);
    expect(fonts.every((text) => text.includes('/ToUnicode'))).toBe(true);
    expect(descriptors).toHaveLength(2);
    expect(descriptors.every((text) => /\/FontFile[23] \d+ 0 R/u.test(text))).toBe(true);
  });

  test('without a signed file has none', async () => {
    const objects = objectsIn(await minutesPdf(partsOf({ signed: null })));
    expect(catalogOf(objects)).toContain('/StructTreeRoot');
    expect(catalogOf(objects)).not.toContain('/AF');
  });
});

/** Every word of a PDF as a reader gets it, and the tags of its pages in order, with the text under each. */
async function readPdf(pdf: Uint8Array): Promise<{ text: string; tags: string[]; pages: number }> {
  const document = await getDocument({ data: pdf.slice(), useSystemFonts: false, verbosity: 0 }).promise;
  const words: string[] = [];
  const tags: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    words.push(...items.map((item) => ('str' in item ? item.str : '')));
    const walk = (node: { role?: string; children?: unknown[] }): void => {
      if (node.role !== undefined) tags.push(node.role);
      for (const child of node.children ?? []) walk(child as { role?: string });
    };
    walk((await page.getStructTree()) ?? {});
  }
  const pages = document.numPages;
  await document.loadingTask.destroy();
  return { text: words.join(' ').replace(/\s+/gu, ' '), tags, pages };
}

describe('the PDF of minutes, read as a reader does', () => {
  test('has every word of the minutes, those of the Sámi languages too', async () => {
    const { text, pages } = await readPdf(bytes);
    const plain = (piece: MinutesBlock): string[] => {
      if (piece.type === 'list') return piece.items;
      if (piece.type === 'table') return [...piece.head, ...piece.rows.flat()];
      return piece.type === 'text' ? piece.blocks.map((one) => one.text) : [piece.text];
    };
    const squeezed = text.replace(/ /gu, '');
    for (const words of partsOf().blocks.flatMap(plain)) expect(squeezed).toContain(words.replace(/ /gu, ''));
    expect(squeezed).toContain('áÁčČđĐŋŊšŠŧŦžŽæÆøØåÅ«–»');
    expect(text).toContain(`Side ${pages} av ${pages}`);
  });

  test('has headings, lists, quotations and tables as such', async () => {
    const { tags } = await readPdf(bytes);
    const counts = (tag: string): number => tags.filter((one) => one === tag).length;
    const blocks = partsOf().blocks;
    expect(counts('H1')).toBe(1);
    expect(counts('H2')).toBe(blocks.filter((piece) => piece.type === 'heading' && piece.level === 2).length);
    expect(counts('TH')).toBe(5 + 4);
    expect(counts('TD')).toBe(3 * 5 + 3 * 4);
    expect(new Set(tags)).toEqual(
      new Set([
        'Root',
        'Document',
        'H1',
        'H2',
        'H3',
        'H4',
        'P',
        'L',
        'LI',
        'Lbl',
        'LBody',
        'BlockQuote',
        'Table',
        'TR',
        'TH',
        'TD',
      ]),
    );
  });
});

test('a letter that the font lacks is a question mark, not an empty box', async () => {
  const { text } = await readPdf(await minutesPdf(partsOf({ blocks: block.paragraph('Bra 🎉 møte') })));
  expect(text).toContain('Bra ? møte');
});

test('the same minutes give the same bytes', async () => {
  expect(Buffer.from(await minutesPdf(partsOf())).equals(Buffer.from(bytes))).toBe(true);
  const other = await minutesPdf(partsOf({ at: '2026-03-12T20:56:00.000Z' }));
  expect(Buffer.from(other).equals(Buffer.from(bytes))).toBe(false);
});

test('long minutes go over many pages, a cell without words and a very long word too', async () => {
  const word = 'Flyktninger'.repeat(40);
  const blocks = [
    block.heading(1, 'Protokoll'),
    ...Array.from({ length: 60 }, (_, i) =>
      block.paragraph(`Avsnitt ${i}. ${'Møtet drøftet saken. '.repeat(12)}`),
    ).flat(),
    block.table(
      ['Navn', 'Stemme'],
      Array.from({ length: 80 }, (_, i) => [`Delegat ${i}`, i % 7 === 0 ? '' : 'For']),
    ),
    ...block.list([word]),
  ];
  const { text, pages } = await readPdf(await minutesPdf(partsOf({ blocks })));
  expect(pages).toBeGreaterThan(6);
  expect(text).toContain('Delegat 79');
  expect(text.replace(/ /gu, '')).toContain(word);
});
