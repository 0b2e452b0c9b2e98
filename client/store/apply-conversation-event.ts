import { memberStateOf, messageStateOf } from './from-fields.ts';
import type {
  ConversationEventItem,
  MemberAddedItem,
  MemberChangedItem,
  MemberRemovedItem,
  MessageDeletedItem,
  MessageEditedItem,
  MessageSentItem,
} from './items.ts';
import { withNotificationsRead } from './notifications.ts';
import {
  type ClientState,
  type ConversationState,
  type MessageState,
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
import { countableOf, isUncertain, unknownForm, withChange, withOwnPosition, withUnread } from './unread.ts';

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
      return withConversation(
        item.message.senderId === viewerId ? withNotificationsRead(known, readBySending(item)) : known,
        withUnread(send(conversation, item, viewerId), viewerId),
      );
    case 'MessageEdited':
    case 'LinkPreviewsAdded':
    case 'ReactionAdded':
    case 'ReactionRemoved':
    case 'MessagePinned':
    case 'MessageUnpinned': {
      const { threadRootSeq } = item.message;
      if (threadRootSeq !== null) {
        const message = messageStateOf(item.message);
        const isUnsure = item.__typename === 'MessageEdited' && isUnsureMention(conversation, item, viewerId);
        const sure = isUnsure ? withResync(known, item.conversationId) : known;
        return withConversation(sure, changeReply(conversation, item.seq, threadRootSeq, message, viewerId));
      }
      const noted = item.__typename === 'MessageEdited' ? note(conversation, item, viewerId) : conversation;
      return withCounted(known, replaceLoaded(noted, messageStateOf(item.message)));
    }
    case 'MessageDeleted': {
      const sure = isUnsureMention(conversation, item, viewerId) ? withResync(known, item.conversationId) : known;
      const unquoted = inEachThread(withoutQuotes(conversation, item), (thread) => withoutQuotes(thread, item));
      return withCounted(sure, leaveTombstone(unquoted, item, viewerId));
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

/** With the counts that follow; where they cannot be told, the conversation has to be fetched afresh. */
export function withCounted(state: ClientState, conversation: ConversationState): ClientState {
  const counted = withConversation(state, withUnread(conversation, state.viewerId));
  return isUncertain(conversation) ? withResync(counted, conversation.fields.id) : counted;
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

const readBySending = ({ conversationId, message: { threadRootSeq, seq } }: MessageSentItem) => ({
  ...{ conversationId, threadRootSeq, readSeq: seq },
});

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
  const { ownLogSeq } = told.viewerMembership.counted;
  const nothing = { unreadCount: 0, unreadMentionCount: 0, lastSeq: seq, ownLogSeq };
  return withOwnPosition(told, { ...at, markedUnreadFromSeq: null, ...nothing });
}

/** Only where it is loaded: a change of an older message must not stand as an island in the history. */
function replaceLoaded(conversation: ConversationState, message: MessageState): ConversationState {
  return conversation.messages.has(message.seq) ? withMessage(conversation, message) : conversation;
}

function leaveTombstone(
  conversation: ConversationState,
  item: MessageDeletedItem,
  viewerId: string,
): ConversationState {
  const { message } = item;
  if (message.threadRootSeq !== null) return deleteReply(conversation, item, viewerId);
  return replaceLoaded(note(conversation, item, viewerId), messageStateOf(message));
}

/** Notes what the event changes of how the message counts. */
function note(
  conversation: ConversationState,
  { seq, message }: MessageEditedItem | MessageDeletedItem,
  viewerId: string,
): ConversationState {
  if (message.senderId === viewerId) return conversation;
  const { messages, changes, messagesFromSeq } = conversation;
  const known = messages.get(message.seq);
  const now = countableOf(messageStateOf(message), viewerId);
  const noted = changes.get(message.seq)?.now;
  // In the loaded part, a message that is missing is one that the viewer deleted for himself: it was not counted.
  if (known === undefined && noted === undefined && message.seq >= messagesFromSeq) return conversation;
  const form = known === undefined ? noted : formBefore(known, seq, viewerId);
  // Whatever is edited or deleted was there until then, also if it was shown as deleted already.
  const before = form?.isUnread === true ? form : unknownForm;
  return withChange(conversation, message.seq, { untilSeq: seq, before, now });
}

/** What is known of the message may be ahead of the event, as what is fetched or replayed is shown as it is by then. */
function formBefore(known: MessageState, seq: number, viewerId: string) {
  return known.changedSeq >= seq ? unknownForm : countableOf(known, viewerId);
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
