import { expect } from 'vitest';
import type { Checked, RefusalCode } from '../../server/rules/refusals.ts';
import type { Report } from '../../server/rules/report.ts';

/** Expects a refusal of one code, whose detail holds each of the texts: what was expected, what was found. */
export function expectRefusal(checked: Checked<unknown>, code: RefusalCode, ...texts: string[]): void {
  if (checked.ok) expect.fail(`it passed, expected ${code}`);
  expect(checked.refusal.code).toBe(code);
  for (const text of texts) expect(checked.refusal.detail).toContain(text);
}

/** Expects a report that ends with one failed step, and with the code. */
export function expectFall(report: Report, name: string, code: RefusalCode, ...texts: string[]): void {
  const failed = report.steps.filter(({ ok }) => !ok);
  expect({ ok: report.ok, code: report.refusal?.code, failed: failed.map((step) => step.name) }).toEqual({
    ok: false,
    code,
    failed: [name],
  });
  expect(report.steps.at(-1)).toBe(failed[0]);
  for (const text of texts) expect(report.refusal?.detail).toContain(text);
}
