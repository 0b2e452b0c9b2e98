import type { OutboxEntry } from './outbox-state.ts';

/** Keeps what is not sent yet over reloads and crashes. Each user's entries are apart from all others'. */
export interface OutboxStorage {
  /** All entries of the account, in any order. */
  load(account: string): Promise<OutboxEntry[]>;
  /** Writes an entry; when this is fulfilled, it is there after a crash. */
  put(account: string, entry: OutboxEntry): Promise<void>;
  remove(account: string, clientMessageId: string): Promise<void>;
}

/** Texts by key: `localStorage`, React Native's AsyncStorage, or a folder. */
export interface KeyValueStore {
  keys(): readonly string[] | Promise<readonly string[]>;
  getItem(key: string): string | null | Promise<string | null>;
  setItem(key: string, value: string): void | Promise<void>;
  removeItem(key: string): void | Promise<void>;
}

/**
 * An outbox in a store of texts, each entry under a key of its own, so that two tabs do not overwrite each other's.
 *
 * @example For React Native: `keyValueStorage({ ...AsyncStorage, keys: () => AsyncStorage.getAllKeys() })`
 */
export function keyValueStorage(store: KeyValueStore): OutboxStorage {
  const prefixOf = (account: string) => `tidings-outbox:${encodeURIComponent(account)}:`;
  return {
    async load(account) {
      const keys = (await store.keys()).filter((key) => key.startsWith(prefixOf(account)));
      const texts = await Promise.all(keys.map((key) => store.getItem(key)));
      return texts.flatMap((text) => (text === null ? [] : [JSON.parse(text) as OutboxEntry]));
    },
    async put(account, entry) {
      await store.setItem(prefixOf(account) + entry.clientMessageId, JSON.stringify(entry));
    },
    async remove(account, clientMessageId) {
      await store.removeItem(prefixOf(account) + clientMessageId);
    },
  };
}

/** An outbox that lasts as long as this object: for tests, and where nothing else is there. */
export function memoryStorage(): OutboxStorage {
  const texts = new Map<string, string>();
  return keyValueStorage({
    keys: () => [...texts.keys()],
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
  });
}
