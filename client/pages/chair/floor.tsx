import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { SelectField, TextArea, TextField } from '../../components/field.tsx';
import { Options } from '../../components/options.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { chairFloor } from '../../i18n/chair.ts';
import type { Problem } from '../../problem.ts';
import { type FloorEffect, floorMotion, type Motion, ownMotion, question } from './motions.ts';
import { pendingUnder } from './step.ts';
import type { DeskView } from './step-card.tsx';

const kinds = ['postpone', 'forward', 'close-list', 'close-intake', 'speech-time', 'question', 'own'] as const;
type Kind = (typeof kinds)[number];

interface Draft {
  kind: Kind | null;
  target: string;
  to: string;
  minutes: string;
  words: string;
  answers: string;
}

const empty: Draft = { kind: null, target: '', to: '', minutes: '', words: '', answers: '' };

/** A proposal from the floor that is decided at once: entered in a few presses, it becomes the next ballot. */
export function Floor({ live, snapshot, meeting }: DeskView): JSX.Element | null {
  const draft = useSignal<Draft>(empty);
  const open = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = chairFloor();
  if (meeting.state !== 'open') return null;
  const targets = pendingUnder(snapshot.proposals, meeting.item).filter(({ kind }) => kind === 'text');
  const { kind, to, minutes, words, answers } = draft.value;
  const target = targets.find(({ id }) => id === draft.value.target) ?? targets[0];
  const set = (part: Partial<Draft>): void => {
    draft.value = { ...draft.value, ...part };
  };
  const motion = motionOf(draft.value, target, meeting.settings.language);
  const submit = async (): Promise<void> => {
    if (motion === null) return;
    busy.value = true;
    const parameters = { slug: live.slug, meeting: meeting.id };
    const answer = await call('submitProposal', parameters, { item: meeting.item, ...motion, reason: '' });
    problem.value = answer.ok ? null : answer.problem;
    await live.refresh();
    if (answer.ok) {
      announce(t.submitted);
      draft.value = empty;
      open.value = false;
    }
    busy.value = false;
  };
  const offered = kinds.filter((one) => targets.length > 0 || (one !== 'postpone' && one !== 'forward'));
  return (
    <details
      class="card fold"
      open={open.value}
      onToggle={(event) => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary>{t.title}</summary>
      <div class="form">
        <Options
          legend={t.which}
          value={kind}
          choices={offered.map((value) => ({ value, label: t.kind[value] }))}
          onValue={(value) => set({ kind: value })}
        />
        {(kind === 'postpone' || kind === 'forward') && targets.length > 1 && (
          <SelectField
            label={t.target}
            value={target?.id ?? ''}
            choices={targets.map(({ id, content }) => ({ value: id, label: content.title }))}
            onValue={(value) => set({ target: value })}
          />
        )}
        {kind === 'forward' && (
          <TextField label={t.to} description={t.toAbout} value={to} onValue={(value) => set({ to: value })} />
        )}
        {kind === 'speech-time' && (
          <TextField
            label={t.minutes}
            description={t.minutesAbout}
            value={minutes}
            autocomplete="off"
            onValue={(value) => set({ minutes: value })}
          />
        )}
        {(kind === 'own' || kind === 'question') && (
          <TextField
            label={kind === 'own' ? t.words : t.question}
            value={words}
            onValue={(value) => set({ words: value })}
          />
        )}
        {kind === 'question' && (
          <TextArea
            label={t.answers}
            description={t.answersAbout}
            rows={4}
            value={answers}
            onValue={(value) => set({ answers: value })}
          />
        )}
        <ProblemBox problem={problem.value} />
        <Button
          variant="secondary"
          busy={busy.value}
          reason={motion === null ? t.missing : undefined}
          onClick={() => void submit()}
        >
          {t.submit}
        </Button>
      </div>
    </details>
  );
}

/** Seconds out of minutes as they are written, with a comma or a point: `1,5`; null where that is no speaking time. */
function secondsOf(minutes: string): number | null {
  const number = /^\s*\d{1,2}(?:[.,]\d)?\s*$/u.test(minutes) ? Number(minutes.replace(',', '.')) : 0;
  const seconds = Math.round(number * 60);
  return seconds >= 15 && seconds <= 3600 ? seconds : null;
}

/** The motion that the form says; null while something of it is missing. */
function motionOf(
  { kind, to, minutes, words, answers }: Draft,
  target: ProposalInfo | undefined,
  language: 'nb' | 'nn',
): Motion | null {
  const title = target?.content.title ?? '';
  const made = (effect: FloorEffect): Motion => floorMotion(effect, title, language);
  switch (kind) {
    case null:
      return null;
    case 'postpone':
      return target === undefined ? null : made({ kind, target: target.id });
    case 'forward':
      return target === undefined || to.trim() === '' ? null : made({ kind, target: target.id, to: to.trim() });
    case 'speech-time': {
      const seconds = secondsOf(minutes);
      return seconds === null ? null : made({ kind, seconds });
    }
    case 'question': {
      const lines = answers.split('\n').filter((line) => line.trim() !== '');
      return words.trim() === '' || lines.length < 2 ? null : question(words, lines);
    }
    case 'own':
      return words.trim() === '' ? null : ownMotion(words);
    default:
      return made({ kind });
  }
}
