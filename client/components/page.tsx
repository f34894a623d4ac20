import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { common } from '../i18n/common.ts';
import { current } from '../live.ts';

let shownPath: string | undefined;

/**
 * A page's frame: its one h1, the document's title, and the focus on the h1 when the address has changed.
 * `lede` stands under the title; `wide` is for tables and working desks.
 */
export function Page({
  title,
  lede,
  wide = false,
  children,
}: {
  title: string;
  lede?: ComponentChildren;
  wide?: boolean;
  children: ComponentChildren;
}): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  // The route's own path: while the next page is being fetched this one keeps its own.
  const { path } = useRoute();
  const branch = current.value?.snapshot.value?.branch.name;
  const { product } = common();
  useEffect(() => {
    document.title = [title, branch === title ? undefined : branch, product]
      .filter((part) => part !== undefined)
      .join(' – ');
  }, [title, branch, product]);
  useEffect(() => {
    if (shownPath !== undefined && shownPath !== path) heading.current?.focus();
    shownPath = path;
  }, [path]);
  return (
    <div class={wide ? 'page page-wide' : 'page'}>
      <h1 class="ds-heading" data-size="lg" ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lede !== undefined && <div class="lede">{lede}</div>}
      {children}
    </div>
  );
}
