import type { Reader } from '../db/engine.ts';
import { answersTo, groupsIn, inputsTo } from '../db/hearing-answers.ts';
import type { HearingRow } from '../db/hearings.ts';
import type { Branch } from './branch.ts';
import { askedBranches, countingAnswers } from './hearing-answers.ts';
import { closingOf, type ReportParts, reportOf } from './rules/hearing-report.ts';
import type { ReportStatement } from './rules/party-statements.ts';

/** All that has come of a hearing here: answers of those who were asked, input that is shown, and what a person has put together. */
export async function partsOf(reader: Reader, branch: Branch, { hash, statement }: HearingRow): Promise<ReportParts> {
  const branches = await askedBranches(reader, branch, hash);
  const asked = new Set(branches.map((one) => one.branch));
  const all = (await answersTo(reader, hash)).filter((answer) => asked.has(answer.branch));
  const answers = statement.kind === 'draft' ? [...countingAnswers(all).values()] : all;
  const inputs = (await inputsTo(reader, hash)).filter(({ hidden }) => !hidden);
  return { hearing: hash, statement, branches, answers, inputs, alike: await groupsIn(reader, hash) };
}

/** The closing report of the own hearing as things stand. */
export async function closingFor(
  reader: Reader,
  branch: Branch,
  hearing: HearingRow,
  at: string,
): Promise<ReportStatement> {
  const parts = await partsOf(reader, branch, hearing);
  return closingOf(reportOf(parts), parts.answers, at);
}
