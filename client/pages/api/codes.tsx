import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { type RefusalCode, refusals } from '../../../server/rules/refusals.ts';
import { fragmentOf } from '../../fragment.ts';
import { problems } from '../../i18n/problems.ts';
import { programs } from '../../i18n/programs.ts';

/** Every reason for a refusal, under the anchor that problems name as their type. The one that was asked for stands out. */
export function Codes(): JSX.Element {
  const asked = useAsked();
  const t = programs();
  const words = problems();
  return (
    <dl class="refusals">
      {(Object.keys(refusals) as RefusalCode[]).map((code) => {
        const [status, title] = refusals[code];
        const [what, next] = words[code];
        return (
          <div key={code} id={code} data-asked={code === asked} tabIndex={-1}>
            <dt>
              <code>{code}</code>{' '}
              <span class="muted small">
                {t.status} {status} · <span lang="en">{title}</span>
              </span>
            </dt>
            <dd>
              {what} {next}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** The anchor in the address. The browser looked for it before the page was drawn, so it is shown again. */
function useAsked(): string {
  const asked = useSignal('');
  useEffect(() => {
    const show = (): void => {
      asked.value = fragmentOf(location.hash);
      document.getElementById(asked.value)?.scrollIntoView({ block: 'center' });
    };
    show();
    addEventListener('hashchange', show);
    return () => removeEventListener('hashchange', show);
  }, [asked]);
  return asked.value;
}
