import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Member } from '../../../server/api/secretary.ts';
import type { Me } from '../../../server/api/session.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { buildRoll } from '../../../server/rules/roll.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { SignDialog } from '../../components/sign-dialog.tsx';
import { secretary } from '../../i18n/secretary.ts';
import type { Problem } from '../../problem.ts';
import { signStatement } from '../../sign.ts';
import type { DeskProps } from './desk.ts';
import { NoMeeting } from './no-meeting.tsx';
import { hasKey } from './roster.ts';

/** How a member's standing differs from the signed roll. */
type Change = 'came' | 'left' | 'key';

/** What a new roll would change for a member; null where nothing. */
function changeOf({ entitled, rolled, credentials }: Member): Change | null {
  if (rolled === null) return entitled ? 'came' : null;
  if (!entitled) return 'left';
  const ids = credentials.map(({ id }) => id);
  return ids.length === rolled.length && ids.every((id) => rolled.includes(id)) ? null : 'key';
}

/** The roll: who may vote, what has changed since it was signed, and signing it. */
export function RollSection(props: DeskProps): JSX.Element {
  const { snapshot } = props;
  if (snapshot.meeting === null) return <NoMeeting />;
  return <Roll {...props} meeting={snapshot.meeting.id} />;
}

function Roll({ live, snapshot, me, members, roster, meeting }: DeskProps & { meeting: string }): JSX.Element {
  const open = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = secretary();
  const { roll } = snapshot;
  const present = members.filter(({ entitled }) => entitled);
  const keyless = present.filter((member) => !hasKey(member));
  const changes = members.flatMap((member) => {
    const change = changeOf(member);
    return change === null ? [] : [{ member, change }];
  });
  const version = (roll?.version ?? 0) + 1;
  const running = snapshot.ballots.some(({ state }) => state !== 'closed');

  const sign = async (): Promise<void> => {
    busy.value = true;
    problem.value = null;
    const statement = buildRoll({
      branch: snapshot.branch.id,
      meeting,
      version,
      present: present.map(({ member, credentials }) => ({ delegate: member, credentials })),
    });
    const signed = await signStatement(statement, me);
    const answer = signed.ok ? await call('signRoll', { slug: live.slug, meeting }, signed.value) : signed;
    await Promise.all([live.refresh(), roster.load()]);
    if (answer.ok) {
      open.value = false;
      announce(t.rollSigned(version, present.length));
    } else problem.value = answer.problem;
    busy.value = false;
  };
  const reason = reasonAgainst(me, present, roll !== null && changes.length === 0);

  return (
    <>
      <section class="card" aria-label={t.rollNow}>
        <RollState roll={roll} changed={changes.length > 0} />
        {roll !== null && changes.length > 0 && <Changes changes={changes} />}
        {keyless.length > 0 && <p class="muted">{t.rollKeyless(keyless.length)}</p>}
        {running && <p class="muted">{t.rollRunning}</p>}
        <Button
          reason={reason}
          onClick={() => {
            problem.value = null;
            open.value = true;
          }}
        >
          {t.signRoll}
        </Button>
      </section>
      <section class="card" aria-labelledby="roll-list">
        <h3 class="ds-heading" data-size="xs" id="roll-list">
          {t.rollWillList(present.length)}
        </h3>
        {present.length === 0 ? (
          <p class="muted">{t.rollEmpty}</p>
        ) : (
          <ol class="roll-list">
            {present.map((member) => (
              <li key={member.member}>
                {member.name} <span class="muted">{t.numbered(member.number)}</span>
                {!hasKey(member) && (
                  <span class="ds-tag" data-color="warning">
                    {t.noKey}
                  </span>
                )}
              </li>
            ))}
          </ol>
        )}
      </section>
      <SignDialog
        open={open.value}
        title={t.signRollTitle(version)}
        label={t.signRoll}
        busy={busy.value}
        problem={problem.value}
        reason={reason}
        onSign={() => void sign()}
        onCancel={() => {
          open.value = false;
        }}
      >
        <p>{t.signRollWhat(present.length)}</p>
        {roll !== null && changes.length > 0 && <Changes changes={changes} />}
        {keyless.length > 0 && <p>{t.rollKeyless(keyless.length)}</p>}
      </SignDialog>
    </>
  );
}

/** Why the roll cannot be signed by the asker now; undefined when it can. */
function reasonAgainst(me: Me, present: readonly Member[], same: boolean): string | undefined {
  const t = secretary();
  if (!me.roles.includes('secretary')) return t.rollForSecretary;
  if (present.length === 0) return t.rollEmpty;
  if (!present.some(({ member }) => member === me.member)) return t.rollWithoutYou;
  return same ? t.rollSame : undefined;
}

/** Whether the roll is signed and still lists those who are in. */
function RollState({ roll, changed }: { roll: Snapshot['roll']; changed: boolean }): JSX.Element {
  const t = secretary();
  if (roll === null) {
    return (
      <Notice tone="warning" title={t.rollNone}>
        <p>{t.rollNoneNext}</p>
      </Notice>
    );
  }
  if (!changed) {
    return (
      <Notice tone="success" title={t.rollFresh(roll.version, roll.entitled)}>
        <p>{t.rollFreshAbout}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="warning" title={t.rollStale(roll.version, roll.entitled)}>
      <p>{t.rollStaleNext}</p>
    </Notice>
  );
}

const marks: Record<Change, string> = { came: '+', left: '−', key: '↻' };

function Changes({ changes }: { changes: readonly { member: Member; change: Change }[] }): JSX.Element {
  const t = secretary();
  return (
    <ul class="changes" aria-label={t.rollChanges}>
      {(['came', 'left', 'key'] as const).flatMap((kind) =>
        changes
          .filter(({ change }) => change === kind)
          .map(({ member }) => (
            <li key={member.member} data-change={kind}>
              <span aria-hidden="true">{marks[kind]}</span> {t.change[kind](member.name)}
            </li>
          )),
      )}
    </ul>
  );
}
