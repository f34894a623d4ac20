import type { Translation } from '../language.ts';
import type { secret as source } from '../nb/delegate-secret.ts';
import { counted, number } from '../numbers.ts';

export const secret: Translation<typeof source> = {
  about: 'Your name is not on the ballot paper. It cannot be changed once it is stamped.',
  steps: [
    'Your ballot paper is stamped.',
    'When the chair has closed the handing out, your phone drops it into the ballot box by itself. Keep this page open.',
  ],
  few: (n) => `Only ${counted(n, 'person', 'people')} can vote on a phone`,
  fewNext: 'With so few papers in the box it is easy to guess who voted what.',
  fewDrawn: (n) => `Only ${counted(n, 'person has had the paper stamped', 'people have had their paper stamped')}`,
  fewDrawnNext:
    'With so few papers in the box it is easy to guess who voted what. Tell the chair now if you think they are too few.',
  drawnOf: (drawn, entitled) => `${number(drawn)} of ${number(entitled)} have had their paper stamped`,
  noStorage: 'This browser does not keep your paper',
  noStorageNext:
    'Some private windows are like that. If the page is closed before the paper is in the box, your vote is lost, and you cannot have another. Rather open the link in an ordinary window. You can go on here, but leave the page open.',

  summary: 'This is on your ballot paper',
  summaryOf: (title) => `You are voting on “${title}”:`,
  noChange: 'Once the paper is stamped it cannot be changed.',
  sign: 'Have the paper stamped',
  offline:
    'You are offline. You can go on all the same; the paper is stamped when the network is back. Tell the chair, so that the drawing is not closed before that.',
  otherWindow: 'You have filled in the paper in another window. This is it.',

  drawing: 'Having the paper stamped …',
  notDrawn: 'Your paper is NOT stamped yet',
  notDrawnNext:
    'It is on your phone. We ask again as soon as there is network. Leave the page open, and tell the chair now, so that the drawing is not closed before the paper is stamped.',
  notDrawnSession: 'Sign in again, and we ask once more.',
  drawNow: 'Ask again now',
  drawRefused: 'Your paper was NOT stamped',
  anewAbout:
    'The handing out is still open. You can fill in another paper and have it stamped, with another passkey for instance.',
  anew: 'Fill in another paper',

  stepDrawn: 'Stamped',
  stepDrop: 'To be dropped into the box',
  stepDropped: 'Dropped into the box',
  stepCount: 'To be counted',
  stepDone: 'Done:',
  stepNow: 'Next:',

  drawn: 'Your paper is stamped',
  drawnNext: 'When the chair has closed the handing out, your phone drops it into the ballot box by itself.',
  keepOpen: 'Keep this page open.',
  dropping: 'The handing out is closed',
  droppingNext: (minutes) =>
    `Your phone drops the paper into the box by itself within ${counted(minutes, 'minute', 'minutes')}.`,
  droppingLate: 'The time is really up, but the box is still open. Your phone is dropping the paper now.',
  notDropped: 'Your paper is NOT in the box yet',
  notDroppedNext: 'Your phone tries again by itself. Leave the page open, and check that you have network.',
  notDroppedLate: 'The time is up. Tell the chair now, so that the box is not closed before your paper is in it.',
  dropNow: 'Drop it now',
  dropRefused: 'Your paper was NOT put into the box',
  dropped: 'Your paper is in the box',
  droppedNext:
    'You can put your phone away. Open the page again when the ballot is closed, and it checks that the paper was counted.',
  missed: 'Your phone has no receipt that your paper reached the box in time',
  missedNext:
    'The box is closed. Tell the chair now, before the result is declared. When the box is shown, your phone looks whether the paper is in it.',
  showMarks: 'Show what is on the paper',

  elsewhere: 'You have had your paper stamped somewhere else',
  elsewhereNext:
    'The paper is only where you filled it in: on another phone, in another browser or in a private window. Keep the page open there, and it is dropped into the box. If you do not find it there, tell the chair now.',
  noPaper: 'You had no paper stamped',
  noPaperNext: 'The handing out is closed. Tell the chair if you should have had one.',

  turnout: (drawn, papers) =>
    `${counted(drawn, 'paper was', 'papers were')} stamped, and ${number(papers)} lay in the box.`,
  tellers: 'The tellers have also counted those who voted on paper.',
  saveBox: 'Save the box',
  myPaper: 'My ballot paper',
  looking: 'Looking for your paper in the box …',
  notLooked: 'Your phone could not look for your paper',
  lookAgain: 'Look again',
  counted: 'Your paper is in the box, and was counted',
  how: 'How your phone checked',
  howAll: (papers) =>
    `Your phone fetched ${papers === 1 ? 'the paper' : `all ${number(papers)} papers`} in the box. It found yours, saw that every paper has a valid stamp, and that the result is the sum of them.`,
  howClose:
    'They are exactly the papers that the branch says the ballot was closed with. Whether the chair signed for exactly those can only be seen in the evidence file, which the branch has.',
  howTellers:
    'The tellers have counted too. Whether the papers are those that the ballot was closed with can be seen by trying the box on the page “Verify a resolution”. Whether the chair signed for exactly those can only be seen in the evidence file, which the branch has.',
  missing: 'Your paper is MISSING from the box',
  missingNext:
    'The branch has given a receipt for it, but it was not counted. Show this page to the chair or secretary now.',
  missingNoPromise:
    'Your phone has no receipt that the paper arrived. It may have come too late. Show this page to the chair or secretary now.',
  wrongBox: 'The box is NOT right',
  faults: {
    ballot: 'What the branch shows as question and closing is not what you voted on.',
    paper: 'There are papers in the box without a valid stamp, or that lie there twice.',
    number: 'There are not as many papers in the box as the branch says the ballot was closed with.',
    evidence: 'The papers in the box are not those that the branch says the ballot was closed with.',
    result: 'The result is not the sum of the papers in the box.',
  },
  wrongBoxNext: 'Show this page to the chair or secretary now.',
  complaint: 'Save the complaint file',
  complaintAbout:
    'The complaint file proves that your paper was stamped, and that the branch gave a receipt for it. It also says what you voted, so show it only to those who you want to see it.',
  complaintWeak:
    'The complaint file proves that your paper was stamped, but not that it arrived. It also says what you voted, so show it only to those who you want to see it.',
  boxToo: 'Save the box too: the complaint is tried against it on the page “Verify a resolution”.',
  complaintNext:
    'Anybody who has the two files can try the complaint there with the key of the branch at the top of the party. Neither a resolution nor an evidence file is needed.',
  complaintName: (n) => (n === undefined ? 'complaint.json' : `complaint-ballot-${n}.json`),
  remove: 'Delete the paper from this phone',
  removeAbout:
    'Then nobody can see on your phone what you voted. Your vote counts as before, but you cannot complain about it later.',
  removeMissing:
    'See first that the complaint file is saved: without the paper it is the only proof you have. When the paper is deleted, nobody can see on your phone what you voted.',
  cancelled: 'The ballot is cancelled, and your paper stays on this phone until you delete it.',
  removeCancelled: 'Then nobody can see on your phone what you voted, but you cannot complain later.',
  removed: 'The paper is deleted from this phone.',
  notRemoved: 'The paper was NOT deleted',
  notRemovedNext: 'Try again. If it still does not work, you can delete what the browser has stored from this site.',
  earlier: 'Ballot papers from earlier meetings',
  earlierBallot: (n, day) => `Ballot ${n}, ${day}`,
  foundOn: (day) => `Your phone looked on ${day}, and found it in the box.`,
  howFile: (papers) =>
    `Your phone fetched the box as the branch has signed it. ${papers === 1 ? 'The paper in it has a valid stamp, and is the one' : `All ${number(papers)} papers have a valid stamp, and are those`} that the branch says the ballot was closed with.`,
  noBox: 'There is no box from this ballot: it was cancelled.',
  removeUnstamped: 'The paper is on this phone, but has no stamp and does not count. It says what you wanted to vote.',
  waits: 'A stamped paper on this phone is not in the box',
  waitsNext: 'Sign in, and it is put in the box by itself, unless the box is shut.',
  stampLost:
    'The branch has noted that you had a paper stamped, but the answer never reached this phone. Tell the chair or secretary now.',
  stampElsewhere: 'You had a paper stamped elsewhere than on this phone.',
  notStampedHere: 'This phone did not get the paper stamped.',
  notHere:
    'There is no ballot paper from this ballot on this phone. It is where you filled it in, unless you have deleted it.',
  didNotDraw: 'You had no paper stamped.',
};
