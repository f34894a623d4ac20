import { strToU8, zipSync } from 'fflate';

const names =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a Word document as a Norwegian Word writes them: styles with their Norwegian ids, one bulleted and one numbered list. */
const fixed: Record<string, string> = {
  '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
  '_rels/.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
  'word/_rels/document.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${office}/numbering" Target="numbering.xml"/></Relationships>`,
  'word/styles.xml': `${head}<w:styles ${names}>${Object.entries({
    Tittel: 'Title',
    Overskrift1: 'heading 1',
    INNH1: 'toc 1',
    Listeavsnitt: 'List Paragraph',
  })
    .map(([id, name]) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`)
    .join('')}</w:styles>`,
  'word/numbering.xml': `${head}<w:numbering ${names}>${[
    [1, 'bullet'],
    [2, 'decimal'],
  ]
    .map(
      ([id, format]) =>
        `<w:abstractNum w:abstractNumId="${id}">${[0, 1].map((level) => `<w:lvl w:ilvl="${level}"><w:numFmt w:val="${format}"/></w:lvl>`).join('')}</w:abstractNum>`,
    )
    .join(
      '',
    )}${[1, 2].map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`).join('')}</w:numbering>`,
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A run of text. */
export const run = (text: string, bold = false): string =>
  `<w:r>${bold ? '<w:rPr><w:b/></w:rPr>' : ''}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;

/** A paragraph of runs; with the id of a style, or as an item of list 1 (bullets) or 2 (numbers). */
export function paragraph(runs: string, look: { style?: string; list?: 1 | 2; level?: number } = {}): string {
  const style = look.style === undefined ? '' : `<w:pStyle w:val="${look.style}"/>`;
  const list =
    look.list === undefined
      ? ''
      : `<w:numPr><w:ilvl w:val="${look.level ?? 0}"/><w:numId w:val="${look.list}"/></w:numPr>`;
  return `<w:p><w:pPr>${style}${list}</w:pPr>${runs}</w:p>`;
}

/** A Word document with a body (WordprocessingML); `others` are further parts, or ones that replace the usual. */
export function makeDocx(body: string, others: Record<string, string | Uint8Array> = {}): Uint8Array<ArrayBuffer> {
  const document = `${head}<w:document ${names}><w:body>${body}</w:body></w:document>`;
  const parts = { ...fixed, 'word/document.xml': document, ...others };
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
  ) as Uint8Array<ArrayBuffer>;
}
