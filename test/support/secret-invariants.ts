import { type Ballot, type Delegate, happenings, type Phone, type SecretRules, type Sums } from './secret-model.ts';

/** What does not hold of a delegate in a state that was reached; undefined where all does. */
export function brokenOf(rules: SecretRules, one: Delegate, ballot: Ballot, sums: Sums): string | undefined {
  return (
    brokenAtServer(one, ballot) ??
    brokenAnswers(rules, one, ballot, sums) ??
    one.phones.map((phone, i) => brokenOn(rules, one, i, phone, ballot, sums)).find((what) => what !== undefined)
  );
}

function brokenAtServer(one: Delegate, ballot: Ballot): string | undefined {
  const { kind, phones, held, signed, signedLate, box, boxAtEnd } = one;
  if (signed.length > 1) return 'a delegate has two papers signed';
  if (signedLate) return 'a paper was drawn after the drawing';
  if (kind !== 'thief' && box.length > 1) return 'a delegate has two votes';
  if (kind !== 'thief' && box.some((paper) => !signed.includes(paper))) return 'a paper counts that nobody signed';
  if (!ballot.drawingClosed && box.length > 0) return 'a paper was dropped while papers are drawn';
  const kept = phones.some(({ slip }) => slip?.paper === held);
  if (kind === 'honest' && held !== null && !kept) return 'a paper was drawn that its phone no longer has';
  if (boxAtEnd !== null && boxAtEnd.join() !== box.join()) return 'something is counted that came after the end';
  return undefined;
}

function brokenAnswers(
  rules: SecretRules,
  { box, drawn, promised, held }: Delegate,
  ballot: Ballot,
  sums: Sums,
): string | undefined {
  const stage = rules.stageOf(ballot.state, ballot.drawingClosed);
  if (promised.some((paper) => !box.includes(paper))) return 'a paper that was promised is not in the box';
  for (const paper of drawn) {
    const again = rules.decideIssue(stage, held ?? undefined, paper);
    if (!again.ok || again.value !== 'same' || held !== paper) return 'an issue does not get its answer again';
  }
  if (box.length === 0) return undefined;
  const again = rules.decideDrop(stage, { held: true, ...sums });
  return again.ok && again.value === 'same' ? undefined : 'a paper does not get its answer again';
}

function brokenOn(
  rules: SecretRules,
  one: Delegate,
  i: number,
  { slip, due }: Phone,
  ballot: Ballot,
  sums: Sums,
): string | undefined {
  if (slip === null) return undefined;
  const { paper } = slip;
  const stage = rules.stageOf(ballot.state, ballot.drawingClosed);
  const step = rules.nextStep(slip, stage, due ? future : past);
  if (slip.signed && step === 'sign') return 'a phone asks for a second gesture';
  if (step === 'lost' && one.box.includes(paper)) return 'a phone gives a paper up that lies in the box';
  if (ballot.state !== 'open') return undefined;
  // who has drawn, or can still draw, has a vote if only this phone goes on by itself
  const canDraw = one.held === paper || (one.held === null && !ballot.drawingClosed);
  if (!canDraw || finishes(rules, one, i, ballot, sums)) return undefined;
  return 'a paper of somebody who drew in time cannot be dropped';
}

const [past, future] = ['2026-01-01T00:00:00.000Z', '2026-12-31T00:00:00.000Z'];

/**
 * Whether a delegate's paper comes into the box when every tab has died, one of a phone is opened again and does what its program
 * says, all that was under way is lost, what is sent from now on arrives, and the chair closes the drawing when the phone waits for that.
 */
function finishes(rules: SecretRules, from: Delegate, i: number, open: Ballot, sums: Sums): boolean {
  const mine = from.phones[i] as Phone;
  const tabs = mine.tabs.map(() => ({ at: 'idle' as const, paper: null }));
  const others = { ...sums, papers: sums.papers - from.box.length, issues: sums.issues - from.signed.length };
  const lost = { issuesSent: [], papersSent: [], drawn: [], promised: [] };
  let one: Delegate = { ...from, ...lost, phones: [{ ...mine, tabs, due: false }] };
  let ballot = open;
  for (let steps = 0; steps < 20; steps += 1) {
    const { slip } = one.phones[0] as Phone;
    if (slip !== null && one.box.includes(slip.paper)) return true;
    const now = { papers: others.papers + one.box.length, issues: others.issues + one.signed.length };
    const next = progress(rules, one, ballot, now);
    if (next !== undefined) one = next;
    else if (ballot.drawingClosed) return false;
    else ballot = { ...ballot, drawingClosed: true };
  }
  return false;
}

/** What happens next on the phone, or because of it; undefined when nothing does. */
function progress(rules: SecretRules, one: Delegate, ballot: Ballot, sums: Sums): Delegate | undefined {
  const before = JSON.stringify(one);
  const stage = rules.stageOf(ballot.state, ballot.drawingClosed);
  const all = happenings(rules, one, ballot, sums, [stage]);
  const paper = one.phones[0]?.slip?.paper;
  const helps = all.filter(
    ({ does, request, next }) =>
      !/dies|takes/u.test(does) &&
      (request === undefined || (request.answered && request.code === undefined && request.paper === paper)) &&
      JSON.stringify(next) !== before,
  );
  return helps[0]?.next;
}
