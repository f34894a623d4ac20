import { always, problemsOf, slug } from './openapi-parts.ts';

/** How an address of the federation says no (OpenID Federation 1.0, section 8.9). */
const refusal = {
  'application/json': {
    schema: {
      type: 'object',
      required: ['error', 'error_description'],
      properties: { error: { type: 'string' }, error_description: { type: 'string' } },
    },
  },
};

/** An address at which a branch speaks as an entity of the federation. @param refused statuses with which it may say no. */
function address(summary: string, media: string, parameters: object[], schema: object, refused: number[] = []): object {
  const problems = problemsOf(always) as Record<string, { description: string; content: object }>;
  const refusals = refused.map((status) => {
    const problem = problems[String(status)];
    const description = problem?.description ?? 'The request is not one that is answered';
    return [status, { description, content: { ...problem?.content, ...refusal } }];
  });
  return {
    get: {
      summary,
      'x-access': 'anyone',
      parameters: [slug, ...parameters],
      responses: {
        200: { description: 'What the branch says', content: { [media]: { schema } } },
        ...problems,
        ...Object.fromEntries(refusals),
      },
    },
  };
}

const text = { type: 'string' };

/** What a branch says as an entity of the federation, below its id. */
export const federationPaths: Record<string, object> = {
  '/lag/{slug}/.well-known/openid-federation': address(
    "The branch's entity configuration (OpenID Federation 1.0, section 9)",
    'application/entity-statement+jwt',
    [],
    text,
  ),
  '/lag/{slug}/federation/fetch': address(
    "The branch's statement about one of its branches (section 8.1)",
    'application/entity-statement+jwt',
    [{ name: 'sub', in: 'query', required: true, schema: text }],
    text,
    [400, 404],
  ),
  '/lag/{slug}/federation/list': address(
    'The ids of the branches for which it vouches (section 8.2); it is not filtered',
    'application/json',
    [],
    { type: 'array', items: text },
    [400],
  ),
  '/lag/{slug}/federation/keys': address(
    'The keys that the branch had before, signed with the one that it has (section 8.7)',
    'application/jwk-set+jwt',
    [],
    text,
  ),
};
