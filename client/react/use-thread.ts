import { useMemo } from 'react';
import type { MessageView } from '../store/message-views.ts';
import type { MessageState } from '../store/state.ts';
import type { Reading } from './reading.ts';
import { threadSource } from './sources/thread-source.ts';
import { useClient } from './use-client.ts';
import { type MessageActions, messageActions, type OlderMessages } from './use-messages.ts';
import { usePending } from './use-pending.ts';
import { useReading } from './use-reading.ts';

export interface ThreadView {
  /** The message that began it; null: it is not loaded. */
  root: MessageState | null;
  /** Replies that are not deleted. */
  replyCount: number;
  unreadCount: number;
  unreadMentionCount: number;
}

export type ThreadResult = Reading<readonly MessageView[]> & ThreadView & OlderMessages & MessageActions;

/**
 * The replies to a message, oldest first, those on their way at the end. Opens the thread while a component shows it. Renders when one of
 * them, the first message or a count changes; a view is the same object until its message changes. Replies are written by
 * `useSendMessage(conversationId, { threadRootId })`.
 */
export function useThread(conversationId: string, rootMessageId: string): ThreadResult {
  const client = useClient();
  const reading = useReading(threadSource(client, conversationId, rootMessageId));
  const load = useMemo(
    () => () => client.loadReplies(conversationId, rootMessageId),
    [client, conversationId, rootMessageId],
  );
  const [loadOlder, isLoadingOlder] = usePending(load);
  const actions = useMemo(() => messageActions(client), [client]);
  return useMemo(() => {
    const { data, ...rest } = reading;
    const { replies = null, hasOlder = false, ...view } = data ?? unknown;
    return { ...rest, data: replies, ...view, hasOlder, isLoadingOlder, loadOlder, ...actions } as ThreadResult;
  }, [reading, isLoadingOlder, loadOlder, actions]);
}

const unknown = {
  root: null,
  replyCount: 0,
  unreadCount: 0,
  unreadMentionCount: 0,
  replies: undefined,
  hasOlder: false,
};
