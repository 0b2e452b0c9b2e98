import { applyContactEvent } from './apply-contact-event.ts';
import { withCounted } from './apply-conversation-event.ts';
import type { ConversationJoinedItem, MessageHiddenItem, PresenceSettingsChangedItem, UserEventItem } from './items.ts';
import { applyNotificationEvent, withoutUnreadOf } from './notifications.ts';
import {
  type ClientState,
  type ConversationState,
  type ReceiptState,
  withConversation,
  withEntry,
  withoutConversation,
  withoutEntry,
  withResync,
  withUsers,
} from './state.ts';
import { hideReply, inEachThread, inThread, threadAt } from './threads.ts';
import { countableOf, withHidden } from './unread.ts';

/** Applies the next event of the viewer's own log, which the caller has found to be new. */
export function applyUserEvent(state: ClientState, item: UserEventItem): ClientState {
  switch (item.__typename) {
    case 'ConversationJoined':
      return join(state, item);
    case 'ConversationLeft':
      return withoutUnreadOf(withoutConversation(state, item.conversationId), item.conversationId);
    case 'ConversationPreferencesChanged': {
      const conversation = state.conversations.get(item.conversationId);
      if (conversation === undefined) return state;
      const viewerMembership = { ...conversation.viewerMembership, preferences: item.preferences };
      return withConversation(state, { ...conversation, viewerMembership });
    }
    case 'PresenceSettingsChanged':
      return setPresenceSettings(state, item);
    case 'OwnPresenceChanged':
      return { ...state, ownPresence: item.ownPresence };
    case 'ContactRequested':
    case 'ContactRequestRemoved':
    case 'ContactAdded':
    case 'ContactRemoved':
    case 'UserBlocked':
    case 'UserUnblocked':
      return applyContactEvent(state, item);
    case 'ContactNearby':
      return withUsers(state, [item.contactUser]);
    case 'LocationSharingChanged':
      return { ...state, locationSharing: item.locationSharing };
    case 'NotificationAdded':
    case 'NotificationsChanged':
    case 'NotificationsRemoved':
    case 'NotificationPreferencesChanged':
      return applyNotificationEvent(state, item);
    case 'MessageHidden':
      return hide(state, item);
    case 'ConversationExportFinished':
      // It is read by who has asked for it.
      return state;
    case 'AttachmentProcessed': {
      const { attachmentId, attachment } = item;
      const { attachments } = state;
      if (attachment === null) return { ...state, attachments: withoutEntry(attachments, attachmentId) };
      return { ...state, attachments: withEntry(attachments, attachmentId, attachment) };
    }
  }
}

/**
 * Whoever keeps his receipts to himself has none of others. When he shares them again, the stream tells all of them, but
 * those in threads: these are loaded when somebody looks at them.
 */
function setPresenceSettings(state: ClientState, { presenceSettings }: PresenceSettingsChangedItem): ClientState {
  const isShared = presenceSettings.shareReadReceipts;
  const ownOf = (receipts: ReadonlyMap<string, ReceiptState>) =>
    new Map([...receipts].filter(([userId]) => userId === state.viewerId));
  const conversations = new Map(
    [...state.conversations].map(([id, conversation]) => {
      const own = isShared ? conversation : { ...conversation, receipts: ownOf(conversation.receipts) };
      const inThreads = inEachThread(own, (thread) => ({ ...thread, receipts: null }));
      return [id, inThreads] as const;
    }),
  );
  return { ...state, presenceSettings, conversations };
}

/** A new membership begins with nothing unread. What was there before is fetched when somebody looks at it. */
function join(state: ClientState, item: ConversationJoinedItem): ClientState {
  const { conversationId, joinedSeq, joinedConversation: fields, lastActivityAt } = item;
  const known = state.conversations.get(conversationId);
  // Null: he is no member any more, which his log says next. Known: the state was fetched after the join.
  if (fields === null || lastActivityAt === null) return state;
  if (known !== undefined && known.viewerMembership.joinedSeq >= joinedSeq) return state;

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
    threads: new Map(),
    changes: new Map(),
    viewerMembership: {
      // MemberAdded, the first event of the membership, tells the role, and whether he may write.
      role: 'MEMBER',
      joinedAt: item.createdAt,
      joinedSeq,
      silencedUntil: null,
      deliveredSeq: joinedSeq,
      readSeq: joinedSeq,
      markedUnreadFromSeq: null,
      unreadCount: 0,
      unreadMentionCount: 0,
      counted: { unreadCount: 0, unreadMentionCount: 0, lastSeq: joinedSeq, ownLogSeq: item.seq },
      preferences: { mutedUntil: null, pinned: false, archived: false },
    },
  });
}

/** A hidden message is gone from the history, and from what is unread. */
function hide(state: ClientState, item: MessageHiddenItem): ClientState {
  const { seq: hiddenAt, conversationId, messageSeq, messageThreadRootSeq: rootSeq } = item;
  const conversation = state.conversations.get(conversationId);
  if (rootSeq !== null) return hideInThread(state, conversation, rootSeq, messageSeq);
  const message = conversation?.messages.get(messageSeq);
  if (conversation === undefined) return state;
  // What is missing was withheld, or is not loaded: nobody can tell what it counted, if the count is older than this.
  if (message === undefined)
    return withCounted(state, withHidden(conversation, { seq: messageSeq, hiddenAt }, undefined));
  const hidden = {
    ...conversation,
    messages: withoutEntry(conversation.messages, messageSeq),
    // One sees a thread by its root.
    threads: withoutEntry(conversation.threads, messageSeq),
  };
  if (message.senderId === state.viewerId) return withConversation(state, hidden);
  const { changedSeq } = message;
  const now = countableOf(message, state.viewerId);
  return withCounted(state, withHidden(hidden, { seq: messageSeq, hiddenAt }, { changedSeq, now }));
}

/** The same of a reply in a thread. */
function hideInThread(
  state: ClientState,
  conversation: ConversationState | undefined,
  rootSeq: number,
  seq: number,
): ClientState {
  const thread = conversation === undefined ? undefined : threadAt(conversation, rootSeq);
  if (conversation === undefined || thread === undefined) return state;
  const message = thread.messages.get(seq);
  if (message === undefined) {
    // Before the loaded part, whether it was counted. And of one that is yet to come, which a replay withholds, who sent it
    // and when: the thread counts it all the same.
    const isToCome = seq > Math.max(thread.lastSeq, conversation.appliedSeq);
    const isUnsure = isToCome || (seq < thread.messagesFromSeq && seq > thread.readSeq);
    return isUnsure ? withResync(state, conversation.fields.id) : state;
  }
  const { viewerId } = state;
  return withConversation(
    state,
    inThread(conversation, rootSeq, viewerId, (before) => hideReply(before, message, viewerId)),
  );
}
