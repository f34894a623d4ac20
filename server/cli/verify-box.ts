import type { PublicJwk } from '../rules/jws.ts';
import { type BoxVerification, verifyBoxFiles } from '../rules/verify-box.ts';
import type { Terminal } from './command.ts';
import { complained, faulted, pathOf, steps, verdict, whoIn } from './report-text.ts';

/**
 * Verifies the box of a secret ballot, and a complaint by it, and prints what came of it.
 * @returns the exit code: 0 when all holds, a complaint too.
 */
export async function runBox(
  files: { box: string; anchor: PublicJwk; complaint: string | undefined },
  json: boolean,
  terminal: Terminal,
): Promise<number> {
  const verification = await verifyBoxFiles(files);
  if (json) terminal.line(JSON.stringify(asJson(verification), null, 2));
  else for (const text of asText(verification)) terminal.line(text);
  return verification.ok && verification.complaint?.ok !== false ? 0 : 1;
}

function* asText({ ok, refusal, box, complaint }: BoxVerification): Generator<string> {
  yield* complained(complaint);
  yield* verdict('box', refusal ?? null);
  if (ok) yield* pathOf(box.trusted);
  yield* faulted(complaint);
  yield* steps('Box', box);
  if (complaint !== undefined) yield* steps('Complaint', complaint);
}

function asJson({ ok, refusal, box: { payload, trusted, steps: taken }, complaint }: BoxVerification) {
  return {
    ok,
    refusal: refusal ?? null,
    ...whoIn(trusted),
    steps: { box: taken },
    complaint: complaint ?? null,
    box: payload ?? null,
  };
}
