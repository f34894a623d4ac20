import type { Rule } from './formats.ts';

/** The words that Norwegian organisations use for majorities: simpelt, alminnelig, absolutt, kvalifisert. */
export type MajorityWord = 'simple' | 'ordinary' | 'absolute' | 'qualified';

/** What an organisation means by a word. The same word is another sum in the next organisation; the formula is what counts. */
export interface OrganisationRule {
  organisation: string;
  word: MajorityWord;
  rule: Rule;
}

const half = { num: 1, den: 2, strict: true, tie: 'falls' } as const;
/** More for than against; blanks and those who do not vote are left aside. */
const most: Rule = { ...half, base: 'for-against', blanks: 'allowed' };
/** More than half of the votes cast, blanks among them. */
const halfOfCast: Rule = { ...half, base: 'cast', blanks: 'allowed' };
const atLeast = (num: number, den: number, base: 'for-against' | 'cast' | 'present'): Rule => {
  return { num, den, strict: false, base, blanks: 'allowed', tie: 'falls' };
};

/** The rules of organisations in the words of their own statutes and handbooks. */
export const organisationRules: readonly OrganisationRule[] = [
  // Ung i Oslo, ungorg.no: simpelt ignores abstentions, alminnelig asks for more for than against and abstaining together
  { organisation: 'Ung i Oslo', word: 'simple', rule: most },
  { organisation: 'Ung i Oslo', word: 'ordinary', rule: { ...half, base: 'present', blanks: 'allowed' } },
  // Nortura, the handbook of elected members
  { organisation: 'Nortura', word: 'ordinary', rule: most },
  { organisation: 'Nortura', word: 'absolute', rule: halfOfCast },
  { organisation: 'Nortura', word: 'qualified', rule: atLeast(2, 3, 'cast') },
  // Parat, on meetings: alminnelig is the same as absolutt
  { organisation: 'Parat', word: 'simple', rule: most },
  { organisation: 'Parat', word: 'absolute', rule: halfOfCast },
  // Pedagogstudentene and SDSN, rules of procedure: blanks at most as many as the other votes; shares of those present
  { organisation: 'Pedagogstudentene', word: 'simple', rule: most },
  { organisation: 'Pedagogstudentene', word: 'ordinary', rule: { ...most, blankCap: { num: 1, den: 2 } } },
  { organisation: 'Pedagogstudentene', word: 'absolute', rule: { ...atLeast(2, 3, 'present'), strict: true } },
  { organisation: 'Pedagogstudentene', word: 'qualified', rule: atLeast(3, 4, 'present') },
  // KFUK-KFUM-speiderne: blanks count as cast
  { organisation: 'KFUK-KFUM-speiderne', word: 'ordinary', rule: halfOfCast },
  // Rødt: kvalifisert is of cast, blank and abstaining
  { organisation: 'Rødt', word: 'simple', rule: most },
  { organisation: 'Rødt', word: 'absolute', rule: most },
  { organisation: 'Rødt', word: 'qualified', rule: atLeast(2, 3, 'present') },
  // borettslagsloven § 7-11 as the ministry explains it: of the votes given, blanks left aside
  { organisation: 'Borettslag', word: 'ordinary', rule: most },
  { organisation: 'Borettslag', word: 'qualified', rule: atLeast(2, 3, 'for-against') },
  // Stortinget: everybody present votes for or against
  { organisation: 'Stortinget', word: 'ordinary', rule: { ...most, blanks: 'forbidden' } },
  { organisation: 'Stortinget', word: 'qualified', rule: { ...atLeast(2, 3, 'cast'), blanks: 'forbidden' } },
];
