import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { Origin, Secret } from '../config.ts';
import { operatorToken } from '../operator.ts';
import { Problem } from '../problem.ts';
import { refusals } from '../rules/refusals.ts';
import { printable, type Terminal, UsageError } from './command.ts';

/** Options that every command of the operator takes. */
export const operatorOptions = { server: { type: 'string' }, 'secret-file': { type: 'string' } } as const;

/** Their lines in a help text. */
export const operatorHelp = `  --server URL          the server, by the address at which it listens
  --secret-file FILE    the file with the server's secret; else VEDTAK_SECRET, else data/secret`;

/** A server, and the right to move its branches. */
export interface Operator {
  server: string;
  /** Sends a request about a branch. @throws Problem with the server's refusal, Unreachable. */
  post(slug: string, act: 'export' | 'stay' | 'import' | 'remove', init: RequestInit): Promise<Response>;
}

/** The server did not answer, or its answer broke off. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The operator of a server. @throws UsageError. */
export async function operatorOf(values: { server?: string; 'secret-file'?: string }): Promise<Operator> {
  const server = originFrom('--server', values.server);
  const token = await operatorToken(await secretFrom(values['secret-file']));
  return {
    server,
    async post(slug, act, { headers, ...init }) {
      const url = `${server}/api/operator/branches/${encodeURIComponent(slug)}/${act}`;
      const sent = new Headers(headers);
      sent.set('authorization', `Bearer ${token}`);
      const answer = await fetch(url, { method: 'POST', redirect: 'manual', ...init, headers: sent }).catch((error) => {
        throw new Unreachable(`${server} does not answer: ${reasonOf(error)}`);
      });
      if (answer.ok) return answer;
      throw await problemOf(answer, server);
    },
  };
}

/** An origin out of an option. @throws UsageError. */
export function originFrom(option: string, text: string | undefined): string {
  if (text === undefined) throw new UsageError(`${option} is missing`);
  const parsed = v.safeParse(Origin, text);
  if (!parsed.success) throw new UsageError(`${option} ${parsed.issues[0].message}`);
  return parsed.output;
}

/** What went wrong below `fetch`, in words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

/** Runs a command of the operator's: 0 when it is done, 1 when it was refused or broke off. */
export async function reporting(terminal: Terminal, run: () => Promise<void>): Promise<number> {
  try {
    await run();
    return 0;
  } catch (error) {
    if (error instanceof Problem) {
      const { code, detail } = error.refusal;
      terminal.fault(`Refused: ${refusals[code][1]} (${code}).\n${printable(detail)}`);
    } else if (error instanceof Unreachable) terminal.fault(printable(error.message));
    else throw error;
    return 1;
  }
}

async function secretFrom(file: string | undefined): Promise<string> {
  const held = file === undefined ? process.env.VEDTAK_SECRET : undefined;
  const path = file ?? 'data/secret';
  const text = held ?? (await readFile(path, 'utf8').catch(() => undefined))?.trim();
  if (text === undefined) throw new UsageError(`there is no VEDTAK_SECRET, and ${path} cannot be read`);
  const parsed = v.safeParse(Secret, text);
  if (!parsed.success) throw new UsageError(`the secret ${parsed.issues[0].message}`);
  return parsed.output;
}

const ProblemBody = v.object({
  code: v.picklist(Object.keys(refusals) as (keyof typeof refusals)[]),
  detail: v.string(),
});

/** What a server refused, out of its answer; Unreachable where that is no answer of Vedtak's. */
export async function problemOf(answer: Response, server: string): Promise<Error> {
  try {
    const { code, detail } = v.parse(ProblemBody, await answer.json());
    return new Problem(code, detail);
  } catch {
    return new Unreachable(`${server} answers ${answer.status}, which is no answer of Vedtak's`);
  }
}
