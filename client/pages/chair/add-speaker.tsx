import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Member } from '../../../server/api/secretary.ts';
import type { SpeakerList, SpeechKind } from '../../../server/rules/speakers.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Options } from '../../components/options.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { speakers } from '../../i18n/speakers.ts';
import type { Problem } from '../../problem.ts';
import { search } from '../secretary/roster.ts';

/** Matches shown under the search. */
const mostMatches = 6;

/** Puts somebody who raised a hand on the list. The members are fetched when it is first opened. */
export function AddSpeaker({
  slug,
  balance,
  closed,
  onAdd,
}: {
  slug: string;
  balance: boolean;
  /** The list takes points of order alone. */
  closed: boolean;
  onAdd: (member: string, name: string, kind: SpeechKind, list: SpeakerList) => Promise<void>;
}): JSX.Element {
  const t = speakers();
  const members = useSignal<readonly Member[] | null>(null);
  const problem = useSignal<Problem | null>(null);
  const words = useSignal('');
  const kind = useSignal<SpeechKind>('speech');
  const list = useSignal<SpeakerList>('');
  const fetchMembers = async (): Promise<void> => {
    if (members.value !== null) return;
    const answer = await call('members', { slug });
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) members.value = answer.value.members;
  };
  const wanted = closed ? 'order' : kind.value;
  const matches = words.value.trim() === '' || members.value === null ? [] : search(members.value, words.value);
  const add = async ({ member, name }: Member): Promise<void> => {
    words.value = '';
    await onAdd(member, name, wanted, list.value);
  };
  return (
    <details class="fold speakers-add" onToggle={(event) => event.currentTarget.open && void fetchMembers()}>
      <summary>{t.addTitle}</summary>
      <ProblemBox problem={problem.value} />
      {!closed && (
        <Options
          legend={t.addKind}
          segments
          value={kind.value}
          choices={(['speech', 'reply', 'order'] as const).map((value) => ({ value, label: t.kind[value] }))}
          onValue={(value) => {
            kind.value = value;
          }}
        />
      )}
      {balance && wanted === 'speech' && (
        <Options
          legend={t.whichList}
          segments
          value={list.value}
          choices={[
            { value: 'a', label: t.list.a },
            { value: 'b', label: t.list.b },
            { value: '', label: t.neither },
          ]}
          onValue={(value) => {
            list.value = value;
          }}
        />
      )}
      <TextField
        type="search"
        label={t.find}
        value={words.value}
        autocomplete="off"
        spellcheck={false}
        onValue={(value) => {
          words.value = value;
        }}
      />
      {matches.length > 0 && (
        <ul class="speakers-matches" aria-label={t.matches}>
          {matches.slice(0, mostMatches).map((match) => (
            <li key={match.member}>
              <span>
                <strong>{match.name}</strong> <span class="muted">{match.number}</span>
              </span>
              <Button
                variant="tertiary"
                data-size="sm"
                aria-label={`${t.add}: ${match.name}`}
                onClick={() => void add(match)}
              >
                {t.add}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {matches.length > mostMatches && <p class="muted small">{t.moreMatches(matches.length - mostMatches)}</p>}
      {words.value.trim() !== '' && members.value !== null && matches.length === 0 && (
        <p class="muted small">{t.noMatch}</p>
      )}
    </details>
  );
}
