import type { Amendment } from '../../server/rules/amendment.ts';
import type { ProposalContent } from '../../server/rules/proposal.ts';
import type { Said } from './amendments.ts';
import { plainText } from './deliberating.ts';

/** A ballot as somebody would note it on paper. `text` is the text that was voted on. */
export interface Noted {
  kind: 'amendment' | 'block' | 'choice' | 'text';
  of: number[];
  said: Said;
  recommended: 'adopt' | 'reject';
  text: ProposalContent;
  cancelled: boolean;
}

/** What a meeting's papers say. */
export interface Papers {
  content: ProposalContent;
  amendments: Amendment[];
  /** How many supporters are asked for. */
  seconds: number;
  ballots: Noted[];
}

/** Where a change is made, and what stands there after it. */
const spot = ({ change }: Amendment): string => (change.type === 'add' ? `after ${change.after}` : `at ${change.at}`);
const words = ({ change }: Amendment): string =>
  change.type === 'delete'
    ? 'nothing'
    : change.type === 'replace'
      ? `text ${change.text}`
      : JSON.stringify(change.block);
const same = (a: Amendment, b: Amendment): boolean => spot(a) === spot(b) && words(a) === words(b);
const exclude = (a: Amendment, b: Amendment): boolean =>
  spot(a) === spot(b) && spot(a).startsWith('at') && words(a) !== words(b);

/** What is noted on the sheet while the ballots are read out. */
class Sheet {
  readonly papers: Papers;
  readonly fate = new Map<number, string>();
  /** Who lost to whom when they were set against each other. */
  readonly beaten = new Map<number, number>();

  constructor(papers: Papers) {
    this.papers = papers;
  }

  find(number: number): Amendment {
    return this.papers.amendments.find((one) => one.number === number) as Amendment;
  }

  /** What is to be said of an amendment before any ballot; empty for one that can be voted on. */
  before(one: Amendment): string {
    if (one.state === 'withdrawn') return 'withdrawn';
    if (one.state === 'joined') return `joined ${Number(one.joinedInto?.slice(1))}`;
    return one.seconds < this.papers.seconds ? 'unsupported' : '';
  }

  stands(one: Amendment): boolean {
    return this.before(one) === '';
  }

  /** Notes one, and what that does to the others. */
  put(number: number, what: string): void {
    const one = this.find(number);
    this.fate.set(number, what);
    for (const other of this.papers.amendments) {
      if (this.fate.has(other.number) || !this.stands(other)) continue;
      if (same(one, other)) this.fate.set(other.number, what === 'adopted' ? `covered ${number}` : what);
      else if (what === 'adopted' && exclude(one, other)) this.fate.set(other.number, `lapsed ${number}`);
    }
  }

  recommended(number: number): string {
    const said = this.find(number).recommendation?.recommended;
    if (said?.kind === 'forward') return `forwarded to ${said.to}`;
    return said?.kind === 'covered' ? `covered ${said.by ?? 'by the text'}` : 'rejected';
  }

  read({ kind, said, recommended }: Noted, number: number): void {
    if (this.fate.has(number)) return;
    if (kind === 'choice') this.choose(number, said);
    else if (kind === 'amendment') this.put(number, said === 'for' ? 'adopted' : 'rejected');
    else if (said === 'for') this.put(number, recommended === 'adopt' ? 'adopted' : this.recommended(number));
  }

  choose(number: number, said: Said): void {
    if (said === number) this.beaten.delete(number);
    if (typeof said !== 'number' || said === number) return;
    const losers = this.papers.amendments.filter((one) => same(one, this.find(number)) && !same(one, this.find(said)));
    for (const loser of losers) this.beaten.set(loser.number, said);
  }

  /** The text with what is adopted so far; and the deletion that does not stand, lest nothing be left, with the one before it. */
  write(): { text: ProposalContent; fallen?: Amendment | undefined; last?: Amendment | undefined } {
    const { content, amendments } = this.papers;
    const adopted = amendments.filter(({ number }) => this.fate.get(number) === 'adopted');
    const text = plainText(content, adopted);
    if (text.blocks.length > 0) return { text };
    const rest = adopted.slice(0, -1);
    return { text: plainText(content, rest), fallen: adopted.at(-1), last: rest.at(-1) };
  }

  /** Whether one is adopted, or may be yet. */
  mayStand(number: number): boolean {
    const one = this.papers.amendments.find((other) => other.number === number);
    if (one === undefined) return false;
    const fate = this.fate.get(number);
    if (fate !== undefined) return fate === 'adopted';
    return one.state === 'joined' ? this.mayStand(Number(one.joinedInto?.slice(1))) : this.stands(one);
  }

  fateOf(one: Amendment, text: string): string {
    const { fallen, last } = this.write();
    if (fallen === one) return `lapsed ${last?.number ?? 'with the text'}`;
    const fate = this.fate.get(one.number);
    const by = /^covered (\d+)$/u.exec(fate ?? '')?.[1];
    if (by !== undefined && !this.mayStand(Number(by))) return 'rejected';
    if (fate !== undefined) return fate;
    if (!this.stands(one)) return this.before(one);
    const winner = this.beaten.get(one.number);
    const won = winner !== undefined && (this.fate.has(winner) || this.stands(this.find(winner)));
    if (won) return `lapsed ${winner}`;
    return text === 'open' ? 'open' : 'lapsed with the text';
  }
}

/** The slow and plain way to what became of each amendment, by number, and of the text; written apart from `deliberation.ts`. */
export function plainFates(papers: Papers): { fates: string[]; text: string } {
  const sheet = new Sheet(papers);
  let text = 'open';
  for (const ballot of papers.ballots) {
    if (ballot.cancelled) continue;
    if (ballot.kind !== 'text') for (const number of text === 'open' ? ballot.of : []) sheet.read(ballot, number);
    else if (JSON.stringify(sheet.write().text) === JSON.stringify(ballot.text))
      text = ballot.said === 'for' ? 'adopted' : 'rejected';
  }
  return { fates: papers.amendments.map((one) => `${one.number} ${sheet.fateOf(one, text)}`), text };
}
