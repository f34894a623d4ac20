import type { JSX } from 'preact';
import { BranchPage, type BranchView, RoleMissing } from '../components/branch-page.tsx';
import { chair } from '../i18n/chair.ts';
import { list } from '../i18n/numbers.ts';
import { Desk } from './chair/desk.tsx';
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
