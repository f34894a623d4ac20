import type { JSX } from 'preact';
import type { OpenEnd } from '../../../server/rules/open-ends.ts';
import { Notice } from '../../components/notice.tsx';
import { minutes } from '../../i18n/minutes.ts';

/** What the meeting left open, for those who lead it. */
export function OpenEnds({ ends }: { ends: readonly OpenEnd[] }): JSX.Element {
  const t = minutes();
  return (
    <div class="no-print">
      <Notice tone="warning" title={t.openTitle(ends.length)}>
        <p>{t.openLead}</p>
        <ul>
          {ends.map((end, i) => (
            <li key={i}>{sentence(end)}</li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

function sentence(end: OpenEnd): string {
  const t = minutes().openEnd;
  switch (end.kind) {
    case 'notice':
    case 'agenda':
      return t[end.kind];
    case 'role':
    case 'election':
      return t[end.kind][end.role];
    case 'item':
      return t.item(end.title);
    case 'proposal':
      return t.proposal(end.number, end.title);
    case 'amendment':
      return t.amendment(end.number, end.proposal);
    case 'ballot':
    case 'count':
    case 'delivery':
      return t[end.kind](end.number);
    case 'resolution.none':
      return t.noResolution(end.number, end.title);
    case 'resolution.unsigned':
      return t.unsigned(end.number);
  }
}
