import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { isCustody, verifyCustody } from '../rules/custody.ts';
import type { Counts } from '../rules/formats.ts';
import type { PublicJwk } from '../rules/jws.ts';
import type { ResolutionPayload } from '../rules/statements.ts';
import { readAnchor, type Verification, verifyFiles } from '../rules/verify.ts';
import { isBoxFile } from '../rules/verify-box.ts';
import { isMinutes, verifyMinutes } from '../rules/verify-minutes.ts';
import { type Command, printable, type Terminal, UsageError } from './command.ts';
import { complained, faulted, pathOf, steps, verdict, whoIn } from './report-text.ts';
import { runBox } from './verify-box.ts';

const help = `Usage: vedtak verify FILE --anchor ANCHOR [--evidence EVIDENCE] [--complaint COMPLAINT] [--receipt RECEIPT] [--json]

Verifies a signed resolution, alone or with its custody, the signed minutes of a meeting, or the box of a secret ballot, from
files alone.

  FILE                  the resolution, the minutes or the box (JWS), or a resolution with the receipts and treatments of
                        every level (custody, JSON)
  --anchor ANCHOR       the public key that you trust: a JWK, or a JWK set of one
  --evidence EVIDENCE   the evidence (JSON): every person's signature is checked and every tally recomputed
  --receipt RECEIPT     the receipt of a branch above (JWS): trust is judged as of its time
                        (these two go with a resolution alone)
  --complaint COMPLAINT a complaint about a secret ballot (JSON), judged by its box, or by the evidence of a resolution:
                        whether the branch promised to count a paper and did not
  --json                print the whole report as JSON

Exit code: 0 when all holds, a complaint too, 1 with the first thing that does not, 2 for wrong usage or a file that cannot be
read.`;

export const verifyCommand: Command = {
  summary: 'verify a resolution, its custody, minutes or a box, from files alone',
  help,
  run,
};

async function run(args: string[], terminal: Terminal): Promise<number> {
  const { resolution, anchor, evidence, complaint, receipt, json } = readArgs(args);
  const trusted = await readAnchor(await read(anchor));
  if (!trusted.ok) throw new UsageError(`${anchor}: ${trusted.refusal.detail}`);
  const file = await read(resolution);
  const beside = { evidence, receipt, complaint };
  if (isMinutes(file.trim())) {
    mustStandAlone('minutes have neither evidence nor a receipt, and no box', beside);
    return runMinutes(file.trim(), trusted.value, json, terminal);
  }
  if (isCustody(file)) {
    mustStandAlone('a custody has its receipts in it, and no evidence', beside);
    return runCustody(file, trusted.value, json, terminal);
  }
  if (isBoxFile(file.trim())) {
    mustStandAlone('a box has neither evidence nor a receipt', { evidence, receipt });
    const about = complaint === undefined ? undefined : await read(complaint);
    return runBox({ box: file, anchor: trusted.value, complaint: about }, json, terminal);
  }
  if (complaint !== undefined && evidence === undefined)
    throw new UsageError(
      '--evidence is missing: a complaint is judged with the papers in it, or by the box of its ballot',
    );
  const verification = await verifyFiles({
    resolution: file,
    anchor: trusted.value,
    evidence: evidence === undefined ? undefined : await read(evidence),
    receipt: receipt === undefined ? undefined : await read(receipt),
    complaint: complaint === undefined ? undefined : await read(complaint),
  });
  if (json) terminal.line(JSON.stringify(asJson(verification), null, 2));
  else for (const text of asText(verification)) terminal.line(text);
  return verification.ok && verification.complaint?.ok !== false ? 0 : 1;
}

/** @throws UsageError where a file is given that does not go with the first one. */
function mustStandAlone(why: string, files: Readonly<Record<string, string | undefined>>): void {
  if (Object.values(files).some((file) => file !== undefined)) throw new UsageError(why);
}

function readArgs(args: string[]) {
  const { values, positionals } = parse(args);
  const [resolution, ...more] = positionals;
  if (resolution === undefined) throw new UsageError('FILE is missing');
  if (more.length > 0) throw new UsageError(`one FILE at a time, not also ${more.join(' ')}`);
  if (values.anchor === undefined)
    throw new UsageError('--anchor is missing: nothing is verified without a key to trust');
  return { ...values, resolution, anchor: values.anchor, json: values.json === true };
}

