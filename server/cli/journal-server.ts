import * as v from 'valibot';
import { type EndpointName, endpoints, pathOf, type ResponseOf } from '../api/endpoints.ts';
import { textWithin } from '../egress.ts';
import { type HeldCheckpoints, heldDetail, type JournalReport } from '../journal-check.ts';
import { thumbprintOf } from '../rules/fingerprint.ts';
import type { Checkpoint } from '../rules/formats.ts';
import { type CheckpointStatement, verifyCheckpoint, verifyConsistency, verifySeen } from '../rules/journal-proof.ts';
import { isSignedBy, jwsHeader, openJws, PublicJwk, parseJson, parseText, parseValue } from '../rules/jws.ts';
import { type Checked, pass, refuse } from '../rules/refusals.ts';
import { climb } from '../rules/report.ts';
import { problemOf, reasonOf, Unreachable } from './operator.ts';

/** Milliseconds to wait for an answer, and the most bytes of one. */
const patience = 20_000;
const longestAnswer = 1024 * 1024;

/** A report on a journal, with the branch's signed checkpoint (JWS) of what it holds now. */
export interface ServerReport extends JournalReport {
  jws?: string;
}

type SignedReport = 'entries' | 'seen' | 'checkpoint';
const Keys = v.object({ keys: v.pipe(v.array(PublicJwk), v.maxLength(1000)) });

/**
 * Verifies what a branch says of its journal at its own address against checkpoints that whoever verifies holds: the branch
 * must prove that its journal now is each of them with entries added. Its entries are not read.
 * @param branch the branch's id.
 * @throws Unreachable when nobody answers there as a branch does.
 */
export async function verifyJournalAt(branch: string, held: HeldCheckpoints): Promise<ServerReport> {
  const asked = askerAt(branch);
  const keys = await keysOf(branch, asked);
  const by = { branch, keys };
  let jws: string | undefined;
  let now: Checkpoint | undefined;
  const signedAt = async (size?: number): Promise<{ text: string; checked: Checked<CheckpointStatement> }> => {
    const parameters: Record<string, string> = size === undefined ? {} : { size: String(size) };
    const text = (await asked.call('journalCheckpoint', parameters)).checkpoint;
    return { text, checked: await verifyCheckpoint(text, by) };
  };
  const grew = async (earlier: Checkpoint, later: Checkpoint): Promise<Checked<unknown>> => {
    if (earlier.size > later.size)
      return refuse('journal.checkpoint', `of ${earlier.size} entries, the journal has ${later.size}`);
    const { path } = await asked.call('journalConsistency', { from: String(earlier.size), to: String(later.size) });
    return verifyConsistency(earlier, later, path);
  };
  const report = await climb<SignedReport>(async (step) => {
    const { text, checked } = await signedAt();
    const journal = await step('entries', checked, ({ size, at }) => `${size}, signed by the branch at ${at}`);
    jws = text;
    now = { size: journal.size, root: journal.root };
    const current = now;
    for (const one of held.seen) {
      const judge = async (): Promise<Checked<Checkpoint>> => {
        if (one.size > current.size)
          return refuse('journal.checkpoint', `seen were ${one.size} entries, the journal has ${current.size}`);
        const { checked: then } = await signedAt(one.size);
        if (!then.ok) return then;
        const { size, root } = then.value;
        const words = verifySeen(one, { size, root });
        if (!words.ok) return words;
        const grown = await grew({ size, root }, current);
        return grown.ok ? words : grown;
      };
      await step('seen', judge(), ({ size }) => `the journal of ${size} entries has these words, and only grew since`);
    }
    for (const file of held.signed) {
      const judge = async (): Promise<Checked<CheckpointStatement>> => {
        const then = await verifyCheckpoint(file, by);
        if (!then.ok) return then;
        const grown = await grew({ size: then.value.size, root: then.value.root }, current);
        return grown.ok ? then : grown;
      };
      await step('checkpoint', judge(), heldDetail);
    }
  });
  return { ...report, ...(now === undefined ? {} : { now }), ...(jws === undefined ? {} : { jws }) };
}

/** The way to one branch's public addresses. */
interface Asked {
  call<N extends EndpointName>(name: N, parameters: Readonly<Record<string, string>>): Promise<ResponseOf<N>>;
  text(path: string): Promise<string>;
}

function askerAt(branch: string): Asked {
  const { origin, pathname } = new URL(branch);
  const slug = slugIn(pathname);
  const get = async (path: string): Promise<string> => {
    const answer = await fetch(origin + path, { redirect: 'manual', signal: AbortSignal.timeout(patience) }).catch(
      (error) => {
        throw new Unreachable(`${origin} does not answer: ${reasonOf(error)}`);
      },
    );
    if (!answer.ok) throw await problemOf(answer, origin);
    const text = await textWithin(answer, longestAnswer);
    if (text === undefined) throw new Unreachable(`${origin} answers with more than ${longestAnswer} bytes`);
    return text;
  };
  return {
    text: (path) => get(`${pathname}${path}`),
    async call(name, parameters) {
      const text = await get(pathOf(name, { slug, ...parameters }));
      return mustBe(parsed(text, endpoints[name].response as v.GenericSchema), origin) as ResponseOf<typeof name>;
    },
  };
}

/** @throws Unreachable where the path ends in what no branch is called. */
function slugIn(pathname: string): string {
  try {
    return decodeURIComponent(pathname.split('/').at(-1) ?? '');
  } catch {
    throw new Unreachable(`there is no branch at ${pathname}`);
  }
}

function parsed<T>(text: string, schema: v.GenericSchema<unknown, T>): Checked<T> {
  const json = parseText(text, 'journal.checkpoint', 'the answer');
  return json.ok ? parseValue(json.value, schema, 'journal.checkpoint', 'the answer') : json;
}

/** @throws Unreachable where an answer is not one of Vedtak's. */
function mustBe<T>(checked: Checked<T>, origin: string): T {
  if (checked.ok) return checked.value;
  throw new Unreachable(`${origin} answers something else than a branch does: ${checked.refusal.detail}`);
}

/** The branch's keys: the current one, and those of before, which it signs with that. Each is named by its thumbprint. */
async function keysOf(branch: string, asked: Asked): Promise<PublicJwk[]> {
  const { keys: current } = mustBe(parsed(await asked.text('/jwks.json'), Keys), branch);
  const jws = (await asked.text('/federation/keys')).trim();
  const opened = openJws(jws, jwsHeader('jwk-set+jwt'), 'journal.checkpoint');
  const key = opened.ok ? current.find(({ kid }) => kid === opened.value.header.kid) : undefined;
  const past =
    opened.ok && key !== undefined && (await isSignedBy(jws, key))
      ? parseJson(opened.value.bytes, Keys, 'journal.checkpoint', 'the set of keys')
      : pass({ keys: [] });
  return [...current, ...mustBe(past, branch).keys].filter((one) => thumbprintOf(one) === one.kid);
}
