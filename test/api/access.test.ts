import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Endpoint, Role } from '../../server/api/endpoint.ts';
import { type BodyOf, type EndpointName, endpoints, pathOf } from '../../server/api/endpoints.ts';
import { Person } from '../../server/demo/person.ts';
import { toBase64url } from '../../server/rules/canonical.ts';
import { gatherHall, type Hall, openOn } from '../support/hall.ts';
import { harmlessBodies } from '../support/harmless.ts';
import { nothingNamed } from '../support/nothing.ts';
import { problemIn } from '../support/refusals.ts';

/** Everybody who may come to an endpoint. */
const members = [
  'leader',
  'chair',
  'secretary',
  'teller',
  'signer',
  'delegate',
  'participant',
  'observer',
] as const satisfies readonly Role[];
const everybody = ['nobody', 'forger', 'foreigner', ...members] as const;
type Who = (typeof everybody)[number];

const anyone: readonly Who[] = everybody;
const anyMember: readonly Who[] = members;
const leading: readonly Who[] = ['leader', 'chair', 'secretary'];
const speaking: readonly Who[] = ['delegate', 'participant'];

/** Who may call what: written down apart from the endpoints' own table, so that neither changes unseen. */
const admitted: Record<EndpointName, readonly Who[]> = {
  server: anyone,
  setupOptions: anyone,
  setup: anyone,
  nonce: anyone,
  login: anyone,
  logout: anyone,
  enrolmentOptions: anyone,
  enrol: anyone,
  snapshot: anyone,
  members: leading,
  importPreview: ['leader', 'secretary'],
  importMembers: ['leader', 'secretary'],
  invite: ['leader', 'secretary'],
  createMeeting: ['leader', 'secretary'],
  editMeeting: leading,
  setMeetingState: leading,
  setMeetingSettings: leading,
  setRoles: ['leader', 'secretary'],
  addItem: leading,
  editItem: leading,
  removeItem: leading,
  reorderItems: leading,
  goToItem: leading,
  finishItem: leading,
  checkIn: ['leader', 'secretary'],
  changeAttendance: ['leader', 'secretary'],
  checkInByCode: anyMember,
  setStanding: ['leader', 'secretary'],
  doorCodeFor: ['leader', 'secretary'],
  signRoll: ['secretary'],
  addProposal: leading,
  editProposal: leading,
  submitProposal: [...leading, ...speaking],
  moveProposal: leading,
  proposalState: [...leading, ...speaking],
  recommendProposal: ['chair', 'secretary'],
  setIntake: ['chair'],
  addAmendment: [...leading, ...speaking],
  editAmendment: [...leading, ...speaking],
  amendmentState: [...leading, ...speaking],
  joinAmendment: ['chair', 'secretary'],
  recommendAmendment: ['chair', 'secretary'],
  secondAmendment: ['delegate'],
  amendmentsPreview: leading,
  importAmendments: leading,
  announcePlan: ['chair'],
  acceptPlan: ['chair'],
  openBallot: ['chair'],
  castVote: anyMember,
  makeIssuer: ['chair'],
  drawPaper: anyMember,
  closeDrawing: ['chair'],
  dropPaper: everybody,
  lookInBox: ['chair'],
  box: anyMember,
  demandSecrecy: ['delegate'],
  castCount: ['teller'],
  demandBallot: ['delegate'],
  cancelBallot: ['chair'],
  stopBallot: ['chair'],
  closeBallot: ['chair'],
  draftResolution: ['chair', 'secretary'],
  discardResolution: ['chair'],
  attest: ['chair', 'signer'],
  deliveries: ['leader', 'secretary'],
  resendDelivery: ['leader', 'secretary'],
  takeReceipts: ['leader', 'secretary'],
  evidence: leading,
  minutes: anyMember,
  draftMinutes: ['secretary'],
  attestMinutes: ['chair', 'signer'],
  addRemark: ['chair', 'secretary', 'signer', ...speaking],
  addBranch: ['leader'],
  askToSpeak: speaking,
  addSpeaker: ['chair', 'secretary'],
  withdrawSpeech: anyMember,
  giveFloor: ['chair'],
  endSpeech: ['chair'],
  setList: ['chair'],
  journalCheckpoint: anyone,
  journalConsistency: anyone,
  openScreen: anyone,
  screenSnapshot: [],
  pairScreen: ['chair', 'secretary'],
  unpairScreens: ['chair'],
  showOnScreen: ['chair', 'secretary'],
  committees: anyMember,
  committee: anyMember,
  createCommittee: ['leader'],
  editCommittee: ['leader'],
  saveDraft: anyMember,
  recommendDraft: anyMember,
  handOver: anyMember,
  closeCommittee: ['leader'],
  hearings: anyone,
  hearing: anyone,
  hearingProgress: anyone,
  hearingDrafts: ['leader'],
  addHearingDraft: ['leader'],
  editHearingDraft: ['leader'],
  deleteHearingDraft: ['leader'],
  publishHearing: ['leader'],
  takeUpHearing: leading,
  sendToCall: leading,
  remindHearing: ['leader'],
  closeHearing: ['leader'],
  writeInput: ['leader'],
  outsideInput: anyone,
  hideInput: ['leader'],
  hearingReport: anyone,
  hearingMatrix: anyone,
  hearingInputs: anyone,
  closingReport: anyone,
  groupChanges: ['leader'],
  ungroupChange: ['leader'],
  collection: anyone,
  collectionItem: anyone,
  senders: anyone,
  demands: anyone,
  demand: anyone,
  linkDemands: ['leader'],
  unlinkDemand: ['leader'],
  treat: ['leader'],
  putToVote: leading,
  treatmentSuggestion: ['leader'],
  custody: anyone,
  party: ['leader'],
  inviteBranch: ['leader'],
  withdrawInvitation: ['leader'],
  lookUpParent: ['leader'],
  askParent: ['leader'],
  withdrawAsking: ['leader'],
  leaveParent: ['leader'],
  confirmChild: ['leader'],
  declineChild: ['leader'],
  revokeChild: ['leader'],
  renameBranch: ['leader'],
  rekeyBranch: ['leader'],
  closeBranch: ['leader'],
  published: anyone,
  resolution: anyone,
  webhooks: ['leader'],
  addWebhook: ['leader'],
  testWebhook: ['leader'],
  switchWebhook: ['leader'],
  removeWebhook: ['leader'],
  resendWebhook: ['leader'],
  tokens: ['leader'],
  createToken: ['leader'],
  revokeToken: ['leader'],
};

