import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { openIndexedDb } from './indexed-db.ts';
import type { OutboxEntry } from './outbox-state.ts';
import { memoryStorage } from './storage.ts';

const entry = (clientMessageId: string, order: number): OutboxEntry => ({
  ...{
    clientMessageId,
    createdAt: order,
    order,
    status: 'queued',
    failure: null,
    attempts: 0,
    retryAt: 0,
    message: null,
  },
  input: { conversationId: 'conv_1', clientMessageId, text: 'Grüße 👋' },
});

describe.each([
  ['IndexedDB', () => openIndexedDb('test')],
  ['keys and values', async () => memoryStorage()],
])('an outbox in %s', (_name, open) => {
  test('gives back what was put in, to its own account alone, until it is taken out', async () => {
    const storage = await open();
    await storage.put('alice', entry('a', 1));
    await storage.put('alice', entry('b', 2));
    await storage.put('alice', { ...entry('a', 1), status: 'failed', failure: { code: 'FORBIDDEN', message: 'no' } });
    await storage.put('ali', entry('c', 3));
    const stored = (await storage.load('alice')).sort((x, y) => x.order - y.order);
    expect(stored).toEqual([
      { ...entry('a', 1), status: 'failed', failure: { code: 'FORBIDDEN', message: 'no' } },
      entry('b', 2),
    ]);
    await storage.remove('alice', 'a');
    expect(await storage.load('alice')).toEqual([entry('b', 2)]);
    expect(await storage.load('ali')).toEqual([entry('c', 3)]);
  });
});

test('what is in IndexedDB is there after a reload', async () => {
  await (await openIndexedDb('reload')).put('alice', entry('a', 1));
  expect(await (await openIndexedDb('reload')).load('alice')).toEqual([entry('a', 1)]);
});
