import type { Translation } from '../language.ts';
import type { chairFloor as source } from '../nb/chair-floor.ts';

export const chairFloor: Translation<typeof source> = {
  title: 'Framlegg frå salen',
  which: 'Kva blir foreslått?',
  kind: {
    postpone: 'Utsetje saka',
    forward: 'Oversende saka',
    'close-list': 'Strek for talarlista',
    'close-intake': 'Strek for nye framlegg',
    'speech-time': 'Endre taletida',
    question: 'Spørsmål med fleire svar',
    own: 'Noko anna',
  },
  target: 'Kva framlegg gjeld det?',
  to: 'Kven skal ha ho?',
  toAbout: 'Til dømes «styret».',
  minutes: 'Kor mange minutt?',
  minutesAbout: 'Til dømes 2 eller 1,5.',
  words: 'Kva blir foreslått, i éi setning?',
  question: 'Kva blir det spurt om?',
  answers: 'Svara, eitt på kvar linje',
  answersAbout: 'Til dømes namna på dei som er foreslåtte.',
  missing: 'Fyll ut det som manglar.',
  submit: 'Ta det opp no',
  submitted: 'Framlegget er lagt inn og er neste røysting.',
};
