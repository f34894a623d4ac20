import { sameChange } from './amend.ts';
import type { Amendment, Disposition } from './amendment.ts';
import type { Ledger } from './amendment-ledger.ts';
import type { Decided } from './formats.ts';
import type { Subject } from './subject.ts';

/**
 * Writes down what a ballot decides of amendments; whether it decides anything.
 * @param base content hash of the text as it was proposed, which the amendments address.
 */
export function countAmendments(
  amendments: readonly Amendment[],
  base: string,
  ledger: Ledger,
  ballot: string,
  subject: Subject,
  outcome: Record<string, Decided>,
): boolean {
  if (subject.kind === 'text') return false;
  if (subject.base !== base) return subject.base === undefined;
  const [result] = Object.values(outcome);
  if (subject.kind === 'choice') return countChoice(amendments, ledger, subject, result);
  const put = subject.kind === 'amendment' ? [subject] : subject.amendments;
  const open = put.filter(({ number, change }) => {
    const known = amendments.find((amendment) => amendment.number === number);
    return ledger.isOpen(number) && known !== undefined && sameChange(known.change, change);
  });
  for (const { number } of open) {
    if (subject.kind === 'amendment') {
      if (result === 'adopted') ledger.adopt(number, ballot);
      else ledger.close(number, { kind: 'rejected', ballot });
    } else if (result !== 'adopted') ledger.apart.add(number);
    else if (subject.recommendation === 'adopt') ledger.adopt(number, ballot);
    else ledger.close(number, recommendedOr(amendments, number, { kind: 'rejected', ballot }));
    if (subject.kind === 'block') ledger.blocks.set(number, ballot);
  }
  return open.length > 0;
}

/** Writes down who won and who lost; where there is no winner, each is voted on by itself. */
function countChoice(
  amendments: readonly Amendment[],
  ledger: Ledger,
  { options }: Extract<Subject, { kind: 'choice' }>,
  result: Decided | undefined,
): boolean {
  const open = amendments.filter(
    ({ number }) => ledger.isOpen(number) && options.some(({ id }) => id === `a${number}`),
  );
  const winner = open.find(({ number }) => result === `chosen:a${number}`);
  for (const one of open) {
    if (winner === undefined) ledger.apart.add(one.number);
    else if (one === winner) {
      ledger.winners.add(one.number);
      ledger.lost.delete(one.number);
    } else {
      const same = amendments.filter(
        ({ change }) => sameChange(change, one.change) && !sameChange(change, winner.change),
      );
      for (const { number } of same) ledger.lost.set(number, winner.number);
    }
  }
  return open.length > 0;
}

/** What a block of rejected recommendations makes of an amendment: covered and forwarded ones are what was recommended. */
function recommendedOr(amendments: readonly Amendment[], number: number, rejected: Disposition): Disposition {
  const recommended = amendments.find((one) => one.number === number)?.recommendation?.recommended;
  if (recommended?.kind === 'covered') return { kind: 'covered', by: recommended.by };
  if (recommended?.kind === 'forward') return { kind: 'forwarded', to: recommended.to };
  return rejected;
}
