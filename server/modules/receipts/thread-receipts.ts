import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import { perKey } from '../../lib/per-key.ts';
import { type MessagePlace, placeKey } from '../messages/queries.ts';
import type { Thread } from '../messages/thread-queries.ts';
import { type MemberReceipt, namedReceiptsLoader, shownReadSeq } from './queries.ts';

interface Receipt {
  userId: string;
  deliveredSeq: number;
  readSeq: number;
}

/**
 * Gathers one turn's questions for the members' positions in threads, which are named by their roots, into one read, as
 * the viewer sees them. Left out are those of an earlier membership, those of which nothing is shown, and all of a
 * conversation with more members than are told by name. It says nothing of who may see them, and remembers nothing.
 */
const threadPositionsLoader = perKey(
  (ctx: Context) =>
    new DataLoader<MessagePlace, ReadonlyMap<string, Receipt>>(
      async (roots) => {
        const asked = roots.map(({ conversationId, seq }) => ({ conversationId, seq }));
        const rows = await ctx.db.execute<{
          conversation_id: string;
          root_seq: number;
          user_id: string;
          delivered_seq: number;
          read_seq: number;
        }>(sql`
          select tp.conversation_id, tp.root_seq, tp.user_id, d.delivered_seq, d.read_seq
          from (
            select distinct a."conversationId" collate "C" as conversation_id, a.seq
            from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a("conversationId" text, seq int)) a
          join conversations c on c.tenant_id = ${ctx.actor.tenantId} and c.id = a.conversation_id
            and c.member_count <= ${ctx.config.limits.namedReceiptsMembersMax}
          join memberships m on m.tenant_id = c.tenant_id and m.conversation_id = c.id
          join thread_positions tp on tp.tenant_id = m.tenant_id and tp.conversation_id = m.conversation_id
            and tp.root_seq = a.seq and tp.user_id = m.user_id
          cross join lateral (
            select greatest(tp.shown_delivered_seq, ${shownReadSeq('tp')},
              case when tp.user_id = ${ctx.actor.userId} then tp.delivered_seq end) as delivered_seq,
              case when tp.user_id = ${ctx.actor.userId} then tp.read_seq else ${shownReadSeq('tp')} end as read_seq) d
          where d.delivered_seq > m.joined_seq`);
        const found = Map.groupBy(rows, (row) => placeKey({ conversationId: row.conversation_id, seq: row.root_seq }));
        return roots.map((root) => {
          const positions = (found.get(placeKey(root)) ?? []).map((row) => ({
            userId: row.user_id,
            deliveredSeq: row.delivered_seq,
            readSeq: row.read_seq,
          }));
          return new Map(positions.map((position) => [position.userId, position]));
        });
      },
      { cache: false, maxBatchSize: 1_000 },
    ),
);

/** Positions in a thread of those who have one there and let the viewer see it; the viewer's own alone where they are too many. */
export async function listThreadReceipts(ctx: Context, thread: Thread): Promise<Receipt[]> {
  const { conversationId, rootSeq, deliveredSeq, readSeq } = thread;
  const [members, positions] = await Promise.all([
    namedReceiptsLoader(ctx).load(conversationId),
    threadPositionsLoader(ctx).load({ conversationId, seq: rootSeq }),
  ]);
  if (members === null) return [{ userId: ctx.actor.userId, deliveredSeq, readSeq }];
  return members.flatMap(({ userId }) => positions.get(userId) ?? []);
}

/** The members who may read a thread, as they stand there: who has no position, where he joined. */
export async function standInThread(
  ctx: Context,
  place: { conversationId: string; rootSeq: number },
  members: MemberReceipt[],
): Promise<MemberReceipt[]> {
  const { conversationId, rootSeq } = place;
  const positions = await threadPositionsLoader(ctx).load({ conversationId, seq: rootSeq });
  return members
    .filter((member) => member.historyVisibility === 'ALL' || member.joinedSeq <= rootSeq)
    .map((member) => {
      const at = positions.get(member.userId) ?? { deliveredSeq: member.joinedSeq, readSeq: member.joinedSeq };
      return {
        ...member,
        deliveredSeq: Math.max(at.deliveredSeq, member.joinedSeq),
        readSeq: Math.max(at.readSeq, member.joinedSeq),
      };
    });
}
