import { describe, expect, test } from 'vitest';
import { noContacts } from '../../server/testing/no-contacts.ts';
import { noNotifications } from '../../server/testing/no-notifications.ts';
import type { ConversationStateFragment, MessageFieldsFragment, SyncStateQuery } from '../generated/operations.ts';
import { applyEvent, type StreamItem } from './apply-event.ts';
import { fromSync } from './from-sync.ts';
import type { ClientState, ConversationState } from './state.ts';
import { totalUnread } from './unread.ts';

const at = (second: number) => new Date(Date.UTC(2026, 0, 31, 9, 0, second)).toISOString();
const user = (id: string, name = id, updated = 0) => ({
  id,
  name,
  pictureUrl: null,
  metadata: {},
  createdAt: at(0),
  updatedAt: at(updated),
});
const message = (
  seq: number,
  senderId: string,
  changes: Partial<Pick<MessageFieldsFragment, 'text' | 'version' | 'deletedAt' | 'changedSeq' | 'reactions'>> = {},
) => ({
  id: `msg_${seq}`,
  conversationId: 'conv_1',
  seq,
  clientMessageId: `c${seq}`,
  senderId,
  sender: user(senderId),
  kind: 'TEXT' as const,
  priority: 'NORMAL' as const,
  location: null,
  replyTo: null,
  threadRootId: null,
  threadRootSeq: null,
  mentionedUserIds: [],
  mentionsEveryone: false,
  attachments: [],
  linkPreviews: [],
  reactions: [],
  forwardedFrom: null,
  pinnedAt: null,
  pinnedById: null,
  text: `text ${seq}`,
  metadata: {},
  createdAt: at(seq),
  editedAt: null,
  version: 0,
  deletedAt: null,
  changedSeq: seq,
  ...changes,
});
const member = (userId: string, joinedSeq: number, role: 'OWNER' | 'MEMBER' = 'MEMBER') => ({
  conversationId: 'conv_1',
  userId,
  user: user(userId),
  role,
  joinedAt: at(joinedSeq),
  joinedSeq,
  silencedUntil: null,
});
const fields = {
  id: 'conv_1',
  kind: 'GROUP' as const,
  visibility: 'PRIVATE' as const,
  historyVisibility: 'ALL' as const,
  title: 'Plans',
  metadata: {},
  createdAt: at(0),
  memberCount: 2,
  slowModeMs: 0,
};
const preferences = { mutedUntil: null, pinned: false, archived: false };

const event = (seq: number, actor = 'bob') => ({
  conversationId: 'conv_1',
  seq,
  createdAt: at(seq),
  actor: user(actor),
});
const own = (seq: number) => ({ conversationId: 'conv_1', seq, createdAt: at(seq) });
const sent = (seq: number, senderId: string, changes = {}): StreamItem => ({
  __typename: 'MessageSent',
  ...event(seq, senderId),
  message: message(seq, senderId, changes),
});
const deleted = (seq: number, messageSeq: number, senderId = 'bob'): StreamItem => ({
  __typename: 'MessageDeleted',
  ...event(seq, senderId),
  message: message(messageSeq, senderId, { text: null, deletedAt: at(seq), changedSeq: seq }),
});
const edited = (seq: number, messageSeq: number, text: string, version = 1): StreamItem => ({
  __typename: 'MessageEdited',
  ...event(seq),
  message: message(messageSeq, 'bob', { text, version, changedSeq: seq }),
});
const reacted = (seq: number, messageSeq: number, userIds: string[], changes = {}): StreamItem => {
  const reactions = userIds.length === 0 ? [] : [{ emoji: '👍', count: userIds.length, userIds }];
  return {
    __typename: 'ReactionAdded',
    ...event(seq),
    message: message(messageSeq, 'bob', { reactions, changedSeq: seq, ...changes }),
    emoji: '👍',
    userId: userIds.at(-1) ?? 'bob',
  };
};
const added = (seq: number, userId: string, memberCount: number): StreamItem => ({
  __typename: 'MemberAdded',
  ...event(seq),
  member: member(userId, seq),
  memberCount,
});
const joined = (seq: number, joinedSeq: number): StreamItem => ({
  __typename: 'ConversationJoined',
  ...own(seq),
  joinedSeq,
  joinedConversation: fields,
  lastActivityAt: at(0),
});
const hidden = (seq: number, messageSeq: number): StreamItem => ({
  __typename: 'MessageHidden',
  ...own(seq),
  ...{ messageId: `msg_${messageSeq}`, messageSeq, messageThreadRootSeq: null },
});
const revoked: StreamItem = { __typename: 'AccessRevoked', conversationId: 'conv_1' };

