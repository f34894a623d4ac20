import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId, useRef } from 'preact/hooks';
import type { Member } from '../../../server/api/secretary.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { secretary } from '../../i18n/secretary.ts';
import { hasKey, search } from './roster.ts';

/** Matches shown under the search. */
const mostMatches = 6;

/** Some people out of the members: those who are chosen, and a search for more. `chosen` are member ids. */
export function PeoplePicker({
  legend,
  about,
  members,
  chosen,
  most,
  onChosen,
}: {
  legend: string;
  about: string;
  members: readonly Member[];
  chosen: readonly string[];
  most: number;
  onChosen: (chosen: string[]) => void;
}): JSX.Element {
  const words = useSignal('');
  const field = useRef<HTMLFieldSetElement>(null);
  const id = useId();
  const t = secretary();
  const people = chosen.flatMap((one) => members.find(({ member }) => member === one) ?? []);
  const others = members.filter(({ member }) => !chosen.includes(member));
  const matches = words.value.trim() === '' ? [] : search(others, words.value);
  const toSearch = (): void => field.current?.querySelector('input')?.focus();
  const add = ({ member, name }: Member): void => {
    onChosen([...chosen, member]);
    words.value = '';
    announce(t.picked(name, legend));
    toSearch();
  };
  const drop = ({ member, name }: Member): void => {
    onChosen(chosen.filter((one) => one !== member));
    announce(t.dropped(name, legend));
    toSearch();
  };
  return (
    <fieldset class="ds-fieldset picker" ref={field} aria-describedby={id}>
      <legend class="ds-label">{legend}</legend>
      <p class="muted small" id={id}>
        {about}
      </p>
      {people.length > 0 && (
        <ul class="people">
          {people.map((person) => (
            <li class="person" key={person.member}>
              <p class="person-who">
                <strong>{person.name}</strong> <span class="muted">{t.numbered(person.number)}</span>
              </p>
              {!hasKey(person) && (
                <span class="ds-tag" data-color="warning">
                  {t.noKeyCannotSign}
                </span>
              )}
              <Button
                variant="tertiary"
                color="neutral"
                data-size="sm"
                aria-label={t.dropFrom(person.name, legend)}
                onClick={() => drop(person)}
              >
                {t.drop}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {chosen.length < most && (
        <>
          <TextField
            type="search"
            label={people.length === 0 ? t.pick : t.pickMore}
            value={words.value}
            autocomplete="off"
            spellcheck={false}
            onValue={(value) => {
              words.value = value;
            }}
          />
          {words.value.trim() !== '' && (
            <ul class="matches" aria-label={t.matches}>
              {matches.slice(0, mostMatches).map((match) => (
                <li key={match.member}>
                  <button type="button" class="match" onClick={() => add(match)}>
                    <span>
                      <strong>{match.name}</strong> <span class="muted">{t.numbered(match.number)}</span>
                    </span>
                    <span class="match-add">{t.add}</span>
                  </button>
                </li>
              ))}
            </ul>
          )}
          {words.value.trim() !== '' && matches.length > mostMatches && (
            <p class="muted small">{t.moreMatches(matches.length - mostMatches)}</p>
          )}
          {words.value.trim() !== '' && matches.length === 0 && <p class="muted small">{t.noMatch}</p>}
        </>
      )}
    </fieldset>
  );
}
