import { readFile } from 'node:fs/promises';
import type { BallotInfo } from '../../server/api/snapshot.ts';
import {
  callToOrder,
  closeBallot,
  enrolAll,
  inviteAll,
  openBallot,
  type Pair,
  resolve,
  setUp,
  signRoll,
  vote,
} from '../../server/demo/meeting.ts';
import { memberCsv } from '../../server/demo/people.ts';
import type { Person } from '../../server/demo/person.ts';
import type { Marks, Option } from '../../server/rules/formats.ts';
import { type ProposalContent, pointsOf } from '../../server/rules/proposal.ts';
import type { ResolutionStatement } from '../../server/rules/statements.ts';
import { type ServerOptions, startServer, type TestServer } from './server.ts';

/** A server with its two branches, and a meeting that was called to order in the lower one. */
export interface Hall {
  server: TestServer;
  pair: Pair;
  /** The branch that meets. */
  slug: string;
  meeting: string;
  /** Leader, chair and secretary at once. */
  administrator: Person;
  /** Delegates on the roll; the first two are signers. */
  people: Person[];
}

/** Three demands, as the secretary pastes them. */
export const threePoints = 'Busser som går\n\n1. Avganger hvert kvarter.\n2. Gratis overgang.\n3. Egen felt for buss.';

/** The text of a branch's real resolution, which the demo ships. */
export function realText(): Promise<string> {
  return readFile('server/demo/kvoteflyktninger.txt', 'utf8');
}

/** Sets a server up, enrols delegates and calls a meeting to order, its roll signed. */
export async function gatherHall({
  delegates = 4,
  ...options
}: ServerOptions & { delegates?: number } = {}): Promise<Hall> {
  return gatherIn(await startServer(options), delegates);
}

/** The same on a server that stands and has no branches yet. */
export async function gatherIn(server: TestServer, delegates: number): Promise<Hall> {
  if (server.setupLink === undefined) throw new Error('the server has branches already');
  const pair = await setUp(server.setupLink);
  const tokens = (await inviteAll(pair, memberCsv(delegates))).map(({ token }) => token);
  const people = await enrolAll(pair, tokens);
  const { meeting } = await callToOrder(pair, people, 'Medlemsmøte');
  return { server, pair, slug: pair.branch, meeting, administrator: pair.administrator, people };
}

/** One more member, enrolled but not checked in. */
export async function enrolOne({ pair }: Pick<Hall, 'pair'>, number: string, name = 'Nils Nykommer'): Promise<Person> {
  const [invitation] = await inviteAll(pair, `medlemsnummer;navn\n${number};${name}`);
  const [person] = await enrolAll(pair, invitation === undefined ? [] : [invitation.token]);
  if (person === undefined) throw new Error('nobody was invited');
  return person;
}

/** Finishes what waits of the agenda, so that the proposals outside it are next. */
export async function passAgenda({ administrator, slug }: Pick<Hall, 'administrator' | 'slug'>): Promise<void> {
  const { meeting } = await administrator.call('snapshot', { slug });
  for (const { id, state } of meeting?.agenda ?? [])
    if (state !== 'done') await administrator.call('finishItem', { slug, item: id }, { note: '' });
}

/** Adds a proposal out of text. */
export async function propose(hall: Hall, text = threePoints): Promise<{ proposal: string; content: ProposalContent }> {
  const { administrator, slug, meeting } = hall;
  return administrator.call('addProposal', { slug, meeting }, { text });
}

/** Adds a proposal and opens a ballot on it, point by point. */
export async function openOn(hall: Hall, text = threePoints): Promise<string> {
  return openBallot(hall.pair, (await propose(hall, text)).proposal);
}

/** The same mark on every question of a ballot. */
export function markAll(questions: number, option: Option): Marks {
  return Object.fromEntries(Array.from({ length: questions }, (_, i) => [String(i + 1), option]));
}

/** How many points a text of the hall's has. */
function countPoints(content: ProposalContent): number {
  return pointsOf(content.blocks).length;
}

/** Puts a text to the vote, everybody voting for all of it, and closes the ballot; gives the ballot. */
export async function adopt(hall: Hall, text = threePoints): Promise<string> {
  const { proposal, content } = await propose(hall, text);
  const ballot = await openBallot(hall.pair, proposal);
  for (const person of hall.people) await vote(person, hall.slug, ballot, markAll(countPoints(content), 'for'));
  await closeBallot(hall.pair, ballot);
  return ballot;
}

/** Adopts a text and has its resolution signed. */
export async function resolveText(hall: Hall, text = threePoints): Promise<ResolutionStatement> {
  return resolve(hall.pair, await adopt(hall, text), hall.people.slice(0, 2));
}

/** A ballot as somebody sees it. */
export async function seen(person: Person, slug: string, ballot: string): Promise<BallotInfo> {
  const { ballots } = await person.call('snapshot', { slug });
  const found = ballots.find(({ id }) => id === ballot);
  if (found === undefined) throw new Error('the snapshot does not show the ballot');
  return found;
}

/** Gives roles to people; the administrator stays chair and secretary, the first two people signers. */
export async function appoint(
  hall: Hall,
  roles: { chair?: readonly Person[]; teller?: readonly Person[] },
): Promise<void> {
  const { administrator, slug, meeting, people } = hall;
  const ids = (list: readonly Person[]): string[] => list.map(({ member }) => member);
  const { chair = [administrator], teller = [] } = roles;
  const others = { secretary: [administrator.member], signer: ids(people.slice(0, 2)) };
  await administrator.call('setRoles', { slug, meeting }, { ...others, chair: ids(chair), teller: ids(teller) });
}

/** Puts members without a passkey on the roll: they are checked in at the door and never enrol. Signs the roll. */
export async function seatWithoutPasskey(hall: Hall, numbers: readonly string[]): Promise<void> {
  const { administrator, slug, meeting, pair } = hall;
  const csv = ['nr;navn', ...numbers.map((number) => `${number};Uten Nøkkel ${number}`)].join('\n');
  await administrator.call('importMembers', { slug }, { csv });
  const { members } = await administrator.call('members', { slug });
  const seated = members.filter(({ number }) => numbers.includes(number)).map(({ member }) => member);
  await administrator.call('checkIn', { slug, meeting }, { members: seated, present: true });
  await signRoll(pair);
}
