import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import type { Endpoint } from './api/endpoint.ts';
import { endpoints } from './api/endpoints.ts';
import { Arrived, ExportRequest } from './api/operator.ts';
import { type RefusalCode, refusals } from './rules/refusals.ts';

/** Refusals that any endpoint may give. */
const always: readonly RefusalCode[] = ['not_found', 'internal'];
const withBody: readonly RefusalCode[] = [
  'request.malformed',
  'request.invalid',
  'request.too_large',
  'request.media_type',
  'request.cross_site',
];

/** The OpenAPI 3.1 document of the server at `url`, made from the schemas that the endpoints are parsed with. */
export function openApiDocument(url: string): { paths: Record<string, object>; [member: string]: unknown } {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, endpoint] of Object.entries(endpoints) as [string, Endpoint][]) {
    const path = endpoint.path.replace(/:([a-z]+)/gu, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(name, endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Vedtak',
      version: '1',
      description:
        'Ballots of party branches and their signed resolutions. Statements and files: server/rules/FORMATS.md.',
    },
    servers: [{ url }],
    paths: { ...paths, ...filePaths, ...operatorPaths },
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: { operator: { type: 'http', scheme: 'bearer', description: operatorScheme } },
    },
  };
}

function operation(
  operationId: string,
  { method, path, summary, access, query, body, response, refusals: own }: Endpoint,
): object {
  const codes = [
    ...new Set<RefusalCode>([
      ...own,
      ...(access === 'anyone' ? [] : (['session.missing'] as const)),
      ...(typeof access === 'object' ? (['role.missing'] as const) : []),
      ...(method !== 'GET' && path.startsWith('/lag/') ? (['branch.moved'] as const) : []),
      ...(query === undefined ? [] : (['request.invalid'] as const)),
      ...(body === undefined ? [] : withBody),
      ...always,
    ]),
  ];
  return {
    operationId,
    summary,
    'x-access': access,
    ...parametersOf(path, query),
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } }),
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: schemaOf(response, 'output') } } },
      ...problemsOf(codes),
    },
  };
}

function parametersOf(path: string, query: Endpoint['query']): object {
  const named = [...path.matchAll(/:([a-z]+)/gu)].map(([, name]) => inPath(name ?? ''));
  const asked = Object.entries(query?.entries ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    schema: schemaOf(schema as v.GenericSchema, 'input'),
  }));
  const parameters = [...named, ...asked];
  return parameters.length === 0 ? {} : { parameters };
}

/** Refusals by status; several of one status stand in one answer, told apart by their code. */
function problemsOf(codes: readonly RefusalCode[]): Record<string, object> {
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

function schemaOf(schema: v.GenericSchema, typeMode: 'input' | 'output'): object {
  const { $schema: _, ...json } = toJsonSchema(schema, { typeMode, errorMode: 'ignore', target: 'draft-2020-12' });
  return json;
}

const problemSchema = {
  description: 'Problem details (RFC 9457)',
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string', description: 'A place in the API page that explains the code' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What was expected and what was found, in English' },
    code: { type: 'string', enum: Object.keys(refusals) },
    data: { type: 'object', description: 'The same for programs' },
  },
};

const slug = { name: 'slug', in: 'path', required: true, schema: { type: 'string' } };

