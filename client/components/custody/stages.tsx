import type { JSX } from 'preact';
import type { TreatmentState } from '../../../server/api/collection.ts';
import { custody } from '../../i18n/custody.ts';
import '../../styles/pages/custody.css';

const stages = ['received', 'recommended', 'treated', 'forwarded'] as const;

/** The stages that a resolution has been through, by how far it has come. */
const reached: Record<TreatmentState, number> = { untreated: 0, recommended: 1, treated: 2, forwarded: 3 };

/** How far the treatment of a received resolution has come: Mottatt, Innstilt, Behandlet, Sendt videre. */
export function Stages({ state }: { state: TreatmentState }): JSX.Element {
  const t = custody();
  return (
    <ol class="stages" aria-label={t.stages}>
      {stages.map((stage, i) => {
        const done = i <= reached[state];
        return (
          <li key={stage} data-done={done} aria-current={i === reached[state] ? 'step' : undefined}>
            <span aria-hidden="true">{done ? '✓' : '○'}</span> {t.stage[stage]}
            <span class="ds-sr-only">, {done ? t.done : t.notYet}</span>
          </li>
        );
      })}
    </ol>
  );
}
