import type { ConversationStateFragment, SyncStateQuery } from '../generated/operations.ts';
import { applyEvent, type StreamItem } from './apply-event.ts';
import { memberStateOf, messageStateOf, nodesOf } from './from-fields.ts';
import { threadStateOf } from './from-thread.ts';
import { inboxOf } from './notifications.ts';
import {
  type ClientState,
  type ConversationState,
  contactRequestKey,
  withConversation,
  withoutConversation,
  withUsers,
} from './state.ts';
import { withUnread } from './unread.ts';

/**
 * The state as `SyncState` brings it, page by page; the stream goes on from the first page's cursor. Parts of the
 * result may be newer than the cursor, and than each other: the events that follow bring all of them to one point.
 */
export function fromSync(pages: readonly [SyncStateQuery, ...SyncStateQuery[]]): ClientState {
  const [{ syncCursor, viewer }] = pages;
  const empty: ClientState = {
    viewerId: viewer.user.id,
    tenantId: viewer.tenantId,
    presenceSettings: viewer.presenceSettings,
    locationSharing: viewer.locationSharing,
    ownPresence: viewer.ownPresence,
    users: new Map(),
    ...contactsOf(viewer),
    notifications: inboxOf(new Map(), nodesOf(viewer.notifications)),
    notificationPreferences: viewer.notificationPreferences,
    conversations: new Map(),
    revoked: new Map(),
    attachments: new Map(),
    appliedUserSeq: 0,
    cursor: syncCursor,
    isCaughtUp: false,
    resync: { everything: false, conversationIds: new Set() },
    unknown: new Set(),
  };
  return pages
    .flatMap((page) => nodesOf(page.viewer.conversations))
    .reduce(withFetched, withUsers(empty, [viewer.user, ...peopleOf(viewer)]));
}

/**
 * The state with one conversation as `SyncConversation` brings it; null: the viewer has it no more. The events about it that
 * came since the query was sent (`meanwhile`) are applied to it anew: what was read may be from before them.
 */
export function fromConversation(
  state: ClientState,
  conversationId: string,
  fetched: ConversationStateFragment | null,
  meanwhile: readonly StreamItem[],
): ClientState {
  const conversationIds = new Set([...state.resync.conversationIds].filter((id) => id !== conversationId));
  const { appliedUserSeq, cursor, isCaughtUp } = state;
  const without = { ...withoutConversation(state, conversationId), resync: { ...state.resync, conversationIds } };
  const whole = fetched === null ? without : withFetched(without, fetched);
  const about = meanwhile.filter((item) => 'conversationId' in item && item.conversationId === conversationId);
  const applied = about.reduce(applyEvent, { ...whole, appliedUserSeq: 0 });
  return { ...applied, appliedUserSeq, cursor, isCaughtUp };
}

type Viewer = SyncStateQuery['viewer'];

const requestsOf = ({ incomingRequests, outgoingRequests }: Viewer) => [
  ...nodesOf(incomingRequests),
  ...nodesOf(outgoingRequests),
];

/** Contacts, requests and blocks: all of the first page, which is no younger than the others. */
function contactsOf(viewer: Viewer) {
  const lists = [viewer.contacts, viewer.incomingRequests, viewer.outgoingRequests, viewer.blockedUsers];
  return {
    contacts: new Map(nodesOf(viewer.contacts).map(({ user: _user, ...contact }) => [contact.userId, contact])),
    contactRequests: new Map(
      requestsOf(viewer).map(({ user: _user, ...request }) => [contactRequestKey(request), request]),
    ),
    blockedUsers: new Map(nodesOf(viewer.blockedUsers).map(({ user: _user, ...blocked }) => [blocked.userId, blocked])),
    hasAllContacts: !lists.some(({ pageInfo }) => pageInfo.hasNextPage),
  };
}

const peopleOf = (viewer: Viewer) =>
  [...nodesOf(viewer.contacts), ...requestsOf(viewer), ...nodesOf(viewer.blockedUsers)].map(({ user }) => user);

function withFetched(state: ClientState, fetched: ConversationStateFragment): ClientState {
  const conversation = conversationStateOf(fetched);
  // Null where he has lost it between the parts of the query: the stream says so.
  if (conversation === null) return state;
  return withConversation(withUsers(state, usersOf(fetched)), withUnread(conversation, state.viewerId));
}

function conversationStateOf(fetched: ConversationStateFragment): ConversationState | null {
  const { lastSeq, lastActivityAt, members, receipts, messages, viewerMembership, ...fields } = fetched;
  if (viewerMembership === null) return null;
  const { lastSeq: countedSeq, ownLogSeq, ...membership } = viewerMembership;
  const { unreadCount, unreadMentionCount } = membership;
  const loaded = nodesOf(messages);
  return {
    fields,
    lastSeq,
    lastActivityAt,
    appliedSeq: 0,
    members: new Map(nodesOf(members).map((member) => [member.userId, memberStateOf(member)])),
    hasAllMembers: !members.pageInfo.hasNextPage,
    receipts: new Map(receipts.map(({ userId, ...at }) => [userId, at])),
    messages: new Map(loaded.map(({ thread: _thread, ...message }) => [message.seq, messageStateOf(message)])),
    messagesFromSeq: messages.pageInfo.hasPreviousPage ? (loaded[0]?.seq ?? lastSeq + 1) : 0,
    threads: new Map(loaded.flatMap(({ seq, thread }) => (thread === null ? [] : [[seq, threadStateOf(thread)]]))),
    changes: new Map(),
    viewerMembership: {
      ...membership,
      counted: { unreadCount, unreadMentionCount, lastSeq: countedSeq, ownLogSeq },
    },
  };
}

function usersOf(fetched: ConversationStateFragment) {
  return [
    ...nodesOf(fetched.members).map((member) => member.user),
    ...nodesOf(fetched.messages).map((message) => message.sender),
  ];
}
