import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type Block, ProposalContent, pointsOf, toMarkdown } from '../../server/rules/proposal.ts';
import { parseProposal } from '../../server/rules/text.ts';

const seed = (name: string): string => readFileSync(new URL(`../support/texts/${name}.txt`, import.meta.url), 'utf8');

/** Blocks in short: `#` heading, `-` point, else paragraph. */
function short(text: string): string[] {
  return parseProposal(text).blocks.map(
    (block) => `${{ heading: '# ', point: '- ', paragraph: '' }[block.kind]}${block.text}`,
  );
}

function ofKind(blocks: readonly Block[], kind: Block['kind']): string[] {
  return blocks.filter((block) => block.kind === kind).map(({ text }) => text);
}

describe("a branch's resolution as it was published", () => {
  const text = seed('kvoteflyktninger');
  const { title, blocks } = parseProposal(text);

  it('has three sections, the lead-in and eight points', () => {
    expect(title).toBe('Kvoteflyktninger');
    expect(blocks.map(({ kind }) => kind).join(' ')).toBe(
      `heading paragraph paragraph heading paragraph heading paragraph paragraph${' point'.repeat(8)}`,
    );
    expect(ofKind(blocks, 'heading')).toEqual(['Kvoteflyktninger', 'Norsk asylpolitikk', 'Integreringspolitikk']);
    expect(ofKind(blocks, 'paragraph').at(-1)).toBe('Arbeiderpartiet i Bergen vil:');
  });

  it('keeps every line word for word', () => {
    const lines = text.split('\n').map((line) => line.trim().replace(/^· /u, ''));
    expect(blocks.map((block) => block.text)).toEqual(lines.filter((line) => line !== ''));
  });

  it('is a valid proposal, and the same again when its Markdown is parsed', () => {
    expect(v.is(ProposalContent, { title, blocks })).toBe(true);
    expect(parseProposal(toMarkdown(blocks))).toEqual({ title, blocks });
  });
});

describe("a national committee's hearing as it was published", () => {
  const text = seed('migrasjonsutvalget');
  const { title, blocks } = parseProposal(text);

  it('keeps every line word for word', () => {
    const lines = text.split('\n').map((line) => line.trim().replace(/^• /u, ''));
    expect(blocks.map((block) => block.text)).toEqual(lines.filter((line) => line !== ''));
  });

  it('has its headings, and the items of its four lists as points', () => {
    expect(title).toBe('Migrasjonsutvalget');
    expect(ofKind(blocks, 'heading')).toEqual([
      'Migrasjonsutvalget',
      'Mer rettferdig asylsystem og mer bistand',
      'Migrasjonsutvalgets mandat',
      'Migrasjonsutvalgets medlemmer',
    ]);
    expect(pointsOf(blocks).length).toBe(5 + 5 + 4 + 12);
  });

  it('has lead-ins, an address line and a sentence about dates as paragraphs', () => {
    const paragraphs = ofKind(blocks, 'paragraph');
    expect(paragraphs).toContain('De viktigste initiativene i forslaget er:');
    expect(paragraphs).toContain('Innspill til utvalget kan sendes til migrasjon@arbeiderpartiet.no');
    expect(paragraphs.some((paragraph) => paragraph.startsWith('Utvalget vil sende sitt forslag på høring'))).toBe(
      true,
    );
  });

  it('is the same again when its Markdown is parsed', () => {
    expect(parseProposal(toMarkdown(blocks))).toEqual({ title, blocks });
  });
});

