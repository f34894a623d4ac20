import { type UnzipFileInfo, unzipSync, zipSync } from 'fflate';
import mammoth from 'mammoth';
import { escapeText, oneLine } from '../../server/rules/proposal.ts';

/** What a Word document has beside its text, which whoever uses the text should know of. */
export type DocxRemark =
  /** Tracked changes, which are taken as accepted. */
  | 'changes'
  /** Comments, which are left out. */
  | 'comments'
  /** Tables, whose rows are paragraphs. */
  | 'tables'
  /** Footnotes and endnotes, which are left out. */
  | 'notes'
  /** Pictures and drawings, which are left out. */
  | 'pictures';

export type DocxReading =
  | { ok: true; text: string; remarks: DocxRemark[] }
  /** Not a Word document, or broken; or too large once it is unpacked. */
  | { ok: false; why: 'broken' | 'large' };

/** Bytes that the parts of a document may have once unpacked: all that a thousand pages of text need. */
const unpacked = 24_000_000;
/** Characters of text that a proposal may come from. */
const characters = 600_000;
const parts =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:document|styles|numbering)\d*\.xml|word\/_rels\/document\d*\.xml\.rels)$/u;

/**
 * The text of a Word document (.docx, ECMA-376) as `parseProposal` reads it: headings after `## `, items of lists after
 * `- ` with two spaces for each level, everything else as it stands, a blank line between them. Tracked changes count as
 * accepted. Runs in a browser's worker and in Node; a file that unpacks to more than it says, or than a text may have,
 * is refused before it is read.
 */
export async function readDocx(bytes: Uint8Array): Promise<DocxReading> {
  const plain = repacked(bytes);
  if (typeof plain === 'string') return { ok: false, why: plain };
  let document: Node | undefined;
  try {
    const file = plain.zip;
    // the browser's build takes the one, Node's the other
    const input = { arrayBuffer: file.buffer, buffer: file } as unknown as { arrayBuffer: ArrayBuffer };
    await mammoth.convertToHtml(input, {
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      transformDocument: (read: Node) => {
        document = read;
        // what matters is what was read, not the HTML that would be made of it
        return { ...read, children: [] };
      },
    });
  } catch {
    return { ok: false, why: 'broken' };
  }
  if (document === undefined) return { ok: false, why: 'broken' };
  const text = textOf(document);
  return text.length > characters ? { ok: false, why: 'large' } : { ok: true, text, remarks: remarksOf(plain.xml) };
}

/** The parts that a text is read from, in an archive of their own that is not packed, and the XML of the document itself. */
function repacked(bytes: Uint8Array): { zip: Uint8Array<ArrayBuffer>; xml: string } | 'broken' | 'large' {
  let size = 0;
  const wanted = ({ name, originalSize }: UnzipFileInfo): boolean => {
    if (!parts.test(name)) return false;
    size += originalSize;
    return size <= unpacked;
  };
  try {
    // a part is unpacked into as many bytes as it says that it has, never more
    const files = unzipSync(bytes, { filter: wanted });
    if (size > unpacked) return 'large';
    const main = Object.keys(files).find((name) => /^word\/document\d*\.xml$/u.test(name));
    if (main === undefined) return 'broken';
    const texts = Object.values(files).map((file) => new TextDecoder().decode(file));
    // no document has one, and it could define text that grows as it is read
    if (texts.some((text) => text.includes('<!DOCTYPE'))) return 'broken';
    // the parser would look for the end of a comment from each of its beginnings
    if (texts.some((text) => text.lastIndexOf('<!--') > text.lastIndexOf('-->'))) return 'broken';
    return { zip: zipSync(files, { level: 0 }), xml: new TextDecoder().decode(files[main]) };
  } catch {
    return 'broken';
  }
}

function remarksOf(xml: string): DocxRemark[] {
  const signs: [DocxRemark, RegExp][] = [
    ['changes', /<w:(?:ins|del|moveFrom|moveTo)\b/u],
    ['comments', /<w:commentReference\b/u],
    ['tables', /<w:tbl\b/u],
    ['notes', /<w:(?:footnote|endnote)Reference\b/u],
    ['pictures', /<(?:w:drawing|w:pict|w:object)\b/u],
  ];
  return signs.filter(([, sign]) => sign.test(xml)).map(([remark]) => remark);
}

/** What mammoth makes of a document, as far as it is used here. */
interface Node {
  type: string;
  children?: Node[];
  value?: string;
  styleName?: string | null;
  numbering?: { level: string | number; isOrdered: boolean } | null;
  isBold?: boolean;
}

interface Paragraph {
  text: string;
  kind: 'heading' | 'bold' | 'item' | 'plain';
  level: number;
}

const headingStyle = /^(?:heading|overskrift|title|tittel)\b/iu;
/** Tables of contents, which repeat the headings. */
const contentsStyle = /^(?:toc|innhold)/iu;

function textOf(document: Node): string {
  const all = paragraphsIn(document);
  const styled = all.some(({ kind }) => kind === 'heading');
  const lines = all.map((paragraph, i) => {
    const { kind, text, level } = paragraph;
    if (kind === 'item') return `${'  '.repeat(level)}- ${escapeText(oneLine(text))}`;
    const heads = kind === 'heading' || (kind === 'bold' && !styled && isHeading(text, all[i + 1]));
    return heads ? `## ${oneLine(text)}` : text;
  });
  return lines.join('\n\n');
}

/** A line in bold that stands over something, as people make headings who use no styles. */
function isHeading(text: string, next: Paragraph | undefined): boolean {
  return text.length <= 150 && !/[.:;,]$/u.test(text) && !text.includes('\n') && next !== undefined;
}

function paragraphsIn(node: Node): Paragraph[] {
  if (node.type === 'paragraph') return paragraphOf(node);
  if (node.type === 'tableRow') {
    const cells = (node.children ?? []).map((cell) =>
      oneLine(
        paragraphsIn(cell)
          .map(({ text }) => text)
          .join('\n'),
      ),
    );
    const text = cells.filter((cell) => cell !== '').join(' – ');
    return text === '' ? [] : [{ text, kind: 'plain', level: 0 }];
  }
  return (node.children ?? []).flatMap(paragraphsIn);
}

function paragraphOf(node: Node): Paragraph[] {
  const style = node.styleName ?? '';
  const text = wordsIn(node)
    .split('\n')
    .map((line) => line.replace(/[\t\u00a0 ]+/gu, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
  if (text === '' || contentsStyle.test(style)) return [];
  const level = Math.min(Number(node.numbering?.level ?? 0) || 0, 8);
  if (headingStyle.test(style)) return [{ text, kind: 'heading', level }];
  if (node.numbering !== null && node.numbering !== undefined) return [{ text, kind: 'item', level }];
  return [{ text, kind: isBold(node) ? 'bold' : 'plain', level }];
}

function wordsIn(node: Node): string {
  if (node.type === 'text') return node.value ?? '';
  if (node.type === 'tab') return '\t';
  if (node.type === 'break') return '\n';
  return (node.children ?? []).map(wordsIn).join('');
}

/** Whether every word of a paragraph is set in bold. */
function isBold(node: Node): boolean {
  const runs = runsIn(node).filter((run) => wordsIn(run).trim() !== '');
  return runs.length > 0 && runs.every((run) => run.isBold === true);
}

function runsIn(node: Node): Node[] {
  return node.type === 'run' ? [node] : (node.children ?? []).flatMap(runsIn);
}
