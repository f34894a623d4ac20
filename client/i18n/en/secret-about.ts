import type { Translation } from '../language.ts';
import type { secretAbout as source } from '../nb/secret-about.ts';
import { number } from '../numbers.ts';

export const secretAbout: Translation<typeof source> = {
  title: 'How a secret ballot goes',
  fill: 'You fill in your ballot paper.',
  fillHow:
    'The phone puts it in a sealed envelope, and you confirm with your face, fingerprint or screen lock. The server stamps the envelope without seeing the paper.',
  drop: 'The phone drops the paper into the ballot box.',
  dropHow:
    'This happens without your name, at a random moment after no more papers are handed out. Keep the page open until it is done.',
  nobodySees:
    'What is stored does not show how you voted. The chair, the branch and those who run the server cannot read it there. They only see that you have had a paper stamped.',
  noChange: 'You cannot change your vote afterwards.',
  check:
    'When the ballot is closed, the phone itself looks for your paper in the box. If it is missing, tell the chair at once.',
  limits: 'If everybody votes alike, or there are few papers, others can still work out how you voted.',
  few: (n: number) => `Only ${number(n)} can vote here. That makes it easy to guess who voted how.`,
  more: 'Read more about what is secret',
  details: [
    {
      about: 'Those who run the server',
      text: 'The server does not write down when a paper came, or where it came from. But somebody who controls the server and watches at the very moment your phone drops the paper into the box can guess that the paper is yours. Whoever controls the server can also change this page, so you must be able to trust those who run it.',
    },
    {
      about: 'People around you',
      text: 'Whoever looks over your shoulder sees how you vote. After the ballot all papers are shown, each with its code. If you show somebody your code, they can find your paper. Nobody has the right to demand that.',
    },
    {
      about: 'Many points',
      text: 'When there are many points on the paper, your answers together can be so unusual that somebody recognises them.',
    },
    {
      about: 'Slips of paper',
      text: 'Those who have no passkey on a phone vote on slips of paper. The slips are counted apart. When they are few, it is easy to guess who voted how.',
    },
    {
      about: 'The code on the big screen',
      text: 'Everybody is to vote in the same ballot. That is why six words stand on the phone, and the same ones on the big screen. If they differ, do not vote, but tell the chair.',
    },
    {
      about: 'How the phone checks',
      text: 'The paper has a long code that your phone made. The phone fetches all papers in the box and looks whether the one with your code is there, with your answers.',
    },
    {
      about: 'If the paper is missing',
      text: 'Show the page to the chair before the meeting goes on. The phone can make a complaint that proves your paper was stamped. The complaint shows how you voted, so it is you who decides whether anybody gets it.',
    },
    {
      about: 'Look after the phone',
      text: 'The paper is on this phone only. Do not change phones, and do not clear the browser’s data, before the ballot is closed.',
    },
  ],
  seen: 'I have read this',
  code: 'Code of the ballot:',
  codeNext: 'The same words are to stand on the big screen. If they differ, tell the chair before you vote.',
};
