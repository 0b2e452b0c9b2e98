import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConversationStateFragment, MessageFieldsFragment, SyncStateQuery } from '../generated/operations.ts';
import { applyEvent, type StreamItem } from './apply-event.ts';
import { fromSync } from './from-sync.ts';
import type { ClientState } from './state.ts';

// A model of one conversation: what the server holds after each step, and the events of the steps.

const userOf = (id: string) => ({ id, name: id, pictureUrl: null, metadata: {}, createdAt: '1', updatedAt: '1' });
const timeOf = (seq: number) => new Date(seq * 1_000).toISOString();

interface World {
  lastSeq: number;
  lastActivityAt: string;
  messages: Map<number, MessageFieldsFragment>;
  members: Map<string, { role: 'OWNER' | 'MEMBER'; joinedSeq: number; readSeq: number }>;
}

type Step =
  | { do: 'send'; by: 'alice' | 'bob' | 'carol' }
  | { do: 'edit' | 'delete' | 'react'; pick: number }
  | { do: 'acknowledge'; by: 'alice' | 'bob' | 'carol'; pick: number }
  | { do: 'toggleCarol' };

const by = fc.constantFrom('alice' as const, 'bob' as const, 'carol' as const);
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('send' as const), by }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constantFrom('edit' as const, 'delete' as const, 'react' as const),
        pick: fc.nat(30),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('acknowledge' as const), by, pick: fc.nat(30) }) },
    { weight: 1, arbitrary: fc.constant({ do: 'toggleCarol' as const }) },
  ),
  { minLength: 1, maxLength: 40 },
);

const begin = (): World => ({
  lastSeq: 2,
  lastActivityAt: timeOf(0),
  messages: new Map(),
  members: new Map([
    ['alice', { role: 'OWNER', joinedSeq: 1, readSeq: 1 }],
    ['bob', { role: 'MEMBER', joinedSeq: 2, readSeq: 2 }],
  ]),
});

const unreadOf = ({ messages, members }: World): number => {
  const readSeq = members.get('alice')?.readSeq ?? 0;
  return [...messages.values()].filter((m) => m.seq > readSeq && m.senderId !== 'alice' && m.deletedAt === null).length;
};

