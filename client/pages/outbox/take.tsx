import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { CourierReceipts } from '../../../server/rules/courier.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { outbox } from '../../i18n/outbox.ts';
import type { Problem } from '../../problem.ts';
import { saveFile } from '../../save-file.ts';
import { type HandedIn, type Intake, takeIn } from './intake.ts';
import { codeInWords } from './reason.tsx';

/** The largest file that is handed in, in bytes: what a server takes. */
const largest = 4 * 1024 * 1024;

/** Takes in a file from another branch, or the receipts that came back, and says of each part what became of it. */
export function Take({ slug, changed }: { slug: string; changed: () => Promise<void> }): JSX.Element {
  const id = useId();
  const busy = useSignal(false);
  const tooLarge = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const taken = useSignal<Intake | null>(null);
  const t = outbox();
  const read = async (input: HTMLInputElement): Promise<void> => {
    const file = input.files?.[0];
    if (file === undefined) return;
    taken.value = null;
    problem.value = null;
    tooLarge.value = file.size > largest;
    if (!tooLarge.value) {
      busy.value = true;
      const answer = await takeIn(slug, await file.text());
      if (answer.ok) {
        taken.value = answer.value;
        announce(headline(answer.value));
        await changed();
      } else problem.value = answer.problem;
      busy.value = false;
    }
    // The same file chosen again is a choice again.
    input.value = '';
  };
  return (
    <section class="card" aria-labelledby="take">
      <h2 class="ds-heading" data-size="sm" id="take">
        {t.take}
      </h2>
      <p>{t.takeAbout}</p>
      <div class="ds-field">
        <label class="ds-button take-file" data-variant="primary" for={id}>
          {busy.value ? t.taking : t.choose}
        </label>
        <input
          id={id}
          type="file"
          class="ds-sr-only"
          accept=".json,.jws,application/json,application/jose"
          aria-describedby={`${id}-about`}
          disabled={busy.value}
          onChange={(event) => void read(event.currentTarget)}
        />
        <p class="muted small" id={`${id}-about`}>
          {t.chooseAbout}
        </p>
        {tooLarge.value && (
          <p class="mistake" role="alert">
            {t.tooLarge}
          </p>
        )}
      </div>
      {problem.value?.code === 'file.format' ? (
        <Notice tone="danger" title={t.notOurs} role="alert">
          <p>{t.notOursNext}</p>
        </Notice>
      ) : (
        <ProblemBox problem={problem.value} />
      )}
      {taken.value?.kind === 'delivered' && (
        <Delivered
          slug={slug}
          items={taken.value.items}
          receipts={taken.value.receipts}
          title={headline(taken.value)}
        />
      )}
      {taken.value?.kind === 'receipts' && (
        <Notice tone="success" title={headline(taken.value)}>
          <ul class="taken" aria-label={t.items}>
            {taken.value.items.map(({ title, code, known }, i) => (
              <Item
                key={i}
                name={known ? title : t.receiptsOther}
                code={code}
                ok={t.arrivedItem}
                no={t.notArrivedItem}
              />
            ))}
          </ul>
        </Notice>
      )}
    </section>
  );
}

/** How much was taken in, in a sentence. */
function headline(intake: Intake): string {
  const t = outbox();
  const arrived = intake.items.filter(({ code }) => code === null).length;
  return intake.kind === 'delivered' ? t.taken(arrived, intake.items.length) : t.receiptsTaken(arrived);
}

/** The parts of a file from another branch, and the receipts to give back. */
function Delivered({
  slug,
  items,
  receipts,
  title,
}: {
  slug: string;
  items: readonly HandedIn[];
  receipts: CourierReceipts;
  title: string;
}): JSX.Element {
  const t = outbox();
  const all = items.every(({ code }) => code === null);
  const save = (): void =>
    saveFile(new Blob([JSON.stringify(receipts)]), `${slug}-kvitteringer.json`, 'application/json');
  return (
    <>
      <Notice tone={all ? 'success' : 'warning'} title={title}>
        <ul class="taken" aria-label={t.items}>
          {items.map(({ kind, title: called, from, code }, i) => {
            const what = kind === null ? t.unreadable : (t.kind[kind] ?? kind);
            return (
              <Item key={i} name={called === '' ? what : called} code={code} ok={t.takenItem} no={t.refusedItem}>
                {from !== '' && <span class="muted small">{t.from(what, from)}</span>}
              </Item>
            );
          })}
        </ul>
      </Notice>
      <h3 class="ds-heading" data-size="xs">
        {t.receiptsBack}
      </h3>
      <p>{t.receiptsBackAbout}</p>
      <div class="actions">
        <Button variant="secondary" onClick={save}>
          {t.receiptsDownload}
        </Button>
      </div>
    </>
  );
}

/** One part: what it is, whether it was taken in, and if not, why. */
function Item({
  name,
  code,
  ok,
  no,
  children,
}: {
  name: string;
  code: string | null;
  ok: string;
  no: string;
  children?: ComponentChildren;
}): JSX.Element {
  const t = outbox();
  return (
    <li>
      <span>
        <span aria-hidden="true">{code === null ? '✓' : '✗'}</span> <strong>{name}</strong> · {code === null ? ok : no}
      </span>
      {children}
      {code !== null && (
        <span>
          {t.why} {codeInWords(code) ?? code} <code class="muted small">{code}</code>
        </span>
      )}
    </li>
  );
}
