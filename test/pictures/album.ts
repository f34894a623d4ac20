import { mkdir } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { type Device, screens } from '../support/browser.ts';
import { crowding } from './crowding.ts';

/** The pictures in the README are kept with the tests; those for looking at are not kept. */
const folders = { readme: 'test/pictures', all: 'out/pictures' };

const sizes = { ...screens, projector: { width: 1920, height: 1080 } } as const;
type Size = 'phone' | 'laptop' | 'projector';

/** What was found on the pages whose pictures were taken. */
export const found: string[] = [];

export async function openAlbum(): Promise<void> {
  await mkdir(folders.all, { recursive: true });
}

async function take({ page }: Device, name: string, wanted: readonly Size[], whole: boolean): Promise<void> {
  const own = page.viewportSize() ?? screens.laptop;
  await page.mouse.move(0, 0);
  for (const size of wanted) {
    await page.setViewportSize(sizes[size]);
    for (const fault of await crowding(page)) {
      found.push(`${name}, ${size}: ${fault}`);
      process.stderr.write(`${found.at(-1)}\n`);
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // A dialog stands in the window and not in the page.
      const fullPage = whole && (await page.getByRole('dialog').count()) === 0;
      await page.screenshot({ path: `${folders.all}/${name}-${size}-${colorScheme}.png`, fullPage, scale: 'css' });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(own);
}

/** Takes a page in its present state, whole, as phone and laptop show it, its own size first, light and dark. */
export function lookAt(device: Device, name: string): Promise<void> {
  const { width } = device.page.viewportSize() ?? screens.laptop;
  return take(device, name, width > screens.phone.width ? ['laptop', 'phone'] : ['phone', 'laptop'], true);
}

/** Takes the window of a big screen, light and dark. */
export function lookUp(device: Device, name: string): Promise<void> {
  return take(device, `screen-${name}`, ['projector', 'laptop'], false);
}

/** Takes what the window shows, from an element on where one is named, for the README; and the page for looking at. */
export async function keep(
  device: Device,
  name: string,
  { from, height }: { from?: Locator; height?: number } = {},
): Promise<void> {
  const { page } = device;
  const own = page.viewportSize() ?? screens.laptop;
  await page.setViewportSize({ ...own, height: height ?? own.height });
  await page.mouse.move(0, 0);
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    scrollTo(0, 0);
  });
  await from?.evaluate((element) => scrollTo(0, element.getBoundingClientRect().top - 16));
  await page.screenshot({ path: `${folders.readme}/${name}.png`, animations: 'disabled' });
  await page.setViewportSize(own);
  await lookAt(device, name);
}
