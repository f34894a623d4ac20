import { beforeAll, describe, expect, test } from 'vitest';
import { inBoxOrder, issueLeaf } from '../../server/rules/box.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { Evidence } from '../../server/rules/evidence.ts';
import { merkleRoot } from '../../server/rules/merkle.ts';
import { siteOf } from '../../server/rules/passkey.ts';
import type { RefusalCode } from '../../server/rules/refusals.ts';
import type { Report } from '../../server/rules/report.ts';
import { buildClose, leavesOf } from '../../server/rules/tally.ts';
import { type EvidenceStep, verifyEvidence } from '../../server/rules/verify-evidence.ts';
import { verifyResolution } from '../../server/rules/verify-resolution.ts';
import { forge, signAt, verifyWritten, withBallot } from '../support/forgery.ts';
import { makePerson, officersOf, type ResolutionFile } from '../support/meeting.ts';
import { expectFall } from '../support/refused.ts';
import { makeSecretMeeting, type SecretMeeting } from '../support/secret-meeting.ts';
import { evidenceWith, type Held, type How, heldOf, hows, tamper, type What, whats } from '../support/tampering.ts';

/** Of seven delegates six drew a paper and dropped it, all of them for. */
let meeting: SecretMeeting;
beforeAll(async () => {
  meeting = await makeSecretMeeting({ delegates: 7, drawn: 6, mark: 'for' });
});

const every = whats.flatMap((what) => hows.map((how): [What, How] => [what, how]));

/** Expects reports with details that all differ. */
function expectDistinct(reports: readonly Report[]): void {
  const details = reports.map(({ refusal }) => refusal?.detail);
  expect(details).not.toContain(undefined);
  expect(new Set(details).size).toBe(reports.length);
}

test('the evidence of a secret ballot recomputes the resolution from the papers', async () => {
  const report = await verifyWritten(meeting.evidence, meeting.file);
  expect(report.refusal).toBeUndefined();
  expect(report.steps.map(({ name }) => name)).toContain('papers');
  expect((await verifyResolution(meeting.file.jws, { anchors: [meeting.county.key.publicJwk] })).ok).toBe(true);
  const fewer = await makeSecretMeeting({ delegates: 5, drawn: 4, dropped: 3, mode: 'whole' });
  expect((await verifyWritten(fewer.evidence, fewer.file)).refusal).toBeUndefined();
});

test('papers and slips that two tellers counted make one tally, and neither goes without the other', async () => {
  const both = await makeSecretMeeting({ delegates: 4, without: 2, mark: 'for' });
  expect((await verifyResolution(both.file.jws, { anchors: [both.county.key.publicJwk] })).refusal).toBeUndefined();
  expect((await verifyWritten(both.evidence, both.file)).refusal).toBeUndefined();
  expect(both.statement.ballots[0]).toMatchObject({ tally: { 1: { for: 4, against: 2 } }, secrecy: 'secret' });
  const ballots = both.evidence.ballots.map(({ counts: _, ...rest }) => rest);
  const report = await verifyWritten({ ...both.evidence, ballots }, both.file);
  expectFall(report, 'count', 'evidence.papers', 'the root of the papers');
});

test('its verification tells how far it has come', async () => {
  const heard: [number, number][] = [];
  await verifyEvidence(meeting.file.payload, meeting.file.hash, meeting.evidence, (...said) => heard.push(said));
  // six papers; the roll, the definition, the closing and six issues
  expect(heard).toEqual([
    [6, 15],
    [15, 15],
  ]);
});

