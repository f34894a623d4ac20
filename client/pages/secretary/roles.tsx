import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Member } from '../../../server/api/secretary.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { secretary } from '../../i18n/secretary.ts';
import type { Problem } from '../../problem.ts';
import type { DeskProps } from './desk.ts';
import { PeoplePicker } from './people-picker.tsx';

type Office = 'chair' | 'secretary' | 'signer' | 'teller';
type Roles = Record<Office, string[]>;

/** The most people that each office takes. */
const most: Record<Office, number> = { chair: 4, secretary: 4, signer: 6, teller: 6 };
const offices: Office[] = ['chair', 'secretary', 'signer', 'teller'];

function rolesOf(members: readonly Member[]): Roles {
  const holders = (role: Office): string[] =>
    members.filter(({ roles }) => roles.includes(role)).map(({ member }) => member);
  return {
    chair: holders('chair'),
    secretary: holders('secretary'),
    signer: holders('signer'),
    teller: holders('teller'),
  };
}

/** Who leads the meeting, keeps its roll and signs its resolutions. */
export function RolesForm({ live, members, roster, me, meeting }: DeskProps & { meeting: string }): JSX.Element {
  const draft = useSignal<Roles | null>(null);
  const busy = useSignal(false);
  const saved = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = secretary();
  const now = rolesOf(members);
  const roles = draft.value ?? now;
  const changed = offices.some((office) => roles[office].join() !== now[office].join());

  const save = async (): Promise<void> => {
    busy.value = true;
    problem.value = null;
    const answer = await call('setRoles', { slug: live.slug, meeting }, roles);
    if (answer.ok) {
      await Promise.all([live.refresh(), roster.load()]);
      draft.value = null;
      saved.value = true;
      announce(t.rolesSaved);
    } else problem.value = answer.problem;
    busy.value = false;
  };
  const warnings = warningsOf(roles, me.roles.includes('leader') ? null : me.member);

  return (
    <div class="form">
      {offices.map((office) => (
        <PeoplePicker
          key={office}
          legend={t.office[office]}
          about={t.officeAbout[office]}
          members={members}
          chosen={roles[office]}
          most={most[office]}
          onChosen={(chosen) => {
            draft.value = { ...roles, [office]: chosen };
            saved.value = false;
          }}
        />
      ))}
      {warnings.length > 0 && (
        <Notice tone="warning" title={t.rolesLook}>
          {warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </Notice>
      )}
      <ProblemBox problem={problem.value} />
      {saved.value && !changed ? (
        <Notice tone="success" role="status" title={t.rolesSaved} />
      ) : (
        <Button busy={busy.value} reason={changed ? undefined : t.rolesSame} onClick={() => void save()}>
          {t.saveRoles}
        </Button>
      )}
    </div>
  );
}

/** What stands in the way of a meeting with these roles. `self` is the asker, where losing the office would lock them out. */
function warningsOf({ chair, secretary: keepers, signer }: Roles, self: string | null): string[] {
  const t = secretary();
  const warnings: string[] = [];
  if (chair.length === 0) warnings.push(t.chairMissing);
  if (keepers.length === 0) warnings.push(t.secretaryMissing);
  if (signer.length < 2) warnings.push(t.signersMissing(signer.length));
  else if (!threePeople(chair, signer)) warnings.push(t.threePeople);
  if (self !== null && !keepers.includes(self)) warnings.push(t.leavingOffice);
  return warnings;
}

/** Whether a chair and two signers can be three different people. */
function threePeople(chair: readonly string[], signer: readonly string[]): boolean {
  return chair.length === 0 || chair.some((one) => signer.filter((other) => other !== one).length >= 2);
}
