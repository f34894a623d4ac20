import type { PublicJwk } from '../rules/jws.ts';
import type { Refusal } from '../rules/refusals.ts';
import { type BoxVerification, verifyBoxFiles } from '../rules/verify-box.ts';
import type { Terminal } from './command.ts';
import { complained, faulted, steps, verdict } from './report-text.ts';

/**
 * Verifies the box of a secret ballot, and a complaint by it, and prints what came of it.
 * @returns the exit code: 0 when all holds, a complaint too.
 */
export async function runBox(
  files: { box: string; anchor: PublicJwk; complaint: string | undefined },
  json: boolean,
  terminal: Terminal,
): Promise<number> {
  const { ok, refusal = null, box, complaint } = await verifyBoxFiles(files);
  if (json) terminal.line(JSON.stringify(asJson({ ok, refusal, box, complaint }), null, 2));
  else {
    if (complaint?.proves !== undefined) terminal.line(complained[complaint.proves]);
    for (const text of verdict('box', refusal)) terminal.line(text);
    for (const text of faulted(complaint)) terminal.line(text);
    for (const text of steps('Box', box)) terminal.line(text);
    if (complaint !== undefined) for (const text of steps('Complaint', complaint)) terminal.line(text);
  }
  return ok && complaint?.ok !== false ? 0 : 1;
}

function asJson({
  ok,
  refusal,
  box: { payload, trusted, steps: taken },
  complaint,
}: Pick<BoxVerification, 'ok' | 'box'> & { refusal: Refusal | null; complaint: BoxVerification['complaint'] }) {
  return {
    ok,
    refusal,
    branch: trusted?.leaf ?? null,
    anchor: trusted?.anchorId ?? null,
    steps: { box: taken },
    complaint: complaint ?? null,
    box: payload ?? null,
  };
}
