import { describe, expect, test } from 'vitest';
import { readDocx } from '../../client/text-file/docx.ts';
import { parseProposal } from '../../server/rules/text.ts';
import { makeDocx, paragraph, run } from '../support/docx.ts';

const plain = (text: string): string => paragraph(run(text));

async function blocksOf(body: string) {
  const reading = await readDocx(makeDocx(body));
  if (!reading.ok) throw new Error(reading.why);
  return { ...parseProposal(reading.text), remarks: reading.remarks };
}

describe('a Word document', () => {
  test('gives its headings, paragraphs and lists as they are; a list within a list is part of the point above', async () => {
    const read = await blocksOf(
      [
        paragraph(run('Innhold 3'), { style: 'INNH1' }),
        paragraph(run('Mer rettferdig asylsystem & mer bistand'), { style: 'Tittel' }),
        plain('Innstillingen er enstemmig.'),
        plain(''),
        paragraph(run('De viktigste initiativene'), { style: 'Overskrift1' }),
        paragraph(run('Hjelpe ') + run('flere', true), { style: 'Listeavsnitt', list: 1 }),
        paragraph(run('5. mai er dagen'), { style: 'Listeavsnitt', list: 1 }),
        paragraph(run('i nærområdene'), { style: 'Listeavsnitt', list: 1, level: 1 }),
        paragraph(run('# Ivareta barnets beste'), { list: 2 }),
        plain('Utvalget takker for alle innspill.'),
      ].join(''),
    );
    expect(read).toEqual({
      title: 'Mer rettferdig asylsystem & mer bistand',
      blocks: [
        { kind: 'heading', text: 'Mer rettferdig asylsystem & mer bistand' },
        { kind: 'paragraph', text: 'Innstillingen er enstemmig.' },
        { kind: 'heading', text: 'De viktigste initiativene' },
        { kind: 'point', text: 'Hjelpe flere' },
        { kind: 'point', text: '5. mai er dagen - i nærområdene' },
        { kind: 'point', text: '# Ivareta barnets beste' },
        { kind: 'paragraph', text: 'Utvalget takker for alle innspill.' },
      ],
      remarks: [],
    });
  });

  test('written without styles and lists is read as pasted text is', async () => {
    const { blocks } = await blocksOf(
      [
        paragraph(run('Kvoteflyktninger', true)),
        plain('Bergen kan ta imot flere.'),
        plain('1. Norge skal ta imot 5\u00a0000.'),
        plain('2. Bergen skal si ja.'),
        paragraph(run('Vi krever ', true) + run('handling nå')),
      ].join(''),
    );
    expect(blocks).toEqual([
      { kind: 'heading', text: 'Kvoteflyktninger' },
      { kind: 'paragraph', text: 'Bergen kan ta imot flere.' },
      { kind: 'point', text: 'Norge skal ta imot 5 000.' },
      { kind: 'point', text: 'Bergen skal si ja.' },
      { kind: 'paragraph', text: 'Vi krever handling nå' },
    ]);
  });

  test('tracked changes count as accepted, comments, notes and pictures are left out, and whoever reads is told', async () => {
    const ins = `<w:ins w:id="1" w:author="A">${run('ti tusen')}</w:ins>`;
    const del = '<w:del w:id="2" w:author="A"><w:r><w:delText>fem tusen</w:delText></w:r></w:del>';
    const comment = '<w:r><w:commentReference w:id="0"/></w:r>';
    const note = '<w:r><w:footnoteReference w:id="2"/></w:r>';
    const table = `<w:tbl><w:tr><w:tc>${plain('Høringsfrist')}</w:tc><w:tc>${plain('1. desember')}</w:tc></w:tr></w:tbl>`;
    const { blocks, remarks } = await blocksOf(
      paragraph(run('Norge skal ta imot ') + del + ins + run('.') + comment + note) +
        table +
        paragraph('<w:r><w:drawing/></w:r>'),
    );
    expect(blocks.map(({ text }) => text)).toEqual(['Norge skal ta imot ti tusen.', 'Høringsfrist – 1. desember']);
    expect(remarks).toEqual(['changes', 'comments', 'tables', 'notes', 'pictures']);
  });
});

describe('a file that is none, or harmful, is refused', () => {
  test.each([
    ['bytes of something else', new TextEncoder().encode('%PDF-1.7 …')],
    ['half a file', makeDocx(plain('Hei')).slice(0, 700)],
    ['an archive without a document', makeDocx('', { 'word/document.xml': '' })],
    ['XML that is not well-formed', makeDocx(plain('Hei'), { 'word/document.xml': '<w:document><w:body>' })],
    [
      'XML with entities of its own',
      makeDocx('', {
        'word/document.xml':
          '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>',
      }),
    ],
  ])('%s: broken', async (_, bytes) => {
    expect(await readDocx(bytes)).toEqual({ ok: false, why: 'broken' });
  });

  test('one that unpacks to far more than a text has is refused before it is unpacked', async () => {
    const bomb = makeDocx('', { 'word/document.xml': new Uint8Array(60_000_000) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await readDocx(bomb)).toEqual({ ok: false, why: 'large' });
  });

  test('one that says it is small is unpacked no further than it says', async () => {
    const bomb = makeDocx('', { 'word/document.xml': new Uint8Array(60_000_000) });
    const view = new DataView(bomb.buffer);
    // the size once unpacked, in the list at the archive's end (APPNOTE 4.3.12)
    for (let at = 0; at < bomb.length - 4; at += 1)
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) === 60_000_000)
        view.setUint32(at + 24, 5000, true);
    const before = process.memoryUsage().arrayBuffers;
    expect(await readDocx(bomb)).toEqual({ ok: false, why: 'broken' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
  });

  test('more text than a proposal can come from is refused', async () => {
    expect(await readDocx(makeDocx(plain('ord '.repeat(160_000))))).toEqual({ ok: false, why: 'large' });
  });
});
