import { inflateSync } from 'node:zlib';

/** The objects of a PDF whose objects stand in the open, by their numbers: the dictionary, and the stream inflated. */
export function objectsIn(pdf: Uint8Array): Map<number, { dictionary: string; stream: Buffer | undefined }> {
  const text = Buffer.from(pdf).toString('latin1');
  const found = new Map<number, { dictionary: string; stream: Buffer | undefined }>();
  for (const match of text.matchAll(/\n(\d+) 0 obj\n([\s\S]*?)\nendobj/gu)) {
    const [, number = '', body = ''] = match;
    const start = body.indexOf('\nstream\n');
    const dictionary = start < 0 ? body : body.slice(0, start);
    const raw = start < 0 ? undefined : Buffer.from(body.slice(start + 8, body.lastIndexOf('\nendstream')), 'latin1');
    const stream = raw !== undefined && dictionary.includes('FlateDecode') ? inflateSync(raw) : raw;
    found.set(Number(number), { dictionary, stream });
  }
  return found;
}

/** The catalog's dictionary. */
export function catalogOf(objects: ReturnType<typeof objectsIn>): string {
  return [...objects.values()].find(({ dictionary }) => dictionary.includes('/Type /Catalog'))?.dictionary ?? '';
}

/** The number of the object that a key of a dictionary refers to. */
export const refIn = (dictionary: string, key: string): number =>
  Number(new RegExp(`/${key} \\[?(\\d+) 0 R`, 'u').exec(dictionary)?.[1] ?? Number.NaN);

/** The file that a PDF names as associated with it, as it lies inside; undefined where it names none. */
export function associatedFile(pdf: Uint8Array): Buffer | undefined {
  const objects = objectsIn(pdf);
  const file = objects.get(refIn(catalogOf(objects), 'AF'))?.dictionary ?? '';
  return objects.get(Number(/\/EF <<\s*\/F (\d+) 0 R/u.exec(file)?.[1]))?.stream;
}
