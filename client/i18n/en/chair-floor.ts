import type { Translation } from '../language.ts';
import type { chairFloor as source } from '../nb/chair-floor.ts';

export const chairFloor: Translation<typeof source> = {
  title: 'Proposals from the floor',
  which: 'What is proposed?',
  kind: {
    postpone: 'Postpone the matter',
    forward: 'Forward the matter',
    'close-list': 'Close the list of speakers',
    'close-intake': 'Close the intake of proposals',
    'speech-time': 'Change the speaking time',
    question: 'A question with several answers',
    own: 'Something else',
  },
  target: 'Which proposal is it about?',
  to: 'To whom?',
  toAbout: 'For example “the board”.',
  minutes: 'How many minutes?',
  minutesAbout: 'For example 2 or 1.5.',
  words: 'What is proposed, in one sentence?',
  question: 'What is asked?',
  answers: 'The answers, one on each line',
  answersAbout: 'For example the names of those who are proposed.',
  missing: 'Fill in what is missing.',
  submit: 'Take it up now',
  submitted: 'The proposal is entered and is the next ballot.',
};
