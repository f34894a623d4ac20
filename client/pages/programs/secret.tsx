import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { programsPage } from '../../i18n/programs-page.ts';

/** A secret that is shown this once; it takes the focus when it comes. */
export function Secret({
  title,
  about,
  secret,
  onDone,
}: {
  title: string;
  about: string;
  secret: string;
  onDone: () => void;
}): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const t = programsPage();
  return (
    <div class="program-shown">
      <h3 class="ds-heading" data-size="xs" tabIndex={-1} ref={heading}>
        {title}
      </h3>
      <p>{about}</p>
      <p class="program-secret">{secret}</p>
      <div class="actions">
        <CopyButton text={secret} label={t.copy} about={title} />
        <Button data-size="sm" onClick={onDone}>
          {t.passedOn}
        </Button>
      </div>
    </div>
  );
}
