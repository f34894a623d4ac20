import { decodeProtectedHeader } from 'jose';
import { boxType } from '../../../server/rules/box-file.ts';
import { receiptType } from '../../../server/rules/receipt.ts';
import { resolutionType } from '../../../server/rules/verify-resolution.ts';

/** What a file can be here, in the order in which they are shown. */
export const kinds = ['resolution', 'anchor', 'receipt', 'evidence', 'box', 'complaint'] as const;
export type Kind = (typeof kinds)[number];

/** A file as it was added. */
export interface AddedFile {
  name: string;
  text: string;
}

/** The files that are there, at most one of a kind: the latest. */
export type AddedFiles = Partial<Record<Kind, AddedFile>>;

/** Larger than any file of Vedtak, in bytes: such a file is not read. */
const largest = 64 * 1024 * 1024;

/** What a file goes without: a box is looked at by itself, a resolution without one. */
const without: Partial<Record<Kind, readonly Kind[]>> = {
  box: ['resolution', 'receipt', 'evidence'],
  resolution: ['box'],
  receipt: ['box'],
  evidence: ['box'],
};

/** Adds files by what is in them. `strangers` are the names of those that are nothing of Vedtak's. */
export async function addFiles(
  held: AddedFiles,
  files: readonly File[],
): Promise<{ held: AddedFiles; added: Kind[]; strangers: string[] }> {
  const all = { ...held };
  const added = new Set<Kind>();
  const strangers: string[] = [];
  for (const file of files) {
    const text = file.size > largest ? '' : (await file.text()).replace(/^\u{FEFF}/u, '').trim();
    const kind = kindOf(text);
    if (kind === undefined) {
      strangers.push(file.name);
      continue;
    }
    for (const other of without[kind] ?? []) delete all[other];
    all[kind] = { name: file.name, text };
    added.add(kind);
  }
  return { held: all, added: [...added], strangers };
}

/** What a text is, by its content; undefined when it is nothing of Vedtak's. */
function kindOf(text: string): Kind | undefined {
  return text.startsWith('{') ? kindOfJson(text) : kindOfJws(text);
}

function kindOfJson(text: string): Kind | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const typ = 'typ' in value && typeof value.typ === 'string' ? value.typ : '';
  if (typ.startsWith('vedtak/evidence/')) return 'evidence';
  if (typ.startsWith('vedtak/complaint/')) return 'complaint';
  return 'kty' in value || 'keys' in value ? 'anchor' : undefined;
}

/** A JWS whose header cannot be read may be a damaged resolution: the verifier then says so. */
function kindOfJws(text: string): Kind | undefined {
  if (!/^[^\s.]+\.[^\s.]+\.[^\s.]+$/u.test(text)) return undefined;
  try {
    const { typ } = decodeProtectedHeader(text);
    if (typ === receiptType) return 'receipt';
    if (typ === boxType) return 'box';
    return typ === resolutionType ? 'resolution' : undefined;
  } catch {
    return 'resolution';
  }
}
