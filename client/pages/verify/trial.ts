import { fromBase64url, toBase64url } from '../../../server/rules/canonical.ts';
import type { Evidence } from '../../../server/rules/evidence.ts';
import type { Option } from '../../../server/rules/formats.ts';
import type { FileTexts } from '../../judge.ts';

/** What was changed in memory: one digit of a tally in the resolution, or one mark of one vote or paper in the evidence. */
export type Change =
  | { kind: 'tally'; question: string; from: number; to: number }
  | { kind: 'vote'; question: string; from: Option; to: Option };

/** Files with one change, and the change. */
export interface Trial {
  files: FileTexts;
  change: Change;
}

/**
 * Files whose resolution has one byte changed: the last digit of the votes for its first question. The signature is
 * left as it was.
 * @param files of a resolution that has been verified.
 */
export function withOtherTally(files: FileTexts): Trial | undefined {
  const [head, body, signature] = files.resolution.split('.');
  if (body === undefined) return undefined;
  const payload = new TextDecoder().decode(fromBase64url(body));
  // Canonical JSON sorts its keys, so the votes for the first question are the first after the first tally's beginning.
  const found = /"tally":\{"([a-z0-9]+)":\{[^}]*?"for":(\d+)/u.exec(payload);
  if (found === null) return undefined;
  const [text, question = '', digits = ''] = found;
  const last = Number(digits.at(-1));
  const altered = `${digits.slice(0, -1)}${last === 9 ? 8 : last + 1}`;
  const at = found.index + text.length - digits.length;
  const bytes = new TextEncoder().encode(payload.slice(0, at) + altered + payload.slice(at + digits.length));
  return {
    files: { ...files, resolution: [head, toBase64url(bytes), signature].join('.') },
    change: { kind: 'tally', question, from: Number(digits), to: Number(altered) },
  };
}

/**
 * Files whose evidence has the first mark of the first vote, or paper, turned. Its signature is left as it was.
 * @param files of a resolution that has been verified with its evidence.
 */
export function withOtherVote(files: FileTexts): Trial | undefined {
  if (files.evidence === undefined) return undefined;
  const evidence = JSON.parse(files.evidence) as Evidence;
  const [ballot] = evidence.ballots;
  const marks = ballot?.votes[0]?.statement.marks ?? ballot?.papers?.[0]?.paper.marks;
  const [first] = Object.entries(marks ?? {});
  if (marks === undefined || first === undefined) return undefined;
  const [question, from] = first;
  const to: Option = from === 'for' ? 'against' : 'for';
  marks[question] = to;
  return {
    files: { ...files, evidence: JSON.stringify(evidence) },
    change: { kind: 'vote', question, from: from as Option, to },
  };
}
