import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeClient } from '../../server/testing/fake-client.ts';
import { createFakePage } from '../../server/testing/fake-page.ts';
import { TidingsError } from '../errors.ts';
import type { ClientState } from '../store/state.ts';
import { createAcknowledger } from './create-acknowledger.ts';
import type { DuePosition } from './due-positions.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Given {
  id: string;
  messages?: [seq: number, senderId: string][];
  replies?: number[];
  read?: number;
  markedFrom?: number | null;
  memberCount?: number;
}

/** Alice's state with these conversations; a thread's root is message 1. */
function stateOf(...given: Given[]): ClientState {
  const conversations = given.map(
    ({ id, messages = [], replies = [], read = 0, markedFrom = null, memberCount = 2 }) => {
      const thread = {
        ...{ deliveredSeq: 0, readSeq: 0, lastSeq: Math.max(0, ...replies) },
        messages: new Map(replies.map((seq) => [seq, { seq, senderId: 'bob', threadRootId: 'msg_1' }])),
      };
      return {
        fields: { id, memberCount },
        lastSeq: Math.max(0, ...replies, ...messages.map(([seq]) => seq)),
        messages: new Map(messages.map(([seq, senderId]) => [seq, { id: `msg_${seq}`, seq, senderId }])),
        threads: new Map(replies.length === 0 ? [] : [[1, thread]]),
        viewerMembership: { deliveredSeq: read, readSeq: read, markedUnreadFromSeq: markedFrom },
      };
    },
  );
  const byId = new Map(conversations.map((each) => [each.fields.id, each]));
  return { viewerId: 'alice', isCaughtUp: true, conversations: byId } as unknown as ClientState;
}

function begin(state: ClientState, refuse: (positions: readonly DuePosition[]) => void = () => {}) {
  const fake = createFakeClient(({ variables }) => {
    refuse((variables.input as { positions: DuePosition[] }).positions);
    return {};
  });
  fake.state.set(state);
  const page = createFakePage();
  const acknowledger = createAcknowledger(fake.client, { page });
  const told = () => fake.asked.map(({ variables }) => (variables.input as { positions: DuePosition[] }).positions);
  return { ...fake, page, acknowledger, told };
}

const at = (conversationId: string, position: Partial<DuePosition>, threadRootId: string | null = null) => ({
  ...{ conversationId, threadRootId },
  ...position,
});

test('What has arrived from others is delivered, in one mutation a second for all places, and once', async () => {
  const first = stateOf(
    {
      id: 'a',
      messages: [
        [1, 'bob'],
        [2, 'alice'],
      ],
    },
    { id: 'b', messages: [[1, 'alice']], replies: [4] },
  );
  const { state, told } = begin(first);
  await vi.advanceTimersByTimeAsync(999);
  expect(told()).toEqual([]);
  await vi.advanceTimersByTimeAsync(5_000);
  const both = [at('a', { deliveredSeq: 1 }), at('b', { deliveredSeq: 4 }, 'msg_1')];
  expect(told()).toEqual([both]);
  state.set(
    stateOf({
      id: 'a',
      messages: [
        [1, 'bob'],
        [3, 'bob'],
      ],
    }),
  );
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told()).toEqual([both, [at('a', { deliveredSeq: 3 })]]);
});

test('The tab that has the connection says what has arrived, and each what is looked at in it', async () => {
  const { connection, acknowledger, told } = begin(
    stateOf({ id: 'a', messages: [[5, 'bob']] }, { id: 'b', messages: [[2, 'bob']] }),
  );
  connection.update((before) => ({ ...before, transport: 'tab' }));
  acknowledger.shown('a', 5);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told()).toEqual([[at('a', { readSeq: 5 })]]);
});

test('What is displayed is read when somebody looks: the newest of each place, and nothing that is behind', async () => {
  const { page, acknowledger, told } = begin(stateOf({ id: 'a', messages: [[1, 'alice']], read: 3 }, { id: 'b' }));
  page.set('visible');
  acknowledger.shown('a', 7);
  acknowledger.shown('a', 5);
  acknowledger.shown('a', 3);
  acknowledger.shown('b', 2, 'msg_1');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told()).toEqual([]);
  page.set('focused');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told()).toEqual([[at('a', { readSeq: 7 }), at('b', { readSeq: 2 }, 'msg_1')]]);
});

test('What was read is told at once when the page is hidden, and when it ends', async () => {
  const { page, acknowledger, told } = begin(stateOf({ id: 'a' }));
  acknowledger.shown('a', 1);
  page.set('hidden');
  expect(told()).toEqual([[at('a', { readSeq: 1 })]]);
  page.set('focused');
  await vi.advanceTimersByTimeAsync(0);
  acknowledger.shown('a', 2);
  acknowledger.close();
  expect(told().at(-1)).toEqual([at('a', { readSeq: 2 })]);
});

test('What could not be told is told after the break, with what came meanwhile', async () => {
  let isDown = true;
  const { acknowledger, told } = begin(stateOf({ id: 'a' }), () => {
    if (isDown) throw new TidingsError({ code: 'OFFLINE', message: 'gone' });
  });
  acknowledger.shown('a', 1);
  await vi.advanceTimersByTimeAsync(1_000);
  isDown = false;
  acknowledger.shown('a', 2);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told()).toEqual([[at('a', { readSeq: 1 })], [at('a', { readSeq: 2 })]]);
});

test('Of many positions one that is not accepted keeps back none of the others', async () => {
  const ids = Array.from({ length: 150 }, (_, number) => `c${number}`);
  const accepted = new Set<string>();
  const { told } = begin(stateOf(...ids.map((id): Given => ({ id, messages: [[1, 'bob']] }))), (positions) => {
    if (positions.some(({ conversationId }) => conversationId === 'c77')) {
      throw new TidingsError({ code: 'NOT_FOUND', message: 'left' });
    }
    for (const { conversationId } of positions) accepted.add(conversationId);
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect([...accepted].sort()).toEqual(ids.filter((id) => id !== 'c77').sort());
  expect(Math.max(...told().map(({ length }) => length))).toBe(100);
  expect(told().length).toBeLessThan(40);
});

test('A mark is ended by what is shown from then on, and not by what was shown before it', async () => {
  const { state, acknowledger, told } = begin(stateOf({ id: 'a', messages: [[5, 'bob']], read: 5 }));
  acknowledger.shown('a', 5);
  state.set(stateOf({ id: 'a', messages: [[5, 'bob']], read: 5, markedFrom: 3 }));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told()).toEqual([]);
  acknowledger.shown('a', 5);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told()).toEqual([[at('a', { readSeq: 5 })]]);
});

test('Where so many are members that nobody is told, nothing is said of what has arrived', async () => {
  const { told } = begin(stateOf({ id: 'a', messages: [[5, 'bob']], memberCount: 5_001 }));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told()).toEqual([]);
});
