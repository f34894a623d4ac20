import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { CollectionItem } from '../../../server/api/collection.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import type { Treated, TreatedOutcome, TreatedPoint } from '../../../server/rules/party-statements.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { historyHeading } from '../../components/custody/history.tsx';
import { Options } from '../../components/options.tsx';
import { common } from '../../i18n/common.ts';
import { treatment } from '../../i18n/treatment.ts';
import type { Live } from '../../live.ts';
import {
  draftOf,
  isNews,
  mistakesIn,
  type PointDraft,
  pointOf,
  saidBy,
  type Treatable,
  treatableOf,
  withOutcome,
} from './draft.ts';
import { OutcomeField, PointFields, RecommendationField } from './point-fields.tsx';
import { Preview } from './preview.tsx';
import { Suggested } from './suggested.tsx';

/** The form of a branch that has not said what became of all of it; the way to it for one that has. */
export function Treat(props: FormProps): JSX.Element {
  const again = useSignal(false);
  const said = saidBy(props.item, props.branch.id);
  const decided = new Set(said.filter(({ outcome }) => outcome !== null).map(({ number }) => number));
  const points = treatableOf(props.item).filter(({ number }) => number > 0);
  const all = decided.has(0) || (points.length > 0 && points.every(({ number }) => decided.has(number)));
  if (!all || again.value) {
    return (
      <Form
        {...props}
        onSigned={async () => {
          await props.onSigned();
          again.value = false;
          document.getElementById(historyHeading)?.focus();
        }}
      />
    );
  }
  return (
    <div class="actions no-print">
      <Button
        variant="secondary"
        onClick={() => {
          again.value = true;
        }}
      >
        {treatment().treatAgain}
      </Button>
    </div>
  );
}

interface FormProps {
  live: Live;
  branch: Snapshot['branch'];
  item: CollectionItem;
  /** Fetches what is held of the resolution again. */
  onSigned: () => Promise<void>;
}

/** The form in which a leader says what the branch recommends and has decided, as a whole or point by point. */
function Form({ live, branch, item, onSigned }: FormProps): JSX.Element {
  const t = treatment();
  const above = branch.parent?.name ?? '';
  const said = saidBy(item, branch.id);
  const treatables = treatableOf(item);
  const hasPoints = treatables.length > 1;
  const byPoint = useSignal(hasPoints && !said.some(({ number }) => number === 0));
  /** What has been filled in and not signed yet. */
  const drafts = useSignal<ReadonlyMap<number, PointDraft>>(new Map());
  const tried = useSignal(false);
  const open = useSignal(false);
  const saidOf = (number: number): TreatedPoint | undefined => said.find((one) => one.number === number);
  const draftFor = ({ number, text }: Treatable): PointDraft =>
    drafts.value.get(number) ?? draftOf(saidOf(number), text, above);
  const change = (treatable: Treatable, part: Partial<PointDraft>): void => {
    drafts.value = new Map(drafts.value).set(treatable.number, { ...draftFor(treatable), ...part });
  };
  const shown = treatables.filter(({ number }) => number > 0 === byPoint.value);
  const news = shown
    .map((one) => pointOf(one.number, draftFor(one)))
    .filter((point) => isNews(point, saidOf(point.number)));
  const faulty = shown.filter(
    (one) => news.some(({ number }) => number === one.number) && mistakesIn(draftFor(one), one.text).size > 0,
  );
  const all = <K extends 'recommendation' | 'outcome'>(field: K): PointDraft[K] => {
    const [first, ...others] = shown.map((one) => draftFor(one)[field]);
    return first !== undefined && others.every((one) => one === first) ? first : ('' as PointDraft[K]);
  };
  const changeAll = (part: { recommendation: Treated | '' } | { outcome: TreatedOutcome | '' }): void => {
    const next = new Map(drafts.value);
    for (const one of shown) next.set(one.number, { ...draftFor(one), ...part });
    drafts.value = next;
  };
  return (
    <section class="stack no-print" aria-labelledby="treat-heading">
      <h2 class="ds-heading" data-size="sm" id="treat-heading">
        {t.treat}
      </h2>
      <p class="muted">{t.treatAbout(branch.name)}</p>
      <Suggested
        live={live}
        item={item}
        isFilled={(number) => drafts.value.has(number)}
        onUse={(points) => {
          const next = new Map(drafts.value);
          for (const point of points) {
            const treatable = treatables.find(({ number }) => number === point.number);
            if (treatable === undefined) continue;
            next.set(point.number, withOutcome(draftFor(treatable), point));
          }
          drafts.value = next;
          byPoint.value = points.some(({ number }) => number > 0);
        }}
      />
      {hasPoints && (
        <Options
          legend={t.how}
          segments
          value={byPoint.value ? 'points' : 'whole'}
          choices={[
            { value: 'points', label: t.byPoint },
            { value: 'whole', label: t.asWhole },
          ]}
          onValue={(how) => {
            byPoint.value = how === 'points';
          }}
        />
      )}
      {byPoint.value && shown.length > 1 && (
        <fieldset class="ds-fieldset treat-all">
          <legend class="ds-label">{t.all}</legend>
          <div class="treat-choices">
            <RecommendationField
              label={t.allRecommendation}
              none={t.allKeep}
              value={all('recommendation')}
              above={branch.parent !== null}
              simple
              onValue={(recommendation) => changeAll({ recommendation })}
            />
            <OutcomeField
              label={t.allOutcome}
              none={t.allKeep}
              value={all('outcome')}
              above={branch.parent !== null}
              simple
              onValue={(outcome) => changeAll({ outcome })}
            />
          </div>
        </fieldset>
      )}
      {shown.map((one) => (
        <PointFields
          key={one.number}
          treatable={one}
          draft={draftFor(one)}
          mistakes={tried.value ? mistakesIn(draftFor(one), one.text) : new Set()}
          above={branch.parent !== null}
          onChange={(part) => change(one, part)}
        />
      ))}
      <div class="actions">
        <Button
          reason={news.length === 0 ? t.nothing : undefined}
          onClick={() => {
            tried.value = faulty.length > 0;
            open.value = faulty.length === 0;
            if (faulty.length > 0) announce(t.mistakes, 'assertive');
          }}
        >
          {t.preview}
        </Button>
        {tried.value && faulty.length > 0 && (
          <p class="mistake">
            {t.mistakesIn(faulty.map(({ number }) => (number === 0 ? t.whole : common().point(number))))}
          </p>
        )}
      </div>
      <Preview
        live={live}
        branch={branch}
        item={item}
        news={news}
        said={said}
        open={open.value}
        onCancel={() => {
          open.value = false;
        }}
        onSigned={async () => {
          await onSigned();
          drafts.value = new Map();
          tried.value = false;
          open.value = false;
        }}
      />
    </section>
  );
}
