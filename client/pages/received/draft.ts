import type { CollectionItem } from '../../../server/api/collection.ts';
import { hashOf } from '../../../server/rules/canonical.ts';
import type { Treated, TreatedOutcome, TreatedPoint } from '../../../server/rules/party-statements.ts';
import { saysSomething } from '../../components/custody/said.tsx';

/** What somebody is filling in about a point, or about the whole. Empty texts say nothing. */
export interface PointDraft {
  recommendation: Treated | '';
  outcome: TreatedOutcome | '';
  to: string;
  cover: string;
  text: string;
  reason: string;
  /** Hash of the branch's own resolution that decided it. */
  by: string | undefined;
}

/** What is missing in a draft. */
export type Mistake = 'to' | 'cover' | 'text';

/** A point that can be treated, or the whole as number 0, and its text. */
export interface Treatable {
  number: number;
  /** Null for the whole. */
  text: string | null;
}

/** What of a resolution can be treated: the whole, and the points that its branch adopted. */
export function treatableOf({ payload }: CollectionItem): Treatable[] {
  const adopted = payload.points.filter(({ outcome }) => outcome === 'adopted');
  return [{ number: 0, text: null }, ...adopted.map(({ number, text }) => ({ number, text }))];
}

/** What a branch has said of each point so far. */
export function saidBy({ treatments }: CollectionItem, branch: string): readonly TreatedPoint[] {
  return (treatments.findLast((one) => one.branch === branch)?.points ?? []).filter(saysSomething);
}

/** A draft that says what was said of a point before. `above` is the name of the branch above. */
export function draftOf(said: TreatedPoint | undefined, original: string | null, above: string): PointDraft {
  const covers = said?.outcome === 'covered' || (said?.outcome === null && said.recommendation === 'cover');
  return {
    recommendation: said?.recommendation ?? '',
    outcome: said?.outcome ?? '',
    to: covers ? above : (said?.to ?? above),
    cover: covers ? (said?.to ?? '') : '',
    text: said?.text ?? original ?? '',
    reason: said?.reason ?? '',
    by: said?.by,
  };
}

/** A draft with an outcome that was decided elsewhere; what else was filled in stays. */
export function withOutcome(draft: PointDraft, { outcome, to, by, text, reason }: TreatedPoint): PointDraft {
  return {
    ...draft,
    outcome: outcome ?? draft.outcome,
    by: by ?? draft.by,
    text: text ?? draft.text,
    reason: reason ?? draft.reason,
    ...(to !== undefined && outcome === 'forwarded' ? { to } : {}),
    ...(to !== undefined && outcome === 'covered' ? { cover: to } : {}),
  };
}

/** Which of the further fields a draft asks for. */
export function fieldsOf({ recommendation, outcome }: PointDraft): ReadonlySet<Mistake> {
  const fields = new Set<Mistake>();
  if (outcome === 'forwarded' || (outcome === '' && recommendation === 'forward')) fields.add('to');
  if (outcome === 'covered' || (outcome === '' && recommendation === 'cover')) fields.add('cover');
  if (outcome === 'changed' || (outcome === '' && recommendation === 'change')) fields.add('text');
  return fields;
}

/** What is missing in a draft of a point with this text. */
export function mistakesIn(draft: PointDraft, original: string | null): ReadonlySet<Mistake> {
  const mistakes = fieldsOf(draft);
  const given: Record<Mistake, boolean> = {
    to: draft.to.trim() !== '',
    cover: draft.cover.trim() !== '',
    text: draft.text.trim() !== '' && draft.text.trim() !== original,
  };
  return new Set([...mistakes].filter((field) => !given[field]));
}

/** What a draft says. */
export function pointOf(number: number, draft: PointDraft): TreatedPoint {
  const { recommendation, outcome, to, cover, text, reason, by } = draft;
  const fields = fieldsOf(draft);
  const target = fields.has('to') ? to.trim() : fields.has('cover') ? cover.trim() : '';
  return {
    number,
    recommendation: recommendation === '' ? null : recommendation,
    outcome: outcome === '' ? null : outcome,
    ...(target === '' ? {} : { to: target }),
    ...(by === undefined ? {} : { by }),
    ...(fields.has('text') ? { text: text.trim() } : {}),
    ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
  };
}

/** Whether a point says something else than what was said before, or something where nothing was. */
export function isNews(point: TreatedPoint, said: TreatedPoint | undefined): boolean {
  if (said !== undefined) return hashOf(point) !== hashOf(said);
  return point.recommendation !== null || point.outcome !== null;
}
