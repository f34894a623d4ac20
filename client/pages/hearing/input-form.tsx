import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import * as v from 'valibot';
import type { Comment, HearingStatement } from '../../../server/rules/party-statements.ts';
import { oneLine } from '../../../server/rules/proposal.ts';
import { Button } from '../../components/button.tsx';
import { SelectField, TextArea } from '../../components/field.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { common } from '../../i18n/common.ts';
import { hearing as words } from '../../i18n/hearing.ts';
import type { Problem, Result } from '../../problem.ts';
import { draftOf } from '../delegate/draft.ts';
import { nameOfPlace } from './view.tsx';

/** A remark while it is written. */
const Written = v.object({
  key: v.number(),
  place: v.number(),
  type: v.picklist(['comment', 'replace', 'delete', 'add']),
  text: v.string(),
  reason: v.string(),
});
type Written = v.InferOutput<typeof Written>;
const Draft = v.array(Written);

const blank: Written = { key: 0, place: 0, type: 'comment', text: '', reason: '' };

function isMissing({ type, text }: Written): boolean {
  return type !== 'delete' && text.trim() === '';
}

function commentOf({ place, type, text, reason }: Written): Comment {
  // what stands in the text is one line; a comment may be several
  const said = type === 'comment' ? text.trim() : type === 'delete' ? '' : oneLine(text);
  return { place, type, text: said, reason: reason.trim() };
}

/**
 * Written input: remarks, each to a place of the text or to the whole of it. What is written is kept on the device under
 * `name` until it is sent. `children` stand between the remarks and the button, `obstacle` says what they lack.
 */
export function InputForm({
  name,
  statement: { content, kind },
  obstacle,
  send,
  onCancel,
  children,
}: {
  name: string;
  statement: HearingStatement;
  obstacle?: string | undefined;
  send: (comments: Comment[]) => Promise<Result<unknown>>;
  onCancel?: () => void;
  children?: ComponentChildren;
}): JSX.Element {
  const draft = draftOf(name, Draft, [blank]);
  const tried = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = words();
  const written = draft.now.value;
  const change = (at: number, part: Partial<Written>): void =>
    draft.set(written.map((one, i) => (i === at ? { ...one, ...part } : one)));
  const submit = async (): Promise<void> => {
    tried.value = true;
    if (written.some(isMissing) || obstacle !== undefined) return;
    busy.value = true;
    const answer = await send(written.map(commentOf));
    problem.value = answer.ok ? null : answer.problem;
    busy.value = false;
    if (!answer.ok) return;
    tried.value = false;
    draft.clear();
  };
  return (
    <div class="form input-form">
      {written.map((one, i) => (
        <Remark
          key={one.key}
          written={one}
          number={i + 1}
          content={content}
          whole={kind === 'proposals'}
          tried={tried.value}
          onChange={(part) => change(i, part)}
          onRemove={written.length === 1 ? undefined : () => draft.set(written.filter((_, k) => k !== i))}
        />
      ))}
      <Button
        variant="secondary"
        data-size="sm"
        onClick={() => {
          const key = written.reduce((most, one) => Math.max(most, one.key), 0) + 1;
          draft.set([...written, { ...blank, key }]);
        }}
      >
        {t.addRemark}
      </Button>
      {children}
      {tried.value && obstacle !== undefined && (
        <p class="mistake" role="alert">
          {obstacle}
        </p>
      )}
      <ProblemBox problem={problem.value} />
      <div class="actions">
        <Button busy={busy.value} onClick={() => void submit()}>
          {t.sendInput}
        </Button>
        {onCancel !== undefined && (
          <Button variant="tertiary" color="neutral" onClick={onCancel}>
            {common().cancel}
          </Button>
        )}
      </div>
    </div>
  );
}

function Remark({
  written: { place, type, text, reason },
  number,
  content,
  whole,
  tried,
  onChange,
  onRemove,
}: {
  written: Written;
  number: number;
  content: HearingStatement['content'];
  /** Remarks are to the whole alone. */
  whole: boolean;
  tried: boolean;
  onChange: (part: Partial<Written>) => void;
  onRemove: (() => void) | undefined;
}): JSX.Element {
  const t = words();
  const there = content.blocks[place - 1]?.text ?? '';
  const choose = (next: Written['type']): void =>
    // a text that somebody wrote themselves is never replaced
    onChange({ type: next, text: next === 'replace' && text.trim() === '' ? there : text });
  return (
    <fieldset class="card">
      <legend>{t.remark(number)}</legend>
      {!whole && (
        <div class="two-fields">
          <SelectField
            label={t.remarkPlace}
            value={String(place)}
            choices={[
              { value: '0', label: t.whole },
              ...content.blocks.map((block, i) => ({
                value: String(i + 1),
                label: `${nameOfPlace(content, i + 1)}: ${shortened(block.text)}`,
              })),
            ]}
            onValue={(value) => onChange({ place: Number(value), ...(value === '0' ? { type: 'comment' } : {}) })}
          />
          {place > 0 && (
            <SelectField
              label={t.remarkType}
              value={type}
              choices={(['comment', 'replace', 'delete', 'add'] as const).map((value) => ({
                value,
                label: t.remarkTypes[value],
              }))}
              onValue={(value) => choose(value as Written['type'])}
            />
          )}
        </div>
      )}
      {there !== '' && type !== 'replace' && <p class="document quoted">{there}</p>}
      {type !== 'delete' && (
        <TextArea
          label={t.remarkText[type]}
          value={text}
          rows={4}
          mistake={tried && text.trim() === '' ? t.remarkMissing : undefined}
          onValue={(value) => onChange({ text: value })}
        />
      )}
      {type !== 'comment' && (
        <TextArea label={t.remarkReason} value={reason} rows={2} onValue={(value) => onChange({ reason: value })} />
      )}
      {onRemove !== undefined && (
        <Button variant="tertiary" color="neutral" data-size="sm" onClick={onRemove}>
          {t.removeRemark(number)}
        </Button>
      )}
    </fieldset>
  );
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 58).trimEnd()} …` : text;
}
