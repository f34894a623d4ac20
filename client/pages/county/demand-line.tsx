import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Demand } from '../../../server/api/collection.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { VoteBar } from '../../components/vote-list.tsx';
import { useFetched } from '../../fetched.ts';
import { common } from '../../i18n/common.ts';
import { county } from '../../i18n/county.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';

/** One demand: in how many branches it was adopted, the votes of all of them, and the branches themselves. */
export function DemandLine({ live, demand, leads }: { live: Live; demand: Demand; leads: boolean }): JSX.Element {
  const t = county();
  const opened = useSignal(false);
  const { text, adopted, rejected, votes } = demand;
  const counted = votes.for + votes.against + votes.blank > 0;
  return (
    <li class="card demand">
      <p class="document demand-text">{text}</p>
      <p class="demand-sums">
        <strong>{t.demandAdopted(adopted)}</strong>
        {rejected > 0 && <span>{t.demandRejected(rejected)}</span>}
        <span class="muted">{counted ? t.demandVotes(votes.for, votes.against, votes.blank) : t.demandNoVotes}</span>
      </p>
      {counted && <VoteBar counts={votes} />}
      <details
        class="demand-branches"
        onToggle={(event) => {
          opened.value = event.currentTarget.open;
        }}
      >
        <summary>
          {t.demandOpen}
          <span class="ds-sr-only">: {text}</span>
        </summary>
        {opened.value && <Branches live={live} demand={demand} leads={leads} />}
      </details>
    </li>
  );
}

/** The branches that have voted on a demand, kept current, each with the way to its signed source. */
function Branches({ live, demand, leads }: { live: Live; demand: Demand; leads: boolean }): JSX.Element {
  const t = county();
  const { slug } = live;
  const found = useFetched(live, `${demand.demand} ${demand.same.length}`, () =>
    call('demand', { slug, demand: demand.demand }),
  );
  if (found.problem.value !== null) return <ProblemBox problem={found.problem.value} />;
  if (found.value.value === null) return <p>{common().loading}</p>;
  const { points } = found.value.value;
  return (
    <>
      <ul class="demand-points">
        {points.map(({ resolution, branch, name, number, point, text, outcome, votes }) => (
          <li key={`${resolution} ${point}`}>
            <p>
              <strong>{name}</strong> <span class="muted">{t.outcomes[outcome]}</span>
            </p>
            <p class="small">
              {votes.for + votes.against + votes.blank > 0
                ? t.demandVotes(votes.for, votes.against, votes.blank)
                : t.demandNoVotes}
            </p>
            {text !== demand.text && <p class="document small">{text}</p>}
            <p class="demand-source small">
              <a
                class="ds-link"
                href={`/lag/${slug}/mottatt/${resolution}`}
                aria-label={`${t.demandPoint(number, point)}, ${name}`}
              >
                {t.demandPoint(number, point)}
              </a>
              <a
                class="ds-link"
                href={`/lag/${slug}/collection/${resolution}.jws`}
                aria-label={t.demandFileOf(name, number)}
                title={branch}
                download
              >
                {t.demandFile}
              </a>
            </p>
          </li>
        ))}
      </ul>
      {demand.same.length > 0 && (
        <div class="demand-same">
          <p class="verified-head">{t.sameWordings}</p>
          <ul>
            {demand.same.map((wording) => (
              <li key={wording.demand}>
                <p class="document small">{wording.text}</p>
                {leads && <TakeOut live={live} wording={wording} />}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** Takes a wording out of the demand that somebody has put it together with. */
function TakeOut({ live, wording }: { live: Live; wording: Demand['same'][number] }): JSX.Element {
  const t = county();
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const press = async (): Promise<void> => {
    busy.value = true;
    const answer = await call('unlinkDemand', { slug: live.slug, demand: wording.demand });
    problem.value = answer.ok ? null : answer.problem;
    busy.value = false;
    if (answer.ok) announce(t.takenOut);
    await live.refresh();
  };
  return (
    <>
      <Button
        variant="secondary"
        color="neutral"
        data-size="sm"
        busy={busy.value}
        aria-label={t.takeOutOf(wording.text)}
        onClick={() => void press()}
      >
        {t.takeOut}
      </Button>
      <ProblemBox problem={problem.value} />
    </>
  );
}
