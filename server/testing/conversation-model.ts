import fc from 'fast-check';
import type {
  ConversationStateFragment,
  MessageFieldsFragment,
  SyncStateQuery,
} from '../../client/generated/operations.ts';
import type { StreamItem } from '../../client/index.ts';
import { noContacts } from './no-contacts.ts';
import { noNotifications } from './no-notifications.ts';

export const userOf = (id: string) => ({
  id,
  name: id,
  pictureUrl: null,
  metadata: {},
  createdAt: '1',
  updatedAt: '1',
});
export const timeOf = (seq: number) => new Date(seq * 1_000).toISOString();

interface Membership {
  role: 'OWNER' | 'MEMBER';
  joinedSeq: number;
  readSeq: number;
}

/** A model of one conversation of Alice's: what the server holds of it. */
export interface World {
  id: string;
  lastSeq: number;
  lastActivityAt: string;
  messages: Map<number, MessageFieldsFragment>;
  members: Map<string, Membership>;
  /** Alice's mark, her own log, and the messages that she has deleted for herself. */
  markedFrom: number | null;
  ownLogSeq: number;
  hidden: Set<number>;
}

/** What people do there. */
export type Step =
  | { do: 'send'; by: 'alice' | 'bob' | 'carol'; mentions: Mentions }
  | { do: 'edit'; pick: number; mentions: Mentions }
  | { do: 'delete' | 'react' | 'hide' | 'mark'; pick: number }
  | { do: 'acknowledge'; by: 'alice' | 'bob' | 'carol'; pick: number }
  | { do: 'toggleCarol' };

type Mentions = 'nobody' | 'alice' | 'everyone';
const mentions = fc.constantFrom('nobody' as const, 'alice' as const, 'everyone' as const);

const by = fc.constantFrom('alice' as const, 'bob' as const, 'carol' as const);
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('send' as const), by, mentions }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('edit' as const), pick: fc.nat(30), mentions }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('delete' as const, 'react' as const, 'hide' as const, 'mark' as const),
      pick: fc.nat(30),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('acknowledge' as const), by, pick: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'toggleCarol' as const }) },
);

/** The conversation as Alice has made it, with Bob. */
export const begin = (id = 'conv_1'): World => ({
  id,
  lastSeq: 2,
  lastActivityAt: timeOf(0),
  messages: new Map(),
  members: new Map([
    ['alice', { role: 'OWNER', joinedSeq: 1, readSeq: 1 }],
    ['bob', { role: 'MEMBER', joinedSeq: 2, readSeq: 2 }],
  ]),
  markedFrom: null,
  ownLogSeq: 0,
  hidden: new Set(),
});

const readSeqOf = ({ members }: World, userId = 'alice') => members.get(userId)?.readSeq ?? 0;

/** What the server says of Alice's position. */
function positionOf(world: World) {
  const { messages, markedFrom, hidden, lastSeq, ownLogSeq } = world;
  const readSeq = readSeqOf(world);
  const fromSeq = markedFrom ?? readSeq + 1;
  const unread = [...messages.values()].filter(
    (m) => m.seq >= fromSeq && m.senderId !== 'alice' && m.deletedAt === null && !hidden.has(m.seq),
  );
  const mentioned = unread.filter((m) => m.mentionsEveryone || m.mentionedUserIds.includes('alice'));
  return {
    ...{ deliveredSeq: readSeq, readSeq, markedUnreadFromSeq: markedFrom, unreadCount: unread.length },
    ...{ unreadMentionCount: mentioned.length, lastSeq, ownLogSeq },
  };
}

export const positionItem = (world: World): StreamItem => ({
  __typename: 'ReadPositionChanged',
  conversationId: world.id,
  ...positionOf(world),
});

