import * as v from 'valibot';
import { dropSeconds } from '../rules/box.ts';
import { Base64url, Hash, Time, Whole } from '../rules/formats.ts';
import { BoxedPaper, IssuerKey, IssueStatement } from '../rules/secret-statements.ts';
import { signed } from '../rules/statements.ts';
import { rollSignatures } from './ballots.ts';
import { endpoint } from './endpoint.ts';

/** When papers are dropped into the box. */
export const DropWindow = v.object({ opensAt: Time, closesAt: Time });

/** How many papers lie in the box, as it was last looked into. */
const BoxLook = v.object({ papers: Whole, at: Time });

/** What a snapshot says of a secret ballot beside what it says of any. */
export const SecretInfo = v.object({
  /** Papers that were drawn. */
  drawn: Whole,
  /** Null while papers are drawn. */
  window: v.nullable(DropWindow),
  /** Null until the window is over and the chair has looked. */
  box: v.nullable(BoxLook),
  /** Hash of the asker's own issue. */
  mine: v.nullable(Hash),
});
export type SecretInfo = v.InferOutput<typeof SecretInfo>;

/** The answer to an issue that is on disk. */
const PaperDrawn = v.object({
  /** Hash of the issue. */
  statement: Hash,
  /** The blind signature (RFC 9474 section 4.3), 256 bytes. */
  blindSignature: Base64url,
  /** vedtak/promise/1 for the issue, as a JWS by the branch. */
  promise: v.string(),
});
export type PaperDrawn = v.InferOutput<typeof PaperDrawn>;

/** The answer to a paper that is on disk. */
const PaperDropped = v.object({
  /** Hash of the paper. */
  statement: Hash,
  /** vedtak/promise/1 for the paper, as a JWS by the branch. */
  promise: v.string(),
});
export type PaperDropped = v.InferOutput<typeof PaperDropped>;

const missing = ['ballot.unknown', 'ballot.method'] as const;

export const secretEndpoints = {
  makeIssuer: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/meetings/:meeting/issuers',
    summary: 'Make the key of one secret ballot, which the chair then names in its definition',
    access: ['chair'],
    response: v.object({ issuer: IssuerKey }),
    refusals: ['not_found', 'meeting.missing', 'meeting.state'],
  }),
  drawPaper: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/ballots/:ballot/issues',
    summary:
      'Draw a paper in a secret ballot: the signed issue gets a blind signature. The same issue again gets the same, also after the drawing; another one by the same delegate does not',
    access: 'member',
    body: signed(IssueStatement),
    response: PaperDrawn,
    refusals: [...rollSignatures, ...missing, 'vote.not_on_roll', 'paper.blinded', 'paper.drawn', 'drawing.closed'],
  }),
  closeDrawing: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/ballots/:ballot/drawing/close',
    summary:
      'Close the drawing of a secret ballot: from now on papers are dropped, each at a moment of its own within so many seconds. Asked again, it gives the same',
    access: ['chair'],
    body: v.object({
      seconds: v.pipe(Whole, v.minValue(dropSeconds.least), v.maxValue(dropSeconds.most)),
    }),
    response: v.object({ drawn: Whole, window: DropWindow }),
    refusals: [...missing, 'ballot.closed'],
  }),
  dropPaper: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/ballots/:ballot/papers',
    summary:
      'Drop a paper into the box, without a session. The answer comes when it is on disk. The same paper again gets its answer again',
    access: 'anyone',
    body: BoxedPaper,
    response: PaperDropped,
    refusals: [...missing, 'ballot.closed', 'drawing.open', 'vote.marks', 'paper.signature', 'box.full'],
  }),
  lookInBox: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/ballots/:ballot/box/look',
    summary:
      'After the window, how many papers lie in the box. It is counted again when the last count is half a minute old, so that nobody sees a single paper come',
    access: ['chair'],
    response: BoxLook,
    refusals: [...missing, 'ballot.closed', 'drawing.open', 'box.shut'],
  }),
  box: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/ballots/:ballot/box',
    summary: 'The published box of a closed secret ballot, sorted by the hashes of the papers',
    access: 'member',
    response: v.object({ papers: v.array(BoxedPaper) }),
    refusals: [...missing, 'box.shut'],
  }),
  demandSecrecy: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/proposals/:proposal/secrecy',
    summary:
      'Ask that a proposal be voted on secretly, or no longer ask, where the rules of the meeting let anyone entitled to vote',
    access: ['delegate'],
    body: v.object({ demanded: v.boolean() }),
    response: v.object({ demands: Whole }),
    refusals: ['not_found', 'meeting.missing', 'meeting.state', 'secrecy.setting', 'ballot.running'],
  }),
};
