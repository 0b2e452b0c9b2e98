import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Failure, TidingsError } from '../errors.ts';
import type { MessageState } from '../store/state.ts';
import {
  begun,
  enqueue,
  nextRetryAt,
  nextToSend,
  notStored,
  type OutboxEntry,
  type OutboxState,
  reconciled,
  refused,
  retried,
  sent,
  without,
} from './outbox-state.ts';

function entry(order: number, part: Partial<OutboxEntry> = {}, conversationId = 'conv_1'): OutboxEntry {
  const clientMessageId = `m${order}`;
  const input = { conversationId, clientMessageId, text: `text ${order}` };
  const fresh = { status: 'queued' as const, failure: null, attempts: 0, retryAt: 0, message: null };
  return { clientMessageId, input, createdAt: order, order, ...fresh, ...part };
}

const idsOf = (outbox: OutboxState) => outbox.map(({ clientMessageId }) => clientMessageId);
const offline: Failure = { code: 'OFFLINE', message: '' };
const forbidden: Failure = { code: 'FORBIDDEN', message: '' };
const message = { seq: 7 } as MessageState;

test('of each conversation the oldest is sent, and nothing before it is done', () => {
  const outbox = [entry(1), entry(2), entry(3, {}, 'conv_2')];
  expect(idsOf(nextToSend(outbox, 10))).toEqual(['m1', 'm3']);
  expect(idsOf(nextToSend(begun(outbox, 'm1'), 10))).toEqual(['m3']);
  expect(idsOf(nextToSend(sent(outbox, 'm1', message), 10))).toEqual(['m2', 'm3']);
});

test('without an answer it is sent again, with a wait where the server asked for one, and later ones wait with it', () => {
  const outbox = [entry(1), entry(2)];
  expect(idsOf(nextToSend(refused(outbox, 'm1', offline, 10), 10))).toEqual(['m1']);
  const limited = refused(outbox, 'm1', { code: 'RATE_LIMITED', message: '', retryAfterMs: 500 }, 10);
  expect(nextToSend(limited, 10)).toEqual([]);
  expect(nextRetryAt(limited, 10)).toBe(510);
  expect(idsOf(nextToSend(limited, 510))).toEqual(['m1']);
});

test('a refusal gives it back to its writer, and lets later ones pass; a retry puts it into its old place', () => {
  const outbox = refused([entry(1), entry(2)], 'm1', forbidden, 10);
  expect(outbox[0]).toMatchObject({ status: 'failed', failure: forbidden });
  expect(idsOf(nextToSend(outbox, 10))).toEqual(['m2']);
  expect(idsOf(nextToSend(retried(outbox, 'm1'), 10))).toEqual(['m1']);
  expect(idsOf(without(outbox, 'm1'))).toEqual(['m2']);
});

test('a fault of the server is tried three times', () => {
  const fault: Failure = { code: 'INTERNAL', message: '', requestId: null };
  let outbox: OutboxState = [entry(1)];
  const statuses = [1, 2, 3].map(() => {
    outbox = refused(outbox, 'm1', fault, 0);
    return outbox[0]?.status;
  });
  expect(statuses).toEqual(['queued', 'queued', 'failed']);
});

test('it has a bound, which what is sent does not count for, and the same message is taken once', () => {
  const full = [entry(1), entry(2), entry(3, { status: 'sent', message })];
  expect(() => enqueue(full, entry(4), 2)).toThrow(TidingsError);
  expect(enqueue(full, entry(2), 2)).toBe(full);
  expect(idsOf(enqueue(full, entry(4), 3))).toEqual(['m1', 'm2', 'm3', 'm4']);
});

test('what is stored replaces what this tab only knows, but not what it is doing', () => {
  const own = [
    entry(1, { status: 'sending' }),
    entry(2),
    entry(3, { retryAt: notStored }),
    entry(4, { status: 'failed' }),
  ];
  const stored = [entry(1), entry(4), entry(5, { status: 'sending' })];
  const together = reconciled(own, stored);
  expect(together.map(({ clientMessageId, status }) => [clientMessageId, status])).toEqual([
    ['m1', 'sending'],
    // Another tab has discarded m2, and retried m4; m5 was being sent by a tab that is gone.
    ['m3', 'queued'],
    ['m4', 'queued'],
    ['m5', 'queued'],
  ]);
});

test('whatever is answered, and whenever the page is reloaded, each message is taken once and in order', () => {
  const step = fc.constantFrom('offline', 'lost answer', 'unavailable', 'taken', 'reload');
  fc.assert(
    fc.property(fc.array(fc.constantFrom('conv_1', 'conv_2'), { maxLength: 12 }), fc.array(step), (places, steps) => {
      let now = 0;
      let outbox: OutboxState = places.map((place, at) => entry(at + 1, {}, place));
      /** The server: the first of each id counts. */
      const taken: string[] = [];
      const take = (id: string) => taken.includes(id) || taken.push(id);
      const plenty = Array.from({ length: places.length }, () => 'taken' as const);
      for (const what of [...steps, ...plenty, ...plenty]) {
        now += 10_000;
        const [next] = nextToSend(outbox, now);
        if (next === undefined) continue;
        const id = next.clientMessageId;
        outbox = begun(outbox, id);
        if (what === 'taken' || what === 'lost answer') take(id);
        if (what === 'taken') outbox = sent(outbox, id, message);
        else if (what === 'reload') outbox = reconciled([], outbox);
        else if (what === 'unavailable')
          outbox = refused(outbox, id, { code: 'UNAVAILABLE', message: '', retryAfterMs: null }, now);
        else outbox = refused(outbox, id, offline, now);
      }
      for (const place of ['conv_1', 'conv_2']) {
        const inPlace = places.flatMap((each, at) => (each === place ? [`m${at + 1}`] : []));
        expect(taken.filter((id) => inPlace.includes(id))).toEqual(inPlace);
      }
    }),
  );
});
