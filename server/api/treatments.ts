import * as v from 'valibot';
import { BranchId, Counting, Hash, Id, Outcome, Time, Whole } from '../rules/formats.ts';
import { saidOfPoint, TreatedPoint } from '../rules/party-statements.ts';
import { GivenReceipt, Treatment } from './collection.ts';
import { endpoint } from './endpoint.ts';

/** What one level said of one point, in the order in which it was said. */
const PointStep = v.object({
  branch: BranchId,
  name: v.string(),
  at: Time,
  ...saidOfPoint,
});
export type PointStep = v.InferOutput<typeof PointStep>;

/** What became of one of the branch's own resolutions ("Hva skjedde med vårt forslag?"). */
export const CustodyInfo = v.object({
  resolution: Hash,
  number: Counting,
  title: v.string(),
  decidedAt: Time,
  /** To whom it was sent, and how that went; null where the branch had no parent. */
  sent: v.nullable(
    v.object({
      to: BranchId,
      name: v.string(),
      state: v.picklist(['waiting', 'accepted', 'refused']),
      reason: v.nullable(v.string()),
    }),
  ),
  /** The levels that have it, in the order in which they got it. */
  levels: v.array(
    v.object({
      ...GivenReceipt.entries,
      /** `receipt`: it gave its receipt to this branch; `treatment`: what it said of the resolution shows that it has it. */
      by: v.picklist(['receipt', 'treatment']),
    }),
  ),
  treatments: v.array(Treatment),
  /** The whole first, as number 0, where a level has said something of it; then point by point. */
  points: v.array(
    v.object({
      number: Whole,
      text: v.string(),
      /** What the branch itself decided. */
      own: Outcome,
      steps: v.array(PointStep),
    }),
  ),
});
export type CustodyInfo = v.InferOutput<typeof CustodyInfo>;

const treating = ['custody.unknown', 'custody.order', 'treatment.points'] as const;

export const treatmentEndpoints = {
  treat: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/collection/:hash/treatments',
    summary:
      'Say what the branch recommends or has decided of a received resolution, as a whole (point 0) or point by point: `points` are those that change, `previous` is the last treatment that was seen. With the outcome `forwarded` it goes on to the branch above',
    access: ['leader'],
    body: v.object({
      previous: v.nullable(Hash),
      points: v.pipe(v.array(TreatedPoint), v.minLength(1), v.maxLength(201)),
    }),
    response: v.object({ treatment: Hash }),
    refusals: [...treating, 'parent.missing'],
  }),
  putToVote: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/collection/:hash/proposals',
    summary: 'Make a proposal in the current meeting of a received resolution, or of the points of it that are named',
    access: ['leader', 'chair', 'secretary'],
    body: v.object({
      item: v.nullable(Id),
      points: v.union([v.literal('all'), v.pipe(v.array(Counting), v.minLength(1), v.maxLength(200))]),
    }),
    response: v.object({ meeting: Id, proposal: Id }),
    refusals: ['custody.unknown', 'treatment.points', 'meeting.missing', 'meeting.state', 'not_found'],
  }),
  treatmentSuggestion: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/collection/:hash/suggestion',
    summary: 'The outcome that follows from the ballots of the branch’s own meeting on a received resolution',
    access: ['leader'],
    response: v.object({
      /** Empty where no ballot has decided anything. */
      points: v.array(TreatedPoint),
    }),
    refusals: ['custody.unknown'],
  }),
  custody: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/resolutions/:number/custody',
    summary:
      'What became of one of the branch’s own resolutions: which levels have it, and what each said of every point',
    access: 'anyone',
    response: CustodyInfo,
    refusals: ['not_found'],
  }),
};