/** The world after a step, and the items that it makes; a step that cannot be done changes nothing. */
function take(before: World, step: Step): { world: World; items: StreamItem[] } {
  const world: World = { ...before, messages: new Map(before.messages), members: new Map(before.members) };
  const seq = before.lastSeq + 1;
  const place = (actorId: string) => ({
    conversationId: 'conv_1',
    seq,
    createdAt: timeOf(seq),
    actor: userOf(actorId),
  });
  const memberOf = (userId: string, role: 'OWNER' | 'MEMBER', joinedSeq: number) => ({
    conversationId: 'conv_1',
    userId,
    user: userOf(userId),
    role,
    joinedSeq,
    joinedAt: timeOf(joinedSeq),
    silencedUntil: null,
  });
  const nothing = { world: before, items: [] };

  if (step.do === 'send') {
    const member = world.members.get(step.by);
    if (member === undefined) return nothing;
    const message: MessageFieldsFragment = {
      id: `msg_${seq}`,
      conversationId: 'conv_1',
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
      mentionedUserIds: [],
      mentionsEveryone: false,
      attachments: [],
      linkPreviews: [],
      reactions: [],
      forwardedFrom: null,
      pinnedAt: null,
      pinnedById: null,
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
      : { __typename: 'MemberAdded', ...place('alice'), member: memberOf('carol', 'MEMBER', seq), memberCount };
    return { world: { ...world, lastSeq: seq }, items: [item] };
  }
  if (step.do === 'acknowledge') {
    const member = world.members.get(step.by);
    const readSeq = step.pick % (before.lastSeq + 1);
    if (member === undefined || readSeq <= member.readSeq) return nothing;
    world.members.set(step.by, { ...member, readSeq });
    const receipt = { userId: step.by, deliveredSeq: readSeq, readSeq };
    const items: StreamItem[] = [{ __typename: 'ReceiptsAdvanced', conversationId: 'conv_1', receipts: [receipt] }];
    if (step.by === 'alice') {
      const { userId: _id, ...at } = receipt;
      const count = { unreadCount: unreadOf(world), lastSeq: world.lastSeq };
      items.push({ __typename: 'ReadPositionChanged', conversationId: 'conv_1', ...at, ...count });
    }
    return { world, items };
  }
  const message = [...world.messages.values()][step.pick % Math.max(1, world.messages.size)];
  if (message === undefined || message.deletedAt !== null) return nothing;
  const about = (change: Partial<MessageFieldsFragment>) => {
    const changed = { ...message, ...change, changedSeq: seq };
    world.messages.set(message.seq, changed);
    return { ...place('bob'), message: changed };
  };
  if (step.do === 'edit') {
    const version = message.version + 1;
    const edit = about({ text: `version ${version}`, version, editedAt: timeOf(seq) });
    return { world: { ...world, lastSeq: seq }, items: [{ __typename: 'MessageEdited', ...edit }] };
  }
  if (step.do === 'delete') {
    const deletion = about({ text: null, reactions: [], deletedAt: timeOf(seq) });
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

/** All worlds from the first to the last, and for each step its items. */
function play(plan: Step[]): { worlds: World[]; itemsOf: StreamItem[][] } {
  const worlds = [begin()];
  const itemsOf: StreamItem[][] = [];
  for (const step of plan) {
    const { world, items } = take(worlds.at(-1) ?? begin(), step);
    worlds.push(world);
    itemsOf.push(items);
  }
  return { worlds, itemsOf };
}

/** What a query returns whose parts are read one after the other, each from a later world. */
function fetch(read: (part: number) => World): ClientState {
  const [head, people, positions, history, membership] = [read(0), read(1), read(2), read(3), read(4)];
  const alice = membership.members.get('alice') ?? { role: 'OWNER', joinedSeq: 1, readSeq: 1 };
  const conversation: ConversationStateFragment = {
    id: 'conv_1',
    kind: 'GROUP',
    visibility: 'PRIVATE',
    historyVisibility: 'ALL',
    title: null,
    metadata: {},
    createdAt: timeOf(0),
    memberCount: head.members.size,
    slowModeMs: 0,
    lastSeq: head.lastSeq,
    lastActivityAt: head.lastActivityAt,
    members: {
      edges: [...people.members].map(([userId, { role, joinedSeq }]) => ({
        node: {
          conversationId: 'conv_1',
          userId,
          user: userOf(userId),
          role,
          joinedSeq,
          joinedAt: timeOf(joinedSeq),
          silencedUntil: null,
        },
      })),
      pageInfo: { hasNextPage: false },
    },
    receipts: [...positions.members].map(([userId, { readSeq }]) => ({ userId, deliveredSeq: readSeq, readSeq })),
    messages: {
      edges: [...history.messages.values()].map((node) => ({ node: { ...node, thread: null } })),
      pageInfo: { hasPreviousPage: false },
    },
    viewerMembership: {
      role: alice.role,
      joinedAt: timeOf(alice.joinedSeq),
      joinedSeq: alice.joinedSeq,
      silencedUntil: null,
      deliveredSeq: alice.readSeq,
      readSeq: alice.readSeq,
      unreadCount: unreadOf(membership),
      lastSeq: membership.lastSeq,
      preferences: { mutedUntil: null, pinned: false, archived: false },
    },
  };
  const conversations = { edges: [{ node: conversation }], pageInfo: { hasNextPage: false, endCursor: null } };
  const page: SyncStateQuery = {
    syncCursor: 'cursor',
    viewer: {
      tenantId: 'default',
      unreadCount: 0,
      presenceSettings: { shareTyping: true, shareReadReceipts: true },
      user: userOf('alice'),
      conversations,
    },
  };
  return fromSync([page]);
}

/** What a reader of the state sees, without the reducer's own notes. */
function seen(state: ClientState) {
  const conversation = state.conversations.get('conv_1');
  if (conversation === undefined) throw new Error('The conversation is gone.');
  const { appliedSeq: _applied, deletions: _deletions, viewerMembership, ...rest } = conversation;
  const { counted: _counted, ...membership } = viewerMembership;
  const receipts = new Map([...conversation.receipts].filter(([userId]) => conversation.members.has(userId)));
  return { ...rest, receipts, membership };
}

/** Replayed items show messages as they are in the end, and an earlier version of a text does not exist any more. */
function asReplayed(item: StreamItem, end: World): StreamItem {
  if (!('message' in item)) return item;
  return { ...item, message: end.messages.get(item.message.seq) ?? item.message };
}

test('an item that is applied twice has the effect of one', () => {
  fc.assert(
    fc.property(steps, (plan) => {
      const { worlds, itemsOf } = play(plan);
      let state = fetch(() => worlds[0] ?? begin());
      for (const item of itemsOf.flat()) {
        state = applyEvent(state, item);
        expect(applyEvent(state, item)).toEqual(state);
      }
    }),
  );
});

test('a state whose parts were read at different times is made whole by the events since its cursor', () => {
  const setting = fc.record({
    plan: steps,
    cursor: fc.nat(20),
    lags: fc.array(fc.nat(10), { minLength: 5, maxLength: 5 }),
    replayed: fc.nat(40),
    stateLag: fc.nat(4),
  });
  fc.assert(
    fc.property(setting, ({ plan, cursor, lags, replayed, stateLag }) => {
      const { worlds, itemsOf } = play(plan);
      const last = worlds.length - 1;
      const end = worlds[last] ?? begin();
      const from = Math.min(cursor, last);
      const fetched = fetch((part) => worlds[Math.min(from + (lags[part] ?? 0), last)] ?? end);

      // The beginning is replayed, the rest comes live; state items come late, and those of one place in order.
      const live: StreamItem[] = [];
      const late: { due: number; item: StreamItem }[] = [];
      for (const [index, items] of itemsOf.entries()) {
        if (index < from) continue;
        for (const item of items) {
          if ('seq' in item) live.push(index < from + replayed ? asReplayed(item, end) : item);
          else late.push({ due: index + stateLag, item });
        }
        while (late[0] !== undefined && late[0].due <= index) live.push(...late.splice(0, 1).map(({ item }) => item));
      }
      const folded = [...live, ...late.map(({ item }) => item)].reduce(applyEvent, fetched);
      expect(seen(folded)).toEqual(seen(fetch(() => end)));
    }),
    { numRuns: 500 },
  );
});
