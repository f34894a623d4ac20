import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { common } from '../i18n/common.ts';
import { loadCatalogues } from '../i18n/language.ts';
import { Button } from './button.tsx';

type Body<P> = (props: P) => JSX.Element | null;

/** A part of a page in a file of its own, which is fetched when the part is first drawn. */
export function part<P extends object>(load: () => Promise<{ default: Body<P> }>): (props: P) => JSX.Element {
  const body = signal<Body<P> | 'failed' | undefined>(undefined);
  let asked = false;
  const fetch = async (): Promise<void> => {
    asked = true;
    body.value = undefined;
    try {
      const file = await load();
      await loadCatalogues();
      body.value = file.default;
    } catch {
      body.value = 'failed';
    }
  };
  return function Part(props) {
    useEffect(() => {
      if (!asked) void fetch();
    }, []);
    const Drawn = body.value;
    if (Drawn === undefined) return <p>{common().loading}</p>;
    if (Drawn !== 'failed') return <Drawn {...props} />;
    return (
      <div class="actions">
        <Button variant="secondary" onClick={() => void fetch()}>
          {common().again}
        </Button>
      </div>
    );
  };
}
