import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { type ScreensInfo, Show } from '../../../server/api/show.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import type { BranchView } from '../../components/branch-page.tsx';
import { Button } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { screen } from '../../i18n/screen.ts';
import type { Problem, Result } from '../../problem.ts';

/** The big screens: typing the code that pairs one, saying what they show, and letting go of them. For chair and secretary. */
export function Screens(view: BranchView): JSX.Element | null {
  const { screens } = view.snapshot;
  return screens === null ? null : <Desk {...view} screens={screens} />;
}

function Desk({ live, snapshot, me, screens }: BranchView & { screens: ScreensInfo }): JSX.Element {
  const t = screen();
  const id = useId();
  const code = useSignal('');
  const busy = useSignal<'pair' | 'release' | null>(null);
  const problem = useSignal<Problem | null>(null);
  const { slug } = snapshot.branch;
  const act = async (send: () => Promise<Result<unknown>>, said?: string): Promise<boolean> => {
    const answer = await send();
    problem.value = answer.ok ? null : answer.problem;
    await live.refresh();
    busy.value = null;
    if (answer.ok && said !== undefined) announce(said);
    return answer.ok;
  };
  const pair = async (): Promise<void> => {
    busy.value = 'pair';
    if (await act(() => call('pairScreen', { slug }, { code: code.value }), t.pairedNow)) code.value = '';
  };
  const release = (): void => {
    busy.value = 'release';
    void act(() => call('unpairScreens', { slug }), t.released);
  };
  return (
    <details class="card fold screens">
      <summary id={id}>{screens.paired === 0 ? t.title : `${t.title}: ${t.show[screens.show]}`}</summary>
      {screens.paired > 0 && (
        <>
          <p>{t.paired(screens.paired)}</p>
          <SelectField
            label={t.shows}
            description={t.ballotFirst}
            value={screens.show}
            choices={Show.options.map((value) => ({ value, label: t.show[value] }))}
            onValue={(value) => {
              const show = Show.options.find((one) => one === value) ?? 'auto';
              void act(() => call('showOnScreen', { slug }, { show }));
            }}
          />
        </>
      )}
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void pair();
        }}
      >
        <TextField
          label={t.code}
          description={t.openHere(`${location.host}/lag/${slug}/skjerm`)}
          value={code.value}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          onValue={(value) => {
            code.value = value;
          }}
        />
        <ProblemBox problem={problem.value} />
        <Button type="submit" variant="secondary" busy={busy.value === 'pair'}>
          {t.pair}
        </Button>
      </form>
      {screens.paired > 0 && me.roles.includes('chair') && (
        <Button variant="tertiary" color="neutral" data-size="sm" busy={busy.value === 'release'} onClick={release}>
          {t.release}
        </Button>
      )}
    </details>
  );
}