/** Alice's view of a conversation with Bob: members at 1 and 2, Bob's messages at 3 and 4, of which she has read 3. */
const fetched: ConversationStateFragment = {
  ...fields,
  lastSeq: 4,
  lastActivityAt: at(4),
  members: {
    edges: [{ node: member('alice', 1, 'OWNER') }, { node: member('bob', 2) }],
    pageInfo: { hasNextPage: false },
  },
  receipts: [
    { userId: 'alice', deliveredSeq: 4, readSeq: 3 },
    { userId: 'bob', deliveredSeq: 4, readSeq: 4 },
  ],
  messages: {
    edges: [{ node: { ...message(3, 'bob'), thread: null } }, { node: { ...message(4, 'bob'), thread: null } }],
    pageInfo: { hasPreviousPage: false },
  },
  viewerMembership: {
    role: 'OWNER',
    joinedAt: at(1),
    joinedSeq: 1,
    silencedUntil: null,
    deliveredSeq: 4,
    readSeq: 3,
    markedUnreadFromSeq: null,
    unreadCount: 1,
    unreadMentionCount: 0,
    lastSeq: 4,
    ownLogSeq: 0,
    preferences,
  },
};
const page = (conversations: ConversationStateFragment[]): SyncStateQuery => ({
  syncCursor: 'cursor 0',
  viewer: {
    tenantId: 'default',
    unreadCount: 0,
    unreadMentionCount: 0,
    ...noContacts,
    ownPresence: { status: 'ONLINE' as const, statusExpiresAt: null, customStatus: null },
    ...noNotifications,
    presenceSettings: {
      visibility: 'EVERYONE' as const,
      showOnlineStatus: true,
      showLastSeen: true,
      invisible: false,
      shareTyping: true,
      shareReadReceipts: true,
    },
    locationSharing: { audience: 'NOBODY', precision: 'APPROXIMATE', userIds: [], expiresAt: null },
    user: user('alice'),
    conversations: {
      edges: conversations.map((node) => ({ node })),
      pageInfo: { hasNextPage: false, endCursor: null },
    },
  },
});
const start = fromSync([page([fetched])]);
const fold = (items: StreamItem[], state: ClientState = start) => items.reduce(applyEvent, state);

function conversationOf(state: ClientState): ConversationState {
  const conversation = state.conversations.get('conv_1');
  if (conversation === undefined) throw new Error('The conversation is not in the state.');
  return conversation;
}
const unreadAfter = (...items: StreamItem[]) => conversationOf(fold(items)).viewerMembership.unreadCount;

