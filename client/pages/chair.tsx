import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ResolutionInfo, Snapshot } from '../../server/api/snapshot.ts';
import { BranchPage, type BranchView, RoleMissing } from '../components/branch-page.tsx';
import { Notice } from '../components/notice.tsx';
import { chair } from '../i18n/chair.ts';
import { list } from '../i18n/numbers.ts';
import { Prepare } from './chair/prepare.tsx';
import { Attest, Made, Resolutions } from './chair/resolution.tsx';
import { Past, Result } from './chair/result.tsx';
import { Running } from './chair/running.tsx';
import { Shortcuts } from './chair/shortcuts.tsx';
import { Standing } from './chair/standing.tsx';
import { nextStep, type Step } from './chair/step.ts';
import '../styles/pages/chair.css';

/** The chair's page: where the meeting is, and the one thing to do next. */
export default function ChairPage({ slug }: { slug: string }): JSX.Element {
  return (
    <BranchPage slug={slug} title={chair().title} wide>
      {(view) => <Admitted {...view} />}
    </BranchPage>
  );
}

/** The page for the chair; for others who may use it, and for those who can make a meeting the way there. */
function Admitted(view: BranchView): JSX.Element {
  const { snapshot, me } = view;
  const t = chair();
  const { meeting, branch } = snapshot;
  const keeper = me.roles.includes('leader') || me.roles.includes('secretary');
  if (meeting === null && keeper) {
    return (
      <section class="card next-step" aria-labelledby="step">
        <h2 class="ds-heading" data-size="sm" id="step">
          {t.noMeeting}
        </h2>
        <p>{t.noMeetingNext}</p>
        <a class="ds-button next" data-variant="primary" data-fullwidth href={`/lag/${branch.slug}/referent#mote`}>
          {t.makeMeeting}
        </a>
      </section>
    );
  }
  if (meeting === null || !me.roles.includes('chair')) {
    const chairs = meeting?.officers.chair ?? [];
    return (
      <>
        <RoleMissing roles={['chair']} branch={branch} />
        {chairs.length > 0 && <p>{t.chairIs(list(chairs, t.and))}</p>}
        {keeper && (
          <p>
            <a class="ds-link" href={`/lag/${branch.slug}/referent#mote`}>
              {t.changeRoles}
            </a>
          </p>
        )}
      </>
    );
  }
  return <Desk {...view} key={meeting.id} meeting={meeting} />;
}

function Desk(view: BranchView & { meeting: NonNullable<BranchView['snapshot']['meeting']> }): JSX.Element {
  const aside = useSignal<ReadonlySet<string>>(new Set());
  const again = useSignal(false);
  const t = chair();
  const { snapshot, me, meeting } = view;
  const step = nextStep(snapshot, me, aside.value, again.value);
  const keeper = me.roles.includes('leader') || me.roles.includes('secretary');
  // The ballots that are shown as the step are not shown again below.
  const past = snapshot.ballots.filter(
    ({ id, state }) => state === 'closed' && !(step.kind === 'result' && step.ballot.id === id),
  );
  useFocusOn(step);
  return (
    <div class="chair">
      <div class="chair-step">
        {step.kind === 'ballot' && <Running {...view} key={step.ballot.id} ballot={step.ballot} />}
        {step.kind === 'attest' && <Attest {...view} key={step.resolution.hash} resolution={step.resolution} />}
        {step.kind === 'result' && (
          <Result
            {...view}
            key={step.ballot.id}
            ballot={step.ballot}
            onAside={() => {
              aside.value = new Set([...aside.value, step.ballot.id]);
            }}
          />
        )}
        {step.kind === 'prepare' && <Prepare {...view} key={snapshot.ballots.length} />}
        {step.kind === 'proposals' && (
          <section class="card next-step" aria-labelledby="step">
            <h2 class="ds-heading" data-size="sm" id="step" tabIndex={-1}>
              {t.noProposals}
            </h2>
            {keeper ? (
              <a
                class="ds-button next"
                data-variant="primary"
                data-fullwidth
                href={`/lag/${snapshot.branch.slug}/referent#forslag`}
              >
                {t.addProposal}
              </a>
            ) : (
              <Notice tone="info" title={t.noProposalsNext} />
            )}
          </section>
        )}
        {step.kind === 'done' && (
          <Done
            {...view}
            onAgain={() => {
              again.value = true;
            }}
          />
        )}
      </div>
      <div class="chair-side">
        <Standing snapshot={snapshot} meeting={meeting} />
        <Resolutions snapshot={snapshot} except={shownResolution(step, snapshot)} />
        <Past live={view.live} snapshot={snapshot} ballots={past} />
        <Shortcuts />
        {keeper && (
          <p>
            <a class="ds-link" href={`/lag/${snapshot.branch.slug}/referent`}>
              {t.toSecretary}
            </a>
          </p>
        )}
      </div>
    </div>
  );
}

/** The resolution that the step shows already. */
function shownResolution(step: Step, { resolutions }: Snapshot): ResolutionInfo | undefined {
  if (step.kind === 'attest') return step.resolution;
  return step.kind === 'done' ? resolutions.at(-1) : undefined;
}

/** Puts the focus on the new step's heading, so that whoever acted hears what came of it. */
function useFocusOn(step: Step): void {
  const id = step.kind === 'ballot' || step.kind === 'result' ? step.ballot.id : '';
  const shown = useRef(`${step.kind} ${id}`);
  useEffect(() => {
    const now = `${step.kind} ${id}`;
    if (shown.current !== now) document.getElementById('step')?.focus();
    shown.current = now;
  }, [step.kind, id]);
}

/** Everything is voted on. What waits for others is said, and the resolution is one press away. */
function Done({ snapshot, onAgain }: BranchView & { onAgain: () => void }): JSX.Element {
  const t = chair();
  const last = snapshot.resolutions.at(-1);
  return (
    <section class="card next-step" aria-labelledby="step">
      <h2 class="ds-heading" data-size="sm" id="step" tabIndex={-1}>
        {last !== undefined && !last.signed ? t.waiting : t.done}
      </h2>
      <p>{last !== undefined && !last.signed ? t.waitingNext : t.doneNext}</p>
      {last?.signed === true && (
        <a
          class="ds-button next"
          data-variant="primary"
          data-fullwidth
          href={`/lag/${snapshot.branch.slug}/vedtak/${last.number}`}
        >
          {t.seeResolution}
        </a>
      )}
      {last !== undefined && <Made snapshot={snapshot} resolution={last} />}
      <button
        type="button"
        class="ds-button"
        data-variant="tertiary"
        data-color="neutral"
        data-size="sm"
        onClick={onAgain}
      >
        {t.voteAgain}
      </button>
    </section>
  );
}
