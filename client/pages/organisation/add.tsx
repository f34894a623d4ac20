import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Options } from '../../components/options.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { organisation } from '../../i18n/organisation.ts';
import type { Problem } from '../../problem.ts';
import { AddHere } from './add-here.tsx';
import { BranchFields, usualLevel } from './branch-fields.tsx';
import { inviteBranch } from './invitations.ts';
import type { PlaceProps } from './party.ts';

/** The ways in which a branch gets below this one: by invitation from where it is, or made on this server. */
export function AddBranch(place: PlaceProps): JSX.Element {
  // As it was at first: a form is not shut while somebody is in it.
  const [open] = useState(place.party.children.length === 0 && place.party.parent === null);
  const where = useSignal<'elsewhere' | 'here'>('elsewhere');
  const t = organisation();
  return (
    <details class="card fold" open={open}>
      <summary>{t.add}</summary>
      <div class="form">
        <Options
          legend={t.addWhere}
          value={where.value}
          choices={[
            { value: 'elsewhere', label: t.addElsewhere, about: t.addElsewhereAbout },
            { value: 'here', label: t.addHere, about: t.addHereAbout },
          ]}
          onValue={(value) => {
            where.value = value;
          }}
        />
        {where.value === 'elsewhere' ? <Invite {...place} /> : <AddHere {...place} />}
      </div>
    </details>
  );
}

function Invite({ live, party, changed }: PlaceProps): JSX.Element {
  const name = useSignal('');
  const level = useSignal(usualLevel(party.children));
  const tried = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = organisation();
  const invite = async (): Promise<void> => {
    tried.value = true;
    const asked = { name: name.value.trim(), level: level.value.trim() };
    if (asked.name === '' || asked.level === '') return;
    busy.value = true;
    const answer = await inviteBranch(live.slug, asked);
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) {
      name.value = '';
      tried.value = false;
      await changed();
    }
    busy.value = false;
  };
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void invite();
      }}
    >
      <BranchFields name={name} level={level} tried={tried.value} />
      <ProblemBox problem={problem.value} />
      <Button type="submit" busy={busy.value}>
        {t.invite}
      </Button>
    </form>
  );
}