describe('unread messages are', () => {
  const position = (readSeq: number, unreadCount: number, lastSeq: number): StreamItem => ({
    __typename: 'ReadPositionChanged',
    conversationId: 'conv_1',
    deliveredSeq: readSeq,
    readSeq,
    markedUnreadFromSeq: null,
    unreadCount,
    unreadMentionCount: 0,
    lastSeq,
    ownLogSeq: 0,
  });

  test.each<[why: string, count: number, items: StreamItem[]]>([
    ['those of the fetched state', 1, []],
    ["one more with another's message", 2, [sent(5, 'bob')]],
    ['not more with an event that the count contains', 1, [sent(4, 'bob')]],
    ['none once the viewer sends', 0, [sent(5, 'bob'), sent(6, 'alice')]],
    ['counted from the own message on', 1, [sent(5, 'alice'), sent(6, 'bob')]],
    [
      'not more with a replayed message that is a tombstone by now',
      1,
      [sent(5, 'bob', { deletedAt: at(6) }), deleted(6, 5)],
    ],
    ['one less when an unread one is deleted', 0, [deleted(5, 4)]],
    ['the same when a read one is deleted', 1, [deleted(5, 3)]],
    ['the same when one comes and is deleted', 1, [sent(5, 'bob'), deleted(6, 5)]],
    ['the same when a deletion comes twice', 0, [deleted(5, 4), deleted(5, 4), deleted(6, 4)]],
    ['as the server counts them', 7, [position(3, 7, 4)]],
    [
      'the counted and those that came after the count',
      2,
      [sent(5, 'bob'), sent(6, 'bob'), position(5, 1, 6), sent(7, 'bob')],
    ],
    ['not those that came before a count, which comes late', 2, [sent(5, 'bob'), sent(6, 'bob'), position(4, 1, 5)]],
    ['not lowered by a count that is behind', 2, [sent(5, 'bob'), position(2, 0, 3)]],
    ['without one that was deleted after the count', 0, [sent(5, 'bob'), deleted(6, 5), position(4, 1, 5)]],
    ['without one that the viewer has hidden', 0, [hidden(1, 4)]],
    [
      'not lowered by hiding one that came after the count twice',
      1,
      [sent(5, 'bob'), hidden(1, 5), hidden(1, 5), deleted(6, 5)],
    ],
  ])('%s', (_why, count, items) => {
    expect(unreadAfter(...items)).toBe(count);
  });

  test('to be fetched afresh when one is hidden that may or may not have been counted', () => {
    const messages = {
      ...fetched.messages,
      edges: [{ node: { ...message(9, 'bob'), thread: null } }],
      pageInfo: { hasPreviousPage: true },
    };
    const long = fromSync([page([{ ...fetched, messages }])]);
    expect(applyEvent(long, hidden(1, 4)).resync.conversationIds).toEqual(new Set(['conv_1']));
    expect(applyEvent(long, hidden(1, 2)).resync.conversationIds.size).toBe(0);
    expect(applyEvent(long, hidden(1, 8)).resync.conversationIds.size).toBe(0);
  });

  test('summed up without the conversations that are muted', () => {
    const mute: StreamItem = {
      __typename: 'ConversationPreferencesChanged',
      ...own(1),
      preferences: { ...preferences, mutedUntil: at(10) },
    };
    expect(totalUnread(start, at(5))).toBe(1);
    expect(totalUnread(fold([mute]), at(5))).toBe(0);
    expect(totalUnread(fold([mute]), at(10))).toBe(1);
  });
});

