import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import type { Head } from '../../realtime/append.ts';
import { conversationTopic, type StoredConversation, userTopic } from '../../realtime/log-event.ts';
import { isMembershipOf } from './queries.ts';
import { conversations, membershipIntervals, memberships } from './table.ts';

interface Dismissal {
  conversation: StoredConversation;
  /** Locked: it gives the number from which on nothing is his. */
  head: Head;
  userId: string;
}

/** Ends a membership, in the transaction of a verb that has locked the head and decided that it may end. */
export async function dismissMember(
  ctx: Context,
  tx: Tx,
  { conversation, head, userId }: Dismissal,
): Promise<StoredConversation> {
  const { tenantId, userId: actorId } = ctx.actor;
  const memberCount = conversation.memberCount - 1;

  const [gone] = await tx
    .delete(memberships)
    .where(isMembershipOf(tenantId, conversation.id, userId))
    .returning({ silencedUntil: memberships.silencedUntil });
  await tx
    .update(membershipIntervals)
    .set({
      ...{ toSeq: head.lastSeq + 1, endedTx: sql`pg_current_xact_id()` },
      silencedUntil: gone?.silencedUntil ?? null,
    })
    .where(
      and(
        eq(membershipIntervals.tenantId, tenantId),
        eq(membershipIntervals.userId, userId),
        eq(membershipIntervals.conversationId, conversation.id),
        isNull(membershipIntervals.toSeq),
      ),
    );
  await tx
    .update(conversations)
    .set({ memberCount })
    .where(and(eq(conversations.tenantId, tenantId), eq(conversations.id, conversation.id)));

  await ctx.realtime.append(tx, tenantId, [
    {
      topic: conversationTopic(conversation.id),
      type: 'MemberRemoved',
      actorId,
      payload: { userId, memberCount },
      carried: null,
    },
    {
      topic: userTopic(userId),
      type: 'ConversationLeft',
      actorId,
      payload: { conversationId: conversation.id },
      carried: null,
    },
  ]);
  return { ...conversation, memberCount };
}
