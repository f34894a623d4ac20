import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { ResponseOf } from '../../server/api/endpoints.ts';
import { call } from '../api.ts';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/field.tsx';
import { Notice } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { ProblemBox } from '../components/problem-box.tsx';
import { StepHeading } from '../components/step-heading.tsx';
import { fragmentOf } from '../fragment.ts';
import { common } from '../i18n/common.ts';
import { setup } from '../i18n/setup.ts';
import { useLive } from '../live.ts';
import type { Problem } from '../problem.ts';
import { register } from '../sign.ts';

/** The token stands in the fragment, which browsers do not send: it reaches no log. */
function tokenInAddress(): string {
  return fragmentOf(location.hash);
}

/** An invitation: who it is for, what will happen, and the passkey that it makes. */
export default function InvitationPage({ slug }: { slug: string }): JSX.Element {
  const live = useLive(slug);
  const token = useSignal(tokenInAddress());
  const invited = useSignal<ResponseOf<'enrolmentOptions'> | null>(null);
  const problem = useSignal<Problem | null>(null);
  const busy = useSignal(false);
  const done = useSignal(false);
  const t = setup();
  const branch = live.snapshot.value?.branch.name ?? '';

  const lookUp = async (given: string): Promise<void> => {
    token.value = given;
    problem.value = null;
    invited.value = null;
    if (given === '') return;
    const answer = await call('enrolmentOptions', { slug }, { token: given });
    if (answer.ok) invited.value = answer.value;
    else problem.value = answer.problem;
  };
  useEffect(() => {
    const look = (): void => void lookUp(tokenInAddress());
    look();
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, [slug]);

  const make = async (): Promise<void> => {
    busy.value = true;
    problem.value = null;
    // The options hold a challenge that is used once: each attempt asks for new ones.
    const asked = await call('enrolmentOptions', { slug }, { token: token.value });
    const registration = asked.ok ? await register(asked.value.options) : asked;
    const answer = registration.ok
      ? await call('enrol', { slug }, { token: token.value, registration: registration.value })
      : registration;
    if (answer.ok) {
      done.value = true;
      history.replaceState(null, '', location.pathname);
      await live.refresh();
    } else {
      problem.value = answer.problem;
    }
    busy.value = false;
  };

  const home = `/lag/${slug}`;
  if (done.value) {
    return (
      <Page title={t.inviteTitle}>
        <div class="card">
          <StepHeading focus={true}>{t.inviteDone}</StepHeading>
          <p>{t.inviteDoneNext}</p>
          <a class="ds-button" data-fullwidth href={home}>
            {t.inviteGo}
          </a>
        </div>
      </Page>
    );
  }
  if (tokenInAddress() === '' && invited.value === null) {
    return (
      <Page title={t.inviteCode} lede={branch}>
        <CodeEntry problem={problem.value} onCode={lookUp} />
        <p class="muted">
          {t.inviteMissing}. {t.inviteMissingNext}
        </p>
        <SignInInstead href={home} />
      </Page>
    );
  }
  return (
    <Page title={t.inviteTitle}>
      {invited.value === null && problem.value === null && <p>{common().loading}</p>}
      {invited.value !== null && (
        <div class="card">
          <p>
            <strong>{t.inviteFor(invited.value.name, branch)}</strong> {t.inviteNotYou}
          </p>
          <Notice tone="neutral" title={t.inviteBefore}>
            <p>
              {t.inviteKeep} <span class="muted">{t.inviteKeyWord}</span>
            </p>
          </Notice>
          <Button wide busy={busy.value} busyLabel={t.inviteMaking} onClick={() => void make()}>
            {t.inviteMake}
          </Button>
        </div>
      )}
      <ProblemBox problem={problem.value} />
      <SignInInstead href={home} />
    </Page>
  );
}

/** A one-time code from the door, typed by hand. */
function CodeEntry({
  problem,
  onCode,
}: {
  problem: Problem | null;
  onCode: (code: string) => Promise<void>;
}): JSX.Element {
  const typed = useSignal('');
  const short = useSignal(false);
  const busy = useSignal(false);
  const t = setup();
  const go = async (): Promise<void> => {
    const code = typed.value.replace(/[\s-]/gu, '');
    short.value = code.length !== 10;
    if (short.value) return;
    busy.value = true;
    await onCode(code);
    busy.value = false;
  };
  return (
    <form
      class="card form"
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <TextField
        label={t.inviteCodeLabel}
        description={t.inviteCodeAbout}
        mistake={short.value ? t.inviteCodeLength : undefined}
        value={typed.value}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        onValue={(text) => {
          typed.value = text;
          short.value = false;
        }}
      />
      <Button type="submit" wide busy={busy.value}>
        {t.inviteCodeGo}
      </Button>
      <ProblemBox problem={problem} />
    </form>
  );
}

function SignInInstead({ href }: { href: string }): JSX.Element {
  return (
    <p>
      <a class="ds-link" href={href}>
        {setup().inviteSignIn}
      </a>
    </p>
  );
}
