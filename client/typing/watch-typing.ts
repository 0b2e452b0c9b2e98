import type { TidingsClient } from '../create-client.ts';
import { TypingDocument, type TypingSubscription } from '../generated/operations.ts';
import { createStore, type Readable } from '../store/create-store.ts';
import { perClient, whileWatched } from '../store/while-watched.ts';

const nobody: readonly string[] = [];

/** How long a list holds where the clocks of server and device differ by more than that: as long as the server's word. */
const leaseMs = 5_000;
const leaseMsMax = 2 * leaseMs;

const known = perClient(() => new Map<string, Readable<readonly string[]>>());

/**
 * Who is typing in a conversation, or with `threadRootId` in a thread: users' ids without the viewer's own, those who began first
 * first, 20 at most. It is asked for while somebody subscribes, once for all who do, and empties by itself when no word comes
 * any more.
 */
export function watchTyping(
  client: TidingsClient,
  conversationId: string,
  threadRootId: string | null = null,
): Readable<readonly string[]> {
  const key = `${conversationId}/${threadRootId ?? ''}`;
  const watched = known(client).get(key) ?? open(client, { conversationId, threadRootId });
  known(client).set(key, watched);
  return watched;
}

function open(
  client: TidingsClient,
  variables: { conversationId: string; threadRootId: string | null },
): Readable<readonly string[]> {
  const store = createStore(nobody);
  return whileWatched(store, () => {
    let over: ReturnType<typeof setTimeout> | undefined;
    const clear = () => store.set(nobody);
    const show = ({ typing }: TypingSubscription) => {
      clearTimeout(over);
      const viewerId = client.state.getSnapshot()?.viewerId;
      const userIds = typing.userIds.filter((userId) => userId !== viewerId);
      store.set(userIds.length === 0 ? nobody : userIds);
      if (typing.expiresAt !== null) over = setTimeout(clear, leftMs(typing.expiresAt));
    };
    const leave = client.follow(TypingDocument, variables, show);
    return () => {
      leave();
      clearTimeout(over);
      clear();
    };
  });
}

function leftMs(expiresAt: string): number {
  const left = Date.parse(expiresAt) - Date.now();
  return left > 0 && left <= leaseMsMax ? left : leaseMs;
}
