import { inBoxOrder } from '../../server/rules/box.ts';
import { hashOf, toBase64url } from '../../server/rules/canonical.ts';
import type { Evidence } from '../../server/rules/evidence.ts';
import { siteOf } from '../../server/rules/passkey.ts';
import { byDelegate } from '../../server/rules/roll.ts';
import type { BoxedPaper, IssueStatement } from '../../server/rules/secret-statements.ts';
import type { RollEntry, RollStatement, Signed } from '../../server/rules/statements.ts';
import { makePerson } from './meeting.ts';
import type { SecretMeeting } from './secret-meeting.ts';

/** What of a secret ballot can be tampered with, each sorted as evidence has it. */
export interface Held {
  papers: BoxedPaper[];
  issues: Signed<IssueStatement>[];
  entries: RollEntry[];
}

/** What was done, and whom or what it concerns: a delegate, or the hash of a paper. */
export interface Tampering {
  held: Held;
  concerns: string;
}

export const whats = ['paper', 'issue', 'entry'] as const;
export const hows = ['added', 'dropped', 'changed', 'doubled'] as const;
export type What = (typeof whats)[number];
export type How = (typeof hows)[number];

/** What evidence holds of the ballot of a meeting. */
export function heldOf({ papers, issues, roll }: SecretMeeting): Held {
  return { papers, issues, entries: roll.statement.entries };
}

/**
 * Adds, drops, changes or doubles a paper, an issue or a roll entry without any key: what is new has signatures copied from
 * elsewhere, and all is sorted anew.
 * @param meeting whose last delegate has drawn no paper.
 */
export function tamper(meeting: SecretMeeting, what: What, how: How): Tampering {
  const held = heldOf(meeting);
  const place = 4;
  if (what === 'paper') {
    const one = held.papers[place] as BoxedPaper;
    const other = { ...one, paper: { ...one.paper, ...newPaper(one, how) } };
    const papers = inBoxOrder(altered(held.papers, place, other, how));
    return {
      held: { ...held, papers },
      concerns: hashOf((how === 'doubled' || how === 'dropped' ? one : other).paper),
    };
  }
  if (what === 'issue') {
    const one = held.issues[place] as Signed<IssueStatement>;
    const other = newIssue(meeting, one, how);
    const issues = altered(held.issues, place, other, how).sort((a, b) => byDelegate(a.statement, b.statement));
    const { delegate } = (how === 'doubled' || how === 'dropped' ? one : other).statement;
    return { held: { ...held, issues }, concerns: delegate };
  }
  const one = held.entries[place] as RollEntry;
  const delegate = how === 'added' ? 'z-stranger' : one.delegate;
  const { credential } = makePerson(delegate, siteOf(meeting.branch.id));
  const { id = '' } = one.credentials[0] ?? {};
  const other = { ...one, delegate, credentials: [how === 'added' ? credential : { ...credential, id }] };
  const entries = altered(held.entries, place, other, how).sort(byDelegate);
  return { held: { ...held, entries }, concerns: delegate };
}

function altered<T>(list: readonly T[], place: number, other: T, how: How): T[] {
  const one = list.slice(place, place + 1);
  const instead = { added: [...one, other], dropped: [], changed: [other], doubled: [...one, ...one] }[how];
  return [...list.slice(0, place), ...instead, ...list.slice(place + 1)];
}

function newPaper({ paper }: BoxedPaper, how: How): Partial<BoxedPaper['paper']> {
  if (how === 'added') return { nonce: toBase64url(crypto.getRandomValues(new Uint8Array(32))) };
  const [question = ''] = Object.keys(paper.marks);
  return { marks: { ...paper.marks, [question]: paper.marks[question] === 'for' ? 'against' : 'for' } };
}

function newIssue({ people, issues }: SecretMeeting, one: Signed<IssueStatement>, how: How): Signed<IssueStatement> {
  // a number that the key can sign
  const blinded = issues[0]?.statement.blinded ?? '';
  if (how !== 'added') return { ...one, statement: { ...one.statement, blinded } };
  const { delegate, credential } = people.at(-1) ?? { delegate: '', credential: { id: '' } };
  return { ...one, statement: { ...one.statement, delegate, blinded }, signer: delegate, credential: credential.id };
}

/** The evidence of a meeting with what was tampered with in its place. */
export function evidenceWith({ evidence, roll }: SecretMeeting, { papers, issues, entries }: Held): Evidence {
  const statement: RollStatement = { ...roll.statement, entries };
  return {
    ...evidence,
    rolls: [{ ...roll, statement }],
    ballots: evidence.ballots.map((ballot) => ({ ...ballot, papers, issues })),
  };
}
