import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildMinutes, minutesText, minutesTitle } from '../../server/rules/minutes.ts';
import { minutesMarkdown, readMinutes } from '../../server/rules/minutes-blocks.ts';
import { openEnds } from '../../server/rules/open-ends.ts';
import { amendmentOf, at, ballotOf, blocks, proposalOf, recordOf } from '../support/minutes.ts';
import { workedMeeting } from '../support/worked-meeting.ts';

const expected = (language: string): string =>
  readFileSync(new URL(`../support/texts/protokoll.${language}.md`, import.meta.url), 'utf8');

test.for(['nb', 'nn'] as const)('a whole meeting in %s, word for word', (language) => {
  expect(minutesText(workedMeeting(language))).toBe(expected(language));
});

test.for(['nb', 'nn'] as const)('what is signed in %s reads back as what was written', (language) => {
  const written = buildMinutes(workedMeeting(language));
  expect(readMinutes(minutesMarkdown(written))).toEqual(written);
  expect(minutesTitle(workedMeeting(language))).toBe('Protokoll: Årsmøte 2026');
});

/** The paragraphs of minutes, and the items of their lists. */
function sentences(text: string): string[] {
  return readMinutes(text).flatMap((piece) =>
    piece.type === 'paragraph' ? [piece.text] : piece.type === 'list' ? piece.items : [],
  );
}

describe('a meeting', () => {
  test('without a rule about attendance says so', () => {
    const quorum = { num: 0, den: 1, members: 60, required: 0 };
    expect(sentences(minutesText(recordOf({ quorum })))).toContain(
      'Det er ikke noe krav til hvor mange som må være til stede for at møtet er vedtaksført. Da møtet ble åpnet, var 26 med stemmerett til stede.',
    );
  });

  test('with too few at its opening was not quorate, and became it', () => {
    const changes = [{ at: at('18.50'), came: 4, left: 0, present: 22 }];
    const text = minutesText(
      recordOf({ presence: { opening: 18, changes, substitutes: 0, participants: 0, observers: 0 } }),
    );
    expect(text).toContain('var 18 med stemmerett til stede, og møtet var ikke vedtaksført.');
    expect(text).toContain('Kl. 18.50 kom 4. 22 med stemmerett var til stede. Møtet var da vedtaksført.');
  });

  test('that went on the next day has the date where it is another', () => {
    const states = [
      { state: 'open' as const, at: at('18.34') },
      { state: 'adjourned' as const, at: at('23.50') },
      { state: 'open' as const, at: at('34.00') },
      { state: 'closed' as const, at: at('36.00') },
    ];
    expect(sentences(minutesText(recordOf({ states })))).toEqual(
      expect.arrayContaining([
        'Åpnet: torsdag 12. mars 2026 kl. 18.34',
        'Avbrutt: kl. 23.50',
        'Satt igjen: fredag 13. mars 2026 kl. 10.00',
        'Hevet: fredag 13. mars 2026 kl. 12.00',
      ]),
    );
  });

  test('that was never opened has the time that it was called for', () => {
    const text = minutesText(recordOf({ states: [] }));
    expect(sentences(text)).toContain('Innkalt til: torsdag 12. mars 2026 kl. 18.30');
    expect(text).not.toContain('Åpnet');
  });

  test('without an agenda has its proposals under one heading', () => {
    const text = minutesText(recordOf({ proposals: [proposalOf({ number: 1 })] }));
    expect(text).toContain('\n## Forslag\n\n### Forslag 1: Bussen\n');
    expect(sentences(text)).toContain('Ikke behandlet.');
  });

  test('names nobody who came, voted, or supported an amendment', () => {
    const text = minutesText(workedMeeting('nb'));
    const votes = /\| Navn \|[^>]*/u.exec(text)?.[0] ?? '';
    expect(votes).toContain('Liv Aas');
    expect(text.replace(votes, '').match(/Nils Dal/gu)).toHaveLength(3);
  });
});

