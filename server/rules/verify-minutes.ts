import { hashOf } from './canonical.ts';
import { type PublicJwk, parseJson } from './jws.ts';
import { climb, type Report } from './report.ts';
import {
  areAttestations,
  checkDate,
  isCanonical,
  isIssuer,
  isSignedByLeaf,
  isVouchedFor,
  openFile,
} from './signed-file.ts';
import { MinutesPayload, type MinutesStatement } from './statements.ts';
import { inForceFrom, type Trusted } from './trust.ts';

/** The `typ` of signed minutes. */
export const minutesType = 'vedtak-minutes+jwt';

/** The checks of signed minutes, in their order; `date` is done only where a time is given. */
export type MinutesStep =
  | 'format'
  | 'fields'
  | 'trust'
  | 'signature'
  | 'canonical'
  | 'issuer'
  | 'date'
  | 'attestations';

/** A verification of signed minutes. What is in it holds only when `ok`. */
export interface MinutesReport extends Report<MinutesStep> {
  payload?: MinutesPayload;
  /** The hash of the statement, without the attestations: what was signed. */
  hash?: string;
  trusted?: Trusted;
}

/**
 * Whether signed minutes hold: written by the branch that they name, which the anchor vouches for, and signed by its
 * chair and two signers with passkeys of the branch's site. What they tell is not recomputed: they are those people's word.
 * @param trust as in `verifyResolution`; without a time the chain is judged from the end of the meeting on.
 */
export async function verifyMinutes(
  jws: string,
  trust: { anchors: readonly PublicJwk[]; at?: string },
): Promise<MinutesReport> {
  const established: Omit<MinutesReport, keyof Report> = {};
  const report = await climb<MinutesStep>(async (step) => {
    const file = await step('format', openFile(jws, minutesType), () => `a JWS of type ${minutesType}`);
    const payload = await step(
      'fields',
      parseJson(file.bytes, MinutesPayload, 'file.fields', 'the payload'),
      ({ title }) => title,
    );
    const statement = minutesStatementOf(payload);
    const hash = hashOf(statement);
    Object.assign(established, { payload, hash });
    const at = trust.at ?? inForceFrom(file.chain ?? [], payload.closedAt);
    const trusted = await step(
      'trust',
      isVouchedFor(file.chain, trust.anchors, at),
      ({ ids }) => `${ids.join(' < ')}, at ${at}`,
    );
    established.trusted = trusted;
    await step(
      'signature',
      isSignedByLeaf(jws, file.kid, trusted),
      ({ kid }) => `by the key ${kid} of ${trusted.leaf.id}`,
    );
    await step('canonical', isCanonical(file.bytes, payload), () => `hash ${hash}`);
    await step('issuer', isIssuer(payload, trusted, 'meeting'), (id) => `${trusted.leaf.name}, ${id}`);
    if (trust.at !== undefined)
      await step('date', checkDate(payload.closedAt, trust.at), (closed) => `the meeting closed at ${closed}`);
    await step(
      'attestations',
      areAttestations(payload, statement),
      (people) => `${people} passkeys signed: the chair and two signers`,
    );
  });
  return { ...report, ...established };
}

/** Whether a file says that it is signed minutes; nothing of it is verified. */
export function isMinutes(jws: string): boolean {
  return openFile(jws, minutesType).ok;
}

/** The statement that the attestations in signed minutes are over. */
function minutesStatementOf({ attestations: _, ...statement }: MinutesPayload): MinutesStatement {
  return statement;
}
