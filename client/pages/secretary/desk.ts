import type { Member } from '../../../server/api/secretary.ts';
import type { BranchView } from '../../components/branch-page.tsx';
import type { Roster } from './roster.ts';

/** What each section of the secretary's page is drawn from. */
export interface DeskProps extends BranchView {
  members: readonly Member[];
  roster: Roster;
}
