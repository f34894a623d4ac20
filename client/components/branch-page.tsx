import type { ComponentChildren, JSX } from 'preact';
import type { Role } from '../../server/api/endpoint.ts';
import type { Me } from '../../server/api/session.ts';
import type { Snapshot } from '../../server/api/snapshot.ts';
import { common } from '../i18n/common.ts';
import { type Live, useLive } from '../live.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { Page } from './page.tsx';
import { ProblemBox } from './problem-box.tsx';
import { SignIn } from './sign-in.tsx';

/** What a branch's page is drawn from once somebody who may use it is signed in. */
export interface BranchView {
  live: Live;
  snapshot: Snapshot;
  me: Me;
}

/**
 * A page of a branch for those who are signed in, and hold one of `roles` when it names any: until then it shows
 * what is missing, and the way on. `children` draws the page.
 */
export function BranchPage({
  slug,
  title,
  roles,
  wide = false,
  lede,
  children,
}: {
  slug: string;
  title: string;
  roles?: readonly Role[];
  wide?: boolean;
  lede?: ComponentChildren;
  children: (view: BranchView) => ComponentChildren;
}): JSX.Element {
  const live = useLive(slug);
  return (
    <Page title={title} wide={wide} lede={lede}>
      <BranchContent live={live} roles={roles ?? []}>
        {children}
      </BranchContent>
    </Page>
  );
}

function BranchContent({
  live,
  roles,
  children,
}: {
  live: Live;
  roles: readonly Role[];
  children: (view: BranchView) => ComponentChildren;
}): JSX.Element {
  const snapshot = live.snapshot.value;
  if (snapshot === null) return <Unloaded live={live} />;
  const { me, branch } = snapshot;
  if (me === null) return <SignIn live={live} branch={branch.id} />;
  if (roles.length > 0 && !roles.some((role) => me.roles.includes(role))) {
    return <RoleMissing roles={roles} branch={branch} />;
  }
  return <>{children({ live, snapshot, me })}</>;
}

/** Whom the page is for, to those who are somebody else, and the way back. */
export function RoleMissing({ roles, branch }: { roles: readonly Role[]; branch: Snapshot['branch'] }): JSX.Element {
  const t = common();
  return (
    <>
      <Notice tone="warning" title={t.roleMissing(roles.map((role) => t.role[role]))}>
        <p>{t.roleMissingNext}</p>
      </Notice>
      <p>
        <a class="ds-link" href={`/lag/${branch.slug}`}>
          {t.toBranch(branch.name)}
        </a>
      </p>
    </>
  );
}

/** What stands on a branch's page until its first snapshot is there. */
export function Unloaded({ live }: { live: Live }): JSX.Element {
  const t = common();
  const problem = live.problem.value;
  if (problem === null) return <p>{t.loading}</p>;
  return (
    <>
      <ProblemBox problem={problem} />
      <div class="actions">
        <Button variant="secondary" onClick={() => void live.refresh()}>
          {t.again}
        </Button>
      </div>
    </>
  );
}
