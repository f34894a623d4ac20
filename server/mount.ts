import type { Context, Hono } from 'hono';
import * as v from 'valibot';
import { gatheringAround } from '../db/attendance.ts';
import type { Reader, Writer } from '../db/engine.ts';
import { currentMeeting, findMeeting, type MeetingRow, rolesIn } from '../db/meetings.ts';
import { findMember, type MemberRow } from '../db/members.ts';
import { sessionMember } from '../db/sessions.ts';
import type { Endpoint, Role, Scope } from './api/endpoint.ts';
import { type BodyOf, type EndpointName, endpoints, type QueryOf, type ResponseOf } from './api/endpoints.ts';
import type { Branch } from './branch.ts';
import { timeOf } from './branch.ts';
import { gateFor } from './gate.ts';
import { Problem } from './problem.ts';
import { bearerOf, mustReach } from './read-tokens.ts';
import { roleOf } from './rules/standing.ts';
import { sessionHash } from './session.ts';

/** Who asks, as the branch knows them. */
export interface Asker {
  member: MemberRow;
  roles: Role[];
}

/** One request to an endpoint, parsed. `at` is the branch's time at its start. */
export interface Request<N extends EndpointName> {
  branch: Branch;
  context: Context;
  body: BodyOf<N>;
  query: QueryOf<N>;
  parameter(name: string): string;
  at: string;
}

/** Who is signed in, with the roles in the meeting that the address names, else in the current one; undefined for nobody. */
export async function findAsker(reader: Reader, branch: Branch, context: Context): Promise<Asker | undefined> {
  const hash = sessionHash(branch, context);
  const id = hash === undefined ? undefined : await sessionMember(reader, hash, timeOf(branch));
  const member = id === undefined ? undefined : await findMember(reader, id);
  if (member === undefined) return undefined;
  const named = context.req.param('meeting');
  const meeting = named === undefined ? undefined : await findMeeting(reader, named);
  return { member, roles: await rolesOf(reader, member, meeting ?? (await currentMeeting(reader))) };
}

/**
 * A member's roles: leader of the branch, what the meeting gave, and the one thing that everybody is in the meeting. A
 * substitute is a delegate while they have the vote of the one whose place they took.
 */
export async function rolesOf(reader: Reader, member: MemberRow, meeting: MeetingRow | undefined): Promise<Role[]> {
  const roles: Role[] = member.leader === 1 ? ['leader'] : [];
  if (meeting === undefined) return roles;
  const given = (await rolesIn(reader, meeting.id)).filter((row) => row.member === member.id);
  const gathering = await gatheringAround(reader, meeting.id, member.id);
  return [...roles, ...given.map(({ role }) => role), roleOf(gathering, member.id)];
}

/** Refuses a token where only a person may come. @throws Problem reading.token or reading.scope. */
async function refuseToken(reader: Reader, branch: Branch, context: Context): Promise<void> {
  const bearer = bearerOf(context);
  if (bearer !== undefined) await mustReach(reader, branch, bearer, undefined);
}

/** The id of whoever is signed in. @throws Problem session.missing; reading.token or reading.scope where a token came. */
export async function memberIn(reader: Reader, branch: Branch, context: Context): Promise<string> {
  await refuseToken(reader, branch, context);
  const hash = sessionHash(branch, context);
  const id = hash === undefined ? undefined : await sessionMember(reader, hash, timeOf(branch));
  if (id === undefined) throw new Problem('session.missing', 'the request carries no session of this branch');
  return id;
}

/**
 * Whether a token reads an endpoint in the place of a person. Where anyone may ask, one that reaches no further is passed over.
 * @throws Problem reading.token or reading.scope.
 */
async function isReadByToken(reader: Reader, branch: Branch, context: Context, name: EndpointName): Promise<boolean> {
  const { access, scope }: Endpoint = endpoints[name];
  const bearer = bearerOf(context);
  if (bearer === undefined || (scope === undefined && (access === 'anyone' || access === 'screen'))) return false;
  await mustReach(reader, branch, bearer, scope);
  return true;
}

/** Lets in whoever is signed in to the branch, or a token with a scope. @throws Problem session.missing, reading.token or reading.scope. */
export async function mayRead(reader: Reader, branch: Branch, context: Context, scope: Scope): Promise<void> {
  const bearer = bearerOf(context);
  if (bearer === undefined) await memberIn(reader, branch, context);
  else await mustReach(reader, branch, bearer, scope);
}

/**
 * The asker, when the endpoint's access lets them in. A token is nobody.
 * @throws Problem session.missing or role.missing; reading.token or reading.scope where a token came.
 */
export async function admit(reader: Reader, branch: Branch, context: Context, name: EndpointName): Promise<Asker> {
  const { access }: Endpoint = endpoints[name];
  await refuseToken(reader, branch, context);
  const asker = await findAsker(reader, branch, context);
  if (asker === undefined) throw new Problem('session.missing', 'the request carries no session of this branch');
  if (typeof access === 'object' && !asker.roles.some((role) => access.includes(role))) {
    throw new Problem('role.missing', `this takes one of the roles ${access.join(', ')}`, { roles: access });
  }
  return asker;
}

