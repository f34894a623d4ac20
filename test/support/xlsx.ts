import { unzipSync } from 'fflate';

/** A cell of a workbook as it is read: its text or number, and whether it is a formula. */
export interface ReadCell {
  value: string | number;
  formula: boolean;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+));/gu, (_, code: string | undefined, name: string) =>
    code === undefined ? (entities[name] ?? '') : String.fromCodePoint(Number(code)),
  );
}

/** The sheets of a workbook (ECMA-376) by their names, each a map of its cells by their references: `A1`. */
export function readWorkbook(bytes: Uint8Array): Map<string, Map<string, ReadCell>> {
  const files = unzipSync(bytes);
  const text = (name: string): string => new TextDecoder().decode(files[name] ?? new Uint8Array());
  const shared = [...text('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gsu)].map(([, item = '']) =>
    [...item.matchAll(/<t[^>]*>(.*?)<\/t>/gsu)].map(([, words = '']) => unescaped(words)).join(''),
  );
  const targets = new Map(
    [...text('xl/_rels/workbook.xml.rels').matchAll(/<Relationship [^>]*>/gu)].map(([tag]) => [
      /\bId="([^"]*)"/u.exec(tag)?.[1],
      /\bTarget="([^"]*)"/u.exec(tag)?.[1],
    ]),
  );
  const sheets = [...text('xl/workbook.xml').matchAll(/<sheet [^>]*>/gu)].map(([tag]) => {
    const target = targets.get(/\br:id="([^"]*)"/u.exec(tag)?.[1]);
    const name = unescaped(/\bname="([^"]*)"/u.exec(tag)?.[1] ?? '');
    return [name, cellsIn(text(`xl/${target}`), shared)] as const;
  });
  return new Map(sheets);
}

function cellsIn(xml: string, shared: readonly string[]): Map<string, ReadCell> {
  const cells = new Map<string, ReadCell>();
  for (const [, attributes = '', content = ''] of xml.matchAll(/<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gsu)) {
    const type = /\bt="([^"]*)"/u.exec(attributes)?.[1];
    const value = /<v>(.*?)<\/v>/su.exec(content)?.[1];
    const inline = /<is>.*?<t[^>]*>(.*?)<\/t>/su.exec(content)?.[1];
    if (value === undefined && inline === undefined) continue;
    const read =
      type === 's' ? (shared[Number(value)] ?? '') : inline !== undefined ? unescaped(inline) : Number(value);
    cells.set(/\br="([^"]*)"/u.exec(attributes)?.[1] ?? '', { value: read, formula: content.includes('<f>') });
  }
  return cells;
}
