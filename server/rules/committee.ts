import { hashOf } from './canonical.ts';
import { emptyHearing, type HearingCommittee, type HearingDraft } from './hearing.ts';
import type { CommitteeRecommendation } from './party-statements.ts';
import type { Block } from './proposal.ts';
import { type Checked, pass, refuse } from './refusals.ts';

/** A committee's draft as far as it is written. */
export interface CommitteeDraft {
  title: string;
  blocks: readonly Block[];
}

/** What an editor names as the version that was seen: the hash of title and blocks. */
export function versionOf({ title, blocks }: CommitteeDraft): string {
  return hashOf({ title, blocks });
}

/**
 * Whether a recommendation says something: unanimous without dissents, or with at least one, each by people who sit in the
 * committee (statement.wrong).
 */
export function checkRecommendation(
  recommendation: CommitteeRecommendation,
  names: readonly string[],
): Checked<CommitteeRecommendation> {
  const { unanimous, dissents } = recommendation;
  if (unanimous !== (dissents.length === 0))
    return refuse('statement.wrong', 'a committee is unanimous, or it has dissents');
  const stranger = dissents.flatMap(({ by }) => by).find((name) => !names.includes(name));
  if (stranger !== undefined) return refuse('statement.wrong', `${stranger} does not sit in the committee`);
  return pass(recommendation);
}

/** The committee as its hearing names it: without who of them is a member of the branch. */
export function committeeNamed(
  { name, mandate }: Pick<HearingCommittee, 'name' | 'mandate'>,
  members: HearingCommittee['members'],
  recommendation: CommitteeRecommendation,
): HearingCommittee {
  return { name, mandate, members: members.map(({ name, place, role }) => ({ name, place, role })), recommendation };
}

/** The draft of a hearing that a committee's draft becomes when it is handed over. */
export function handedOver(committee: string, { title, blocks }: CommitteeDraft): HearingDraft {
  return { ...emptyHearing, title, blocks: [...blocks], committee };
}
