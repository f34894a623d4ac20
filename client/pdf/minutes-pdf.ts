import PDFDocument from 'pdfkit';
import type { MinutesBlock } from '../../server/rules/minutes-blocks.ts';
import type { NumberedBlock } from '../../server/rules/proposal.ts';

/** What a PDF of minutes is made of. */
export interface MinutesPdf {
  title: string;
  /** The branch's name. */
  author: string;
  /** `nb` or `nn`. */
  language: string;
  blocks: readonly MinutesBlock[];
  /** Lines after the minutes: who signed, and the fingerprint. */
  closing: readonly string[];
  /** The time that stands in the file, so that the same minutes give the same bytes. RFC 3339. */
  at: string;
  /** Words at the foot of a page. */
  foot: (page: number, pages: number) => string;
  /** The signed file, which lies in the PDF as its source. */
  signed: { name: string; description: string; bytes: Uint8Array } | null;
  /** TrueType. */
  fonts: { regular: Uint8Array; bold: Uint8Array };
}

const margin = 62;
const size = 10.5;
const headings = { 1: 20, 2: 14, 3: 12, 4: 10.5 } as const;
type Doc = PDFKit.PDFDocument;
type Node = PDFKit.PDFStructureElement;

/**
 * The minutes as PDF/A-3a (ISO 19005-3): tagged, in their language, with embedded fonts, and with the signed file as an
 * associated file. Runs in a browser and in Node; the same input gives the same bytes.
 */
export async function minutesPdf(parts: MinutesPdf): Promise<Uint8Array<ArrayBuffer>> {
  const created = new Date(parts.at);
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: margin, left: margin, right: margin, bottom: margin + 12 },
    subset: 'PDF/A-3a',
    pdfVersion: '1.7',
    tagged: true,
    lang: parts.language,
    displayTitle: true,
    bufferPages: true,
    font: parts.fonts.regular as unknown as string,
    info: { Title: metadata(parts.title), Author: metadata(parts.author), CreationDate: created },
  });
  const written = bytesOf(doc);
  doc.registerFont('regular', parts.fonts.regular as unknown as string);
  doc.registerFont('bold', parts.fonts.bold as unknown as string);
  doc.font('regular').fontSize(size);
  if (parts.signed !== null) attach(doc, parts.signed, created);
  const root = doc.struct('Document');
  doc.addStructure(root);
  for (const piece of parts.blocks) drawBlock(doc, root, piece);
  if (parts.closing.length > 0) {
    doc.moveDown(0.5);
    for (const line of parts.closing) drawText(doc, root, 'P', line, { after: 2 });
  }
  root.end();
  drawFeet(doc, parts.foot);
  doc.end();
  return written;
}

/** pdfkit writes these texts into XML as they are. */
function metadata(text: string): string {
  return text.replaceAll('&', '+').replaceAll('<', '‹').replaceAll('>', '›');
}

/** The text with a question mark for every letter that the font does not have: PDF/A allows no empty boxes. */
function inFont(doc: Doc, text: string): string {
  const { font } = (doc as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })._font;
  return [...text].map((letter) => (font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0) ? letter : '?')).join('');
}

function bytesOf(doc: Doc): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('error', reject);
    doc.on('end', () => {
      const whole = new Uint8Array(chunks.reduce((all, { length }) => all + length, 0));
      let at = 0;
      for (const chunk of chunks) {
        whole.set(chunk, at);
        at += chunk.length;
      }
      resolve(whole);
    });
  });
}

function attach(doc: Doc, { name, description, bytes }: NonNullable<MinutesPdf['signed']>, created: Date): void {
  doc.file(
    bytes as unknown as string,
    {
      name,
      description,
      type: 'application/jose',
      relationship: 'Source',
      creationDate: created,
      modifiedDate: created,
    } as Parameters<Doc['file']>[1],
  );
}

interface Look {
  font?: 'regular' | 'bold';
  size?: number;
  /** From the left edge of the text. */
  indent?: number;
  after?: number;
}

/** One tagged piece of running text. */
function drawText(doc: Doc, parent: Node, tag: string, text: string, look: Look = {}): void {
  const { font = 'regular', size: points = size, indent = 0, after = 6 } = look;
  parent.add(
    doc.struct(tag, {}, () => {
      doc.font(font).fontSize(points);
      doc.text(inFont(doc, text), margin + indent, doc.y, { width: doc.page.width - 2 * margin - indent, lineGap: 2 });
    }),
  );
  doc.y += after;
}