describe('items of lists', () => {
  it.each([
    '·',
    '•',
    '-',
    '–',
    '—',
    '*',
    '▪',
    '●',
    '\uf0b7',
    'o\t',
    '1.',
    '1)',
    '1.\t',
    '·\u00a0',
    ' \t• ',
    '\u00a0–\u00a0',
  ])('are points with the bullet %j', (bullet) => {
    expect(short(`Vi vil:\n${bullet} At skolen styrkes\n${bullet} At Bergen bygger`)).toEqual([
      'Vi vil:',
      '- At skolen styrkes',
      '- At Bergen bygger',
    ]);
  });

  it('are points by number, also where the numbers start again or go on after a heading', () => {
    const again = '1. At a\n2. At b\n\nSkole og barnehage\n\n1) At c\n2) At d\n\nHelse og omsorg\n\n3) At e';
    expect(short(again)).toEqual([
      '- At a',
      '- At b',
      '# Skole og barnehage',
      '- At c',
      '- At d',
      '# Helse og omsorg',
      '- At e',
    ]);
  });

  it('are points where points of a published resolution were lost, so that numbers are missing', () => {
    expect(short('Vi vedtok:\n2. At a\n3. At b\n6. At c')).toEqual(['Vi vedtok:', '- At a', '- At b', '- At c']);
  });

  it('are points when a bullet or number stands alone on its line, as out of PDF', () => {
    expect(short('•\nAt skolen styrkes\n•\nAt Bergen bygger')).toEqual(['- At skolen styrkes', '- At Bergen bygger']);
    expect(short('1.\nAt skolen styrkes\n2.\nAt Bergen bygger')).toEqual(['- At skolen styrkes', '- At Bergen bygger']);
  });

  it('are points when the dash stands close to the word', () => {
    expect(short('Vi krever:\n-At a\n-At b')).toEqual(['Vi krever:', '- At a', '- At b']);
  });

  it('may have text between them', () => {
    expect(short('- At a\n\nDette haster.\n\n- At b')).toEqual(['- At a', 'Dette haster.', '- At b']);
  });

  it('by letter are points where they are the list', () => {
    expect(short('Vi vedtar:\na) Ny skole\nb) Ny bru')).toEqual(['Vi vedtar:', '- Ny skole', '- Ny bru']);
    expect(short('Planen a) er god.\n\na) står alene')).toEqual(['Planen a) er god.', 'a) står alene']);
  });

  it('under an item belong to its point, with their signs', () => {
    expect(short('• Styrke skolen:\n\to\tflere lærere\n\to\tmindre klasser\n• Bygge boliger')).toEqual([
      '- Styrke skolen: o flere lærere o mindre klasser',
      '- Bygge boliger',
    ]);
    expect(short('1. Styrke skolen:\na) flere lærere\nb) mindre klasser\n2. Bygge boliger')).toEqual([
      '- Styrke skolen: a) flere lærere b) mindre klasser',
      '- Bygge boliger',
    ]);
    expect(short('- Skole\n  - lærere\n  - klasser\n- Boliger')).toEqual(['- Skole - lærere - klasser', '- Boliger']);
    expect(short('1. Skole\n   1. lærere\n   2. klasser\n2. Boliger')).toEqual([
      '- Skole 1. lærere 2. klasser',
      '- Boliger',
    ]);
  });

  it('are all points of their own when copying has cut off the space before the first', () => {
    expect(short('• At a\n   • At b\n   • At c')).toEqual(['- At a', '- At b', '- At c']);
  });
});

