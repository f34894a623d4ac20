import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { call } from '../../api.ts';

/** How many of the latest deliveries have not arrived, by receiver: refused, or tried in vain. */
export function useStuck(slug: string, index: number): ReadonlyMap<string, number> {
  const stuck = useSignal<ReadonlyMap<string, number>>(new Map());
  useEffect(() => {
    let current = true;
    void call('deliveries', { slug }).then((answer) => {
      if (!current || !answer.ok) return;
      const counted = new Map<string, number>();
      for (const { receiver, state, attempts } of answer.value.deliveries) {
        if (state === 'refused' || (state === 'waiting' && attempts > 0))
          counted.set(receiver.id, (counted.get(receiver.id) ?? 0) + 1);
      }
      stuck.value = counted;
    });
    return () => {
      current = false;
    };
  }, [slug, index, stuck]);
  return stuck.value;
}
