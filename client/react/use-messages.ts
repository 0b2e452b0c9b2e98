import { useMemo } from 'react';
import type { TidingsClient } from '../create-client.ts';
import {
  AddReactionDocument,
  DeleteMessageDocument,
  type DeleteScope,
  EditMessageDocument,
  type EditMessageInput,
  PinMessageDocument,
  RemoveReactionDocument,
  UnpinMessageDocument,
} from '../generated/operations.ts';
import type { MessageView } from '../store/message-views.ts';
import { act } from './act.ts';
import { mapReading, type Reading, type Source } from './reading.ts';
import { conversationSource } from './sources/conversation-source.ts';
import { deriveReading } from './sources/derive-reading.ts';
import { createSharing, isShallowEqual } from './sources/sharing.ts';
import { sourceOf } from './sources/source-of.ts';
import { useClient } from './use-client.ts';
import { usePending } from './use-pending.ts';
import { useReading } from './use-reading.ts';

/** All of these reject with a `TidingsError`. */
export interface MessageActions {
  /** Changes the text of an own message, or what else is named. */
  edit(messageId: string, changes: Omit<EditMessageInput, 'messageId'>): Promise<void>;
  /** @param scope For whom. @default 'EVERYONE' */
  remove(messageId: string, scope?: DeleteScope): Promise<void>;
  addReaction(messageId: string, emoji: string): Promise<void>;
  removeReaction(messageId: string, emoji: string): Promise<void>;
  pin(messageId: string): Promise<void>;
  unpin(messageId: string): Promise<void>;
}

export interface OlderMessages {
  /** The server has older ones. */
  hasOlder: boolean;
  isLoadingOlder: boolean;
  /** Loads a page of them; called again meanwhile, it waits for the same page. Rejects with a `TidingsError`. */
  loadOlder(): Promise<void>;
}

export type MessagesResult = Reading<readonly MessageView[]> & OlderMessages & MessageActions;

/**
 * A conversation's messages, oldest first, those on their way at the end, each with its `status`. Renders when one of them comes,
 * goes or changes; a view is the same object until its message changes, so that a memoised row renders by itself. While a
 * component shows them, all that is loaded stays loaded. NOT_FOUND where the viewer is no member.
 */
export function useMessages(conversationId: string): MessagesResult {
  const client = useClient();
  const reading = useReading(messagesSource(client, conversationId));
  const [loadOlder, isLoadingOlder] = usePending(
    useMemo(() => () => client.loadOlder(conversationId), [client, conversationId]),
  );
  const actions = useMemo(() => messageActions(client), [client]);
  return useMemo(() => {
    const { data, ...rest } = reading;
    const older = { hasOlder: data?.hasOlder ?? false, isLoadingOlder, loadOlder };
    return { ...rest, data: data?.views ?? null, ...older, ...actions } as MessagesResult;
  }, [reading, isLoadingOlder, loadOlder, actions]);
}

/** What can be done with messages, wherever they are. */
export function messageActions(client: TidingsClient): MessageActions {
  const [edit, remove] = [act(client, EditMessageDocument), act(client, DeleteMessageDocument)];
  const [addReaction, removeReaction] = [act(client, AddReactionDocument), act(client, RemoveReactionDocument)];
  const [pin, unpin] = [act(client, PinMessageDocument), act(client, UnpinMessageDocument)];
  return {
    edit: (messageId, changes) => edit({ ...changes, messageId }),
    remove: (messageId, scope = 'EVERYONE') => remove({ messageId, scope }),
    addReaction: (messageId, emoji) => addReaction({ messageId, emoji }),
    removeReaction: (messageId, emoji) => removeReaction({ messageId, emoji }),
    pin: (messageId) => pin({ messageId }),
    unpin: (messageId) => unpin({ messageId }),
  };
}

interface Messages {
  views: readonly MessageView[];
  hasOlder: boolean;
}

function messagesSource(client: TidingsClient, conversationId: string): Source<Messages> {
  return sourceOf(client, `messages ${conversationId}`, () => {
    const conversation = conversationSource(client, conversationId);
    const messages = client.messages(conversationId);
    const share = createSharing<MessageView>(({ key }) => key, isShallowEqual);
    const make = () =>
      mapReading(conversation.getSnapshot(), ({ messagesFromSeq }) => ({
        views: share(messages.getSnapshot()),
        hasOlder: messagesFromSeq > 0,
      }));
    return {
      value: deriveReading([conversation, messages], make, isShallowEqual),
      start: () => client.watch(conversationId),
    };
  });
}
