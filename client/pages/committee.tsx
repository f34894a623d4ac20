import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { CommitteeInfo } from '../../server/api/committees.ts';
import { call } from '../api.ts';
import { announce } from '../components/announcer.tsx';
import { BranchPage, type BranchView } from '../components/branch-page.tsx';
import { Button } from '../components/button.tsx';
import { MemberList, Said } from '../components/committee-view.tsx';
import { PartyNav } from '../components/party-nav.tsx';
import { ProblemBox } from '../components/problem-box.tsx';
import { useFetched } from '../fetched.ts';
import { committee as words } from '../i18n/committee.ts';
import { common } from '../i18n/common.ts';
import { Draft } from './committee/draft.tsx';
import { CommitteeForm } from './committee/form.tsx';
import { HandOver } from './committee/hand-over.tsx';
import { Recommendation } from './committee/recommendation.tsx';
import { dayWords } from './committee/words.ts';
import '../styles/pages/hearing.css';

/** One committee: its mandate and members, its draft, and what it recommends. */
export default function CommitteePage({ slug, id }: { slug: string; id: string }): JSX.Element {
  const name = useSignal<string | null>(null);
  return (
    <BranchPage slug={slug} title={name.value ?? words().listTitle} wide>
      {(view) => (
        <Committee
          key={id}
          {...view}
          id={id}
          onName={(found) => {
            if (name.peek() !== found) name.value = found;
          }}
        />
      )}
    </BranchPage>
  );
}

function Committee({
  live,
  snapshot,
  me,
  id,
  onName,
}: BranchView & { id: string; onName: (name: string) => void }): JSX.Element {
  const { slug } = live;
  const { value, problem, reload } = useFetched(live, `committee ${slug} ${id}`, async () => {
    const answer = await call('committee', { slug, committee: id });
    if (answer.ok) onName(answer.value.name);
    return answer;
  });
  const editing = useSignal(false);
  const t = words();
  const committee = value.value;
  const leads = me.roles.includes('leader');
  return (
    <>
      <PartyNav snapshot={snapshot} here="utvalg" />
      <ProblemBox problem={problem.value} />
      {committee === null ? (
        problem.value === null && <p>{common().loading}</p>
      ) : (
        <>
          <p class="tags">
            <span class="ds-tag" data-color={committee.state === 'working' ? 'accent' : 'neutral'}>
              {t.state[committee.state]}
            </span>
            {committee.deadline !== null && (
              <span class="ds-tag" data-color="neutral">
                {t.due(dayWords(committee.deadline))}
              </span>
            )}
          </p>
          {editing.value ? (
            <section class="card" aria-labelledby="edit-committee">
              <h2 class="ds-heading" data-size="xs" id="edit-committee">
                {t.edit}
              </h2>
              <CommitteeForm
                slug={slug}
                committee={committee}
                onSaved={async () => {
                  editing.value = false;
                  announce(t.saved);
                  await reload();
                }}
                onCancel={() => {
                  editing.value = false;
                }}
              />
            </section>
          ) : (
            <Appointed committee={committee} />
          )}
          <Draft key={`draft-${id}`} slug={slug} committee={committee} reload={reload} />
          <Recommendation key={`recommendation-${id}`} slug={slug} committee={committee} reload={reload} />
          <HandOver slug={slug} committee={committee} leads={leads} reload={reload} />
          <div class="actions">
            {leads && !editing.value && committee.state === 'working' && (
              <Button
                variant="secondary"
                color="neutral"
                onClick={() => {
                  editing.value = true;
                }}
              >
                {t.edit}
              </Button>
            )}
            <a class="ds-link" href={`/lag/${slug}/utvalg`}>
              {t.back}
            </a>
          </div>
        </>
      )}
    </>
  );
}

/** What the committee was appointed to do, and who sits in it. */
function Appointed({ committee: { mandate, members } }: { committee: CommitteeInfo }): JSX.Element {
  const t = words();
  return (
    <div class="folds">
      {mandate !== '' && (
        <details class="fold">
          <summary>{t.readMandate}</summary>
          <Said text={mandate} />
        </details>
      )}
      {members.length > 0 && (
        <details class="fold">
          <summary>{t.readMembers(members.length)}</summary>
          <MemberList members={members} />
        </details>
      )}
    </div>
  );
}
