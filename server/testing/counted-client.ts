import type { TidingsClient } from '../../client/create-client.ts';
import { TidingsError } from '../../client/errors.ts';
import {
  type ConversationStateFragment,
  type MessageFieldsFragment,
  SyncThreadDocument,
} from '../../client/generated/operations.ts';
import type { OutboxState } from '../../client/outbox/outbox-state.ts';
import { applyEvent, type StreamItem } from '../../client/store/apply-event.ts';
import { createStore, derive, type Readable, type Store } from '../../client/store/create-store.ts';
import { fromSync } from '../../client/store/from-sync.ts';
import { fromThread } from '../../client/store/from-thread.ts';
import { messagesOf } from '../../client/store/message-views.ts';
import { repliesOf } from '../../client/store/reply-views.ts';
import type { ClientState } from '../../client/store/state.ts';
import type { ConnectionState } from '../../client/transport/connection.ts';
import { noContacts } from './no-contacts.ts';
import { noNotifications } from './no-notifications.ts';

/** A client without a server: what it holds is set by the test, and who reads it is counted. */
export interface CountedClient extends TidingsClient {
  /** How many read its values, follow subscriptions and watch conversations at present. */
  openings(): number;
  /** Subscriptions that are followed, by the name of their operation, with their variables. */
  followed: { operation: string; variables: object; next: (data: unknown) => void }[];
  /** Operations that were asked for. */
  asked: { operation: string; variables: object }[];
  /** What the next operation of this name is answered; a `TidingsError` rejects. Without an answer it waits for ever. */
  answers: Map<string, (variables: never) => unknown>;
  setState(state: ClientState | null): void;
  setConnection(part: Partial<ConnectionState>): void;
  setOutbox(outbox: OutboxState): void;
  /** Applies an item of the stream. */
  take(item: StreamItem): void;
}

const notConnected: ConnectionState = {
  ...{ status: 'idle', transport: null, attempts: 0, retryAt: null, failure: null },
  ...{ pingMs: null, quality: null, lastPongAt: null, downSince: 0 },
};

export function createCountedClient(initial: ClientState | null = stateOf()): CountedClient {
  let open = 0;
  const listeners = new Set<(item: StreamItem) => void>();
  const counted = <T>(store: Store<T>): Readable<T> =>
    countedReadable(store, (change) => {
      open += change;
    });
  const [state, outbox] = [createStore(initial), createStore<OutboxState>([])];
  const connection = createStore<ConnectionState>({ ...notConnected, status: 'open', downSince: null });
  const [stateRead, outboxRead] = [counted(state), counted(outbox)];
  const leaver = () => {
    open += 1;
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      open -= 1;
    };
  };
  const fake: CountedClient = {
    openings: () => open,
    ...{ followed: [], asked: [], answers: new Map() },
    setState: state.set,
    setConnection: (part) => connection.update((before) => ({ ...before, ...part })),
    setOutbox: outbox.set,
    take(item) {
      state.update((before) => before && applyEvent(before, item));
      for (const listener of [...listeners]) listener(item);
    },
    url: 'https://chat.example.com/graphql',
    getToken: () => 'token',
    state: stateRead,
    outbox: outboxRead,
    watched: createStore<readonly string[]>([]),
    otherTabs: { tell() {}, onTold: leaver },
    connection: counted(connection),
    ...{ connect() {}, disconnect() {}, close() {}, retry() {}, discard() {} },
    async execute(document, variables) {
      const operation = operationOf(document);
      fake.asked.push({ operation, variables });
      const answer = fake.answers.get(operation);
      if (answer === undefined) return new Promise(() => {});
      const result = await answer(variables as never);
      if (result instanceof TidingsError) throw result;
      return result as never;
    },
    follow(document, variables, onNext) {
      const entry = { operation: operationOf(document), variables, next: onNext as (data: unknown) => void };
      fake.followed.push(entry);
      const leave = leaver();
      return () => {
        leave();
        fake.followed = fake.followed.filter((each) => each !== entry);
      };
    },
    onItem(listener) {
      listeners.add(listener);
      const leave = leaver();
      return () => {
        listeners.delete(listener);
        leave();
      };
    },
    messages: (conversationId) =>
      derive([stateRead.select((all) => all?.conversations.get(conversationId)), outboxRead], () =>
        messagesOf(state.getSnapshot(), outbox.getSnapshot(), conversationId),
      ),
    loadOlder: () => Promise.resolve(),
    replies: (conversationId, rootMessageId) =>
      derive([stateRead, outboxRead], () =>
        repliesOf(state.getSnapshot(), outbox.getSnapshot(), { conversationId, rootMessageId }),
      ),
    async loadReplies(_conversationId, id) {
      const answer = await fake.execute(SyncThreadDocument, { id });
      state.update((before) => before && fromThread(before, answer));
    },
    watch: leaver,
    send: () => Promise.reject(new TidingsError({ code: 'OUTBOX_FULL', message: 'Full.' })),
  };
  return fake;
}

