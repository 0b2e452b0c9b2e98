import { and, asc, eq, gt, ne, or, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { lockHead } from '../../realtime/append.ts';
import { conversationTopic, type StoredConversation } from '../../realtime/log-event.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { dismissMember } from './dismiss-member.ts';
import { hasOtherOwner, isMembershipOf, memberColumns, readAccess } from './queries.ts';
import { conversationBans, conversations, memberships } from './table.ts';

/** For the erasure of a user: ends one of his memberships; false where he has none. */
export async function endNextMembership(ctx: Context, tx: Tx, userId: string): Promise<boolean> {
  const { tenantId } = ctx.actor;
  const [conversationId] = await readConversationIdsAfter(tx, tenantId, userId, '', 1);
  if (conversationId === undefined) return false;
  const head = await lockHead(tx, tenantId, conversationId);
  const access = await readAccess(tx, tenantId, conversationId, userId);
  // He may have gone by himself before the lock.
  if (access === undefined || access.membership === null) return true;
  const { conversation, membership } = access;
  // Should he come back, he is somebody else: the pair begins anew.
  if (conversation.kind === 'DIRECT') {
    await tx.update(conversations).set({ directKey: null }).where(isConversation(tenantId, conversationId));
  }
  const isOrphaned =
    membership.role === 'OWNER' &&
    conversation.memberCount > 1 &&
    !(await hasOtherOwner(tx, tenantId, conversationId, userId));
  const after = await dismissMember(ctx, tx, { conversation, head, userId });
  if (isOrphaned) await appointOwner(ctx, tx, after);
  return true;
}

const isConversation = (tenantId: string, id: string) =>
  and(eq(conversations.tenantId, tenantId), eq(conversations.id, id));

/**
 * A conversation with members is never without an owner: the admin who is there for the longest time becomes it, else the
 * member. This alone reads through the members, once, where an owner is erased who had no equal.
 */
async function appointOwner(ctx: Context, tx: Tx, conversation: StoredConversation): Promise<void> {
  const { tenantId, userId: actorId } = ctx.actor;
  const { id: conversationId, memberCount } = conversation;
  const [heir] = await tx
    .select({ userId: memberships.userId, role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.conversationId, conversationId)))
    .orderBy(sql`${memberships.role} = 'ADMIN' desc`, asc(memberships.joinedSeq))
    .limit(1);
  if (heir === undefined) throw new Error(`The members of ${conversationId} are fewer than were counted.`);
  const [member] = await tx
    .update(memberships)
    .set({ role: 'OWNER' })
    .where(isMembershipOf(tenantId, conversationId, heir.userId))
    .returning(memberColumns);
  if (member === undefined) throw new Error(`A member of ${conversationId} went under its lock.`);
  const details = { from: heir.role, to: 'OWNER' };
  await recordAudit(ctx, tx, { action: 'MEMBER_ROLE_SET', conversationId, subjectId: heir.userId, details });
  await ctx.realtime.append(tx, tenantId, [
    {
      ...{ topic: conversationTopic(conversationId), type: 'MemberChanged', actorId },
      ...{ payload: { member, memberCount }, carried: null },
    },
  ]);
}

/**
 * For the erasure of a user who stays: waits for the sends that were under way in some of his conversations, those after
 * `afterId`. Returns the last of them; null where there are no more.
 */
export async function waitForSends(tx: Tx, tenantId: string, userId: string, afterId: string): Promise<string | null> {
  const ids = await readConversationIdsAfter(tx, tenantId, userId, afterId, headsAtOnce);
  // In the order of their keys, as all do who lock several.
  for (const id of ids) await lockHead(tx, tenantId, id);
  return ids.at(-1) ?? null;
}

const headsAtOnce = 20;

async function readConversationIdsAfter(
  tx: Tx,
  tenantId: string,
  userId: string,
  afterId: string,
  limit: number,
): Promise<string[]> {
  const rows = await tx
    .select({ conversationId: memberships.conversationId })
    .from(memberships)
    .where(
      and(
        eq(memberships.tenantId, tenantId),
        eq(memberships.userId, userId),
        gt(memberships.conversationId, sql`${afterId}`),
      ),
    )
    .orderBy(asc(memberships.conversationId))
    .limit(limit);
  return rows.map((row) => row.conversationId);
}

/** For the erasure of a user: takes away why he was banned, and what he wrote about those whom he has banned. */
export async function eraseBanReasons(tx: Tx, tenantId: string, userId: string): Promise<void> {
  await tx
    .update(conversationBans)
    .set({ reason: null })
    .where(
      and(
        eq(conversationBans.tenantId, tenantId),
        or(eq(conversationBans.userId, userId), eq(conversationBans.bannedById, userId)),
        ne(conversationBans.reason, ''),
      ),
    );
}
