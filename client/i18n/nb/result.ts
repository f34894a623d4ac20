import { counted, list, number } from '../numbers.ts';

/** Words of the results of ballots that are not for or against with the phones alone. */
export const result = {
  chosen: (title: string) => `Valgt: ${title}`,
  undecided: 'Ingen fikk flertallet som trengs',
  choiceRule: (required: number, got: number) =>
    `Krever ${counted(required, 'stemme', 'stemmer')}. Den med flest fikk ${number(got)}.`,
  castingVote: 'Likt for og mot: Møteleders stemme avgjorde.',
  castingChoice: 'Like mange stemmer: Møteleders stemme avgjorde.',
  unanimity: 'Enstemmig vedtatt. Ingen ba om votering.',
  acclamation: 'Vedtatt ved akklamasjon. Ingen ba om votering.',
  hands: 'Stemmene ble talt for hånd. To tellere talte likt.',
  against: (no: number) =>
    `Bare stemmene mot ble talt, og to tellere talte ${number(no)}. Alle andre i manntallet regnes som for.`,
  ofHands: (parts: readonly string[]) => `Av disse talte tellekorpset for hånd: ${list(parts, 'og')}.`,
  part: (votes: number, option: string) => `${number(votes)} ${option}`,
  option: { for: 'for', against: 'mot', blank: 'blanke' },
  amendment: (n: number) => `Endringsforslag ${n}`,
  block: (numbers: readonly number[]) => `Endringsforslag ${list(numbers.map(String), 'og')} under ett`,
  blockAdopt: 'For er for å vedta dem.',
  blockReject: 'For er for å avvise dem.',
  names: 'Slik stemte hver enkelt',
};
