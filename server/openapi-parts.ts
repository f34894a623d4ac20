import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import type { Scope } from './api/endpoint.ts';
import { type RefusalCode, refusals } from './rules/refusals.ts';

/** Refusals that any endpoint may give. */
export const always: readonly RefusalCode[] = ['not_found', 'internal'];

/** Refusals by status; several of one status stand in one answer, told apart by their code. */
export function problemsOf(codes: readonly RefusalCode[]): Record<string, object> {
  const byStatus: Record<string, RefusalCode[]> = {};
  for (const code of codes) {
    const status = String(refusals[code][0]);
    byStatus[status] = [...(byStatus[status] ?? []), code];
  }
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, list]) => [
      status,
      {
        description: list.map((code) => `${code}: ${refusals[code][1]}`).join('. '),
        content: {
          'application/problem+json': {
            schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: list } } }] },
          },
        },
      },
    ]),
  );
}

/** A schema as JSON Schema. */
export function schemaOf(schema: v.GenericSchema, typeMode: 'input' | 'output'): object {
  const { $schema: _, ...json } = toJsonSchema(schema, { typeMode, errorMode: 'ignore', target: 'draft-2020-12' });
  return json;
}

/** The parameter that names the branch. */
export const slug = { name: 'slug', in: 'path', required: true, schema: { type: 'string' } };

/** An address that anybody may read a file at. */
export function file(
  summary: string,
  media: string,
  parameters: object[],
  schema: object = { type: 'string' },
): object {
  return {
    get: {
      summary,
      'x-access': 'anyone',
      parameters,
      responses: {
        200: { description: 'The file', content: { [media]: { schema } } },
        ...problemsOf(always),
      },
    },
  };
}

/** A parameter in the path. */
export function inPath(name: string): object {
  return { name, in: 'path', required: true, schema: { type: 'string' } };
}

/** A file that only the branch's members get, and tokens with a scope. */
export function memberFile(summary: string, media: string, scope: Scope): object {
  return {
    get: {
      summary,
      'x-access': 'member',
      'x-scope': scope,
      security: [{ session: [] }, { token: [scope] }],
      parameters: [slug, inPath('meeting')],
      responses: {
        200: { description: 'The file', content: { [media]: { schema: { type: 'string' } } } },
        ...problemsOf(['session.missing', 'reading.token', 'reading.scope', ...always]),
      },
    },
  };
}
