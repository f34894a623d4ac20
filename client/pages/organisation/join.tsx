import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ResponseOf } from '../../../server/api/endpoints.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { organisation } from '../../i18n/organisation.ts';
import type { Problem } from '../../problem.ts';
import { Compare } from './compare.tsx';
import type { PlaceProps } from './party.ts';

/** An address with something behind the #, as invitations have. */
const invitationLink = /^https?:\/\/\S+#\S+$/u;

/** The way in below another branch, folded away unless it is `open` from the start. */
export function Join({ live, changed, open }: Pick<PlaceProps, 'live' | 'changed'> & { open: boolean }): JSX.Element {
  const [first] = useState(open);
  return (
    <details class="fold" open={first}>
      <summary>{organisation().parentJoin}</summary>
      <Steps live={live} changed={changed} />
    </details>
  );
}

/** The link is pasted, its words are compared, the branch that it comes from is asked. */
function Steps({ live, changed }: Pick<PlaceProps, 'live' | 'changed'>): JSX.Element {
  const link = useSignal('');
  const mistake = useSignal(false);
  const found = useSignal<ResponseOf<'lookUpParent'> | null>(null);
  const compared = useSignal(false);
  const started = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const { slug } = live;
  const t = organisation();

  const look = async (): Promise<void> => {
    problem.value = null;
    link.value = link.value.trim();
    mistake.value = !invitationLink.test(link.value);
    if (mistake.value) return;
    busy.value = true;
    const answer = await call('lookUpParent', { slug }, { link: link.value });
    busy.value = false;
    started.value = true;
    if (answer.ok) found.value = answer.value;
    else problem.value = answer.problem;
  };
  const again = (): void => {
    found.value = null;
    compared.value = false;
    problem.value = null;
    link.value = '';
  };
  const ask = async (kid: string): Promise<void> => {
    busy.value = true;
    const answer = await call('askParent', { slug }, { link: link.value, kid });
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) await changed();
    busy.value = false;
  };

  const parent = found.value;
  if (parent === null) {
    return (
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        <Step number={1} title={t.pasteTitle} focus={started.value} />
        <TextField
          label={t.paste}
          description={t.pasteAbout}
          mistake={mistake.value ? t.pasteMistake : undefined}
          value={link.value}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          onValue={(value) => {
            link.value = value;
            mistake.value = false;
          }}
        />
        <ProblemBox problem={problem.value} />
        <Button type="submit" busy={busy.value}>
          {t.look}
        </Button>
      </form>
    );
  }
  if (!compared.value) {
    return (
      <div class="form">
        <Step key="compare" number={2} title={t.foundTitle} focus />
        <p>{t.found(parent.name, parent.level)}</p>
        <Compare
          whose={parent}
          sameLabel={t.same}
          stopLabel={t.startOver}
          busy={busy.value}
          onSame={() => {
            compared.value = true;
          }}
          onStop={again}
        />
      </div>
    );
  }
  return (
    <div class="form">
      <Step key="ask" number={3} title={t.askTitle} focus />
      <p>{t.askAbout(parent.name)}</p>
      <ProblemBox problem={problem.value} />
      <div class="actions">
        <Button busy={busy.value} onClick={() => void ask(parent.key.kid)}>
          {t.ask(parent.name)}
        </Button>
        <Button variant="secondary" color="neutral" onClick={again}>
          {t.startOver}
        </Button>
      </div>
    </div>
  );
}

/** Which of the three steps this is; it takes the focus when the reader's own action brought it. */
function Step({ number, title, focus }: { number: number; title: string; focus: boolean }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, []);
  return (
    <h3 class="ds-heading" data-size="xs" ref={heading} tabIndex={-1}>
      <span class="muted small step-count">{organisation().step(number, 3)}</span> {title}
    </h3>
  );
}
