import * as v from 'valibot';
import { boxType } from '../server/rules/box-file.ts';
import { EntityConfiguration, entityStatementType } from '../server/rules/entity-statement.ts';
import { Evidence } from '../server/rules/evidence.ts';
import { jwsHeader, openJws, type PublicJwk, parseJson } from '../server/rules/jws.ts';
import type { Refusal } from '../server/rules/refusals.ts';
import type { Progress } from '../server/rules/report.ts';
import { openFile } from '../server/rules/signed-file.ts';
import type { BallotStatement } from '../server/rules/statements.ts';
import { readAnchor, type Verification, verifyFiles } from '../server/rules/verify.ts';
import { type BoxVerification, verifyBoxFiles } from '../server/rules/verify-box.ts';
import { readResolution } from '../server/rules/verify-resolution.ts';

/** The files of one resolution as text. Without an anchor the file's own is tried. */
export interface FileTexts {
  resolution: string;
  anchor?: string | undefined;
  evidence?: string | undefined;
  receipt?: string | undefined;
  complaint?: string | undefined;
}

/** The box of a secret ballot as text, with a complaint about it. */
export interface BoxTexts {
  box: string;
  anchor?: string | undefined;
  complaint?: string | undefined;
}

/** The branch and the key that a file itself puts at the top of its trust chain. Nothing is established by it. */
export interface ClaimedAnchor {
  id: string;
  name: string;
  key: PublicJwk;
}

/** By which key files were judged. */
export interface Anchoring {
  /** Whether the trusted key was given, or is only the file's own word. */
  anchored: boolean;
  claimed: ClaimedAnchor | undefined;
  /** Why the given anchor could not be read; the files are then judged without it. */
  anchorRefusal?: Refusal;
}

/** What came of judging a box, and a complaint by it. */
export interface BoxJudgement extends Anchoring {
  boxed: BoxVerification;
}

/** What came of judging files. */
export interface Judgement extends Anchoring {
  verification: Verification;
  /** How many signatures of people and on papers the evidence was checked by. */
  signatures: number;
  /** The ballots, where the evidence holds: what was asked, and the rule. */
  definitions: BallotStatement[];
}

/** Trusted by nobody: what stands in for an anchor where a file names none. */
const noKey: PublicJwk = { kty: 'EC', crv: 'P-256', x: '', y: '', kid: '' };

/** Verifies files with the rules that the server and the command line use. Without an anchor nothing is proven by it. */
export async function judge(files: FileTexts, progress: Progress): Promise<Judgement> {
  const { key, ...anchoring } = await anchorOf(chainOf(files.resolution), files.anchor);
  let signatures = 0;
  const verification = await verifyFiles(
    {
      resolution: files.resolution,
      anchor: key,
      evidence: files.evidence,
      receipt: files.receipt,
      complaint: files.complaint,
    },
    (done, total) => {
      signatures = done;
      progress(done, total);
    },
  );
  return {
    ...anchoring,
    verification,
    signatures,
    definitions: verification.evidence?.ok === true ? definitionsIn(files.evidence) : [],
  };
}

/** Verifies the box of a secret ballot, and a complaint by it. Without an anchor nothing is proven by it. */
export async function judgeBox({ box, anchor, complaint }: BoxTexts, progress: Progress): Promise<BoxJudgement> {
  const file = openFile(box.trim(), boxType);
  const { key, ...anchoring } = await anchorOf(file.ok ? file.value.chain : undefined, anchor);
  return { ...anchoring, boxed: await verifyBoxFiles({ box, anchor: key, complaint }, progress) };
}

/** The key to judge by: the one that was given, else the one that the file itself puts at the top. */
async function anchorOf(
  chain: readonly string[] | undefined,
  text: string | undefined,
): Promise<Anchoring & { key: PublicJwk }> {
  const claimed = claimedAnchor(chain);
  const given = text === undefined ? undefined : await readAnchor(text);
  return {
    key: given?.ok === true ? given.value : (claimed?.key ?? noKey),
    anchored: given?.ok === true,
    claimed,
    ...(given?.ok === false ? { anchorRefusal: given.refusal } : {}),
  };
}

function chainOf(resolution: string): readonly string[] | undefined {
  const file = readResolution(resolution.trim());
  return file.ok ? file.value.chain : undefined;
}

/** What a file says of its anchor by its chain, if it can be read. */
function claimedAnchor(chain: readonly string[] | undefined): ClaimedAnchor | undefined {
  const last = chain?.at(-1);
  const opened = last === undefined ? undefined : openJws(last, jwsHeader(entityStatementType), 'trust.chain');
  if (opened?.ok !== true) return undefined;
  const { header, bytes } = opened.value;
  const read = parseJson(bytes, EntityConfiguration, 'trust.chain', 'the anchor');
  const key = read.ok ? read.value.jwks.keys.find(({ kid }) => kid === header.kid) : undefined;
  if (!read.ok || key === undefined) return undefined;
  return { id: read.value.iss, name: read.value.metadata.vedtak_branch.name, key };
}

/** The definitions in evidence that has been verified. */
function definitionsIn(evidence: string | undefined): BallotStatement[] {
  const { ballots } = v.parse(Evidence, JSON.parse(evidence ?? ''));
  return ballots.map(({ definition }) => definition.statement);
}
