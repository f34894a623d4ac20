import * as v from 'valibot';
import { Base64url, Hash, Id, Marks, Text, Whole } from './formats.ts';

/** Bytes of an RSA modulus of a secret ballot, and so of its signatures and blinded papers. */
export const modulusBytes = 256;

/** 256 bytes as base64url in the one spelling of them. */
const Block = v.pipe(Base64url, v.regex(/^[A-Za-z0-9_-]{341}[AQgw]$/u));
/** 2048 bits, the first of them set. */
const Modulus = v.pipe(
  Block,
  v.check((number) => /^[g-z0-9_-]/u.test(number), 'A modulus has 2048 bits'),
);
/** 32 random bytes. */
const Nonce = Hash;

/**
 * The public key that signs the papers of one secret ballot: RSA, 2048 bits, for RSABSSA-SHA384-PSS-Randomized (RFC
 * 9474 section 5), as a JWK (RFC 7517). `kid` is its thumbprint (RFC 7638).
 */
export const IssuerKey = v.strictObject({
  kty: v.literal('RSA'),
  n: Modulus,
  e: v.literal('AQAB'),
  alg: v.literal('PS384'),
  use: v.literal('sig'),
  kid: Hash,
});
export type IssuerKey = v.InferOutput<typeof IssuerKey>;

/** A delegate draws a paper: what the ballot's key is to sign without seeing it. One a delegate. */
export const IssueStatement = v.strictObject({
  typ: v.literal('vedtak/issue/1'),
  ballot: Hash,
  delegate: Id,
  /** The blinded message (RFC 9474 section 4.2). */
  blinded: Block,
});
export type IssueStatement = v.InferOutput<typeof IssueStatement>;

/** A filled-in paper of a secret ballot. Nobody's name is on it; its hash is what the box keeps it by. */
export const PaperStatement = v.strictObject({
  typ: v.literal('vedtak/paper/1'),
  ballot: Hash,
  marks: Marks,
  nonce: Nonce,
});
export type PaperStatement = v.InferOutput<typeof PaperStatement>;

/** A paper with the signature of the ballot's key over the prefix (RFC 9474 section 4.1) and the paper's canonical bytes. */
export const BoxedPaper = v.strictObject({ paper: PaperStatement, prefix: Nonce, signature: Block });
export type BoxedPaper = v.InferOutput<typeof BoxedPaper>;

/** How many papers were drawn, and the root of the signed issues. */
export const IssuesDrawn = v.strictObject({ number: Whole, root: Hash });
export type IssuesDrawn = v.InferOutput<typeof IssuesDrawn>;

/**
 * A complaint about a secret ballot: a paper that the ballot's key signed and that the branch promised to count. With the
 * published box it proves that the paper is missing there. It says how its owner voted.
 */
export const Complaint = v.strictObject({
  typ: v.literal('vedtak/complaint/1'),
  ballot: Hash,
  paper: BoxedPaper,
  /** The branch's promise for the paper, a JWS; null where no answer ever came. */
  promise: v.nullable(v.pipe(Text, v.maxLength(8192))),
});
export type Complaint = v.InferOutput<typeof Complaint>;
