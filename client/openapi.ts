import * as v from 'valibot';
import { Role } from '../server/api/session.ts';
import { localProblem, type Result } from './problem.ts';

/** One or several types in a body, by media type. */
const Content = v.record(v.string(), v.looseObject({ schema: v.optional(v.unknown()) }));

const Operation = v.looseObject({
  operationId: v.optional(v.string()),
  summary: v.optional(v.string(), ''),
  'x-access': v.optional(v.union([v.picklist(['anyone', 'screen', 'member', 'operator']), v.array(Role)]), 'anyone'),
  'x-scope': v.optional(v.string()),
  requestBody: v.optional(v.looseObject({ content: Content })),
  responses: v.record(v.string(), v.looseObject({ description: v.string(), content: v.optional(Content, {}) })),
});

/** One address with one method. */
export type Operation = v.InferOutput<typeof Operation> & { method: string; path: string };

/** The parts of an OpenAPI 3.1 document that the API page shows. */
const OpenApiDocument = v.looseObject({
  paths: v.record(v.string(), v.record(v.string(), Operation)),
  webhooks: v.record(v.string(), v.record(v.string(), v.looseObject({ summary: v.string() }))),
});

/** An event that is sent to programs: its name, and what has happened. */
export interface SentEvent {
  name: string;
  summary: string;
}

/** What the server itself says of its API: its operations and events, in its order. */
export async function fetchApi(): Promise<Result<{ operations: Operation[]; events: SentEvent[] }>> {
  try {
    const answer = await fetch('/openapi.json');
    const parsed = v.safeParse(OpenApiDocument, await answer.json());
    if (!parsed.success) return localProblem('answer', v.summarize(parsed.issues));
    const operations = Object.entries(parsed.output.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({
        ...operation,
        method: method.toUpperCase(),
        path,
      })),
    );
    const events = Object.entries(parsed.output.webhooks).map(([name, { post }]) => ({
      name,
      summary: post?.summary ?? '',
    }));
    return { ok: true, value: { operations, events } };
  } catch (error) {
    return localProblem('network', String(error));
  }
}
