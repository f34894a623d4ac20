import * as v from 'valibot';

/** A text without lone surrogates: canonical JSON takes no other (RFC 8785 section 3.2.2.2). */
export const Text = v.pipe(v.string(), v.regex(/^\P{Cs}*$/u));
/** Base64url without padding, in the one spelling that its bytes have: unused bits at the end are zero (RFC 4648 section 3.5). */
export const Base64url = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]+$/u),
  // not in the pattern: one that counts in fours gives up on texts of megabytes, by throwing
  v.check(endsInWholeBytes, 'Base64url has no bits after its last byte but zeros'),
  v.maxLength(8192),
);
/** A SHA-256 hash, base64url without padding, in the one spelling that `toBase64url` gives it. */
export const Hash = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/u));
/** RFC 3339 UTC with milliseconds, as `Date.prototype.toISOString` prints. */
export const Time = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u),
  v.check(isOnCalendar, 'There is no such time'),
);
/** An opaque id. */
export const Id = v.pipe(Text, v.minLength(1), v.maxLength(256));
/** A branch's id: the URL of its page, which is its OpenID Federation entity id. */
export const BranchId = v.pipe(Text, v.url(), v.maxLength(512));
export const Whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
export const Counting = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(Number.MAX_SAFE_INTEGER));

/** A coordinate of a public key: 32 bytes, also where the first is zero (RFC 7518 section 6.2.1.2, RFC 8037 section 2). */
export const Coordinate = v.pipe(Base64url, v.length(43));
/** A number of an RSA key, in as many bytes as it takes (RFC 7518 section 6.3.1). */
const RsaNumber = v.pipe(
  Base64url,
  v.check((number) => !/^A[A-P]/u.test(number), 'A number of an RSA key begins with no zero byte'),
);

/**
 * A passkey's public key as JWK (RFC 7517): ES256, EdDSA or RS256. A key has one spelling, so that two that are one are
 * known by their hashes.
 */
export const PublicKey = v.variant('kty', [
  v.strictObject({ kty: v.literal('EC'), crv: v.literal('P-256'), x: Coordinate, y: Coordinate }),
  v.strictObject({ kty: v.literal('OKP'), crv: v.literal('Ed25519'), x: Coordinate }),
  v.strictObject({ kty: v.literal('RSA'), n: RsaNumber, e: RsaNumber }),
]);
export type PublicKey = v.InferOutput<typeof PublicKey>;

/** A passkey as the roll names it. */
export const Credential = v.strictObject({ id: Base64url, publicKey: PublicKey });
export type Credential = v.InferOutput<typeof Credential>;

/** A Merkle tree's size and root at one moment (RFC 9162 section 2.1). */
export const Checkpoint = v.strictObject({ size: Whole, root: Hash });
export type Checkpoint = v.InferOutput<typeof Checkpoint>;

/** What a majority is: a formula, never a word. See `majority.ts`. */
export const Rule = v.pipe(
  v.strictObject({
    num: Counting,
    den: Counting,
    /** true: more than num/den of the base; false: at least. */
    strict: v.boolean(),
    base: v.picklist(['for-against', 'cast', 'present', 'entitled']),
    /** All entitled, present or not; needed by the base of that name and by no other. */
    entitled: v.exactOptional(Counting),
    blanks: v.picklist(['allowed', 'forbidden']),
    /** falls, or the vote of whoever opened the ballot decides (dobbeltstemme). */
    tie: v.picklist(['falls', 'chair']),
    /** Blank votes may be at most num/den of all votes cast, else the question falls. */
    blankCap: v.exactOptional(v.strictObject({ num: Whole, den: Counting })),
  }),
  v.check(
    ({ base, entitled }) => (base === 'entitled') === (entitled !== undefined),
    'entitled goes with the base entitled',
  ),
);
export type Rule = v.InferOutput<typeof Rule>;

/** The id of an option of a question: one of `Option`, or that of an alternative. */
export const OptionId = v.pipe(v.string(), v.regex(/^[a-z0-9]{1,32}$/u));
export const Option = v.picklist(['for', 'against', 'blank']);
export type Option = v.InferOutput<typeof Option>;

/** A filled-in paper: an option for each question, by the question's id. */
export const Marks = v.record(v.pipe(Text, v.maxLength(32)), OptionId);
export type Marks = v.InferOutput<typeof Marks>;

export const Question = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9]{1,32}$/u)),
  title: v.pipe(Text, v.minLength(1), v.maxLength(300)),
  /** SHA-256 of the UTF-8 text that is voted on. */
  text: Hash,
  /** For, against and, where it is allowed, blank; or the alternatives' ids, and blank. */
  options: v.pipe(v.array(OptionId), v.minLength(2), v.maxLength(31)),
});
export type Question = v.InferOutput<typeof Question>;

/** Votes by option for one question. `blank` is absent where the ballot did not allow it. */
export const Counts = v.strictObject({ for: Whole, against: Whole, blank: v.exactOptional(Whole) });
export type Counts = v.InferOutput<typeof Counts>;

/** Votes by question, then by option. */
export const Tally = v.record(v.pipe(Text, v.maxLength(32)), Counts);
export type Tally = v.InferOutput<typeof Tally>;

export const Outcome = v.picklist(['adopted', 'rejected']);
export type Outcome = v.InferOutput<typeof Outcome>;

/** Votes by alternative for a question with several. `blank` is absent where the ballot did not allow it. */
export const Choices = v.strictObject({ options: v.record(OptionId, Whole), blank: v.exactOptional(Whole) });
export type Choices = v.InferOutput<typeof Choices>;

/** The sums of any ballot, by question. */
export const BallotTally = v.record(v.pipe(Text, v.maxLength(32)), v.union([Counts, Choices]));
export type BallotTally = v.InferOutput<typeof BallotTally>;

/** What a ballot decided of a question: of alternatives the one that was chosen, or none, so that a run-off is needed. */
export const Decided = v.union([
  Outcome,
  v.literal('undecided'),
  v.custom<`chosen:${string}`>((value) => typeof value === 'string' && /^chosen:[a-z0-9]{1,32}$/u.test(value)),
]);
export type Decided = v.InferOutput<typeof Decided>;

/** Whether the last character has no bits set beyond the last byte: of one byte it holds two bits, of two bytes four. */
function endsInWholeBytes(text: string): boolean {
  const last = text.at(-1) ?? '';
  switch (text.length % 4) {
    case 1:
      return false;
    case 2:
      return 'AQgw'.includes(last);
    case 3:
      return 'AEIMQUYcgkosw048'.includes(last);
    default:
      return true;
  }
}

function isOnCalendar(text: string): boolean {
  const time = new Date(text);
  return !Number.isNaN(time.getTime()) && time.toISOString() === text;
}
