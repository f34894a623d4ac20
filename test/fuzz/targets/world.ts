import { type BranchKey, signJws } from '../../../server/keys.ts';
import { hashOf } from '../../../server/rules/canonical.ts';
import { entryLeaf, type JournalEntry } from '../../../server/rules/journal.ts';
import { inclusionProof, merkleRoot } from '../../../server/rules/merkle.ts';
import { type MessageName, type MessageOf, messageType } from '../../../server/rules/party-statements.ts';
import { buildReceipt, receiptType } from '../../../server/rules/receipt.ts';
import { chainOf, configurationOf, type TestBranch } from '../../support/branches.ts';
import { hearingStatement } from '../../support/hearing.ts';
import { type Meeting, makeMeeting, makeReceipt, receivedAt } from '../../support/meeting.ts';
import { minutesOf, signMinutes } from '../../support/signed-minutes.ts';

/** The time as of which everything is judged. */
export const now = '2026-03-20T12:00:00.000Z';

/** A branch and its county with files of every kind, all of which hold. */
export interface World {
  meeting: Meeting;
  branch: TestBranch;
  county: TestBranch;
  key: BranchKey;
  chain: string[];
  receipt: string;
  minutes: string;
  treatments: string[];
  custody: string;
  messages: Record<MessageName, string>;
  promise: string;
}

let made: Promise<World> | undefined;

/** The files, made once a process: their keys are new each time. */
export function world(): Promise<World> {
  made ??= make();
  return made;
}

async function make(): Promise<World> {
  const meeting = await makeMeeting({ delegates: 5 });
  const { branch, county, file } = meeting;
  const receipt = await makeReceipt(county, file);
  const treatment = (previous: string | null, at: string): MessageOf<'treatment'> => ({
    typ: 'vedtak/treatment/1',
    branch: county.id,
    resolution: file.hash,
    previous,
    points: [
      {
        number: 1,
        recommendation: 'adopt',
        outcome: 'changed',
        text: 'Avganger hvert tiende minutt.',
        reason: 'Bedre',
      },
      { number: 2, recommendation: 'cover', outcome: 'covered', to: 'Programmet', by: file.hash },
    ],
    at,
  });
  const first = treatment(null, '2026-03-13T10:00:00.000Z');
  const second = treatment(hashOf(first), '2026-03-14T10:00:00.000Z');
  const treatments = [await say(county, 'treatment', first), await say(county, 'treatment', second)];
  const custody = JSON.stringify({ typ: 'vedtak/custody/1', resolution: file.jws, receipts: [receipt], treatments });
  const minutes = (await signMinutes(meeting, minutesOf(meeting))).jws;
  const promise = await signJws(branch.key, 'vedtak-promise+jwt', {
    typ: 'vedtak/promise/1',
    ballot: hashOf(meeting.definition.statement),
    statement: hashOf('vote'),
    at: receivedAt,
  });
  const messages = await messagesOf(branch, county, file.hash);
  const key = branch.key;
  return {
    meeting,
    branch,
    county,
    key,
    chain: await chainOf(branch),
    receipt,
    minutes,
    treatments,
    custody,
    messages,
    promise,
  };
}

/** A message by a branch. */
async function say<N extends MessageName>(by: TestBranch, name: N, payload: MessageOf<N>): Promise<string> {
  return signJws(by.key, messageType(name), payload, { trust_chain: await chainOf(by) });
}

async function messagesOf(branch: TestBranch, county: TestBranch, resolution: string): Promise<World['messages']> {
  const { id } = branch;
  const at = '2026-03-13T10:00:00.000Z';
  const hash = hashOf('hearing');
  const configuration = await configurationOf(branch);
  const change = {
    number: 1,
    change: { type: 'replace' as const, at: 2, text: 'Nytt' },
    votes: { for: 3, against: 1, blank: 0 },
  };
  const behind = { branches: 1, votes: 12 };
  return {
    join: await say(branch, 'join', {
      typ: 'vedtak/join/1',
      branch: id,
      parent: county.id,
      token: 'x'.repeat(32),
      configuration,
      last: { number: 3, hash: resolution },
      at,
    }),
    leave: await say(branch, 'leave', { typ: 'vedtak/leave/1', branch: id, parent: county.id, reason: 'moved', at }),
    statements: await say(branch, 'statements', {
      typ: 'vedtak/statements/1',
      branch: id,
      child: county.id,
      statements: [configuration],
      at,
    }),
    treatment: await say(branch, 'treatment', {
      typ: 'vedtak/treatment/1',
      branch: id,
      resolution,
      previous: null,
      points: [{ number: 0, recommendation: null, outcome: null }],
      at,
    }),
    hearing: await say(branch, 'hearing', {
      ...hearingStatement(),
      branch: id,
      committee: {
        name: 'Utvalget',
        mandate: 'Å se',
        members: [{ name: 'Kari', place: 'Bergen', role: 'leader' }],
        recommendation: { unanimous: false, dissents: [{ by: ['Kari'], text: 'Nei' }] },
      },
      asked: { branches: [county.id], below: true },
      at,
    }),
    input: await say(branch, 'input', {
      typ: 'vedtak/input/1',
      branch: id,
      hearing: hash,
      name: 'Kari',
      organisation: '',
      comments: [{ place: 2, type: 'replace', text: 'Nytt', reason: 'Fordi' }],
      at,
    }),
    relay: await say(branch, 'relay', {
      typ: 'vedtak/relay/1',
      branch: id,
      hearing: hash,
      asked: [{ id: `${id}-sentrum`, name: 'Sentrum', level: 'lokallag' }],
      at,
    }),
    reminder: await say(branch, 'reminder', { typ: 'vedtak/reminder/1', branch: id, hearing: hash, at }),
    answer: await say(branch, 'answer', {
      typ: 'vedtak/answer/1',
      branch: id,
      hearing: hash,
      resolution,
      adopted: [change],
      rejected: [{ number: 2, change: { type: 'add', after: 3, block: { kind: 'point', text: 'Mer' } } }],
      at,
    }),
    report: await say(branch, 'report', {
      typ: 'vedtak/report/1',
      branch: id,
      hearing: hash,
      sums: { asked: 2, answered: 1, late: 0, input: 0, silent: 1 },
      points: [{ place: 1, for: behind, against: behind, blank: 0, changed: 0 }],
      amendments: [{ change: hash, type: 'replace', place: 2, text: 'Nytt', adopted: behind, rejected: behind }],
      answers: [resolution],
      late: [],
      inputs: [],
      at,
    }),
  };
}

/** A receipt for a message. */
export function receiptFor(receiver: TestBranch, statement: string): Promise<string> {
  const entry: JournalEntry = {
    typ: 'vedtak/entry/1',
    index: 0,
    at: receivedAt,
    type: 'message.received',
    kind: 'leave',
    statement,
    from: 'x',
  };
  const leaves = [entryLeaf(entry)];
  const receipt = buildReceipt({
    receiver: receiver.id,
    resolution: statement,
    entry,
    path: inclusionProof(leaves, 0),
    checkpoint: { size: 1, root: merkleRoot(leaves) },
  });
  return signJws(receiver.key, receiptType, receipt);
}
