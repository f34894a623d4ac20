import type { JSX } from 'preact';
import type { ShownCheckpoint } from '../../../server/api/screens.ts';
import { wordsOf } from '../../../server/rules/fingerprint.ts';
import { screen } from '../../i18n/screen.ts';

/** What has the journal compared with what the screen showed. */
const command = 'vedtak journal verify';

/**
 * The journal as it stood when a ballot was opened or closed, for people to photograph: its size and its root in words, as
 * `vedtak journal verify --seen SIZE:WORDS` takes them.
 * @param label says which ballot, and when.
 */
export function JournalWords({ journal, label }: { journal: ShownCheckpoint; label: string }): JSX.Element {
  const [before, name, after] = screen().photograph(command);
  return (
    <aside class="journal-words">
      <p>{label}</p>
      <p class="journal-words-code">
        {journal.size}: {wordsOf(journal.root).join(' ')}
      </p>
      <p class="screen-muted">
        {before}
        <code>{name}</code>
        {after}
      </p>
    </aside>
  );
}
