import type { Translation } from '../language.ts';
import type { result as source } from '../nb/result.ts';
import { counted, list, number } from '../numbers.ts';

export const result: Translation<typeof source> = {
  chosen: (title: string) => `Chosen: ${title}`,
  undecided: 'Nobody has the majority that is needed',
  choiceRule: (required: number, got: number) =>
    `Needs ${counted(required, 'vote', 'votes')}. The one with the most got ${number(got)}.`,
  castingVote: "As many for as against: the chair's vote decided.",
  castingChoice: "As many votes each: the chair's vote decided.",
  unanimity: 'Adopted unanimously. Nobody asked for a ballot.',
  acclamation: 'Adopted by acclamation. Nobody asked for a ballot.',
  hands: 'The votes were counted by hand. Two tellers counted the same.',
  against: (no: number) =>
    `Only the votes against were counted, and two tellers counted ${number(no)}. Everybody else on the roll counts as for.`,
  ofHands: (parts: readonly string[]) => `Of these the tellers counted by hand: ${list(parts, 'and')}.`,
  part: (votes: number, option: string) => `${number(votes)} ${option}`,
  option: { for: 'for', against: 'against', blank: 'blank' },
  amendment: (n: number) => `Amendment ${n}`,
  block: (numbers: readonly number[]) => `Amendments ${list(numbers.map(String), 'and')} together`,
  blockAdopt: 'For is for adopting them.',
  blockReject: 'For is for rejecting them.',
  names: 'How each voted',
};
