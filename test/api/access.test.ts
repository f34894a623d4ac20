import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Endpoint } from '../../server/api/endpoint.ts';
import { type BodyOf, type EndpointName, endpoints, pathOf } from '../../server/api/endpoints.ts';
import { Person } from '../../server/demo/person.ts';
import { hashOf, hashOfText, toBase64url } from '../../server/rules/canonical.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import type { PersonStatement, Signed } from '../../server/rules/statements.ts';
import { enrolOne, gatherHall, type Hall, openOn } from '../support/hall.ts';
import { problemIn } from '../support/refusals.ts';

/** Everybody who may come to an endpoint. */
const everybody = [
  'nobody',
  'forger',
  'foreigner',
  'delegate',
  'leader',
  'chair',
  'secretary',
  'signer',
  'teller',
] as const;
type Who = (typeof everybody)[number];

const anyone: readonly Who[] = everybody;
const members: readonly Who[] = ['delegate', 'leader', 'chair', 'secretary', 'signer', 'teller'];

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
  members: ['leader', 'chair', 'secretary'],
  importPreview: ['leader', 'secretary'],
  importMembers: ['leader', 'secretary'],
  invite: ['leader', 'secretary'],
  createMeeting: ['leader', 'secretary'],
  setRoles: ['leader', 'secretary'],
  checkIn: ['leader', 'secretary'],
  signRoll: ['secretary'],
  addProposal: ['leader', 'chair', 'secretary'],
  editProposal: ['leader', 'chair', 'secretary'],
  submitProposal: members,
  moveProposal: ['leader', 'chair', 'secretary'],
  proposalState: members,
  recommendProposal: ['chair', 'secretary'],
  setIntake: ['chair'],
  addAmendment: members,
  editAmendment: members,
  amendmentState: members,
  joinAmendment: ['chair', 'secretary'],
  recommendAmendment: ['chair', 'secretary'],
  secondAmendment: members,
  amendmentsPreview: ['leader', 'chair', 'secretary'],
  importAmendments: ['leader', 'chair', 'secretary'],
  announcePlan: ['chair'],
  acceptPlan: ['chair'],
  openBallot: ['chair'],
  castVote: members,
  castCount: ['teller'],
  // everybody here is a delegate beside what else they are
  demandBallot: members,
  cancelBallot: ['chair'],
  stopBallot: ['chair'],
  closeBallot: ['chair'],
  draftResolution: ['chair', 'secretary'],
  discardResolution: ['chair'],
  attest: ['chair', 'signer'],
  resendDelivery: ['leader', 'secretary'],
  evidence: ['leader', 'chair', 'secretary'],
  minutes: members,
  draftMinutes: ['secretary'],
  attestMinutes: ['chair', 'signer'],
  addRemark: members,
  addBranch: ['leader'],
  askToSpeak: members,
  addSpeaker: ['chair', 'secretary'],
  withdrawSpeech: members,
  giveFloor: ['chair'],
  endSpeech: ['chair'],
  setList: ['chair'],
  openScreen: anyone,
  screenSnapshot: [],
  pairScreen: ['chair', 'secretary'],
  unpairScreens: ['chair'],
  showOnScreen: ['chair', 'secretary'],
  collection: anyone,
  published: anyone,
  resolution: anyone,
};

let hall: Hall;
const people = {} as Record<Who, Person>;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 5 });
  const { administrator, pair, slug, meeting } = hall;
  const [chair, secretary, signer, delegate, teller] = hall.people as [Person, Person, Person, Person, Person];
  const nobody = new Person(pair.server);
  const foreigner = new Person(pair.server);
  await administrator.call('importMembers', { slug: pair.county }, { csv: 'nr;navn\n9;Frida Fremmed' });
  const known = (await administrator.call('members', { slug: pair.county })).members;
  const ids = known.filter(({ number }) => number === '9').map(({ member }) => member);
  const { invitations } = await administrator.call('invite', { slug: pair.county }, { members: ids });
  await foreigner.enrol(pair.county, invitations[0]?.token ?? '');
  Object.assign(people, {
    nobody,
    forger: nobody,
    foreigner,
    delegate,
    leader: administrator,
    chair,
    secretary,
    signer,
    teller,
  });
  await enrolOne(hall, '2001');
  // a ballot is open, so that nobody can make a new meeting
  await openOn(hall);
  const roles = {
    chair: [chair.member],
    secretary: [secretary.member],
    signer: [signer.member],
    teller: [teller.member],
  };
  await administrator.call('setRoles', { slug, meeting }, roles);
});

afterAll(() => hall.server.end());

/** A request that its endpoint's schema takes but that changes nothing. */
function harmless(name: EndpointName): { parameters: Record<string, string>; body?: unknown } {
  const { slug } = hall;
  const known = {
    slug,
    meeting: 'nowhere',
    proposal: 'nothing',
    ballot: hashOf('no ballot'),
    number: '999',
    speaker: 'nobody',
    amendment: 'nothing',
  };
  const bodies: { [N in EndpointName]?: BodyOf<N> } = bodiesFor(`${hall.pair.server}/lag/${slug}`);
  return { parameters: known, body: bodies[name] };
}

