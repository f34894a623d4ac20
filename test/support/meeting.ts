import { SoftwareAuthenticator } from '../../server/demo/authenticator.ts';
import { signJws } from '../../server/keys.ts';
import { buildBallot, type Mode } from '../../server/rules/ballot.ts';
import { issueLeaf } from '../../server/rules/box.ts';
import { digest, hashOf, toBase64url } from '../../server/rules/canonical.ts';
import type { Evidence } from '../../server/rules/evidence.ts';
import type { Credential, Option } from '../../server/rules/formats.ts';
import { entryLeaf, type JournalEntry } from '../../server/rules/journal.ts';
import { quorumOf, ruleTemplates } from '../../server/rules/majority.ts';
import { emptyRoot, inclusionProof, merkleRoot } from '../../server/rules/merkle.ts';
import { type Site, siteOf } from '../../server/rules/passkey.ts';
import type { ProposalContent } from '../../server/rules/proposal.ts';
import { buildReceipt, receiptType } from '../../server/rules/receipt.ts';
import { buildResolution } from '../../server/rules/resolution.ts';
import { buildRoll } from '../../server/rules/roll.ts';
import type { IssuerKey } from '../../server/rules/secret-statements.ts';
import type {
  BallotStatement,
  CloseStatement,
  PersonStatement,
  ResolutionPayload,
  ResolutionStatement,
  RollStatement,
  Signed,
  VoteStatement,
} from '../../server/rules/statements.ts';
import { buildClose, countedVotes, leavesOf, resultOf } from '../../server/rules/tally.ts';
import { resolutionType } from '../../server/rules/verify-resolution.ts';
import { chainOf, makeBranch, type TestBranch } from './branches.ts';

/** A member with a phone. */
export interface Person {
  delegate: string;
  device: SoftwareAuthenticator;
  credential: Credential;
}

/** A meeting that was held in memory: every key and every signature is a real one. */
export interface Meeting {
  county: TestBranch;
  branch: TestBranch;
  /** Everybody present, sorted by delegate: first the chair, then the secretary, then two signers. */
  people: Person[];
  content: ProposalContent;
  roll: Signed<RollStatement>;
  definition: Signed<BallotStatement>;
  /** The counted votes. */
  votes: Signed<VoteStatement>[];
  close: Signed<CloseStatement>;
  statement: ResolutionStatement;
  file: ResolutionFile;
  evidence: Evidence;
}

/** A resolution file and what stands in it. */
export interface ResolutionFile {
  payload: ResolutionPayload;
  hash: string;
  jws: string;
}

export const openedAt = '2026-03-12T18:30:00.000Z';
export const closedAt = '2026-03-12T18:41:07.250Z';
export const receivedAt = '2026-03-12T18:45:30.000Z';

/** A text with what makes texts hard: headings, quotes, letters beyond ASCII, a point that looks like a number. */
export const exampleContent: ProposalContent = {
  title: 'Busser som går når folk trenger dem',
  blocks: [
    { kind: 'heading', text: 'Årsmøtet mener' },
    { kind: 'paragraph', text: 'Kollektivtilbudet i «de ytre bydelene» er for dårlig – særlig om kvelden.' },
    { kind: 'heading', text: 'Vi krever' },
    { kind: 'point', text: 'Avganger hvert 15. minutt til kl. 23.' },
    { kind: 'point', text: 'Gratis overgang i 90 minutter.' },
    { kind: 'point', text: '2027 skal være året da alle busser er utslippsfrie.' },
    { kind: 'point', text: 'Egen felt for buss på Sandviksveien.' },
  ],
};

/** The point of the example that the hall votes down. */
export const lostPoint = 3;

/** A member with a new phone, registered as the browser would register it. */
export function makePerson(delegate: string, site: Site): Person {
  const device = new SoftwareAuthenticator();
  const id = toBase64url(new TextEncoder().encode(delegate));
  device.register(
    {
      rp: { id: site.rpId, name: 'Laget' },
      user: { id, name: delegate, displayName: delegate },
      challenge: 'AAAA',
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    },
    site.origin,
  );
  return { delegate, device, credential: device.credential(delegate) };
}

