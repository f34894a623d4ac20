import { generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';

/** A QR code of an address, dark on light in both colour schemes. `label` says what it leads to. */
export function QrCode({ content, label }: { content: string; label: string }): JSX.Element {
  const { size, path } = useMemo(() => {
    const code = generate(content);
    return { size: code.size, path: toSvgPath(code) };
  }, [content]);
  const margin = 4;
  const side = size + 2 * margin;
  return (
    <svg
      class="qr"
      viewBox={`${-margin} ${-margin} ${side} ${side}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect x={-margin} y={-margin} width={side} height={side} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
