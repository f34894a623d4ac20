import type { Translation } from '../language.ts';
import type { result as source } from '../nb/result.ts';
import { counted, list, number } from '../numbers.ts';

export const result: Translation<typeof source> = {
  chosen: (title: string) => `Vald: ${title}`,
  undecided: 'Ingen fekk fleirtalet som trengst',
  choiceRule: (required: number, got: number) =>
    `Krev ${counted(required, 'røyst', 'røyster')}. Den med flest fekk ${number(got)}.`,
  castingVote: 'Likt for og mot: Røysta til møteleiaren avgjorde.',
  castingChoice: 'Like mange røyster: Røysta til møteleiaren avgjorde.',
  unanimity: 'Samrøystes vedteke. Ingen bad om votering.',
  acclamation: 'Vedteke ved akklamasjon. Ingen bad om votering.',
  hands: 'Røystene vart talde for hand. To teljarar talde likt.',
  against: (no: number) =>
    `Berre røystene mot vart talde, og to teljarar talde ${number(no)}. Alle andre i manntalet blir rekna som for.`,
  ofHands: (parts: readonly string[]) => `Av desse talde teljekorpset for hand: ${list(parts, 'og')}.`,
  part: (votes: number, option: string) => `${number(votes)} ${option}`,
  option: { for: 'for', against: 'mot', blank: 'blanke' },
  amendment: (n: number) => `Endringsframlegg ${n}`,
  block: (numbers: readonly number[]) => `Endringsframlegg ${list(numbers.map(String), 'og')} under eitt`,
  blockAdopt: 'For er for å vedta dei.',
  blockReject: 'For er for å avvise dei.',
  names: 'Slik røysta kvar enkelt',
};
