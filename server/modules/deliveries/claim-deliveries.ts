import { sql } from 'drizzle-orm';
import type { Db } from '../../db/transaction.ts';
import type { NotificationPriority, NotificationType, StoredContent } from '../notifications/notification.ts';
import type { DeliveryChannel, OutgoingChannel } from './channel.ts';
import type { LaneKey } from './queues.ts';

/** Due deliveries that one claim looks at. */
const lookMax = 200;

/** A delivery that this node is at. */
export interface Claimed {
  id: string;
  userId: string;
  channel: OutgoingChannel;
  targetId: string;
  notificationId: string | null;
  collapseKey: string | null;
  type: NotificationType;
  priority: NotificationPriority;
  actorId: string | null;
  conversationId: string | null;
  threadRootSeq: number | null;
  messageSeq: number | null;
  content: StoredContent | null;
  expiresAt: string;
  createdAt: string;
  attemptCount: number;
  firstAttemptAt: string | null;
}

interface Row extends Record<string, unknown> {
  id: string;
  user_id: string;
  target_id: string;
  notification_id: string | null;
  collapse_key: string | null;
  type: NotificationType;
  priority: NotificationPriority;
  actor_id: string | null;
  conversation_id: string | null;
  thread_root_seq: number | null;
  message_seq: number | null;
  content: StoredContent | null;
  expires_at: string;
  created_at: string;
  attempt_count: number;
  first_attempt_at: string | null;
}

interface Claim extends LaneKey {
  leaseId: string;
  leaseUntil: Date;
  now: Date;
  /** The most targets. */
  limit: number;
  /** To which something is under way: a target is sent one thing at a time. */
  busy: readonly { userId: string; targetId: string }[];
}

/**
 * Takes what is due for some users and targets, those first that have waited longest, and of each as much as is sent at once.
 * What somebody else is at is passed over. Until `leaseUntil` nobody else takes it; then it is due again.
 */
export async function claimDeliveries(db: Db, channel: DeliveryChannel, claim: Claim): Promise<Claimed[]> {
  const { tenantId, leaseId, limit, busy } = claim;
  const at = sql`${claim.now.toISOString()}::timestamptz`;
  const inWindow = sql`${new Date(claim.now.getTime() + channel.windowMs).toISOString()}::timestamptz`;
  const isOfLane = sql`d.tenant_id = ${tenantId} and d.channel = ${channel.name} and d.status = 'PENDING'`;
  const rows = await db.execute<Row>(sql`
    with due as materialized (
      select d.user_id, d.target_id, d.due_at from notification_deliveries d
      where ${isOfLane} and d.due_at <= ${at} and not exists (
        select from jsonb_to_recordset(${JSON.stringify(busy)}::jsonb) as b("userId" text, "targetId" text)
        where b."userId" = d.user_id and b."targetId" = d.target_id)
      order by d.due_at limit ${lookMax}
    ), chosen as materialized (
      select u.user_id, u.target_id from due u group by u.user_id, u.target_id order by min(u.due_at) limit ${limit}
    ), taken as materialized (
      select t.id from chosen c cross join lateral (
        select d.id from notification_deliveries d
        where ${isOfLane} and d.user_id = c.user_id and d.target_id = c.target_id
          and (d.due_at <= ${at} or (d.lease_id is null and d.attempt_count = 0 and d.due_at <= ${inWindow}))
        order by d.due_at, d.id limit ${channel.atOnceMax} for update skip locked) t
    )
    update notification_deliveries d set lease_id = ${leaseId}, due_at = ${claim.leaseUntil.toISOString()}::timestamptz
    from taken t where d.tenant_id = ${tenantId} and d.id = t.id and d.status = 'PENDING'
    returning d.id, d.user_id, d.target_id, d.notification_id, d.collapse_key, d.type, d.priority, d.actor_id,
      d.conversation_id, d.thread_root_seq, d.message_seq, d.content, d.expires_at, d.created_at, d.attempt_count,
      d.first_attempt_at`);
  return rows.map((row) => claimedOf(row, channel.name)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

const instantOf = (text: string): string => new Date(text).toISOString();

function claimedOf(row: Row, channel: OutgoingChannel): Claimed {
  return {
    ...{ id: row.id, userId: row.user_id, channel, targetId: row.target_id, notificationId: row.notification_id },
    ...{ collapseKey: row.collapse_key, type: row.type, priority: row.priority, actorId: row.actor_id },
    ...{ conversationId: row.conversation_id, threadRootSeq: row.thread_root_seq, messageSeq: row.message_seq },
    ...{ content: row.content, expiresAt: instantOf(row.expires_at), createdAt: instantOf(row.created_at) },
    attemptCount: row.attempt_count,
    firstAttemptAt: row.first_attempt_at === null ? null : instantOf(row.first_attempt_at),
  };
}
