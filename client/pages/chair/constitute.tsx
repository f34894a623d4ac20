import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { AgendaItem } from '../../../server/api/agenda.ts';
import { Button } from '../../components/button.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { chair, chairSteps } from '../../i18n/chair.ts';
import { PeoplePicker } from '../secretary/people-picker.tsx';
import { useRoster } from '../secretary/roster.ts';
import { SkipItem } from './meeting-steps.tsx';
import { approval, election, type Motion } from './motions.ts';
import { OpenDialog, obstacleInWords, type Ready } from './open-dialog.tsx';
import type { Office } from './step.ts';
import { type DeskView, nextKey, StepCard } from './step-card.tsx';

/** How many serve in an office at most, and at least. */
const places: Record<Office, { least: number; most: number }> = {
  chair: { least: 1, most: 4 },
  secretary: { least: 1, most: 4 },
  signer: { least: 2, most: 6 },
  teller: { least: 2, most: 6 },
};

/** A motion of the chair's that is adopted when nobody asks for a ballot. */
function silently(view: DeskView, item: AgendaItem, motion: Motion, method: 'unanimity' | 'acclamation'): Ready {
  return {
    proposal: { motion, item: item.id },
    subject: { kind: 'text', content: motion.content },
    mode: 'whole',
    rule: view.meeting.settings.rule,
    method,
    what: motion.content.title,
    how: chair().method[method],
  };
}

/** The notice or the agenda: the chair proposes that it is approved by all. */
export function Approve({ item, ...view }: DeskView & { item: AgendaItem }): JSX.Element {
  const opening = useSignal<Ready | null>(null);
  const t = chairSteps();
  const words = chair();
  const { snapshot, meeting } = view;
  const motion = approval(item.kind === 'notice' ? 'notice' : 'agenda', meeting.settings.language);
  const ready = silently(view, item, motion, 'unanimity');
  const reason = obstacleInWords(snapshot);
  return (
    <StepCard
      title={t.itemNumbered(item.number, item.title)}
      why={item.kind === 'notice' ? t.noticeWhy : t.agendaWhy(meeting.agenda.length)}
    >
      <Button
        wide
        class="next"
        aria-keyshortcuts={nextKey}
        reason={reason}
        onClick={() => {
          opening.value = ready;
        }}
      >
        {t.proposeApproval}
      </Button>
      {reason === undefined && (
        <div class="actions">
          <Button
            variant="secondary"
            data-size="sm"
            onClick={() => {
              opening.value = { ...ready, method: undefined, trial: true, how: words.method.trial };
            }}
          >
            {t.rehearse}
          </Button>
          <span class="muted small">{t.rehearseAbout}</span>
        </div>
      )}
      <OpenDialog
        {...view}
        ready={opening.value}
        onClose={() => {
          opening.value = null;
        }}
      />
    </StepCard>
  );
}

/** An office of the meeting: names are chosen, those who serve already to begin with, and proposed by acclamation. */
export function Elect({ item, office, ...view }: DeskView & { item: AgendaItem; office: Office }): JSX.Element {
  const chosen = useSignal<string[] | null>(null);
  const opening = useSignal<Ready | null>(null);
  const t = chairSteps();
  const { snapshot, meeting, live } = view;
  const roster = useRoster(live.slug, snapshot.index);
  const members = roster.members.value ?? [];
  const serving = members.filter(({ roles }) => roles.includes(office)).map(({ member }) => member);
  const people = (chosen.value ?? serving).flatMap((id) => members.find(({ member }) => member === id) ?? []);
  const { least, most } = places[office];
  const reason = people.length < least ? t.electMissing[office] : obstacleInWords(snapshot);
  return (
    <StepCard title={t.itemNumbered(item.number, item.title)} why={t.electWhy[office]}>
      <ProblemBox problem={roster.problem.value} />
      <PeoplePicker
        legend={t.electWho[office]}
        about={t.electAbout}
        members={members}
        chosen={people.map(({ member }) => member)}
        most={most}
        onChosen={(next) => {
          chosen.value = next;
        }}
      />
      <Button
        wide
        class="next"
        aria-keyshortcuts={nextKey}
        reason={reason}
        onClick={() => {
          opening.value = silently(view, item, election(office, people, meeting.settings.language), 'acclamation');
        }}
      >
        {t.proposeElection}
      </Button>
      <SkipItem {...view} item={item} />
      <OpenDialog
        {...view}
        ready={opening.value}
        onClose={() => {
          opening.value = null;
        }}
      />
    </StepCard>
  );
}
