import type { JSX } from 'preact';
import type { CollectionItem } from '../../../server/api/collection.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { History } from '../../components/custody/history.tsx';
import { type Level, Levels } from '../../components/custody/levels.tsx';
import { Stages } from '../../components/custody/stages.tsx';
import { AdoptedText, RejectedPoints } from '../../components/resolution-text.tsx';
import { VoteList } from '../../components/vote-list.tsx';
import { county } from '../../i18n/county.ts';
import { custody } from '../../i18n/custody.ts';
import { date } from '../../i18n/numbers.ts';
import { treatment } from '../../i18n/treatment.ts';
import type { Live } from '../../live.ts';
import { Verified } from '../county/verified.tsx';
import { Meeting } from './meeting.tsx';
import { textOf } from './preview.tsx';
import { Treat } from './treat.tsx';

/** A received resolution, and for those who lead the branch the forms by which it is treated. */
export function ReceivedResolution({
  live,
  snapshot,
  item,
  onChange,
}: {
  live: Live;
  snapshot: Snapshot;
  item: CollectionItem;
  /** Fetches what is held of the resolution again. */
  onChange: () => Promise<void>;
}): JSX.Element {
  const t = treatment();
  const { branch, me } = snapshot;
  const { payload, state, answers, treatments } = item;
  const roles = me?.roles ?? [];
  const leads = roles.includes('leader');
  const serves = leads || roles.includes('chair') || roles.includes('secretary');
  return (
    <>
      <Stages state={state} />
      <Levels levels={wayOf(branch, item)} label={t.way} />
      {answers !== null && (
        <p>
          {answers.late ? t.answersLate(answers.title) : t.answers(answers.title)}{' '}
          <a class="ds-link" href={`/lag/${branch.slug}/horing/${answers.hearing}`}>
            {t.toHearing}
          </a>
        </p>
      )}
      <div class="received-text">
        <section class="stack">
          <h2 class="ds-heading" data-size="sm">
            {t.text}
          </h2>
          <AdoptedText payload={payload} level={3} />
          <RejectedPoints payload={payload} level={3} />
        </section>
        <section class="stack">
          <h2 class="ds-heading" data-size="sm">
            {t.votes}
          </h2>
          <VoteList payload={payload} />
          <details class="verified">
            <summary>
              <span aria-hidden="true">✓ </span>
              {county().verified}
            </summary>
            <Verified branch={branch} item={item} />
          </details>
        </section>
      </div>
      {treatments.length === 0 ? (
        <p class="muted">{t.noTreatments}</p>
      ) : (
        <History slug={live.slug} treatments={treatments} textOf={(number) => textOf(item, number)} level={2} />
      )}
      {serves && <Meeting live={live} snapshot={snapshot} item={item} onPut={onChange} />}
      {leads ? (
        <Treat live={live} branch={branch} item={item} onSigned={onChange} />
      ) : (
        <p class="muted small no-print">{t.readOnly}</p>
      )}
    </>
  );
}

/** From the branch that wrote the resolution to this one, and the one above where it has gone on. */
function wayOf(branch: Snapshot['branch'], item: CollectionItem): Level[] {
  const t = custody();
  const words = treatment();
  const { path, name, branch: writer, receivedAt, state, decidedAt, receipts } = item;
  const below = path.length === 0 ? [{ id: writer, name }] : path;
  const forwarded = state === 'forwarded';
  const levels: Level[] = below.map((one) => {
    const got = receipts.find((receipt) => receipt.branch === one.id)?.receivedAt;
    const passed = got === undefined ? words.passedOn : t.receivedAt(date(got));
    return {
      id: one.id,
      name: one.name,
      note: one.id === writer ? `${t.decidedHere} ${date(decidedAt)}` : passed,
      state: 'done',
    };
  });
  levels.push({
    id: branch.id,
    name: branch.name,
    note: t.receivedAt(date(receivedAt)),
    state: forwarded ? 'done' : 'now',
  });
  if (branch.parent !== null) {
    const { id, name: above } = branch.parent;
    levels.push({
      id,
      name: above,
      note: forwarded ? t.stage.forwarded : t.notReceived,
      state: forwarded ? 'now' : 'next',
    });
  }
  return levels;
}
