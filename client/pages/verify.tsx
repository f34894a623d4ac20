import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useCallback, useEffect, useRef } from 'preact/hooks';
import type { Refusal } from '../../server/rules/refusals.ts';
import { announce } from '../components/announcer.tsx';
import { Notice } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { RefusalDetail } from '../components/refusal-detail.tsx';
import { verify } from '../i18n/verify.ts';
import type { BoxJudgement, BoxTexts, FileTexts, Judgement } from '../judge.ts';
import { useVerifier } from '../verifier.ts';
import { BoxAnswer, boxWords } from './verify/box.tsx';
import { Chooser, FileList } from './verify/chooser.tsx';
import { ComplaintVerdict, complaintWords } from './verify/complaint.tsx';
import { type AddedFiles, addFiles, type Kind } from './verify/files.ts';
import { Limits } from './verify/limits.tsx';
import { Said } from './verify/said.tsx';
import { Steps } from './verify/steps.tsx';
import type { Trial } from './verify/trial.ts';
import { TrialBanner, TrialCard } from './verify/trial-card.tsx';
import { Verdict, verdictOf } from './verify/verdict.tsx';
import '../styles/pages/verify.css';

/** Where the verification stands: nothing to verify, at work (with numbers once they are known), done, or broken. */
type State =
  | { kind: 'empty' }
  | { kind: 'working'; done: number; total: number }
  | { kind: 'judged'; judgement: Judgement | BoxJudgement; files: FileTexts | BoxTexts }
  | { kind: 'broken' };

/** Verifies files that are dropped here. All that it needs is fetched with the page; afterwards it sends and fetches nothing. */
export default function VerifyPage(): JSX.Element {
  const held = useSignal<AddedFiles>({});
  const strangers = useSignal<string[]>([]);
  const trial = useSignal<Trial | null>(null);
  const answer = useRef<HTMLDivElement>(null);
  const t = verify();
  const texts = textsOf(held.value);
  const state = useJudgement(trial.value?.files ?? texts, held.value, trial.value);

  const take = useCallback(
    (files: File[]): void => {
      if (files.length === 0) return;
      void addFiles(held.value, files).then(({ held: all, added, strangers: unknown }) => {
        const words = verify();
        held.value = all;
        strangers.value = unknown;
        trial.value = null;
        if (added.length > 0) announce(words.taken(added.map((kind) => words.kind[kind])));
      });
    },
    [held, strangers, trial],
  );
  const remove = (kind: Kind): void => {
    const { [kind]: _, ...rest } = held.value;
    held.value = rest;
    trial.value = null;
  };

  return (
    <Page title={t.title} lede={t.lede}>
      <p class="private">{t.private}</p>
      <Chooser onFiles={take} />
      <FileList held={held.value} onRemove={remove} />
      {strangers.value.map((name) => (
        <Notice key={name} tone="warning" title={t.unknown(name)} role="alert">
          <p>{t.unknownNext}</p>
        </Notice>
      ))}
      {trial.value !== null && (
        <TrialBanner
          change={trial.value.change}
          onBack={() => {
            trial.value = null;
            answer.current?.focus();
          }}
        />
      )}
      <div ref={answer} tabIndex={-1} class="answer">
        <Answer
          state={state}
          started={Object.keys(held.value).length > 0}
          onTrial={(started) => {
            trial.value = started;
          }}
          trying={trial.value !== null}
        />
      </div>
    </Page>
  );
}

function textsOf({
  resolution,
  anchor,
  evidence,
  receipt,
  box,
  complaint,
}: AddedFiles): FileTexts | BoxTexts | undefined {
  if (box !== undefined) return { box: box.text, anchor: anchor?.text, complaint: complaint?.text };
  if (resolution === undefined) return undefined;
  return {
    resolution: resolution.text,
    anchor: anchor?.text,
    evidence: evidence?.text,
    receipt: receipt?.text,
    complaint: complaint?.text,
  };
}

