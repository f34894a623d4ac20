import type { Reader } from '../../db/engine.ts';
import type { ProposalRow } from '../../db/proposals.ts';
import { must } from '../problem.ts';
import { checkSubject, type Votable } from '../rules/standing-subject.ts';
import type { Subject } from '../rules/subject.ts';
import { deliberationsOf } from './deliberation.ts';

/** Puts to the vote only what stands in the meeting. @throws Problem statement.wrong. */
export async function mustStand(reader: Reader, proposal: ProposalRow, subject: Subject): Promise<void> {
  must(checkSubject(subject, await votableIn(reader, proposal)));
}

async function votableIn(reader: Reader, { id, meeting, hash, content }: ProposalRow): Promise<Votable> {
  const all = await deliberationsOf(reader, meeting);
  const deliberation = all.find(({ proposal }) => proposal.id === id)?.deliberation;
  return {
    base: hash,
    text: deliberation?.content ?? content,
    amendments: (deliberation?.amendments ?? [])
      .filter(({ disposition }) => disposition.kind === 'open')
      .map(({ number, change, recommendation }) => ({
        number,
        change,
        recommended: recommendation?.recommended.kind ?? null,
      })),
    proposals: all
      .filter(({ proposal }) => proposal.state !== 'withdrawn')
      .map(({ proposal, deliberation: { content: text } }) => ({ number: proposal.number, content: text })),
  };
}
