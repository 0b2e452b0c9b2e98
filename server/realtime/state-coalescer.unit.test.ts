import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StateItem } from './log-event.ts';
import { createStateCoalescer } from './state-coalescer.ts';

const log = pino({ level: 'silent' });

const receipts = (...list: [userId: string, deliveredSeq: number, readSeq: number][]): StateItem => ({
  type: 'ReceiptsAdvanced',
  conversationId: 'conv_1',
  receipts: list.map(([userId, deliveredSeq, readSeq]) => ({ userId, deliveredSeq, readSeq })),
});

describe('state items of one place', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function start(deliver = async (_tenantId: string, _topic: string, _item: StateItem): Promise<void> => {}) {
    const delivered: StateItem[] = [];
    const coalescer = createStateCoalescer({
      intervalMs: 1_000,
      log,
      deliver: async (tenantId, topic, item) => {
        await deliver(tenantId, topic, item);
        delivered.push(item);
      },
    });
    const offer = (item: StateItem, topic = 'conv_1') => coalescer.offer('acme', topic, item);
    return { coalescer, delivered, offer };
  }

  it('come at once at first, then at most once a second, merged to the newest', async () => {
    const { delivered, offer } = start();
    offer(receipts(['alice', 1, 1]));
    await vi.advanceTimersByTimeAsync(0);
    expect(delivered).toEqual([receipts(['alice', 1, 1])]);
    offer(receipts(['alice', 3, 2]));
    offer(receipts(['bob', 2, 2]));
    offer(receipts(['alice', 2, 2]));
    await vi.advanceTimersByTimeAsync(999);
    expect(delivered).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(delivered[1]).toEqual(receipts(['alice', 3, 2], ['bob', 2, 2]));
  });

  it('that were delivered are not delivered again when the audit finds them', async () => {
    const { delivered, offer } = start();
    offer(receipts(['alice', 1, 1], ['bob', 1, 1]));
    await vi.advanceTimersByTimeAsync(3_000);
    offer(receipts(['alice', 1, 1], ['bob', 2, 1]));
    await vi.advanceTimersByTimeAsync(0);
    expect(delivered[1]).toEqual(receipts(['bob', 2, 1]));
    offer(receipts(['alice', 1, 1]));
    await vi.advanceTimersByTimeAsync(3_000);
    expect(delivered).toHaveLength(2);
  });

  it('are tried again when delivering failed', async () => {
    let failures = 1;
    const { delivered, offer } = start(async () => {
      failures -= 1;
      if (failures >= 0) throw new Error('The database is away.');
    });
    offer(receipts(['alice', 1, 1]));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(delivered).toEqual([receipts(['alice', 1, 1])]);
  });

  it('are settled once all that was offered is delivered', async () => {
    const { coalescer, delivered, offer } = start();
    offer(receipts(['alice', 1, 1]));
    offer(receipts(['alice', 2, 2]));
    let settled = false;
    void coalescer.settled().then(() => {
      settled = true;
    });
    await vi.advanceTimersByTimeAsync(500);
    expect(settled).toBe(false);
    await vi.advanceTimersByTimeAsync(500);
    expect(settled).toBe(true);
    expect(delivered).toHaveLength(2);
  });

  it('are settled also while others are always held back', async () => {
    const { coalescer, offer } = start();
    const offerTo = (topic: string) => offer(receipts(['alice', Date.now(), 1]), topic);
    offerTo('conv_1');
    await vi.advanceTimersByTimeAsync(500);
    offerTo('conv_2');
    let settled = false;
    for (let turn = 0; turn < 30; turn += 1) {
      for (const topic of ['conv_1', 'conv_2']) offerTo(topic);
      if (turn === 0) {
        void coalescer.settled().then(() => {
          settled = true;
        });
      }
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(settled).toBe(true);
  });

  it('are tried again when delivering failed late, and are not settled before', async () => {
    let failures = 1;
    const { coalescer, delivered, offer } = start(async () => {
      failures -= 1;
      if (failures < 0) return;
      await new Promise((resolve) => setTimeout(resolve, 15_000));
      throw new Error('The database is away.');
    });
    offer(receipts(['alice', 1, 1]));
    const whenSettled = coalescer.settled().then(() => [...delivered]);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(delivered).toEqual([receipts(['alice', 1, 1])]);
    expect(await whenSettled).toEqual(delivered);
  });

  it('do not fall back for a hint that comes late', async () => {
    const { delivered, offer } = start();
    offer(receipts(['alice', 3, 3]));
    offer(receipts(['alice', 2, 1]));
    await vi.advanceTimersByTimeAsync(2_000);
    offer(receipts(['alice', 1, 1], ['bob', 1, 1]));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(delivered).toEqual([receipts(['alice', 3, 3]), receipts(['bob', 1, 1])]);
  });

  it('of other places do not wait for each other', async () => {
    const { delivered, offer } = start();
    offer(receipts(['alice', 1, 1]));
    offer(receipts(['alice', 1, 1]), 'conv_2');
    await vi.advanceTimersByTimeAsync(0);
    expect(delivered).toHaveLength(2);
  });
});
