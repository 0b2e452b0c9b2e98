import { type Failure, offline, TidingsError } from '../errors.ts';
import { SendMessageDocument, type SendMessageInput } from '../generated/operations.ts';
import { createStore, type Readable } from '../store/create-store.ts';
import { messageStateOf } from '../store/from-fields.ts';
import type { MessageState } from '../store/state.ts';
import type { Connection } from '../transport/connection.ts';
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
  stored,
  without,
} from './outbox-state.ts';
import { memoryStorage, type OutboxStorage } from './storage.ts';

/** A message to send. `clientMessageId` is made where it is not given. */
export type NewMessage = Omit<SendMessageInput, 'clientMessageId'> & { clientMessageId?: string };

interface OutboxOptions {
  connection: Pick<Connection, 'execute'>;
  storage: Promise<OutboxStorage>;
  /** Whether this tab is the one that sends. */
  maySend: () => boolean;
  entriesMax: number;
  now: () => number;
  createId: () => string;
  /** Storage failed: from here on, entries last as long as the page. */
  onStorageFailure: (error: unknown) => void;
  /** What is stored has changed: told to other tabs. */
  onStored: () => void;
}

/** Messages on their way to the server. */
export interface Outbox {
  entries: Readable<OutboxState>;
  /**
   * Puts a message in; it is sent as soon as it can be, in order. Fulfilled when it is stored. Rejects with OUTBOX_FULL where
   * there are as many as may be.
   */
  send(message: NewMessage): Promise<OutboxEntry>;
  /** Sends one that failed again. */
  retry(clientMessageId: string): void;
  /** Takes one out that is not sent. One that is being sent may arrive all the same. */
  discard(clientMessageId: string): void;
  /** The viewer is known. */
  open(account: string): void;
  /** The connection is there, or this tab has become the one that sends. */
  flush(): void;
  /** The stream has brought these: what was sent stands in the state now. */
  arrived(has: (entry: OutboxEntry) => boolean): void;
  /** Reads the storage again: another tab has changed it. */
  reload(): Promise<void>;
}

export function createOutbox(options: OutboxOptions): Outbox {
  const { connection, maySend, entriesMax, now, createId, onStorageFailure, onStored } = options;
  const store = createStore<OutboxState>([]);
  const opened = Promise.withResolvers<{ storage: OutboxStorage; account: string }>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOpen = false;
  let lastOrder = 0;
  /** Writes one after the other: an entry must not be put after it was taken out. */
  let writes: Promise<unknown> = Promise.resolve();

  function write(run: (storage: OutboxStorage, account: string) => Promise<void>): Promise<void> {
    const written = writes.then(async () => {
      const place = await opened.promise;
      try {
        await run(place.storage, place.account);
      } catch (error) {
        onStorageFailure(error);
        place.storage = memoryStorage();
      }
      onStored();
    });
    writes = written;
    return written;
  }

  const persist = (clientMessageId: string) =>
    write(async (storage, account) => {
      const entry = store.getSnapshot().find((each) => each.clientMessageId === clientMessageId);
      if (entry === undefined) await storage.remove(account, clientMessageId);
      else await storage.put(account, entry);
    });

  function flush(): void {
    if (!isOpen || !maySend()) return;
    const time = now();
    for (const entry of nextToSend(store.getSnapshot(), time)) void transmit(entry);
    clearTimeout(timer);
    const retryAt = nextRetryAt(store.getSnapshot(), time);
    if (retryAt !== null) timer = setTimeout(flush, Math.max(0, retryAt - time));
  }

  async function transmit({ clientMessageId, input }: OutboxEntry): Promise<void> {
    store.update((outbox) => begun(outbox, clientMessageId));
    try {
      const message = await mutate(input);
      store.update((outbox) => sent(outbox, clientMessageId, message));
    } catch (error) {
      const failure = error instanceof TidingsError ? error.failure : offline(String(error));
      store.update((outbox) => refused(outbox, clientMessageId, failure, now()));
      void persist(clientMessageId);
      // Without a connection nothing else can be sent either: the next one flushes.
      if (isOutage(failure)) return;
      return flush();
    }
    void persist(clientMessageId);
    flush();
  }

  async function mutate(input: SendMessageInput): Promise<MessageState> {
    const { sendMessage } = await connection.execute(SendMessageDocument, { input });
    if (sendMessage === null)
      throw new TidingsError({ code: 'INTERNAL', message: 'No message came.', requestId: null });
    return messageStateOf(sendMessage.message);
  }

  /** Reads what is stored: at first, and when another tab has changed it. */
  async function load(): Promise<void> {
    await writes;
    const { storage, account } = await opened.promise;
    try {
      const entries = await storage.load(account);
      store.update((outbox) => reconciled(outbox, entries));
      lastOrder = Math.max(lastOrder, ...entries.map(({ order }) => order));
    } catch (error) {
      onStorageFailure(error);
    }
    flush();
  }

  return {
    entries: store,
    flush,
    async send(message) {
      lastOrder = Math.max(lastOrder + 1, now());
      const clientMessageId = message.clientMessageId ?? createId();
      const entry: OutboxEntry = {
        clientMessageId,
        input: { ...message, clientMessageId },
        ...{ createdAt: now(), order: lastOrder, status: 'queued', failure: null, attempts: 0, retryAt: 0 },
        message: null,
      };
      // Shown at once, and sent only when it is stored: what was sent must not be unknown after a crash.
      const before = store.getSnapshot();
      const held = enqueue(before, { ...entry, retryAt: notStored }, entriesMax);
      if (held === before) return before.find((each) => each.clientMessageId === clientMessageId) ?? entry;
      store.set(held);
      await write((storage, account) => storage.put(account, entry));
      store.update((all) => stored(all, clientMessageId));
      flush();
      return entry;
    },
    retry(clientMessageId) {
      store.update((all) => retried(all, clientMessageId));
      void persist(clientMessageId);
      flush();
    },
    discard(clientMessageId) {
      store.update((all) => without(all, clientMessageId));
      void persist(clientMessageId);
      flush();
    },
    open(account) {
      if (isOpen) return;
      isOpen = true;
      void options.storage.then((storage) => opened.resolve({ storage, account }));
      void load();
    },
    arrived(has) {
      const gone = store.getSnapshot().filter((entry) => has(entry));
      if (gone.length === 0) return;
      store.update((all) => gone.reduce((left, { clientMessageId }) => without(left, clientMessageId), all));
      for (const { clientMessageId } of gone) void persist(clientMessageId);
      flush();
    },
    reload: load,
  };
}

const isOutage = ({ code }: Failure): boolean => code === 'OFFLINE' || code === 'UNAUTHENTICATED';
