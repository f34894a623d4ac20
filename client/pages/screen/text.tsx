import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ScreenBlock, ScreenText } from '../../../server/api/screens.ts';
import { Segments } from '../../components/change.tsx';
import { texts } from '../../i18n/delegate-texts.ts';
import { screen } from '../../i18n/screen.ts';
import { Paged } from './paged.tsx';

/** Characters up to which a text is drawn larger; a block counts as a line beside its own. */
const shortText = 280;
const line = 40;

/** The text under the item as it stands, and in turn with it what remains of the announced voting plan. */
export function Text({ text }: { text: ScreenText }): JSX.Element {
  const t = texts();
  const plan = useSignal(false);
  const steps = text.steps.length;
  const turn = useMemo(() => {
    if (steps === 0) plan.value = false;
    if (steps === 0) return undefined;
    return () => {
      plan.value = !plan.value;
    };
  }, [steps, plan]);
  const changed = text.blocks.some(({ kind }) => kind !== 'same');
  return (
    <>
      <h1 class="screen-title screen-title-small">
        {plan.value ? screen().plan : screen().proposal(text.number, text.title)}
      </h1>
      {plan.value ? <Plan text={text} onRound={turn} /> : <Blocks text={text} onRound={turn} />}
      {!plan.value && changed && <p class="screen-muted">{t.legend}</p>}
    </>
  );
}

/** The blocks of a text, page by page, with what is voted on in view. A first heading that repeats the title is left out. */
export function Blocks({
  text: { blocks, focus, title },
  onRound,
}: {
  text: ScreenText;
  onRound?: (() => void) | undefined;
}): JSX.Element {
  return (
    <Paged mark={JSON.stringify(blocks)} focus={focus} short={lengthOf(blocks) < shortText} onRound={onRound}>
      {blocks.map((block, i) => (
        <Block key={i} block={block} voted={focus.includes(i)} hidden={i === 0 && repeats(block, title)} />
      ))}
    </Paged>
  );
}

function lengthOf(blocks: readonly ScreenBlock[]): number {
  return blocks.reduce((sum, { segments }) => sum + line + segments.reduce((n, { text }) => n + text.length, 0), 0);
}

function Block({ block, voted, hidden }: { block: ScreenBlock; voted: boolean; hidden: boolean }): JSX.Element {
  return (
    <p class="screen-block" data-block={block.block} data-voted={voted ? '' : undefined} hidden={hidden}>
      {block.block === 'point' && <span class="screen-number">{block.point === null ? '–' : `${block.point}.`}</span>}
      <span>
        <Segments segments={block.segments} />
      </span>
    </p>
  );
}

function repeats({ block, kind, segments }: ScreenBlock, title: string): boolean {
  return block === 'heading' && kind === 'same' && segments.map(({ text }) => text).join('') === title;
}

/** What remains of the voting plan, in order, with the reason of each step and what falls by it. */
function Plan({ text: { steps }, onRound }: { text: ScreenText; onRound: (() => void) | undefined }): JSX.Element {
  const reasons: Readonly<Record<string, string>> = texts().planReason;
  const t = texts();
  const nameOf = ({ of, reason }: ScreenText['steps'][number]): string => {
    const numbers = of.filter((one) => one !== 'text');
    const [a, b] = numbers;
    if (a === undefined) return t.planText;
    if (b === undefined) return t.planOne(a);
    return reason === 'alternatives' ? t.planPair(a, b) : t.planBlock(numbers);
  };
  return (
    <Paged mark={JSON.stringify(steps)} onRound={onRound}>
      {steps.map((step, i) => (
        <div class="screen-block" data-block="point" key={i}>
          <span class="screen-number">{i + 1}.</span>
          <span>
            {nameOf(step)}
            <span class="screen-muted screen-reason">
              {reasons[step.reason] ?? ''} {step.lapses.length > 0 && t.planLapses(step.lapses)}
            </span>
          </span>
        </div>
      ))}
    </Paged>
  );
}
