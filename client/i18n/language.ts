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
  if (kept !== null && kept in languages) return kept as Language;
  return navigator.language.toLowerCase().startsWith('nn') ? 'nn' : 'nb';
}

/** The language of the page. Components that read it are drawn again when it changes. */
export const language = signal<Language>(remembered());

effect(() => {
  document.documentElement.lang = language.value;
});

/** Switches the language in place and remembers it on the device. */
export function setLanguage(to: Language): void {
  language.value = to;
  try {
    localStorage.setItem(place, to);
  } catch {
    // Not remembered, but switched.
  }
}

/** The shape of a translation: the same keys, functions taking the same parameters. */
export type Translation<Source> = {
  [Key in keyof Source]: Source[Key] extends (...parameters: infer P) => string
    ? (...parameters: P) => string
    : Source[Key] extends string
      ? string
      : Translation<Source[Key]>;
};

/** The strings of one area in the language of the page: `const t = area(); t.title; t.voted(3, 20)`. */
export function area<Source>(catalogues: Record<Language, Translation<Source>>): () => Translation<Source> {
  return () => catalogues[language.value];
}
