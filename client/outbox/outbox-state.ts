import { type Failure, TidingsError } from '../errors.ts';
import type { SendMessageInput } from '../generated/operations.ts';
import type { MessageState } from '../store/state.ts';

/** A message that is on its way. */
export interface OutboxEntry {
  /** The retry key: the same message is never sent twice under it. */
  clientMessageId: string;
  /** What `sendMessage` is given. */
  input: SendMessageInput;
  /** When it was written, in ms since 1970. */
  createdAt: number;
  /** Its place among the viewer's entries, oldest first. */
  order: number;
  /**
   * `queued`: waits for the connection or for an earlier one; `sending`; `sent`: the server has it, the stream has not
   * brought it yet; `failed`: refused, see `failure`; to be retried or discarded by the user.
   */
  status: 'queued' | 'sending' | 'sent' | 'failed';
  /** Why it failed, or why it has to wait. */
  failure: Failure | null;
  /** Attempts that the server answered. */
  attempts: number;
  /** Not before this time, in ms since 1970. */
  retryAt: number;
  /** What the server made of it; null until it is sent. */
  message: MessageState | null;
}

/** Oldest first. */
export type OutboxState = readonly OutboxEntry[];

/** A fault of the server's may pass: so many attempts are made before the message is given back to its writer. */
const faultsMax = 3;
/** The wait after an answer that asks to try again without saying when. */
const retryMsDefault = 2_000;

/** Appends a message. Throws OUTBOX_FULL where there are `entriesMax` that are not sent. */
export function enqueue(outbox: OutboxState, entry: OutboxEntry, entriesMax: number): OutboxState {
  if (outbox.some(({ clientMessageId }) => clientMessageId === entry.clientMessageId)) return outbox;
  if (outbox.filter(({ status }) => status !== 'sent').length >= entriesMax) {
    const message = `The outbox holds ${entriesMax} messages already. Send or discard some first.`;
    throw new TidingsError({ code: 'OUTBOX_FULL', message });
  }
  return inOrder([...outbox, entry]);
}

/**
 * What may be sent now: of each conversation the oldest that is not sent, so that they arrive in the order they were
 * written. One that failed is passed over: only its writer knows what should become of it.
 */
export function nextToSend(outbox: OutboxState, now: number): OutboxEntry[] {
  return firstOfEach(outbox).filter(({ status, retryAt }) => status === 'queued' && retryAt <= now);
}

/** When the next one that has to wait may be sent; null: none waits for a time. */
export function nextRetryAt(outbox: OutboxState, now: number): number | null {
  const times = firstOfEach(outbox).flatMap(({ status, retryAt }) =>
    status === 'queued' && retryAt > now && retryAt < notStored ? [retryAt] : [],
  );
  return times.length === 0 ? null : Math.min(...times);
}

function firstOfEach(outbox: OutboxState): OutboxEntry[] {
  const first = new Map<string, OutboxEntry>();
  for (const entry of outbox) {
    const { conversationId } = entry.input;
    if (entry.status !== 'failed' && entry.status !== 'sent' && !first.has(conversationId)) {
      first.set(conversationId, entry);
    }
  }
  return [...first.values()];
}

/** It is being sent. */
export const begun = (outbox: OutboxState, id: string): OutboxState =>
  change(outbox, id, (entry) => ({ ...entry, status: 'sending', failure: null }));

/** The server has it. */
export const sent = (outbox: OutboxState, id: string, message: MessageState): OutboxState =>
  change(outbox, id, (entry) => ({ ...entry, status: 'sent', message, failure: null }));

/** The server did not take it, or did not answer. What may pass is tried again; the rest is given back to the writer. */
export function refused(outbox: OutboxState, id: string, failure: Failure, now: number): OutboxState {
  return change(outbox, id, (entry) => {
    const attempts = failure.code === 'OFFLINE' ? entry.attempts : entry.attempts + 1;
    const waitMs = waitAfter(failure, attempts);
    if (waitMs === null) return { ...entry, status: 'failed', failure, attempts };
    return { ...entry, status: 'queued', failure, attempts, retryAt: now + waitMs };
  });
}

/** How long to wait before it is sent again; null: it is not. */
function waitAfter(failure: Failure, attempts: number): number | null {
  switch (failure.code) {
    case 'OFFLINE':
    case 'UNAUTHENTICATED':
      // The connection says when.
      return 0;
    case 'RATE_LIMITED':
    case 'UNAVAILABLE':
      return failure.retryAfterMs ?? retryMsDefault;
    case 'INTERNAL':
      return attempts < faultsMax ? retryMsDefault * attempts : null;
    case 'FORBIDDEN':
    case 'NOT_FOUND':
    case 'CONFLICT':
    case 'PAYLOAD_TOO_LARGE':
    case 'BAD_USER_INPUT':
    case 'OUTBOX_FULL':
    case 'UNKNOWN':
      return null;
  }
}

/** The writer wants it tried again, in its old place. */
export const retried = (outbox: OutboxState, id: string): OutboxState =>
  change(outbox, id, (entry) =>
    entry.status === 'failed' ? { ...entry, status: 'queued', failure: null, attempts: 0, retryAt: 0 } : entry,
  );

/** It is no longer wanted, or no longer needed. */
export const without = (outbox: OutboxState, id: string): OutboxState =>
  outbox.filter(({ clientMessageId }) => clientMessageId !== id);

/**
 * Takes in what storage holds by now, which another tab may have changed. What this tab is doing with an entry is known
 * better here: while it is sent, while it is stored, and that it was sent. What is stored as being sent was so when a page or
 * a tab went away: whether it arrived is not known, so it is sent again.
 */
export function reconciled(outbox: OutboxState, stored: OutboxState): OutboxState {
  const own = outbox.filter(
    ({ status, retryAt }) => status === 'sending' || status === 'sent' || retryAt === notStored,
  );
  const ids = new Set(own.map(({ clientMessageId }) => clientMessageId));
  const others = stored.filter(({ clientMessageId }) => !ids.has(clientMessageId));
  return inOrder([
    ...own,
    ...others.map((entry) => (entry.status === 'sending' ? { ...entry, status: 'queued' as const } : entry)),
  ]);
}

/** As `retryAt`: it is not stored yet, and so is not sent yet. */
export const notStored = Number.POSITIVE_INFINITY;

/** It is stored. */
export const stored = (outbox: OutboxState, id: string): OutboxState =>
  change(outbox, id, (entry) => ({ ...entry, retryAt: 0 }));

function change(outbox: OutboxState, id: string, make: (entry: OutboxEntry) => OutboxEntry): OutboxState {
  return outbox.map((entry) => (entry.clientMessageId === id ? make(entry) : entry));
}

const inOrder = (outbox: OutboxState): OutboxState => [...outbox].sort((a, b) => a.order - b.order);
