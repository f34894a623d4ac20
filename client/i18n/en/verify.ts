import type { Translation } from '../language.ts';
import type { verify as source } from '../nb/verify.ts';
import { number } from '../numbers.ts';

export const verify: Translation<typeof source> = {
  title: 'Verify a resolution',
  lede: 'Is the resolution genuine and unchanged? Add the files, and your browser works it out.',
  private: 'Nothing that you add here leaves the browser. Once open, the page works without a network too.',
  choose: 'Choose files',
  drop: 'or drop them here. In any order, several at once.',
  held: 'The files that you have added',
  kind: {
    resolution: 'The resolution',
    anchor: 'The key that you trust',
    receipt: 'The receipt',
    evidence: 'The evidence',
    box: 'The box',
    complaint: 'The complaint',
  },
  kindAbout: {
    resolution: 'Ends in .jws. It is on the page of the resolution.',
    anchor: 'The public key of the topmost branch (.jwk or jwks.json).',
    receipt: 'Optional (.jws). Shows when a branch above received the resolution.',
    evidence: 'Optional (.json). With it every vote is counted again.',
    box: 'The box of a secret ballot (.jws), in the place of a resolution. A complaint is judged by it.',
    complaint:
      'Optional (.json). Shows that a ballot paper is missing in the box. It is judged by the box, or with the evidence.',
  },
  missing: 'not added',
  remove: (kind) => `Remove: ${kind}`,
  removeShort: 'Remove',
  unknown: (name) => `We do not recognise the file ${name}.`,
  unknownNext: 'Choose a resolution, a box, a key, a receipt, evidence or a complaint from Vedtak.',
  taken: (kinds) => `Added: ${kinds.join(', ')}`,
  resolutionFirst: 'Add the resolution, or the box of a secret ballot, to get an answer.',
  anchorWrong: 'The key file cannot be used.',
  anchorWrongNext: 'Choose the file with the public key of the topmost branch. It must hold one key.',

  working: 'Working …',
  progress: (done, total) => `${number(done)} of ${number(total)} signatures checked`,
  broken: 'The verification stopped. Reload the page and try again.',

  verdict: 'The answer',
  holds: 'Genuine and unchanged',
  holdsAbout: (n, branch) =>
    `This is resolution no. ${n} of ${branch}. Every character is as it was when it was signed.`,
  holdsEvidence: (n) => `${number(n)} signatures from the meeting were checked, and the votes counted again.`,
  path: 'The links up to the key that you trust',
  pathAbout: (branch, between, anchor) =>
    `That the branch is ${branch} is the word of ${between}. ${anchor} has not said so itself. A branch can vouch for anybody, so if you do not know these branches, ask ${anchor} whether they belong.`,
  fails: 'Does not hold',
  unconfirmed: 'Not confirmed',
  unconfirmedAbout:
    'The file holds together in itself. But so may a false one: it takes the key of somebody whom you trust.',
  unconfirmedNext: (name) =>
    `The file says that the topmost key is that of ${name}. Get it there, or better from elsewhere: the party's own site, somebody you know, a sheet of paper. Then add it here.`,
  keyAt: 'The key should be at',
  keyPrint: 'and have the fingerprint',

  steps: 'What was checked',
  stepsUnconfirmed: "What was checked, with the file's own key",
  stepHolds: 'Holds',
  stepFails: 'Does not hold',
  stepSkipped: 'Not checked',
  meaning: 'What does this mean?',
  resolutionSteps: {
    format: [
      'The file is a signed resolution',
      'The file is built as a signed resolution should be. If it is cut off or damaged, it stops here.',
    ],
    fields: [
      'All that should be there is there',
      'The resolution has a title, a text, points, votes and signatures, and nothing that does not belong.',
    ],
    trust: [
      'The branch is one of those under the key',
      'The branch above has signed who the branch is, and which key it uses. Link by link this leads up to the topmost key.',
    ],
    signature: [
      'The branch has signed the whole file',
      "The signature was made with the branch's key over exactly these characters. If one of them changes, it no longer fits.",
    ],
    canonical: [
      'The resolution is written in the one way that it can be',
      'The same content can be written in one way only. So it has one fingerprint only.',
    ],
    issuer: [
      'The resolution is of the branch that signed',
      'The branch named in the resolution is the one that the key belongs to. No branch can sign for another.',
    ],
    date: ['The date is possible', 'The resolution is not dated after the receiver had it.'],
    sums: [
      'The numbers add up',
      'No point has more votes than there were people, the points in the text are the adopted ones, and enough people were present.',
    ],
    attestations: [
      'The chair and two signers have signed',
      'Three different people signed this resolution, each with a passkey of their own: face, fingerprint or screen lock.',
    ],
  },
  receiptSteps: {
    receipt: [
      'A branch above has the resolution',
      'The receiver has signed that it got the resolution, when it came, and that it stands in its journal.',
    ],
  },
  evidenceSteps: {
    format: ['The evidence can be read', 'It has rolls, ballots and votes as they should be written.'],
    resolution: ['The evidence belongs to this resolution', 'It names the fingerprint of exactly this resolution.'],
    ballots: [
      'All the ballots are there',
      'Every ballot that the resolution stands on is there as the chair opened it and closed it.',
    ],
    rolls: ['The roll is there', 'The roll says who could vote, and with which keys. No key stands there twice.'],
    officers: [
      'The chair and the signers stand on the roll',
      'Those who opened, closed and signed used keys that stand on the roll.',
    ],
    votes: [
      'Every vote is valid',
      'Every vote is by somebody on the roll, in the right ballot, and nobody has more than one.',
    ],
    issues: [
      'Every paper that was handed out was drawn by somebody on the roll',
      'In the secret ballot nobody drew more than one paper. They are as many as the chair signed.',
    ],
    papers: [
      'Every paper in the box is stamped',
      "Each paper has the ballot's stamp, none is there twice, and there are no more papers than were drawn. Nobody knows who filled in which.",
    ],
    signatures: [
      "Every person's signature holds",
      'Each vote, and everybody who drew a paper, was checked with the key of that person. Nobody else can make that signature, not even the branch.',
    ],
    count: [
      'No vote was added or taken away',
      'The votes and papers are exactly those that the chair signed when the ballot was closed.',
    ],
    tally: [
      'The tallies are the sums of the votes',
      'All votes were counted again, and the rule gives the same outcome.',
    ],
    text: [
      'The text is the one that was voted on',
      'Title, points and text are, character by character, what was on the ballot paper.',
    ],
  },
  evidenceNone: 'The evidence was not added, so the votes were not counted again.',
  evidenceSecret: 'The evidence shows how each key voted. Keep it accordingly.',
  evidenceBoxed: 'The ballot was secret. The evidence shows which keys drew a paper, but not how they voted.',

  complaint: 'The answer to the complaint',
  complaintProven: 'The complaint holds',
  complaintProvenAbout: 'The branch promised to count this paper and did not. That is proven.',
  complaintSigned: 'The paper is missing, but there is no receipt',
  complaintSignedAbout:
    'The paper is stamped, and it is not in the box. But the complaint has no receipt from the branch, so it does not prove that the branch got the paper.',
  complaintUnknownKey: 'The paper is missing, and we do not know the key on the receipt',
  complaintUnknownKeyAbout:
    "The paper is stamped, and it is not in the box. The receipt is signed with a key that we do not know as the branch's, so it proves nothing by itself. If you try the complaint against the evidence, and the branch has another key since, try it against the box instead. Otherwise ask the branch above which keys it has vouched for.",
  complaintKey: 'The key on the receipt:',
  complaintFails: 'The complaint does not hold',
  complaintWaits: 'The complaint was not judged',
  complaintWaitsAbout: 'Add the box or the evidence too. Without them we do not know what was in the box.',
  complaintUnjudged: 'The resolution or the evidence does not hold, so we do not know what was in the box.',
  complaintUnconfirmed: "The answer was worked out with the file's own key. Add the key that you trust to confirm it.",
  complaintSecret: 'The complaint shows how the owner of the paper voted. Keep it accordingly.',
  complaintUnjudgedBox: 'The box file does not hold, so we do not know what was in the box.',
  boxHolds: 'The box is genuine and unchanged',
  boxAbout: (papers, branch) => `${number(papers)} papers of a secret ballot in ${branch}, as the branch signed them.`,
  boxSteps: {
    format: ['The file is a signed box', 'The file is built as a box file is. If it was cut off, it stops here.'],
    fields: ['All that must be there is there', 'The ballot, its closing and the papers are there, and nothing else.'],
    trust: [
      'The branch is one of those below the key',
      'The branch above has signed who the branch is and which key it uses. Step by step this leads up to the topmost key.',
    ],
    signature: [
      'The branch signed the whole file',
      "The signature is made with the branch's key, over exactly these characters.",
    ],
    canonical: [
      'The box is written in the one way that it can be',
      'The same content can be written in one way only. So it has one fingerprint only.',
    ],
    issuer: ['The box is from the branch that signed', 'One branch cannot sign for another.'],
    ballot: ['The ballot was secret and is closed', 'The closing is that of exactly this ballot.'],
    papers: [
      'Every paper is stamped',
      "Every paper has the ballot's stamp and is filled in as the ballot allows, and none is there twice.",
    ],
    count: [
      'They are the papers that the ballot was closed with',
      'They are as many, and exactly the same, as when the ballot was closed.',
    ],
  },
  limitBoxChair: "Who closed the ballot. That is the branch's own word. The signature of the chair is in the evidence.",
  limitBoxDrawn: 'Who drew a paper, and who filled in which.',
  complaintSteps: {
    format: ['The complaint can be read', 'The file is built as a complaint should be.'],
    ballot: ['The complaint is about a ballot that is here', 'The ballot was secret, and its box is here.'],
    paper: [
      'The paper is genuine',
      'It is filled in as the ballot allows, and has the stamp that only somebody who drew a paper could get.',
    ],
    promise: [
      'The branch has given a receipt for the paper',
      'The branch has signed that it got exactly this paper and will count it.',
    ],
    missing: ['The paper is not in the box', 'It is not among the papers that the ballot was closed with.'],
  },

  said: 'What the resolution says',
  saidUnproven: 'What the file says, not confirmed',
  saidBy: (branch, n, moment) => `${branch}, resolution no. ${n}, adopted ${moment}`,
  saidText: 'Read the text',

  limits: 'What this does not show',
  limitKey: 'That the key you added is the right one. You must know that from elsewhere.',
  limitNames: 'Who the people are. The files hold keys, not names. The branch vouches for who has them.',
  limitRoll: 'That the right people were on the roll, and that all could vote freely.',
  limitNewer: 'That the branch has not adopted something else since.',
  limitEvidence: 'That the tallies are the sums of the votes. That takes the evidence, which the branch has.',
  limitReceipt: "When it was adopted. Without a receipt, the time is the branch's own word.",

  trial: 'Try it',
  trialAbout: 'What happens if somebody changes the resolution? Try it in memory. Your files are not touched.',
  trialTally: 'Change one digit of a tally',
  trialVote: 'Tamper with one vote in the evidence',
  trialMark: 'TRIAL',
  trialTallyDone: (what, from, to) =>
    `We changed one digit in memory: ${what} has ${number(to)} votes for, not ${number(from)}.`,
  trialVoteDone: (what, from, to) => `We changed one vote in memory: ${what} from "${from}" to "${to}".`,
  trialBack: 'Back to the real file',
  program: 'The same check comes as a program: vedtak verify.',
};
