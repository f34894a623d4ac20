import { deliveryOf } from '../db/deliveries.ts';
import type { Reader } from '../db/engine.ts';
import { custodyReceipts, type TreatmentRow } from '../db/treatments.ts';
import type { Treatment } from './api/collection.ts';
import type { CustodyInfo, PointStep } from './api/treatments.ts';
import type { Branch } from './branch.ts';
import { branchesAbove } from './lineage.ts';
import { must } from './problem.ts';
import type { Custody } from './rules/party-statements.ts';
import { readReceipt } from './rules/receipt.ts';
import { readResolution } from './rules/verify-resolution.ts';
import { treatmentsHeld } from './treating.ts';

/** One of the branch's own signed resolutions. */
interface Own {
  hash: string;
  jws: string;
}

/** One of the branch's own resolutions with the receipts and treatments that came back, as it is verified from a file. */
export async function ownCustody(reader: Reader, { hash, jws }: Own): Promise<Custody> {
  const delivery = await deliveryOf(reader, hash);
  const receipts = (await custodyReceipts(reader, hash)).map((row) => row.jws);
  const first = delivery?.receipt ?? null;
  return {
    typ: 'vedtak/custody/1',
    resolution: jws,
    receipts: first === null || receipts.includes(first) ? receipts : [first, ...receipts],
    treatments: (await treatmentsHeld(reader, hash)).map((row) => row.jws),
  };
}

/** What became of one of the branch's own resolutions. */
export async function custodySeen(reader: Reader, branch: Branch, own: Own & { number: number }): Promise<CustodyInfo> {
  const { payload } = must(readResolution(own.jws));
  const treatments = await treatmentsHeld(reader, own.hash);
  const names = new Map((await branchesAbove(reader, branch)).map(({ id, name }) => [id, name]));
  for (const { branch: id, name } of treatments) names.set(id, name);
  const delivery = await deliveryOf(reader, own.hash);
  const { receipts } = await ownCustody(reader, own);
  const levels = new Map<string, CustodyInfo['levels'][number]>();
  for (const jws of receipts) {
    const { branch: id, receivedAt } = must(readReceipt(jws)).receipt;
    levels.set(id, { branch: id, name: names.get(id) ?? id, receivedAt, by: 'receipt' });
  }
  for (const { branch: id, name, at } of treatments)
    if (!levels.has(id)) levels.set(id, { branch: id, name, receivedAt: at, by: 'treatment' });
  const said = treatments.some(({ statement }) => statement.points.some(({ number }) => number === 0));
  const whole = { number: 0, text: payload.title, outcome: 'adopted' as const };
  return {
    resolution: own.hash,
    number: own.number,
    title: payload.title,
    decidedAt: payload.decidedAt,
    sent:
      delivery === undefined
        ? null
        : {
            to: delivery.receiver,
            name: names.get(delivery.receiver) ?? delivery.receiver,
            state: delivery.state,
            reason: delivery.reason,
          },
    levels: [...levels.values()],
    treatments: treatments.map(treatmentSeen),
    points: [...(said ? [whole] : []), ...payload.points].map(({ number, text, outcome }) => ({
      number,
      text,
      own: outcome,
      steps: stepsOf(treatments, number),
    })),
  };
}

export function treatmentSeen({ hash, branch, name, statement }: TreatmentRow): Treatment {
  const { previous, points, at } = statement;
  return { treatment: hash, branch, name, previous, points, at };
}

/** What the levels said of one point, in order; what a level repeats in a later treatment is one step. */
function stepsOf(treatments: readonly TreatmentRow[], point: number): PointStep[] {
  const last = new Map<string, string>();
  const steps: PointStep[] = [];
  for (const { branch, name, at, statement } of treatments) {
    const found = statement.points.find(({ number }) => number === point);
    if (found === undefined) continue;
    const { number: _, ...said } = found;
    const words = JSON.stringify(said);
    if (last.get(branch) === words) continue;
    last.set(branch, words);
    steps.push({ branch, name, at, ...said });
  }
  return steps;
}
