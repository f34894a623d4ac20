import type { JSX } from 'preact';
import * as v from 'valibot';
import { parseProposal } from '../../../server/rules/text.ts';
import { call } from '../../api.ts';
import { SelectField, TextArea, TextField } from '../../components/field.tsx';
import { ProposalText } from '../../components/proposal-text.tsx';
import { hall } from '../../i18n/delegate-hall.ts';
import { sending } from '../../i18n/delegate-sending.ts';
import { texts } from '../../i18n/delegate-texts.ts';
import { draftOf, formDraft } from './draft.ts';
import { type FormProps, SendingForm } from './sending-form.tsx';

const Written = v.object({ title: v.string(), text: v.string(), reason: v.string(), item: v.nullable(v.string()) });
type Written = v.InferOutput<typeof Written>;

/** A proposal of one's own: a title, the text as it would be pasted, the agenda item that it belongs to. */
export default function OwnProposal({ live, me, meeting, onDone }: FormProps): JSX.Element {
  const empty: Written = { title: '', text: '', reason: '', item: meeting.item };
  const draft = draftOf(formDraft('ownProposal', meeting.id, me), Written, empty);
  const t = sending();
  const written = draft.now.value;
  const { title, text, reason, item } = written;
  const missing = title.trim() === '' ? t.titleMissing : text.trim() === '' ? t.empty : undefined;
  const items = meeting.agenda.filter(({ state }) => state !== 'done');
  return (
    <SendingForm
      live={live}
      title={texts().ownProposal}
      about={t.ownAbout}
      obstacle={missing}
      sent={t.sent}
      send={() =>
        call(
          'submitProposal',
          { slug: live.slug, meeting: meeting.id },
          { item, kind: 'text', content: { title: title.trim(), text }, reason: reason.trim(), effect: null },
        )
      }
      onClear={draft.clear}
      onDone={onDone}
    >
      <TextField
        label={t.title}
        value={title}
        autocomplete="off"
        onValue={(next) => draft.set({ ...written, title: next })}
      />
      <TextArea
        label={t.text}
        description={t.textAbout}
        value={text}
        rows={8}
        onValue={(next) => draft.set({ ...written, text: next })}
      />
      {items.length > 0 && (
        <SelectField
          label={t.item}
          value={item ?? ''}
          choices={[
            { value: '', label: t.noItem },
            ...items.map((one) => ({ value: one.id, label: hall().item(one.number, one.title) })),
          ]}
          onValue={(next) => draft.set({ ...written, item: next === '' ? null : next })}
        />
      )}
      <TextArea
        label={t.reason}
        description={t.reasonAbout}
        value={reason}
        rows={3}
        onValue={(next) => draft.set({ ...written, reason: next })}
      />
      {missing === undefined && (
        <div class="card">
          <p class="muted small">{t.reading}</p>
          <ProposalText blocks={parseProposal(`${title}\n\n${text}`).blocks} title={title.trim()} level={4} />
        </div>
      )}
    </SendingForm>
  );
}
