import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { CommitteeInfo } from '../../../server/api/committees.ts';
import type { Member } from '../../../server/api/secretary.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { SelectField, TextArea, TextField } from '../../components/field.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { committee as words } from '../../i18n/committee.ts';
import { common } from '../../i18n/common.ts';
import type { Problem } from '../../problem.ts';
import { type EditedSeat, emptySeat, type Seat, seatsIn } from './seats.ts';

/** What a committee is: its name, mandate, deadline and members. `committee` is null for a new one. */
export function CommitteeForm({
  slug,
  committee,
  onSaved,
  onCancel,
}: {
  slug: string;
  committee: CommitteeInfo | null;
  onSaved: (name: string) => Promise<void>;
  onCancel: () => void;
}): JSX.Element {
  const name = useSignal(committee?.name ?? '');
  const mandate = useSignal(committee?.mandate ?? '');
  const deadline = useSignal(committee?.deadline ?? '');
  const seats = useSignal<EditedSeat[]>((committee?.members ?? [emptySeat]).map((seat, key) => ({ ...seat, key })));
  const members = useMembers(slug);
  const tried = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const form = useRef<HTMLDivElement>(null);
  const t = words();
  const leaders = seats.value.filter(({ role }) => role === 'leader').length;
  const wrong = name.value.trim() === '' || leaders > 1 || seats.value.some((seat) => seat.name.trim() === '');

  const save = async (): Promise<void> => {
    tried.value = true;
    if (wrong) {
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('.mistake')?.parentElement?.querySelector('input')?.focus(),
      );
      return;
    }
    busy.value = true;
    const body = {
      name: name.value.trim(),
      mandate: mandate.value.trim(),
      deadline: deadline.value === '' ? null : deadline.value,
      members: seats.value.map(({ key: _, ...seat }) => seat),
    };
    const answer =
      committee === null
        ? await call('createCommittee', { slug }, body)
        : await call('editCommittee', { slug, committee: committee.committee }, body);
    problem.value = answer.ok ? null : answer.problem;
    busy.value = false;
    if (answer.ok) await onSaved(body.name);
  };

  return (
    <div class="form" ref={form}>
      <TextField
        label={t.name}
        value={name.value}
        autocomplete="off"
        mistake={tried.value && name.value.trim() === '' ? t.nameMissing : undefined}
        onValue={(value) => {
          name.value = value;
        }}
      />
      <TextArea
        label={t.mandate}
        description={t.mandateAbout}
        value={mandate.value}
        rows={8}
        onValue={(value) => {
          mandate.value = value;
        }}
      />
      <TextField
        label={t.deadline}
        description={t.deadlineAbout}
        type="date"
        value={deadline.value}
        onValue={(value) => {
          deadline.value = value;
        }}
      />
      <Seats seats={seats.value} members={members} tried={tried.value} onSeats={(next) => (seats.value = next)} />
      <ProblemBox problem={problem.value} />
      <div class="actions">
        <Button busy={busy.value} onClick={() => void save()}>
          {t.save}
        </Button>
        <Button variant="tertiary" color="neutral" onClick={onCancel}>
          {common().cancel}
        </Button>
      </div>
    </div>
  );
}

function useMembers(slug: string): readonly Member[] {
  const members = useSignal<readonly Member[]>([]);
  useEffect(() => {
    void call('members', { slug }).then((answer) => {
      if (answer.ok) members.value = answer.value.members;
    });
  }, [slug, members]);
  return members.value;
}

function Seats({
  seats,
  members,
  tried,
  onSeats,
}: {
  seats: readonly EditedSeat[];
  members: readonly Member[];
  tried: boolean;
  onSeats: (seats: EditedSeat[]) => void;
}): JSX.Element {
  const pasted = useSignal('');
  const t = words();
  const fresh = seats.reduce((most, { key }) => Math.max(most, key), -1) + 1;
  const change = (at: number, part: Partial<Seat>): void =>
    onSeats(seats.map((seat, i) => (i === at ? { ...seat, ...part } : seat)));
  const use = (): void => {
    const found = seatsIn(pasted.value).map((seat, i) => {
      const known = members.find((member) => member.name === seat.name);
      return { ...seat, member: known?.member ?? null, key: fresh + i };
    });
    onSeats([...seats.filter(({ name }) => name.trim() !== ''), ...found]);
    pasted.value = '';
  };
  return (
    <fieldset class="ds-fieldset seats">
      <legend class="ds-label">{t.members}</legend>
      <p class="muted">{t.membersAbout}</p>
      {seats.map((seat, i) => (
        <fieldset class="seat" key={seat.key}>
          <legend class="ds-sr-only">{t.seat(i + 1)}</legend>
          <TextField
            label={t.seatName}
            value={seat.name}
            autocomplete="off"
            mistake={tried && seat.name.trim() === '' ? t.seatMissing : undefined}
            onValue={(name) => change(i, { name })}
          />
          <TextField
            label={t.seatPlace}
            value={seat.place}
            autocomplete="off"
            onValue={(place) => change(i, { place })}
          />
          <SelectField
            label={t.seatRole}
            value={seat.role}
            choices={[
              { value: 'member', label: t.role.member },
              { value: 'leader', label: t.role.leader },
            ]}
            onValue={(role) => change(i, { role: role === 'leader' ? 'leader' : 'member' })}
          />
          <SelectField
            label={t.seatMember}
            value={seat.member ?? ''}
            choices={[
              { value: '', label: t.nobody },
              ...members.map(({ member, name }) => ({ value: member, label: name })),
            ]}
            onValue={(member) => change(i, { member: member === '' ? null : member })}
          />
          <Button
            variant="tertiary"
            color="neutral"
            data-size="sm"
            aria-label={t.removeSeat(seat.name === '' ? t.seat(i + 1) : seat.name)}
            onClick={() => onSeats(seats.filter((_, k) => k !== i))}
          >
            {t.remove}
          </Button>
        </fieldset>
      ))}
      {tried && seats.filter(({ role }) => role === 'leader').length > 1 && (
        <p class="mistake" role="alert">
          {t.oneLeader}
        </p>
      )}
      <div class="actions">
        <Button variant="secondary" data-size="sm" onClick={() => onSeats([...seats, { ...emptySeat, key: fresh }])}>
          {t.addSeat}
        </Button>
      </div>
      <details class="fold">
        <summary>{t.pasteSeats}</summary>
        <TextArea
          label={t.members}
          description={t.pasteAbout}
          value={pasted.value}
          onValue={(value) => {
            pasted.value = value;
          }}
        />
        <Button variant="secondary" data-size="sm" onClick={use}>
          {t.pasteUse}
        </Button>
      </details>
    </fieldset>
  );
}
