import { effect } from '@preact/signals';
import type { BallotInfo } from '../../server/api/snapshot.ts';
import { current } from '../live.ts';
import { wasRead } from './known.ts';

/**
 * Whether the device may keep a paper of the ballot that has still to be drawn or dropped: that of whoever is signed in, or, where
 * any was ever filled in here, of somebody who lent it to them.
 */
function mayGoOn({ mine, secret, state }: BallotInfo): boolean {
  return secret !== null && (state === 'open' || state === 'stopped') && (mine || wasRead());
}

/**
 * Has papers carried on whatever page of a branch is shown: what does it is fetched when a secret ballot asks for it. Where it
 * cannot be fetched, it is tried again with the next snapshot. Called once, at start.
 */
export function startCarrying(): void {
  const stop = effect(() => {
    if (!current.value?.snapshot.value?.ballots.some(mayGoOn)) return;
    import('./carry.ts')
      .then(({ carryOn }) => {
        stop();
        return carryOn();
      })
      .catch(() => undefined);
  });
}
