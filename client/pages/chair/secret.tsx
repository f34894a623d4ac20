import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { SecretInfo } from '../../../server/api/secret.ts';
import type { BallotInfo } from '../../../server/api/snapshot.ts';
import { announce } from '../../components/announcer.tsx';
import { chairSecret } from '../../i18n/chair.ts';
import { Drawing } from './drawing.tsx';
import { Box, Dropping } from './dropping.tsx';
import type { DeskView } from './step-card.tsx';

/** Where an open secret ballot is for the chair: papers are drawn, dropped, or the time for that is over. */
export type SecretStage = 'drawing' | 'dropping' | 'over';

/** What each stage of a secret ballot is drawn from. */
export interface SecretView extends DeskView {
  ballot: BallotInfo;
  secret: SecretInfo;
  /** Why the ballot cannot be closed now, apart from the time. */
  obstacle: string | undefined;
  onClose: () => void;
  onCancel: () => void;
}

/** What there is to do in an open secret ballot, with the way that it goes above it. */
export function Secret({ stage, ...view }: SecretView & { stage: SecretStage }): JSX.Element {
  const t = chairSecret();
  const over = stage === 'over';
  useEffect(() => {
    if (over) announce(t.over);
  }, [over, t]);
  const stages = [t.drawing, t.dropping, t.closing];
  const at = ['drawing', 'dropping', 'over'].indexOf(stage);
  return (
    <>
      <ol class="stages" aria-label={t.way}>
        {stages.map((name, i) => (
          <li
            key={name}
            aria-current={i === at ? 'step' : undefined}
            data-state={i < at ? 'done' : i === at ? 'now' : 'later'}
          >
            {name}
          </li>
        ))}
      </ol>
      {stage === 'drawing' && <Drawing {...view} />}
      {stage === 'dropping' && <Dropping {...view} />}
      {over && <Box {...view} />}
    </>
  );
}

/** What goes on in an open secret ballot, as a heading. */
export function secretTitle({ definition: { number } }: BallotInfo, stage: SecretStage): string {
  const t = chairSecret();
  switch (stage) {
    case 'drawing':
      return t.drawingTitle(number);
    case 'dropping':
      return t.droppingTitle(number);
    case 'over':
      return t.overTitle(number);
  }
}
