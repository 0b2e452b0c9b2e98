import { keyValueStorage, memoryStorage, type OutboxStorage } from './storage.ts';

/** The best storage that there is here: IndexedDB, else localStorage, else memory. */
export async function defaultStorage(): Promise<OutboxStorage> {
  if (typeof indexedDB !== 'undefined') {
    // Private windows of some browsers have it, and refuse to open it.
    const opened = await import('./indexed-db.ts').then(({ openIndexedDb }) => openIndexedDb()).catch(() => null);
    if (opened !== null) return opened;
  }
  return localStorageIfThere() ?? memoryStorage();
}

function localStorageIfThere(): OutboxStorage | null {
  try {
    // The name alone makes newer versions of Node write a warning.
    const { localStorage } = 'document' in globalThis ? globalThis : { localStorage: undefined };
    if (localStorage === undefined) return null;
    const { length: _probe } = localStorage;
    return keyValueStorage({
      keys: () => Object.keys(localStorage),
      getItem: (key) => localStorage.getItem(key),
      setItem: (key, text) => localStorage.setItem(key, text),
      removeItem: (key) => localStorage.removeItem(key),
    });
  } catch {
    return null;
  }
}
