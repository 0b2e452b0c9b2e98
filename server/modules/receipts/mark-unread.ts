import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { userTopic } from '../../realtime/log-event.ts';
import { requireMember } from '../conversations/queries.ts';
import { type Position, seqInput } from './acknowledge.ts';
import { type OwnPosition, type PositionRow, positionColumns, positionOf } from './own-position.ts';

const markUnreadInput = z.object({
  conversationId: z.string(),
  // Absent and null are not the same: leaving it out by mistake must not end a mark.
  fromSeq: seqInput.min(1, 'takes 1 or more, or null to end the mark').nullable(),
});

/** `fromSeq` may be missing here, and is refused. */
type MarkUnreadInput = Partial<z.input<typeof markUnreadInput>>;

/**
 * Marks a conversation as unread from `fromSeq` on, or with null ends the mark. Positions stay where they are, so nobody
 * else can tell. What he has not read needs no mark: above his `readSeq` none is left. What is before his joining is
 * never unread, so the mark begins after that.
 */
export async function markUnread(ctx: Context, input: MarkUnreadInput): Promise<Position> {
  const { tenantId, userId } = ctx.actor;
  const { conversationId, fromSeq } = parseInput(markUnreadInput, input);
  assertId('conv', conversationId, 'conversationId');

  return withTransaction(ctx.db, async (tx) => {
    await lockMembership(tx, tenantId, conversationId, userId);
    await requireMember(tx, tenantId, conversationId, userId);
    const { position, hasChanged } = await mark(tx, { tenantId, conversationId, userId }, fromSeq);
    const item = { type: 'ReadPositionChanged', userId, conversationId, ...position } as const;
    if (hasChanged) ctx.realtime.announce(tenantId, userTopic(userId), item);
    return { conversationId, threadRootId: null, ...position };
  });
}

/** Without the head, as `acknowledge` does. Sends lock it too, so the own messages that are counted after it are all. */
async function lockMembership(tx: Tx, tenantId: string, conversationId: string, userId: string): Promise<void> {
  await tx.execute(sql`
    select from memberships
    where tenant_id = ${tenantId} and conversation_id = ${conversationId} and user_id = ${userId} for no key update`);
}

/** One statement, so that what is stored and what is counted are of one moment. */
async function mark(
  tx: Tx,
  { tenantId, conversationId, userId }: { tenantId: string; conversationId: string; userId: string },
  fromSeq: number | null,
): Promise<{ position: OwnPosition; hasChanged: boolean }> {
  const [row] = await tx.execute<PositionRow & { has_changed: boolean }>(sql`
    with marked as (
      select m.tenant_id, m.conversation_id, m.user_id, m.delivered_seq, m.read_seq, m.read_count,
        n.from_seq as unread_from_seq, n.from_seq is distinct from m.unread_from_seq as has_changed,
        case when n.from_seq is not null then
          coalesce((
            select t.count_at from messages t
            where t.tenant_id = m.tenant_id and t.conversation_id = m.conversation_id and t.seq < n.from_seq
            order by t.seq desc limit 1), 0)
          + (select count(*) from messages t
             where t.tenant_id = m.tenant_id and t.sender_id = m.user_id and t.conversation_id = m.conversation_id
               and t.seq >= n.from_seq and t.thread_root_seq is null)::int
        end as unread_from_count
      from memberships m
      cross join lateral (select greatest(${fromSeq}::int, m.joined_seq + 1) as seq) f
      cross join lateral (
        select case when ${fromSeq}::int is not null and f.seq <= m.read_seq then f.seq end as from_seq) n
      where m.tenant_id = ${tenantId} and m.conversation_id = ${conversationId} and m.user_id = ${userId}
    ), stored as (
      update memberships m set unread_from_seq = n.unread_from_seq, unread_from_count = n.unread_from_count,
        marked_tx = pg_current_xact_id()
      from marked n
      where n.has_changed
        and m.tenant_id = n.tenant_id and m.conversation_id = n.conversation_id and m.user_id = n.user_id
    )
    select m.has_changed, ${positionColumns()}
    from marked m join heads h on h.tenant_id = m.tenant_id and h.topic = m.conversation_id`);
  if (row === undefined) throw new Error(`The membership in ${conversationId} went while it was locked.`);
  return { position: positionOf(row), hasChanged: row.has_changed };
}
