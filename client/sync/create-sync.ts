import { type Failure, failureOf, TidingsError } from '../errors.ts';
import {
  EventsDocument,
  type EventsSubscription,
  MessagesDocument,
  SyncConversationDocument,
  SyncStateDocument,
  type SyncStateQuery,
  SyncThreadDocument,
  type TypedDocumentString,
} from '../generated/operations.ts';
import { applyEvent, type StreamItem } from '../store/apply-event.ts';
import { createStore, type Readable } from '../store/create-store.ts';
import { fromConversation, fromSync } from '../store/from-sync.ts';
import { fromThread } from '../store/from-thread.ts';
import { trimmed, withHistory } from '../store/history.ts';
import { threadBy } from '../store/reply-views.ts';
import { type ClientState, withConversation, withResync } from '../store/state.ts';
import { tellUnknownValues } from '../store/unknown-values.ts';
import { dataOf } from '../transport/connection.ts';
import type { Link } from '../transport/link.ts';
import { closingBy } from '../transport/sse-link.ts';
import { createPublisher } from './create-publisher.ts';

interface SyncOptions {
  /** A kind of item that this client does not know was passed over. */
  onUnknown: (typename: string) => void;
  /** An item was applied. */
  onItem: (item: StreamItem) => void;
  /** How many messages a conversation keeps that nobody looks at. */
  messagesKept: number;
}

/** Keeps the state what the server's is. */
export interface Sync {
  state: Readable<ClientState | null>;
  /** The conversations that somebody looks at, the one that was begun last at the end. */
  watched: Readable<readonly string[]>;
  /** Goes on over this link, from where the state is. */
  begin(link: Link): void;
  /** Loads a page of older messages. */
  loadOlder(conversationId: string): Promise<void>;
  /** Opens a thread with its newest replies or, where it is open, loads a page of older ones. */
  loadReplies(conversationId: string, rootMessageId: string): Promise<void>;
  /** Somebody looks at a conversation: it keeps all that is loaded until what is returned is called. */
  watch(conversationId: string): () => void;
}

/** A page is read again where events change it meanwhile, so often at most. */
const historyTriesMax = 5;
/** The server gives half of a page before the place asked for. */
const historyPageSize = 100;
/** A conversation that nobody looks at is read afresh when it has grown beyond this multiple of what it keeps. */
const backlogFactor = 8;

