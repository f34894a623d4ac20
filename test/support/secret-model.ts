import { decideDrop } from '../../server/rules/box.ts';
import { decideIssue, type Stage, stageOf } from '../../server/rules/drawing.ts';
import type { Checked } from '../../server/rules/refusals.ts';
import { nextStep } from '../../server/rules/slip.ts';

/** A paper that was blinded, or made up without the ballot's key. */
export type Paper = 'a' | 'b' | 'c' | 'd' | 'forged';

/** What the model runs by: the rules of the server and the phones, or broken ones. */
export interface SecretRules {
  decideIssue: typeof decideIssue;
  decideDrop: typeof decideDrop;
  stageOf: typeof stageOf;
  nextStep: typeof nextStep;
  /** Which paper a phone goes on with when a tab has blinded one: written in one transaction of its storage. */
  keep(kept: Slip | null, made: Slip): Slip;
  /** Whether a phone lets a paper be taken back, to fill in another. */
  takesBack(kept: Slip): boolean;
  /** Whether the server answers what is on disk alone. */
  commitsFirst: Record<Request['kind'], boolean>;
  /** Whether the server finds a paper that lies in the box. */
  findsPapers: boolean;
  /** Whether the server takes in papers that the ballot's key signed alone. */
  checksSignatures: boolean;
}

/** The rules as they are. */
export const realRules: SecretRules = {
  decideIssue,
  decideDrop,
  stageOf,
  nextStep,
  keep: (kept, made) => kept ?? made,
  takesBack: ({ signed }) => !signed,
  commitsFirst: { issue: true, paper: true },
  findsPapers: true,
  checksSignatures: true,
};

/** What a phone has in its storage of a ballot; its tabs share it. */
export interface Slip {
  paper: Paper;
  signed: boolean;
  drawn: boolean;
  dropAt: string | null;
  dropped: boolean;
}

/** What a tab is in the middle of, which is gone when it dies. */
interface Tab {
  at: 'idle' | 'made' | 'asked' | 'drew' | 'promised';
  paper: Paper | null;
}

const idle: Tab = { at: 'idle', paper: null };

export interface Phone {
  slip: Slip | null;
  /** The moment of the drop has come. */
  due: boolean;
  tabs: Tab[];
  /** The papers that it may still blind. */
  blanks: Paper[];
}

/** A delegate with all that is stored, under way or answered of them. Messages that were sent may come at any time, and again. */
export interface Delegate {
  /** Does as the program on the phone does; anything that a roll entry allows; or anything that the ballot's key allows. */
  kind: 'honest' | 'malicious' | 'thief';
  phones: Phone[];
  /** Issues and papers that were sent at some time. */
  issuesSent: Paper[];
  papersSent: Paper[];
  /** Issues and papers whose good answer was sent at some time. */
  drawn: Paper[];
  promised: Paper[];
  /** The server's: the issue that is held, every paper that was signed, what lies in the box, and what lay there at the stop. */
  held: Paper | null;
  signed: Paper[];
  /** One was signed after the drawing. */
  signedLate: boolean;
  box: Paper[];
  boxAtEnd: Paper[] | null;
}

function phone(tabs: number, blanks: Paper[]): Phone {
  return { slip: null, due: false, tabs: Array.from({ length: tabs }, (): Tab => idle), blanks };
}

function delegate(kind: Delegate['kind'], phones: Phone[], issuesSent: Paper[], papersSent: Paper[]): Delegate {
  const server = { held: null, signed: [], signedLate: false, box: [], boxAtEnd: null };
  return { kind, phones, issuesSent, papersSent, drawn: [], promised: [], ...server };
}

/** A delegate with one phone of so many tabs, which blinds so many papers at most, and another phone where it is wished. */
export function honest(tabs: 1 | 2, blanks: 1 | 2 | 3 = 2, otherPhone = false): Delegate {
  const names: Paper[] = ['a', 'b', 'c'];
  const phones = [phone(tabs, names.slice(0, blanks)), ...(otherPhone ? [phone(1, ['d'])] : [])];
  return delegate('honest', phones, [], []);
}

/** A delegate whose program sends two issues, every paper it gets and a forged one, at any time and as often as it likes. */
export function malicious(): Delegate {
  return delegate('malicious', [], ['a', 'b'], ['a', 'b', 'forged']);
}

