import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { chair } from '../../i18n/chair.ts';

const place = 'vedtak:shortcuts';
const keys = ['N', 'S', 'A'] as const;

function remembered(): boolean {
  try {
    return localStorage.getItem(place) !== 'off';
  } catch {
    return true;
  }
}

/**
 * The keys of the page and their list. A key presses the button that names it as its `aria-keyshortcuts`, if one is there;
 * what is signed is always confirmed in a dialog. They can be turned off, for those who speak to their computer.
 */
export function Shortcuts(): JSX.Element {
  const on = useSignal(remembered());
  const open = useSignal(matchMedia('(min-width: 60rem) and (hover: hover)').matches);
  const t = chair();
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!on.value || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isWriting(event.target))
        return;
      if (document.querySelector('dialog[open]') !== null) return;
      if (event.key === '?') {
        open.value = !open.value;
        return;
      }
      const button = document.querySelector<HTMLElement>(
        `[aria-keyshortcuts="${CSS.escape(event.key.toUpperCase())}"]`,
      );
      if (button === null) return;
      event.preventDefault();
      button.focus();
      button.click();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [on, open]);
  return (
    <details
      class="card fold shortcuts"
      open={open.value}
      onToggle={(event) => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary>{t.shortcuts}</summary>
      <dl class="keys">
        {keys.map((key) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t.shortcut[key]}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>?</kbd>
          </dt>
          <dd>{t.shortcutList}</dd>
        </div>
      </dl>
      <label class="tick">
        <input
          type="checkbox"
          class="ds-input"
          checked={on.value}
          onChange={(event) => {
            on.value = event.currentTarget.checked;
            try {
              localStorage.setItem(place, on.value ? 'on' : 'off');
            } catch {
              // Not remembered, but switched.
            }
          }}
        />
        <span>{t.shortcutsOn}</span>
      </label>
    </details>
  );
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement ||
      (target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox'))
  );
}