/**
 * Reads and parses a request's JSON body by the endpoint's schema.
 * @throws Problem request.media_type, request.malformed or request.invalid (with a list of fields).
 */
export async function parseBody<N extends EndpointName>(context: Context, name: N): Promise<BodyOf<N>> {
  const { body: schema }: Endpoint = endpoints[name];
  return (schema === undefined ? undefined : await parseBodyBy(context, schema)) as BodyOf<N>;
}

/**
 * Reads what stands behind the `?` by the endpoint's schema.
 * @throws Problem request.invalid (with a list of fields).
 */
function parseQuery<N extends EndpointName>(context: Context, name: N): QueryOf<N> {
  const { query: schema }: Endpoint = endpoints[name];
  return (schema === undefined ? undefined : mustParse(schema, context.req.query())) as QueryOf<N>;
}

/** Reads and parses a request's JSON body by a schema. */
export async function parseBodyBy<S extends v.GenericSchema>(context: Context, schema: S): Promise<v.InferOutput<S>> {
  const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Problem('request.media_type', 'the body must be application/json');
  return mustParse(schema, readJson(await context.req.arrayBuffer()));
}

function mustParse<S extends v.GenericSchema>(schema: S, found: unknown): v.InferOutput<S> {
  const parsed = v.safeParse(schema, found);
  if (parsed.success) return parsed.output;
  const fields = parsed.issues
    .slice(0, 20)
    .map((issue) => ({ path: short(v.getDotPath(issue) ?? ''), message: short(issue.message) }));
  const first = fields[0];
  throw new Problem('request.invalid', `${first?.path || 'the body'}: ${first?.message ?? 'wrong'}`, { fields });
}

/**
 * JSON in UTF-8 (RFC 8259), in which every text is one that Unicode allows: an escape can name half of a pair, which
 * could be neither signed nor hashed.
 * @throws Problem request.malformed.
 */
function readJson(bytes: ArrayBuffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const json: unknown = JSON.parse(text);
    // JSON.stringify escapes a lone half and nothing else of that range
    if (!/\\ud[89a-f]/iu.test(text) || !/(?<!\\)(?:\\\\)*\\ud[89a-f]/u.test(JSON.stringify(json))) return json;
  } catch {
    throw new Problem('request.malformed', 'the body is not JSON in UTF-8');
  }
  throw new Problem('request.malformed', 'a text in the body is not well-formed Unicode');
}

/** A schema's message quotes what it found, which may be as long as the body. */
function short(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** A branch's routes: the Hono application of one branch, and the ways to answer an endpoint. */
export interface Routes {
  branch: Branch;
  app: Hono;
}

/**
 * Answers an endpoint from what is committed. The asker is there when somebody is signed in, and must be unless anyone may
 * ask or a token reads in their place.
 */
export function query<N extends EndpointName>(
  { app, branch }: Routes,
  name: N,
  answer: (reader: Reader, request: Request<N>, asker: Asker | undefined, byToken: boolean) => Promise<ResponseOf<N>>,
): void {
  on(app, branch, name, (request) =>
    branch.engine.read(async (reader) => {
      const byToken = await isReadByToken(reader, branch, request.context, name);
      return answer(reader, request, byToken ? undefined : await askerFor(reader, request, name), byToken);
    }),
  );
}

/** Answers an endpoint by one command: who asks, whether they may, and all that is written stand in one transaction. */
export function command<N extends EndpointName>(
  { app, branch }: Routes,
  name: N,
  run: (writer: Writer, request: Request<N>, asker: Asker | undefined) => Promise<ResponseOf<N>>,
): void {
  on(app, branch, name, (request) =>
    branch.engine.transact(async (writer) => run(writer, request, await askerFor(writer, request, name))),
  );
}

/**
 * Answers an endpoint by steps of its own, for what must not hold up the branch while it is computed.
 * @param atOnce how many are answered at the same time; the others wait their turn.
 */
export function steps<N extends EndpointName>(
  { app, branch }: Routes,
  name: N,
  run: (request: Request<N>) => Promise<ResponseOf<N>>,
  atOnce = Number.POSITIVE_INFINITY,
): void {
  const gate = gateFor(atOnce);
  on(app, branch, name, (request) => gate(() => run(request)));
}

async function askerFor<N extends EndpointName>(
  reader: Reader,
  { branch, context }: Request<N>,
  name: N,
): Promise<Asker | undefined> {
  const { access }: Endpoint = endpoints[name];
  return access === 'anyone' || access === 'screen'
    ? findAsker(reader, branch, context)
    : admit(reader, branch, context, name);
}

function on<N extends EndpointName>(
  app: Hono,
  branch: Branch,
  name: N,
  answer: (request: Request<N>) => Promise<ResponseOf<N>>,
): void {
  const { method, path }: Endpoint = endpoints[name];
  app.on(method, path, async (context) => {
    const body = await parseBody(context, name);
    const query = parseQuery(context, name);
    const parameter = (key: string): string => context.req.param(key) ?? '';
    const value = await answer({ branch, context, body, query, parameter, at: timeOf(branch) });
    context.header('cache-control', 'no-store');
    return context.json(value as object);
  });
}
