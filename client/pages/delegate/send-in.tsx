import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Me } from '../../../server/api/session.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { Button } from '../../components/button.tsx';
import { part } from '../../components/part.tsx';
import { texts } from '../../i18n/delegate-texts.ts';
import type { Live } from '../../live.ts';
import { formDraft, hasDraft } from './draft.ts';
import { maySend, Until } from './intake.tsx';

const forms = {
  ownProposal: part(() => import('./own-proposal.tsx')),
  procedural: part(() => import('./procedural.tsx')),
  remark: part(() => import('./remark.tsx')),
};
type Form = keyof typeof forms;

/** What a member can send in beside amendments: a proposal, a procedural one, a remark to the minutes. Nothing for observers. */
export function SendIn({ live, snapshot, me }: { live: Live; snapshot: Snapshot; me: Me }): JSX.Element | null {
  const { meeting, intake } = snapshot;
  const begun = (Object.keys(forms) as Form[]).find((form) => hasDraft(formDraft(form, meeting?.id ?? '', me)));
  const writing = useSignal<Form | undefined>(begun);
  const t = texts();
  if (meeting === null || meeting.state === 'signed' || !maySend(me)) return null;
  const over = meeting.state === 'closed';
  const offered: Form[] = over ? ['remark'] : ['procedural', 'remark'];
  if (intake?.proposals === 'open' && !over) offered.unshift('ownProposal');
  const chosen = writing.value;
  const Chosen = chosen === undefined ? undefined : forms[chosen];
  return (
    <section class="card" aria-label={t.sendIn}>
      <h2 class="ds-heading" data-size="xs">
        {t.sendIn}
      </h2>
      <div class="actions">
        {offered.map((form) => (
          <Button
            key={form}
            variant="secondary"
            color="neutral"
            data-size="sm"
            aria-expanded={form === chosen}
            onClick={() => {
              writing.value = form === chosen ? undefined : form;
            }}
          >
            {t[form]}
          </Button>
        ))}
      </div>
      {Chosen !== undefined && (
        <Chosen
          live={live}
          snapshot={snapshot}
          me={me}
          meeting={meeting}
          onDone={() => {
            writing.value = undefined;
          }}
        />
      )}
      {!over && <Until snapshot={snapshot} what="proposals" />}
    </section>
  );
}