function bodiesFor(branch: string): { [N in EndpointName]?: BodyOf<N> } {
  const hash = hashOf('nothing');
  const at = new Date().toISOString();
  const text = toBase64url(new TextEncoder().encode('nothing'));
  const sign = <S extends PersonStatement>(statement: S): Signed<S> => ({
    statement,
    signer: 'nobody',
    credential: text,
    authenticatorData: text,
    clientDataJSON: text,
    signature: text,
  });
  const registration = {
    id: text,
    rawId: text,
    type: 'public-key' as const,
    response: { clientDataJSON: text, attestationObject: text },
    clientExtensionResults: {},
  };
  const token = 'no-such-token-anywhere-at-all';
  const form = {
    token,
    county: { name: 'A', slug: 'a', level: 'fylkeslag' },
    branch: { name: 'B', slug: 'b', level: 'lokallag' },
    administrator: 'C',
    number: '',
  };
  const content = { title: 'Tittel', blocks: [{ kind: 'point' as const, text: 'Krav' }] };
  const question = { id: '1', title: '1', text: hashOfText('Krav'), options: ['for' as const, 'against' as const] };
  const journal = { size: 0, root: hash };
  return {
    setupOptions: form,
    // an address that is taken
    addBranch: { ...form.branch, slug: branch.split('/').at(-1) ?? '', administrator: 'C', number: '' },
    setup: { ...form, registration },
    login: sign({ typ: 'vedtak/login/1', branch, nonce: text, at }),
    enrolmentOptions: { token },
    enrol: { token, registration },
    importPreview: { csv: '' },
    importMembers: { csv: 'nr;navn\n;Uten Nummer' },
    invite: { members: ['nobody'] },
    createMeeting: { title: 'Nytt møte', place: '', startsAt: at, quorum: { num: 0, den: 1 } },
    setRoles: { chair: [], secretary: [], signer: [] },
    checkIn: { members: ['nobody'], present: true },
    signRoll: sign({ typ: 'vedtak/roll/1', branch, meeting: 'nowhere', version: 1, entries: [] }),
    addProposal: content,
    editProposal: { base: hash, content },
    submitProposal: { item: null, kind: 'text', content, reason: '', effect: null },
    moveProposal: { item: null },
    proposalState: { to: 'upheld' },
    recommendProposal: { recommendation: null },
    setIntake: { closed: true },
    addAmendment: { changes: [{ type: 'delete', at: 1 }], reason: '' },
    editAmendment: { change: { type: 'delete', at: 1 }, reason: '' },
    amendmentState: { to: 'upheld' },
    joinAmendment: { into: 'nothing' },
    recommendAmendment: { recommendation: null },
    secondAmendment: { second: true },
    amendmentsPreview: { csv: '' },
    importAmendments: { csv: '' },
    announcePlan: sign({
      typ: 'vedtak/plan/1',
      meeting: 'nowhere',
      item: 'nothing',
      version: 1,
      steps: [{ of: ['text'], reason: 'only-text', lapses: [] }],
    }),
    acceptPlan: { plan: hash },
    openBallot: {
      proposal: 'nothing',
      subject: { kind: 'text', content },
      signed: sign({
        typ: 'vedtak/ballot/1',
        branch,
        meeting: 'nowhere',
        item: hash,
        number: 1,
        secrecy: 'open',
        questions: [question],
        rule: ruleTemplates.simple,
        roll: hash,
        openedAt: at,
      }),
    },
    castCount: sign({ typ: 'vedtak/count/1', ballot: hash, method: 'hands', counts: {}, teller: 'nobody' }),
    cancelBallot: { reason: 'Feil' },
    askToSpeak: { kind: 'speech', list: '' },
    addSpeaker: { member: 'nobody', kind: 'speech', list: '' },
    setList: { closed: true },
    pairScreen: { code: 'III III' },
    showOnScreen: { show: 'blank' },
    castVote: sign({ typ: 'vedtak/vote/1', ballot: hash, delegate: 'nobody', revision: 1, marks: {} }),
    closeBallot: sign({ typ: 'vedtak/close/1', ballot: hash, votes: 0, evidence: hash, journal, closedAt: at }),
    draftMinutes: { discard: true },
    attestMinutes: sign({
      typ: 'vedtak/minutes/1',
      branch,
      meeting: 'nowhere',
      title: 'Protokoll',
      text: 'Tekst',
      language: 'nb',
      resolutions: [],
      journal,
      closedAt: at,
    }),
    addRemark: { text: 'Til protokollen', ballot: null },
    attest: sign({
      typ: 'vedtak/resolution/1',
      branch,
      number: 999,
      previous: hash,
      meeting: 'nowhere',
      title: 'Tittel',
      text: 'Tekst',
      points: [],
      pointsRoot: hash,
      ballots: [{ definition: hash, close: hash, tally: {}, outcome: {} }],
      present: 0,
      quorum: { num: 0, den: 1, members: 0, required: 0 },
      journal,
      decidedAt: at,
    }),
  };
}

test('the table says of every endpoint who may call it', () => {
  expect(Object.keys(admitted).sort()).toEqual(Object.keys(endpoints).sort());
});

describe.each(Object.keys(endpoints) as EndpointName[])('%s', (name) => {
  test.each(everybody)('%s', async (who) => {
    const { method, access }: Endpoint = endpoints[name];
    const { parameters, body } = harmless(name);
    const headers = new Headers(body === undefined ? {} : { 'content-type': 'application/json' });
    if (who === 'forger') headers.set('cookie', `vedtak-${hall.slug}=${toBase64url(new Uint8Array(32))}`);
    const init: RequestInit = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    // the sessions that the other tests need must not be signed out of
    const person = name === 'logout' ? new Person(hall.pair.server) : people[who];
    const before = await hall.server.stored();
    const response = await person.fetch(pathOf(name, parameters), init);
    const code = response.ok ? 'ok' : (await problemIn(response)).code;
    if (admitted[name].includes(who)) {
      expect(['session.missing', 'role.missing', 'request.invalid', 'internal']).not.toContain(code);
    } else {
      // no person is a screen
      expect(code).toBe(members.includes(who) && access !== 'screen' ? 'role.missing' : 'session.missing');
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
