import type { Context } from '../../context.ts';
import type { Resolvers } from '../../generated/resolvers.ts';
import type { Membership } from '../conversations/rows.ts';
import { acknowledge } from './acknowledge.ts';
import { listReceipts } from './list-receipts.ts';
import { readMessageStatus } from './message-status.ts';
import { type OwnPosition, ownPositionLoader, readUnreadTotal } from './queries.ts';
import { listThreadReceipts } from './thread-receipts.ts';

export const receiptsResolvers = {
  Mutation: {
    acknowledge: async (_parent, { input }, ctx) => ({ positions: await acknowledge(ctx, input) }),
  },
  Message: {
    status: (message, _args, ctx) => readMessageStatus(ctx, message),
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
    lastSeq: async (membership, _args, ctx) => (await readOwnPosition(ctx, membership)).lastSeq,
  },
  Viewer: {
    unreadCount: (actor, _args, ctx) => readUnreadTotal(ctx.db, actor.tenantId, actor.userId),
  },
} satisfies Resolvers;

/** One read for all fields that ask in one turn. Who has left since his membership was read has nothing to read. */
async function readOwnPosition(
  ctx: Context,
  { conversationId, deliveredSeq, readSeq }: Membership,
): Promise<OwnPosition> {
  const position = await ownPositionLoader(ctx).load(conversationId);
  return position ?? { deliveredSeq, readSeq, unreadCount: 0, lastSeq: readSeq };
}
