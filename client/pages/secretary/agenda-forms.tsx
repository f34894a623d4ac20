import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { AgendaItem } from '../../../server/api/agenda.ts';
import type { ItemKind } from '../../../server/rules/meeting.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { SelectField, TextArea, TextField } from '../../components/field.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { secretaryMeeting } from '../../i18n/secretary-meeting.ts';
import type { Problem } from '../../problem.ts';

const kinds: readonly ItemKind[] = [
  'matter',
  'information',
  'election',
  'notice',
  'agenda',
  'chair',
  'secretary',
  'signers',
  'tellers',
];

/** Minutes as they are written: null for none, undefined for what is no such number. */
function minutesIn(text: string): number | null | undefined {
  const written = text.trim();
  if (written === '') return null;
  const minutes = Number(written);
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= 1440 ? minutes : undefined;
}

/** Changes an item's title, time and note. */
export function ItemForm({
  item,
  slug,
  onDone,
  onCancel,
}: {
  item: AgendaItem;
  slug: string;
  onDone: () => Promise<void>;
  onCancel: () => void;
}): JSX.Element {
  const title = useSignal(item.title);
  const minutes = useSignal(item.minutes === null ? '' : String(item.minutes));
  const note = useSignal(item.note);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = secretaryMeeting();
  const parsed = minutesIn(minutes.value);
  const save = async (): Promise<void> => {
    if (title.value.trim() === '' || parsed === undefined) return;
    busy.value = true;
    const body = { title: title.value.trim(), minutes: parsed, note: note.value.trim() };
    const answer = await call('editItem', { slug, item: item.id }, body);
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) {
      announce(t.itemSaved);
      await onDone();
    }
    busy.value = false;
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={t.itemTitle}
        value={title.value}
        mistake={title.value.trim() === '' ? t.itemMissing : undefined}
        onValue={(value) => {
          title.value = value;
        }}
      />
      <TextField
        label={t.itemMinutes}
        description={t.itemMinutesAbout}
        inputMode="numeric"
        value={minutes.value}
        mistake={parsed === undefined ? t.itemMinutesWrong : undefined}
        onValue={(value) => {
          minutes.value = value;
        }}
      />
      <TextArea
        label={t.itemNote}
        description={t.itemNoteAbout}
        rows={3}
        value={note.value}
        onValue={(value) => {
          note.value = value;
        }}
      />
      <ProblemBox problem={problem.value} />
      <div class="actions">
        <Button type="submit" busy={busy.value}>
          {t.save}
        </Button>
        <Button variant="secondary" color="neutral" onClick={onCancel}>
          {t.cancel}
        </Button>
      </div>
    </form>
  );
}

/** One more item, at the end of the agenda. */
export function NewItem({
  slug,
  meeting,
  onAdded,
}: {
  slug: string;
  meeting: string;
  onAdded: () => Promise<void>;
}): JSX.Element {
  const title = useSignal('');
  const kind = useSignal<ItemKind>('matter');
  const minutes = useSignal('');
  const tried = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = secretaryMeeting();
  const parsed = minutesIn(minutes.value);
  const add = async (): Promise<void> => {
    tried.value = true;
    if (title.value.trim() === '' || parsed === undefined) return;
    busy.value = true;
    const body = { title: title.value.trim(), kind: kind.value, minutes: parsed };
    const answer = await call('addItem', { slug, meeting }, body);
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) {
      await onAdded();
      announce(t.itemAdded(body.title));
      [title.value, minutes.value, tried.value] = ['', '', false];
    }
    busy.value = false;
  };
  return (
    <section class="card" aria-labelledby="new-item">
      <h3 class="ds-heading" data-size="xs" id="new-item">
        {t.newItem}
      </h3>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <TextField
          label={t.itemTitle}
          value={title.value}
          autocomplete="off"
          mistake={tried.value && title.value.trim() === '' ? t.itemMissing : undefined}
          onValue={(value) => {
            title.value = value;
          }}
        />
        <SelectField
          label={t.itemKindTitle}
          value={kind.value}
          choices={kinds.map((value) => ({ value, label: t.itemKind[value] }))}
          onValue={(value) => {
            kind.value = value as ItemKind;
          }}
        />
        <TextField
          label={t.itemMinutes}
          description={t.itemMinutesAbout}
          inputMode="numeric"
          value={minutes.value}
          mistake={parsed === undefined ? t.itemMinutesWrong : undefined}
          onValue={(value) => {
            minutes.value = value;
          }}
        />
        <ProblemBox problem={problem.value} />
        <Button type="submit" busy={busy.value}>
          {t.addItem}
        </Button>
      </form>
    </section>
  );
}