/** Somebody who signs papers with the ballot's key that nobody drew. */
export function thief(): Delegate {
  return delegate('thief', [], [], ['a', 'b']);
}

/** Where the ballot is. */
export interface Ballot {
  state: 'open' | 'stopped' | 'closed' | 'cancelled';
  drawingClosed: boolean;
}

/** How much is in the box, and how many papers were drawn, of all delegates. */
export interface Sums {
  papers: number;
  issues: number;
}

/** A request that reaches the server, and what comes of it. */
export interface Request {
  kind: 'issue' | 'paper';
  paper: Paper;
  /** The refusal; undefined where it is granted. */
  code: string | undefined;
  answered: boolean;
}

/** Something that can happen to a delegate. */
export interface Happening {
  does: string;
  next: Delegate;
  request?: Request;
}

/** The moment that a phone chooses, and one before it. */
const [before, moment] = ['2026-01-01T12:00:00.000Z', '2026-01-01T12:00:30.000Z'];

/** The server takes an issue in, or a paper; it may end before the answer is out. */
function requests(
  rules: SecretRules,
  one: Delegate,
  ballot: Ballot,
  sums: Sums,
  kind: Request['kind'],
  paper: Paper,
): Happening[] {
  const { code, next } = kind === 'issue' ? taken(rules, one, ballot, paper) : dropped(rules, one, ballot, sums, paper);
  const does = `the server gets the ${kind} ${paper}`;
  if (code !== undefined) return [{ does, next: one, request: { kind, paper, code, answered: true } }];
  const said = kind === 'issue' ? 'drawn' : 'promised';
  const answer = (to: Delegate): Delegate => ({ ...to, [said]: union(to[said], paper) });
  const request = { kind, paper, code, answered: true };
  const lost = { does: `${does}, its answer is lost`, next, request: { ...request, answered: false } };
  const early = { does: `${does}, answers and ends before it commits`, next: answer(one), request };
  return [{ does, next: answer(next), request }, lost, ...(rules.commitsFirst[kind] ? [] : [early])];
}

interface Outcome {
  code?: string;
  next: Delegate;
}

function outcome<V>(checked: Checked<V>, one: Delegate, then: (value: V) => Delegate): Outcome {
  return checked.ok ? { next: then(checked.value) } : { code: checked.refusal.code, next: one };
}

function taken(rules: SecretRules, one: Delegate, { state, drawingClosed }: Ballot, paper: Paper): Outcome {
  const checked = rules.decideIssue(rules.stageOf(state, drawingClosed), one.held ?? undefined, paper);
  const signedLate = drawingClosed || state !== 'open';
  return outcome(checked, one, (what) =>
    what === 'same' ? one : { ...one, held: paper, signed: [...one.signed, paper], signedLate },
  );
}

/** Whether a paper has a signature by the ballot's key. */
function isSigned({ kind, signed }: Delegate, paper: Paper): boolean {
  return kind === 'thief' || signed.includes(paper);
}

function dropped(rules: SecretRules, one: Delegate, ballot: Ballot, sums: Sums, paper: Paper): Outcome {
  if (rules.checksSignatures && !isSigned(one, paper)) return { code: 'paper.signature', next: one };
  const stage = rules.stageOf(ballot.state, ballot.drawingClosed);
  const checked = rules.decideDrop(stage, { held: rules.findsPapers && one.box.includes(paper), ...sums });
  return outcome(checked, one, (what) => (what === 'same' ? one : { ...one, box: [...one.box, paper].sort() }));
}

function union(papers: readonly Paper[], paper: Paper): Paper[] {
  return papers.includes(paper) ? [...papers] : [...papers, paper].sort();
}

/** What a phone's page may believe: any stage that has been, since its last look may be old. */
function stagesSeen(rules: SecretRules, { state, drawingClosed }: Ballot): Stage[] {
  const seen = new Set<Stage>(['drawing']);
  if (drawingClosed) seen.add('dropping');
  if (drawingClosed && (state === 'stopped' || state === 'closed')) seen.add('stopped');
  seen.add(rules.stageOf(state, drawingClosed));
  return [...seen];
}

