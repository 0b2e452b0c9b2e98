import { memberStateOf, messageStateOf } from './from-fields.ts';
import type {
  ConversationEventItem,
  MemberAddedItem,
  MemberChangedItem,
  MemberRemovedItem,
  MessageDeletedItem,
  MessageSentItem,
} from './items.ts';
import {
  type ClientState,
  type ConversationState,
  withConversation,
  withEntry,
  withMessage,
  withoutConversation,
  withoutEntry,
  withReceipt,
  withResync,
  withUsers,
} from './state.ts';
import { changeReply, deleteReply, inEachThread, isUnsureMention, sendReply } from './threads.ts';
import { withOwnPosition, withUnread } from './unread.ts';

/** Applies the next event of a conversation's log, which the caller has found to be new. */
export function applyConversationEvent(
  state: ClientState,
  conversation: ConversationState,
  item: ConversationEventItem,
): ClientState {
  const { viewerId } = state;
  const known = withUsers(state, usersOf(item));

  switch (item.__typename) {
    case 'MessageSent':
      return withConversation(known, withUnread(send(conversation, item, viewerId), viewerId));
    case 'MessageEdited':
    case 'LinkPreviewsAdded':
    case 'ReactionAdded':
    case 'ReactionRemoved':
    case 'MessagePinned':
    case 'MessageUnpinned': {
      const { threadRootSeq } = item.message;
      if (threadRootSeq !== null) {
        const message = messageStateOf(item.message);
        return withConversation(known, changeReply(conversation, item.seq, threadRootSeq, message, viewerId));
      }
      // Only where the message is loaded: a change of an older one must not stand as an island in the history.
      const isLoaded = conversation.messages.has(item.message.seq);
      const changed = isLoaded ? withMessage(conversation, messageStateOf(item.message)) : conversation;
      return withConversation(known, withUnread(changed, viewerId));
    }
    case 'MessageDeleted': {
      const sure = isUnsureMention(conversation, item) ? withResync(known, item.conversationId) : known;
      const unquoted = inEachThread(withoutQuotes(conversation, item), (thread) => withoutQuotes(thread, item));
      return withConversation(sure, withUnread(leaveTombstone(unquoted, item, viewerId), viewerId));
    }
    case 'MemberAdded':
      return withConversation(known, addMember(conversation, item, viewerId));
    case 'MemberRemoved':
      if (item.userId === viewerId) return withoutConversation(known, item.conversationId);
      return withConversation(known, removeMember(conversation, item));
    case 'MemberChanged':
      return withConversation(known, setMember(conversation, item, viewerId));
    case 'MemberBanned':
    case 'MemberUnbanned':
      // His membership has its own event; who is banned is for admins to ask.
      return withConversation(known, conversation);
    case 'ConversationChanged':
      return withConversation(known, changeFields(conversation, item.conversation));
  }
}

/** What of the past is closed is dropped; what is opened is not loaded. */
function changeFields(conversation: ConversationState, fields: ConversationState['fields']): ConversationState {
  const { joinedSeq } = conversation.viewerMembership;
  if (fields.historyVisibility === conversation.fields.historyVisibility) return { ...conversation, fields };
  if (fields.historyVisibility === 'ALL') {
    return { ...conversation, fields, messagesFromSeq: Math.max(conversation.messagesFromSeq, joinedSeq) };
  }
  const messages = new Map([...conversation.messages].filter(([seq]) => seq >= joinedSeq));
  const threads = new Map([...conversation.threads].filter(([rootSeq]) => rootSeq >= joinedSeq));
  return { ...conversation, fields, messages, threads };
}

function usersOf(item: ConversationEventItem) {
  switch (item.__typename) {
    case 'MessageSent':
    case 'MessageEdited':
    case 'MessageDeleted':
    case 'LinkPreviewsAdded':
    case 'ReactionAdded':
    case 'ReactionRemoved':
    case 'MessagePinned':
    case 'MessageUnpinned':
      return [item.actor, item.message.sender];
    case 'MemberAdded':
    case 'MemberChanged':
      return [item.actor, item.member.user];
    case 'MemberRemoved':
      return [item.actor, item.removedUser];
    case 'MemberBanned':
    case 'MemberUnbanned':
    case 'ConversationChanged':
      return [item.actor];
  }
}

