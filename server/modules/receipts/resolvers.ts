import type { Context } from '../../context.ts';
import type { Resolvers } from '../../generated/resolvers.ts';
import type { StoredUser } from '../../realtime/log-event.ts';
import type { Membership } from '../conversations/rows.ts';
import { userLoader } from '../users/queries.ts';
import { acknowledge } from './acknowledge.ts';
import { listReceipts } from './list-receipts.ts';
import { markUnread } from './mark-unread.ts';
import { readDelivery, statusOf } from './message-delivery.ts';
import { type OwnPosition, ownPositionLoader, unreadTotalsLoader } from './own-position.ts';
import { listThreadReceipts } from './thread-receipts.ts';

export const receiptsResolvers = {
  Mutation: {
    acknowledge: async (_parent, { input }, ctx) => ({ positions: await acknowledge(ctx, input) }),
    markUnread: async (_parent, { input }, ctx) => ({ position: await markUnread(ctx, input) }),
  },
  Message: {
    status: async (message, _args, ctx) => statusOf(await readDelivery(ctx, message)),
    delivery: (message, _args, ctx) => readDelivery(ctx, message),
  },
  MessageDelivery: {
    deliveredTo: (delivery, _args, ctx) => readUsers(ctx, delivery.deliveredToIds),
    readers: (delivery, _args, ctx) => readUsers(ctx, delivery.readerIds),
  },
  MessageThread: {
    receipts: (thread, _args, ctx) => listThreadReceipts(ctx, thread),
  },
  Conversation: {
    receipts: (conversation, _args, ctx) => listReceipts(ctx, conversation.id),
  },
  ViewerMembership: {
    deliveredSeq: async (membership, _args, ctx) => (await readOwnPosition(ctx, membership)).deliveredSeq,
    readSeq: async (membership, _args, ctx) => (await readOwnPosition(ctx, membership)).readSeq,
    unreadCount: async (membership, _args, ctx) => (await readOwnPosition(ctx, membership)).unreadCount,
    markedUnreadFromSeq: async (membership, _args, ctx) => (await readOwnPosition(ctx, membership)).markedUnreadFromSeq,
    unreadMentionCount: async (membership, _args, ctx) => (await readOwnPosition(ctx, membership)).unreadMentionCount,
    ownLogSeq: async (membership, _args, ctx) => (await readOwnPosition(ctx, membership)).ownLogSeq,
    lastSeq: async (membership, _args, ctx) => (await readOwnPosition(ctx, membership)).lastSeq,
  },
  Viewer: {
    unreadCount: async (_parent, _args, ctx) => (await unreadTotalsLoader(ctx).load(ctx.actor.userId)).unreadCount,
    unreadMentionCount: async (_parent, _args, ctx) =>
      (await unreadTotalsLoader(ctx).load(ctx.actor.userId)).unreadMentionCount,
  },
} satisfies Resolvers;

/** Users whose members are there; null where they are not told by name. */
async function readUsers(ctx: Context, ids: string[] | null): Promise<StoredUser[] | null> {
  if (ids === null) return null;
  const users = await Promise.all(ids.map((id) => userLoader(ctx).load(id)));
  return users.filter((user) => user !== null);
}

/** One read for all fields that ask in one turn. Who has left since his membership was read has nothing to read. */
async function readOwnPosition(
  ctx: Context,
  { conversationId, deliveredSeq, readSeq }: Membership,
): Promise<OwnPosition> {
  const position = await ownPositionLoader(ctx).load(conversationId);
  const nothing = { markedUnreadFromSeq: null, unreadCount: 0, unreadMentionCount: 0, ownLogSeq: 0 };
  return position ?? { deliveredSeq, readSeq, ...nothing, lastSeq: readSeq };
}
