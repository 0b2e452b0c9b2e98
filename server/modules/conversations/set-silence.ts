import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { conversationTopic, type StoredConversation, type StoredMember } from '../../realtime/log-event.ts';
import { isMembershipOf, memberColumns } from './queries.ts';
import { memberships } from './table.ts';

interface Silence {
  conversation: StoredConversation;
  userId: string;
  /** Null: he may write again. */
  until: string | null;
}

/** Mutes a member or lets him write again, in the transaction of a verb that has locked the head and decided it. */
export async function setSilence(
  ctx: Context,
  tx: Tx,
  { conversation, userId, until }: Silence,
): Promise<StoredMember> {
  const { tenantId, userId: actorId } = ctx.actor;
  const [member] = await tx
    .update(memberships)
    .set({ silencedUntil: until })
    .where(isMembershipOf(tenantId, conversation.id, userId))
    .returning(memberColumns);
  if (member === undefined) throw notFound('member', 'userId');
  const { memberCount } = conversation;
  await ctx.realtime.append(tx, tenantId, [
    {
      ...{ topic: conversationTopic(conversation.id), type: 'MemberChanged', actorId },
      ...{ payload: { member, memberCount }, carried: null },
    },
  ]);
  return member;
}