describe('messages', () => {
  test('are added, edited and deleted', () => {
    const { messages, lastSeq, lastActivityAt } = conversationOf(
      fold([sent(5, 'bob'), edited(6, 3, 'better'), deleted(7, 4)]),
    );
    expect([...messages.values()].map(({ seq, text }) => [seq, text])).toEqual([
      [3, 'better'],
      [4, null],
      [5, 'text 5'],
    ]);
    expect([lastSeq, lastActivityAt]).toEqual([7, at(5)]);
  });

  test.each<[why: string, items: StreamItem[], text: string | null]>([
    ['an edit does not bring back what is deleted', [deleted(5, 3), edited(6, 3, 'back')], null],
    ['nor does a reaction', [deleted(5, 3), reacted(6, 3, ['bob'])], null],
    [
      'a copy from before an edit does not undo it',
      // Whoever replays shows the message as it is now, so a later event may carry an earlier copy.
      [edited(5, 3, 'second'), reacted(6, 3, ['bob'], { changedSeq: 4 })],
      'second',
    ],
  ])('%s', (_why, items, text) => {
    expect(conversationOf(fold(items)).messages.get(3)?.text).toBe(text);
  });

  test('a change of one that is not loaded changes nothing', () => {
    const items = [edited(5, 2, 'old'), reacted(6, 2, ['bob'])];
    expect(conversationOf(fold(items)).messages).toEqual(conversationOf(start).messages);
  });

  test('show reactions, and those of a state that was fetched later than the event stay', () => {
    const reactionsAfter = (...items: StreamItem[]) => conversationOf(fold(items)).messages.get(4)?.reactions;
    expect(reactionsAfter(reacted(5, 4, ['bob']))).toEqual([{ emoji: '👍', count: 1, userIds: ['bob'] }]);
    expect(reactionsAfter(reacted(5, 4, ['bob']), reacted(6, 4, []))).toEqual([]);

    const reactions = [{ emoji: '👍', count: 2, userIds: ['bob', 'carol'] }];
    const newer = message(4, 'bob', { reactions, changedSeq: 6 });
    const late = fromSync([
      page([
        { ...fetched, lastSeq: 6, messages: { ...fetched.messages, edges: [{ node: { ...newer, thread: null } }] } },
      ]),
    ]);
    expect(conversationOf(fold([reacted(5, 4, ['bob'])], late)).messages.get(4)?.reactions).toEqual(reactions);
  });

  test('closed history is dropped', () => {
    const change: StreamItem = {
      __typename: 'ConversationChanged',
      ...event(21),
      conversation: { ...fields, historyVisibility: 'SINCE_JOIN' },
    };
    const late = fold([{ __typename: 'ConversationLeft', ...own(1) }, joined(2, 20), added(20, 'alice', 2), change]);
    expect(conversationOf(late).fields.historyVisibility).toBe('SINCE_JOIN');
    expect(conversationOf(fold([change])).messages.size).toBe(2);
  });
});

describe('members and positions', () => {
  test('follow the events', () => {
    const state = conversationOf(fold([added(5, 'carol', 3), sent(6, 'carol')]));
    expect(state.members.get('carol')).toMatchObject({ role: 'MEMBER', joinedSeq: 5 });
    expect(state.receipts.get('carol')).toEqual({ deliveredSeq: 6, readSeq: 6 });
    expect(state.fields.memberCount).toBe(3);
  });

  test('go with the membership', () => {
    const removed: StreamItem = {
      __typename: 'MemberRemoved',
      ...event(5),
      userId: 'bob',
      removedUser: null,
      memberCount: 1,
    };
    const state = conversationOf(fold([removed]));
    expect([[...state.members.keys()], [...state.receipts.keys()], state.fields.memberCount]).toEqual([
      ['alice'],
      ['alice'],
      1,
    ]);
  });

  test('an own role comes with the event of the change', () => {
    const changed: StreamItem = {
      __typename: 'MemberChanged',
      ...event(5),
      member: member('alice', 1),
      memberCount: 2,
    };
    expect(conversationOf(fold([changed])).viewerMembership.role).toBe('MEMBER');
  });

  test('never fall', () => {
    const back: StreamItem = {
      __typename: 'ReceiptsAdvanced',
      conversationId: 'conv_1',
      receipts: [{ userId: 'bob', deliveredSeq: 4, readSeq: 2 }],
    };
    expect(conversationOf(fold([back])).receipts.get('bob')).toEqual({ deliveredSeq: 4, readSeq: 4 });
  });

  test('a backend that is no member has no position', () => {
    expect(conversationOf(fold([sent(5, 'backend')])).receipts.has('backend')).toBe(false);
  });
});

