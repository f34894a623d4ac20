import { effect, signal } from '@preact/signals';

/** Languages of the interface, in the order of the header. Each names itself. */
export const languages = { nb: 'Bokmål', nn: 'Nynorsk', en: 'English' } as const;
export type Language = keyof typeof languages;

const place = 'vedtak:language';

function remembered(): Language {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(place);
  } catch {
    // Storage is shut in some private windows: the default stands.
  }
  if (kept !== null && Object.hasOwn(languages, kept)) return kept as Language;
  return navigator.language.toLowerCase().startsWith('nn') ? 'nn' : 'nb';
}

/** The language of the page. Components that read it are drawn again when it changes. */
export const language = signal<Language>(remembered());

effect(() => {
  document.documentElement.lang = language.value;
});

/** Fetches the catalogues of an area in a language, where they are not there yet. */
type Fetch = (to: Language) => Promise<void>;

const areas: Fetch[] = [];
/** Counts what has been fetched, so that what was drawn without it is drawn again. */
const fetched = signal(0);

/** Fetches what the areas registered so far lack in a language. What cannot be had stays in bokmål. */
export async function loadCatalogues(to: Language = language.peek()): Promise<void> {
  await Promise.allSettled(areas.map((fetch) => fetch(to)));
}

/** Switches the language in place and remembers it on the device. */
export async function setLanguage(to: Language): Promise<void> {
  await loadCatalogues(to);
  language.value = to;
  try {
    localStorage.setItem(place, to);
  } catch {
    // Not remembered, but switched.
  }
}

/** The shape of a translation: the same keys, functions taking the same parameters and giving a sentence or several. */
export type Translation<Source> = {
  [Key in keyof Source]: Source[Key] extends (...parameters: infer P) => string
    ? (...parameters: P) => string
    : Source[Key] extends (...parameters: infer P) => readonly string[]
      ? (...parameters: P) => readonly string[]
      : Source[Key] extends string
        ? string
        : Translation<Source[Key]>;
};

/** A catalogue, or the way to fetch it when its language is first used. */
type Catalogue<Source> = Translation<Source> | (() => Promise<Translation<Source>>);

/**
 * The strings of one area in the language of the page: `const t = area(); t.title; t.voted(3, 20)`. Bokmål is there from
 * the start, and stands in until the other has come.
 */
export function area<Source>(
  catalogues: { nb: Translation<Source> } & Record<Exclude<Language, 'nb'>, Catalogue<Source>>,
): () => Translation<Source> {
  const held: Partial<Record<Language, Translation<Source>>> = { nb: catalogues.nb };
  const under: Partial<Record<Language, Promise<void>>> = {};
  const load: Fetch = (to) => {
    const catalogue = catalogues[to];
    if (typeof catalogue !== 'function') {
      held[to] = catalogue;
      return Promise.resolve();
    }
    under[to] ??= (catalogue as () => Promise<Translation<Source>>)().then(
      (strings) => {
        held[to] = strings;
        fetched.value += 1;
      },
      (error: unknown) => {
        delete under[to];
        throw error;
      },
    );
    return under[to];
  };
  areas.push(load);
  void load(language.peek()).catch(() => undefined);
  return () => {
    const strings = held[language.value];
    if (strings !== undefined) return strings;
    void fetched.value;
    return catalogues.nb;
  };
}
