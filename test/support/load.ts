import {
  callToOrder,
  closeBallot,
  enrolAll,
  inviteAll,
  openBallot,
  type Pair,
  resolve,
} from '../../server/demo/meeting.ts';
import { memberCsv } from '../../server/demo/people.ts';
import { Person } from '../../server/demo/person.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { Evidence } from '../../server/rules/evidence.ts';
import type { BallotTally, Marks, Option, Tally } from '../../server/rules/formats.ts';
import type { PublicJwk } from '../../server/rules/jws.ts';
import type { Signed, VoteStatement } from '../../server/rules/statements.ts';
import { verifyFiles } from '../../server/rules/verify.ts';

const options: readonly Option[] = ['for', 'against', 'blank'];

/** The text that every branch votes on. */
const text = 'Busser som går\n\n1. Avganger hvert kvarter.\n2. Gratis overgang.\n3. Egen felt for buss.';
const points = 3;

/** A vote as a phone sends it. */
interface Ready {
  person: Person;
  signed: Signed<VoteStatement>;
}

/** A branch that meets, with an open ballot, and what its phones hold the server to. */
export interface MeetingBranch {
  pair: Pair;
  people: Person[];
  ballot: string;
  /** By delegate, the latest vote that the server acknowledged. */
  acknowledged: Map<string, Signed<VoteStatement>>;
}

/** Makes so many branches below the county of a set-up, through the API, each with its phones and an open ballot. */
export async function gatherBranches(
  above: Pair,
  branches: number,
  phones: number,
  done: () => void = () => undefined,
): Promise<MeetingBranch[]> {
  const gathered: MeetingBranch[] = [];
  let next = 1;
  const gather = async (): Promise<void> => {
    while (next <= branches) {
      const number = next;
      next += 1;
      gathered.push(await gatherBranch(above, number, phones));
      done();
    }
  };
  await Promise.all([gather(), gather(), gather(), gather()]);
  return gathered;
}

async function gatherBranch(
  { server, county, administrator }: Pair,
  n: number,
  phones: number,
): Promise<MeetingBranch> {
  const leader = new Person(server);
  const form = { name: `Lag ${n}`, slug: `lag-${n}`, level: 'lokallag', administrator: 'Leder', number: '1' };
  const { slug, invitation } = await administrator.call('addBranch', { slug: county }, form);
  await leader.enrol(slug, invitation);
  const pair: Pair = { server, county, branch: slug, administrator: leader };
  const people = await enrolAll(
    pair,
    (await inviteAll(pair, memberCsv(phones))).map(({ token }) => token),
  );
  const { meeting } = await callToOrder(pair, people, 'Medlemsmøte');
  const { proposal } = await leader.call('addProposal', { slug, meeting }, { text });
  return { pair, people, ballot: await openBallot(pair, proposal), acknowledged: new Map() };
}

/** Signs a vote of each phone of a branch: the next after the latest that was acknowledged, or one further on. */
export function signVotes({ people, ballot, acknowledged }: MeetingBranch, further = 0): Ready[] {
  return people.map((person, i) => {
    const revision = (acknowledged.get(person.member)?.statement.revision ?? 0) + 1 + further;
    const marks: Marks = Object.fromEntries(
      Array.from({ length: points }, (_, point) => [
        String(point + 1),
        options[(i + point + revision) % options.length] ?? 'blank',
      ]),
    );
    const statement = { typ: 'vedtak/vote/1' as const, ballot, delegate: person.member, revision, marks };
    return { person, signed: person.sign(statement) };
  });
}

/** Sends a vote; once it is acknowledged, it is held against the server. @throws Refused or a failure of the network. */
export async function send({ pair, ballot, acknowledged }: MeetingBranch, { person, signed }: Ready): Promise<void> {
  await person.call('castVote', { slug: pair.branch, ballot }, signed);
  acknowledged.set(person.member, signed);
}

/** Every phone of every branch votes at once; gives how many votes were acknowledged and how many were not. */
export async function voteAtOnce(meeting: readonly MeetingBranch[]): Promise<{ acknowledged: number; failed: number }> {
  const ready = meeting.map((branch) => ({ branch, votes: signVotes(branch) }));
  const sent = await Promise.allSettled(ready.flatMap(({ branch, votes }) => votes.map((vote) => send(branch, vote))));
  const failed = sent.filter(({ status }) => status === 'rejected').length;
  return { acknowledged: sent.length - failed, failed };
}

/** What must be the tally when exactly the acknowledged votes count. */
function tallyOf({ acknowledged }: MeetingBranch): Tally {
  const tally: Tally = {};
  for (let point = 1; point <= points; point += 1) {
    const counts = { for: 0, against: 0, blank: 0 };
    for (const { statement } of acknowledged.values())
      counts[(statement.marks[String(point)] ?? 'blank') as Option] += 1;
    tally[String(point)] = counts;
  }
  return tally;
}

/** Closes a branch's ballot; gives the tally that the server made and the one that the acknowledged votes make. */
export async function close(branch: MeetingBranch): Promise<{ counted: BallotTally | undefined; owed: Tally }> {
  const { pair, ballot } = branch;
  await closeBallot(pair, ballot);
  const { ballots } = await pair.administrator.call('snapshot', { slug: pair.branch });
  return { counted: ballots.find(({ id }) => id === ballot)?.result?.tally, owed: tallyOf(branch) };
}

/**
 * Has a closed ballot's resolution signed, verifies its file with the evidence against the county's key, and gives the
 * acknowledged votes that the evidence lacks, or says what does not hold.
 */
export async function audit(branch: MeetingBranch): Promise<{ refusal: string | undefined; lacking: number }> {
  const { pair, ballot, people, acknowledged } = branch;
  const { server, county, administrator } = pair;
  const number = String((await resolve(pair, ballot, people.slice(0, 2))).number);
  const fetched = await administrator.fetch(`/lag/${pair.branch}/resolutions/${number}.jws`);
  const evidence = (await administrator.call('evidence', { slug: pair.branch, number })) as Evidence;
  const { keys } = (await (await fetch(`${server}/lag/${county}/jwks.json`)).json()) as { keys: [PublicJwk] };
  const { refusal } = await verifyFiles({
    resolution: await fetched.text(),
    anchor: keys[0],
    evidence: JSON.stringify(evidence),
  });
  const held = new Set(evidence.ballots.flatMap(({ votes }) => votes.map(({ statement }) => hashOf(statement))));
  const lacking = [...acknowledged.values()].filter(({ statement }) => !held.has(hashOf(statement))).length;
  return { refusal: refusal?.code, lacking };
}
