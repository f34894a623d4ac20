/** What an attack puts in the place of a browser's own functions while it lasts. Gives the way back. */
export function standIn(name: 'document' | 'fetch' | 'localStorage', value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  return () => {
    if (before === undefined) Reflect.deleteProperty(globalThis, name);
    else Object.defineProperty(globalThis, name, before);
  };
}
