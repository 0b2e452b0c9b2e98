import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { lockHead } from '../../realtime/append.ts';
import { leaveTombstones } from './leave-tombstones.ts';
import { isOf, type MessagePlace } from './queries.ts';
import { messages } from './table.ts';

interface ErasedCopies {
  /** The last message that was looked at: go on from there. */
  at: MessagePlace;
  /** Where those stand that are erased now. */
  conversationId: string;
  ids: string[];
}

/**
 * For the erasure of a user: makes tombstones of what others have forwarded of him; null where none are left. It looks
 * through all of the tenant's messages, so many at a time: an index of what is so rare would have to be written by every
 * reaction and edit, since those change the column that tells.
 */
export async function eraseCopies(
  ctx: Context,
  tx: Tx,
  { authorId, after, limit }: { authorId: string; after: MessagePlace | null; limit: number },
): Promise<ErasedCopies | null> {
  const { tenantId } = ctx.actor;
  const isCopy = sql<boolean>`coalesce(${messages.details}->'forwardedFrom'->>'senderId' = ${authorId}, false)`;
  const seen = await tx
    .select({ conversationId: messages.conversationId, seq: messages.seq, isCopy })
    .from(messages)
    .where(and(eq(messages.tenantId, tenantId), after === null ? undefined : isBeyond(after)))
    .orderBy(asc(messages.conversationId), asc(messages.seq))
    .limit(limit);
  const last = seen.at(-1);
  if (last === undefined) return null;
  const copies = seen.filter((each) => each.isCopy);
  const [first] = copies;
  if (first === undefined) return { at: last, conversationId: last.conversationId, ids: [] };

  const { conversationId } = first;
  const here = copies.filter((each) => each.conversationId === conversationId);
  await lockHead(tx, tenantId, conversationId);
  const found = await tx
    .select({ id: messages.id, seq: messages.seq })
    .from(messages)
    .where(
      and(
        isOf(messages, { tenantId, conversationId }),
        inArray(
          messages.seq,
          here.map(({ seq }) => seq),
        ),
        isNull(messages.deletedAt),
      ),
    );
  if (found.length > 0) await leaveTombstones(ctx, tx, conversationId, found);
  // What stands in other conversations is for the next steps.
  const at = here.length === copies.length ? last : (here.at(-1) ?? last);
  return { at, conversationId, ids: found.map(({ id }) => id) };
}

const isBeyond = ({ conversationId, seq }: MessagePlace): SQL =>
  sql`(${messages.conversationId}, ${messages.seq}) > (${conversationId}, ${seq}::int)`;
