import { describe, expect, test } from 'vitest';
import type { Disposition } from '../../server/rules/amendment.ts';
import type { Counts, Decided, Rule } from '../../server/rules/formats.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import { dispositionSentence, outcomeSentence, ruleSentence } from '../../server/rules/minutes-outcome.ts';
import type { MinutesBallot } from '../../server/rules/minutes-record.ts';
import { nb } from '../../server/rules/minutes-words/nb.ts';
import { nn } from '../../server/rules/minutes-words/nn.ts';
import type { Subject } from '../../server/rules/subject.ts';
import { amendmentOf, amendmentSubject, ballotOf } from '../support/minutes.ts';

const twoThirds: Rule = { ...ruleTemplates.twoThirds, base: 'present' };
const chair: Rule = { ...ruleTemplates.simple, tie: 'chair' };
const capped: Rule = { ...ruleTemplates.simple, blankCap: { num: 1, den: 3 } };

type Case = [nb: string, nn: string, counts: Counts, outcome: Decided, parts?: Partial<MinutesBallot>];

/** Outcomes in the words of Norwegian minutes (anchors: Parat, Landbruk Arena, Nortura; minutes of branches). */
const cases: Case[] = [
  [
    'Vedtatt med 18 mot 6 stemmer, 2 blanke.',
    'Vedteke med 18 mot 6 røyster, 2 blanke.',
    { for: 18, against: 6, blank: 2 },
    'adopted',
  ],
  [
    'Vedtatt med 18 mot 1 stemme, 1 blank.',
    'Vedteke med 18 mot 1 røyst, 1 blank.',
    { for: 18, against: 1, blank: 1 },
    'adopted',
  ],
  ['Vedtatt med 18 mot 6 stemmer.', 'Vedteke med 18 mot 6 røyster.', { for: 18, against: 6 }, 'adopted'],
  ['Enstemmig vedtatt.', 'Samrøystes vedteke.', { for: 24, against: 0, blank: 0 }, 'adopted'],
  [
    'Vedtatt med 24 mot 0 stemmer, 2 blanke.',
    'Vedteke med 24 mot 0 røyster, 2 blanke.',
    { for: 24, against: 0, blank: 2 },
    'adopted',
  ],
  ['Falt med 10 mot 14 stemmer.', 'Fall med 10 mot 14 røyster.', { for: 10, against: 14, blank: 0 }, 'rejected'],
  [
    'Falt ved stemmelikhet, 12 mot 12 stemmer, 2 blanke.',
    'Fall fordi røystene stod likt, 12 mot 12 røyster, 2 blanke.',
    { for: 12, against: 12, blank: 2 },
    'rejected',
  ],
  ['Falt. Ingen stemte.', 'Fall. Ingen røysta.', { for: 0, against: 0, blank: 0 }, 'rejected'],
  [
    'Falt med 14 mot 10 stemmer. Det krevdes 18 for.',
    'Fall med 14 mot 10 røyster. Det kravdest 18 for.',
    { for: 14, against: 10 },
    'rejected',
    { rule: twoThirds },
  ],
  [
    'Vedtatt med møteleders dobbeltstemme ved stemmelikhet, 12 mot 12 stemmer.',
    'Vedteke med dobbeltrøysta til møteleiaren då røystene stod likt, 12 mot 12 røyster.',
    { for: 12, against: 12 },
    'adopted',
    { rule: chair },
  ],
  [
    'Falt fordi for mange stemte blankt: 8 mot 6 stemmer, 12 blanke.',
    'Fall fordi for mange røysta blankt: 8 mot 6 røyster, 12 blanke.',
    { for: 8, against: 6, blank: 12 },
    'rejected',
    { rule: capped },
  ],
  ['Vedtatt mot 3 stemmer.', 'Vedteke mot 3 røyster.', { for: 23, against: 3 }, 'adopted', { method: 'against' }],
  ['Enstemmig vedtatt.', 'Samrøystes vedteke.', { for: 26, against: 0 }, 'adopted', { method: 'against' }],
];

