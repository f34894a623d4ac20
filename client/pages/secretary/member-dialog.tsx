import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { ResponseOf } from '../../../server/api/endpoints.ts';
import type { Member } from '../../../server/api/secretary.ts';
import type { AttendanceChange } from '../../../server/rules/attendance.ts';
import type { StandingKind } from '../../../server/rules/meeting.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/field.tsx';
import { Modal } from '../../components/modal.tsx';
import { Options } from '../../components/options.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { common } from '../../i18n/common.ts';
import { clock } from '../../i18n/numbers.ts';
import { secretaryMeeting } from '../../i18n/secretary-meeting.ts';
import type { Problem } from '../../problem.ts';
import type { DeskProps } from './desk.ts';

type Props = DeskProps & { meeting: string; member: Member; onClose: () => void };

/** What may follow where a member is. */
const next: Record<Member['attendance'], readonly AttendanceChange[]> = {
  in: ['leave', 'out'],
  leave: ['return', 'out'],
  out: ['in'],
};

/** One member at the door: leave and return, standing in the meeting, and a one-time code. */
export function MemberDialog({
  member,
  ...props
}: Omit<Props, 'member'> & { member: Member | undefined }): JSX.Element {
  const heading = useId();
  const open = member !== undefined;
  return (
    <Modal open={open} heading={heading} wide onCancel={props.onClose}>
      {member !== undefined && (
        <>
          <h2 class="ds-heading" data-size="sm" id={heading}>
            {secretaryMeeting().memberTitle(member.name)}
          </h2>
          <Whereabouts {...props} member={member} />
          <Standing key={`standing ${member.member}`} {...props} member={member} />
          <Code key={`code ${member.member}`} {...props} member={member} />
          <div class="actions">
            <Button variant="secondary" color="neutral" onClick={props.onClose}>
              {common().close}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}

function Whereabouts({ live, roster, meeting, member }: Props): JSX.Element {
  const busy = useSignal<AttendanceChange | null>(null);
  const problem = useSignal<Problem | null>(null);
  const t = secretaryMeeting();
  const set = async (change: AttendanceChange): Promise<void> => {
    busy.value = change;
    problem.value = null;
    const answer = await call('changeAttendance', { slug: live.slug, meeting }, { member: member.member, change });
    if (answer.ok) {
      await Promise.all([roster.load(), live.refresh()]);
      announce(t.changed[change](member.name));
    } else problem.value = answer.problem;
    busy.value = null;
  };
  return (
    <section>
      <h3 class="ds-heading" data-size="2xs">
        {t.whereNow}
      </h3>
      <p>
        <strong>{t.attendance[member.attendance]}</strong>
        {member.attendance === 'in' && <span class="muted"> {t.leaveAbout}</span>}
      </p>
      <ProblemBox problem={problem.value} />
      <div class="actions">
        {next[member.attendance].map((change) => (
          <Button
            key={change}
            variant="secondary"
            color={change === 'out' ? 'neutral' : 'accent'}
            busy={busy.value === change}
            onClick={() => void set(change)}
          >
            {t.change[change]}
          </Button>
        ))}
      </div>
    </section>
  );
}

const kinds: readonly StandingKind[] = ['delegate', 'substitute', 'participant', 'observer'];

function Standing({ live, roster, members, meeting, member }: Props): JSX.Element {
  const kind = useSignal<StandingKind>(member.standing);
  const place = useSignal(member.placeOf ?? '');
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = secretaryMeeting();
  const free = members.filter(
    (one) =>
      one.member === member.placeOf ||
      (one.member !== member.member &&
        one.standing === 'delegate' &&
        one.attendance !== 'in' &&
        !members.some(({ placeOf }) => placeOf === one.member)),
  );
  const save = async (): Promise<void> => {
    busy.value = true;
    problem.value = null;
    const placeOf = kind.value === 'substitute' && place.value !== '' ? place.value : null;
    const body = { member: member.member, kind: kind.value, placeOf };
    const answer = await call('setStanding', { slug: live.slug, meeting }, body);
    if (answer.ok) {
      await Promise.all([roster.load(), live.refresh()]);
      announce(t.standingSaved(member.name, answer.value.mine));
    } else problem.value = answer.problem;
    busy.value = false;
  };
  return (
    <section>
      <Options
        legend={t.standingTitle}
        value={kind.value}
        choices={kinds.map((value) => ({ value, label: t.standing[value], about: t.standingAbout[value] }))}
        onValue={(value) => {
          kind.value = value;
        }}
      />
      {kind.value === 'substitute' && (
        <SelectField
          label={t.placeOf}
          description={t.placeAbout}
          value={place.value}
          choices={[
            { value: '', label: t.placeNobody },
            ...free.map((one) => ({ value: one.member, label: one.name })),
          ]}
          onValue={(value) => {
            place.value = value;
          }}
        />
      )}
      <ProblemBox problem={problem.value} />
      <div class="actions">
        <Button
          variant="secondary"
          busy={busy.value}
          aria-label={`${t.saveStanding}: ${t.standingTitle}`}
          onClick={() => void save()}
        >
          {t.saveStanding}
        </Button>
      </div>
    </section>
  );
}

/** A code as it is read aloud: three, three and four characters. */
function spaced(code: string): string {
  return [code.slice(0, 3), code.slice(3, 6), code.slice(6)].join(' ');
}

function Code({ live, snapshot, roster, meeting, member }: Props): JSX.Element {
  const given = useSignal<ResponseOf<'doorCodeFor'> | null>(null);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = secretaryMeeting();
  const make = async (): Promise<void> => {
    busy.value = true;
    problem.value = null;
    const answer = await call('doorCodeFor', { slug: live.slug, meeting }, { member: member.member });
    if (answer.ok) {
      given.value = answer.value;
      await roster.load();
    } else problem.value = answer.problem;
    busy.value = false;
  };
  return (
    <section>
      <h3 class="ds-heading" data-size="2xs">
        {t.codeTitle}
      </h3>
      {given.value === null ? (
        <p>{t.codeAbout}</p>
      ) : (
        <div role="status">
          <p class="door-code">
            <span class="ds-sr-only">{t.codeIs}: </span>
            {spaced(given.value.code)}
          </p>
          <p>{t.codeHow(`${snapshot.branch.id.replace(/^https?:\/\//u, '')}/inn`, clock(given.value.expiresAt))}</p>
        </div>
      )}
      <ProblemBox problem={problem.value} />
      <div class="actions">
        <Button variant="secondary" color="neutral" busy={busy.value} onClick={() => void make()}>
          {t.codeMake}
        </Button>
      </div>
    </section>
  );
}
