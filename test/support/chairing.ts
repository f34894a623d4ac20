import type { AgendaItem } from '../../server/api/agenda.ts';
import type { AmendmentInfo } from '../../server/api/amendments.ts';
import type { MeetingInfo } from '../../server/api/meeting.ts';
import type { ProposalInfo } from '../../server/api/proposals.ts';
import type { Me } from '../../server/api/session.ts';
import type { BallotInfo, ResolutionInfo, Snapshot } from '../../server/api/snapshot.ts';
import { labelOf, placeOfChange } from '../../server/rules/amend.ts';
import type { Change } from '../../server/rules/amendment.ts';
import { buildBallot } from '../../server/rules/ballot.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { BallotTally, Decided } from '../../server/rules/formats.ts';
import { defaultSettings, type ItemKind } from '../../server/rules/meeting.ts';
import { contentHash, type ProposalContent } from '../../server/rules/proposal.ts';
import type { Subject } from '../../server/rules/subject.ts';

/** What the chair's page sees of meetings, written out for tests of its steps. */

const at = '2026-03-07T18:00:00.000Z';
const root = hashOf('root');

export const chair: Me = {
  member: 'kari',
  name: 'Kari Hansen',
  number: '1001',
  roles: ['chair', 'delegate'],
  credentials: ['key'],
  checkedIn: true,
  attendance: 'in',
  standing: 'delegate',
  placeOf: null,
  entitled: true,
};

export function item(number: number, kind: ItemKind, state: AgendaItem['state'] = 'waiting'): AgendaItem {
  return { id: `item${number}`, number, kind, title: `Sak ${number}`, minutes: null, state, note: '' };
}

export function meeting(more: Partial<MeetingInfo> = {}): MeetingInfo {
  const agenda = more.agenda ?? [];
  return {
    id: 'meeting',
    title: 'Medlemsmøte',
    place: '',
    startsAt: at,
    state: 'open',
    quorum: { num: 1, den: 2, members: 20, required: 10 },
    settings: defaultSettings,
    officers: { chair: ['Kari Hansen'], secretary: [], signer: [], teller: [] },
    checkedIn: 12,
    counts: { present: 12, onLeave: 0, entitled: 12, withoutPasskey: 0, byCode: 0, doorCodes: 0 },
    item: agenda.find(({ state }) => state === 'current')?.id ?? null,
    listClosed: false,
    intakeClosedAt: null,
    ...more,
    agenda,
  };
}

export function snapshot(of: MeetingInfo, more: Partial<Snapshot> = {}): Snapshot {
  return {
    index: 1,
    at,
    branch: {
      id: 'https://x.test/lag/a',
      slug: 'a',
      name: 'A',
      level: 'lokallag',
      parent: null,
      above: [],
      below: false,
    },
    me: chair,
    meeting: of,
    roll: { roll: root, version: 1, entitled: 12, changes: 0, withoutPasskey: 0, came: 0, mine: true },
    proposals: [],
    intake: null,
    ballots: [],
    resolutions: [],
    speakers: null,
    screens: null,
    ...more,
  };
}

/** Three points. */
export const content: ProposalContent = {
  title: 'Busser',
  blocks: ['Flere avganger.', 'Gratis overgang.', 'Eget felt.'].map((text) => ({ kind: 'point' as const, text })),
};

export function proposal(number: number, more: Partial<ProposalInfo> = {}): ProposalInfo {
  const written = more.content ?? content;
  return {
    id: `p${number}`,
    number,
    kind: 'text',
    item: null,
    state: 'submitted',
    proposer: null,
    mine: false,
    reason: '',
    effect: null,
    recommendation: null,
    hearing: null,
    hash: contentHash(written),
    text: written,
    textHash: contentHash(written),
    blocks: [],
    locked: false,
    secrecy: { demands: 0, mine: false },
    disposition: { kind: 'open' },
    amendments: [],
    steps: [],
    plan: null,
    ...more,
    content: written,
  };
}

export function amendment(number: number, change: Change, more: Partial<AmendmentInfo> = {}): AmendmentInfo {
  return {
    id: `a${number}`,
    number,
    change,
    label: labelOf(content, placeOfChange(change)),
    reason: '',
    proposer: '',
    branch: '',
    mine: false,
    seconds: 0,
    seconded: false,
    state: 'submitted',
    recommendation: null,
    disposition: { kind: 'open' },
    collidesWith: [],
    ...more,
  };
}

/** A ballot on a proposal; closed where it has an outcome. */
export function ballot(
  number: number,
  on: ProposalInfo,
  subject: Subject,
  decided: { outcome: Record<string, Decided>; tally: BallotTally } | null,
  more: Partial<BallotInfo> = {},
): BallotInfo {
  const method = more.method === 'phones' ? undefined : more.method;
  const { rule } = defaultSettings;
  const parts = { branch: 'https://x.test/lag/a', meeting: 'meeting', number, rule, roll: root, openedAt: at };
  const definition = buildBallot({ ...parts, subject, mode: 'whole', method });
  const id = hashOf(definition);
  const close = { typ: 'vedtak/close/1' as const, ballot: id, votes: 0, evidence: root };
  return {
    id,
    proposal: on.id,
    subject,
    definition,
    method: 'phones',
    trial: false,
    secret: null,
    retakes: null,
    state: decided === null ? 'open' : 'closed',
    cancelled: null,
    chair: { member: 'kari', name: 'Kari Hansen' },
    entitled: 12,
    withoutPasskey: 0,
    voted: 0,
    counts: { entered: 0, agree: false, own: null },
    demands: 0,
    demanded: false,
    mine: true,
    keyed: true,
    vote: null,
    result: decided === null ? null : { close: { ...close, journal: { size: 1, root }, closedAt: at }, ...decided },
    ...more,
  };
}

export function resolution(of: BallotInfo, more: Partial<ResolutionInfo> = {}): ResolutionInfo {
  return {
    number: 1,
    hash: hashOf('resolution'),
    ballot: of.id,
    statement: {
      typ: 'vedtak/resolution/1',
      branch: 'https://x.test/lag/a',
      number: 1,
      previous: null,
      meeting: 'meeting',
      title: 'Busser',
      text: 'Flere avganger.',
      points: [],
      pointsRoot: root,
      ballots: [],
      present: 12,
      quorum: { num: 1, den: 2, members: 20, required: 10 },
      journal: { size: 1, root },
      decidedAt: at,
    },
    attestations: [],
    mine: false,
    signed: false,
    delivery: null,
    ...more,
  };
}
