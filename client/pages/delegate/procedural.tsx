import type { JSX } from 'preact';
import * as v from 'valibot';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { Effect, ProposalKind } from '../../../server/rules/motion.ts';
import { oneLine } from '../../../server/rules/proposal.ts';
import { call } from '../../api.ts';
import { TextArea, TextField } from '../../components/field.tsx';
import { Options } from '../../components/options.tsx';
import { sending } from '../../i18n/delegate-sending.ts';
import { texts } from '../../i18n/delegate-texts.ts';
import { draftOf, formDraft } from './draft.ts';
import { type FormProps, SendingForm } from './sending-form.tsx';

const kinds = ['postpone', 'forward', 'closeList', 'closeIntake', 'speechTime', 'other'] as const;
const Written = v.object({
  kind: v.nullable(v.picklist(kinds)),
  target: v.string(),
  to: v.string(),
  minutes: v.string(),
  text: v.string(),
  reason: v.string(),
});
type Written = v.InferOutput<typeof Written>;

/** A procedural proposal as it is sent. */
interface Motion {
  kind: ProposalKind;
  title: string;
  text: string;
  effect: Effect | null;
}

/** The proposal that is written, or what is missing of it. */
function motionOf(
  { kind, target: id, to: whom, minutes: typed, text: written }: Written,
  targets: readonly ProposalInfo[],
): Motion | string {
  const t = sending();
  const target = targets.find((one) => one.id === id);
  const to = oneLine(whom);
  const minutes = /^\d{1,2}$/u.test(typed.trim()) ? Number(typed) : 0;
  const text = oneLine(written);
  switch (kind) {
    case null:
      return t.chooseKind;
    case 'postpone': {
      if (target === undefined) return t.targetMissing;
      const { title } = target.content;
      const effect: Effect = { kind, target: id };
      return { kind, title: t.orderTitle.postpone(title), text: t.orderText.postpone(title), effect };
    }
    case 'forward': {
      if (target === undefined) return t.targetMissing;
      if (to === '') return t.toMissing;
      const { title } = target.content;
      const effect: Effect = { kind, target: id, to };
      return { kind, title: t.orderTitle.forward(title, to), text: t.orderText.forward(title, to), effect };
    }
    case 'closeList':
      return {
        kind: 'procedure',
        title: t.orderTitle.closeList,
        text: t.orderText.closeList,
        effect: { kind: 'close-list' },
      };
    case 'closeIntake':
      return {
        kind: 'procedure',
        title: t.orderTitle.closeIntake,
        text: t.orderText.closeIntake,
        effect: { kind: 'close-intake' },
      };
    case 'speechTime':
      if (minutes < 1 || minutes > 60) return t.minutesMissing;
      return {
        kind: 'procedure',
        title: t.orderTitle.speechTime(minutes),
        text: t.orderText.speechTime(minutes),
        effect: { kind: 'speech-time', seconds: minutes * 60 },
      };
    case 'other':
      return text === '' ? t.empty : { kind: 'procedure', title: t.orderTitle.other, text, effect: null };
  }
}

/** A proposal on how the meeting goes on: postponement, forwarding, closing of a list, another time limit, or something else. */
export default function Procedural({ live, snapshot, me, meeting, onDone }: FormProps): JSX.Element {
  const t = sending();
  const empty: Written = { kind: null, target: '', to: t.toStart, minutes: '', text: '', reason: '' };
  const draft = draftOf(formDraft('procedural', meeting.id, me), Written, empty);
  const written = draft.now.value;
  const { kind, target, to, minutes, text, reason } = written;
  const targets = snapshot.proposals.filter(
    (one) => one.kind === 'text' && one.disposition.kind === 'open' && one.state !== 'withdrawn',
  );
  const motion = motionOf(written, targets);
  return (
    <SendingForm
      live={live}
      title={texts().procedural}
      about={t.orderAbout}
      obstacle={typeof motion === 'string' ? motion : undefined}
      sent={t.sent}
      send={async () => {
        if (typeof motion === 'string') throw new Error(motion);
        const content = {
          title: motion.title.slice(0, 300),
          blocks: [{ kind: 'paragraph' as const, text: motion.text }],
        };
        return call(
          'submitProposal',
          { slug: live.slug, meeting: meeting.id },
          { item: meeting.item, kind: motion.kind, content, reason: reason.trim(), effect: motion.effect },
        );
      }}
      onClear={draft.clear}
      onDone={onDone}
    >
      <Options
        legend={t.orderKind}
        value={kind}
        choices={kinds.map((value) => ({ value, label: t[value] }))}
        onValue={(next) => draft.set({ ...written, kind: next })}
      />
      {(kind === 'postpone' || kind === 'forward') &&
        (targets.length === 0 ? (
          <p class="mistake">{t.noTargets}</p>
        ) : (
          <Options
            legend={t.target}
            value={target === '' ? null : target}
            choices={targets.map(({ id, content }) => ({ value: id, label: content.title }))}
            onValue={(next) => draft.set({ ...written, target: next })}
          />
        ))}
      {kind === 'forward' && (
        <TextField label={t.to} value={to} onValue={(next) => draft.set({ ...written, to: next })} />
      )}
      {kind === 'speechTime' && (
        <TextField
          label={t.minutes}
          value={minutes}
          inputMode="numeric"
          onValue={(next) => draft.set({ ...written, minutes: next })}
        />
      )}
      {kind === 'other' && (
        <TextArea label={t.otherText} value={text} rows={4} onValue={(next) => draft.set({ ...written, text: next })} />
      )}
      <TextArea
        label={t.reason}
        description={t.reasonAbout}
        value={reason}
        rows={2}
        onValue={(next) => draft.set({ ...written, reason: next })}
      />
    </SendingForm>
  );
}
