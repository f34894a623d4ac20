import type { Complaint } from '../../server/rules/secret-statements.ts';
import { saveFile } from '../save-file.ts';
import { boxedPaper } from './dropping.ts';
import type { Slip } from './slips.ts';

/** Saves the file with which anybody can see that a paper is missing in the published box. It says how its owner voted. */
export function saveComplaint(slip: Slip, name: string): void {
  const paper = boxedPaper(slip);
  if (paper === undefined) return;
  const { dropPromise: promise } = slip;
  const complaint: Complaint = { typ: 'vedtak/complaint/1', ballot: paper.paper.ballot, paper, promise };
  saveFile(new Blob([JSON.stringify(complaint, null, 2)]), name, 'application/json');
}
