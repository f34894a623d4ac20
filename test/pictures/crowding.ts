import type { Page } from 'playwright-core';

/** One line of text as the page shows it. */
interface Line {
  /** Lines with the same number stand in the same element. */
  element: number;
  words: string;
  cut: boolean;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/**
 * What is in the way of reading a page as it is: that it scrolls sideways, text that is cut off or lies over other text, and
 * two primary buttons in one region. Of a page under a dialog, the dialog alone. What scrolls by itself, and what stays put
 * while the page scrolls, may lie over other text.
 */
export async function crowding(page: Page): Promise<string[]> {
  const lines = await linesOf(page);
  return [
    ...new Set([
      ...(await sideways(page)),
      ...lines.filter(({ cut }) => cut).map(({ words }) => `cut: ${words}`),
      ...overlaps(lines),
      ...(await primaryButtons(page)),
    ]),
  ];
}

async function sideways(page: Page): Promise<string[]> {
  const [wide = 0, shown = 0] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  return wide > shown ? [`scrolls sideways: ${wide} px in ${shown}`] : [];
}

/** Two primary buttons in one region leave it open which is meant. */
function primaryButtons(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('dialog[open]') ?? document.body;
    const regions = new Map<Element | null, string[]>();
    for (const button of root.querySelectorAll('.ds-button[data-variant=primary]')) {
      if (!button.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })) continue;
      const region = button.closest('section, article, form, dialog, li, main');
      regions.set(region, [...(regions.get(region) ?? []), button.textContent ?? '']);
    }
    const many = [...regions.values()].filter((names) => names.length > 1);
    return many.map((names) => `${names.length} primary buttons: ${names.join(' / ')}`);
  });
}

/** The lines of text that can be seen at once, from the top. */
async function linesOf(page: Page): Promise<Line[]> {
  const lines = await page.evaluate(() => {
    const root = document.querySelector('dialog[open]') ?? document.body;
    const { clientWidth } = document.documentElement;

    const seen = (element: Element): boolean =>
      element.checkVisibility({ contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true }) &&
      element.closest('.ds-sr-only, .ds-skip-link, svg') === null;

    const around = (element: Element): Element[] => {
      const parent = element === root ? null : element.parentElement;
      return parent === null ? [element] : [element, ...around(parent)];
    };

    const moves = (element: Element): boolean => {
      const { overflowX, overflowY, position } = getComputedStyle(element);
      return ['fixed', 'sticky'].includes(position) || [overflowX, overflowY].some((flow) => /auto|scroll/u.test(flow));
    };

    const clips = (element: Element): boolean => /hidden|clip/u.test(getComputedStyle(element).overflow);

    /** Whether a line is seen in part only, in what clips it; a line that is not seen at all is on another page. */
    const part = (box: DOMRect, element: Element): 'none' | 'some' | 'all' => {
      const window = element.getBoundingClientRect();
      const wide = Math.min(box.right, window.right) - Math.max(box.left, window.left);
      const high = Math.min(box.bottom, window.bottom) - Math.max(box.top, window.top);
      if (wide <= 1 || high <= 1) return 'none';
      // The box of a line is higher than its letters.
      return wide < box.width - 2 || high < box.height - 5 ? 'some' : 'all';
    };

    /** Whether a line sticks out of the box that is drawn around it. */
    const sticksOut = ({ left, right }: DOMRect, element: Element): boolean => {
      if (getComputedStyle(element).borderRightStyle === 'none') return false;
      const drawn = element.getBoundingClientRect();
      return left < drawn.left - 1 || right > drawn.right + 1;
    };

    const linesIn = (text: Node, element: Element, number: number): Line[] => {
      const ancestors = around(element);
      if (element !== root && ancestors.slice(0, -1).some(moves)) return [];
      const clipping = ancestors.slice(0, -1).filter(clips);
      const drawn = ancestors.slice(0, -1);
      const range = document.createRange();
      range.selectNodeContents(text);
      return [...range.getClientRects()].flatMap((box) => {
        const parts = clipping.map((one) => part(box, one));
        if (parts.includes('none')) return [];
        const { left, right, top, bottom, height } = box;
        const cut =
          parts.includes('some') || left < -1 || right > clientWidth + 1 || drawn.some((one) => sticksOut(box, one));
        const words = text.textContent?.trim().slice(0, 40) ?? '';
        return [{ element: number, words, cut, left, right, top: top + height * 0.2, bottom: bottom - height * 0.2 }];
      });
    };

    const found: Line[] = [];
    const elements = new Map<Element, number>();
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement;
      if (texts.currentNode.textContent?.trim() === '' || element === null || !seen(element)) continue;
      elements.set(element, elements.get(element) ?? elements.size);
      found.push(...linesIn(texts.currentNode, element, elements.get(element) ?? 0));
    }
    return found;
  });
  return lines.sort((a, b) => a.top - b.top);
}

/** Lines of different elements that lie over each other. */
function overlaps(lines: readonly Line[]): string[] {
  return lines.flatMap((line, i) => {
    const after = lines
      .slice(i + 1, i + 80)
      .filter(({ element, top }) => element !== line.element && top < line.bottom);
    const over = after.filter(
      ({ left, right, top, bottom }) =>
        Math.min(line.right, right) - Math.max(line.left, left) > 1 && Math.min(line.bottom, bottom) - top > 2,
    );
    return over.map(({ words }) => `overlap: ${line.words} / ${words}`);
  });
}
