import type * as v from 'valibot';
import type { Endpoint } from './api/endpoint.ts';
import { endpoints } from './api/endpoints.ts';
import { Arrived, ExportRequest } from './api/operator.ts';
import { filePaths } from './openapi-files.ts';
import { always, inPath, problemsOf, schemaOf, slug } from './openapi-parts.ts';
import { documentPaths, securityOf, securitySchemes, webhookBody, webhooks } from './openapi-programs.ts';
import { type RefusalCode, refusals } from './rules/refusals.ts';

const withBody: readonly RefusalCode[] = [
  'request.malformed',
  'request.invalid',
  'request.too_large',
  'request.media_type',
  'request.cross_site',
];

/** Refusals of a request that carries a token. */
const tokenRefusals = ['reading.token', 'reading.scope'] as const;

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
    paths: { ...paths, ...filePaths, ...documentPaths, ...operatorPaths },
    webhooks,
    components: {
      schemas: { Problem: problemSchema, WebhookBody: webhookBody },
      securitySchemes: {
        ...securitySchemes,
        operator: { type: 'http', scheme: 'bearer', description: operatorScheme },
      },
    },
  };
}

function operation(
  operationId: string,
  { method, path, summary, access, scope, query, body, response, refusals: own }: Endpoint,
): object {
  const codes = [
    ...new Set<RefusalCode>([
      ...own,
      ...(access === 'anyone' ? [] : (['session.missing'] as const)),
      ...(typeof access === 'object' ? (['role.missing'] as const) : []),
      ...(scope !== undefined || (access !== 'anyone' && access !== 'screen') ? tokenRefusals : []),
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
    ...(scope === undefined ? {} : { 'x-scope': scope }),
    ...securityOf(access, scope),
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