export function createSync({ onUnknown, onItem, messagesKept }: SyncOptions): Sync {
  const store = createStore<ClientState | null>(null);
  const publisher = createPublisher(store);
  const watched = new Map<string, number>();
  const watchedIds = createStore<readonly string[]>([]);
  /** Items that come while something is read, for each reading. */
  const readings = new Set<StreamItem[]>();
  const unknownValues = new Set<string>();
  let state: ClientState | null = null;
  let link: Link | null = null;
  let isRefetching = false;

  function set(next: ClientState): void {
    state = next;
    publisher.publish(next);
  }

  function take(item: StreamItem): void {
    if (state === null) return;
    for (const items of readings) items.push(item);
    const before = state;
    const after = applyEvent(before, item);
    if (after.unknown !== before.unknown) onUnknown(item.__typename);
    set('conversationId' in item && item.conversationId !== null ? bounded(after, item.conversationId) : after);
    onItem(item);
    if (isLacking(state)) void refetch();
  }

  /** Bounds what a conversation holds that nobody looks at. */
  function bounded(next: ClientState, conversationId: string): ClientState {
    const conversation = next.conversations.get(conversationId);
    if (conversation === undefined || watched.has(conversationId)) return next;
    if (conversation.messages.size <= 2 * messagesKept) return next;
    const smaller = trimmed(conversation, messagesKept);
    const trimmedState = smaller === conversation ? next : withConversation(next, smaller);
    return smaller.messages.size > backlogFactor * messagesKept
      ? withResync(trimmedState, conversationId)
      : trimmedState;
  }

  /** Says what of it is not known, each once. */
  function told<R>(data: R): R {
    tellUnknownValues(data, (name) => {
      if (unknownValues.has(name)) return;
      unknownValues.add(name);
      onUnknown(name);
    });
    return data;
  }

  async function ask<R, V extends object>(on: Link, document: TypedDocumentString<R, V>, variables: V): Promise<R> {
    const result = await on.execute({ query: document.toString(), variables: variables as Record<string, unknown> });
    return told(dataOf<R>(result));
  }

  async function readState(on: Link): Promise<[SyncStateQuery, ...SyncStateQuery[]]> {
    const first = await ask(on, SyncStateDocument, {});
    const pages: [SyncStateQuery, ...SyncStateQuery[]] = [first];
    for (let info = first.viewer.conversations.pageInfo; info.hasNextPage; ) {
      const page = await ask(on, SyncStateDocument, { after: info.endCursor });
      pages.push(page);
      info = page.viewer.conversations.pageInfo;
    }
    return pages;
  }

  function follow(on: Link): void {
    if (state === null) return;
    set({ ...state, isCaughtUp: false });
    const variables = { after: state.cursor };
    on.subscribe(
      { query: EventsDocument.toString(), variables },
      {
        next({ data, errors }) {
          if (on !== link) return;
          // What could not be shown is asked for again, from the last cursor.
          if (data == null || errors !== undefined) on.close(1006, 'An event could not be shown.');
          else take(told(data as EventsSubscription).events);
        },
        end(errors) {
          if (on !== link) return;
          // A cursor that is not accepted will never be.
          if (errors?.some((error) => failureOf(error).code === 'BAD_USER_INPUT') && state !== null) {
            set(withResync({ ...state, cursor: null }, null));
          }
          const { code, reason } = closingBy(errors ?? [{ message: 'The stream has ended.' }]);
          on.close(code, reason);
        },
      },
    );
  }

  /** Reads afresh what the stream could not bring. Items that come meanwhile are applied to what was read. */
  async function refetch(): Promise<void> {
    if (isRefetching || link === null) return;
    isRefetching = true;
    const on = link;
    try {
      while (state !== null && isLacking(state)) await refetchOne(on, state);
    } catch (error) {
      end(on, error);
    } finally {
      isRefetching = false;
    }
  }

  async function refetchOne(on: Link, { resync }: ClientState): Promise<void> {
    const [conversationId] = resync.conversationIds;
    await reading(async (meanwhile) => {
      if (resync.everything || conversationId === undefined) {
        const fetched = fromSync(await readState(on));
        const { isCaughtUp = false } = state ?? {};
        // The stream may be behind what was read. Were it cut between two of those events, the cursor of the reading would
        // leave the second one out: it goes on from where the stream is.
        const cursor = state?.cursor ?? fetched.cursor;
        set({ ...meanwhile.reduce(applyEvent, fetched), cursor, isCaughtUp });
      } else {
        const { conversation } = await ask(on, SyncConversationDocument, { id: conversationId });
        if (state !== null) set(fromConversation(state, conversationId, conversation, meanwhile));
      }
    });
  }

  async function reading<R>(read: (meanwhile: readonly StreamItem[]) => Promise<R>): Promise<R> {
    const items: StreamItem[] = [];
    readings.add(items);
    try {
      return await read(items);
    } finally {
      readings.delete(items);
    }
  }

  function end(on: Link, error: unknown): void {
    const code = error instanceof TidingsError ? error.failure.code : 'INTERNAL';
    const { message } = error as Error;
    on.close(closingBy([{ message, extensions: { code } }]).code, message);
  }

  async function start(on: Link): Promise<void> {
    try {
      if (state === null) set(fromSync(await readState(on)));
      if (on !== link) return;
      follow(on);
      await refetch();
    } catch (error) {
      end(on, error);
    }
  }

  return {
    state: store,
    watched: watchedIds,
    begin(on) {
      link = on;
      void on.closed.then(() => {
        if (link === on) link = null;
      });
      void start(on);
    },
    async loadOlder(conversationId) {
      for (let tries = 0; tries < historyTriesMax; tries += 1) {
        const fromSeq = state?.conversations.get(conversationId)?.messagesFromSeq;
        if (fromSeq === undefined || fromSeq === 0) return;
        if (link === null) throw new TidingsError({ code: 'OFFLINE', message: 'Older messages need a connection.' });
        const on = link;
        const isDone = await reading(async (meanwhile) => {
          const variables = { conversationId, aroundSeq: fromSeq, first: historyPageSize };
          const { conversation } = await ask(on, MessagesDocument, variables);
          if (conversation === null || state === null) return true;
          const page = { conversationId, fromSeq, messages: conversation.messages };
          const next = withHistory(state, page, meanwhile);
          if (next !== null) set(next);
          return next !== null;
        });
        if (isDone) return;
      }
      throw new TidingsError(changesTooFast);
    },
    async loadReplies(conversationId, rootMessageId) {
      for (let tries = 0; tries < historyTriesMax; tries += 1) {
        const thread = threadBy(state?.conversations.get(conversationId), rootMessageId);
        const aroundSeq = thread === undefined || thread.receipts === null ? null : thread.messagesFromSeq;
        if (aroundSeq === 0) return;
        if (link === null) throw new TidingsError({ code: 'OFFLINE', message: 'Replies need a connection.' });
        const on = link;
        const isDone = await reading(async (meanwhile) => {
          const messages = historyPageSize;
          const answer = await ask(on, SyncThreadDocument, { id: rootMessageId, messages, aroundSeq });
          if (state === null || answer.message?.thread == null) return true;
          // What the viewer has just hidden must not come back.
          if (meanwhile.some((item) => item.__typename === 'MessageHidden')) return false;
          const next = fromThread(state, answer);
          if (next === state) return !next.conversations.has(conversationId);
          set(next);
          return true;
        });
        if (isDone) return;
      }
      throw new TidingsError(changesTooFast);
    },
    watch(conversationId) {
      const before = watched.get(conversationId) ?? 0;
      // Taken out first, so that it goes to the end.
      watched.delete(conversationId);
      watched.set(conversationId, before + 1);
      watchedIds.set([...watched.keys()]);
      let isReleased = false;
      return () => {
        if (isReleased) return;
        isReleased = true;
        const left = (watched.get(conversationId) ?? 1) - 1;
        if (left > 0) return void watched.set(conversationId, left);
        watched.delete(conversationId);
        watchedIds.set([...watched.keys()]);
        if (state === null) return;
        set(bounded(state, conversationId));
        if (isLacking(state)) void refetch();
      };
    },
  };
}

const changesTooFast: Failure = {
  ...{ code: 'UNAVAILABLE', retryAfterMs: null },
  message: 'The history changes faster than it can be read.',
};

const isLacking = ({ resync }: ClientState): boolean => resync.everything || resync.conversationIds.size > 0;