function parse(args: string[]) {
  const file = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { anchor: file, evidence: file, complaint: file, receipt: file, json: { type: 'boolean' } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function runMinutes(jws: string, anchor: PublicJwk, json: boolean, terminal: Terminal): Promise<number> {
  const report = await verifyMinutes(jws, { anchors: [anchor] });
  const { ok, refusal = null, hash = null, trusted, payload = null, steps: taken } = report;
  const found = { ok, refusal, hash, ...whoIn(trusted), steps: { minutes: taken }, minutes: payload };
  if (json) terminal.line(JSON.stringify(found, null, 2));
  else {
    for (const text of verdict('minutes', refusal)) terminal.line(text);
    if (ok) for (const text of pathOf(trusted)) terminal.line(text);
    for (const text of steps('Minutes', report)) terminal.line(text);
    if (payload !== null) {
      terminal.line(ok ? '' : '\nWhat the file says, unproven:');
      for (const line of payload.text.split('\n')) terminal.line(printable(line));
    }
  }
  return ok ? 0 : 1;
}

async function runCustody(text: string, anchor: PublicJwk, json: boolean, terminal: Terminal): Promise<number> {
  const report = await verifyCustody(text, { anchors: [anchor], now: new Date().toISOString() });
  const { ok, refusal = null, hash = null, trusted, payload } = report;
  if (json) {
    const receipts = report.receipts.map(({ statement }) => statement);
    const treatments = report.treatments.map((one) => one.payload);
    const found = { ok, refusal, hash, ...whoIn(trusted), steps: { custody: report.steps } };
    terminal.line(JSON.stringify({ ...found, resolution: payload ?? null, receipts, treatments }, null, 2));
    return ok ? 0 : 1;
  }
  for (const line of verdict('custody', refusal)) terminal.line(line);
  if (ok) for (const line of pathOf(trusted)) terminal.line(line);
  for (const line of steps('Custody', report)) terminal.line(line);
  if (payload !== undefined) for (const line of content(payload, { ok, name: trusted?.leaf.name })) terminal.line(line);
  for (const { number, text: words } of payload?.points ?? []) {
    const said = report.treatments.flatMap((one) =>
      one.payload.points
        .filter((point) => point.number === number && (point.recommendation ?? point.outcome) !== null)
        .map(({ recommendation, outcome }) => `${one.trusted.leaf.name}: ${outcome ?? `recommends ${recommendation}`}`),
    );
    if (said.length > 0) terminal.line(printable(`  ${number}: ${said.join(' → ')}: ${words}`));
  }
  return ok ? 0 : 1;
}

/** The report for programs: verdict, first refusal, every step, and what the file says. */
function asJson({ ok, refusal, resolution, receipt, evidence, complaint }: Verification) {
  return {
    ok,
    refusal: refusal ?? null,
    hash: resolution.hash ?? null,
    ...whoIn(resolution.trusted),
    steps: { resolution: resolution.steps, receipt: receipt?.steps ?? null, evidence: evidence?.steps ?? null },
    complaint: complaint ?? null,
    resolution: resolution.payload ?? null,
  };
}

function* asText(verification: Verification): Generator<string> {
  const { refusal, resolution, receipt, evidence, complaint } = verification;
  yield* complained(complaint);
  yield* verdict('resolution', refusal ?? null);
  if (verification.ok) yield* pathOf(resolution.trusted);
  yield* faulted(complaint);
  yield* steps('Resolution', resolution);
  if (receipt !== undefined) yield* steps('Receipt', receipt);
  if (evidence !== undefined) yield* steps('Evidence', evidence);
  if (complaint !== undefined) yield* steps('Complaint', complaint);
  const named = { ok: verification.ok, name: resolution.trusted?.leaf.name };
  if (resolution.payload !== undefined) yield* content(resolution.payload, named);
}

function* content(
  { title, number, points, ballots, decidedAt, branch }: ResolutionPayload,
  { ok, name }: { ok: boolean; name: string | undefined },
) {
  yield '';
  if (!ok) yield 'What the file says, unproven:';
  yield printable(title);
  yield printable(`${name === undefined ? branch : `${name} (${branch})`}, resolution ${number}, decided ${decidedAt}`);
  for (const { tally, outcome, secrecy } of ballots) {
    if (secrecy !== undefined) yield '  by secret ballot:';
    for (const [question, counts] of Object.entries(tally)) {
      const text = points.find((point) => String(point.number) === question)?.text ?? '';
      yield printable(`  ${question}: ${outcome[question] ?? 'undecided'}, ${inWords(counts)}${text && `: ${text}`}`);
    }
  }
}

function inWords(counts: Counts): string {
  return `${counts.for} for, ${counts.against} against${counts.blank === undefined ? '' : `, ${counts.blank} blank`}`;
}
