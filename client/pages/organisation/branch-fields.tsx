import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { PartyChild } from '../../../server/api/party.ts';
import { TextField } from '../../components/field.tsx';
import { organisation } from '../../i18n/organisation.ts';

/** The level that most branches below have: the next one is probably one more of them. */
export function usualLevel(children: readonly PartyChild[]): string {
  const times = new Map<string, number>();
  for (const { level } of children) times.set(level, (times.get(level) ?? 0) + 1);
  return [...times].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
}

/** Name and level of a branch that is to come. */
export function BranchFields({
  name,
  level,
  tried,
}: {
  name: Signal<string>;
  level: Signal<string>;
  tried: boolean;
}): JSX.Element {
  const t = organisation();
  return (
    <>
      <TextField
        label={t.name}
        mistake={tried && name.value.trim() === '' ? t.nameMissing : undefined}
        value={name.value}
        autocomplete="off"
        onValue={(value) => {
          name.value = value.slice(0, 200);
        }}
      />
      <TextField
        label={t.level}
        description={t.levelAbout}
        mistake={tried && level.value.trim() === '' ? t.levelMissing : undefined}
        value={level.value}
        autocomplete="off"
        autocapitalize="none"
        onValue={(value) => {
          level.value = value.slice(0, 60);
        }}
      />
    </>
  );
}
