import DataLoader from 'dataloader';
import { and, eq, inArray, ne, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { perKey } from '../../lib/per-key.ts';
import { conversationTopic, type StoredConversation } from '../../realtime/log-event.ts';
import { readUsers } from '../users/queries.ts';
import { assertMember, assertVisible } from './policy.ts';
import type { Access, MemberAccess, Membership } from './rows.ts';
import { shownActivity } from './shown-activity.ts';
import { conversations, membershipIntervals, memberships } from './table.ts';

export const conversationColumns = {
  id: conversations.id,
  kind: conversations.kind,
  visibility: conversations.visibility,
  historyVisibility: conversations.historyVisibility,
  title: conversations.title,
  metadata: conversations.metadata,
  memberCount: conversations.memberCount,
  slowModeMs: conversations.slowModeMs,
  createdAt: conversations.createdAt,
};

export const memberColumns = {
  conversationId: memberships.conversationId,
  userId: memberships.userId,
  role: memberships.role,
  joinedAt: memberships.joinedAt,
  joinedSeq: memberships.joinedSeq,
  silencedUntil: memberships.silencedUntil,
};

export const preferenceColumns = {
  mutedUntil: memberships.mutedUntil,
  pinned: memberships.pinned,
  archived: memberships.archived,
};

export const membershipColumns = {
  ...memberColumns,
  ...preferenceColumns,
  deliveredSeq: memberships.deliveredSeq,
  readSeq: memberships.readSeq,
  readCount: memberships.readCount,
  withheldFrom: memberships.withheldFrom,
  lacksMessages: memberships.lacksMessages,
};

/** The membership row of one user in one conversation. */
export const isMembershipOf = (tenantId: string, conversationId: string, userId: string) =>
  and(
    eq(memberships.tenantId, tenantId),
    eq(memberships.conversationId, conversationId),
    eq(memberships.userId, userId),
  );

/** What a pair's DIRECT is found by. */
export const directKeyOf = (userIds: readonly string[]): string => JSON.stringify(userIds.toSorted());

/** The DIRECT of two users; null where they have none. */
export async function findDirect(db: Db, tenantId: string, userIds: readonly [string, string]): Promise<string | null> {
  const [row] = await db
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.tenantId, tenantId), eq(conversations.directKey, directKeyOf(userIds))));
  return row?.id ?? null;
}

/** A conversation by id, whoever asks: for what is no answer to a viewer. */
export async function readConversation(
  db: Db,
  tenantId: string,
  conversationId: string,
): Promise<StoredConversation | undefined> {
  return (await readConversations(db, tenantId, [conversationId])).get(conversationId);
}

/** The same, of many. Serves the replay of `ConversationChanged`. */
export async function readConversations(
  db: Db,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, StoredConversation>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select(conversationColumns)
    .from(conversations)
    .where(and(eq(conversations.tenantId, tenantId), inArray(conversations.id, [...new Set(ids)])));
  return new Map(rows.map((row) => [row.id, row]));
}

/** A user's membership; undefined where he has none. In a writing verb it is read after `lockHead`. */
export async function readMembership(
  db: Db,
  tenantId: string,
  conversationId: string,
  userId: string,
): Promise<Membership | undefined> {
  const [row] = await db
    .select(membershipColumns)
    .from(memberships)
    .where(isMembershipOf(tenantId, conversationId, userId));
  return row;
}

/** A conversation and the user's membership in one read; undefined where there is no such conversation. */
export async function readAccess(
  db: Db,
  tenantId: string,
  conversationId: string,
  userId: string,
): Promise<Access | undefined> {
  return (await readAccesses(db, tenantId, [conversationId], userId)).get(conversationId);
}

/** The same, of many. */
export async function readAccesses(
  db: Db,
  tenantId: string,
  ids: readonly string[],
  userId: string,
): Promise<Map<string, Access>> {
  const rows = await db
    .select({ conversation: conversationColumns, membership: membershipColumns })
    .from(conversations)
    .leftJoin(
      memberships,
      and(
        eq(memberships.tenantId, conversations.tenantId),
        eq(memberships.conversationId, conversations.id),
        eq(memberships.userId, userId),
      ),
    )
    .where(and(eq(conversations.tenantId, tenantId), inArray(conversations.id, [...new Set(ids)])));
  return new Map(rows.map((row) => [row.conversation.id, row]));
}

/** A conversation that the user may know of. Throws NOT_FOUND. */
export async function requireVisible(
  db: Db,
  tenantId: string,
  conversationId: string,
  userId: string,
  field = 'conversationId',
): Promise<Access> {
  const access = await readAccess(db, tenantId, conversationId, userId);
  assertVisible(access, field);
  return access;
}