test.for(cases)('%s', ([bokmaal, nynorsk, counts, outcome, parts = {}]) => {
  const ballot = ballotOf({ number: 1, ...parts }, counts, outcome);
  expect(outcomeSentence(nb, ballot)).toBe(bokmaal);
  expect(outcomeSentence(nn, ballot)).toBe(nynorsk);
});

test('what nobody asked a ballot for has no numbers', () => {
  const decided = (method: 'unanimity' | 'acclamation') => ballotOf({ number: 1, method }, undefined, 'adopted');
  expect(outcomeSentence(nb, decided('unanimity'))).toBe('Enstemmig vedtatt.');
  expect(outcomeSentence(nb, decided('acclamation'))).toBe('Vedtatt ved akklamasjon.');
  expect(outcomeSentence(nn, decided('unanimity'))).toBe('Samrøystes vedteke.');
  expect(outcomeSentence(nn, decided('acclamation'))).toBe('Vedteke ved akklamasjon.');
});

describe('several alternatives', () => {
  const people: Subject = {
    kind: 'choice',
    title: 'Valg av leder',
    options: ['Anne Vik', 'Bo Ness', 'Cato Li'].map((text, i) => ({ id: `${i + 1}`, title: `${i + 1}`, text })),
  };
  const against: Subject = {
    kind: 'choice',
    title: 'Punkt 1',
    base: 'x',
    options: [1, 3].map((n) => ({ id: `a${n}`, title: String(n), text: 'Ny tekst.' })),
  };
  const choice = (subject: Subject, options: Record<string, number>, outcome: Decided, blank = 0): MinutesBallot =>
    ballotOf({ number: 1, subject, tally: { choice: { options, blank } }, outcome: { choice: outcome } });

  test.for([
    ['Anne Vik fikk flertall med 14 stemmer, 1 blank.', people, { 1: 14, 2: 6, 3: 5 }, 'chosen:1', 1],
    ['Ingen fikk det flertallet som trengs.', people, { 1: 12, 2: 9, 3: 5 }, 'undecided', 0],
    ['Ingen fikk flertall: stemmelikhet.', people, { 1: 10, 2: 10, 3: 5 }, 'undecided', 0],
    ['Endringsforslag 3 fikk flertall med 14 mot 10 stemmer, 2 blanke.', against, { a1: 10, a3: 14 }, 'chosen:a3', 2],
    [
      'Endringsforslag 1 fikk flertall med møteleders dobbeltstemme ved stemmelikhet, 12 mot 12 stemmer.',
      against,
      { a1: 12, a3: 12 },
      'chosen:a1',
      0,
    ],
  ] as const)('%s', ([sentence, subject, options, outcome, blank]) => {
    expect(outcomeSentence(nb, choice(subject, options, outcome, blank))).toBe(sentence);
  });

  test('the loser of two fell against the winner, whatever became of that one', () => {
    const lost = choice(against, { a1: 10, a3: 14 }, 'chosen:a3');
    expect(dispositionSentence(nb, { kind: 'lapsed', because: 3 }, [lost], 1)).toBe(
      'Falt mot endringsforslag 3 i avstemning 1.',
    );
    expect(dispositionSentence(nb, { kind: 'lapsed', because: 3 }, [{ ...lost, trial: true }], 1)).toBe(
      'Forslaget bortfalt som følge av at endringsforslag 3 ble vedtatt.',
    );
  });
});