function file(summary: string, media: string, parameters: object[], schema: object = { type: 'string' }): object {
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

function inPath(name: string): object {
  return { name, in: 'path', required: true, schema: { type: 'string' } };
}

/** A file that only the branch's members get. */
function memberFile(summary: string, media: string): object {
  return {
    get: {
      summary,
      'x-access': 'member',
      parameters: [slug, inPath('meeting')],
      responses: {
        200: { description: 'The file', content: { [media]: { schema: { type: 'string' } } } },
        ...problemsOf(['session.missing', ...always]),
      },
    },
  };
}

/** Addresses that speak signed files and streams instead of JSON. */
const filePaths: Record<string, object> = {
  '/lag/{slug}/api/events': file(
    'Journal entries as server-sent events; the id is the entry’s index. `Last-Event-ID` or `?after=` says where to go on',
    'text/event-stream',
    [
      slug,
      { name: 'after', in: 'query', schema: { type: 'integer' } },
      {
        name: 'screen',
        in: 'query',
        description: 'As a big screen, by its cookie: index and type of each entry',
        allowEmptyValue: true,
        schema: { type: 'string' },
      },
    ],
  ),
  '/lag/{slug}/resolutions/{number}.jws': file('A signed resolution', 'application/jose', [slug, inPath('number')]),
  '/lag/{slug}/resolutions/{number}/receipt.jws': file("The parent's receipt for a resolution", 'application/jose', [
    slug,
    inPath('number'),
  ]),
  '/lag/{slug}/moter/{meeting}/protokoll.md': memberFile('The drafted or signed minutes of a meeting', 'text/markdown'),
  '/lag/{slug}/moter/{meeting}/protokoll.jws': memberFile('The signed minutes of a meeting', 'application/jose'),
  '/lag/{slug}/collection/{hash}.jws': file('A received resolution, unchanged', 'application/jose', [
    slug,
    inPath('hash'),
  ]),
  '/lag/{slug}/jwks.json': file("The branch's public key (RFC 7517, section 5)", 'application/jwk-set+json', [slug], {
    type: 'object',
    required: ['keys'],
    properties: { keys: { type: 'array', items: { type: 'object' } } },
  }),
  '/lag/{slug}/.well-known/openid-federation': file(
    "The branch's entity configuration (OpenID Federation 1.0)",
    'application/entity-statement+jwt',
    [slug],
  ),
  '/lag/{slug}/federation/fetch': file(
    "The branch's statement about one of its branches",
    'application/entity-statement+jwt',
    [slug, { name: 'sub', in: 'query', required: true, schema: { type: 'string' } }],
  ),
  '/lag/{slug}/inbox': {
    post: {
      summary: 'Deliver a signed resolution; the answer is a signed receipt, the same one each time',
      'x-access': 'anyone',
      parameters: [slug],
      requestBody: { required: true, content: { 'application/jose': { schema: { type: 'string' } } } },
      responses: {
        200: { description: 'It was held already', content: { 'application/jose': { schema: { type: 'string' } } } },
        201: {
          description: 'It is verified and stored',
          content: { 'application/jose': { schema: { type: 'string' } } },
        },
        ...problemsOf([
          'branch.moved',
          'request.media_type',
          'file.format',
          'file.fields',
          'file.signature',
          'file.sums',
          'trust.missing',
          'trust.chain',
          'trust.anchor',
          'trust.time',
          'trust.child',
          'attestation.people',
          'attestation.wrong',
          'sequence.gap',
          'sequence.fork',
          'time.future',
        ]),
      },
    },
  },
};

const operatorScheme =
  'HKDF-SHA256 of the secret of the server, no salt, info vedtak/operator/1, 32 bytes as base64url without padding';

const exported = { 'application/x-ndjson': { schema: { type: 'string' } } };

function operatorPath(
  summary: string,
  body: object | undefined,
  answer: object,
  codes: readonly RefusalCode[],
): object {
  return {
    post: {
      summary,
      'x-access': 'operator',
      security: [{ operator: [] }],
      parameters: [slug],
      ...(body === undefined ? {} : { requestBody: { required: true, content: body } }),
      responses: {
        200: { description: 'Done', content: answer },
        ...problemsOf(['operator.token', ...codes, ...always]),
      },
    },
  };
}

function json(schema: v.GenericSchema, mode: 'input' | 'output'): object {
  return { 'application/json': { schema: schemaOf(schema, mode) } };
}

/** Addresses that move a branch between servers: see FORMATS.md for the file. */
const operatorPaths: Record<string, object> = {
  '/api/operator/branches/{slug}/export': operatorPath(
    'Read a whole branch; with a destination it takes no more commands from then on',
    json(ExportRequest, 'input'),
    exported,
    withBody,
  ),
  '/api/operator/branches/{slug}/stay': operatorPath(
    'Let a branch go on whose move failed',
    undefined,
    { 'application/json': { schema: { type: 'object' } } },
    [],
  ),
  '/api/operator/branches/{slug}/remove': operatorPath(
    'Remove what a branch left behind when it moved',
    undefined,
    { 'application/json': { schema: { type: 'object' } } },
    ['branch.here'],
  ),
  '/api/operator/branches/{slug}/import': operatorPath(
    'Take a whole branch in, verified; nothing is kept of one that does not hold. The body may be gzip',
    exported,
    json(Arrived, 'output'),
    ['request.media_type', 'request.too_large', 'branch.taken', 'export.wrong', 'export.secret'],
  ),
};
