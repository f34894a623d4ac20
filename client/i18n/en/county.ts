import type { Translation } from '../language.ts';
import type { county as source } from '../nb/county.ts';
import { number } from '../numbers.ts';

export const county: Translation<typeof source> = {
  title: 'Received resolutions',
  lede: (branch) => `Signed resolutions that branches have sent to ${branch}. Each was verified when it came.`,
  views: 'What would you like to see?',
  viewList: 'The resolutions',
  viewDemands: 'The same demand from several branches',

  emptyTitle: 'No resolution has come yet',
  empty:
    'When a branch below this one has signed a resolution, its server sends it here by itself. It is verified and shown here at once.',
  emptyPrograms: 'Other programs can deliver to',
  emptyProgramsLink: 'Read how',

  overview: 'The branches',
  overviewCount: (sent, all) =>
    all === 1 && sent === 1
      ? '1 branch, and it has sent resolutions'
      : sent === all
        ? `All ${number(all)} have sent resolutions`
        : `${number(sent)} of ${number(all)} have sent resolutions`,
  branch: 'Branch',
  sent: (n) => (n === 1 ? '1 resolution' : `${number(n)} resolutions`),
  latest: (title, when) => `Latest: ${title}, ${when}`,
  none: 'None yet',
  only: (branch) => `Show only resolutions of ${branch}`,
  senderState: { revoked: 'Revoked', left: 'Has left', closed: 'Closed down', below: 'Further down' },

  search: 'Search',
  searchAbout: 'In title, text and branch',
  allBranches: 'All branches',
  hearing: 'Hearing',
  allHearings: 'All',
  state: 'Treatment',
  allStates: 'All',
  states: { untreated: 'Not treated', recommended: 'Recommended', treated: 'Treated', forwarded: 'Sent on' },
  via: 'Came through',
  allVia: 'All',
  year: 'Year',
  allYears: 'All years',
  total: (n) => (n === 1 ? '1 resolution' : `${number(n)} resolutions`),
  found: (found, all) => `${number(found)} of ${number(all)} resolutions fit`,
  nothingFound: 'No resolution fits.',
  clear: 'Show all',
  more: 'Show more',
  left: (n) => `${number(n)} left`,
  list: 'Resolutions, the newest first',
  arrived: (branch, title) => `A new resolution of ${branch}: ${title}`,
  arrivedMany: (n) => `${number(n)} new resolutions have come`,
  showNew: (n) => (n === 1 ? 'Show 1 new resolution' : `Show ${number(n)} new resolutions`),
  fresh: 'New',

  received: 'Received',
  decided: 'Adopted',
  number: 'No.',
  resolution: 'Resolution',
  outcome: 'Outcome',
  file: 'File',
  through: (branch) => `by way of ${branch}`,
  numbered: (n) => `No. ${number(n)}`,
  pointsAdopted: (adopted, all) =>
    adopted === all
      ? all === 1
        ? 'The point adopted'
        : `All ${number(all)} points adopted`
      : `${number(adopted)} of ${number(all)} points adopted`,
  wholeAdopted: 'The whole text adopted',

  verified: 'Verified',
  verifiedLead:
    'This was checked when the resolution came. Had something not held, it would have been refused and not kept.',
  verifiedHolds: 'Holds',
  verifiedFails: 'Does not hold',
  verifiedSequence: (n) =>
    n === 1
      ? 'It is the first resolution of the branch.'
      : `It follows no. ${number(n - 1)} of the branch, so nothing is missing between them.`,
  verifiedForwarded: 'The resolution was sent on unchanged, character by character as the branch signed it.',
  chain: 'Who vouches for whom',
  chainAbout: 'Each level has signed which key the level below uses.',
  chainWrote: 'Wrote and signed the resolution',
  chainVouches: (below) => `Vouches for ${below}`,
  chainReceiver: 'Received and verified it',
  receipts: 'Receipts',
  receiptOf: (branch, moment) => `${branch} received it ${moment}.`,
  receiptOwn: (index, moment) => `In our journal as entry ${number(index)}, ${moment}.`,
  verifiedSelf: 'Verify it yourself',
  verifiedSelfAbout:
    'Download the file and the key, and add them on the page that verifies resolutions. It works without a network.',
  verifiedFile: 'The resolution, signed',
  verifiedKey: 'The key',
  verifiedPage: 'The page that verifies resolutions',
  fingerprint: 'Fingerprint',
  download: 'Download',
  downloadOf: (branch, n) => `Download resolution no. ${n} of ${branch}`,
  atBranch: "See it on the branch's own page",

  demandsLead: (branch) =>
    `Each demand once, with all the branches below ${branch} that have voted on it. Only equal texts are put together by themselves.`,
  demandsEmpty: 'No demands yet',
  demandsEmptyAbout: 'When branches send resolutions with points, they are gathered here.',
  demandsSearch: 'Search the demands',
  demandsTotal: (n) => (n === 1 ? '1 demand' : `${number(n)} demands`),
  demandsNothing: 'No demand fits.',
  demandsList: 'Demands, those of most branches first',
  demandsNew: 'The demands have changed. Show the list again',
  demandAdopted: (n) => (n === 1 ? 'Adopted in 1 branch' : `Adopted in ${number(n)} branches`),
  demandRejected: (n) => (n === 1 ? 'Not adopted in 1 branch' : `Not adopted in ${number(n)} branches`),
  demandVotes: (yes, no, blank) =>
    `${number(yes)} votes for, ${number(no)} against${blank === 0 ? '' : `, ${number(blank)} blank`}`,
  demandNoVotes: 'No votes counted',
  demandOpen: 'See the branches',
  demandPoint: (n, point) => `Resolution no. ${number(n)}, point ${number(point)}`,
  demandFile: 'Signed file',
  demandFileOf: (branch, n) => `Signed file: resolution no. ${n} of ${branch}`,
  outcomes: { adopted: 'Adopted', rejected: 'Not adopted' },
  sameWordings: 'Put together with this demand',
  takeOut: 'Take out',
  takeOutOf: (text) => `Take out: ${text}`,
  takenOut: 'The text was taken out, and stands by itself again.',

  likeness: 'These are alike – are they the same demand?',
  likenessAbout: 'The machine suggests, a person decides. What differs is marked in both texts.',
  likenessSame: (percent) => `${percent} of the words are the same`,
  likenessMark: 'only here:',
  likenessMarkEnd: 'end.',
  likenessYes: 'Yes, the same demand',
  likenessNo: 'No, different demands',
  likenessJoined: 'Put together as one demand.',
  likenessApart: 'Kept apart.',
  likenessUndo: 'Undo',
  likenessHidden: (n) => (n === 1 ? 'Show 1 pair that is kept apart' : `Show ${number(n)} pairs that are kept apart`),
};
