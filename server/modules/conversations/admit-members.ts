import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import type { Head } from '../../realtime/append.ts';
import {
  conversationTopic,
  type NewEvent,
  type StoredConversation,
  type StoredMember,
  userTopic,
} from '../../realtime/log-event.ts';
import { conversationColumns, memberColumns } from './queries.ts';
import { conversations, membershipIntervals, memberships } from './table.ts';

interface Admission {
  conversation: StoredConversation;
  /** Locked: it gives the new members' numbers. */
  head: Head;
  /** Users who are no members, in the order of their events; at least one. */
  entrants: readonly Entrant[];
}

export interface Entrant {
  userId: string;
  role: StoredMember['role'];
  /** See `memberships`. @default null */
  withheldFrom?: string | null;
  /** @default false */
  lacksMessages?: boolean;
  /** @default false */
  archived?: boolean;
}

/** Makes users members, in the transaction of a verb that has locked the head and decided that they may be. */
export async function admitMembers(
  ctx: Context,
  tx: Tx,
  { conversation, head, entrants }: Admission,
): Promise<{ conversation: StoredConversation; members: StoredMember[] }> {
  const { tenantId, userId: actorId } = ctx.actor;
  const place = { tenantId, conversationId: conversation.id };
  const rows = entrants.map((entrant, at) => ({ ...entrant, joinedSeq: head.lastSeq + 1 + at }));
  // In one order everywhere, so that two writers of many rows cannot wait for each other.
  const sorted = rows.toSorted((a, b) => (a.userId < b.userId ? -1 : 1));

  const silences = await readSilences(tx, place, sorted);
  const inserted = await tx
    .insert(memberships)
    .values(
      sorted.map(({ userId, role, joinedSeq, withheldFrom, lacksMessages, archived }) => ({
        ...place,
        userId,
        role,
        joinedSeq,
        withheldFrom: withheldFrom ?? null,
        lacksMessages: lacksMessages ?? false,
        archived: archived ?? false,
        deliveredSeq: joinedSeq,
        readSeq: joinedSeq,
        // What was said before is no news to him.
        readCount: head.messageCount,
        silencedUntil: silences.get(userId) ?? null,
      })),
    )
    .returning(memberColumns);
  await tx
    .insert(membershipIntervals)
    .values(sorted.map(({ userId, joinedSeq }) => ({ ...place, userId, fromSeq: joinedSeq })));

  const memberCount = conversation.memberCount + rows.length;
  const [after] = await tx
    .update(conversations)
    .set({ memberCount })
    .where(and(eq(conversations.tenantId, tenantId), eq(conversations.id, conversation.id)))
    .returning(conversationColumns);
  const members = inserted.toSorted((a, b) => a.joinedSeq - b.joinedSeq);

  await ctx.realtime.append(tx, tenantId, [
    ...members.map(
      (member, at): NewEvent => ({
        topic: conversationTopic(conversation.id),
        type: 'MemberAdded',
        actorId,
        payload: { member, memberCount: conversation.memberCount + at + 1 },
        carried: null,
      }),
    ),
    ...members.map(
      ({ userId, joinedSeq }): NewEvent => ({
        topic: userTopic(userId),
        type: 'ConversationJoined',
        actorId,
        payload: { conversationId: conversation.id, joinedSeq },
        carried: null,
      }),
    ),
  ]);
  return { conversation: after ?? { ...conversation, memberCount }, members };
}

/** Who is still muted since he was here before: going out and coming in again does not end it. */
async function readSilences(
  tx: Tx,
  { tenantId, conversationId }: { tenantId: string; conversationId: string },
  entrants: readonly { userId: string }[],
): Promise<Map<string, string>> {
  const userIds = entrants.map(({ userId }) => userId);
  const rows = await tx
    .selectDistinctOn([membershipIntervals.userId], {
      userId: membershipIntervals.userId,
      silencedUntil: membershipIntervals.silencedUntil,
    })
    .from(membershipIntervals)
    .where(
      and(
        eq(membershipIntervals.tenantId, tenantId),
        inArray(membershipIntervals.userId, userIds),
        eq(membershipIntervals.conversationId, conversationId),
      ),
    )
    .orderBy(membershipIntervals.userId, desc(membershipIntervals.fromSeq));
  const now = new Date().toISOString();
  return new Map(
    rows.flatMap(({ userId, silencedUntil }) =>
      silencedUntil !== null && silencedUntil > now ? [[userId, silencedUntil]] : [],
    ),
  );
}