describe('a ballot', () => {
  const of = (ballot: ReturnType<typeof ballotOf>, more: Parameters<typeof recordOf>[0] = {}): string[] =>
    sentences(minutesText(recordOf({ proposals: [proposalOf({ number: 1 })], ballots: [ballot], ...more })));

  test('with a line counted by hand has it', () => {
    const hands = { text: { for: 4, against: 1, blank: 0 } };
    const ballot = ballotOf({ number: 1, hands }, { for: 18, against: 6, blank: 2 }, 'adopted');
    expect(of(ballot)).toContain('Av stemmene ble disse talt for hånd: 4 for, 1 mot, 0 blanke.');
  });

  test.each([
    ['nb', 24, 23, 'Avstemningen var hemmelig: 24 stemmesedler ble delt ut, og 23 lå i urnen.'],
    ['nb', 1, 1, 'Avstemningen var hemmelig: 1 stemmeseddel ble delt ut, og 1 lå i urnen.'],
    ['nn', 24, 23, 'Røystinga var hemmeleg: 24 røystesetlar vart delte ut, og 23 låg i urna.'],
    ['nn', 1, 0, 'Røystinga var hemmeleg: 1 røystesetel vart delt ut, og 0 låg i urna.'],
  ] as const)('that was secret says so, with its papers, in %s (%i, %i)', (language, drawn, papers, sentence) => {
    const ballot = ballotOf({ number: 1, secret: { drawn, papers } }, { for: 18, against: 5, blank: 0 }, 'adopted');
    const found = of(ballot, { language });
    expect(found.filter((line) => line.includes(sentence))).toHaveLength(1);
    const open = of(ballotOf({ number: 1 }, { for: 18, against: 5, blank: 0 }, 'adopted'), { language });
    expect(open.join(' ')).not.toMatch(/hemm/u);
  });

  test('by hands says that two tellers counted the same', () => {
    const ballot = ballotOf({ number: 1, method: 'against' }, { for: 23, against: 3 }, 'adopted');
    expect(of(ballot)).toEqual(
      expect.arrayContaining([
        'Avstemning 1, kl. 19.00: forslaget «Bussen». Bare stemmene mot ble talt, likt av to i tellekorpset. 26 hadde stemmerett. Krever flere for enn mot.',
        'Vedtatt mot 3 stemmer.',
      ]),
    );
  });

  test('without a majority is followed by a run-off', () => {
    const choice = (titles: string[]) => ({
      kind: 'choice' as const,
      title: 'Valg av leder',
      options: titles.map((title, i) => ({ id: `o${i}`, title, text: '' })),
    });
    const first = ballotOf({
      number: 1,
      subject: choice(['Anne', 'Bo', 'Cato']),
      tally: { choice: { options: { o0: 12, o1: 9, o2: 5 }, blank: 0 } },
      outcome: { choice: 'undecided' },
    });
    const second = ballotOf({
      number: 2,
      subject: choice(['Anne', 'Bo']),
      tally: { choice: { options: { o0: 14, o1: 12 }, blank: 0 } },
      outcome: { choice: 'chosen:o0' },
    });
    const found = of(first, { ballots: [first, second] });
    expect(found).toContain(
      'Ingen fikk det flertallet som trengs. Det ble ny avstemning mellom dem med flest stemmer, avstemning 2.',
    );
    expect(found).toContain('Anne fikk flertall med 14 mot 12 stemmer.');
    expect(found).toContain(
      'Avstemning 1, kl. 19.00: Valg av leder: Anne, Bo og Cato. 26 av 26 stemmeberettigede stemte. Krever mer enn halvparten av stemmene for alternativene.',
    );
  });

  test('of amendments with the same recommendation is one', () => {
    const base = 'x';
    const amendments = [1, 2].map((number) => ({ number, change: amendmentOf({ number }).change }));
    const subject = { kind: 'block' as const, base, recommendation: 'reject' as const, amendments };
    const ballot = ballotOf({ number: 1, subject }, { for: 20, against: 3, blank: 0 }, 'adopted');
    expect(
      of(ballot).some((line) => line.includes('innstillingen om at endringsforslagene 1 og 2 avvises, samlet')),
    ).toBe(true);
  });

  test('between two texts leaves the loser fallen against the winner', () => {
    const options = [1, 2].map((number) => ({ id: `t${number}`, title: `Tekst ${number}`, text: 'Ordlyd.' }));
    const ballot = ballotOf({
      number: 1,
      subject: { kind: 'choice', title: 'Bussen', options },
      tally: { choice: { options: { t1: 10, t2: 14 }, blank: 0 } },
      outcome: { choice: 'chosen:t2' },
    });
    const record = recordOf({ proposals: [proposalOf({ number: 1 }), proposalOf({ number: 2 })], ballots: [ballot] });
    const found = sentences(minutesText(record));
    expect(found).toContain('Tekst 2 fikk flertall med 14 mot 10 stemmer.');
    expect(found).toContain('Falt mot forslag 2 i avstemning 1.');
    expect(found.filter((line) => line === 'Ikke behandlet.')).toHaveLength(1);
    expect(openEnds(record).filter(({ kind }) => kind === 'proposal')).toEqual([
      { kind: 'proposal', number: 2, title: 'Bussen' },
    ]);
  });

  test('that is not closed is said not to be', () => {
    const ballot = ballotOf({ number: 1, state: 'open' });
    expect(of(ballot)).toContain('Avstemning 1, kl. 19.00: forslaget «Bussen». Avstemning 1 er ikke avsluttet.');
  });

  test('on a text that was amended is on the text as it stood', () => {
    const standing = blocks.slice(0, 3);
    const subject = { kind: 'text' as const, content: { title: 'Bussen', blocks: standing } };
    const ballot = ballotOf({ number: 1, subject }, { for: 18, against: 6 }, 'adopted');
    const proposals = [proposalOf({ number: 1, standing, disposition: { kind: 'adopted', ballot: 'b1' } })];
    const text = minutesText(recordOf({ proposals, ballots: [ballot] }));
    expect(text).toContain('Avstemning 1, kl. 19.00: forslaget «Bussen» som det sto.');
    expect(text).toContain(
      '#### Vedtatt tekst\n\n> Bergen trenger bedre buss.\n>\n> 1. Avganger hvert kvarter.\n> 2. Gratis overgang.\n',
    );
  });
});