describe('access', () => {
  const addedAgain: StreamItem[] = [{ __typename: 'ConversationLeft', ...own(1) }, joined(2, 9)];

  test('joining begins with nothing unread, and the first event tells the role', () => {
    const state = conversationOf(fold([joined(1, 9), added(9, 'alice', 2), sent(10, 'bob')], fromSync([page([])])));
    expect(state.viewerMembership).toMatchObject({ joinedSeq: 9, readSeq: 9, deliveredSeq: 9, unreadCount: 1 });
    expect([state.hasAllMembers, state.messagesFromSeq]).toEqual([false, 9]);
  });

  test.each<[why: string, items: StreamItem[], isThere: boolean]>([
    ['is over with AccessRevoked', [revoked], false],
    ['is over with ConversationLeft', [{ __typename: 'ConversationLeft', ...own(1) }], false],
    ['is not ended by the end of an earlier membership', [...addedAgain, revoked, added(9, 'alice', 2)], true],
    [
      'is not ended by a resume that repeats it',
      [...addedAgain, added(9, 'alice', 2), sent(10, 'bob'), revoked, added(9, 'alice', 2)],
      true,
    ],
    ['ends after being added again', [...addedAgain, added(9, 'alice', 2), revoked], false],
    ['does not come back with an event of an earlier membership', [...addedAgain, revoked, sent(8, 'bob')], false],
    [
      'does not begin with a join that is over',
      [revoked, { ...joined(1, 9), joinedConversation: null } as StreamItem],
      false,
    ],
  ])('%s', (_why, items, isThere) => {
    expect(fold(items).conversations.has('conv_1')).toBe(isThere);
  });

  test('a join that the fetched state contains keeps what is loaded', () => {
    expect(conversationOf(fold([joined(1, 1)])).messages.size).toBe(2);
  });
});

describe('the stream itself', () => {
  test('an event that is not above the last is ignored', () => {
    const state = fold([sent(6, 'bob')]);
    expect(applyEvent(state, sent(5, 'bob'))).toBe(state);
  });

  test('a withheld event takes its number', () => {
    const state = conversationOf(fold([{ __typename: 'EventWithheld', conversationId: 'conv_1', seq: 5 }]));
    expect([state.lastSeq, state.appliedSeq]).toEqual([5, 5]);
  });

  test('keeps the latest cursor, and says when it is live and what to fetch afresh', () => {
    const resync = (resyncConversationId: string | null): StreamItem => ({
      __typename: 'ResyncRequired',
      cursor: 'cursor 1',
      reason: 'CURSOR_TOO_OLD',
      resyncConversationId,
    });
    expect(fold([resync('conv_1')]).resync).toEqual({ everything: false, conversationIds: new Set(['conv_1']) });
    const state = fold([
      resync(null),
      { __typename: 'CaughtUp', cursor: 'cursor 2' },
      { __typename: 'Checkpoint', cursor: 'cursor 3' },
    ]);
    expect([state.resync.everything, state.isCaughtUp, state.cursor]).toEqual([true, true, 'cursor 3']);
  });

  test('passes over what it does not know, and says so', () => {
    const newer = { __typename: 'PollClosed', conversationId: 'conv_1', seq: 5 } as unknown as StreamItem;
    const state = fold([newer]);
    expect(state).toEqual({ ...start, unknown: new Set(['PollClosed']) });
  });

  test('the newest profile wins', () => {
    const changed = (name: string, updated: number): StreamItem => ({
      __typename: 'UserChanged',
      user: user('bob', name, updated),
    });
    expect(fold([changed('Bob', 2), changed('Robert', 1)]).users.get('bob')?.name).toBe('Bob');
  });

  test('an item leaves the state that it is given as it is', () => {
    const before = structuredClone(start);
    fold([sent(5, 'bob'), deleted(6, 4), added(7, 'carol', 3), revoked]);
    expect(start).toEqual(before);
  });
});

test('an upload is known from the event on that tells what became of it, until one says that it is gone', () => {
  const attachment = {
    ...{ id: 'att_1', name: 'a.png', status: 'READY' as const, failure: null, type: 'image/png', sizeBytes: 9 },
    ...{ width: 3, height: 3, durationMs: null, thumbHash: 'aGFzaA==' },
  };
  const processed = (seq: number, shown: typeof attachment | null): StreamItem => ({
    ...{ __typename: 'AttachmentProcessed', seq, createdAt: at(seq), attachmentId: 'att_1', attachment: shown },
  });
  expect(fold([processed(1, attachment)]).attachments.get('att_1')).toEqual(attachment);
  expect(fold([processed(1, attachment), processed(2, null)]).attachments.size).toBe(0);
});