/** Whoever sends has read so far: the server moves his positions without a word. */
function send(conversation: ConversationState, item: MessageSentItem, viewerId: string): ConversationState {
  const { seq, message } = item;
  const isActive = item.createdAt > conversation.lastActivityAt;
  const active = isActive ? { ...conversation, lastActivityAt: item.createdAt } : conversation;
  // A reply in a thread stands there, and is counted there.
  if (message.threadRootSeq !== null) return sendReply(active, item, viewerId);
  const sent = withMessage(active, messageStateOf(message));
  // The backend may send where it is no member.
  const isMember = conversation.members.has(message.senderId) || !conversation.hasAllMembers;
  const at = { deliveredSeq: seq, readSeq: seq };
  const told = isMember ? withReceipt(sent, message.senderId, at) : sent;
  if (message.senderId !== viewerId || seq <= told.viewerMembership.readSeq) return told;
  return withOwnPosition(told, { ...at, unreadCount: 0, lastSeq: seq });
}

function leaveTombstone(
  conversation: ConversationState,
  item: MessageDeletedItem,
  viewerId: string,
): ConversationState {
  const { message } = item;
  if (message.threadRootSeq !== null) return deleteReply(conversation, item, viewerId);
  const isLoaded = conversation.messages.has(message.seq);
  // In the loaded part, a message that is missing is one that the viewer deleted for himself: it was not counted.
  if (!isLoaded && message.seq >= conversation.messagesFromSeq) return conversation;
  const deletions = withEntry(conversation.deletions, message.seq, item.seq);
  const noted = { ...conversation, deletions };
  return isLoaded ? withMessage(noted, messageStateOf(message)) : noted;
}

/** Replies quote what was deleted no longer. */
function withoutQuotes<Place extends Pick<ConversationState, 'messages'>>(
  place: Place,
  { message, seq }: MessageDeletedItem,
): Place {
  const quoting = [...place.messages.values()].flatMap((each) => {
    if (each.replyTo?.messageId !== message.id) return [];
    const replyTo = { ...each.replyTo, text: null, isDeleted: true };
    return [[each.seq, { ...each, replyTo, changedSeq: Math.max(each.changedSeq, seq) }] as const];
  });
  if (quoting.length === 0) return place;
  return { ...place, messages: new Map([...place.messages, ...quoting]) };
}

function addMember(conversation: ConversationState, item: MemberAddedItem, viewerId: string): ConversationState {
  const { joinedSeq, userId } = item.member;
  const at = { deliveredSeq: joinedSeq, readSeq: joinedSeq };
  return withReceipt(setMember(conversation, item, viewerId), userId, at);
}

function removeMember(conversation: ConversationState, item: MemberRemovedItem): ConversationState {
  const counted = withMemberCount(conversation, item.memberCount);
  const member = conversation.members.get(item.userId);
  // The state may be newer than the event, and know him as a member again.
  if (member !== undefined && member.joinedSeq > item.seq) return counted;
  const without = {
    ...counted,
    members: withoutEntry(conversation.members, item.userId),
    receipts: withoutEntry(conversation.receipts, item.userId),
  };
  return inEachThread(without, (thread) => {
    const receipts = thread.receipts === null ? null : withoutEntry(thread.receipts, item.userId);
    return { ...thread, receipts };
  });
}

function setMember(
  conversation: ConversationState,
  item: MemberAddedItem | MemberChangedItem,
  viewerId: string,
): ConversationState {
  const counted = withMemberCount(conversation, item.memberCount);
  const member = memberStateOf(item.member);
  const known = conversation.members.get(member.userId);
  if (known !== undefined && known.joinedSeq > member.joinedSeq) return counted;

  const members = withEntry(conversation.members, member.userId, member);
  const { viewerMembership } = conversation;
  if (member.userId !== viewerId || member.joinedSeq < viewerMembership.joinedSeq) return { ...counted, members };
  const { role, joinedAt, silencedUntil } = member;
  return { ...counted, members, viewerMembership: { ...viewerMembership, role, joinedAt, silencedUntil } };
}

function withMemberCount(conversation: ConversationState, memberCount: number): ConversationState {
  return { ...conversation, fields: { ...conversation.fields, memberCount } };
}
