import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { HearingDraft } from '../../../server/rules/hearing.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { type Clock, fieldsAt, momentOf } from '../../components/when.ts';
import { hearing as words } from '../../i18n/hearing.ts';
import { dayWords } from '../committee/words.ts';
import { callMonths, monthsBefore } from './congress.ts';

const morning: Clock = { hour: 0, minute: 0 };
const night: Clock = { hour: 23, minute: 59 };

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** The moment of a day in Oslo; null while no day is written. */
function at(day: string, { hour, minute }: Clock): string | null {
  return day === '' ? null : momentOf(`${day}T${two(hour)}:${two(minute)}`);
}

function dayOf(time: string | null): string {
  return time === null ? '' : fieldsAt(time).slice(0, 10);
}

/** When it opens and ends, and what happens afterwards. For a call the deadline follows from the congress. */
export function DatesStep({
  draft,
  tried,
  onChange,
}: {
  draft: HearingDraft;
  tried: boolean;
  onChange: (part: Partial<HearingDraft>) => void;
}): JSX.Element {
  const { kind, opensAt, deadline, steps } = draft;
  const congress = useSignal('');
  const t = words();
  const use = (day: string): void => {
    congress.value = day;
    if (day === '') return;
    const others = steps.filter(({ title }) => title !== t.congress);
    onChange({
      deadline: at(monthsBefore(day, callMonths), night),
      steps: [...others, { title: t.congress, on: dayWords(day) }],
    });
  };
  const changeStep = (i: number, part: Partial<(typeof steps)[number]>): void =>
    onChange({ steps: steps.map((step, k) => (k === i ? { ...step, ...part } : step)) });
  const wrong = deadline !== null && opensAt !== null && deadline <= opensAt ? t.deadlineEarly : undefined;
  return (
    <div class="form">
      {kind === 'proposals' && (
        <TextField
          label={t.congressDay}
          description={t.congressAbout(callMonths)}
          type="date"
          value={congress.value}
          onValue={use}
        />
      )}
      <div class="two-fields">
        <TextField
          label={t.opens}
          description={t.opensAbout}
          type="date"
          value={dayOf(opensAt)}
          mistake={tried && opensAt === null ? t.dateMissing : undefined}
          onValue={(day) => onChange({ opensAt: at(day, morning) })}
        />
        <TextField
          label={t.deadline}
          description={t.deadlineAbout}
          type="date"
          value={dayOf(deadline)}
          mistake={tried && deadline === null ? t.dateMissing : wrong}
          onValue={(day) => onChange({ deadline: at(day, night) })}
        />
      </div>
      <fieldset class="ds-fieldset later-steps">
        <legend class="ds-label">{t.laterSteps}</legend>
        <p class="muted">{t.laterStepsAbout}</p>
        {steps.map((step, i) => (
          <div class="later-step" key={i}>
            <TextField label={t.stepWhat(i + 1)} value={step.title} onValue={(title) => changeStep(i, { title })} />
            <TextField label={t.stepWhen(i + 1)} value={step.on} onValue={(on) => changeStep(i, { on })} />
            <Button
              variant="tertiary"
              color="neutral"
              data-size="sm"
              aria-label={t.removeStep(i + 1)}
              onClick={() => onChange({ steps: steps.filter((_, k) => k !== i) })}
            >
              {t.remove}
            </Button>
          </div>
        ))}
        <div class="actions">
          {t.usualSteps
            .filter((title) => !steps.some((step) => step.title === title))
            .map((title) => (
              <Button
                key={title}
                variant="secondary"
                data-size="sm"
                onClick={() => onChange({ steps: [...steps, { title, on: '' }] })}
              >
                {t.addStepOf(title)}
              </Button>
            ))}
          <Button
            variant="secondary"
            data-size="sm"
            onClick={() => onChange({ steps: [...steps, { title: '', on: '' }] })}
          >
            {t.addStep}
          </Button>
        </div>
      </fieldset>
    </div>
  );
}
