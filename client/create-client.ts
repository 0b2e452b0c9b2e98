import type { Failure } from './errors.ts';
import type { TypedDocumentString } from './generated/operations.ts';
import { type ClientOptions, withDefaults } from './options.ts';
import { createOutbox, type NewMessage } from './outbox/create-outbox.ts';
import { defaultStorage } from './outbox/default-storage.ts';
import type { OutboxEntry, OutboxState } from './outbox/outbox-state.ts';
import type { StreamItem } from './store/apply-event.ts';
import { derive, type Readable } from './store/create-store.ts';
import { hasArrived, type MessageView, messagesOf } from './store/message-views.ts';
import { repliesOf } from './store/reply-views.ts';
import type { ClientState } from './store/state.ts';
import { createSync } from './sync/create-sync.ts';
import { createTabs, type Tabs } from './tabs/create-tabs.ts';
import { type ConnectionState, createConnection } from './transport/connection.ts';
import { createOpener } from './transport/open-link.ts';
import type { GetToken } from './transport/tokens.ts';

/** A user's client: one connection, one stream, one store, one outbox. */
export interface TidingsClient {
  /** The server's GraphQL endpoint. */
  url: string;
  /** Gives the user's token, anew with each call; see `ClientOptions.getToken`. */
  getToken: GetToken;
  /** How it is connected. */
  connection: Readable<ConnectionState>;
  /** What is known of the server's state; null until it was read for the first time. */
  state: Readable<ClientState | null>;
  /** What is on its way to the server. */
  outbox: Readable<OutboxState>;
  /** Connects, and stays connected until `disconnect`. While it waits for the next attempt: makes it now. */
  connect(): void;
  /** Leaves. State and outbox stay; `connect` goes on from there. */
  disconnect(): void;
  /** Ends the client for good. */
  close(): void;
  /** Runs an operation. Rejects with a `TidingsError`, OFFLINE where there is no connection. */
  execute<R, V extends object>(document: TypedDocumentString<R, V>, variables: V): Promise<R>;
  /**
   * Follows a subscription, such as `TypingDocument`, over all connections; where the server asks to wait, it is opened again
   * after that. `onEnd` is told why the server refused or ended it otherwise, null: by completing it; the next connection opens
   * it anew. Returns how to leave.
   */
  follow<R, V extends object>(
    document: TypedDocumentString<R, V>,
    variables: V,
    onNext: (data: R) => void,
    onEnd?: (failure: Failure | null) => void,
  ): () => void;
  /** Calls back with each item of the stream after it was applied. Returns how to leave. */
  onItem(listener: (item: StreamItem) => void): () => void;
  /** A conversation's messages, oldest first, and those on their way. */
  messages(conversationId: string): Readable<readonly MessageView[]>;
  /** Loads a page of older messages. There are more while the conversation's `messagesFromSeq` is above 0. */
  loadOlder(conversationId: string): Promise<void>;
  /** The replies to a message, oldest first, and those on their way; those that are loaded, see `loadReplies`. */
  replies(conversationId: string, rootMessageId: string): Readable<readonly MessageView[]>;
  /**
   * Opens a thread: loads its newest replies, which the stream then keeps whole. Where it is open, loads a page of older ones: there are
   * more while the thread's `messagesFromSeq` is above 0.
   */
  loadReplies(conversationId: string, rootMessageId: string): Promise<void>;
  /** Somebody looks at a conversation: what is loaded of it stays until what is returned is called. */
  watch(conversationId: string): () => void;
  /** The conversations that are looked at in this tab, the one that was begun last at the end. */
  watched: Readable<readonly string[]>;
  /** What features tell each other over the user's tabs, those that share this one's connection. Nothing of it is kept. */
  otherTabs: {
    /** Tells the other tabs. What is told has to be cloneable. */
    tell(topic: string, what: unknown): void;
    /** Calls back with what others tell, also those of another version of the application. Returns how to leave. */
    onTold(topic: string, listener: (what: unknown) => void): () => void;
  };
  /**
   * Sends a message, now or when it can be. Fulfilled when it is stored; it shows in `messages` at once. Rejects with OUTBOX_FULL.
   */
  send(message: NewMessage): Promise<OutboxEntry>;
  /** Sends one that failed again. */
  retry(clientMessageId: string): void;
  /** Drops one that failed or waits. One that is being sent may arrive all the same. */
  discard(clientMessageId: string): void;
}