/** Judges the files again whenever they change; an answer that comes after a newer question is dropped. */
function useJudgement(files: FileTexts | BoxTexts | undefined, held: AddedFiles, trial: Trial | null): State {
  const verifier = useVerifier();
  const state = useSignal<State>({ kind: 'empty' });
  useEffect(() => {
    if (files === undefined || verifier === null) {
      state.value = { kind: 'empty' };
      return;
    }
    let current = true;
    state.value = { kind: 'working', done: 0, total: 0 };
    verifier
      .judge(files, (done, total) => {
        if (current) state.value = { kind: 'working', done, total };
      })
      .then(
        (judgement) => {
          if (!current) return;
          state.value = { kind: 'judged', judgement, files };
          announce(wordsOf(judgement).join('. '));
        },
        () => {
          if (current) state.value = { kind: 'broken' };
        },
      );
    return () => {
      current = false;
    };
    // `files` is made anew at each drawing; what it is made of is not.
  }, [verifier, held, trial, state]);
  return state.value;
}

/** The answers in a few words, for those who listen. */
function wordsOf(judgement: Judgement | BoxJudgement): string[] {
  if ('boxed' in judgement) return boxWords(judgement);
  return [verdictOf(judgement), ...complaintWords(judgement.verification.complaint)];
}

function Answer({
  state,
  started,
  trying,
  onTrial,
}: {
  state: State;
  started: boolean;
  trying: boolean;
  onTrial: (trial: Trial) => void;
}): JSX.Element | null {
  const t = verify();
  if (state.kind === 'empty') return started ? <p>{t.resolutionFirst}</p> : null;
  if (state.kind === 'broken') return <Notice tone="danger" title={t.broken} role="alert" />;
  if (state.kind === 'working') return <Working done={state.done} total={state.total} />;
  const { judgement, files } = state;
  return (
    <>
      <AnchorRefused refusal={judgement.anchorRefusal} />
      {'boxed' in judgement ? (
        <BoxAnswer judgement={judgement} complained={files.complaint !== undefined} />
      ) : (
        'resolution' in files && <FilesAnswer judgement={judgement} files={files} trying={trying} onTrial={onTrial} />
      )}
    </>
  );
}

/** Why the key that was given is not used. */
function AnchorRefused({ refusal }: { refusal: Refusal | undefined }): JSX.Element | null {
  const t = verify();
  if (refusal === undefined) return null;
  return (
    <Notice tone="danger" title={t.anchorWrong} role="alert">
      <p>{t.anchorWrongNext}</p>
      <RefusalDetail refusal={refusal} />
    </Notice>
  );
}

function FilesAnswer({
  judgement,
  files,
  trying,
  onTrial,
}: {
  judgement: Judgement;
  files: FileTexts;
  trying: boolean;
  onTrial: (trial: Trial) => void;
}): JSX.Element {
  const t = verify();
  const { verification, anchored } = judgement;
  const complaint = files.complaint !== undefined && (
    <ComplaintVerdict
      complaint={verification.complaint}
      anchored={anchored}
      unjudged={files.evidence === undefined ? t.complaintWaitsAbout : t.complaintUnjudged}
    />
  );
  // a paper that was promised and not counted goes before all that holds
  const proven = verification.complaint?.proves === 'promised';
  const given = { receipt: files.receipt !== undefined, evidence: files.evidence !== undefined };
  return (
    <>
      {proven && complaint}
      <Verdict judgement={judgement} />
      {!proven && complaint}
      <Steps judgement={judgement} given={given} />
      <Said judgement={judgement} />
      <Limits given={{ ...given, anchor: anchored }} boxed={isBoxed(judgement)} />
      {verification.ok && anchored && !trying && <TrialCard files={files} onTrial={onTrial} />}
    </>
  );
}

/** Whether the evidence is that of secret ballots alone: then it says of nobody how they voted. */
function isBoxed({ definitions }: Judgement): boolean {
  return definitions.length > 0 && definitions.every(({ secrecy }) => secrecy === 'secret');
}

function Working({ done, total }: { done: number; total: number }): JSX.Element {
  const t = verify();
  const words = total === 0 ? t.working : t.progress(done, total);
  return (
    <div class="working">
      <p>{words}</p>
      <progress aria-label={t.working} {...(total === 0 ? {} : { value: done, max: total })} />
    </div>
  );
}
