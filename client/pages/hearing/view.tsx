import type { ComponentChildren, JSX } from 'preact';
import { labelOf } from '../../../server/rules/amend.ts';
import type { HearingState } from '../../../server/rules/hearing.ts';
import type { HearingStatement } from '../../../server/rules/party-statements.ts';
import type { ProposalContent } from '../../../server/rules/proposal.ts';
import { placeName } from '../../components/change.tsx';
import { MemberList, RecommendationView, Said } from '../../components/committee-view.tsx';
import { committee as committeeWords } from '../../i18n/committee.ts';
import { hearing as words } from '../../i18n/hearing.ts';
import { timeLeft } from '../hearings/lines.tsx';
import { Timeline } from './timeline.tsx';

/** A hearing as it is read: who asks, by when, how it goes on, what the committee says, and the text with its places. */
export function HearingView({
  statement,
  issuerName,
  state,
  daysLeft,
  now,
  children,
}: {
  statement: HearingStatement;
  issuerName: string;
  state: HearingState;
  daysLeft: number;
  /** RFC 3339. */
  now: string;
  /** Stands before the text. */
  children?: ComponentChildren;
}): JSX.Element {
  const t = words();
  const { kind, about, committee, content, deadline } = statement;
  return (
    <>
      <p class="tags">
        <span class="ds-tag" data-color={state === 'open' ? 'accent' : 'neutral'}>
          {t.state[state]}
        </span>
        <span class="ds-tag" data-color="neutral">
          {t.kind[kind]}
        </span>
      </p>
      <p class="hearing-asks">
        {t.asks[kind](issuerName)} <strong>{timeLeft({ state, daysLeft, deadline })}</strong>
      </p>
      <Timeline statement={statement} now={now} />
      {about !== '' && (
        <section class="part" aria-labelledby="about">
          <h2 class="ds-heading" data-size="xs" id="about">
            {t.aboutTitle}
          </h2>
          <Said text={about} />
        </section>
      )}
      {children}
      <section class="part" aria-labelledby="text">
        <h2 class="ds-heading" data-size="xs" id="text">
          {kind === 'draft' ? t.theText : t.theCall}
        </h2>
        <PlacedText content={content} />
      </section>
      {committee !== null && (
        <section class="card" aria-labelledby="committee">
          <h2 class="ds-heading" data-size="xs" id="committee">
            {committee.name}
          </h2>
          <RecommendationView recommendation={committee.recommendation} />
          {committee.mandate !== '' && (
            <details class="fold">
              <summary>{committeeWords().readMandate}</summary>
              <Said text={committee.mandate} />
            </details>
          )}
          {committee.members.length > 0 && (
            <details class="fold">
              <summary>{committeeWords().readMembers(committee.members.length)}</summary>
              <MemberList members={committee.members} />
            </details>
          )}
        </section>
      )}
    </>
  );
}

/** What people call a place of a text: `punkt 3`; the whole text for 0. */
export function nameOfPlace(content: ProposalContent, place: number): string {
  const label = labelOf(content, place);
  return label === null ? words().whole : placeName(label);
}

/** A text in which every part has its name beside it, so that it can be referred to. */
function PlacedText({ content }: { content: ProposalContent }): JSX.Element {
  return (
    <ol class="placed">
      {content.blocks.map(({ kind, text }, i) => (
        <li key={i} data-kind={kind} id={`del-${i + 1}`}>
          <span class="placed-name">{nameOfPlace(content, i + 1)}</span>
          <span class="document">{text}</span>
        </li>
      ))}
    </ol>
  );
}
