import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { akomaNtoso } from '../../server/rules/akoma-ntoso.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { fromMarkdown, type NumberedBlock, toMarkdown } from '../../server/rules/proposal.ts';
import { parseProposal } from '../../server/rules/text.ts';
import { branch } from '../support/statements.ts';
import { find, judge } from '../support/xml.ts';

let faults: (xml: string) => string[];

beforeAll(async () => {
  faults = await judge('akn.xsd');
});

function text(blocks: readonly NumberedBlock[], kind: 'resolution' | 'hearing' = 'resolution'): string {
  const number = kind === 'resolution' ? '7' : hashOf('hearing');
  return akomaNtoso({
    kind,
    branch: { id: branch, name: 'Bergen & omegn' },
    title: 'Busser < baner',
    blocks,
    number,
    at: '2026-03-12T18:45:00.000Z',
    page: `${branch}/vedtak/7`,
    file: `${branch}/resolutions/7.jws`,
    hash: hashOf('resolution'),
  });
}

test('a branch’s real resolution becomes a statement with its preamble, sections and numbered points', async () => {
  const { blocks } = parseProposal(await readFile('server/demo/kvoteflyktninger.txt', 'utf8'));
  const xml = text(fromMarkdown(toMarkdown(blocks)));
  expect(faults(xml)).toEqual([]);
  const points = blocks.filter(({ kind }) => kind === 'point');
  const headings = blocks.filter(({ kind }) => kind === 'heading');
  expect(points.length).toBe(8);
  expect(find(xml, '//a:point/a:content/a:p')).toEqual(points.map((point) => point.text));
  expect(find(xml, '//a:point/a:num')).toEqual(points.map((_, i) => `${i + 1}.`));
  expect(find(xml, '//a:section/a:heading')).toEqual(headings.map((heading) => heading.text));
  const paragraphs = blocks.filter(({ kind }) => kind === 'paragraph').map((block) => block.text);
  expect(find(xml, '//a:preamble/a:p | //a:paragraph//a:p')).toEqual(paragraphs);
});

test('it says whose work it is, of what day, and from which signed file', () => {
  const xml = text([{ kind: 'point', number: 3, text: 'Krav' }]);
  const work = '/akn/no/statement/resolution/vedtak.example.bergen/2026-03-12/7';
  expect(find(xml, '//a:FRBRWork/a:FRBRuri/@value')).toEqual([work]);
  expect(find(xml, '//a:FRBRExpression/a:FRBRthis/@value')).toEqual([`${work}/nor@/!main`]);
  expect(find(xml, '//a:FRBRManifestation/a:FRBRuri/@value')).toEqual([`${work}/nor@.akn`]);
  expect(find(xml, '//a:FRBRWork/a:FRBRdate/@date')).toEqual(['2026-03-12']);
  expect(find(xml, '//a:TLCOrganization/@showAs')).toEqual(['Bergen & omegn']);
  expect(find(xml, '//a:original/@href')).toEqual([`${branch}/resolutions/7.jws`]);
  expect(find(xml, '//a:point/@eId')).toEqual(['point_3']);
});

test('any text at all is valid, of a resolution and of a hearing, and none of its words are lost', () => {
  const line = fc.string({ minLength: 1, unit: 'binary' }).filter((one) => one.trim() !== '' && !/[\n\r]/u.test(one));
  const block = fc.record({ kind: fc.constantFrom('heading', 'paragraph', 'point'), text: line });
  fc.assert(
    fc.property(fc.array(block, { maxLength: 12 }), fc.constantFrom('resolution', 'hearing'), (drawn, kind) => {
      const blocks = drawn.map((one, i) => (one.kind === 'point' ? { ...one, number: i + 1 } : one)) as NumberedBlock[];
      const xml = text(blocks, kind);
      expect(faults(xml)).toEqual([]);
      const read = find(xml, '//a:preamble/a:p | //a:mainBody//a:p | //a:heading');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what no XML document can hold
      const possible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/gu;
      const written = blocks.map((one) => one.text.replace(possible, '\ufffd'));
      expect(read).toEqual(written.length === 0 ? ['Busser < baner'] : written);
    }),
    { numRuns: 40 },
  );
});

test('what lacks its metadata, or has an identifier twice, is not valid by what it is judged with', () => {
  const xml = text([
    { kind: 'point', number: 1, text: 'A' },
    { kind: 'point', number: 2, text: 'B' },
  ]);
  for (const part of ['FRBRdate', 'FRBRauthor', 'FRBRlanguage', 'FRBRcountry', 'preface', 'references'])
    expect(faults(xml.replace(new RegExp(`<${part}.*?</${part}>`, 'u'), '')), part).not.toEqual([]);
  expect(faults(xml.replaceAll('point_2', 'point_1'))).not.toEqual([]);
});
