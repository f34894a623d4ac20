import type { Stage } from './drawing.ts';

/** How far a phone has come with its paper: the issue signed, the paper signed by the ballot's key, dropped, and when to drop. */
export interface Progress {
  signed: boolean;
  drawn: boolean;
  /** When it is dropped, RFC 3339; null until that is chosen. */
  dropAt: string | null;
  /** The branch has promised to count it. */
  dropped: boolean;
}

/**
 * What a phone does next with its paper:
 * - `sign`: asks for the passkey, over the issue that is kept already;
 * - `draw`: sends the signed issue, the same bytes each time, and keeps the paper's signature;
 * - `wait`: nothing until the drawing closes;
 * - `plan`: chooses the moment of the drop, and keeps it;
 * - `hold`: nothing until that moment;
 * - `drop`: sends the paper, the same bytes each time;
 * - `rest`: nothing until the box is published;
 * - `check`: looks for the paper in the published box;
 * - `lost`: the delegate has no paper in this ballot.
 */
export type SlipStep = 'sign' | 'draw' | 'wait' | 'plan' | 'hold' | 'drop' | 'rest' | 'check' | 'lost';

/** The next step of a phone that has filled in a paper, blinded and kept it. `now` is RFC 3339, by the server's clock. */
export function nextStep({ signed, drawn, dropAt, dropped }: Progress, stage: Stage, now: string): SlipStep {
  if (!signed) return stage === 'drawing' ? 'sign' : 'lost';
  if (!drawn) return stage === 'closed' ? 'lost' : 'draw';
  switch (stage) {
    case 'drawing':
      return 'wait';
    case 'dropping':
      if (dropped) return 'rest';
      if (dropAt === null) return 'plan';
      return now < dropAt ? 'hold' : 'drop';
    case 'stopped':
      return 'rest';
    case 'closed':
      return 'check';
  }
}
