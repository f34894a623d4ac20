import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ResponseOf } from '../../server/api/endpoints.ts';
import { call } from '../api.ts';
import { BranchPage, type BranchView } from '../components/branch-page.tsx';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { PartyNav } from '../components/party-nav.tsx';
import { ProblemBox } from '../components/problem-box.tsx';
import { useFetched } from '../fetched.ts';
import { committee } from '../i18n/committee.ts';
import { common } from '../i18n/common.ts';
import { CommitteeForm } from './committee/form.tsx';
import { dayWords } from './committee/words.ts';
import '../styles/pages/hearing.css';

type Line = ResponseOf<'committees'>['committees'][number];

/** The committees of a branch, and for its leader the way to appoint one. */
export default function CommitteesPage({ slug }: { slug: string }): JSX.Element {
  const t = committee();
  return (
    <BranchPage slug={slug} title={t.listTitle} lede={t.listLede} wide>
      {(view) => <Committees {...view} />}
    </BranchPage>
  );
}

function Committees({ live, snapshot, me }: BranchView): JSX.Element {
  const { slug } = live;
  const { value, problem, reload } = useFetched(live, `committees ${slug}`, () => call('committees', { slug }));
  const making = useSignal(false);
  const made = useSignal<string | null>(null);
  const t = committee();
  const leads = me.roles.includes('leader');
  const committees = value.value?.committees;
  return (
    <>
      <PartyNav snapshot={snapshot} here="utvalg" />
      <ProblemBox problem={problem.value} />
      {made.value !== null && <Notice tone="success" role="status" title={t.created(made.value)} />}
      {committees === undefined ? (
        problem.value === null && <p>{common().loading}</p>
      ) : committees.length === 0 ? (
        !making.value && (
          <Notice tone="neutral" title={t.none}>
            {leads && <p>{t.noneNext}</p>}
          </Notice>
        )
      ) : (
        <ul class="list" aria-label={t.list}>
          {committees.map((line) => (
            <CommitteeLine key={line.committee} slug={slug} line={line} />
          ))}
        </ul>
      )}
      {leads && making.value && (
        <section class="card" aria-labelledby="new-committee">
          <h2 class="ds-heading" data-size="xs" id="new-committee">
            {t.create}
          </h2>
          <CommitteeForm
            slug={slug}
            committee={null}
            onSaved={async (name) => {
              making.value = false;
              made.value = name;
              await reload();
            }}
            onCancel={() => {
              making.value = false;
            }}
          />
        </section>
      )}
      {leads && !making.value && (
        <div class="actions">
          <Button
            onClick={() => {
              making.value = true;
              made.value = null;
            }}
          >
            {t.create}
          </Button>
        </div>
      )}
    </>
  );
}

function CommitteeLine({ slug, line }: { slug: string; line: Line }): JSX.Element {
  const t = committee();
  return (
    <li>
      <a class="list-link" href={`/lag/${slug}/utvalg/${encodeURIComponent(line.committee)}`}>
        <strong>{line.name}</strong>
        <span>{line.title === '' ? t.noDraft : line.title}</span>
        <span class="muted small">
          {[
            t.state[line.state],
            t.membersOf(line.members),
            ...(line.deadline === null ? [] : [t.due(dayWords(line.deadline))]),
            ...(line.mine ? [t.mine] : []),
          ].join(' · ')}
        </span>
      </a>
    </li>
  );
}
