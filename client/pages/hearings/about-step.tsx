import type { JSX } from 'preact';
import type { HearingDraft } from '../../../server/rules/hearing.ts';
import { TextArea } from '../../components/field.tsx';
import { hearing as words } from '../../i18n/hearing.ts';

/** What the hearing is about, in the sender's own words. */
export function AboutStep({
  draft,
  onChange,
}: {
  draft: HearingDraft;
  onChange: (part: Partial<HearingDraft>) => void;
}): JSX.Element {
  const t = words();
  return (
    <TextArea
      label={t.about}
      description={t.aboutAbout}
      value={draft.about}
      rows={10}
      onValue={(about) => onChange({ about })}
    />
  );
}
