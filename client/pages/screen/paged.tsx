import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { screen } from '../../i18n/screen.ts';

/** Milliseconds for which a page stands. */
const pageTime = 14_000;

/** A page of something long: from how far down, and how much of it, in pixels. */
interface Part {
  top: number;
  height: number;
}

/**
 * Something that may be longer than its place, page by page: a page ends between two of the direct children of the content
 * where it can. Something `short` is drawn larger. `focus` names the children that must be in view: then only the pages that hold them are shown.
 * @param mark changes when the content does.
 * @param onRound is called when the last page has stood its time.
 */
export function Paged({
  mark,
  focus = [],
  short = false,
  onRound,
  children,
}: {
  mark: string;
  onRound?: (() => void) | undefined;
  short?: boolean;
  focus?: readonly number[];
  children: ComponentChildren;
}): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const parts = useSignal<readonly Part[]>([]);
  const at = useSignal(0);
  const wanted = focus.join();
  useLayoutEffect(() => {
    const measure = (): void => {
      if (place.current === null || content.current === null) return;
      const all = partsOf(content.current, place.current.clientHeight);
      parts.value = inView(all, content.current, wanted === '' ? [] : wanted.split(',').map(Number));
      at.value = 0;
    };
    measure();
    const observer = new ResizeObserver(measure);
    if (place.current !== null) observer.observe(place.current);
    return () => observer.disconnect();
  }, [mark, wanted, parts, at]);
  const pages = parts.value.length;
  useEffect(() => {
    if (pages < 2 && onRound === undefined) return;
    const timer = setInterval(() => {
      const last = at.value + 1 >= pages;
      at.value = last ? 0 : at.value + 1;
      if (last) onRound?.();
    }, pageTime);
    return () => clearInterval(timer);
  }, [pages, at, mark, onRound]);
  const part = parts.value[at.value % Math.max(pages, 1)];
  return (
    <div class="paged" data-short={short ? '' : undefined}>
      <div class="paged-place" ref={place}>
        <div class="paged-window" style={part === undefined ? undefined : { height: `${part.height}px` }}>
          <div
            class="paged-content"
            ref={content}
            style={part === undefined ? undefined : { transform: `translateY(${-part.top}px)` }}
          >
            {children}
          </div>
        </div>
      </div>
      {pages > 1 && <p class="screen-muted paged-at">{screen().page(at.value + 1, pages)}</p>}
    </div>
  );
}

function childrenOf(content: HTMLElement): Part[] {
  return [...content.children].map((child) => {
    const { offsetTop: top, offsetHeight: height } = child as HTMLElement;
    return { top, height };
  });
}

/** The pages of a content in a place of so many pixels. A child that is higher than the place is cut between lines. */
function partsOf(content: HTMLElement, height: number): Part[] {
  if (height === 0) return [];
  const line = Number.parseFloat(getComputedStyle(content).lineHeight) || 1;
  const step = Math.max(line, Math.floor(height / line) * line);
  const parts: Part[] = [];
  let top = 0;
  let end = 0;
  for (const child of childrenOf(content)) {
    const bottom = child.top + child.height;
    if (bottom - top > height && end > top) {
      parts.push({ top, height: end - top });
      top = child.top;
    }
    while (bottom - top > height) {
      parts.push({ top, height: step });
      top += step;
    }
    end = bottom;
  }
  if (end > top) parts.push({ top, height: end - top });
  return parts;
}

/** The pages that hold some of the children; all of them where none is named. */
function inView(parts: readonly Part[], content: HTMLElement, focus: readonly number[]): readonly Part[] {
  const children = childrenOf(content);
  const wanted = focus.flatMap((i) => children[i] ?? []);
  if (wanted.length === 0) return parts;
  return parts.filter((part) =>
    wanted.some((child) => child.top < part.top + part.height && child.top + child.height > part.top),
  );
}
