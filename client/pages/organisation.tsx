import type { JSX } from 'preact';
import type { Snapshot } from '../../server/api/snapshot.ts';
import { type BranchView, Unloaded } from '../components/branch-page.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { Notice } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { PartyNav } from '../components/party-nav.tsx';
import { ProblemBox } from '../components/problem-box.tsx';
import { SignIn } from '../components/sign-in.tsx';
import { common } from '../i18n/common.ts';
import { moment } from '../i18n/numbers.ts';
import { organisation } from '../i18n/organisation.ts';
import { type Live, useLive } from '../live.ts';
import { ChildrenSection } from './organisation/children.tsx';
import { CloseSection, KeySection, NameSection } from './organisation/own.tsx';
import { ParentSection } from './organisation/parent.tsx';
import { useParty } from './organisation/party.ts';
import { RequestsSection } from './organisation/requests.tsx';
import { WayUp } from './organisation/way-up.tsx';
import '../styles/pages/organisation.css';

/** A branch's place in the party: the way up for everybody; for its leader who is above and below, its key and its name. */
export default function OrganisationPage({ slug }: { slug: string }): JSX.Element {
  const live = useLive(slug);
  const snapshot = live.snapshot.value;
  return (
    <Page title={organisation().title}>
      {snapshot === null ? <Unloaded live={live} /> : <Organisation live={live} snapshot={snapshot} />}
    </Page>
  );
}

function Organisation({ live, snapshot }: { live: Live; snapshot: Snapshot }): JSX.Element {
  const { me, branch } = snapshot;
  const t = organisation();
  const leads = me?.roles.includes('leader') === true;
  return (
    <>
      <PartyNav snapshot={snapshot} here="organisasjon" />
      {!leads && location.hash.length > 1 && <OpenedInvitation branch={branch.name} />}
      <WayUp branch={branch} />
      {me !== null && leads ? (
        <Place live={live} snapshot={snapshot} me={me} />
      ) : (
        <>
          <p>{t.forLeader}</p>
          {me === null && <SignIn live={live} branch={branch.id} />}
        </>
      )}
    </>
  );
}

/** An invitation to this page's branch was opened in a browser, where it is of no use: it belongs on another branch's page. */
function OpenedInvitation({ branch }: { branch: string }): JSX.Element {
  const t = organisation();
  return (
    <Notice title={t.opened(branch)}>
      <p>{t.openedNext}</p>
      <div class="actions">
        <CopyButton text={location.href} label={t.copyAddress} />
      </div>
    </Notice>
  );
}

/** What the leader decides: what waits for an answer first. */
function Place(view: BranchView): JSX.Element {
  const { live, snapshot } = view;
  const feed = useParty(live.slug, snapshot.index);
  const party = feed.party.value;
  const t = organisation();
  if (party === null) {
    return feed.problem.value === null ? <p>{common().loading}</p> : <ProblemBox problem={feed.problem.value} />;
  }
  const changed = async (): Promise<void> => {
    await Promise.all([live.refresh(), feed.load()]);
  };
  const place = { ...view, party, changed };
  return (
    <>
      <ProblemBox problem={feed.problem.value} />
      {party.closedAt !== null && (
        <Notice tone="warning" title={t.closed(moment(party.closedAt))}>
          <p>{t.closedAbout}</p>
        </Notice>
      )}
      <RequestsSection {...place} />
      <ParentSection {...place} />
      <ChildrenSection {...place} />
      <KeySection {...place} />
      {party.closedAt === null && (
        <>
          <NameSection {...place} />
          <CloseSection {...place} />
        </>
      )}
    </>
  );
}
