import { sql } from 'drizzle-orm';
import type { OutgoingNotification, OutgoingNotifications } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import { createId } from '../../lib/ids.ts';
import type { DeliveryChannel } from './channel.ts';
import { deliverQueues } from './queues.ts';

/** Rows that one statement adds. */
const rowsAtOnce = 500;

interface OutgoingOptions {
  /** What this installation is set up for. */
  channels: readonly DeliveryChannel[];
  jobs: Jobs;
}

/** The ways out of this installation, for those who tell users something. */
export function createOutgoing({ channels, jobs }: OutgoingOptions): OutgoingNotifications {
  const byName = new Map<string, DeliveryChannel>(channels.map((channel) => [channel.name, channel]));
  return {
    async targetsOf(tx, tenantId, usersOf) {
      const found = new Map<string, Map<string, string[]>>();
      for (const [name, userIds] of usersOf) {
        const channel = byName.get(name);
        if (channel !== undefined && userIds.length > 0) {
          found.set(name, await channel.targetsOf(tx, tenantId, userIds));
        }
      }
      return found;
    },
    async add(tx, tenantId, added) {
      const rows = added.flatMap((each) => rowsOf(each, byName.get(each.channel)));
      for (let at = 0; at < rows.length; at += rowsAtOnce) {
        await addDeliveries(tx, tenantId, rows.slice(at, at + rowsAtOnce));
      }
      const told = new Set(rows.map(({ channel }) => channel));
      for (const channel of told) await jobs.enqueue(tx, deliverQueues[channel], { tenantId, channel });
    },
  };
}

/** What is this important waits for nothing that it could be sent together with. */
const pressing: ReadonlySet<string> = new Set(['HIGH', 'URGENT']);

/** A row for each target. One with a window waits from when it is due for those that come after it. */
function rowsOf(told: OutgoingNotification, channel: DeliveryChannel | undefined) {
  if (channel === undefined) return [];
  const { targetIds, ...row } = told;
  const waitMs = pressing.has(told.priority) ? 0 : channel.windowMs;
  const dueAt = new Date(Date.parse(told.dueAt) + waitMs).toISOString();
  return targetIds.map((targetId) => {
    const id = createId('ntd');
    const toldKey = told.collapseKey ?? told.notificationId ?? id;
    return { ...row, channel: channel.name, targetId, id, toldKey, dueAt };
  });
}

/**
 * What waits already, and is not under way, is joined: it says then what was told last, and keeps its id. A telling that
 * finds another under way is a delivery of its own, since that one may not say it.
 */
async function addDeliveries(tx: Tx, tenantId: string, rows: ReturnType<typeof rowsOf>): Promise<void> {
  await tx.execute(sql`
    insert into notification_deliveries as d (tenant_id, id, user_id, channel, target_id, notification_id, collapse_key,
      told_key, type, priority, actor_id, conversation_id, thread_root_seq, message_seq, content, expires_at, due_at,
      created_at)
    select ${tenantId}, g.id, g."userId", g.channel, g."targetId", g."notificationId", g."collapseKey", g."toldKey", g.type,
      g.priority, g."actorId", g."conversationId", g."threadRootSeq", g."messageSeq", g.content, g."expiresAt", g."dueAt",
      g."createdAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id text, "userId" text, channel text, "targetId" text,
      "notificationId" text, "collapseKey" text, "toldKey" text, type text, priority text, "actorId" text,
      "conversationId" text, "threadRootSeq" int, "messageSeq" int, content jsonb, "expiresAt" timestamptz,
      "dueAt" timestamptz, "createdAt" timestamptz)
    order by g."userId" collate "C", g.channel collate "C", g."targetId" collate "C", g."toldKey" collate "C"
    on conflict (tenant_id, user_id, channel, target_id, told_key) where status = 'PENDING' and lease_id is null do update
    set notification_id = excluded.notification_id, type = excluded.type, priority = excluded.priority,
      actor_id = excluded.actor_id, conversation_id = excluded.conversation_id,
      thread_root_seq = excluded.thread_root_seq, message_seq = excluded.message_seq, content = excluded.content,
      expires_at = excluded.expires_at,
      -- A target that failed is not tried sooner by being told more.
      due_at = case when d.attempt_count > 0 then d.due_at else least(d.due_at, excluded.due_at) end`);
}
