import type { JSX } from 'preact';
import { Notice } from '../../components/notice.tsx';
import { secretary } from '../../i18n/secretary.ts';

/** What a section says that needs a meeting before there is one. */
export function NoMeeting(): JSX.Element {
  const t = secretary();
  return (
    <Notice tone="info" title={t.noMeeting}>
      <p>
        <a class="ds-link" href="#mote">
          {t.toMeeting}
        </a>
      </p>
    </Notice>
  );
}
