import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import { type Device, screens } from './browser.ts';

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** The success criteria of WCAG 2.2 up to AA that a program can check. */
const criteria = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const languages = { Bokmål: 'nb', Nynorsk: 'nn', English: 'en' } as const;
type Language = keyof typeof languages;

interface Look {
  language: Language;
  dark: boolean;
  screen: 'small' | 'laptop';
  /** Whether axe looks too, which takes a while. Otherwise it is only tried whether the page fits. */
  axe: boolean;
}

/** Both languages in both colours and widths; axe sees each of them once, in other pairs at every second state. */
function looksWith(other: Language, darkFirst: boolean): Look[] {
  return [
    { language: 'Bokmål', dark: darkFirst, screen: 'small', axe: true },
    { language: 'Bokmål', dark: !darkFirst, screen: 'laptop', axe: false },
    { language: other, dark: !darkFirst, screen: 'laptop', axe: true },
    { language: other, dark: darkFirst, screen: 'small', axe: false },
  ];
}

/** Switches the page's language by its buttons. */
export async function speak({ page }: Device, language: Language): Promise<void> {
  const button = page.getByRole('banner').getByRole('button', { name: language, exact: true });
  if ((await button.getAttribute('aria-pressed')) === 'true') return;
  await button.click();
  await page.locator(`html[lang=${languages[language]}]`).waitFor({ state: 'attached' });
}

/** What axe finds on the page as it is. */
export async function violations({ page }: Device): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const found = await page.evaluate(
    (values): Promise<AxeResults> =>
      (window as unknown as { axe: typeof import('axe-core') }).axe.run(document, {
        runOnly: { type: 'tag', values },
        resultTypes: ['violations'],
        preload: false,
      }),
    criteria,
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary?.split('\n')[1]?.trim()}`),
  );
}

/** That the page scrolls sideways; nothing when it fits. */
async function overflow({ page }: Device): Promise<string[]> {
  const [wide = 0, shown = 0] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  return wide > shown ? [`${wide} px wide in a window of ${shown}`] : [];
}

let inspected = 0;

/**
 * What is wrong with a page in its present state, in two languages, light and dark, at 320 and 1280 px. With a `dialog`
 * open, which keeps the page below from being used, in the language it has.
 */
export async function inspect(device: Device, state: string, { dialog = false } = {}): Promise<string[]> {
  const { page } = device;
  inspected += 1;
  const size = page.viewportSize() ?? screens.laptop;
  const found: string[] = [];
  const looks = looksWith(inspected % 4 < 2 ? 'Nynorsk' : 'English', inspected % 2 === 0);
  for (const { language, dark, screen, axe: full } of looks) {
    await page.setViewportSize(screens[screen]);
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    if (!dialog) await speak(device, language);
    const look = [state, ...(dialog ? [] : [language]), dark ? 'dark' : 'light', screen].join(', ');
    const faults = [...(await overflow(device)), ...(full ? await violations(device) : [])];
    found.push(...faults.map((fault) => `${look}: ${fault}`));
  }
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: 'light' });
  if (!dialog) await speak(device, 'Bokmål');
  return found;
}

/** Presses Tab until the focus is on an element of this role and name. @throws Error when it does not come there. */
export async function tabTo({ page }: Device, role: 'button' | 'link' | 'radio', name: string): Promise<void> {
  const goal = page.getByRole(role, { name, exact: true });
  for (let presses = 0; presses < 100; presses += 1) {
    await page.keyboard.press('Tab');
    if (await goal.evaluateAll((elements) => elements.some((one) => one === document.activeElement))) return;
  }
  throw new Error(`Tab does not come to the ${role} ${name}`);
}
