import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { MeetingInfo } from '../../../server/api/meeting.ts';
import type { MeetingSettings } from '../../../server/rules/meeting.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { fieldsAt, momentOf } from '../../components/when.ts';
import { secretaryMeeting } from '../../i18n/secretary-meeting.ts';
import type { Problem } from '../../problem.ts';

/** What is written in the form, as text; numbers and times are read when it is saved. */
interface Written {
  proposalDeadline: string;
  amendmentDeadline: string;
  seconds: string;
  speech: string;
  reply: string;
  balance: boolean;
  selfCheckIn: boolean;
  secretOnDemand: boolean;
  wifiName: string;
  wifiPassword: string;
  language: MeetingSettings['language'];
}

function writtenOf(settings: MeetingSettings): Written {
  const { proposalDeadline, amendmentDeadline, seconds, speech, reply, balance, wifi, language } = settings;
  const { selfCheckIn, secretOnDemand } = settings;
  return {
    proposalDeadline: proposalDeadline === null ? '' : fieldsAt(proposalDeadline),
    amendmentDeadline: amendmentDeadline === null ? '' : fieldsAt(amendmentDeadline),
    seconds: String(seconds),
    speech: String(speech),
    reply: String(reply),
    balance,
    selfCheckIn,
    secretOnDemand,
    wifiName: wifi?.name ?? '',
    wifiPassword: wifi?.password ?? '',
    language,
  };
}

/** A whole number up to the most; null for anything else. */
function wholeIn(text: string, most: number): number | null {
  return /^\d{1,4}$/u.test(text.trim()) && Number(text) <= most ? Number(text) : null;
}

const mostSeconds = 3600;
const mostSupporters = 50;

/** How the meeting is held: deadlines, support, speaking time, check-in, the hall's network, the language of the minutes. */
export function SettingsForm({
  slug,
  meeting,
  onSaved,
}: {
  slug: string;
  meeting: MeetingInfo;
  onSaved: () => Promise<void>;
}): JSX.Element {
  const form = useSignal<Written>(writtenOf(meeting.settings));
  const busy = useSignal(false);
  const saved = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = secretaryMeeting();
  const { value } = form;
  const set = (part: Partial<Written>): void => {
    form.value = { ...form.value, ...part };
    saved.value = false;
  };
  const numbers = {
    seconds: wholeIn(value.seconds, mostSupporters),
    speech: wholeIn(value.speech, mostSeconds),
    reply: wholeIn(value.reply, mostSeconds),
  };
  const save = async (): Promise<void> => {
    const { seconds, speech, reply } = numbers;
    if (seconds === null || speech === null || reply === null) return;
    busy.value = true;
    problem.value = null;
    const answer = await call(
      'setMeetingSettings',
      { slug, meeting: meeting.id },
      {
        proposalDeadline: momentOf(value.proposalDeadline),
        amendmentDeadline: momentOf(value.amendmentDeadline),
        seconds,
        speech,
        reply,
        balance: value.balance,
        selfCheckIn: value.selfCheckIn,
        wifi: value.wifiName.trim() === '' ? null : { name: value.wifiName.trim(), password: value.wifiPassword },
        rule: meeting.settings.rule,
        secretOnDemand: value.secretOnDemand,
        language: value.language,
      },
    );
    if (answer.ok) {
      await onSaved();
      saved.value = true;
      announce(t.settingsSaved);
    } else problem.value = answer.problem;
    busy.value = false;
  };
  const count = (name: keyof typeof numbers, label: string, about: string, most: number): JSX.Element => (
    <TextField
      label={label}
      description={about}
      inputMode="numeric"
      value={value[name]}
      mistake={numbers[name] === null ? t.wholeNumber(most) : undefined}
      onValue={(text) => set({ [name]: text })}
    />
  );
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        type="datetime-local"
        label={t.proposalDeadline}
        description={t.deadlineAbout}
        value={value.proposalDeadline}
        onValue={(text) => set({ proposalDeadline: text })}
      />
      <TextField
        type="datetime-local"
        label={t.amendmentDeadline}
        description={t.deadlineAbout}
        value={value.amendmentDeadline}
        onValue={(text) => set({ amendmentDeadline: text })}
      />
      {count('seconds', t.seconds, t.secondsAbout, mostSupporters)}
      {count('speech', t.speech, t.speechAbout, mostSeconds)}
      {count('reply', t.reply, t.speechAbout, mostSeconds)}
      <Tick label={t.balance} value={value.balance} onValue={(balance) => set({ balance })} />
      <Tick label={t.selfCheckIn} value={value.selfCheckIn} onValue={(selfCheckIn) => set({ selfCheckIn })} />
      <Tick
        label={t.secretOnDemand}
        about={t.secretOnDemandAbout}
        value={value.secretOnDemand}
        onValue={(secretOnDemand) => set({ secretOnDemand })}
      />
      <TextField
        label={t.wifiName}
        description={t.wifiNameAbout}
        value={value.wifiName}
        autocomplete="off"
        onValue={(text) => set({ wifiName: text })}
      />
      {value.wifiName.trim() !== '' && (
        <TextField
          label={t.wifiPassword}
          value={value.wifiPassword}
          autocomplete="off"
          spellcheck={false}
          onValue={(text) => set({ wifiPassword: text })}
        />
      )}
      <SelectField
        label={t.language}
        value={value.language}
        choices={(['nb', 'nn'] as const).map((language) => ({ value: language, label: t.languages[language] }))}
        onValue={(language) => set({ language: language as Written['language'] })}
      />
      <ProblemBox problem={problem.value} />
      {saved.value && <Notice tone="success" role="status" title={t.settingsSaved} />}
      <Button type="submit" busy={busy.value}>
        {t.saveSettings}
      </Button>
    </form>
  );
}

function Tick({
  label,
  about,
  value,
  onValue,
}: {
  label: string;
  about?: string;
  value: boolean;
  onValue: (value: boolean) => void;
}): JSX.Element {
  const id = useId();
  return (
    <label class="option">
      <input
        type="checkbox"
        class="ds-input"
        checked={value}
        aria-labelledby={id}
        aria-describedby={about === undefined ? undefined : `${id}-about`}
        onChange={(event) => onValue(event.currentTarget.checked)}
      />
      <span id={id}>{label}</span>
      {about !== undefined && (
        <span class="option-about" id={`${id}-about`}>
          {about}
        </span>
      )}
    </label>
  );
}
