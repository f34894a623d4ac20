import * as v from 'valibot';
import { Role } from '../server/api/session.ts';
import { localProblem, type Result } from './problem.ts';

/** The parts of an OpenAPI 3.1 document that the API page shows. */
const OpenApiDocument = v.looseObject({
  paths: v.record(
    v.string(),
    v.record(
      v.string(),
      v.looseObject({
        summary: v.optional(v.string(), ''),
        'x-access': v.optional(v.union([v.picklist(['anyone', 'member', 'operator']), v.array(Role)]), 'anyone'),
        requestBody: v.optional(v.unknown()),
        responses: v.unknown(),
      }),
    ),
  ),
});
export type OpenApi = v.InferOutput<typeof OpenApiDocument>;

/** The server's own description of its API. */
export async function openApi(): Promise<Result<OpenApi>> {
  try {
    const answer = await fetch('/openapi.json');
    const parsed = v.safeParse(OpenApiDocument, await answer.json());
    return parsed.success ? { ok: true, value: parsed.output } : localProblem('answer', v.summarize(parsed.issues));
  } catch (error) {
    return localProblem('network', String(error));
  }
}