/** A delegate with one phone's slip or tab changed. */
function withPhone(one: Delegate, at: number, change: Partial<Phone>, tab?: [number, Tab]): Delegate {
  const phones = one.phones.map((held, i) => {
    if (i !== at) return held;
    const tabs = tab === undefined ? held.tabs : held.tabs.map((other, j) => (j === tab[0] ? tab[1] : other));
    return { ...held, ...change, tabs };
  });
  return { ...one, phones };
}

/** What a tab that does nothing may begin. */
function beginnings(rules: SecretRules, one: Delegate, p: number, t: number, stages: readonly Stage[]): Happening[] {
  const { slip, due, blanks } = one.phones[p] as Phone;
  const name = `phone ${p + 1}, tab ${t + 1}`;
  const goes = (does: string, tab: Tab): Happening => ({
    does: `${name} ${does}`,
    next: withPhone(one, p, {}, [t, tab]),
  });
  const found: Happening[] = [];
  const [next, ...rest] = blanks;
  if (next !== undefined && (slip === null || rules.keep(slip, blank(next)) !== slip))
    found.push({
      does: `${name} blinds the paper ${next}`,
      next: withPhone(one, p, { blanks: rest }, [t, { at: 'made', paper: next }]),
    });
  if (slip === null) return found;
  const { paper } = slip;
  if (rules.takesBack(slip))
    found.push({ does: `${name} takes its paper back`, next: withPhone(one, p, { slip: null, due: false }) });
  for (const stage of stages) {
    const step = rules.nextStep(slip, stage, due ? moment : before);
    if (step === 'sign') found.push(goes('asks for the passkey', { at: 'asked', paper }));
    if (step === 'draw')
      found.push({ does: `${name} sends the issue`, next: { ...one, issuesSent: union(one.issuesSent, paper) } });
    if (step === 'plan')
      found.push({ does: `${name} chooses a moment`, next: withPhone(one, p, { slip: { ...slip, dropAt: moment } }) });
    if (step === 'drop')
      found.push({ does: `${name} sends the paper`, next: { ...one, papersSent: union(one.papersSent, paper) } });
  }
  if (!slip.drawn && one.drawn.includes(paper)) found.push(goes('gets its signature', { at: 'drew', paper }));
  if (!slip.dropped && one.promised.includes(paper)) found.push(goes('gets its promise', { at: 'promised', paper }));
  return found;
}

function blank(paper: Paper): Slip {
  return { paper, signed: false, drawn: false, dropAt: null, dropped: false };
}

/** What a tab that is in the middle of something writes into the storage. */
function written(rules: SecretRules, { slip }: Phone, { at, paper }: Tab): Slip | null {
  if (at === 'made' && paper !== null) return rules.keep(slip, blank(paper));
  if (slip === null || slip.paper !== paper) return slip;
  if (at === 'asked') return { ...slip, signed: true };
  return at === 'drew' ? { ...slip, drawn: true } : { ...slip, dropped: true };
}

/** What may happen on a delegate's phones. */
function onPhones(rules: SecretRules, one: Delegate, stages: readonly Stage[]): Happening[] {
  return one.phones.flatMap((held, p) => {
    const inTabs = held.tabs.flatMap((tab, t) => {
      if (tab.at === 'idle') return beginnings(rules, one, p, t, stages);
      const name = `phone ${p + 1}, tab ${t + 1}`;
      return [
        {
          does: `${name} keeps what it has (${tab.at})`,
          next: withPhone(one, p, { slip: written(rules, held, tab) }, [t, idle]),
        },
        { does: `${name} dies (${tab.at})`, next: withPhone(one, p, {}, [t, idle]) },
      ];
    });
    const waits = held.slip !== null && held.slip.dropAt !== null && !held.due;
    return waits ? [...inTabs, { does: 'its moment comes', next: withPhone(one, p, { due: true }) }] : inTabs;
  });
}

/** Everything that may happen to a delegate now. @param seen what pages may believe of the stage. */
export function happenings(
  rules: SecretRules,
  one: Delegate,
  ballot: Ballot,
  sums: Sums,
  seen: readonly Stage[] = stagesSeen(rules, ballot),
): Happening[] {
  return [
    ...onPhones(rules, one, seen),
    ...one.issuesSent.flatMap((paper) => requests(rules, one, ballot, sums, 'issue', paper)),
    ...one.papersSent.flatMap((paper) => requests(rules, one, ballot, sums, 'paper', paper)),
  ];
}
