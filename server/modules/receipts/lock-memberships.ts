import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/transaction.ts';
import { mayObserve } from '../privacy/may-observe.ts';
import { joinPair, type PairRow, pairColumns, pairOf } from '../privacy/read-pairs.ts';

/** What decides on how the actor's positions move. */
interface LockedMembership {
  /** All other members may see whether he is there, and so that a message has reached one of his devices. */
  isDeliveryShown: boolean;
  /** They see how far he has read from now on: not the other of a DIRECT whom he blocks. */
  isReadingShown: boolean;
}

/**
 * Locks the actor's memberships in these conversations, in the order of their keys, and tells which there are. A
 * statement of its own: what is counted after it is then read under a snapshot that has seen whatever the lock waited for.
 *
 * A delivery tells that a device is on, so it is shown to those alone who may see whether he is there. In a DIRECT that
 * is the other's question. Elsewhere one position is shown to all, so it moves only where each of them, whoever he is,
 * may see it: then nobody has to be asked about, however many there are.
 */
export async function lockMemberships(
  tx: Tx,
  tenantId: string,
  userId: string,
  conversationIds: readonly string[],
): Promise<Map<string, LockedMembership>> {
  const ids = JSON.stringify(conversationIds);
  const rows = await tx.execute<
    PairRow & { conversation_id: string; blocks_member: boolean } & Record<string, unknown>
  >(
    sql`
    select m.conversation_id, ${pairColumns}, o.id is null and exists (
      select from blocks b
      cross join lateral (
        select from memberships x
        where x.tenant_id = m.tenant_id and x.conversation_id = m.conversation_id and x.user_id = b.blocked_id limit 1) x
      where b.tenant_id = m.tenant_id and b.blocker_id = m.user_id) as blocks_member
    from memberships m
    left join lateral (
      select k.id collate "C" as id from conversations c
      cross join lateral jsonb_array_elements_text(c.direct_key::jsonb) as k(id)
      where c.tenant_id = m.tenant_id and c.id = m.conversation_id and k.id <> m.user_id limit 1) o on true
    ${joinPair(sql`m.tenant_id`, sql`o.id`, sql`m.user_id`)}
    where m.tenant_id = ${tenantId} and m.user_id = ${userId}
      and m.conversation_id in (select i.id collate "C" from jsonb_array_elements_text(${ids}::jsonb) as i(id))
    order by m.conversation_id for no key update of m`,
  );
  return new Map(
    rows.map((row) => {
      const { relation, subject } = pairOf(row);
      // Whether both let others see how far they have read is asked where positions are read: it holds for the past too.
      const shared = { viewer: { shareReadReceipts: true }, subject: { ...subject, shareReadReceipts: true } };
      const isDeliveryShown = mayObserve('DELIVERED_RECEIPT', relation, shared) && !row.blocks_member;
      return [row.conversation_id, { isDeliveryShown, isReadingShown: relation !== 'BLOCKED' }];
    }),
  );
}