/** Makes a client. It does nothing until `connect`, so it can be made while a page is rendered on a server. */
export function createClient(clientOptions: ClientOptions): TidingsClient {
  const options = withDefaults(clientOptions);
  const { url, now } = options;
  const openDirectly = createOpener(options);
  const listeners = new Set<(item: StreamItem) => void>();
  const tabListeners = new Set<(topic: string, what: unknown) => void>();
  const tabId = options.createId();
  let tabs: Tabs | null = null;

  const sync = createSync({
    ...{ onUnknown: options.onUnknown, messagesKept: options.messagesKept },
    onItem(item) {
      for (const listener of [...listeners]) listener(item);
    },
  });
  const connection = createConnection({
    ...{ getToken: options.getToken, now, random: options.random },
    onAccount(account) {
      tabs ??= openTabs(`tidings ${url} ${account}`);
      outbox.open(`${url} ${account}`);
    },
    async open(token, _claims, onPong) {
      await tabs?.decided;
      return tabs?.isLeader() === false ? tabs.open() : openDirectly(token, onPong);
    },
    onOpen(link) {
      if (link.kind !== 'tab') tabs?.offer(link);
      sync.begin(link);
      outbox.flush();
    },
  });
  const outbox = createOutbox({
    connection,
    storage: Promise.resolve(clientOptions.storage ?? defaultStorage()),
    maySend: () => tabs?.isLeader() ?? false,
    ...{ entriesMax: options.outboxEntriesMax, now, createId: options.createId },
    onStorageFailure: options.onStorageFailure,
    onStored: () => tabs?.tellStored(),
  });
  /** Takes out of the outbox what the state has by now. */
  const sweep = () => {
    const { conversations } = sync.state.getSnapshot() ?? {};
    outbox.arrived((entry) => {
      if (entry.status !== 'sent') return false;
      const conversation = conversations?.get(entry.input.conversationId);
      return conversation === undefined || hasArrived(conversation, entry);
    });
  };
  // The stream and the answer to a send come in either order.
  const stopSweeping = [sync.state.subscribe(sweep), outbox.entries.subscribe(sweep)];
  const stopListening = listenToPage(connection.wake);

  function openTabs(name: string): Tabs {
    const { locks = null, createChannel = null } = options.tabs ?? {};
    return createTabs({
      ...{ name, tabId, locks, createChannel, answerMsMax: options.answerMsMax },
      onElected: () => outbox.flush(),
      onStored: () => void outbox.reload(),
      onTold(topic, what) {
        for (const listener of [...tabListeners]) listener(topic, what);
      },
    });
  }

  return {
    url,
    getToken: options.getToken,
    connection: connection.state,
    state: sync.state,
    outbox: outbox.entries,
    connect: connection.connect,
    disconnect: connection.disconnect,
    close() {
      connection.disconnect();
      tabs?.close();
      for (const stop of stopSweeping) stop();
      stopListening();
    },
    execute: connection.execute,
    follow: connection.follow,
    onItem(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    messages: (conversationId) =>
      derive([sync.state.select((state) => state?.conversations.get(conversationId)), outbox.entries], () =>
        messagesOf(sync.state.getSnapshot(), outbox.entries.getSnapshot(), conversationId),
      ),
    loadOlder: sync.loadOlder,
    replies: (conversationId, rootMessageId) =>
      derive([sync.state.select((state) => state?.conversations.get(conversationId)), outbox.entries], () =>
        repliesOf(sync.state.getSnapshot(), outbox.entries.getSnapshot(), { conversationId, rootMessageId }),
      ),
    loadReplies: sync.loadReplies,
    watch: sync.watch,
    watched: sync.watched,
    otherTabs: {
      tell: (topic, what) => tabs?.tell(topic, what),
      onTold(topic, listener) {
        const heard = (told: string, what: unknown) => told === topic && listener(what);
        tabListeners.add(heard);
        return () => void tabListeners.delete(heard);
      },
    },
    send: outbox.send,
    retry: outbox.retry,
    discard: outbox.discard,
  };
}

/** A network or a page that is back is a reason to try at once. */
function listenToPage(wake: () => void): () => void {
  if (typeof document === 'undefined') return () => {};
  const onVisible = () => {
    if (document.visibilityState === 'visible') wake();
  };
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', onVisible);
  return () => {
    window.removeEventListener('online', wake);
    document.removeEventListener('visibilitychange', onVisible);
  };
}