/** A statement signed by a person on the site. */
export function signBy<S extends PersonStatement>(person: Person, statement: S, site: Site): Signed<S> {
  return person.device.sign(statement, { signer: person.delegate, ...site });
}

/** People who have come together, and their roll. */
export type Gathering = Pick<Meeting, 'county' | 'branch' | 'people' | 'roll'>;

/** `delegates` people, at least four, and the roll that the secretary signed, with so many more `without` a passkey. */
export async function gather(delegates = 7, without = 0): Promise<Gathering> {
  const county = await makeBranch('fylket', 'Fylkeslag');
  const branch = await makeBranch('bergen', 'Lokallag', county);
  const site = siteOf(branch.id);
  const people = Array.from({ length: delegates }, (_, i) => makePerson(`d${String(i).padStart(4, '0')}`, site));
  const [, secretary] = officersOf(people);
  const present = [
    ...people.map(({ delegate, credential }) => ({ delegate, credentials: [credential] })),
    ...Array.from({ length: without }, (_, i) => ({ delegate: `x${i}`, credentials: [] })),
  ];
  const roll = signBy(secretary, buildRoll({ branch: branch.id, meeting: 'm1', version: 1, present }), site);
  return { county, branch, people, roll };
}

/** The chair opens a ballot on the example, or on another text; with an issuer it is secret. */
export function open(
  { branch, people, roll }: Gathering,
  {
    mode = 'points',
    issuer,
    content = exampleContent,
  }: { mode?: Mode; issuer?: IssuerKey; content?: ProposalContent } = {},
): Signed<BallotStatement> {
  const ballot = buildBallot({
    branch: branch.id,
    meeting: 'm1',
    number: 1,
    subject: { kind: 'text', content },
    mode,
    rule: ruleTemplates.simple,
    roll: hashOf(roll.statement),
    issuer,
    openedAt,
  });
  return signBy(officersOf(people)[0], ballot, siteOf(branch.id));
}

/** Holds a whole meeting of `delegates` people, at least four. The same seed gives the same marks. */
export async function makeMeeting(options: { delegates?: number; seed?: number; mode?: Mode } = {}): Promise<Meeting> {
  const { delegates, seed = 1, mode = 'points' } = options;
  const gathering = await gather(delegates);
  const definition = open(gathering, { mode });
  const site = siteOf(gathering.branch.id);
  const cast = gathering.people.map((one) => signBy(one, voteOf(definition.statement, one.delegate, seed), site));
  return conclude(gathering, definition, { votes: countedVotes(cast) });
}

/** The chair closes a ballot, and the meeting signs the resolution that follows; with a hearing it is the answer to it. */
export async function conclude(
  gathering: Gathering,
  definition: Signed<BallotStatement>,
  cast: Pick<Evidence['ballots'][number], 'votes' | 'papers' | 'issues' | 'counts'>,
  { content = exampleContent, hearing }: { content?: ProposalContent; hearing?: string } = {},
): Promise<Meeting> {
  const { branch, people } = gathering;
  const { votes, papers = [], issues, counts = [] } = cast;
  const [chair] = officersOf(people);
  const ballot = definition.statement;
  const journal = { size: 12, root: emptyRoot };
  const closing = buildClose({
    ballot: hashOf(ballot),
    votes: votes.length + papers.length,
    leaves: leavesOf({ votes, papers, counts }),
    issues: issues && { number: issues.length, root: merkleRoot(issues.map(issueLeaf)) },
    journal,
    closedAt,
  });
  const close = signBy(chair, closing, siteOf(branch.id));
  const members = people.length * 2;
  const present = gathering.roll.statement.entries.length;
  const { tally, hands } = resultOf(ballot, { votes, papers, counts, present, opener: chair.delegate });
  const built = buildResolution({
    branch: branch.id,
    number: 1,
    previous: null,
    meeting: 'm1',
    content,
    definition: ballot,
    close: close.statement,
    tally,
    hands,
    present,
    quorum: { num: 1, den: 3, members, required: quorumOf(1, 3, members) },
    journal,
    hearing,
  });
  if (!built.ok) throw new Error(built.refusal.detail);
  const statement = built.value;
  const file = await makeFile(gathering, statement);
  const evidence: Evidence = {
    typ: 'vedtak/evidence/1',
    resolution: file.hash,
    rolls: [gathering.roll],
    ballots: [{ definition, content, close, ...cast }],
  };
  return { ...gathering, content, definition, votes, close, statement, file, evidence };
}

