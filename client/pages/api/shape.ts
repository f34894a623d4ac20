import { Slug } from '../../../server/api/setup.ts';
import { Base64url, Hash, Text, Time } from '../../../server/rules/formats.ts';
import { ProposalContent } from '../../../server/rules/proposal.ts';

/** The parts of JSON Schema (2020-12) that the API's schemas use. */
interface Schema {
  $ref?: string;
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  allOf?: readonly Schema[];
  type?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  format?: string;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  prefixItems?: readonly Schema[];
  minItems?: number;
  maxItems?: number;
}

/** Strings that have a name here, by the pattern of their schema. */
const named: ReadonlyMap<string, string> = new Map([
  [Hash.pipe[1].requirement.source, 'hash'],
  [Time.pipe[1].requirement.source, 'time'],
  [Base64url.pipe[1].requirement.source, 'base64url'],
  [Text.pipe[1].requirement.source, 'text'],
  [ProposalContent.entries.title.pipe[2].requirement.source, 'line'],
  [Slug.pipe[1].requirement.source, 'slug'],
]);

/** A JSON schema as people read a type: `{ ballot: hash, marks: { [key]: "for" | "against" | "blank" } }`, over lines. */
export function shapeOf(schema: unknown, indent = ''): string {
  return typeof schema === 'object' && schema !== null ? shape(schema, indent) : 'anything';
}

function shape(schema: Schema, indent: string): string {
  if (schema.$ref !== undefined) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return [...new Set(either.map((one) => shape(one, indent)))].join(' | ');
  if (schema.allOf !== undefined) return schema.allOf.map((one) => shape(one, indent)).join(' & ');
  switch (schema.type) {
    case 'object':
      return objectShape(schema, indent);
    case 'array':
      return arrayShape(schema, indent);
    case 'string':
      return stringShape(schema);
    case 'integer':
    case 'number':
      return numberShape(schema);
    default:
      return schema.type ?? 'anything';
  }
}

function objectShape({ properties = {}, required = [], additionalProperties }: Schema, indent: string): string {
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(
    ([key, value]) => `${inner}${key}${required.includes(key) ? '' : '?'}: ${shape(value, inner)}`,
  );
  if (typeof additionalProperties === 'object') lines.push(`${inner}[key]: ${shape(additionalProperties, inner)}`);
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
}

function arrayShape({ items, prefixItems, minItems, maxItems }: Schema, indent: string): string {
  if (prefixItems !== undefined) return `[${prefixItems.map((one) => shape(one, indent)).join(', ')}]`;
  const item = items === undefined ? 'anything' : shape(items, indent);
  const either = items?.anyOf ?? items?.oneOf ?? items?.enum ?? [];
  return `${either.length > 1 ? `(${item})` : item}[]${range(minItems, maxItems)}`;
}

function stringShape({ pattern, format, minLength, maxLength }: Schema): string {
  const name = pattern === undefined ? 'string' : (named.get(pattern) ?? `string /${pattern}/`);
  if (name === 'hash' || name === 'base64url') return name;
  return `${format === 'uri' ? 'URL' : name}${range(minLength, maxLength)}`;
}

function numberShape({ type, minimum, maximum }: Schema): string {
  return `${type}${range(minimum, maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum)}`;
}

/** Bounds as `(1–256)`, `(at least 1)`, `(at most 256)`; nothing where there are none. */
function range(least: number | undefined, most: number | undefined): string {
  if (least === undefined) return most === undefined ? '' : ` (at most ${most})`;
  if (most === undefined) return ` (at least ${least})`;
  return least === most ? ` (${least})` : ` (${least}–${most})`;
}
