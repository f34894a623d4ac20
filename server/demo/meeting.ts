import type { BodyOf, ResponseOf } from '../api/endpoints.ts';
import { type BallotParts, buildBallot, type Mode } from '../rules/ballot.ts';
import type { Marks, Rule } from '../rules/formats.ts';
import { ruleTemplates } from '../rules/majority.ts';
import { buildRoll } from '../rules/roll.ts';
import type { BallotStatement, CountStatement, ResolutionStatement } from '../rules/statements.ts';
import type { Subject } from '../rules/subject.ts';
import { buildClose } from '../rules/tally.ts';
import { Person } from './person.ts';

/** The two branches of a set-up and their administrator. */
export interface Pair {
  server: string;
  county: string;
  branch: string;
  administrator: Person;
}

/** What the two branches of a set-up are called, where nothing else is said. */
const usual: Pick<BodyOf<'setup'>, 'county' | 'branch'> = {
  county: { name: 'Hordaland Arbeiderparti', slug: 'hordaland', level: 'fylkeslag' },
  branch: { name: 'Arbeiderpartiet i Bergen', slug: 'bergen', level: 'lokallag' },
};

/** Sets a server up through its one-time link, as the set-up page does. */
export async function setUp(setupLink: string, branches = usual): Promise<Pair> {
  const { origin, hash } = new URL(setupLink);
  const administrator = new Person(origin);
  const form = {
    token: hash.slice(1),
    ...branches,
    administrator: 'Astrid Haugland',
    number: '1000',
  };
  const { options } = await administrator.call('setupOptions', {}, form);
  const { county, branch } = await administrator.call(
    'setup',
    {},
    { ...form, registration: administrator.register(options) },
  );
  return { server: origin, county, branch, administrator };
}

/** Imports members and invites those who were not known before; gives each invitation's token by name. */
export async function inviteAll(
  { administrator, branch: slug }: Pair,
  csv: string,
): Promise<ResponseOf<'invite'>['invitations']> {
  await administrator.call('importMembers', { slug }, { csv });
  const { members } = await administrator.call('members', { slug });
  const fresh = members.filter(({ credentials }) => credentials.length === 0).map(({ member }) => member);
  return (await administrator.call('invite', { slug }, { members: fresh })).invitations;
}

/** Enrols one person for each invitation. */
export async function enrolAll(
  { server, branch }: Pair,
  tokens: readonly string[],
  done: () => void = () => undefined,
): Promise<Person[]> {
  const people: Person[] = [];
  for (const token of tokens) {
    const person = new Person(server);
    await person.enrol(branch, token);
    people.push(person);
    done();
  }
  return people;
}

/** Makes a meeting with its officers, opens it, checks everybody in and signs the roll. The administrator chairs and keeps the roll. */
export async function callToOrder(pair: Pair, people: readonly Person[], title: string): Promise<{ meeting: string }> {
  const { administrator, branch: slug } = pair;
  const { meeting } = await administrator.call(
    'createMeeting',
    { slug },
    {
      title,
      place: 'Folkets Hus, Bergen',
      startsAt: new Date().toISOString(),
      quorum: { num: 1, den: 2 },
    },
  );
  const chair = [administrator.member];
  const signer = people.slice(0, 2).map(({ member }) => member);
  await administrator.call('setRoles', { slug, meeting }, { chair, secretary: chair, signer });
  await administrator.call('setMeetingState', { slug, meeting }, { to: 'open' });
  const members = [administrator, ...people].map(({ member }) => member);
  await administrator.call('checkIn', { slug, meeting }, { members, present: true });
  await signRoll(pair);
  return { meeting };
}

/** The secretary signs the next roll of the current meeting: everybody who is there and has a vote. */
export async function signRoll({ administrator, server, branch: slug }: Pair): Promise<string> {
  const { members } = await administrator.call('members', { slug });
  const { meeting, roll } = await administrator.call('snapshot', { slug });
  if (meeting === null) throw new Error('there is no meeting');
  const statement = buildRoll({
    branch: `${server}/lag/${slug}`,
    meeting: meeting.id,
    version: (roll?.version ?? 0) + 1,
    present: members
      .filter(({ entitled }) => entitled)
      .map(({ member, credentials }) => ({ delegate: member, credentials })),
  });
  return (await administrator.call('signRoll', { slug, meeting: meeting.id }, administrator.sign(statement))).roll;
}

/** How a ballot is held, where that is not as usual: with the phones, a simple majority, for effect. */
export interface Manner extends Pick<BallotParts, 'issuer' | 'method' | 'trial' | 'retakes' | 'plan'> {
  /** Of a text; anything else has one question. */
  mode?: Mode;
  rule?: Rule;
}