const dispositions: [nb: string, nn: string, disposition: Disposition][] = [
  ['Ikke behandlet.', 'Ikkje handsama.', { kind: 'open' }],
  ['Trukket.', 'Trekt.', { kind: 'withdrawn' }],
  ['Utsatt.', 'Utsett.', { kind: 'postponed' }],
  ['Oversendt styret.', 'Sendt over til styret.', { kind: 'forwarded', to: 'styret' }],
  ['Ivaretatt av endringsforslag 4.', 'Teke vare på av endringsframlegg 4.', { kind: 'covered', by: 4 }],
  ['Ivaretatt i teksten.', 'Teke vare på i teksten.', { kind: 'covered', by: null }],
  ['Slått sammen med endringsforslag 2.', 'Slått saman med endringsframlegg 2.', { kind: 'joined', into: 2 }],
  [
    'Forslaget bortfalt som følge av at endringsforslag 3 ble vedtatt.',
    'Framlegget fall bort som følgje av at endringsframlegg 3 vart vedteke.',
    { kind: 'lapsed', because: 3 },
  ],
  [
    'Forslaget bortfalt fordi teksten det gjaldt, falt.',
    'Framlegget fall bort fordi teksten det galdt, fall.',
    { kind: 'lapsed', because: null },
  ],
  [
    'Fikk ikke den støtten som reglene krever, og ble ikke tatt opp.',
    'Fekk ikkje den støtta som reglane krev, og vart ikkje teke opp.',
    { kind: 'unsupported' },
  ],
];

test.for(dispositions)('%s', ([bokmaal, nynorsk, disposition]) => {
  expect(dispositionSentence(nb, disposition, [], 1)).toBe(bokmaal);
  expect(dispositionSentence(nn, disposition, [], 1)).toBe(nynorsk);
});

test('an amendment that a ballot decided has its numbers, or the block that it was in', () => {
  const amendment = amendmentOf({ number: 1 });
  const own = ballotOf({ number: 4, subject: amendmentSubject(amendment) }, { for: 18, against: 6 }, 'adopted');
  const together = ballotOf(
    {
      number: 5,
      subject: {
        kind: 'block',
        base: 'x',
        recommendation: 'reject',
        amendments: [amendment, { ...amendment, number: 2 }],
      },
    },
    { for: 20, against: 2 },
    'adopted',
  );
  expect(dispositionSentence(nb, { kind: 'adopted', ballot: 'b4' }, [own], 1)).toBe(
    'Vedtatt med 18 mot 6 stemmer. Avstemning 4.',
  );
  expect(dispositionSentence(nb, { kind: 'rejected', ballot: 'b5' }, [own, together], 2)).toBe(
    'Falt samlet i avstemning 5.',
  );
});

test.for<[string, Rule, Counts]>([
  ['Krever flere for enn mot.', ruleTemplates.simple, { for: 18, against: 6, blank: 2 }],
  [
    'Krever mer enn halvparten av alle avgitte stemmer, også blanke (26): 14.',
    ruleTemplates.absolute,
    { for: 18, against: 6, blank: 2 },
  ],
  ['Krever minst 2/3 av stemmene for og mot (24): 16.', ruleTemplates.twoThirds, { for: 18, against: 6, blank: 2 }],
  ['Krever minst 2/3 av de stemmeberettigede til stede (26): 18.', twoThirds, { for: 18, against: 6 }],
  [
    'Krever mer enn halvparten av alle stemmeberettigede (60): 31.',
    { ...ruleTemplates.simple, base: 'entitled', entitled: 60 },
    { for: 18, against: 6 },
  ],
  ['Krever flere for enn mot. Ved stemmelikhet avgjør møteleders stemme.', chair, { for: 1, against: 1 }],
  [
    'Krever flere for enn mot. Blank var ikke lov.',
    { ...ruleTemplates.simple, blanks: 'forbidden' },
    { for: 1, against: 0 },
  ],
  ['Krever flere for enn mot. Faller om mer enn 1/3 av stemmene er blanke.', capped, { for: 1, against: 0, blank: 0 }],
])('%s', ([sentence, rule, counts]) => {
  expect(ruleSentence(nb, ballotOf({ number: 1, rule }, counts, 'adopted'))).toBe(sentence);
});