function drawBlock(doc: Doc, root: Node, piece: MinutesBlock): void {
  if (piece.type === 'heading') drawHeading(doc, root, piece);
  else if (piece.type === 'list') drawList(doc, root, piece.items);
  else if (piece.type === 'table') drawTable(doc, root, piece);
  else if (piece.type === 'text') drawQuote(doc, root, piece.blocks);
  else {
    // what introduces a quotation or a list stays with it
    if (piece.text.endsWith(':')) keepRoom(doc, 4 * size);
    drawText(doc, root, 'P', piece.text);
  }
}

function drawHeading(doc: Doc, root: Node, { level, text }: Extract<MinutesBlock, { type: 'heading' }>): void {
  const points = headings[level];
  // a heading stays with what follows it
  keepRoom(doc, points + 6 * size);
  if (level > 1) doc.y += points * 0.6;
  drawText(doc, root, `H${level}`, text, { font: 'bold', size: points, after: 4 });
}

function keepRoom(doc: Doc, height: number): void {
  if (doc.y + height > doc.page.height - doc.page.margins.bottom) doc.addPage();
}

function drawList(doc: Doc, root: Node, items: readonly string[]): void {
  const list = doc.struct('L');
  root.add(list);
  for (const item of items) {
    const entry = doc.struct('LI');
    list.add(entry);
    drawItem(doc, entry, '–', item, 0);
    entry.end();
  }
  list.end();
  doc.y += 4;
}

/** A label and its text beside it. */
function drawItem(doc: Doc, entry: Node, label: string, text: string, indent: number): void {
  keepRoom(doc, 2 * size);
  const top = doc.y;
  doc.font('regular').fontSize(size);
  entry.add(doc.struct('Lbl', {}, () => void doc.text(label, margin + indent, top, { lineBreak: false })));
  doc.y = top;
  drawText(doc, entry, 'LBody', text, { indent: indent + 18, after: 3 });
}

/** What was proposed or said: set in, with a line beside it. */
function drawQuote(doc: Doc, root: Node, blocks: readonly NumberedBlock[]): void {
  const quote = doc.struct('BlockQuote');
  root.add(quote);
  let list: Node | undefined;
  for (const piece of blocks) {
    if (piece.kind === 'point') {
      if (list === undefined) {
        list = doc.struct('L');
        quote.add(list);
      }
      const entry = doc.struct('LI');
      list.add(entry);
      drawItem(doc, entry, `${piece.number}.`, piece.text, 14);
      entry.end();
    } else {
      list?.end();
      list = undefined;
      const bold = piece.kind === 'heading' ? ({ font: 'bold' } as const) : {};
      drawText(doc, quote, 'P', piece.text, { indent: 14, after: 4, ...bold });
    }
  }
  list?.end();
  quote.end();
  doc.y += 4;
}

function drawTable(doc: Doc, root: Node, { head, rows }: Extract<MinutesBlock, { type: 'table' }>): void {
  const width = (doc.page.width - 2 * margin) / Math.max(1, head.length);
  const table = doc.struct('Table');
  root.add(table);
  for (const [i, cells] of [head, ...rows].entries()) {
    doc.font(i === 0 ? 'bold' : 'regular').fontSize(size);
    const options = { width: width - 8, lineGap: 1 };
    const height = Math.max(...cells.map((cell) => doc.heightOfString(cell === '' ? ' ' : cell, options))) + 5;
    keepRoom(doc, height);
    const top = doc.y;
    const row = doc.struct('TR');
    table.add(row);
    for (const [column, cell] of cells.entries()) {
      row.add(
        doc.struct(i === 0 ? 'TH' : 'TD', i === 0 ? ({ scope: 'Column' } as object) : {}, () => {
          doc.text(inFont(doc, cell), margin + column * width, top, options);
        }),
      );
    }
    row.end();
    drawRule(doc, top + height - 3, i === 0 ? 0.8 : 0.3);
    doc.y = top + height;
  }
  table.end();
  doc.y += 6;
}

/** A line under a row, which says nothing to those who listen. */
function drawRule(doc: Doc, y: number, weight: number): void {
  doc.markContent('Artifact', { type: 'Layout' });
  doc
    .lineWidth(weight)
    .moveTo(margin, y)
    .lineTo(doc.page.width - margin, y)
    .stroke('#777777');
  doc.endMarkedContent();
}

function drawFeet(doc: Doc, foot: MinutesPdf['foot']): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    doc.markContent('Artifact', { type: 'Pagination' });
    doc.font('regular').fontSize(8.5);
    const words = foot(page + 1, count);
    const bottom = doc.page.margins.bottom;
    // the foot stands below the margin, where text would begin a new page
    doc.page.margins.bottom = 0;
    doc.text(words, margin, doc.page.height - margin, {
      width: doc.page.width - 2 * margin,
      align: 'center',
      lineBreak: false,
    });
    doc.page.margins.bottom = bottom;
    doc.endMarkedContent();
  }
}
