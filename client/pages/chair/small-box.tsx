import type { ComponentChildren, JSX } from 'preact';
import { smallBox } from '../../../server/rules/box.ts';
import { Notice } from '../../components/notice.tsx';
import { chairSecret } from '../../i18n/chair.ts';

/** Warns where so few papers are in the box that they hide nobody well. Nothing where they are enough, or none. `children`: what can be done. */
export function SmallBox({ papers, children }: { papers: number; children?: ComponentChildren }): JSX.Element | null {
  const t = chairSecret();
  if (papers >= smallBox || papers === 0) return null;
  return (
    <Notice tone="warning" title={t.smallBox(papers)}>
      <p>{t.smallBoxNext}</p>
      {children}
    </Notice>
  );
}

/** Says that those without a passkey vote on slips of paper, and warns where so few slips, counted apart, hide nobody. */
export function Slips({ slips }: { slips: number }): JSX.Element | null {
  const t = chairSecret();
  if (slips === 0) return null;
  if (slips >= smallBox) return <p>{t.slips(slips)}</p>;
  return (
    <Notice tone="warning" title={t.fewSlips(slips)}>
      <p>
        {t.fewSlipsWhy(slips)} {t.fewSlipsNext}
      </p>
    </Notice>
  );
}