const officers = ['chair', 'secretary', 'signer', 'teller'] as const;

let hall: Hall;
const people = {} as Record<Who, Person>;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 7 });
  const { administrator, pair, slug, meeting } = hall;
  const nobody = new Person(pair.server);
  const foreigner = new Person(pair.server);
  await administrator.call('importMembers', { slug: pair.county }, { csv: 'nr;navn\n9;Frida Fremmed' });
  const known = (await administrator.call('members', { slug: pair.county })).members;
  const ids = known.filter(({ number }) => number === '9').map(({ member }) => member);
  const { invitations } = await administrator.call('invite', { slug: pair.county }, { members: ids });
  await foreigner.enrol(pair.county, invitations[0]?.token ?? '');
  const rest = members.slice(1).map((role, i) => [role, hall.people[i]] as const);
  Object.assign(people, { nobody, forger: nobody, foreigner, leader: administrator, ...Object.fromEntries(rest) });
  // a ballot is open, so that nobody can make a new meeting
  await openOn(hall);
  const roles = Object.fromEntries(officers.map((role) => [role, [people[role].member]]));
  await administrator.call('setRoles', { slug, meeting }, roles as BodyOf<'setRoles'>);
  // who has a role has that alone: an observer may do nothing by being one
  for (const role of members.filter((one) => one !== 'delegate')) {
    const kind = role === 'participant' ? role : 'observer';
    await administrator.call('setStanding', { slug, meeting }, { member: people[role].member, kind, placeOf: null });
  }
});

afterAll(() => hall.server.end());

/** A request that its endpoint's schema takes but that changes nothing. */
function harmless(name: EndpointName): { parameters: Record<string, string>; body?: unknown } {
  const { slug } = hall;
  const parameters = { ...nothingNamed, slug };
  const bodies: Partial<Record<EndpointName, unknown>> = harmlessBodies(`${hall.pair.server}/lag/${slug}`);
  return { parameters, body: bodies[name] };
}

test('the table says of every endpoint who may call it', () => {
  expect(Object.keys(admitted).sort()).toEqual(Object.keys(endpoints).sort());
});

test('everybody whom the table is tried with is one thing alone', async () => {
  for (const who of members) {
    const { me } = await people[who].call('snapshot', { slug: hall.slug });
    const standing = (['delegate', 'participant', 'observer'] as Who[]).includes(who) ? [] : ['observer'];
    expect(me?.roles, who).toEqual([who, ...standing]);
  }
});

describe.each(Object.keys(endpoints) as EndpointName[])('%s', (name) => {
  test.each(everybody)('%s', async (who) => {
    const { method, access }: Endpoint = endpoints[name];
    const { parameters, body } = harmless(name);
    const headers = new Headers(body === undefined ? {} : { 'content-type': 'application/json' });
    if (who === 'forger') headers.set('cookie', `vedtak-${hall.slug}=${toBase64url(new Uint8Array(32))}`);
    const init: RequestInit = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    // the sessions that the other tests need must not be signed out of, and a person's phone is no screen
    const apart = name === 'logout' || name === 'openScreen';
    const person = apart ? new Person(hall.pair.server) : people[who];
    const before = await hall.server.stored();
    const response = await person.fetch(pathOf(name, parameters), init);
    const code = response.ok ? 'ok' : (await problemIn(response)).code;
    if (admitted[name].includes(who)) {
      expect(['session.missing', 'role.missing', 'request.invalid', 'internal']).not.toContain(code);
    } else {
      // no person is a screen
      expect(code).toBe(anyMember.includes(who) && access !== 'screen' ? 'role.missing' : 'session.missing');
    }
    if (name !== 'nonce' && name !== 'openScreen') expect(await hall.server.stored()).toBe(before);
    expect(access === 'anyone').toBe(admitted[name] === anyone);
  });
});

test('what is served beside the endpoints takes no session, and shows no people', async () => {
  const { slug, server, pair } = hall;
  const paths = ['jwks.json', '.well-known/openid-federation', `federation/fetch?sub=${pair.server}/lag/${slug}`];
  for (const path of paths) {
    const of = path.startsWith('federation') ? pair.county : slug;
    const answer = await fetch(`${server.address}/lag/${of}/${path}`);
    expect(answer.status, path).toBe(200);
    const text = await answer.text();
    for (const person of [hall.administrator, ...hall.people]) expect(text).not.toContain(person.member);
  }
});

test('who is not signed in learns nothing of the meeting and its people', async () => {
  const { slug } = hall;
  const snapshot = await new Person(hall.pair.server).call('snapshot', { slug });
  expect(snapshot).toMatchObject({ me: null, meeting: null, roll: null, proposals: [], ballots: [], resolutions: [] });
});