/** Chair, secretary and the two signers of a meeting. */
export function officersOf(
  people: readonly Person[],
): [chair: Person, secretary: Person, first: Person, second: Person] {
  const [chair, secretary, first, second] = people;
  if (chair === undefined || secretary === undefined || first === undefined || second === undefined) {
    throw new RangeError('a meeting takes at least four people');
  }
  return [chair, secretary, first, second];
}

/** A delegate's vote: mostly for, some against, some blank, and nearly all against the lost point. */
export function voteOf(ballot: BallotStatement, delegate: string, seed: number, revision = 1): VoteStatement {
  const marks = ballot.questions.map(({ id }): [string, Option] => {
    const [chance = 0] = digest(new TextEncoder().encode(`${seed} ${delegate} ${id}`));
    const mark = chance < 40 ? 'against' : chance < 60 ? 'blank' : 'for';
    return [id, id === String(lostPoint) && mark === 'for' ? 'against' : mark];
  });
  return { typ: 'vedtak/vote/1', ballot: hashOf(ballot), delegate, revision, marks: Object.fromEntries(marks) };
}

/** A resolution signed by the chair and two signers, or whoever is named, and then by the branch. */
export async function makeFile(
  { branch, people }: Pick<Meeting, 'branch' | 'people'>,
  statement: ResolutionStatement,
  signers: readonly Person[] = [0, 2, 3].map((i) => officersOf(people)[i] as Person),
): Promise<ResolutionFile> {
  const attestations = signers.map((person, i): ResolutionPayload['attestations'][number] => {
    const { statement: _, ...assertion } = signBy(person, statement, siteOf(branch.id));
    return { role: i === 0 ? 'chair' : 'signer', ...assertion, publicKey: person.credential.publicKey };
  });
  return signFile(branch, { ...statement, attestations });
}

/** A resolution file with the payload as it is, signed by the branch. */
export async function signFile(branch: TestBranch, payload: ResolutionPayload): Promise<ResolutionFile> {
  const { attestations: _, ...statement } = payload;
  const jws = await signJws(branch.key, resolutionType, payload, { trust_chain: await chainOf(branch) });
  return { payload, hash: hashOf(statement), jws };
}

/** The receiver's receipt for a resolution, which stands at `index` of a journal of `size` entries. */
export function makeReceipt(
  receiver: TestBranch,
  { payload, hash }: ResolutionFile,
  index = 3,
  size = 6,
  at = receivedAt,
): Promise<string> {
  const head = { typ: 'vedtak/entry/1', at } as const;
  const entries = Array.from({ length: size }, (_, i): JournalEntry => {
    if (i !== index) return { ...head, index: i, type: 'child.added', child: `child ${i}` };
    const { branch: from, number } = payload;
    return { ...head, index: i, type: 'resolution.received', resolution: hash, from, number };
  });
  const leaves = entries.map(entryLeaf);
  const receipt = buildReceipt({
    receiver: receiver.id,
    resolution: hash,
    entry: entries[index] as JournalEntry,
    path: inclusionProof(leaves, index),
    checkpoint: { size, root: merkleRoot(leaves) },
  });
  return signJws(receiver.key, receiptType, receipt);
}
