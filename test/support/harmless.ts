import type { BodyOf, EndpointName } from '../../server/api/endpoints.ts';
import { hashOf, hashOfText, toBase64url } from '../../server/rules/canonical.ts';
import { emptyHearing } from '../../server/rules/hearing.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import { defaultSettings } from '../../server/rules/meeting.ts';
import type { PersonStatement, Signed } from '../../server/rules/statements.ts';

/** The endpoints that take a body. */
type Filled = { [N in EndpointName]: BodyOf<N> extends undefined ? never : N }[EndpointName];

/** For every endpoint a body that its schema takes but that changes nothing. */
export function harmlessBodies(branch: string): { [N in Filled]: BodyOf<N> } {
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
  const block = `${'A'.repeat(341)}Q`;
  const committee = { name: 'Utvalget', mandate: '', deadline: null, members: [] };
  const comments = [{ place: 0, type: 'comment' as const, text: 'Bra.', reason: '' }];
  return {
    setupOptions: form,
    // an address that is taken
    addBranch: { ...form.branch, slug: branch.split('/').at(-1) ?? '', administrator: 'C', number: '' },
    setup: { ...form, registration },
    inviteBranch: { name: 'A', level: 'lokallag', child: 'https://vedtak.example/lag/fremmed' },
    lookUpParent: { link: 'no link' },
    askParent: { link: 'no link', kid: 'nothing' },
    leaveParent: { parent: branch, reason: 'moved' },
    confirmChild: { kid: 'nothing' },
    takeReceipts: { file: 'nothing' },
    revokeChild: { child: branch, reason: '' },
    // what the branch is called already
    renameBranch: { name: 'Arbeiderpartiet i Bergen', level: 'lokallag' },
    rekeyBranch: { kid: 'nothing' },
    closeBranch: { name: 'nothing' },
    linkDemands: { other: hash },
    treat: { previous: null, points: [{ number: 0, recommendation: 'adopt', outcome: null }] },
    putToVote: { item: null, points: 'all' },
    login: sign({ typ: 'vedtak/login/1', branch, nonce: text, at }),
    enrolmentOptions: { token },
    enrol: { token, registration },
    importPreview: { csv: '' },
    importMembers: { csv: 'nr;navn\n;Uten Nummer' },
    invite: { members: ['nobody'] },
    createMeeting: { title: 'Nytt møte', place: '', startsAt: at, quorum: { num: 0, den: 1 } },
    editMeeting: { title: 'Nytt møte', place: '', startsAt: at, quorum: { num: 0, den: 1 } },
    setMeetingState: { to: 'open' },
    setMeetingSettings: defaultSettings,
    setRoles: { chair: [], secretary: [], signer: [] },
    addItem: { kind: 'matter', title: 'Sak', minutes: null },
    editItem: { title: 'Sak', minutes: null, note: '' },
    reorderItems: { items: [] },
    goToItem: { item: null },
    finishItem: { note: '' },
    changeAttendance: { member: 'nobody', change: 'in' },
    checkInByCode: { code: '000000' },
    setStanding: { member: 'nobody', kind: 'observer', placeOf: null },
    doorCodeFor: { member: 'nobody' },
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
    drawPaper: sign({ typ: 'vedtak/issue/1', ballot: hash, delegate: 'nobody', blinded: block }),
    closeDrawing: { seconds: 60 },
    dropPaper: {
      paper: { typ: 'vedtak/paper/1', ballot: hash, marks: {}, nonce: hash },
      prefix: hash,
      signature: block,
    },
    demandSecrecy: { demanded: true },
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
    createCommittee: {
      ...committee,
      members: [{ name: 'Kari Nordmann', place: '', role: 'leader', member: 'nobody' }],
    },
    editCommittee: committee,
    saveDraft: { base: hash, title: '', blocks: [] },
    recommendDraft: { version: hash, recommendation: null },
    handOver: { version: hash },
    addHearingDraft: { ...emptyHearing, committee: 'nothing' },
    editHearingDraft: emptyHearing,
    sendToCall: { hearing: hash },
    writeInput: { comments },
    outsideInput: { name: 'Kari Nordmann', organisation: '', comments },
    hideInput: { hidden: true },
    groupChanges: { change: hash, sameAs: hash },
    ungroupChange: { change: hash },
    // addresses that a branch may not have, and a time that is over
    addWebhook: { url: 'http://key:word@localhost/', events: ['minutes.signed'] },
    switchWebhook: { on: false },
    createToken: { name: 'Program', scopes: ['minutes'], expires: '2020-01-01T00:00:00.000Z' },
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