/** The world after a step, and the items that it makes; a step that cannot be done changes nothing. */
export function take(before: World, step: Step): { world: World; items: StreamItem[] } {
  const world: World = {
    ...before,
    messages: new Map(before.messages),
    members: new Map(before.members),
    hidden: new Set(before.hidden),
  };
  const seq = before.lastSeq + 1;
  const place = (actorId: string) => ({
    conversationId: world.id,
    seq,
    createdAt: timeOf(seq),
    actor: userOf(actorId),
  });
  const nothing = { world: before, items: [] };

  if (step.do === 'send') {
    const member = world.members.get(step.by);
    if (member === undefined) return nothing;
    const message: MessageFieldsFragment = {
      id: `msg_${world.id}_${seq}`,
      conversationId: world.id,
      seq,
      clientMessageId: `${seq}`,
      senderId: step.by,
      sender: userOf(step.by),
      kind: 'TEXT',
      priority: 'NORMAL',
      location: null,
      replyTo: null,
      threadRootId: null,
      threadRootSeq: null,
      attachments: [],
      linkPreviews: [],
      reactions: [],
      forwardedFrom: null,
      pinnedAt: null,
      pinnedById: null,
      mentionedUserIds: step.mentions === 'alice' ? ['alice'] : [],
      mentionsEveryone: step.mentions === 'everyone',
      text: 'first',
      metadata: {},
      createdAt: timeOf(seq),
      editedAt: null,
      version: 0,
      deletedAt: null,
      changedSeq: seq,
    };
    world.messages.set(seq, message);
    world.members.set(step.by, { ...member, readSeq: seq });
    if (step.by === 'alice') world.markedFrom = null;
    return {
      world: { ...world, lastSeq: seq, lastActivityAt: timeOf(seq) },
      items: [{ __typename: 'MessageSent', ...place(step.by), message }],
    };
  }
  if (step.do === 'toggleCarol') {
    const isThere = world.members.delete('carol');
    const memberCount = isThere ? 2 : 3;
    if (!isThere) world.members.set('carol', { role: 'MEMBER', joinedSeq: seq, readSeq: seq });
    const item: StreamItem = isThere
      ? { __typename: 'MemberRemoved', ...place('alice'), userId: 'carol', removedUser: userOf('carol'), memberCount }
      : {
          __typename: 'MemberAdded',
          ...place('alice'),
          member: memberOf(world.id, 'carol', { role: 'MEMBER', joinedSeq: seq }),
          memberCount,
        };
    return { world: { ...world, lastSeq: seq }, items: [item] };
  }
  if (step.do === 'acknowledge') {
    const member = world.members.get(step.by);
    const readSeq = step.pick % (before.lastSeq + 1);
    const endsMark = step.by === 'alice' && world.markedFrom !== null && readSeq >= world.markedFrom;
    if (endsMark) world.markedFrom = null;
    if (member === undefined || readSeq <= member.readSeq) {
      return endsMark ? { world, items: [positionItem(world)] } : nothing;
    }
    world.members.set(step.by, { ...member, readSeq });
    const receipt = { userId: step.by, deliveredSeq: readSeq, readSeq };
    const items: StreamItem[] = [{ __typename: 'ReceiptsAdvanced', conversationId: world.id, receipts: [receipt] }];
    if (step.by === 'alice') items.push(positionItem(world));
    return { world, items };
  }
  if (step.do === 'mark') {
    const readSeq = readSeqOf(world);
    const fromSeq = Math.max(2, step.pick % (readSeq + 2));
    world.markedFrom = fromSeq <= readSeq ? fromSeq : null;
    return { world, items: [positionItem(world)] };
  }
  const message = [...world.messages.values()][step.pick % Math.max(1, world.messages.size)];
  if (message === undefined) return nothing;
  if (step.do === 'hide') {
    if (world.hidden.has(message.seq)) return nothing;
    world.hidden.add(message.seq);
    world.ownLogSeq += 1;
    const { id: messageId, seq: messageSeq } = message;
    const own = { conversationId: world.id, seq: world.ownLogSeq, createdAt: timeOf(seq) };
    const item: StreamItem = { __typename: 'MessageHidden', ...own, messageId, messageSeq, messageThreadRootSeq: null };
    return { world, items: message.senderId === 'alice' ? [item, positionItem(world)] : [item] };
  }
  if (message.deletedAt !== null) return nothing;
  const about = (change: Partial<MessageFieldsFragment>) => {
    const changed = { ...message, ...change, changedSeq: seq };
    world.messages.set(message.seq, changed);
    return { ...place('bob'), message: changed };
  };
  if (step.do === 'edit') {
    const version = message.version + 1;
    const mentionedUserIds = step.mentions === 'alice' ? ['alice'] : [];
    const edit = about({ text: `version ${version}`, mentionedUserIds, version, editedAt: timeOf(seq) });
    return { world: { ...world, lastSeq: seq }, items: [{ __typename: 'MessageEdited', ...edit }] };
  }
  if (step.do === 'delete') {
    const nobody = { mentionedUserIds: [], mentionsEveryone: false };
    const deletion = about({ text: null, ...nobody, reactions: [], deletedAt: timeOf(seq) });
    return { world: { ...world, lastSeq: seq }, items: [{ __typename: 'MessageDeleted', ...deletion }] };
  }
  const isGone = message.reactions.length > 2;
  const reactions = isGone ? [] : [...message.reactions, { emoji: `${seq}`, count: 1, userIds: ['bob'] }];
  const reaction = { ...about({ reactions }), emoji: `${seq}`, userId: 'bob' };
  const item: StreamItem = isGone
    ? { __typename: 'ReactionRemoved', ...reaction }
    : { __typename: 'ReactionAdded', ...reaction };
  return { world: { ...world, lastSeq: seq }, items: [item] };
}

