import type { JSX } from 'preact';
import type { CommitteeMember, CommitteeRecommendation } from '../../server/rules/party-statements.ts';
import { committee } from '../i18n/committee.ts';

/** What a committee recommends: that all stand behind the draft, or who does not and what they say. */
export function RecommendationView({ recommendation }: { recommendation: CommitteeRecommendation }): JSX.Element {
  const t = committee();
  const { unanimous, dissents } = recommendation;
  return (
    <div class="recommendation">
      <p>
        <strong>{unanimous ? t.isUnanimous : t.isDissent(dissents.length)}</strong>
      </p>
      {dissents.map(({ by, text }, i) => (
        <blockquote key={i} class="dissent">
          <p class="muted small">{t.dissentFrom(by)}</p>
          <p class="said">{text}</p>
        </blockquote>
      ))}
    </div>
  );
}

/** Who sits in a committee, the leader first as they were written. */
export function MemberList({ members }: { members: readonly CommitteeMember[] }): JSX.Element {
  const t = committee();
  return (
    <ul class="committee-members">
      {members.map(({ name, place, role }, i) => (
        <li key={i}>
          <span>
            {role === 'leader' && <strong>{t.role.leader}: </strong>}
            {name}
          </span>
          {place !== '' && <span class="muted">{place}</span>}
        </li>
      ))}
    </ul>
  );
}

/** A text of several lines as somebody wrote it. */
export function Said({ text }: { text: string }): JSX.Element {
  return <p class="said">{text}</p>;
}