describe('what only looks like an item', () => {
  it('stays text: a year, a date, a reference', () => {
    for (const text of [
      '2018 var et godt år for laget.',
      '5. mai er det årsmøte i Bergen.',
      '1. mai er arbeidernes dag.',
      '3. Avsnitt to utgår.',
      '65 millioner er på flukt.',
      '#metoo gjelder også oss.',
      '*Uthevet* ord først.',
      '-5 grader ute.',
    ]) {
      expect(short(text)).toEqual([text]);
    }
  });

  it('goes on with the sentence: a date or a reference that was wrapped to a new line', () => {
    const date = 'Vi ber alle medlemmer møte opp på torget i god tid til toget den\n5. mai er den store dagen.';
    expect(short(date)).toEqual([date.replace('\n', ' ')]);
    const reference = 'Kommunen må gjøre rede for dette slik loven krever, se kapittel\n1. Der står det klart.';
    expect(short(reference)).toEqual([reference.replace('\n', ' ')]);
  });

  it('goes on with the sentence also where its number would go on with a list further up', () => {
    const list = '1. At a\n2. At b\n\n';
    const text = 'Kommunen må gjøre rede for dette slik loven krever, se kapittel\n3. Der står det klart.';
    expect(short(list + text)).toEqual(['- At a', '- At b', text.replace('\n', ' ')]);
  });

  it('goes on with the sentence: a dash', () => {
    expect(short('Norge må ta ansvar\n– også for de svakeste.')).toEqual([
      'Norge må ta ansvar – også for de svakeste.',
    ]);
    expect(short('- Mer forutsigbarhet - balanse mellom ting')).toEqual(['- Mer forutsigbarhet - balanse mellom ting']);
  });

  it('is a list of dates when the numbers follow each other line by line', () => {
    expect(short('Program:\n1. mai: tog\n2. mai: rydding')).toEqual(['Program:', '- mai: tog', '- mai: rydding']);
  });

  it('is text when it is escaped as Markdown, without the escape', () => {
    expect(short('\\- ikke et punkt\n\n1\\. heller ikke.\n\n\\## og ingen tittel')).toEqual([
      '- ikke et punkt',
      '1. heller ikke.',
      '## og ingen tittel',
    ]);
  });
});

describe('headings', () => {
  it('are lines marked with # of any level, and then only those', () => {
    expect(short('# Skole\nVi vil mer\n### Helse ##\nTekst.')).toEqual([
      '# Skole',
      'Vi vil mer',
      '# Helse ##',
      'Tekst.',
    ]);
    expect(short('##\n\n####### syv')).toEqual(['##', '####### syv']);
  });

  it('are short lines without a stop before a text, alone or two together', () => {
    expect(short('Uttalelse\n\nAsyl\nVi mener dette.\n\nHva nå?\nVi mener mer.')).toEqual([
      '# Uttalelse',
      '# Asyl',
      'Vi mener dette.',
      '# Hva nå?',
      'Vi mener mer.',
    ]);
  });

  it('are not made of an enumeration, the last line, an address or a slogan', () => {
    expect(
      short('Dette er teksten.\n\nFred\n\nArbeid\n\nFrihet\n\nSlik er det.').filter((line) => line.startsWith('#')),
    ).toEqual([]);
    expect(short('Vi vil ha:\nFred\nArbeid\n\nSlik er det.').filter((line) => line.startsWith('#'))).toEqual([]);
    expect(short('Dette er teksten.\n\nBergen, 12. mars')).toEqual(['Dette er teksten.', 'Bergen, 12. mars']);
    expect(short('Her.\n\nSkriv til Ola@lag.no\n\nHer.')).toEqual(['Her.', 'Skriv til Ola@lag.no', 'Her.']);
    expect(short('Her.\n\nVi gir oss aldri!\n\nHer.')).toEqual(['Her.', 'Vi gir oss aldri!', 'Her.']);
  });

  it('that are too long to be one are paragraphs', () => {
    expect(short(`## ${'x'.repeat(301)}`)).toEqual(['x'.repeat(301)]);
    expect(short(`## ${'x'.repeat(300)}`)).toEqual([`# ${'x'.repeat(300)}`]);
  });
});

