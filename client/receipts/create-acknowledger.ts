import type { TidingsClient } from '../create-client.ts';
import { type Failure, TidingsError } from '../errors.ts';
import { AcknowledgeDocument } from '../generated/operations.ts';
import { browserPage, type Page } from '../page/page.ts';
import type { ClientState } from '../store/state.ts';
import { type DuePosition, duePositions, keyOf, type Place } from './due-positions.ts';

interface AcknowledgerOptions {
  /** Where messages are displayed. @default the browser's page */
  page?: Page;
  /** How long positions are gathered before they are told. @default 1_000 // 1 second */
  batchMs?: number;
}

/** Tells the server what has arrived and what was read. */
export interface Acknowledger {
  /**
   * A message is displayed, up to which all was displayed. It is read as soon as somebody looks: while the page is visible and has
   * the focus. Without `threadRootId`, a message of the conversation itself; with it, a reply in that thread. What is behind
   * changes nothing. Said where the viewer has marked the conversation as unread, it ends the mark.
   */
  shown(conversationId: string, seq: number, threadRootId?: string | null): void;
  /** Says what is left to say, and ends. */
  close(): void;
}

const positionsMax = 100;
const retryMsMax = 60_000;

/**
 * Acknowledges for one page, for as long as it lives; one for each client and tab is enough. What the stream brings is
 * delivered, said by the tab that has the connection; what is displayed and looked at is read, said by the tab that displays it.
 * Both are gathered and told in one mutation, again after a break, and at once when the page is hidden. Positions only advance.
 */
export function createAcknowledger(client: TidingsClient, options: AcknowledgerOptions = {}): Acknowledger {
  const { page = browserPage(), batchMs = 1_000 } = options;
  /** Displayed while nobody looked. */
  const displayed = new Map<string, Place & { readSeq: number }>();
  const read = new Map<string, Place & { readSeq: number }>();
  const delivered = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isSending = false;
  let isClosed = false;
  let sizeMax = positionsMax;
  let retryMs = batchMs;

  function look(): void {
    if (!page.isFocused()) return;
    for (const [key, place] of displayed) advance(read, key, place);
    displayed.clear();
    schedule(batchMs);
  }

  function schedule(delayMs: number): void {
    if (!isClosed) timer ??= setTimeout(flush, delayMs);
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const state = client.state.getSnapshot();
    const { status, transport } = client.connection.getSnapshot();
    if (isSending || state?.isCaughtUp !== true || status !== 'open') return;
    const due = duePositions(state, { read, delivered, isDelivering: transport !== 'tab' }).slice(0, sizeMax);
    if (due.length > 0) void send(due);
  }

  async function send(positions: DuePosition[]): Promise<void> {
    isSending = true;
    let delayMs = batchMs;
    try {
      await client.execute(AcknowledgeDocument, { input: { positions } });
      settle(positions);
      sizeMax = positionsMax;
      retryMs = batchMs;
    } catch (error) {
      delayMs = refused(positions, error instanceof TidingsError ? error.failure : null);
    }
    isSending = false;
    schedule(delayMs);
  }

  /** What is told need not be told again, whatever the state shows until the stream has brought it. */
  function settle(positions: readonly DuePosition[]): void {
    for (const { deliveredSeq = 0, readSeq = 0, ...place } of positions) {
      const key = keyOf(place);
      delivered.set(key, Math.max(delivered.get(key) ?? 0, deliveredSeq, readSeq));
      if ((read.get(key)?.readSeq ?? 0) <= readSeq) read.delete(key);
    }
  }

  /** After how long to try again. */
  function refused(positions: readonly DuePosition[], failure: Failure | null): number {
    if (failure !== null && isFinal(failure)) {
      // All or none: one is not accepted, such as that of a conversation that was just left. Halves find it.
      if (positions.length === 1) settle(positions);
      sizeMax = Math.max(1, Math.floor(positions.length / 2));
      return 0;
    }
    retryMs = Math.min(2 * retryMs, retryMsMax);
    return failure !== null && 'retryAfterMs' in failure ? (failure.retryAfterMs ?? retryMs) : retryMs;
  }

  const stops = [
    client.state.subscribe(() => schedule(batchMs)),
    client.connection.subscribe(() => schedule(batchMs)),
    page.onChange(look),
    page.onHide(flush),
  ];
  schedule(batchMs);

  return {
    shown(conversationId, seq, threadRootId = null) {
      const place = { conversationId, threadRootId };
      const key = keyOf(place);
      if (isBehind(client.state.getSnapshot(), place, seq)) return;
      advance(displayed, key, { ...place, readSeq: seq });
      look();
    },
    close() {
      flush();
      isClosed = true;
      for (const stop of stops) stop();
    },
  };
}

function advance<P extends { readSeq: number }>(places: Map<string, P>, key: string, place: P): void {
  if ((places.get(key)?.readSeq ?? 0) < place.readSeq) places.set(key, place);
}

/** Whether it was read before. A mark below it is to end all the same. */
function isBehind(state: ClientState | null, { conversationId, threadRootId }: Place, seq: number): boolean {
  const conversation = state?.conversations.get(conversationId);
  if (conversation === undefined) return false;
  if (threadRootId === null) {
    const { readSeq, markedUnreadFromSeq } = conversation.viewerMembership;
    return seq <= readSeq && (markedUnreadFromSeq === null || seq < markedUnreadFromSeq);
  }
  for (const [rootSeq, { readSeq }] of conversation.threads) {
    if (conversation.messages.get(rootSeq)?.id === threadRootId) return seq <= readSeq;
  }
  return false;
}

/** Whether the same request fails again. */
function isFinal({ code }: Failure): boolean {
  return code === 'NOT_FOUND' || code === 'BAD_USER_INPUT' || code === 'FORBIDDEN' || code === 'CONFLICT';
}
