import type { TidingsClient } from '../create-client.ts';
import { derive, type Readable } from '../store/create-store.ts';
import type { UserState } from '../store/state.ts';
import { watchTyping } from '../typing/watch-typing.ts';
import type { Ready } from './reading.ts';
import { createSharing, isShallowEqual } from './sources/sharing.ts';
import { sourceOf } from './sources/source-of.ts';
import { useClient } from './use-client.ts';
import { useValue } from './use-value.ts';

/** Where somebody writes. */
export interface WritingPlace {
  /** The first message of a thread: there, instead of in the conversation itself. */
  threadRootId?: string;
}

/** Somebody who is typing. */
export interface TypingUser {
  userId: string;
  /** Null: not known. */
  user: UserState | null;
}

/**
 * Who is typing in a conversation or a thread, without the viewer, those who began first first. Renders when somebody begins or
 * stops. What the viewer types is told by `useOwnTyping`, so that the composer does not render for others.
 */
export function useTyping(conversationId: string, { threadRootId }: WritingPlace = {}): Ready<readonly TypingUser[]> {
  return useValue(typingSource(useClient(), conversationId, threadRootId), nobody, all);
}

const nobody: readonly TypingUser[] = [];
const all = (users: readonly TypingUser[]) => users;

function typingSource(
  client: TidingsClient,
  conversationId: string,
  threadRootId: string | undefined,
): Readable<readonly TypingUser[]> {
  return sourceOf(client, `typing ${conversationId} ${threadRootId}`, () => {
    const userIds = watchTyping(client, conversationId, threadRootId);
    const people = client.state.select((state) => state?.users);
    const share = createSharing<TypingUser>(({ userId }) => userId, isShallowEqual);
    const viewOf = (userId: string) => ({ userId, user: people.getSnapshot()?.get(userId) ?? null });
    return { value: derive([userIds, people], () => share(userIds.getSnapshot().map(viewOf))) };
  });
}
