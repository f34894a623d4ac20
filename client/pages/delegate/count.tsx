import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Me } from '../../../server/api/session.ts';
import type { BallotInfo } from '../../../server/api/snapshot.ts';
import type { Question } from '../../../server/rules/formats.ts';
import type { CountStatement } from '../../../server/rules/statements.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { questionName } from '../../components/question-result.tsx';
import { SignDialog } from '../../components/sign-dialog.tsx';
import { methods } from '../../i18n/delegate-methods.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';
import { signStatement } from '../../sign.ts';
import { optionName } from './questions.tsx';

type Counted = CountStatement['counts'];

/** What is counted of a question: all its options, or only those against. */
function optionsIn(ballot: BallotInfo, { options }: Question): readonly string[] {
  return ballot.method === 'against' ? ['against'] : options;
}

function nameOf(ballot: BallotInfo, option: string): string {
  const t = methods();
  const words: Record<string, string> = { for: t.countFor, against: t.countAgainst, blank: t.countBlank };
  return words[option] ?? optionName(ballot, option);
}

/** A count in words: `12 for, 3 mot`. */
function inWords(ballot: BallotInfo, counted: Readonly<Record<string, number>>): string {
  return Object.entries(counted)
    .map(([option, votes]) => `${nameOf(ballot, option)}: ${votes}`)
    .join(', ');
}

function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,5}$/u.test(text.trim()) ? Number(text) : undefined;
}

/** A teller's count of hands: filled in, signed, and then only whether the other teller counted the same. */
export default function Count({ live, ballot, me }: { live: Live; ballot: BallotInfo; me: Me }): JSX.Element {
  const again = useSignal(false);
  const t = methods();
  const { own, entered, agree } = ballot.counts;
  const beside = ballot.method === 'phones' || ballot.method === 'rollcall';
  if (own !== null && !again.value) {
    return (
      <section class="card" aria-label={t.count}>
        <h3 class="ds-heading" data-size="xs">
          {t.count}
        </h3>
        {ballot.definition.questions.map((question) => (
          <p key={question.id}>{t.countStands(inWords(ballot, own[question.id] ?? {}))}</p>
        ))}
        <div role="status">
          {agree ? (
            <Notice tone="success" title={t.countAgree} />
          ) : entered > 1 ? (
            <Notice tone="warning" title={t.countDiffer} />
          ) : (
            <p>{t.countWait}</p>
          )}
        </div>
        <Button
          variant="secondary"
          color="neutral"
          onClick={() => {
            again.value = true;
          }}
        >
          {t.countAgain}
        </Button>
      </section>
    );
  }
  return (
    <section class="card" aria-label={t.count}>
      <h3 class="ds-heading" data-size="xs">
        {t.count}
      </h3>
      <p>{beside ? t.countBeside(ballot.withoutPasskey) : t.countAll}</p>
      <Form
        live={live}
        ballot={ballot}
        me={me}
        people={beside ? ballot.withoutPasskey : ballot.entitled}
        onDone={() => {
          again.value = false;
        }}
      />
    </section>
  );
}

function Form({
  live,
  ballot,
  me,
  people,
  onDone,
}: {
  live: Live;
  ballot: BallotInfo;
  me: Me;
  /** How many there are to count. */
  people: number;
  onDone: () => void;
}): JSX.Element {
  const written = useSignal<Readonly<Record<string, string>>>({});
  const tried = useSignal(false);
  const asking = useSignal<Counted | null>(null);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = methods();
  const { questions } = ballot.definition;

  const check = (): void => {
    tried.value = true;
    const counted: Counted = {};
    for (const question of questions) {
      const votes: Record<string, number> = {};
      for (const option of optionsIn(ballot, question)) {
        const number = numberIn(written.value[`${question.id}/${option}`]);
        if (number === undefined) return;
        votes[option] = number;
      }
      if (sum(votes) > people) return;
      counted[question.id] = votes;
    }
    problem.value = null;
    asking.value = counted;
  };
  const sign = async (counts: Counted): Promise<void> => {
    busy.value = true;
    const statement = {
      typ: 'vedtak/count/1' as const,
      ballot: ballot.id,
      method: 'hands' as const,
      counts,
      teller: me.member,
    };
    const signed = await signStatement(statement, me);
    const answer = signed.ok ? await call('castCount', { slug: live.slug, ballot: ballot.id }, signed.value) : signed;
    if (answer.ok) {
      await live.refresh();
      asking.value = null;
      announce(answer.value.agree ? t.countAgree : answer.value.counts > 1 ? t.countDiffer : t.countWait);
      onDone();
    } else {
      problem.value = answer.problem;
    }
    busy.value = false;
  };
  return (
    <div class="form">
      {questions.map((question) => {
        const options = optionsIn(ballot, question);
        const numbers = options.map((option) => numberIn(written.value[`${question.id}/${option}`]));
        const whole = numbers.every((number) => number !== undefined);
        const tooMany = whole && numbers.reduce((all, number) => all + number, 0) > people;
        return (
          <fieldset class="ds-fieldset count" key={question.id}>
            <legend class="ds-label">{t.countOf(questionName(ballot, question))}</legend>
            {options.map((option) => {
              const key = `${question.id}/${option}`;
              const missing = tried.value && numberIn(written.value[key]) === undefined;
              return (
                <TextField
                  key={key}
                  label={nameOf(ballot, option)}
                  value={written.value[key] ?? ''}
                  inputMode="numeric"
                  autocomplete="off"
                  mistake={missing ? t.countWhole : undefined}
                  onValue={(text) => {
                    written.value = { ...written.value, [key]: text };
                  }}
                />
              );
            })}
            {tooMany && <p class="mistake">{t.countTooMany(people)}</p>}
          </fieldset>
        );
      })}
      <Button wide onClick={check}>
        {t.sendCount}
      </Button>
      <SignDialog
        open={asking.value !== null}
        title={t.signCount}
        label={t.sendCount}
        busy={busy.value}
        problem={problem.value}
        onSign={() => asking.value !== null && void sign(asking.value)}
        onCancel={() => {
          asking.value = null;
        }}
      >
        {questions.map((question) => (
          <p key={question.id}>
            <strong>{questionName(ballot, question)}</strong> {inWords(ballot, asking.value?.[question.id] ?? {})}
          </p>
        ))}
      </SignDialog>
    </div>
  );
}

function sum(votes: Readonly<Record<string, number>>): number {
  return Object.values(votes).reduce((all, number) => all + number, 0);
}
