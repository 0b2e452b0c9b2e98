import { and, eq, exists, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Db } from '../../db/transaction.ts';
import type { StateItem } from '../../realtime/log-event.ts';
import type { Interval } from '../../realtime/realtime.ts';
import { usersChangedSince } from '../users/sources.ts';
import { membershipIntervals, memberships } from './table.ts';

/** See `Sources.readIntervals`: sorted by conversation, then by their beginning. */
export async function readIntervals(
  db: Db,
  tenantId: string,
  userId: string,
  since: string | null,
): Promise<Interval[]> {
  const lasts = sql`${membershipIntervals.toSeq} is null`;
  const endedSince = sql`not pg_visible_in_snapshot(${membershipIntervals.endedTx}, ${since}::pg_snapshot)`;
  return db
    .select({
      conversationId: membershipIntervals.conversationId,
      fromSeq: membershipIntervals.fromSeq,
      toSeq: membershipIntervals.toSeq,
    })
    .from(membershipIntervals)
    .where(
      and(
        eq(membershipIntervals.tenantId, tenantId),
        eq(membershipIntervals.userId, userId),
        since === null ? lasts : or(lasts, endedSince),
      ),
    )
    .orderBy(membershipIntervals.conversationId, membershipIntervals.fromSeq);
}

/** See `Sources.readConversationIds`. */
export async function readConversationIds(db: Db, tenantId: string, userId: string): Promise<string[]> {
  const rows = await db
    .select({ id: memberships.conversationId })
    .from(memberships)
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.userId, userId)));
  return rows.map((row) => row.id);
}

/** Changed profiles that concern a user: his own, and those of whom he shares a conversation with. See `Sources.stateForUser`. */
export function userStateForUser(db: Db, tenantId: string, userId: string, since: string): Promise<StateItem[]> {
  const theirs = alias(memberships, 'theirs');
  return usersChangedSince(db, tenantId, since, (changedId) => {
    const shared = db
      .select({ one: sql`1` })
      .from(theirs)
      .innerJoin(
        memberships,
        and(eq(memberships.tenantId, theirs.tenantId), eq(memberships.conversationId, theirs.conversationId)),
      )
      .where(and(eq(theirs.tenantId, tenantId), eq(theirs.userId, changedId), eq(memberships.userId, userId)));
    return or(eq(changedId, userId), exists(shared));
  });
}
