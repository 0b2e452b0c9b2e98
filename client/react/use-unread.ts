import { useMemo } from 'react';
import type { TidingsClient } from '../create-client.ts';
import { AcknowledgeDocument, MarkUnreadDocument } from '../generated/operations.ts';
import { createStore } from '../store/create-store.ts';
import type { ClientState } from '../store/state.ts';
import { totalUnread, totalUnreadMentions } from '../store/unread.ts';
import { act } from './act.ts';
import { mapReading, type Reading, type Source } from './reading.ts';
import { conversationSource } from './sources/conversation-source.ts';
import { deriveReading, pickReading } from './sources/derive-reading.ts';
import { followTimes } from './sources/follow-times.ts';
import { isShallowEqual } from './sources/sharing.ts';
import { sourceOf } from './sources/source-of.ts';
import { stateSource } from './sources/state-source.ts';
import { useClient } from './use-client.ts';
import { useReading } from './use-reading.ts';
import { useResult } from './use-result.ts';

/** What the viewer has not read. */
export interface Unread {
  unreadCount: number;
  unreadMentionCount: number;
}

/** What the viewer has not read in a conversation. */
export interface ConversationUnread extends Unread {
  /** All up to here he has read. */
  readSeq: number;
  /** He has marked it as unread from here; null: he has not. */
  markedUnreadFromSeq: number | null;
}

/** Both reject with a `TidingsError`. */
export interface UnreadActions {
  /** @param upToSeq @default the conversation's newest */
  markRead(upToSeq?: number): Promise<void>;
  /** @param fromSeq The `seq` of the first message that is to be unread; null ends the mark. */
  markUnread(fromSeq: number | null): Promise<void>;
}

/**
 * Of a conversation: how much the viewer has not read in it, on any device. Without one: over all that are not muted now. Renders
 * when a count changes.
 */
export function useUnread(): Reading<Unread>;
export function useUnread(conversationId: string): Reading<ConversationUnread> & UnreadActions;
export function useUnread(conversationId?: string): Reading<Unread> {
  const client = useClient();
  const isOne = conversationId !== undefined;
  const source: Source<Unread> = isOne ? unreadSource(client, conversationId) : totalSource(client);
  const actions = useMemo(() => (isOne ? actionsOf(client, conversationId) : {}), [client, isOne, conversationId]);
  return useResult(useReading(source), actions);
}

function actionsOf(client: TidingsClient, conversationId: string): UnreadActions {
  const [acknowledge, markUnread] = [act(client, AcknowledgeDocument), act(client, MarkUnreadDocument)];
  return {
    async markRead(upToSeq) {
      const newest = client.state.getSnapshot()?.conversations.get(conversationId)?.lastSeq;
      const readSeq = upToSeq ?? newest;
      if (readSeq !== undefined) await acknowledge({ positions: [{ conversationId, readSeq }] });
    },
    markUnread: (fromSeq) => markUnread({ conversationId, fromSeq }),
  };
}

function unreadSource(client: TidingsClient, conversationId: string): Source<ConversationUnread> {
  return sourceOf(client, `unread ${conversationId}`, () => {
    const conversation = conversationSource(client, conversationId);
    return {
      value: pickReading(
        conversation,
        ({ viewerMembership: { unreadCount, unreadMentionCount, readSeq, markedUnreadFromSeq } }) => ({
          ...{ unreadCount, unreadMentionCount, readSeq, markedUnreadFromSeq },
        }),
        isShallowEqual,
      ),
    };
  });
}

function totalSource(client: TidingsClient): Source<Unread> {
  return sourceOf(client, 'unread', () => {
    const whole = stateSource(client, (state) => state);
    // A mute ends without any event.
    const ended = createStore(0);
    const make = () =>
      mapReading(whole.getSnapshot(), (state) => {
        const now = new Date().toISOString();
        return { unreadCount: totalUnread(state, now), unreadMentionCount: totalUnreadMentions(state, now) };
      });
    const mutes = client.state.select((state) => state?.conversations).select(mutesOf);
    return {
      value: deriveReading([whole, ended], make, isShallowEqual),
      start: () => followTimes(mutes, () => ended.update((count) => count + 1)),
    };
  });
}

const mutesOf = (conversations: ClientState['conversations'] | undefined) =>
  [...(conversations?.values() ?? [])].map(({ viewerMembership }) => viewerMembership.preferences.mutedUntil);
