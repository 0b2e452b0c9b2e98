import type { TidingsClient } from '../create-client.ts';
import { SetTypingDocument } from '../generated/operations.ts';

/** Says that the viewer is typing somewhere. */
export interface Typing {
  /** He has typed: to be called with each change of the text. */
  typed(): void;
  /** He no longer is: the text is empty, or he has gone elsewhere. After 3 s without a word it is said by itself. */
  stopped(): void;
  /** Says so if need be, and ends. */
  close(): void;
}

/** What is typed and deleted at once is not told. */
const debounceMs = 300;
/** The server tells one change a second. */
const intervalMs = 1_000;
/** Who types nothing for so long has stopped. */
const silenceMs = 3_000;
/** The server's word holds for 5 s: with a key at least every 3 s this keeps it. */
const renewalMs = 2_000;

/**
 * Tells those in a conversation, or with `threadRootId` in a thread, that the viewer is typing: 300 ms after he began, again
 * while he goes on, at most once a second, and when he stops. A message that he sends there ends it, on the server too. Who has
 * turned `shareTyping` off tells nothing. What cannot be told at the time is not told later.
 */
export function createTyping(
  client: TidingsClient,
  conversationId: string,
  threadRootId: string | null = null,
): Typing {
  let isTyping = false;
  let saidAt = 0;
  /** Says the next word. */
  let next: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  function say(word: boolean): void {
    next = undefined;
    isTyping = word;
    saidAt = Date.now();
    const input = { conversationId, threadRootId, isTyping: word };
    client.execute(SetTypingDocument, { input }).catch(() => {});
  }

  function sayAfter(word: boolean, delayMs: number): void {
    clearTimeout(next);
    const waitMs = Math.max(delayMs, saidAt + intervalMs - Date.now());
    if (waitMs <= 0) say(word);
    else next = setTimeout(say, waitMs, word);
  }

  function rest(): void {
    clearTimeout(next);
    clearTimeout(silence);
    next = undefined;
  }

  function stopped(): void {
    rest();
    if (isTyping) sayAfter(false, 0);
  }

  const known = new Set(client.outbox.getSnapshot().map(({ clientMessageId }) => clientMessageId));
  const leave = client.outbox.subscribe(() => {
    for (const { clientMessageId, input } of client.outbox.getSnapshot()) {
      if (known.has(clientMessageId)) continue;
      known.add(clientMessageId);
      if (input.conversationId !== conversationId || (input.threadRootId ?? null) !== threadRootId) continue;
      // The server ends it with the message. One that waits for a connection ends it by its time.
      rest();
      isTyping = false;
    }
  });

  return {
    typed() {
      if (client.state.getSnapshot()?.presenceSettings.shareTyping === false) return;
      clearTimeout(silence);
      silence = setTimeout(stopped, silenceMs);
      if (!isTyping) {
        if (next === undefined) sayAfter(true, debounceMs);
        return;
      }
      // A stop that was about to be told.
      clearTimeout(next);
      next = undefined;
      if (Date.now() - saidAt >= renewalMs) say(true);
    },
    stopped,
    close() {
      rest();
      leave();
      if (isTyping) say(false);
    },
  };
}
