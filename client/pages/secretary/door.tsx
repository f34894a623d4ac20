import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Member } from '../../../server/api/secretary.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { Options } from '../../components/options.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { number } from '../../i18n/numbers.ts';
import { secretary } from '../../i18n/secretary.ts';
import { secretaryMeeting } from '../../i18n/secretary-meeting.ts';
import type { Problem } from '../../problem.ts';
import type { DeskProps } from './desk.ts';
import { HelpDialog } from './help-dialog.tsx';
import { MemberDialog } from './member-dialog.tsx';
import { KeyState } from './members.tsx';
import { NoMeeting } from './no-meeting.tsx';
import { hasKey, search } from './roster.ts';

type Filter = 'all' | 'out' | 'in';

/** Rows of the list before the reader asks for all. */
const firstRows = 100;

/** The door: who has come, one by one. */
export function DoorSection(props: DeskProps): JSX.Element {
  const { snapshot } = props;
  if (snapshot.meeting === null) return <NoMeeting />;
  return <Door {...props} meeting={snapshot.meeting.id} />;
}

function Door(props: DeskProps & { meeting: string }): JSX.Element {
  const { live, snapshot, members, roster, meeting } = props;
  const words = useSignal('');
  const filter = useSignal<Filter>('all');
  const all = useSignal(false);
  const busy = useSignal<string | null>(null);
  const last = useSignal<{ member: Member; present: boolean } | null>(null);
  const problem = useSignal<Problem | null>(null);
  const helped = useSignal<string | null>(null);
  const opened = useSignal<string | null>(null);
  const t = secretary();
  const present = members.filter(({ checkedIn }) => checkedIn);
  const keyless = present.filter((member) => !hasKey(member));
  const wanted = { all: () => true, in: (one: Member) => one.checkedIn, out: (one: Member) => !one.checkedIn };
  const found = search(members, words.value).filter(wanted[filter.value]);
  const shown = all.value ? found : found.slice(0, firstRows);

  const check = async (member: Member, come: boolean): Promise<void> => {
    busy.value = member.member;
    problem.value = null;
    const body = { members: [member.member], present: come };
    const answer = await call('checkIn', { slug: live.slug, meeting }, body);
    if (answer.ok) {
      await Promise.all([roster.load(), live.refresh()]);
      last.value = { member, present: come };
      announce(come ? t.cameIn(member.name, answer.value.checkedIn) : t.wentOut(member.name, answer.value.checkedIn));
    } else problem.value = answer.problem;
    busy.value = null;
  };
  const only = found.length === 1 ? found[0] : undefined;

  return (
    <>
      <section class="card door-count" aria-label={t.presentCount}>
        <p class="big-number">
          <strong>{number(present.length)}</strong> <span>{t.presentOf(members.length)}</span>
        </p>
        <p class="muted">{numbersNow(snapshot)}</p>
        {keyless.length > 0 && (
          <Notice tone="warning" title={t.keylessPresent(keyless.length)}>
            <p>{t.keylessPresentNext}</p>
          </Notice>
        )}
      </section>
      <section class="card" aria-labelledby="door-list">
        <h3 class="ds-heading" data-size="xs" id="door-list">
          {t.doorList}
        </h3>
        <form
          class="finder"
          onSubmit={(event) => {
            event.preventDefault();
            if (only === undefined || only.checkedIn) return;
            void check(only, true).then(() => {
              words.value = '';
            });
          }}
        >
          <TextField
            type="search"
            label={t.search}
            description={t.doorSearchAbout}
            value={words.value}
            autocomplete="off"
            spellcheck={false}
            onValue={(value) => {
              words.value = value;
            }}
          />
        </form>
        <Options
          legend={t.show}
          segments
          value={filter.value}
          choices={[
            { value: 'all', label: t.showAll(members.length) },
            { value: 'out', label: t.showOut(members.length - present.length) },
            { value: 'in', label: t.showIn(present.length) },
          ]}
          onValue={(value) => {
            filter.value = value;
          }}
        />
        {last.value !== null && (
          <div class="undo">
            <p>{last.value.present ? t.isIn(last.value.member.name) : t.isOut(last.value.member.name)}</p>
            <Button
              variant="secondary"
              color="neutral"
              data-size="sm"
              aria-label={t.undoOf(last.value.member.name)}
              busy={busy.value === last.value.member.member}
              onClick={() => {
                const { value } = last;
                if (value !== null) void check(value.member, !value.present);
              }}
            >
              {t.undo}
            </Button>
          </div>
        )}
        <ProblemBox problem={problem.value} />
        <p class="muted small" role="status">
          {t.found(found.length)}
        </p>
        <ul class="people door">
          {shown.map((member) => (
            <DoorRow
              key={member.member}
              member={member}
              busy={busy.value === member.member}
              onCheck={(come) => void check(member, come)}
              place={members.find((one) => one.member === member.placeOf)?.name}
              onHelp={() => {
                helped.value = member.member;
              }}
              onMore={() => {
                opened.value = member.member;
              }}
            />
          ))}
        </ul>
        {found.length > shown.length && (
          <Button
            variant="tertiary"
            onClick={() => {
              all.value = true;
            }}
          >
            {t.showAllRows(found.length)}
          </Button>
        )}
      </section>
      <HelpDialog
        branch={snapshot.branch}
        member={members.find(({ member }) => member === helped.value)}
        onMade={roster.load}
        onClose={() => {
          helped.value = null;
        }}
      />
      <MemberDialog
        {...props}
        member={members.find(({ member }) => member === opened.value)}
        onClose={() => {
          opened.value = null;
        }}
      />
    </>
  );
}

