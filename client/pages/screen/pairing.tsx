import type { JSX } from 'preact';
import { screen } from '../../i18n/screen.ts';

/** The code that pairs the screen, and who types it where. */
export function Pairing({ code, name }: { code: string; name: string }): JSX.Element {
  const t = screen();
  return (
    <div class="screen-middle">
      <p class="screen-eyebrow">{name}</p>
      <h1 class="screen-title">{t.pairTitle}</h1>
      <p class="screen-code">{spaced(code)}</p>
      <p>{t.pairHow}</p>
      <p class="screen-muted">{t.pairAbout}</p>
    </div>
  );
}

/** A code of six as it is read out: `K7M 2QD`. */
function spaced(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}
