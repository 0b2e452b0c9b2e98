import type { ConversationJoinedItem, MessageHiddenItem, PresenceSettingsChangedItem, UserEventItem } from './items.ts';
import {
  type ClientState,
  withConversation,
  withEntry,
  withoutConversation,
  withoutEntry,
  withResync,
} from './state.ts';
import { withUnread } from './unread.ts';

/** Applies the next event of the viewer's own log, which the caller has found to be new. */
export function applyUserEvent(state: ClientState, item: UserEventItem): ClientState {
  switch (item.__typename) {
    case 'ConversationJoined':
      return join(state, item);
    case 'ConversationLeft':
      return withoutConversation(state, item.conversationId);
    case 'ConversationPreferencesChanged': {
      const conversation = state.conversations.get(item.conversationId);
      if (conversation === undefined) return state;
      const viewerMembership = { ...conversation.viewerMembership, preferences: item.preferences };
      return withConversation(state, { ...conversation, viewerMembership });
    }
    case 'PresenceSettingsChanged':
      return setPresenceSettings(state, item);
    case 'MessageHidden':
      return hide(state, item);
    case 'AttachmentProcessed': {
      const { attachmentId, attachment } = item;
      const { attachments } = state;
      if (attachment === null) return { ...state, attachments: withoutEntry(attachments, attachmentId) };
      return { ...state, attachments: withEntry(attachments, attachmentId, attachment) };
    }
  }
}

/** Whoever keeps his receipts to himself has none of others. When he shares them again, the stream tells all of them. */
function setPresenceSettings(state: ClientState, { presenceSettings }: PresenceSettingsChangedItem): ClientState {
  if (presenceSettings.shareReadReceipts) return { ...state, presenceSettings };
  const conversations = new Map(
    [...state.conversations].map(([id, conversation]) => {
      const own = [...conversation.receipts].filter(([userId]) => userId === state.viewerId);
      return [id, { ...conversation, receipts: new Map(own) }] as const;
    }),
  );
  return { ...state, presenceSettings, conversations };
}

/** A new membership begins with nothing unread. What was there before is fetched when somebody looks at it. */
function join(state: ClientState, item: ConversationJoinedItem): ClientState {
  const { conversationId, joinedSeq, joinedConversation } = item;
  const known = state.conversations.get(conversationId);
  // Null: he is no member any more, which his log says next. Known: the state was fetched after the join.
  if (joinedConversation === null || (known !== undefined && known.viewerMembership.joinedSeq >= joinedSeq))
    return state;

  const { lastActivityAt, ...fields } = joinedConversation;
  return withConversation(state, {
    fields,
    lastSeq: joinedSeq,
    lastActivityAt,
    appliedSeq: joinedSeq - 1,
    members: new Map(),
    hasAllMembers: joinedSeq === 1,
    receipts: new Map(),
    messages: new Map(),
    messagesFromSeq: joinedSeq,
    deletions: new Map(),
    viewerMembership: {
      // MemberAdded, the first event of the membership, tells the role, and whether he may write.
      role: 'MEMBER',
      joinedAt: item.createdAt,
      joinedSeq,
      silencedUntil: null,
      deliveredSeq: joinedSeq,
      readSeq: joinedSeq,
      unreadCount: 0,
      counted: { unreadCount: 0, lastSeq: joinedSeq },
      preferences: { mutedUntil: null, pinned: false, archived: false },
    },
  });
}

/** A hidden message is gone from the history, and from the unread ones. */
function hide(state: ClientState, { conversationId, messageSeq }: MessageHiddenItem): ClientState {
  const conversation = state.conversations.get(conversationId);
  const message = conversation?.messages.get(messageSeq);
  if (conversation === undefined) return state;
  const { viewerMembership, messagesFromSeq } = conversation;
  const { counted, readSeq } = viewerMembership;
  if (message === undefined) {
    // In the loaded part it was missing already when the state was fetched, and so it was not counted. Before that part
    // nobody can tell.
    return messageSeq < messagesFromSeq && messageSeq > readSeq ? withResync(state, conversationId) : state;
  }
  const wasCounted =
    messageSeq <= counted.lastSeq &&
    messageSeq > readSeq &&
    message.deletedAt === null &&
    message.senderId !== state.viewerId;
  const unreadCount = counted.unreadCount - (wasCounted ? 1 : 0);
  const hidden = {
    ...conversation,
    messages: withoutEntry(conversation.messages, messageSeq),
    viewerMembership: { ...viewerMembership, counted: { ...counted, unreadCount } },
  };
  return withConversation(state, withUnread(hidden, state.viewerId));
}
