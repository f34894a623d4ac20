import type { Counts, Decided, Rule } from '../../server/rules/formats.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import type {
  MinutesAmendment,
  MinutesBallot,
  MinutesProposal,
  MinutesRecord,
} from '../../server/rules/minutes-record.ts';
import { type Block, contentHash } from '../../server/rules/proposal.ts';
import type { Subject } from '../../server/rules/subject.ts';

/** A minute of the evening of Thursday 12 March 2026 in Oslo, as `19.05`. */
export function at(clock: string): string {
  const [hour = 0, minute = 0] = clock.split('.').map(Number);
  return new Date(Date.UTC(2026, 2, 12, hour - 1, minute)).toISOString();
}

/** The points of the text that the worked meetings treat. */
export const blocks: Block[] = [
  { kind: 'paragraph', text: 'Bergen trenger bedre buss.' },
  { kind: 'point', text: 'Avganger hvert kvarter.' },
  { kind: 'point', text: 'Gratis overgang.' },
  { kind: 'point', text: 'Eget felt for buss.' },
];

/** A proposal; whatever is not given is the same for all. */
export function proposalOf(parts: Partial<MinutesProposal> & Pick<MinutesProposal, 'number'>): MinutesProposal {
  return {
    id: `p${parts.number}`,
    kind: 'text',
    item: null,
    title: 'Bussen',
    blocks,
    standing: parts.blocks ?? blocks,
    proposer: '',
    reason: '',
    recommendation: null,
    disposition: { kind: 'open' },
    amendments: [],
    plan: null,
    ...parts,
  };
}

/** An amendment that replaces the first point. */
export function amendmentOf(parts: Partial<MinutesAmendment> & Pick<MinutesAmendment, 'number'>): MinutesAmendment {
  return {
    change: { type: 'replace', at: 2, text: 'Avganger hvert tiende minutt.' },
    reason: '',
    proposer: '',
    branch: '',
    seconds: 0,
    recommendation: null,
    disposition: { kind: 'open' },
    ...parts,
  };
}

/** What an amendment of these puts to the vote. */
export function amendmentSubject({ number, change }: Pick<MinutesAmendment, 'number' | 'change'>): Subject {
  return { kind: 'amendment', base: contentHash({ title: 'Bussen', blocks }), number, change };
}

/** A closed ballot on the whole text of proposal 1, with one question. */
export function ballotOf(
  parts: Partial<MinutesBallot> & Pick<MinutesBallot, 'number'>,
  counts?: Counts,
  outcome?: Decided,
): MinutesBallot {
  return {
    id: `b${parts.number}`,
    proposal: 'p1',
    subject: { kind: 'text', content: { title: 'Bussen', blocks } },
    rule: ruleTemplates.simple as Rule,
    method: 'phones',
    secret: null,
    trial: false,
    state: 'closed',
    openedAt: at('19.00'),
    entitled: 26,
    cancelReason: '',
    retakes: null,
    tally: counts === undefined ? {} : { text: counts },
    outcome: outcome === undefined ? {} : { text: outcome },
    hands: null,
    countOpen: false,
    rollcall: null,
    ...parts,
  };
}

/** A meeting in which nothing was done. */
export function recordOf(parts: Partial<MinutesRecord> = {}): MinutesRecord {
  return {
    branch: 'Arbeiderpartiet i Bergen',
    language: 'nb',
    meeting: { title: 'Årsmøte 2026', place: 'Folkets Hus, Bergen', startsAt: at('18.30') },
    quorum: { num: 1, den: 3, members: 60, required: 20 },
    states: [
      { state: 'called', at: at('12.00') },
      { state: 'open', at: at('18.34') },
      { state: 'closed', at: at('20.55') },
    ],
    presence: { opening: 26, changes: [], substitutes: 0, participants: 0, observers: 0 },
    officers: { chair: ['Astrid Haugland'], secretary: ['Per Dahl'], signer: ['Kari Moe', 'Ola Lie'], teller: [] },
    elected: ['chair', 'secretary', 'signer'],
    items: [],
    proposals: [],
    ballots: [],
    resolutions: [],
    remarks: [],
    doorCodes: 0,
    ...parts,
  };
}
