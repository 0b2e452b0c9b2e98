import 'fake-indexeddb/auto';
import { Window } from 'happy-dom';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { defaultStorage } from './default-storage.ts';
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

afterEach(() => vi.unstubAllGlobals());

test('where a browser refuses IndexedDB, as in private windows, what is unsent is in localStorage over reloads', async () => {
  const { document, localStorage } = new Window();
  const refuses = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  vi.stubGlobal('indexedDB', { open: refuses });
  vi.stubGlobal('document', document);
  vi.stubGlobal('localStorage', localStorage);
  await (await defaultStorage()).put('alice', entry('a', 1));
  expect(localStorage.length).toBe(1);
  expect(await (await defaultStorage()).load('alice')).toEqual([entry('a', 1)]);

  // Where that is refused as well, it lasts as long as the page.
  vi.stubGlobal('localStorage', undefined);
  const memory = await defaultStorage();
  await memory.put('alice', entry('b', 2));
  expect(await memory.load('alice')).toEqual([entry('b', 2)]);
});
