import { sha256 } from '@noble/hashes/sha2.js';
import * as v from 'valibot';
import type { AnyRow } from '../../db/transfer.ts';
import type { ColumnKind } from '../../db/transfer-shape.ts';
import { type TravellingTable, travelling } from '../../db/transfer-tables.ts';
import { ExportRequest } from '../api/operator.ts';
import { Slug } from '../api/setup.ts';
import { Problem } from '../problem.ts';
import { toBase64url } from '../rules/canonical.ts';
import { BranchId, Checkpoint, Hash, Text, Time, Whole } from '../rules/formats.ts';

/** The media type of an export: a JSON value a line. */
export const exportMedia = 'application/x-ndjson';

/** The first line of an export. */
export const Header = v.strictObject({
  typ: v.literal('vedtak/branch-export/1'),
  id: BranchId,
  slug: Slug,
  name: Text,
  level: Text,
  parent: v.nullable(BranchId),
  /** Names of the migrations that the tables have been through. */
  schema: v.pipe(v.array(v.pipe(Text, v.maxLength(100))), v.maxLength(1000)),
  journal: Checkpoint,
  /** The origin to which the branch moves; null for a copy of a branch that stays. */
  to: ExportRequest.entries.to,
  at: Time,
});
export type Header = v.InferOutput<typeof Header>;

/** The last line: how many rows came, and the SHA-256 of all bytes before it. */
const End = v.strictObject({ typ: v.literal('vedtak/branch-export-end/1'), rows: Whole, hash: Hash });
export type End = v.InferOutput<typeof End>;

/** A row of a travelling table. */
export interface Row {
  table: TravellingTable;
  row: AnyRow;
}

const kinds: Record<ColumnKind, v.GenericSchema<unknown, string | number | null>> = {
  text: Text,
  'text?': v.nullable(Text),
  'integer?': v.nullable(v.pipe(v.number(), v.safeInteger())),
  integer: v.pipe(v.number(), v.safeInteger()),
};

/** Every table's row, with exactly its columns. */
const rowSchemas = new Map(
  Object.entries(travelling).map(([table, { columns }]) => [
    table,
    v.strictObject(Object.fromEntries(Object.entries(columns).map(([name, kind]) => [name, kinds[kind]]))),
  ]),
);

const Line = v.strictObject({ table: v.string(), row: v.unknown() });

/** Makes the lines of an export, in their order. */
export class Lines {
  readonly #hash = sha256.create();
  #rows = 0;

  header(header: Header): Uint8Array {
    return this.#line(header);
  }

  /** Rows of one table as their lines. */
  rows(table: TravellingTable, rows: readonly AnyRow[]): Uint8Array {
    this.#rows += rows.length;
    return this.#bytes(rows.map((row) => `${JSON.stringify({ table, row })}\n`).join(''));
  }

  end(): Uint8Array {
    return endLine({ typ: 'vedtak/branch-export-end/1', rows: this.#rows, hash: toBase64url(this.#hash.digest()) });
  }

  #line(value: object): Uint8Array {
    return this.#bytes(`${JSON.stringify(value)}\n`);
  }

  #bytes(text: string): Uint8Array {
    const bytes = new TextEncoder().encode(text);
    this.#hash.update(bytes);
    return bytes;
  }
}

function endLine(end: End): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(end)}\n`);
}

/**
 * Reads an export as its bytes come: first the header, then every row, each by its schema. Ends only after a last
 * line that is exactly the one of what came before it.
 * @throws Problem export.wrong, naming the line.
 */
export async function* readExport(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Header | Row, End> {
  const hash = sha256.create();
  let end: End | undefined;
  let number = 0;
  let rows = 0;
  for await (const bytes of linesOf(chunks)) {
    number += 1;
    if (end !== undefined) throw wrongExport('something follows the last line');
    const value = parseLine(bytes, number);
    if (number === 1) yield parse(Header, value, 'line 1');
    else if (v.is(End, value)) {
      end = { typ: value.typ, rows, hash: toBase64url(hash.digest()) };
      if (!areEqual(bytes, endLine(end))) throw wrongExport('the lines are not those that the last one names');
      continue;
    } else {
      yield parseRow(value, number);
      rows += 1;
    }
    hash.update(bytes);
  }
  if (end === undefined) throw wrongExport(`the file ends after line ${number}, before its last line`);
  return end;
}

/** The refusal of an export, with what does not hold. */
export function wrongExport(detail: string): Problem {
  return new Problem('export.wrong', detail);
}

/** Bytes that no line of an export reaches. */
const longestLine = 16 * 1024 * 1024;

/** The lines of a stream, each with the line feed that ends it; what follows the last one comes without. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let begun: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, from)) {
      yield joined([...begun, chunk.subarray(from, at + 1)]);
      begun = [];
      length = 0;
      from = at + 1;
    }
    if (from === chunk.length) continue;
    begun.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > longestLine) throw wrongExport(`a line has more than ${longestLine} bytes`);
  }
  if (length > 0) yield joined(begun);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function parseLine(bytes: Uint8Array, number: number): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw wrongExport(`line ${number} is not JSON`);
  }
}

function parseRow(value: unknown, number: number): Row {
  const { table, row } = parse(Line, value, `line ${number}`);
  const schema = rowSchemas.get(table);
  if (schema === undefined) throw wrongExport(`line ${number}: there is no table ${table.slice(0, 100)}`);
  return { table: table as TravellingTable, row: parse(schema, row, `line ${number}, ${table}`) };
}

function parse<S extends v.GenericSchema>(schema: S, value: unknown, where: string): v.InferOutput<S> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw wrongExport(`${where}, ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message.slice(0, 200)}`);
}
