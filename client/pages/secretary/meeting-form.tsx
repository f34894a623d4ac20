import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { MeetingInfo } from '../../../server/api/meeting.ts';
import { quorumOf } from '../../../server/rules/majority.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Options } from '../../components/options.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { type Day, dayIn, fieldsAt, momentIn, parseClock, parseDay } from '../../components/when.ts';
import { moment } from '../../i18n/numbers.ts';
import { secretary } from '../../i18n/secretary.ts';
import { secretaryMeeting } from '../../i18n/secretary-meeting.ts';
import type { Problem } from '../../problem.ts';

type QuorumChoice = 'none' | 'third' | 'half' | 'twoThirds' | 'own';

interface Fraction {
  num: number;
  den: number;
}

const fractions: Record<Exclude<QuorumChoice, 'own'>, Fraction> = {
  none: { num: 0, den: 1 },
  third: { num: 1, den: 3 },
  half: { num: 1, den: 2 },
  twoThirds: { num: 2, den: 3 },
};

/** A fraction as people write it, `3/5`, from more than nothing to all; null when it is none. */
function parseFraction(text: string): Fraction | null {
  const parts = /^\s*(\d{1,3})\s*\/\s*(\d{1,3})\s*$/u.exec(text);
  const [num, den] = [Number(parts?.[1] ?? 0), Number(parts?.[2] ?? 0)];
  return num > 0 && num <= den ? { num, den } : null;
}

/** Which of the choices a fraction is. */
function choiceOf({ num, den }: Fraction): QuorumChoice {
  const known = (Object.keys(fractions) as Exclude<QuorumChoice, 'own'>[]).find(
    (choice) => fractions[choice].num === num && (num === 0 || fractions[choice].den === den),
  );
  return known ?? 'own';
}

function written({ year, month, day }: Day): string {
  return `${day}.${month}.${year}`;
}

/**
 * What a meeting is: title, place, date and time, and how many must be there. For a new one nothing is chosen
 * beforehand; of one that is there everything can be changed until it opens.
 */
export function MeetingForm({
  slug,
  members,
  meeting,
  onMade,
}: {
  slug: string;
  members: number;
  meeting?: MeetingInfo;
  onMade: () => Promise<void>;
}): JSX.Element {
  const [startDay = '', startClock = ''] = meeting === undefined ? [] : fieldsAt(meeting.startsAt).split('T');
  const title = useSignal(meeting?.title ?? '');
  const place = useSignal(meeting?.place ?? '');
  const day = useSignal(startDay);
  const clock = useSignal(startClock);
  const quorum = useSignal<QuorumChoice | null>(meeting === undefined ? null : choiceOf(meeting.quorum));
  const own = useSignal(quorum.value === 'own' ? `${meeting?.quorum.num}/${meeting?.quorum.den}` : '');
  const form = useRef<HTMLFormElement>(null);
  const tried = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = secretary();
  const today = dayIn(Date.now());
  const onDay = parseDay(day.value, today);
  const atClock = parseClock(clock.value);
  const fraction =
    quorum.value === null ? null : quorum.value === 'own' ? parseFraction(own.value) : fractions[quorum.value];
  const startsAt = onDay === null || atClock === null ? null : momentIn(onDay, atClock);

  const make = async (): Promise<void> => {
    tried.value = true;
    if (title.value.trim() === '' || startsAt === null || fraction === null) {
      // What is wrong is drawn first.
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('.mistake')?.parentElement?.querySelector('input')?.focus(),
      );
      return;
    }
    busy.value = true;
    problem.value = null;
    const body = { title: title.value.trim(), place: place.value.trim(), startsAt, quorum: fraction };
    const answer =
      meeting === undefined
        ? await call('createMeeting', { slug }, body)
        : await call('editMeeting', { slug, meeting: meeting.id }, body);
    if (answer.ok) await onMade();
    else problem.value = answer.problem;
    busy.value = false;
  };
  const need = ({ num, den }: Fraction): string => t.quorumNeed(quorumOf(num, den, members), members);
  const missing = (is: boolean, sentence: string): string | undefined => (tried.value && is ? sentence : undefined);

  return (
    <form
      class="form"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <TextField
        label={t.meetingTitle}
        description={t.meetingTitleAbout}
        value={title.value}
        autocomplete="off"
        mistake={missing(title.value.trim() === '', t.meetingTitleMissing)}
        onValue={(value) => {
          title.value = value;
        }}
      />
      <TextField
        label={t.place}
        description={t.placeAbout}
        value={place.value}
        autocomplete="off"
        onValue={(value) => {
          place.value = value;
        }}
      />
      <div class="when">
        <div class="when-day">
          <TextField
            label={t.day}
            description={t.dayAbout}
            value={day.value}
            autocomplete="off"
            mistake={missing(onDay === null, t.dayWrong)}
            onValue={(value) => {
              day.value = value;
            }}
          />
          <div class="actions">
            {[
              { label: t.today, at: today },
              { label: t.tomorrow, at: dayIn(Date.now(), 1) },
            ].map(({ label, at }) => (
              <Button
                key={label}
                variant="secondary"
                color="neutral"
                data-size="sm"
                onClick={() => {
                  day.value = written(at);
                }}
              >
                {label}
              </Button>
            ))}
          </div>
        </div>
        <TextField
          label={t.clock}
          description={t.clockAbout}
          value={clock.value}
          autocomplete="off"
          mistake={missing(atClock === null, t.clockWrong)}
          onValue={(value) => {
            clock.value = value;
          }}
        />
        <p class="when-words" role="status">
          {startsAt === null ? '' : t.meetingAt(moment(startsAt))}
        </p>
      </div>
      <Options
        legend={t.quorum}
        description={t.quorumAbout}
        value={quorum.value}
        mistake={missing(quorum.value === null, t.quorumMissing)}
        choices={[
          { value: 'none', label: t.quorumNone, about: t.quorumNoneAbout },
          { value: 'third', label: t.quorumThird, about: need(fractions.third) },
          { value: 'half', label: t.quorumHalf, about: need(fractions.half) },
          { value: 'twoThirds', label: t.quorumTwoThirds, about: need(fractions.twoThirds) },
          { value: 'own', label: t.quorumOwn, about: t.quorumOwnAbout },
        ]}
        onValue={(value) => {
          quorum.value = value;
        }}
      />
      {quorum.value === 'own' && (
        <TextField
          label={t.fraction}
          description={fraction === null ? t.fractionAbout : need(fraction)}
          value={own.value}
          autocomplete="off"
          mistake={missing(fraction === null, t.fractionWrong)}
          onValue={(value) => {
            own.value = value;
          }}
        />
      )}
      <ProblemBox problem={problem.value} />
      <Button type="submit" busy={busy.value}>
        {meeting === undefined ? t.makeMeeting : secretaryMeeting().saveMeeting}
      </Button>
    </form>
  );
}
