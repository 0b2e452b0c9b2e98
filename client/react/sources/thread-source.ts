import type { TidingsClient } from '../../create-client.ts';
import type { TidingsError } from '../../errors.ts';
import { createStore, type Store } from '../../store/create-store.ts';
import type { MessageView } from '../../store/message-views.ts';
import { rootBy, threadBy } from '../../store/reply-views.ts';
import type { ClientState, ConversationState, MessageState } from '../../store/state.ts';
import { failed, loading, mapReading, type Reading, type Source } from '../reading.ts';
import { ask } from './ask.ts';
import { conversationSource } from './conversation-source.ts';
import { deriveReading } from './derive-reading.ts';
import { createSharing, isShallowEqual } from './sharing.ts';
import { sourceOf } from './source-of.ts';

interface Thread {
  replies: readonly MessageView[];
  root: MessageState | null;
  hasOlder: boolean;
  replyCount: number;
  unreadCount: number;
  unreadMentionCount: number;
}

/** What was asked of a thread. */
interface Asked {
  isAnswered: boolean;
  error: TidingsError | null;
}

/** A thread, which is opened while somebody looks. */
export function threadSource(client: TidingsClient, conversationId: string, rootMessageId: string): Source<Thread> {
  return sourceOf(client, `thread ${conversationId} ${rootMessageId}`, () => {
    const conversation = conversationSource(client, conversationId);
    const replies = client.replies(conversationId, rootMessageId);
    const asked = createStore<Asked>({ isAnswered: false, error: null });
    const share = createSharing<MessageView>(({ key }) => key, isShallowEqual);
    const viewOf = (data: ConversationState): Thread => {
      const thread = threadBy(data, rootMessageId);
      const { replyCount = 0, unreadCount = 0, unreadMentionCount = 0, messagesFromSeq = 0 } = thread ?? {};
      return {
        ...{ replies: share(replies.getSnapshot()), root: rootBy(data, rootMessageId) ?? null },
        ...{ hasOlder: messagesFromSeq > 0, replyCount, unreadCount, unreadMentionCount },
      };
    };
    const make = (): Reading<Thread> => {
      const reading = conversation.getSnapshot();
      const { isAnswered, error } = asked.getSnapshot();
      if (reading.status === 'ready' && !isAnswered && isClosed(reading.data, rootMessageId))
        return error === null ? loading : failed(error);
      return mapReading(reading, viewOf);
    };
    return {
      value: deriveReading([conversation, replies, asked], make, isShallowEqual),
      start() {
        const stops = [client.watch(conversationId), keepOpen(client, { conversationId, rootMessageId }, asked)];
        return () => {
          for (const stop of stops) stop();
        };
      },
    };
  });
}

/** Whether its replies have to be asked for. Of a message that is loaded, it is known whether there are any. */
function isClosed(conversation: ConversationState, rootMessageId: string): boolean {
  const thread = threadBy(conversation, rootMessageId);
  return thread === undefined ? rootBy(conversation, rootMessageId) === undefined : thread.receipts === null;
}

/** Opens a thread, and again where the state was read afresh. Returns how to stop. */
function keepOpen(
  client: TidingsClient,
  { conversationId, rootMessageId }: { conversationId: string; rootMessageId: string },
  asked: Store<Asked>,
): () => void {
  const lacks = (state: ClientState | null) => {
    const conversation = state?.conversations.get(conversationId);
    return state?.isCaughtUp === true && conversation !== undefined && isClosed(conversation, rootMessageId);
  };
  const isLacking = client.state.select(lacks);
  let stop = () => {};
  const look = () => {
    stop();
    if (!isLacking.getSnapshot()) return;
    stop = ask(client, () => client.loadReplies(conversationId, rootMessageId), {
      done: () => asked.set({ isAnswered: true, error: null }),
      refused: (error) => asked.update((before) => ({ ...before, error })),
    });
  };
  const stops = [
    isLacking.subscribe(look),
    // The first reply to a message that is not loaded.
    client.onItem((item) => {
      if (item.__typename === 'MessageSent' && item.message.threadRootId === rootMessageId) look();
    }),
  ];
  look();
  return () => {
    stop();
    for (const each of stops) each();
  };
}
