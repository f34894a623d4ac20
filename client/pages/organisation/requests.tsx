import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { PartyRequest } from '../../../server/api/party.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { moment } from '../../i18n/numbers.ts';
import { organisation } from '../../i18n/organisation.ts';
import type { Problem } from '../../problem.ts';
import { Compare } from './compare.tsx';
import type { PlaceProps } from './party.ts';

/** What branches below ask for and wait for; nothing where nobody does. */
export function RequestsSection(place: PlaceProps): JSX.Element | null {
  const { requests } = place.party;
  if (requests.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="requests">
      <h2 class="ds-heading" data-size="sm" id="requests">
        {organisation().requests}
      </h2>
      {requests.map((request) => (
        <Request key={request.request} {...place} request={request} />
      ))}
    </section>
  );
}

/** What a request asks for, a sentence each. */
function wishes({ join, asks, known, last }: PartyRequest): string[] {
  const t = organisation();
  const sentences: string[] = [];
  if (known === null) sentences.push(t.requestJoin(asks.level));
  else if (join) sentences.push(t.requestBack);
  else if (known.key.kid !== asks.key.kid) sentences.push(t.requestKey);
  if (known !== null && known.name !== asks.name) sentences.push(t.requestName(known.name, asks.name));
  if (known !== null && known.level !== asks.level) sentences.push(t.requestLevel(known.level, asks.level));
  if (known === null && last !== null) sentences.push(t.requestLast(last));
  return sentences;
}

/** One branch's request, with the words to compare where its key is not known, and the answers. */
function Request({ live, changed, request }: PlaceProps & { request: PartyRequest }): JSX.Element {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const { asks, known } = request;
  const t = organisation();
  const name = known?.name ?? asks.name;
  const parameters = { slug: live.slug, request: request.request };
  const answerWith = async (agreed: boolean): Promise<void> => {
    busy.value = true;
    const answer = agreed
      ? await call('confirmChild', parameters, { kid: asks.key.kid })
      : await call('declineChild', parameters);
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) announce(agreed ? t.confirmed(asks.name) : t.declinedThem(name));
    await changed();
    busy.value = false;
  };
  const keyKnown = known !== null && known.key.kid === asks.key.kid && !request.join;
  return (
    <section class="card request" aria-label={t.requestFrom(name)}>
      <h3 class="ds-heading" data-size="xs">
        {t.requestFrom(name)}
      </h3>
      <ul class="consequences">
        {wishes(request).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p class="muted small">
        {t.requestAt(moment(request.receivedAt))} · {request.child}
      </p>
      {keyKnown ? (
        <>
          <p>{t.requestSigned}</p>
          <div class="actions">
            <Button busy={busy.value} onClick={() => void answerWith(true)}>
              {t.confirmKnown}
            </Button>
          </div>
        </>
      ) : (
        <Compare
          whose={asks}
          sameLabel={t.confirm}
          stopLabel={t.decline}
          busy={busy.value}
          onSame={() => void answerWith(true)}
          onStop={() => void answerWith(false)}
        />
      )}
      <ProblemBox problem={problem.value} />
      <div class="actions">
        <Button
          variant="tertiary"
          color="neutral"
          data-size="sm"
          aria-label={`${t.decline}: ${name}`}
          busy={busy.value}
          onClick={() => void answerWith(false)}
        >
          {t.decline}
        </Button>
      </div>
    </section>
  );
}