function countedReadable<T>(readable: Readable<T>, count: (change: 1 | -1) => void): Readable<T> {
  const subscribe = (onChange: () => void) => {
    const leave = readable.subscribe(onChange);
    count(1);
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      leave();
      count(-1);
    };
  };
  const { getSnapshot } = readable;
  return {
    ...{ getSnapshot, subscribe },
    select: (pick, isEqual) => derive([{ getSnapshot, subscribe }], () => pick(getSnapshot()), isEqual),
  };
}

const operationOf = (document: object): string =>
  /(?:query|mutation|subscription) (\w+)/.exec(String(document))?.[1] ?? '';

const at = (second: number) => new Date(Date.UTC(2026, 0, 31, 9, 0, second)).toISOString();

export const userOf = (id: string) => ({
  ...{ id, name: id, pictureUrl: null, metadata: {} },
  ...{ createdAt: at(0), updatedAt: at(0) },
});

export const messageOf = (
  conversationId: string,
  seq: number,
  senderId: string,
  changes: Partial<MessageFieldsFragment> = {},
): MessageFieldsFragment => ({
  ...{ id: `msg_${conversationId}_${seq}`, conversationId, seq, clientMessageId: `c${seq}`, senderId },
  ...{ sender: userOf(senderId), kind: 'TEXT', priority: 'NORMAL', text: `text ${seq}`, metadata: {} },
  ...{ location: null, replyTo: null, threadRootId: null, threadRootSeq: null, forwardedFrom: null },
  ...{ mentionedUserIds: [], mentionsEveryone: false, attachments: [], linkPreviews: [], reactions: [] },
  ...{ pinnedAt: null, pinnedById: null, createdAt: at(seq), editedAt: null, version: 0, deletedAt: null },
  ...{ changedSeq: seq, ...changes },
});

/** Somebody has written. */
export const sentIn = (
  conversationId: string,
  seq: number,
  senderId: string,
  changes: Partial<MessageFieldsFragment> = {},
): StreamItem => ({
  __typename: 'MessageSent',
  ...{ conversationId, seq, createdAt: at(seq), actor: userOf(senderId) },
  message: messageOf(conversationId, seq, senderId, changes),
});

/** A group of Alice and Bob, who have joined with 1 and 2; Bob's messages follow, which Alice has not read. */
export function conversationOf(id: string, messages = 2): ConversationStateFragment {
  const lastSeq = messages + 2;
  const member = (userId: string, joinedSeq: number) => ({
    ...{ conversationId: id, userId, user: userOf(userId), role: 'MEMBER' as const },
    ...{ joinedAt: at(0), joinedSeq, silencedUntil: null },
  });
  return {
    ...{ id, kind: 'GROUP', visibility: 'PRIVATE', historyVisibility: 'ALL', title: `Title of ${id}`, metadata: {} },
    ...{ createdAt: at(0), memberCount: 2, slowModeMs: 0, lastSeq, lastActivityAt: at(lastSeq) },
    members: { edges: [{ node: member('alice', 1) }, { node: member('bob', 2) }], pageInfo: { hasNextPage: false } },
    receipts: [
      { userId: 'alice', deliveredSeq: 2, readSeq: 2 },
      { userId: 'bob', deliveredSeq: lastSeq, readSeq: lastSeq },
    ],
    messages: {
      edges: Array.from({ length: messages }, (_, index) => ({
        node: { ...messageOf(id, index + 3, 'bob'), thread: null },
      })),
      pageInfo: { hasPreviousPage: false },
    },
    viewerMembership: {
      ...{ role: 'MEMBER', joinedAt: at(0), joinedSeq: 1, silencedUntil: null, deliveredSeq: 2, readSeq: 2 },
      ...{ markedUnreadFromSeq: null, unreadCount: messages, unreadMentionCount: 0, lastSeq, ownLogSeq: 0 },
      preferences: { mutedUntil: null, pinned: false, archived: false },
    },
  };
}

/** Alice's state with these conversations, live. */
export function stateOf(...conversations: ConversationStateFragment[]): ClientState {
  const all = conversations.length === 0 ? [conversationOf('a'), conversationOf('b')] : conversations;
  const state = fromSync([
    {
      syncCursor: 'cursor',
      viewer: {
        ...{ tenantId: 'test', unreadCount: 0, unreadMentionCount: 0, user: userOf('alice') },
        ...noContacts,
        ...noNotifications,
        conversations: { edges: all.map((node) => ({ node })), pageInfo: { hasNextPage: false, endCursor: null } },
      },
    } as never,
  ]);
  return { ...state, isCaughtUp: true };
}
