import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { PartyChild } from '../../../server/api/party.ts';
import type { HearingDraft } from '../../../server/rules/hearing.ts';
import { call } from '../../api.ts';
import { Options } from '../../components/options.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { hearing as words } from '../../i18n/hearing.ts';
import type { Problem } from '../../problem.ts';

/** Who is asked: all branches below or some, those below them too, and whether others may write. */
export function AskedStep({
  slug,
  draft: { asked, outside },
  tried,
  onChange,
}: {
  slug: string;
  draft: HearingDraft;
  tried: boolean;
  onChange: (part: Partial<HearingDraft>) => void;
}): JSX.Element {
  const children = useSignal<PartyChild[]>([]);
  const problem = useSignal<Problem | null>(null);
  useEffect(() => {
    void call('party', { slug }).then((answer) => {
      problem.value = answer.ok ? null : answer.problem;
      if (answer.ok) children.value = answer.value.children.filter(({ state }) => state === 'active');
    });
  }, [slug, children, problem]);
  const t = words();
  const chosen = asked.branches === 'all' ? [] : asked.branches;
  const choose = (branches: HearingDraft['asked']['branches']): void => onChange({ asked: { ...asked, branches } });
  return (
    <div class="form">
      <ProblemBox problem={problem.value} />
      <Options
        legend={t.who}
        value={asked.branches === 'all' ? 'all' : 'some'}
        choices={[
          { value: 'all', label: t.whoAll(children.value.length) },
          { value: 'some', label: t.whoSome },
        ]}
        onValue={(value) => choose(value === 'all' ? 'all' : children.value.map(({ id }) => id))}
      />
      {asked.branches !== 'all' && (
        <fieldset class="ds-fieldset options">
          <legend class="ds-label">{t.whoWhich}</legend>
          <div class="options-list">
            {children.value.map(({ id, name, level }) => (
              <label class="option" key={id}>
                <input
                  type="checkbox"
                  class="ds-input"
                  checked={chosen.includes(id)}
                  onChange={(event) =>
                    choose(event.currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
                  }
                />
                <span class="option-label">{name}</span>
                <span class="option-about">{level}</span>
              </label>
            ))}
          </div>
          {tried && chosen.length === 0 && (
            <p class="mistake" role="alert">
              {t.whoMissing}
            </p>
          )}
        </fieldset>
      )}
      <Options
        legend={t.below}
        value={asked.below ? 'yes' : 'no'}
        choices={[
          { value: 'yes', label: t.belowYes, about: t.belowYesAbout },
          { value: 'no', label: t.belowNo },
        ]}
        onValue={(value) => onChange({ asked: { ...asked, below: value === 'yes' } })}
      />
      <Options
        legend={t.outside}
        value={outside ? 'yes' : 'no'}
        choices={[
          { value: 'no', label: t.outsideNo },
          { value: 'yes', label: t.outsideYes, about: t.outsideYesAbout },
        ]}
        onValue={(value) => onChange({ outside: value === 'yes' })}
      />
    </div>
  );
}