/** A conversation that the user is a member of. Throws FORBIDDEN for a PUBLIC channel, otherwise NOT_FOUND. */
export async function requireMember(
  db: Db,
  tenantId: string,
  conversationId: string,
  userId: string,
  field = 'conversationId',
): Promise<MemberAccess> {
  const access = await readAccess(db, tenantId, conversationId, userId);
  assertMember(access, field);
  return access;
}

/** Whether somebody else is an owner. Asked under the head's lock, so that two owners cannot leave at once. */
export async function hasOtherOwner(
  db: Db,
  tenantId: string,
  conversationId: string,
  userId: string,
): Promise<boolean> {
  const rows = await db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(
      and(
        eq(memberships.tenantId, tenantId),
        eq(memberships.conversationId, conversationId),
        // Written out, so that the partial index serves it whatever plan is used.
        sql`${memberships.role} = 'OWNER'`,
        ne(memberships.userId, userId),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** Whether the user was a member at any time: then a conversation that he cannot see is no secret to him. */
export async function wasMember(db: Db, tenantId: string, conversationId: string, userId: string): Promise<boolean> {
  const rows = await db
    .select({ fromSeq: membershipIntervals.fromSeq })
    .from(membershipIntervals)
    .where(
      and(
        eq(membershipIntervals.tenantId, tenantId),
        eq(membershipIntervals.userId, userId),
        eq(membershipIntervals.conversationId, conversationId),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** Throws NOT_FOUND for the first id of `ids` that no user of the tenant has; `field` is the input's list. */
export async function assertUsersExist(db: Db, tenantId: string, ids: readonly string[], field: string): Promise<void> {
  const found = await readUsers(db, tenantId, ids);
  const at = ids.findIndex((id) => !found.has(id));
  if (at !== -1) throw notFound('user', `${field}.${at}`);
}

/** Gathers one turn's questions for the viewer's own memberships into one read. It remembers nothing. */
export const viewerMembershipLoader = perKey(
  (ctx: Context) =>
    new DataLoader<string, Membership | null>(
      async (ids) => {
        const rows = await ctx.db
          .select(membershipColumns)
          .from(memberships)
          .where(
            and(
              eq(memberships.tenantId, ctx.actor.tenantId),
              inArray(memberships.conversationId, [...new Set(ids)]),
              eq(memberships.userId, ctx.actor.userId),
            ),
          );
        const found = new Map(rows.map((row) => [row.conversationId, row]));
        return ids.map((id) => found.get(id) ?? null);
      },
      { cache: false, maxBatchSize: 1_000 },
    ),
);

/** Ids as the topics of their logs, for `in`. */
const topicsIn = (ids: readonly string[]): SQL =>
  sql`(${sql.join(
    [...new Set(ids)].map((id) => sql`${conversationTopic(id)}`),
    sql`, `,
  )})`;

/** Gathers one turn's questions for how far conversations' logs have got into one read. It remembers nothing. */
export const lastSeqLoader = perKey(
  (ctx: Context) =>
    new DataLoader<string, number>(
      async (ids) => {
        const rows = await ctx.db.execute<{ topic: string; last_seq: number }>(sql`
          select topic, last_seq from heads where tenant_id = ${ctx.actor.tenantId} and topic in ${topicsIn(ids)}`);
        const found = new Map(rows.map((row) => [row.topic, row.last_seq]));
        return ids.map((id) => found.get(conversationTopic(id)) ?? new Error(`The conversation ${id} has no head.`));
      },
      { cache: false, maxBatchSize: 1_000 },
    ),
);

/** The same for when they were last active, as the viewer sees it. */
export const lastActivityLoader = perKey(
  (ctx: Context) =>
    new DataLoader<string, string>(
      async (ids) => {
        const { tenantId, userId } = ctx.actor;
        const rows = await ctx.db.execute<{ topic: string; active_at: string }>(sql`
          select h.topic, ${shownActivity(memberships)} as active_at
          from heads h
          left join memberships on memberships.tenant_id = h.tenant_id and memberships.conversation_id = h.topic
            and memberships.user_id = ${userId}
          where h.tenant_id = ${tenantId} and h.topic in ${topicsIn(ids)}`);
        const found = new Map(rows.map((row) => [row.topic, new Date(row.active_at).toISOString()]));
        return ids.map((id) => found.get(conversationTopic(id)) ?? new Error(`The conversation ${id} has no head.`));
      },
      { cache: false, maxBatchSize: 1_000 },
    ),
);

/** Whether there is any conversation, of whatever tenant. */
export async function hasConversations(db: Db): Promise<boolean> {
  return (await db.select({ id: conversations.id }).from(conversations).limit(1)).length > 0;
}
