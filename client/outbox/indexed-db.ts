import { type DBSchema, openDB } from 'idb';
import type { OutboxEntry } from './outbox-state.ts';
import type { OutboxStorage } from './storage.ts';

interface Schema extends DBSchema {
  entries: { key: [string, string]; value: OutboxEntry & { account: string }; indexes: { account: string } };
}

/** An outbox in IndexedDB. Rejects where the browser has none, or refuses it. */
export async function openIndexedDb(name = 'tidings'): Promise<OutboxStorage> {
  const database = await openDB<Schema>(name, 1, {
    upgrade(db) {
      const entries = db.createObjectStore('entries', { keyPath: ['account', 'clientMessageId'] });
      entries.createIndex('account', 'account');
    },
    // A newer version of the application wants to change it.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  return {
    async load(account) {
      const rows = await database.getAllFromIndex('entries', 'account', account);
      return rows.map(({ account: _account, ...entry }) => entry);
    },
    async put(account, entry) {
      const write = database.transaction('entries', 'readwrite', { durability: 'strict' });
      await Promise.all([write.store.put({ ...entry, account }), write.done]);
    },
    async remove(account, clientMessageId) {
      await database.delete('entries', [account, clientMessageId]);
    },
  };
}