/** Those with a vote, on leave, and in by themselves. */
function numbersNow({ meeting }: DeskProps['snapshot']): string {
  if (meeting === null) return '';
  const t = secretaryMeeting();
  const { entitled, onLeave, byCode } = meeting.counts;
  return [
    `${number(entitled)} ${t.entitled}`,
    ...(onLeave === 0 ? [] : [t.onLeave(onLeave)]),
    ...(byCode === 0 ? [] : [t.byCode(byCode)]),
  ].join(' · ');
}

function DoorRow({
  member,
  busy,
  place,
  onCheck,
  onHelp,
  onMore,
}: {
  member: Member;
  busy: boolean;
  onCheck: (come: boolean) => void;
  onHelp: () => void;
  /** Opens what else there is to say of the member. */
  onMore: () => void;
  /** The delegate in whose place a substitute is there. */
  place: string | undefined;
}): JSX.Element {
  const t = secretary();
  const more = secretaryMeeting();
  const { name, checkedIn } = member;
  const help = hasKey(member) ? t.helpNewPhone : t.helpKey;
  return (
    <li class="person" data-in={checkedIn ? '' : undefined}>
      <p class="person-who">
        <strong>{name}</strong> <span class="muted">{t.numbered(member.number)}</span>
        {checkedIn && <span class="person-in">{t.here}</span>}
        {member.attendance === 'leave' && <span class="person-tag">{more.attendance.leave}</span>}
        {member.standing !== 'delegate' && (
          <span class="person-tag">{place === undefined ? more.tag[member.standing] : more.tagFor(place)}</span>
        )}
      </p>
      {!hasKey(member) && <KeyState member={member} />}
      <div class="person-do">
        <Button variant="tertiary" data-size="sm" aria-label={more.moreOf(name)} onClick={onMore}>
          {more.more}
        </Button>
        <Button variant="tertiary" data-size="sm" aria-label={`${help}: ${name}`} onClick={onHelp}>
          {help}
        </Button>
        <Button
          variant="secondary"
          color={checkedIn ? 'neutral' : 'accent'}
          busy={busy}
          aria-label={`${checkedIn ? t.checkOut : t.checkIn}: ${name}`}
          onClick={() => onCheck(!checkedIn)}
        >
          {checkedIn ? t.checkOut : t.checkIn}
        </Button>
      </div>
    </li>
  );
}
