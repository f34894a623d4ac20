import * as v from 'valibot';
import { Change, Disposition, Recommendation } from '../rules/amendment.ts';
import { Counting, Hash, Id, Text, Whole } from '../rules/formats.ts';
import { AmendmentImportRow } from '../rules/import-rows.ts';
import { PlanStatement, signed } from '../rules/statements.ts';
import { signatures } from './ballots.ts';
import { endpoint } from './endpoint.ts';

/** What people call a place in the text: the third point, the second paragraph. */
const Label = v.object({ kind: v.picklist(['heading', 'paragraph', 'point']), number: Counting });

export const AmendmentInfo = v.object({
  id: Id,
  /** Its number among the amendments to the proposal. */
  number: Counting,
  change: Change,
  /** The place that it changes, or after which it adds; null where it adds at the very beginning. */
  label: v.nullable(Label),
  reason: v.string(),
  /** The proposer's name, and the branch where it came on the form; empty where it is not known. */
  proposer: v.string(),
  branch: v.string(),
  mine: v.boolean(),
  /** How many support it beside the proposer, and whether the asker does. */
  seconds: Whole,
  seconded: v.boolean(),
  state: v.picklist(['submitted', 'upheld', 'withdrawn', 'joined']),
  recommendation: v.nullable(Recommendation),
  disposition: Disposition,
  /** Numbers of the amendments that cannot be adopted beside it. */
  collidesWith: v.array(Counting),
});
export type AmendmentInfo = v.InferOutput<typeof AmendmentInfo>;

/** One step of a voting plan, as `PlanStatement` has it, and what kind of ballot it takes. */
export const PlanStep = v.object({
  kind: v.picklist(['amendment', 'block', 'choice', 'text']),
  of: v.array(v.union([Counting, v.literal('text')])),
  reason: v.string(),
  lapses: v.array(Counting),
});
export type PlanStep = v.InferOutput<typeof PlanStep>;

export const PlanInfo = v.object({
  hash: Hash,
  version: Counting,
  accepted: v.boolean(),
  /** What remains of it to be voted on, in order; what came in since follows before the text. */
  steps: v.array(PlanStep),
  /** Whether the chair should announce another, since something that came in, or changed, does not fit it. */
  stale: v.boolean(),
});
export type PlanInfo = v.InferOutput<typeof PlanInfo>;

const Reason = v.pipe(Text, v.trim(), v.maxLength(5000));
const Name = v.pipe(Text, v.trim(), v.maxLength(200));
const Csv = v.object({ csv: v.pipe(v.string(), v.maxLength(1_000_000)) });

const missing = ['not_found', 'meeting.missing', 'meeting.state'] as const;

export const amendmentEndpoints = {
  addAmendment: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/proposals/:proposal/amendments',
    summary:
      'Send amendments to a proposal, one for each change, until their deadline or strek; those who lead the meeting also later, and on behalf of somebody',
    access: ['leader', 'chair', 'secretary', 'delegate', 'participant'],
    body: v.object({
      changes: v.pipe(v.array(Change), v.minLength(1), v.maxLength(20)),
      reason: Reason,
      proposerName: v.exactOptional(Name),
      branchName: v.exactOptional(Name),
    }),
    response: v.object({ amendments: v.array(v.object({ amendment: Id, number: Counting })) }),
    refusals: [...missing, 'standing.none', 'deadline.passed', 'intake.closed', 'amendment.place', 'amendment.state'],
  }),
  editAmendment: endpoint({
    method: 'PUT',
    path: '/lag/:slug/api/amendments/:amendment',
    summary:
      'Change an amendment before it is put to the vote: those who lead the meeting, or until the deadline or strek its proposer',
    access: ['leader', 'chair', 'secretary', 'delegate', 'participant'],
    body: v.object({ change: Change, reason: Reason }),
    response: v.object({}),
    refusals: [...missing, 'standing.none', 'deadline.passed', 'intake.closed', 'amendment.place', 'amendment.state'],
  }),
  amendmentState: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/amendments/:amendment/state',
    summary:
      'Uphold, withdraw or submit again an amendment that is not decided: the proposer, the chair or the secretary',
    access: ['leader', 'chair', 'secretary', 'delegate', 'participant'],
    body: v.object({ to: v.picklist(['upheld', 'withdrawn', 'submitted']) }),
    response: v.object({}),
    refusals: [...missing, 'standing.none', 'amendment.state'],
  }),
  joinAmendment: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/amendments/:amendment/join',
    summary: 'Join an amendment into another of the same proposal: one vote decides both',
    access: ['chair', 'secretary'],
    body: v.object({ into: Id }),
    response: v.object({}),
    refusals: [...missing, 'amendment.state'],
  }),
  recommendAmendment: endpoint({
    method: 'PUT',
    path: '/lag/:slug/api/amendments/:amendment/recommendation',
    summary: 'Say what the drafting committee recommends on an amendment, with its dissents; null takes it back',
    access: ['chair', 'secretary'],
    body: v.object({ recommendation: v.nullable(Recommendation) }),
    response: v.object({}),
    refusals: [...missing, 'amendment.state'],
  }),
  secondAmendment: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/amendments/:amendment/seconds',
    summary: 'Support an amendment that somebody else has sent, or stop supporting it',
    access: ['delegate'],
    body: v.object({ second: v.boolean() }),
    response: v.object({ seconds: Whole }),
    refusals: [...missing, 'standing.none', 'amendment.state'],
  }),
  amendmentsPreview: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/proposals/:proposal/amendments/preview',
    summary: 'Read amendments on the form in use (linjenummer; type; forslag; forslagsstiller; lag), row by row',
    access: ['leader', 'chair', 'secretary'],
    body: Csv,
    response: v.object({ rows: v.array(AmendmentImportRow), added: Whole, mistakes: Whole }),
    refusals: missing,
  }),
  importAmendments: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/proposals/:proposal/amendments/import',
    summary: 'Add the amendments of a form: all rows, or none when one has a mistake',
    access: ['leader', 'chair', 'secretary'],
    body: Csv,
    response: v.object({ added: Whole }),
    refusals: [...missing, 'import.mistakes', 'amendment.state'],
  }),
  announcePlan: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/proposals/:proposal/plan',
    summary: 'Announce the order in which a proposal and its amendments are voted on, as a signed vedtak/plan/1',
    access: ['chair'],
    body: signed(PlanStatement),
    response: v.object({ plan: Hash }),
    refusals: [...missing, 'plan.stale', 'statement.wrong', ...signatures],
  }),
  acceptPlan: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/proposals/:proposal/plan/accept',
    summary: 'Say that the hall has accepted the newest voting plan',
    access: ['chair'],
    body: v.object({ plan: Hash }),
    response: v.object({}),
    refusals: [...missing, 'plan.stale'],
  }),
};
