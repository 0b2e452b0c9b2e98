import { isDeepStrictEqual } from 'node:util';
import {
  type ClientState,
  type ConversationState,
  type ThreadState,
  totalUnread,
  totalUnreadMentions,
  totalUnreadNotifications,
} from '../../client/index.ts';

/**
 * What differs between a state that was folded out of events and one that was fetched; empty: nothing. What the folded
 * state cannot know is left out: what was before a membership began, and users that it has not met.
 */
export function compareStates(folded: ClientState, fetched: ClientState): string[] {
  const differences: string[] = [];
  const expectSame = (what: string, got: unknown, wanted: unknown) => {
    if (!isDeepStrictEqual(got, wanted)) differences.push(`${what}: folded ${show(got)}, fetched ${show(wanted)}`);
  };

  expectSame('presence settings', folded.presenceSettings, fetched.presenceSettings);
  expectSame('own presence', folded.ownPresence, fetched.ownPresence);
  if (folded.hasAllContacts && fetched.hasAllContacts) {
    expectSame('contacts', byKey(folded.contacts), byKey(fetched.contacts));
    expectSame('contact requests', byKey(folded.contactRequests), byKey(fetched.contactRequests));
    expectSame('blocked users', byKey(folded.blockedUsers), byKey(fetched.blockedUsers));
  }
  expectSame('location sharing', folded.locationSharing, fetched.locationSharing);
  expectSame('notification preferences', folded.notificationPreferences, fetched.notificationPreferences);
  expectSame('notifications', inOrder(folded.notifications), inOrder(fetched.notifications));
  expectSame('conversations', sorted(folded.conversations.keys()), sorted(fetched.conversations.keys()));
  for (const [id, wanted] of fetched.conversations) {
    const got = folded.conversations.get(id);
    if (got !== undefined) compareConversations(id, got, wanted, expectSame);
  }
  for (const [id, wanted] of fetched.users) {
    const got = folded.users.get(id);
    if (got !== undefined || isMet(folded, id)) expectSame(`user ${id}`, got, wanted);
  }
  return differences;
}

/** Whether the totals of unread messages and mentions are what the server says. */
export function compareUnreadTotals(
  fetched: ClientState,
  viewer: { unreadCount: number; unreadMentionCount: number; unreadNotificationCount: number },
): string[] {
  const now = new Date().toISOString();
  const sums = {
    ...{ unreadCount: totalUnread(fetched, now), unreadMentionCount: totalUnreadMentions(fetched, now) },
    unreadNotificationCount: totalUnreadNotifications(fetched, now),
  };
  return (['unreadCount', 'unreadMentionCount', 'unreadNotificationCount'] as const).flatMap((count) =>
    sums[count] === viewer[count]
      ? []
      : [`the viewer's ${count}: ${viewer[count]}, but the conversations' together ${sums[count]}`],
  );
}

function compareConversations(
  id: string,
  got: ConversationState,
  wanted: ConversationState,
  expectSame: (what: string, got: unknown, wanted: unknown) => void,
): void {
  expectSame(`${id} fields`, got.fields, wanted.fields);
  expectSame(`${id} lastSeq`, got.lastSeq, wanted.lastSeq);
  expectSame(`${id} lastActivityAt`, got.lastActivityAt, wanted.lastActivityAt);
  const { counted: _got, ...gotMembership } = got.viewerMembership;
  const { counted: _wanted, ...wantedMembership } = wanted.viewerMembership;
  expectSame(`${id} viewerMembership`, gotMembership, wantedMembership);

  const isWhole = got.hasAllMembers && wanted.hasAllMembers;
  if (isWhole) expectSame(`${id} members`, sorted(got.members.keys()), sorted(wanted.members.keys()));
  for (const [userId, member] of wanted.members) {
    if (isWhole || got.members.has(userId)) expectSame(`${id} member ${userId}`, got.members.get(userId), member);
  }
  for (const [userId, receipt] of wanted.receipts) {
    // The viewer's positions from before the first event about them are in his membership.
    if (got.members.has(userId)) expectSame(`${id} receipt of ${userId}`, got.receipts.get(userId), receipt);
  }
  const fromSeq = Math.max(got.messagesFromSeq, wanted.messagesFromSeq);
  const within = (messages: ConversationState['messages']) =>
    [...messages.values()].filter(({ seq }) => seq >= fromSeq).sort((a, b) => a.seq - b.seq);
  const [gotMessages, wantedMessages] = [within(got.messages), within(wanted.messages)];
  expectSame(
    `${id} messages`,
    gotMessages.map(({ seq }) => seq),
    wantedMessages.map(({ seq }) => seq),
  );
  for (const message of wantedMessages) {
    expectSame(`${id} message ${message.seq}`, got.messages.get(message.seq), message);
    compareThreads(
      `${id} thread ${message.seq}`,
      got.threads.get(message.seq),
      wanted.threads.get(message.seq),
      expectSame,
    );
  }
}

/** Of a thread, what both have loaded; with more participants than are shown, not how many. */
function compareThreads(
  what: string,
  got: ThreadState | undefined,
  wanted: ThreadState | undefined,
  expectSame: (what: string, got: unknown, wanted: unknown) => void,
): void {
  const summaryOf = (thread: ThreadState | undefined) => {
    if (thread === undefined) return null;
    const { lastSeq: _last, counted: _counted, messages: _messages, messagesFromSeq: _from, ...rest } = thread;
    const { deletions: _deletions, receipts: _receipts, participantIds, participantCount, ...counts } = rest;
    const isWhole = participantCount <= participantIds.length;
    return { ...counts, participants: isWhole ? sorted(participantIds) : null };
  };
  expectSame(what, summaryOf(got), summaryOf(wanted));
  if (got === undefined || wanted === undefined) return;
  const fromSeq = Math.max(got.messagesFromSeq, wanted.messagesFromSeq);
  const within = ({ messages }: ThreadState) => [...messages.values()].filter(({ seq }) => seq >= fromSeq);
  const inOrder = (thread: ThreadState) => within(thread).sort((a, b) => a.seq - b.seq);
  expectSame(`${what} messages`, inOrder(got), inOrder(wanted));
  for (const [userId, receipt] of wanted.receipts ?? []) {
    if (got.receipts !== null) expectSame(`${what} receipt of ${userId}`, got.receipts.get(userId), receipt);
  }
}

/** Whether the stream has shown this user where his profile had to come with him. */
function isMet({ conversations }: ClientState, userId: string): boolean {
  return [...conversations.values()].some(({ members }) => members.has(userId));
}

const byKey = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

const inOrder = (notifications: ClientState['notifications']) =>
  [...notifications.values()].sort((a, b) => (a.id < b.id ? -1 : 1));

const sorted = (ids: Iterable<string>) => [...ids].sort();

const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';
