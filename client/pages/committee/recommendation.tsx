import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { CommitteeInfo } from '../../../server/api/committees.ts';
import type { CommitteeRecommendation } from '../../../server/rules/party-statements.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { RecommendationView } from '../../components/committee-view.tsx';
import { TextArea } from '../../components/field.tsx';
import { Options } from '../../components/options.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { committee as words } from '../../i18n/committee.ts';
import type { Problem } from '../../problem.ts';

interface Written {
  key: number;
  by: string[];
  text: string;
}

/** What the committee says of its draft: that all stand behind it, or who does not and what they think. */
export function Recommendation({
  slug,
  committee,
  reload,
}: {
  slug: string;
  committee: CommitteeInfo;
  reload: () => Promise<void>;
}): JSX.Element | null {
  const problem = useSignal<Problem | null>(null);
  const busy = useSignal(false);
  const t = words();
  const { blocks, mine, recommendation, state, version } = committee;
  if (blocks.length === 0) return null;
  const may = mine && state === 'working';
  const save = async (said: CommitteeRecommendation | null): Promise<void> => {
    busy.value = true;
    const answer = await call(
      'recommendDraft',
      { slug, committee: committee.committee },
      { version, recommendation: said },
    );
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok && said !== null) announce(t.savedRecommendation);
    await reload();
    busy.value = false;
  };
  return (
    <section class="card" aria-labelledby="recommendation">
      <h2 class="ds-heading" data-size="xs" id="recommendation">
        {t.recommendation}
      </h2>
      {recommendation === null ? (
        <p class="muted">{may ? t.recommendationAbout : t.recommendationNone}</p>
      ) : (
        <RecommendationView recommendation={recommendation} />
      )}
      <ProblemBox problem={problem.value} />
      {may && recommendation === null && <Form committee={committee} busy={busy.value} onSave={save} />}
      {may && recommendation !== null && (
        <div class="actions">
          <Button variant="secondary" color="neutral" busy={busy.value} onClick={() => void save(null)}>
            {t.takeBack}
          </Button>
        </div>
      )}
    </section>
  );
}

function Form({
  committee,
  busy,
  onSave,
}: {
  committee: CommitteeInfo;
  busy: boolean;
  onSave: (said: CommitteeRecommendation) => Promise<void>;
}): JSX.Element {
  const said = useSignal<'unanimous' | 'dissent' | null>(null);
  const dissents = useSignal<Written[]>([{ key: 0, by: [], text: '' }]);
  const tried = useSignal(false);
  const t = words();
  const missing = ({ by, text }: Written): boolean => by.length === 0 || text.trim() === '';
  const save = (): void => {
    tried.value = true;
    if (said.value === 'unanimous') void onSave({ unanimous: true, dissents: [] });
    if (said.value === 'dissent' && !dissents.value.some(missing)) {
      const written = dissents.value.map(({ by, text }) => ({ by, text: text.trim() }));
      void onSave({ unanimous: false, dissents: written });
    }
  };
  const change = (at: number, part: Partial<Written>): void => {
    dissents.value = dissents.value.map((one, i) => (i === at ? { ...one, ...part } : one));
  };
  return (
    <div class="form">
      <Options
        legend={t.innstilling}
        value={said.value}
        mistake={tried.value && said.value === null ? t.innstillingMissing : undefined}
        choices={[
          { value: 'unanimous', label: t.unanimous, about: t.unanimousAbout },
          { value: 'dissent', label: t.dissent, about: t.dissentAbout },
        ]}
        onValue={(value) => {
          said.value = value;
        }}
      />
      {said.value === 'dissent' &&
        dissents.value.map((one, i) => (
          <fieldset class="card" key={one.key}>
            <legend>{t.dissentOf(i + 1)}</legend>
            <Who
              members={committee.members.map(({ name }) => name)}
              chosen={one.by}
              onChoose={(by) => change(i, { by })}
            />
            <TextArea
              label={t.dissentText}
              value={one.text}
              rows={4}
              mistake={tried.value && missing(one) ? t.dissentMissing : undefined}
              onValue={(text) => change(i, { text })}
            />
            {dissents.value.length > 1 && (
              <Button
                variant="tertiary"
                color="neutral"
                data-size="sm"
                onClick={() => {
                  dissents.value = dissents.value.filter((_, k) => k !== i);
                }}
              >
                {t.removeDissent(i + 1)}
              </Button>
            )}
          </fieldset>
        ))}
      <div class="actions">
        <Button busy={busy} onClick={save}>
          {t.saveRecommendation}
        </Button>
        {said.value === 'dissent' && (
          <Button
            variant="secondary"
            data-size="sm"
            onClick={() => {
              const key = dissents.value.reduce((most, one) => Math.max(most, one.key), 0) + 1;
              dissents.value = [...dissents.value, { key, by: [], text: '' }];
            }}
          >
            {t.addDissent}
          </Button>
        )}
      </div>
    </div>
  );
}

/** A box for each member, by name. */
function Who({
  members,
  chosen,
  onChoose,
}: {
  members: readonly string[];
  chosen: readonly string[];
  onChoose: (names: string[]) => void;
}): JSX.Element {
  return (
    <fieldset class="ds-fieldset checks">
      <legend class="ds-label">{words().dissentBy}</legend>
      {members.map((name) => (
        <label class="option" key={name}>
          <input
            type="checkbox"
            class="ds-input"
            checked={chosen.includes(name)}
            onChange={(event) =>
              onChoose(event.currentTarget.checked ? [...chosen, name] : chosen.filter((one) => one !== name))
            }
          />
          <span class="option-label">{name}</span>
        </label>
      ))}
    </fieldset>
  );
}
