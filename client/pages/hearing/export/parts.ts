import type { HearingMatrix, HearingReport } from '../../../../server/rules/hearing-shapes.ts';
import type { HearingStatement } from '../../../../server/rules/party-statements.ts';
import type { hearingReport } from '../../../i18n/hearing-report.ts';

/** What the files of a hearing's report are made of. */
export interface ReportFile {
  statement: HearingStatement;
  issuerName: string;
  report: HearingReport;
  matrix: HearingMatrix;
  words: ReturnType<typeof hearingReport>;
  /** What people call a place of the text; 0 is the beginning. */
  placeName: (place: number) => string;
  /** What an amendment does, and where. */
  changeName: (change: HearingReport['amendments'][number]['wording']) => string;
}
