import * as v from 'valibot';
import { Hash } from '../rules/formats.ts';
import { HearingMatrix, HearingReport } from '../rules/hearing-shapes.ts';
import { ReportStatement } from '../rules/party-statements.ts';
import { endpoint } from './endpoint.ts';
import { InputInfo } from './hearings.ts';

const unknown = ['hearing.unknown'] as const;

export const hearingReportEndpoints = {
  hearingReport: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/hearings/:hearing/report',
    summary:
      'What has come of a hearing, point by point: branches and votes for and against, amendments by place and likeness, texts, written input, and who is silent',
    access: 'anyone',
    response: HearingReport,
    refusals: unknown,
  }),
  hearingMatrix: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/hearings/:hearing/matrix',
    summary:
      'Points × branches: what each answer makes of each block, with the resolution that says so (its file is at collection/{hash}.jws)',
    access: 'anyone',
    response: HearingMatrix,
    refusals: unknown,
  }),
  hearingInputs: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/hearings/:hearing/inputs',
    summary:
      'The written input to a hearing; names from outside, and hidden input, for the leader of its owner alone, or a token',
    access: 'anyone',
    scope: 'hearings',
    response: v.object({ inputs: v.array(InputInfo) }),
    refusals: unknown,
  }),
  closingReport: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/hearings/:hearing/closing',
    summary: 'The closing report of a hearing as whoever sent it has signed it, and the file itself (JWS)',
    access: 'anyone',
    response: v.object({ statement: ReportStatement, jws: v.string() }),
    refusals: [...unknown, 'hearing.state'],
  }),
  groupChanges: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/hearings/:hearing/groups',
    summary: 'Confirm that two changes to the own hearing’s text are the same',
    access: ['leader'],
    body: v.object({ change: Hash, sameAs: Hash }),
    response: v.object({}),
    refusals: [...unknown, 'hearing.state', 'not_found'],
  }),
  ungroupChange: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/hearings/:hearing/groups/removal',
    summary: 'Take a change out of the group that a person put it in',
    access: ['leader'],
    body: v.object({ change: Hash }),
    response: v.object({}),
    refusals: [...unknown, 'hearing.state', 'not_found'],
  }),
};