describe('lines that were broken to a width', () => {
  const wrapped = `Norsk asylpolitikk
I 2016 og 2017 kom det få flyktninger og asylsøkere til Norge, noe av
årsaken til dette er avtalen EU gjorde med Tyrkia om utveksling av folk.
Avtalen går ut på at Hellas kunne sende migranter tilbake til Tyrkia uten
å behandle søknaden deres.

Antallet har gått ned. Det er et stort behov for endrings-
og tilleggsforslag.

Vi vil:
- at stortingsgruppa skal fremme forslag om at Norge de neste fem årene
  skal ta imot 5000 kvoteflyktninger
- at Norge skal ta sin del av ansvaret ved å ta imot flere flyktninger i
Norge og i Europa
- styrke frivillig sektor`;

  it('are put together with one space, headings and items kept apart', () => {
    expect(short(wrapped)).toEqual([
      '# Norsk asylpolitikk',
      'I 2016 og 2017 kom det få flyktninger og asylsøkere til Norge, noe av årsaken til dette er avtalen EU gjorde med Tyrkia om utveksling av folk. Avtalen går ut på at Hellas kunne sende migranter tilbake til Tyrkia uten å behandle søknaden deres.',
      'Antallet har gått ned. Det er et stort behov for endrings- og tilleggsforslag.',
      'Vi vil:',
      '- at stortingsgruppa skal fremme forslag om at Norge de neste fem årene skal ta imot 5000 kvoteflyktninger',
      '- at Norge skal ta sin del av ansvaret ved å ta imot flere flyktninger i Norge og i Europa',
      '- styrke frivillig sektor',
    ]);
  });

  it.each(['\r\n', '\r', '\u2028'])('are the same with the line break %j', (lineBreak) => {
    expect(short(wrapped.replaceAll('\n', lineBreak))).toEqual(short(wrapped));
  });

  it('belong to the item above where they are set in under it, however short and whatever they begin with', () => {
    expect(short('- Flere plasser i\n  Bergen\n- Ny bru.\n  Den haster.')).toEqual([
      '- Flere plasser i Bergen',
      '- Ny bru. Den haster.',
    ]);
  });

  it('go on across a page break in mid-sentence', () => {
    expect(short('Vi mener at kommunen\fskal bygge.')).toEqual(['Vi mener at kommunen skal bygge.']);
  });

  it('are not put together where each line is its own paragraph', () => {
    const lines = [
      'Vi mener at Norge må ta imot flere flyktninger nå.',
      'Kommunene må få mer penger til dette arbeidet.',
      'Det haster.',
    ];
    expect(short(lines.join('\n'))).toEqual(lines);
  });

  it('are not put together where a list has lost its bullets', () => {
    const list = ['Partiet vil:', 'styrke skolen', 'bygge flere boliger i hele kommunen', 'gi mer til frivilligheten'];
    expect(short(list.join('\n'))).toEqual(list);
  });

  it('are a new paragraph where they lead in a list after a stop', () => {
    const text = `Vi mener at dette er en lang linje som er brutt ved åtti tegn, slik at den
fortsetter på neste linje, og nå er setningen slutt, akkurat her og nå nå.
Laget vil:
- at a`;
    expect(short(text).slice(1)).toEqual(['Laget vil:', '- at a']);
  });

  it('are a new paragraph where the first line is set in after a stop', () => {
    const text = `Dette er en lang linje som er brutt ved omtrent sytti tegn, slik at den
fortsetter på neste linje, og denne linjen er like lang som den første er.
   Nytt avsnitt.`;
    expect(short(text)).toHaveLength(2);
  });
});

describe('the title', () => {
  it('is the first heading', () => {
    expect(parseProposal('Tekst først.\n\n## Skole\n\nMer.').title).toBe('Skole');
  });

  it('is else the first words of the text, cut at a word', () => {
    expect(parseProposal('Vi vil ha fred.').title).toBe('Vi vil ha fred.');
    const long = `${'ord '.repeat(19)}langtord mer`;
    expect(parseProposal(long).title).toBe(`${'ord '.repeat(19)}`.trim());
    expect(parseProposal(`- ${long}`).title).toBe(`${'ord '.repeat(19)}`.trim());
  });

  it('is cut within a word only if the first one is longer than a title, and never within a character', () => {
    const { title, blocks } = parseProposal('🌹'.repeat(100));
    expect(title).toBe('🌹'.repeat(40));
    expect(v.is(ProposalContent, { title, blocks })).toBe(true);
  });

  it('is empty, and so is the text, when there is nothing but white space', () => {
    for (const blank of ['', '\ufeff', ' \t\r\n\f\u00a0\u200b\n'])
      expect(parseProposal(blank)).toEqual({ title: '', blocks: [] });
  });
});
