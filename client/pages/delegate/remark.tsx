import type { JSX } from 'preact';
import * as v from 'valibot';
import { call } from '../../api.ts';
import { SelectField, TextArea } from '../../components/field.tsx';
import { sending } from '../../i18n/delegate-sending.ts';
import { texts } from '../../i18n/delegate-texts.ts';
import { draftOf, formDraft } from './draft.ts';
import { type FormProps, SendingForm } from './sending-form.tsx';
import { subjectName } from './subject.tsx';

const Written = v.object({ text: v.string(), ballot: v.string() });

/** A remark to the minutes in one's own words, about the meeting or one of its ballots. */
export default function Remark({ live, snapshot, me, meeting, onDone }: FormProps): JSX.Element {
  const t = sending();
  const draft = draftOf(formDraft('remark', meeting.id, me), Written, { text: '', ballot: '' });
  const written = draft.now.value;
  const ballots = snapshot.ballots.filter(({ state }) => state === 'closed' || state === 'cancelled').reverse();
  return (
    <SendingForm
      live={live}
      title={texts().remark}
      about={t.remarkAbout}
      obstacle={written.text.trim() === '' ? t.empty : undefined}
      sent={t.remarkSent}
      send={() =>
        call(
          'addRemark',
          { slug: live.slug, meeting: meeting.id },
          { text: written.text.trim(), ballot: written.ballot === '' ? null : written.ballot },
        )
      }
      onClear={draft.clear}
      onDone={onDone}
    >
      {ballots.length > 0 && (
        <SelectField
          label={t.remarkBallot}
          value={written.ballot}
          choices={[
            { value: '', label: t.remarkMeeting },
            ...ballots.map((ballot) => ({
              value: ballot.id,
              label: t.remarkOf(ballot.definition.number, subjectName(snapshot, ballot)),
            })),
          ]}
          onValue={(next) => draft.set({ ...written, ballot: next })}
        />
      )}
      <TextArea
        label={t.remarkText}
        value={written.text}
        rows={5}
        onValue={(next) => draft.set({ ...written, text: next })}
      />
    </SendingForm>
  );
}