/** The chair opens a ballot on a proposal's text as it stands. */
export async function openBallot(
  pair: Pair,
  proposal: string,
  mode: Mode = 'points',
  rule: Rule = ruleTemplates.simple,
  manner: Omit<Manner, 'mode' | 'rule'> = {},
): Promise<string> {
  const { proposals } = await pair.administrator.call('snapshot', { slug: pair.branch });
  const content = proposals.find(({ id }) => id === proposal)?.text;
  if (content === undefined) throw new Error('the meeting has no such proposal');
  return openSubject(pair, proposal, { kind: 'text', content }, { mode, rule, ...manner });
}

/** The chair opens a ballot on anything that a proposal puts to the vote. */
export async function openSubject(
  pair: Pair,
  proposal: string,
  subject: Subject,
  manner: Manner = {},
): Promise<string> {
  const { administrator, branch: slug } = pair;
  const { meeting, statement } = await nextBallot(pair, subject, manner);
  const signed = administrator.sign(statement);
  return (await administrator.call('openBallot', { slug, meeting }, { proposal, subject, signed })).ballot;
}

/** The definition that would open a ballot in the current meeting now. */
export async function nextBallot(
  { administrator, server, branch: slug }: Pair,
  subject: Subject,
  { mode = 'whole', rule = ruleTemplates.simple, ...manner }: Manner = {},
): Promise<{ meeting: string; statement: BallotStatement }> {
  const { at, meeting, roll, ballots } = await administrator.call('snapshot', { slug });
  if (meeting === null || roll === null) throw new Error('the meeting has no roll');
  const statement = buildBallot({
    branch: `${server}/lag/${slug}`,
    meeting: meeting.id,
    number: ballots.length + 1,
    subject,
    mode,
    rule,
    roll: roll.roll,
    ...manner,
    openedAt: at,
  });
  return { meeting: meeting.id, statement };
}

/** A teller hands in a count of hands: votes by question and option. */
export function castCount(
  teller: Person,
  slug: string,
  ballot: string,
  counts: CountStatement['counts'],
): Promise<ResponseOf<'castCount'>> {
  const statement = { typ: 'vedtak/count/1' as const, ballot, method: 'hands' as const, counts, teller: teller.member };
  return teller.call('castCount', { slug, ballot }, teller.sign(statement));
}

/** A delegate asks for a ballot where unanimity or acclamation was proposed. */
export function demand(person: Person, slug: string, ballot: string): Promise<ResponseOf<'demandBallot'>> {
  return person.call('demandBallot', { slug, ballot });
}

/** The chair cancels a ballot. */
export async function cancel({ administrator, branch: slug }: Pair, ballot: string, reason: string): Promise<void> {
  await administrator.call('cancelBallot', { slug, ballot }, { reason });
}

/** A delegate votes, or changes the vote. */
export function vote(
  person: Person,
  slug: string,
  ballot: string,
  marks: Marks,
  revision = 1,
): Promise<ResponseOf<'castVote'>> {
  const statement = { typ: 'vedtak/vote/1' as const, ballot, delegate: person.member, revision, marks };
  return person.call('castVote', { slug, ballot }, person.sign(statement));
}

/** The chair stops and closes a ballot. */
export async function closeBallot({ administrator, branch: slug }: Pair, ballot: string): Promise<string> {
  const { leaves, votes, journal, stoppedAt } = await administrator.call('stopBallot', { slug, ballot });
  const statement = buildClose({ ballot, votes, leaves, journal, closedAt: stoppedAt });
  return (await administrator.call('closeBallot', { slug, ballot }, administrator.sign(statement))).close;
}

/** Drafts the resolution of a closed ballot and has the chair and two signers sign it. */
export async function resolve(
  { administrator, branch: slug }: Pair,
  ballot: string,
  signers: readonly Person[],
): Promise<ResolutionStatement> {
  const statement = await administrator.call('draftResolution', { slug, ballot });
  for (const person of [administrator, ...signers]) {
    await person.call('attest', { slug, number: String(statement.number) }, person.sign(statement));
  }
  return statement;
}

/** Waits, by the live feed, until the parent's receipt for a resolution is there, and gives it. */
export async function receiptFor({ administrator, branch: slug }: Pair, resolution: number): Promise<string> {
  const path = `/lag/${slug}/resolutions/${resolution}/receipt.jws`;
  const feed = new AbortController();
  const events = await administrator.fetch(`/lag/${slug}/api/events?after=0`, { signal: feed.signal });
  if (events.body === null) throw new Error('the live feed has no body');
  try {
    for await (const text of events.body.pipeThrough(new TextDecoderStream())) {
      if (text.includes('"message.refused"')) throw new Error('the county refused the resolution');
      if (!text.includes('"message.accepted"')) continue;
      const receipt = await administrator.fetch(path);
      if (receipt.ok) return await receipt.text();
    }
    throw new Error('the live feed ended before the receipt came');
  } finally {
    feed.abort();
  }
}