/**
 * A conversation as a query returns it whose parts are read one after the other, each from a later world.
 * @param messagesMax The newest that it returns. @default all
 */
export function fetchedOf(
  read: (part: number) => World,
  messagesMax = Number.POSITIVE_INFINITY,
): ConversationStateFragment {
  const [head, people, positions, history, membership] = [read(0), read(1), read(2), read(3), read(4)];
  const alice = membership.members.get('alice') ?? { role: 'OWNER', joinedSeq: 1, readSeq: 1 };
  return {
    ...fieldsOf(head),
    lastSeq: head.lastSeq,
    lastActivityAt: head.lastActivityAt,
    members: {
      edges: [...people.members].map(([userId, member]) => ({ node: memberOf(people.id, userId, member) })),
      pageInfo: { hasNextPage: false },
    },
    receipts: [...positions.members].map(([userId, { readSeq }]) => ({ userId, deliveredSeq: readSeq, readSeq })),
    messages: {
      edges: shownIn(history)
        .slice(-messagesMax)
        .map((node) => ({ node: { ...node, thread: null } })),
      pageInfo: { hasPreviousPage: shownIn(history).length > messagesMax },
    },
    viewerMembership: {
      role: alice.role,
      joinedAt: timeOf(alice.joinedSeq),
      joinedSeq: alice.joinedSeq,
      silencedUntil: null,
      ...positionOf(membership),
      preferences: { mutedUntil: null, pinned: false, archived: false },
    },
  };
}

/** The messages that Alice sees, oldest first. */
export const shownIn = ({ messages, hidden }: World): MessageFieldsFragment[] =>
  [...messages.values()].filter(({ seq }) => !hidden.has(seq));

/** What a conversation says of itself. */
export const fieldsOf = ({ id, members }: World) => ({
  ...{ id, kind: 'GROUP' as const, visibility: 'PRIVATE' as const, historyVisibility: 'ALL' as const },
  ...{ title: null, metadata: {}, createdAt: timeOf(0), memberCount: members.size, slowModeMs: 0 },
});

/** A member as events and queries show him. */
export const memberOf = (
  conversationId: string,
  userId: string,
  { role, joinedSeq }: Pick<Membership, 'role' | 'joinedSeq'>,
) => ({
  ...{ conversationId, userId, user: userOf(userId), role, joinedSeq },
  ...{ joinedAt: timeOf(joinedSeq), silencedUntil: null },
});

/** Alice's whole state as a query returns it, with these conversations. */
export const syncPageOf = (syncCursor: string, fetched: ConversationStateFragment[]): SyncStateQuery => ({
  syncCursor,
  viewer: {
    tenantId: 'default',
    unreadCount: 0,
    unreadMentionCount: 0,
    ...noContacts,
    ownPresence: { status: 'ONLINE', statusExpiresAt: null, customStatus: null },
    ...noNotifications,
    presenceSettings: {
      visibility: 'EVERYONE',
      showOnlineStatus: true,
      showLastSeen: true,
      invisible: false,
      shareTyping: true,
      shareReadReceipts: true,
    },
    locationSharing: { audience: 'NOBODY', precision: 'APPROXIMATE', userIds: [], expiresAt: null },
    user: userOf('alice'),
    conversations: {
      edges: fetched.map((node) => ({ node })),
      pageInfo: { hasNextPage: false, endCursor: null },
    },
  },
});

/**
 * An event as it is read from the log: messages as they are by then, since an earlier version does not exist any more, and
 * nothing of hidden ones.
 */
export function readFromLog(item: StreamItem, { id, messages, hidden }: World): StreamItem {
  if (!('seq' in item) || !('message' in item)) return item;
  if (hidden.has(item.message.seq)) return { __typename: 'EventWithheld', conversationId: id, seq: item.seq };
  return { ...item, message: messages.get(item.message.seq) ?? item.message };
}
