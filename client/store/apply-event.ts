import type { StreamItemFieldsFragment } from '../generated/operations.ts';
import { applyConversationEvent, withCounted } from './apply-conversation-event.ts';
import { applyUserEvent } from './apply-user-event.ts';
import type { NumberedItem } from './items.ts';
import { withNotificationsRead } from './notifications.ts';
import {
  type ClientState,
  type ConversationState,
  type ThreadState,
  withConversation,
  withEntry,
  withoutConversation,
  withReceipt,
  withResync,
  withUsers,
} from './state.ts';
import { inThread, withThreadPosition, withThreadReceipt } from './threads.ts';
import { withOwnPosition } from './unread.ts';

/** What `Events` and `ConversationEvents` bring. */
export type StreamItem = StreamItemFieldsFragment;

/**
 * The state after an item of the stream. Pure: it does no I/O and changes nothing that it is given. An event that was
 * applied before changes nothing; a type that this client does not know is passed over and named in `unknown`.
 */
export function applyEvent(state: ClientState, item: StreamItem): ClientState {
  switch (item.__typename) {
    case 'MessageSent':
    case 'MessageEdited':
    case 'MessageDeleted':
    case 'LinkPreviewsAdded':
    case 'ReactionAdded':
    case 'ReactionRemoved':
    case 'MessagePinned':
    case 'MessageUnpinned':
    case 'MemberAdded':
    case 'MemberRemoved':
    case 'MemberChanged':
    case 'MemberBanned':
    case 'MemberUnbanned':
    case 'ConversationChanged':
    case 'EventWithheld':
      return applyNumbered(state, item);
    case 'ConversationJoined':
    case 'ConversationLeft':
    case 'ConversationPreferencesChanged':
    case 'PresenceSettingsChanged':
    case 'OwnPresenceChanged':
    case 'ContactRequested':
    case 'ContactRequestRemoved':
    case 'ContactAdded':
    case 'ContactRemoved':
    case 'UserBlocked':
    case 'UserUnblocked':
    case 'LocationSharingChanged':
    case 'ContactNearby':
    case 'MessageHidden':
    case 'AttachmentProcessed':
    case 'NotificationAdded':
    case 'NotificationsChanged':
    case 'NotificationsRemoved':
    case 'NotificationPreferencesChanged':
    case 'ConversationExportFinished':
      if (item.seq <= state.appliedUserSeq) return state;
      return applyUserEvent({ ...state, appliedUserSeq: item.seq }, item);
    case 'ReceiptsAdvanced':
      return inConversation(state, item.conversationId, (conversation) =>
        withConversation(
          state,
          item.receipts.reduce((before, { userId, ...at }) => withReceipt(before, userId, at), conversation),
        ),
      );
    case 'ReadPositionChanged': {
      const read = withNotificationsRead(state, { ...item, threadRootSeq: null });
      return inConversation(read, item.conversationId, (conversation) => {
        const moved = withOwnPosition(conversation, item);
        const { deliveredSeq, readSeq } = moved.viewerMembership;
        const told = withReceipt(moved, state.viewerId, { deliveredSeq, readSeq });
        return withCounted(read, told);
      });
    }
    case 'ThreadReceiptsAdvanced':
      return changeThread(state, item, (thread) =>
        item.receipts.reduce((before, { userId, ...at }) => withThreadReceipt(before, userId, at), thread),
      );
    case 'ThreadPositionChanged':
      return changeThread(withNotificationsRead(state, item), item, (thread) => {
        const moved = withThreadPosition(thread, item);
        const { deliveredSeq, readSeq } = moved;
        return withThreadReceipt(moved, state.viewerId, { deliveredSeq, readSeq });
      });
    case 'UserChanged':
      return withUsers(state, [item.user]);
    case 'CaughtUp':
      return { ...state, cursor: item.cursor, isCaughtUp: true };
    case 'Checkpoint':
      return { ...state, cursor: item.cursor };
    case 'ResyncRequired':
      // Of one conversation it may come in the middle of a replay, with a cursor that is ahead of what follows of the others.
      if (item.resyncConversationId !== null) return withResync(state, item.resyncConversationId);
      return withResync({ ...state, cursor: item.cursor }, null);
    case 'AccessRevoked':
      return inConversation(state, item.conversationId, (conversation) => ({
        ...withoutConversation(state, item.conversationId),
        revoked: withEntry(state.revoked, item.conversationId, conversation),
      }));
    default:
      return { ...state, unknown: new Set([...state.unknown, typeOf(item)]) };
  }
}

/** Here the compiler sees that no known type is left; at run time a newer server may send one. */
function typeOf(item: never): string {
  return (item as { __typename: string }).__typename;
}

function inConversation(
  state: ClientState,
  conversationId: string,
  change: (conversation: ConversationState) => ClientState,
): ClientState {
  const conversation = state.conversations.get(conversationId);
  return conversation === undefined ? state : change(conversation);
}

function changeThread(
  state: ClientState,
  { conversationId, threadRootSeq }: { conversationId: string; threadRootSeq: number },
  change: (thread: ThreadState) => ThreadState,
): ClientState {
  return inConversation(state, conversationId, (conversation) =>
    withConversation(state, inThread(conversation, threadRootSeq, state.viewerId, change)),
  );
}

function applyNumbered(state: ClientState, item: NumberedItem): ClientState {
  const { conversationId, seq } = item;
  const revoked = state.revoked.get(conversationId);
  if (revoked !== undefined && seq >= revoked.viewerMembership.joinedSeq) {
    return applyNumbered(withConversation(state, revoked), item);
  }
  const conversation = state.conversations.get(conversationId);
  if (conversation === undefined || seq <= conversation.appliedSeq) return state;
  const inTurn = { ...conversation, appliedSeq: seq, lastSeq: Math.max(conversation.lastSeq, seq) };
  if (item.__typename === 'EventWithheld') return withConversation(state, inTurn);
  return applyConversationEvent(state, inTurn, item);
}
