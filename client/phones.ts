import type { BallotInfo } from '../server/api/snapshot.ts';

/** How many of a ballot's roll vote on phones: those without a passkey raise a hand, or vote on slips of paper. */
export function phonesOf({ entitled, withoutPasskey }: Pick<BallotInfo, 'entitled' | 'withoutPasskey'>): number {
  return entitled - withoutPasskey;
}
