import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { isCustody, verifyCustody } from '../rules/custody.ts';
import type { Counts } from '../rules/formats.ts';
import type { PublicJwk } from '../rules/jws.ts';
import { type Refusal, refusals } from '../rules/refusals.ts';
import type { Report } from '../rules/report.ts';
import type { ResolutionPayload } from '../rules/statements.ts';
import { readAnchor, type Verification, verifyFiles } from '../rules/verify.ts';
import { isMinutes, verifyMinutes } from '../rules/verify-minutes.ts';
import { type Command, printable, type Terminal, UsageError } from './command.ts';

const help = `Usage: vedtak verify FILE --anchor ANCHOR [--evidence EVIDENCE] [--complaint COMPLAINT] [--receipt RECEIPT] [--json]

Verifies a signed resolution, alone or with its custody, or the signed minutes of a meeting, from files alone.

  FILE                  the resolution, or the minutes (JWS), or a resolution with the receipts and treatments of every
                        level (custody, JSON)
  --anchor ANCHOR       the public key that you trust: a JWK, or a JWK set of one
  --evidence EVIDENCE   the evidence (JSON): every person's signature is checked and every tally recomputed
  --complaint COMPLAINT a complaint about a secret ballot (JSON), judged with the evidence: whether the branch promised
                        to count a paper and did not
  --receipt RECEIPT     the receipt of a branch above (JWS): trust is judged as of its time
                        (these go with a resolution alone)
  --json                print the whole report as JSON

Exit code: 0 when all holds, a complaint too, 1 with the first thing that does not, 2 for wrong usage or a file that cannot be
read.`;

export const verifyCommand: Command = {
  summary: 'verify a resolution, its custody, or minutes, from files alone',
  help,
  run,
};

async function run(args: string[], terminal: Terminal): Promise<number> {
  const { resolution, anchor, evidence, complaint, receipt, json } = readArgs(args);
  const trusted = await readAnchor(await read(anchor));
  if (!trusted.ok) throw new UsageError(`${anchor}: ${trusted.refusal.detail}`);
  const file = await read(resolution);
  if (isMinutes(file.trim())) {
    if (evidence !== undefined || receipt !== undefined)
      throw new UsageError('minutes have neither evidence nor a receipt');
    return runMinutes(file.trim(), trusted.value, json, terminal);
  }
  if (isCustody(file)) {
    if (evidence !== undefined || receipt !== undefined)
      throw new UsageError('a custody has its receipts in it, and no evidence');
    return runCustody(file, trusted.value, json, terminal);
  }
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

function readArgs(args: string[]) {
  const { values, positionals } = parse(args);
  const [resolution, ...more] = positionals;
  if (resolution === undefined) throw new UsageError('FILE is missing');
  if (more.length > 0) throw new UsageError(`one FILE at a time, not also ${more.join(' ')}`);
  if (values.anchor === undefined)
    throw new UsageError('--anchor is missing: nothing is verified without a key to trust');
  if (values.complaint !== undefined && values.evidence === undefined)
    throw new UsageError('--evidence is missing: a complaint is judged with the papers in it');
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
  const by = { branch: trusted?.leaf ?? null, anchor: trusted?.anchorId ?? null };
  if (json)
    terminal.line(JSON.stringify({ ok, refusal, hash, ...by, steps: { minutes: taken }, minutes: payload }, null, 2));
  else {
    for (const text of verdict('minutes', refusal)) terminal.line(text);
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
    const by = { branch: trusted?.leaf ?? null, anchor: trusted?.anchorId ?? null };
    const receipts = report.receipts.map(({ statement }) => statement);
    const treatments = report.treatments.map((one) => one.payload);
    const found = { ok, refusal, hash, ...by, steps: { custody: report.steps }, resolution: payload ?? null };
    terminal.line(JSON.stringify({ ...found, receipts, treatments }, null, 2));
    return ok ? 0 : 1;
  }
  for (const line of verdict('custody', refusal)) terminal.line(line);
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

const whole = {
  resolution: 'The resolution holds.',
  minutes: 'The minutes hold.',
  custody: 'The resolution holds, and all that the levels did with it.',
};

function* verdict(what: keyof typeof whole, refusal: Refusal | null): Generator<string> {
  if (refusal === null) yield whole[what];
  else {
    yield `Does not hold: ${refusals[refusal.code][1]} (${refusal.code}).`;
    yield printable(refusal.detail);
  }
}

const complained = {
  promised: 'The complaint is proven: the branch promised to count this paper and did not.',
  signed:
    'A paper is missing: it is signed by the key of the ballot and not in the box. Without a promise it is not proven that the branch had it.',
};

/** The report for programs: verdict, first refusal, every step, and what the file says. */
function asJson({ ok, refusal, resolution, receipt, evidence, complaint }: Verification) {
  return {
    ok,
    refusal: refusal ?? null,
    hash: resolution.hash ?? null,
    branch: resolution.trusted?.leaf ?? null,
    anchor: resolution.trusted?.anchorId ?? null,
    steps: { resolution: resolution.steps, receipt: receipt?.steps ?? null, evidence: evidence?.steps ?? null },
    complaint: complaint ?? null,
    resolution: resolution.payload ?? null,
  };
}

function* asText(verification: Verification): Generator<string> {
  const { refusal, resolution, receipt, evidence, complaint } = verification;
  if (complaint?.proves !== undefined) yield complained[complaint.proves];
  yield* verdict('resolution', refusal ?? null);
  if (complaint?.refusal !== undefined) {
    yield `The complaint does not hold: ${refusals[complaint.refusal.code][1]} (${complaint.refusal.code}).`;
    yield printable(complaint.refusal.detail);
  }
  yield* steps('Resolution', resolution);
  if (receipt !== undefined) yield* steps('Receipt', receipt);
  if (evidence !== undefined) yield* steps('Evidence', evidence);
  if (complaint !== undefined) yield* steps('Complaint', complaint);
  const named = { ok: verification.ok, name: resolution.trusted?.leaf.name };
  if (resolution.payload !== undefined) yield* content(resolution.payload, named);
}

function* steps(title: string, report: Report): Generator<string> {
  yield '';
  yield title;
  for (const { ok, name, detail } of report.steps) yield `  ${ok ? '✓' : '✗'} ${name.padEnd(12)} ${printable(detail)}`;
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
