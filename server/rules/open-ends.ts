import * as v from 'valibot';
import { Counting, Text } from './formats.ts';
import type { ItemKind } from './meeting.ts';
import { lostText } from './minutes-outcome.ts';
import type { MinutesProposal, MinutesRecord, Officer } from './minutes-record.ts';
import { nb } from './minutes-words/nb.ts';

const Role = v.picklist(['chair', 'secretary', 'signer', 'teller']);

/** Something that a meeting left open, to be looked at before its minutes are signed. Numbers are those that people see. */
export const OpenEnd = v.variant('kind', [
  /** The meeting has not approved the notice or the agenda. */
  v.strictObject({ kind: v.literal('notice') }),
  v.strictObject({ kind: v.literal('agenda') }),
  /** Nobody serves in the role, or of signers fewer than two. */
  v.strictObject({ kind: v.literal('role'), role: Role }),
  /** Somebody serves in the role whom the meeting did not elect. */
  v.strictObject({ kind: v.literal('election'), role: Role }),
  v.strictObject({ kind: v.literal('item'), title: Text }),
  v.strictObject({ kind: v.literal('proposal'), number: Counting, title: Text }),
  v.strictObject({ kind: v.literal('amendment'), number: Counting, proposal: Counting }),
  v.strictObject({ kind: v.literal('ballot'), number: Counting }),
  /** The two tellers have not counted the same. */
  v.strictObject({ kind: v.literal('count'), number: Counting }),
  /** Adopted, but made no resolution of. */
  v.strictObject({ kind: v.literal('resolution.none'), number: Counting, title: Text }),
  v.strictObject({ kind: v.literal('resolution.unsigned'), number: Counting }),
  v.strictObject({ kind: v.literal('delivery'), number: Counting }),
]);
export type OpenEnd = v.InferOutput<typeof OpenEnd>;

/** All that a meeting left open, in the order of its minutes. */
export function openEnds(record: MinutesRecord): OpenEnd[] {
  const missing = approvals(record);
  return [
    ...missing,
    ...record.items.flatMap(({ kind, done, title }): OpenEnd[] =>
      done || missing.some((end) => isDoneBy(end, kind)) ? [] : [{ kind: 'item', title }],
    ),
    ...record.proposals.flatMap((proposal) => openIn(proposal, record)),
    ...record.ballots.flatMap(({ state, number, countOpen }): OpenEnd[] =>
      state === 'open' ? [{ kind: 'ballot', number }, ...(countOpen ? [{ kind: 'count' as const, number }] : [])] : [],
    ),
    ...resolutionEnds(record),
  ];
}

/** Whether an item of a kind is there for what is missing, so that it need not be named beside it. */
function isDoneBy(end: OpenEnd, kind: ItemKind): boolean {
  if (end.kind === 'notice' || end.kind === 'agenda') return end.kind === kind;
  if (end.kind !== 'role' && end.kind !== 'election') return false;
  return kind === end.role || kind === `${end.role}s`;
}

/** The constituting decisions that are missing: notice and agenda approved, officers there and elected. */
function approvals({ items, proposals, officers, elected, ballots }: MinutesRecord): OpenEnd[] {
  const approved = (kind: 'notice' | 'agenda'): boolean =>
    items.some(
      (item) =>
        item.kind === kind &&
        proposals.some((proposal) => proposal.item === item.id && proposal.disposition.kind === 'adopted'),
    );
  const counted = ballots.some(({ method }) => method === 'hands' || method === 'against');
  const roles: Officer[] = ['chair', 'secretary', 'signer', ...(counted ? (['teller'] as const) : [])];
  const needed = (role: Officer): number => (role === 'signer' || role === 'teller' ? 2 : 1);
  return [
    ...(['notice', 'agenda'] as const).flatMap((kind): OpenEnd[] => (approved(kind) ? [] : [{ kind }])),
    ...roles.flatMap((role): OpenEnd[] => {
      if (officers[role].length < needed(role)) return [{ kind: 'role', role }];
      return elected.includes(role) ? [] : [{ kind: 'election', role }];
    }),
  ];
}

function openIn({ number, title, disposition, amendments }: MinutesProposal, { ballots }: MinutesRecord): OpenEnd[] {
  const open = disposition.kind === 'open' && lostText(nb, number, ballots) === undefined;
  return [
    ...(open ? [{ kind: 'proposal' as const, number, title }] : []),
    ...amendments.flatMap((amendment): OpenEnd[] =>
      amendment.disposition.kind === 'open' ? [{ kind: 'amendment', number: amendment.number, proposal: number }] : [],
    ),
  ];
}

function resolutionEnds({ proposals, resolutions }: MinutesRecord): OpenEnd[] {
  const none = proposals.flatMap(({ kind, number, title, disposition }): OpenEnd[] => {
    if (kind !== 'text' || disposition.kind !== 'adopted') return [];
    const made = resolutions.some(({ ballot }) => ballot === disposition.ballot);
    return made ? [] : [{ kind: 'resolution.none', number, title }];
  });
  const made = resolutions.flatMap(({ number, signed, refused }): OpenEnd[] => {
    if (!signed) return [{ kind: 'resolution.unsigned', number }];
    return refused ? [{ kind: 'delivery', number }] : [];
  });
  return [...none, ...made];
}
