import type { Context } from '../../context.ts';
import { AppError, notFound } from '../../errors.ts';
import { type Connection, type Page, type PageArgs, parsePage, toConnection } from '../../lib/page.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import { requireMember } from '../conversations/queries.ts';
import { firstReadableSeq } from './policy.ts';
import { type HistoryStretch, historyQuery } from './queries.ts';
import type { Thread } from './thread-queries.ts';

interface HistoryArgs extends PageArgs {
  aroundSeq?: number | null | undefined;
}

/** A page of a conversation's history, oldest first; without arguments the newest. For members. */
export function listMessages(
  ctx: Context,
  conversationId: string,
  args: HistoryArgs,
): Promise<Connection<StoredMessage>> {
  return listHistory(ctx, { conversationId, threadRootSeq: null }, args);
}

/** The same of a thread's replies. Throws NOT_FOUND where its first message is not for the viewer any more. */
export function listReplies(
  ctx: Context,
  { conversationId, rootSeq }: Pick<Thread, 'conversationId' | 'rootSeq'>,
  args: HistoryArgs,
): Promise<Connection<StoredMessage>> {
  return listHistory(ctx, { conversationId, threadRootSeq: rootSeq }, args);
}

async function listHistory(
  ctx: Context,
  { conversationId, threadRootSeq }: Pick<HistoryStretch, 'conversationId' | 'threadRootSeq'>,
  args: HistoryArgs,
): Promise<Connection<StoredMessage>> {
  const { tenantId, userId } = ctx.actor;
  const options = {
    codec: ctx.cursors,
    tenantId,
    kind: threadRootSeq === null ? `messages/${conversationId}` : `replies/${conversationId}/${threadRootSeq}`,
    sizeMax: ctx.config.limits.pageSizeMax,
    defaultEnd: 'last' as const,
  };
  assertAroundAlone(args);
  const page = parsePage<number>(args, options);
  const { conversation, membership } = await requireMember(ctx.db, tenantId, conversationId, userId);
  const fromSeq = firstReadableSeq(conversation, membership);
  if (threadRootSeq !== null && threadRootSeq < fromSeq) throw notFound('message');
  const place = { tenantId, conversationId, viewerId: userId, threadRootSeq, fromSeq };
  const read = ({ limit, isBackward, from }: Page<number>) =>
    historyQuery(ctx.db, { ...place, limit: limit + 1, isBackward, beyond: from });
  const keyOf = (message: StoredMessage) => message.seq;
  if (args.aroundSeq == null) return toConnection(await read(page), page, options, keyOf);

  const half = Math.floor(page.limit / 2);
  const before = { limit: half, isBackward: true, from: args.aroundSeq };
  const after = { limit: page.limit - half, isBackward: false, from: args.aroundSeq - 1 };
  const older = toConnection(await read(before), before, options, keyOf);
  const newer = toConnection(await read(after), after, options, keyOf);
  const edges = [...older.edges, ...newer.edges];
  return {
    edges,
    pageInfo: {
      hasPreviousPage: older.pageInfo.hasPreviousPage,
      hasNextPage: newer.pageInfo.hasNextPage,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function assertAroundAlone({ aroundSeq, after, before }: HistoryArgs): void {
  if (aroundSeq == null) return;
  const field = 'aroundSeq';
  if (after != null || before != null) {
    throw new AppError('BAD_USER_INPUT', 'Give `aroundSeq` or a cursor, not both.', { field });
  }
  if (aroundSeq < 0)
    throw new AppError('BAD_USER_INPUT', `\`aroundSeq\` is 0 or more; it was ${aroundSeq}.`, { field });
}