describe('without a key', () => {
  const expected: Record<What, Record<How, [EvidenceStep, RefusalCode, ...texts: string[]]>> = {
    paper: {
      added: ['papers', 'evidence.papers', '7 papers, the chair signed 6, 1 too many', 'is not signed by the key'],
      dropped: ['papers', 'evidence.papers', '5 papers, the chair signed 6, 1 missing'],
      changed: ['papers', 'evidence.papers', 'is not signed by the key of the ballot'],
      doubled: ['papers', 'evidence.papers', 'lies in the box', 'twice'],
    },
    issue: {
      added: ['issues', 'evidence.issues', '7 papers were drawn, the chair signed 6, 1 too many', 'the issue of'],
      dropped: ['issues', 'evidence.issues', '5 papers were drawn, the chair signed 6, 1 missing'],
      changed: ['signatures', 'evidence.person', 'the issue of', 'the signature is over'],
      doubled: ['issues', 'evidence.issues', 'drew twice'],
    },
    entry: {
      added: ['rolls', 'evidence.roll', 'has 1 more than its 7 entries'],
      dropped: ['rolls', 'evidence.roll', 'lacks 1 of its 7 entries', 'the passkey of'],
      changed: ['rolls', 'evidence.roll', 'has another entry', 'the passkey of'],
      doubled: ['rolls', 'evidence.roll', 'stands on it twice'],
    },
  };

  test.for(every)('%s %s is caught', async ([what, how]) => {
    const { held, concerns } = tamper(meeting, what, how);
    const report = await verifyWritten(evidenceWith(meeting, held), meeting.file);
    const [step, code, ...texts] = expected[what][how];
    expectFall(report, step, code, ...texts);
    // Of what is gone only sums and a root are left; and one of two may be the entry that was added.
    const named = !(how === 'dropped' && what !== 'entry') && !(how === 'added' && what === 'entry');
    if (named) expect(report.refusal?.detail).toContain(concerns);
  });

  test('each has a message of its own', async () => {
    const reports = every.map(([what, how]) =>
      verifyWritten(evidenceWith(meeting, tamper(meeting, what, how).held), meeting.file),
    );
    expectDistinct(await Promise.all(reports));
  });

  test('an entry that was added is named where all others have signed something', async () => {
    const whole = await makeSecretMeeting({ delegates: 5 });
    const { held, concerns } = tamper(whole, 'entry', 'added');
    expectFall(await verifyWritten(evidenceWith(whole, held), whole.file), 'rolls', 'evidence.roll', concerns);
  });

  test.for(every)('%s %s is caught also where definition and closing are made to fit', async ([what, how]) => {
    const { papers, issues, entries } = tamper(meeting, what, how).held;
    const evidence = evidenceWith(meeting, { papers, issues, entries });
    const [roll] = evidence.rolls;
    const { close, definition } = meeting;
    const statement = closingOver({ papers, issues });
    const fitting =
      what === 'entry'
        ? { definition: { ...definition, statement: { ...definition.statement, roll: hashOf(roll?.statement) } } }
        : { close: { ...close, statement } };
    const ballots = evidence.ballots.map((ballot) => ({ ...ballot, ...fitting }));
    expectFall(await verifyWritten({ ...evidence, ballots }, meeting.file), 'ballots', 'evidence.ballot');
  });
});

/** The closing that fits papers and issues. */
function closingOver({ papers, issues }: Pick<Held, 'papers' | 'issues'>) {
  const { ballot, journal, closedAt } = meeting.close.statement;
  const drawn = { number: issues.length, root: merkleRoot(issues.map(issueLeaf)) };
  const leaves = leavesOf({ votes: [], papers, counts: [] });
  return buildClose({ ballot, votes: papers.length, leaves, issues: drawn, journal, closedAt });
}

/** A resolution of the meeting with other papers, issues or entries, signed anew as it must be by whoever `people` are. */
async function signAnew(people: SecretMeeting['people'], { papers, issues, entries }: Held): Promise<Forgery> {
  const [, secretary] = officersOf(people);
  const same = entries === meeting.roll.statement.entries;
  const roll = same ? meeting.roll : signAt(meeting, secretary, { ...meeting.roll.statement, entries });
  const forged = await forge(
    { ...meeting, people },
    {
      roll,
      box: { papers, issues },
      resolution: { present: entries.length },
    },
  );
  // The definition is the same where the roll is.
  return same ? { ...forged, evidence: withDefinition(forged.evidence) } : forged;
}

interface Forgery {
  file: ResolutionFile;
  evidence: Evidence;
}

function withDefinition(evidence: Evidence): Evidence {
  return withBallot({ ...meeting, evidence }, { definition: meeting.definition });
}

describe('by the branch, which signs the resolution anew, with passkeys of its own for the officers', () => {
  const impostors = () => meeting.people.map(({ delegate }) => makePerson(delegate, siteOf(meeting.branch.id)));

  test.for(every)('%s %s is caught, though the resolution itself holds', async ([what, how]) => {
    const { file, evidence } = await signAnew(impostors(), tamper(meeting, what, how).held);
    expect((await verifyResolution(file.jws, { anchors: [meeting.county.key.publicJwk] })).ok).toBe(true);
    const report = await verifyWritten(evidence, file);
    if (what === 'entry') expectFall(report, 'rolls', 'evidence.roll');
    else expectFall(report, 'officers', 'evidence.person', 'the closing of ballot', 'd0000');
  });
});

