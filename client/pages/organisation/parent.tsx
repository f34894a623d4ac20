import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Party } from '../../../server/api/party.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { Words } from '../../components/words.tsx';
import { date, moment } from '../../i18n/numbers.ts';
import { organisation } from '../../i18n/organisation.ts';
import { problems } from '../../i18n/problems.ts';
import type { Problem } from '../../problem.ts';
import { DecideDialog } from './decide-dialog.tsx';
import { Join } from './join.tsx';
import { type PlaceProps, waitingFor } from './party.ts';

/** The branch above: how to be taken in below one, what it has answered, and the way out of it. */
export function ParentSection(place: PlaceProps): JSX.Element {
  const { live, party, changed } = place;
  const { parent, asked } = party;
  const t = organisation();
  return (
    <section class="card" aria-labelledby="parent">
      <h2 class="ds-heading" data-size="sm" id="parent">
        {t.parent}
      </h2>
      {parent !== null && <Connected {...place} parent={parent} />}
      {asked !== null && <Asked {...place} asked={asked} />}
      {parent === null && asked === null && party.closedAt === null && (
        <>
          {party.formerParent !== null && <Former parent={party.formerParent} />}
          <p>
            <strong>{t.parentNone}</strong> {t.parentNoneNext}
          </p>
          <Join live={live} changed={changed} open={party.children.length === 0} />
        </>
      )}
    </section>
  );
}

/** The parent that the branch had: it left, or was turned out, which it must know. */
function Former({ parent }: { parent: NonNullable<Party['formerParent']> }): JSX.Element {
  const t = organisation();
  const when = date(parent.until);
  if (parent.left) return <p class="muted">{t.formerly(parent.name, when)}</p>;
  return (
    <Notice tone="danger" title={t.revoked(parent.name)} role="status">
      <p>{t.revokedNext}</p>
      <p class="muted small">{t.formerly(parent.name, when)}</p>
    </Notice>
  );
}

/** A parent that was asked: it has not answered, or it has said no. */
function Asked({ live, party, changed, asked }: PlaceProps & { asked: NonNullable<Party['asked']> }): JSX.Element {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = organisation();
  const withdraw = async (): Promise<void> => {
    busy.value = true;
    const answer = await call('withdrawAsking', { slug: live.slug });
    problem.value = answer.ok ? null : answer.problem;
    await changed();
    busy.value = false;
  };
  const declined = asked.state === 'declined';
  return (
    <>
      {declined ? (
        <Notice
          tone="danger"
          title={asked.refused === null ? t.declined(asked.name) : t.notTaken(asked.name)}
          role="status"
        >
          <p>{refusalInWords(asked.refused) ?? t.declinedNext}</p>
        </Notice>
      ) : (
        <>
          <Notice title={t.waiting(asked.name)} role="status">
            <p>{t.waitingAbout(moment(asked.askedAt))}</p>
          </Notice>
          <p>{t.waitingWords}</p>
          <Words words={party.key.words} label={t.words} large />
        </>
      )}
      <ProblemBox problem={problem.value} />
      <div class="actions">
        <Button
          variant={declined ? 'primary' : 'secondary'}
          color={declined ? 'accent' : 'neutral'}
          busy={busy.value}
          onClick={() => void withdraw()}
        >
          {declined ? t.putAway : t.stopAsking}
        </Button>
      </div>
    </>
  );
}

/** The parent that vouches for the branch, what it was asked to change, and the way to another one. */
function Connected({
  live,
  party,
  changed,
  parent,
}: PlaceProps & { parent: NonNullable<Party['parent']> }): JSX.Element {
  const leaving = useSignal(false);
  const t = organisation();
  const leave = async () => {
    const answer = await call('leaveParent', { slug: live.slug }, { parent: parent.id, reason: 'moved' });
    if (answer.ok) await changed();
    if (answer.ok) announce(t.parentNone);
    return answer;
  };
  return (
    <>
      <Notice tone="success" title={t.connected(parent.name)} role="status">
        <p>{t.connectedSince(date(parent.confirmedAt ?? parent.askedAt))}</p>
      </Notice>
      {party.change !== null && <Change party={party} change={party.change} parent={parent.name} />}
      <details class="fold">
        <summary>{t.theirWords(parent.name)}</summary>
        <Words words={parent.key.words} label={t.wordsOf(parent.name)} />
      </details>
      {party.closedAt === null && (
        <div class="actions">
          <Button
            variant="secondary"
            color="neutral"
            data-size="sm"
            reason={waitingFor(party)}
            onClick={() => {
              leaving.value = true;
            }}
          >
            {t.leave}
          </Button>
        </div>
      )}
      <DecideDialog
        open={leaving.value}
        title={t.leaveTitle(parent.name)}
        consequences={t.leaveWhat(parent.name)}
        label={t.leaveDo(parent.name)}
        act={leave}
        onClose={() => {
          leaving.value = false;
        }}
      />
    </>
  );
}

/** What the parent was asked to vouch for instead, until it answers. */
function Change({
  party,
  change,
  parent,
}: {
  party: Party;
  change: NonNullable<Party['change']>;
  parent: string;
}): JSX.Element {
  const t = organisation();
  const renamed = change.name !== party.name || change.level !== party.level;
  const rekeyed = change.key.kid !== party.key.kid;
  if (change.refused !== null) {
    return (
      <Notice tone="danger" title={t.notTaken(parent)} role="status">
        <p>{refusalInWords(change.refused) ?? t.declinedNext}</p>
      </Notice>
    );
  }
  return (
    <>
      <Notice title={t.changeWaiting(parent)} role="status">
        {renamed && <p>{t.changeName(change.name, change.level)}</p>}
        <p>{t.changeUntil(moment(change.askedAt))}</p>
        {rekeyed && <p>{t.changeKey}</p>}
      </Notice>
      {rekeyed && <Words words={change.key.words} label={t.words} large />}
    </>
  );
}

/** What a code of a refusal means and what to do, in words; undefined where there is none. */
function refusalInWords(code: string | null): string | undefined {
  return Object.entries(problems())
    .find(([known]) => known === code)?.[1]
    .join(' ');
}
