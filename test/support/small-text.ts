import type { Device } from './browser.ts';

/** The words on a big screen that are smaller than 4 % of its height. */
export function tooSmall({ page }: Device, height: number): Promise<string[]> {
  return page.evaluate((least) => {
    const texts = document.createTreeWalker(document.querySelector('.screen') ?? document.body, NodeFilter.SHOW_TEXT);
    const small: string[] = [];
    while (texts.nextNode()) {
      const { parentElement: element, textContent: text } = texts.currentNode;
      if (element === null || text?.trim() === '' || element.closest('.ds-sr-only') !== null) continue;
      if (Number.parseFloat(getComputedStyle(element).fontSize) < least) small.push(text ?? '');
    }
    return small;
  }, height * 0.04);
}
