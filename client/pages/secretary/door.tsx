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
import type { Problem } from '../../problem.ts';
import type { DeskProps } from './desk.ts';
import { HelpDialog } from './help-dialog.tsx';
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

function Door({ live, snapshot, members, roster, meeting }: DeskProps & { meeting: string }): JSX.Element {
  const words = useSignal('');
  const filter = useSignal<Filter>('all');
  const all = useSignal(false);
  const busy = useSignal<string | null>(null);
  const last = useSignal<{ member: Member; present: boolean } | null>(null);
  const problem = useSignal<Problem | null>(null);
  const helped = useSignal<string | null>(null);
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
              onHelp={() => {
                helped.value = member.member;
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
    </>
  );
}

function DoorRow({
  member,
  busy,
  onCheck,
  onHelp,
}: {
  member: Member;
  busy: boolean;
  onCheck: (come: boolean) => void;
  onHelp: () => void;
}): JSX.Element {
  const t = secretary();
  const { name, checkedIn } = member;
  const help = hasKey(member) ? t.helpNewPhone : t.helpKey;
  return (
    <li class="person" data-in={checkedIn ? '' : undefined}>
      <p class="person-who">
        <strong>{name}</strong> <span class="muted">{t.numbered(member.number)}</span>
        {checkedIn && <span class="person-in">{t.here}</span>}
      </p>
      {!hasKey(member) && <KeyState member={member} />}
      <div class="person-do">
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