describe('by the branch together with the chair, the secretary and the signers', () => {
  /** What they can do to the evidence and sign; what else stands in the way are the voters' passkeys and the ballot's key. */
  const report = async (held: Held): Promise<Report> => {
    const { file, evidence } = await signAnew(meeting.people, held);
    expect((await verifyResolution(file.jws, { anchors: [meeting.county.key.publicJwk] })).ok).toBe(true);
    return verifyWritten(evidence, file);
  };

  const caught: [What, How, EvidenceStep, RefusalCode, ...texts: string[]][] = [
    ['paper', 'added', 'papers', 'evidence.papers', 'is not signed by the key'],
    ['paper', 'changed', 'papers', 'evidence.papers', 'is not signed by the key'],
    ['paper', 'doubled', 'papers', 'evidence.papers', 'twice'],
    ['issue', 'added', 'signatures', 'evidence.person', 'the issue of d0006', 'the signature is over'],
    ['issue', 'dropped', 'papers', 'evidence.papers', '6 papers, and only 5 were drawn'],
    ['issue', 'changed', 'signatures', 'evidence.person', 'the issue of d0004', 'the signature is over'],
    ['issue', 'doubled', 'issues', 'evidence.issues', 'd0004 drew twice'],
    ['entry', 'added', 'issues', 'evidence.issues', 'the issue of d0000', 'names ballot'],
    ['entry', 'dropped', 'issues', 'evidence.issues', 'the issue of d0000', 'names ballot'],
    ['entry', 'changed', 'issues', 'evidence.issues', 'the issue of d0000', 'names ballot'],
    ['entry', 'doubled', 'rolls', 'evidence.roll', 'd0004 stands on it twice'],
  ];

  test.for(caught)('%s %s is caught', async ([what, how, step, code, ...texts]) => {
    expectFall(await report(tamper(meeting, what, how).held), step, code, ...texts);
  });

  test('each has a message of its own', async () => {
    expectDistinct(await Promise.all(caught.map(([what, how]) => report(tamper(meeting, what, how).held))));
  });

  test('and with the key of the ballot: no more papers than were drawn', async () => {
    const stamped = await meeting.stamp(meeting.papers[0]?.paper.marks ?? {});
    const held = heldOf(meeting);
    const papers = inBoxOrder([...held.papers, stamped]);
    expectFall(await report({ ...held, papers }), 'papers', 'evidence.papers', '7 papers, and only 6 were drawn');
  });
});

describe('with the key of the ballot, but no passkey,', () => {
  const withPapers = (papers: Held['papers']) => {
    const sorted = inBoxOrder(papers);
    return verifyWritten(evidenceWith(meeting, { ...heldOf(meeting), papers: sorted }), meeting.file);
  };

  test('a paper that is put in, or put in the place of another, is caught', async () => {
    const stamped = await meeting.stamp(meeting.papers[0]?.paper.marks ?? {});
    const added = await withPapers([...meeting.papers, stamped]);
    expectFall(added, 'papers', 'evidence.papers', '7 papers, the chair signed 6, 1 too many');
    const changed = await withPapers([...meeting.papers.slice(1), stamped]);
    expectFall(changed, 'count', 'evidence.papers', 'the root of the papers', meeting.close.statement.evidence);
    expectDistinct([added, changed]);
  });

  test('and by a delegate, another issue in the place of the own one', async () => {
    const issues = meeting.issues.map((issue, i) =>
      i === 4 ? signAt(meeting, meeting.people[4] as (typeof meeting.people)[0], blindedAs(issue, 0)) : issue,
    );
    const report = await verifyWritten(evidenceWith(meeting, { ...heldOf(meeting), issues }), meeting.file);
    expectFall(report, 'count', 'evidence.issues', 'the root of the papers that were drawn');
  });
});

function blindedAs({ statement }: SecretMeeting['issues'][0], other: number) {
  return { ...statement, blinded: meeting.issues[other]?.statement.blinded ?? '' };
}
