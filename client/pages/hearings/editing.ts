import { type Signal, useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { HearingDraft } from '../../../server/rules/hearing.ts';
import { call } from '../../api.ts';
import { edited } from '../../components/editor/blocks.ts';
import { noText, type WrittenText } from '../../components/editor/text-editor.tsx';
import type { Problem } from '../../problem.ts';

/** A hearing while it is prepared: what is saved, and the text as it is being written. */
export interface Editing {
  slug: string;
  id: string;
  draft: Signal<HearingDraft | null>;
  written: Signal<WrittenText>;
  problem: Signal<Problem | null>;
  busy: Signal<boolean>;
  change: (part: Partial<HearingDraft>) => void;
  /** Saves it as it stands; true when it is saved. */
  save: () => Promise<boolean>;
}

/** A draft, fetched once: what is written on the page is nobody else's meanwhile. */
export function useEditing(slug: string, id: string): Editing {
  const draft = useSignal<HearingDraft | null>(null);
  const written = useSignal<WrittenText>(noText);
  const problem = useSignal<Problem | null>(null);
  const busy = useSignal(false);
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void call('hearingDrafts', { slug }).then((answer) => {
      if (!answer.ok) {
        problem.value = answer.problem;
        return;
      }
      const found = answer.value.drafts.find((one) => one.draft === id);
      if (found === undefined) {
        problem.value = { code: 'not_found', detail: `no draft ${id}`, status: 404 };
        return;
      }
      const { draft: _, updatedAt: __, ...content } = found;
      written.value =
        content.blocks.length === 0 ? noText : { ...noText, title: content.title, blocks: edited(content.blocks) };
      draft.value = content;
    });
  }, [slug, id, asked, draft, written, problem]);
  const change = (part: Partial<HearingDraft>): void => {
    if (draft.value !== null) draft.value = { ...draft.value, ...part };
  };
  const save = async (): Promise<boolean> => {
    if (draft.value === null) return false;
    busy.value = true;
    const answer = await call('editHearingDraft', { slug, draft: id }, draft.value);
    problem.value = answer.ok ? null : answer.problem;
    busy.value = false;
    return answer.ok;
  };
  return { slug, id, draft, written, problem, busy, change, save };
}

/** The steps of preparing a hearing, in their order. */
export const steps = ['text', 'about', 'dates', 'asked', 'preview'] as const;
export type Step = (typeof steps)[number];

/** What of a draft is missing, by the step that it belongs to. */
export function useMissing({ draft, written }: Editing, hasText: boolean): ReadonlySet<Step> {
  const missing = useComputed(() => {
    const now = draft.value;
    const found = new Set<Step>();
    if (now === null) return found;
    void written.value;
    if (now.opensAt === null || now.deadline === null || now.deadline <= now.opensAt) found.add('dates');
    if (now.asked.branches !== 'all' && now.asked.branches.length === 0) found.add('asked');
    return found;
  }).value;
  return hasText ? missing : new Set<Step>(['text', ...missing]);
}
