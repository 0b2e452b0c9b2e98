import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, key, xid8 } from '../db/columns.ts';

/** The tip of each log. Locking a conversation's row is what puts its writers in order; see docs/ARCHITECTURE.md. */
export const heads = pgTable(
  'heads',
  {
    tenantId: key('tenant_id').notNull(),
    /** A conversation's id, or `user/` and a user's id. */
    topic: key('topic').notNull(),
    /** The last event's number; 0 before the first. */
    lastSeq: integer('last_seq').notNull().default(0),
    /**
     * Messages sent so far, replies in threads left out. It never falls, also when messages are deleted: unread counts
     * are differences of it.
     */
    messageCount: integer('message_count').notNull().default(0),
    /** Slow mode: the time that must lie between two messages of a member; 0: none. Here, where every send looks anyway. */
    slowModeMs: integer('slow_mode_ms').notNull().default(0),
    activeAt: instant('active_at').notNull().default(sql`now()`),
    /** The transaction of the last event. Not indexed: an index here would end Postgres' in-place updates of the row. */
    tx: xid8('tx').notNull().default(sql`pg_current_xact_id()`),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.topic] })],
);

/**
 * The log: durable events of all conversations and users, partitioned by day (see the migration). That a number exists
 * once is the head's doing, since a unique index would have to contain the partition's key.
 */
export const events = pgTable(
  'events',
  {
    tenantId: key('tenant_id').notNull(),
    topic: key('topic').notNull(),
    seq: integer('seq').notNull(),
    tx: xid8('tx').notNull().default(sql`pg_current_xact_id()`),
    type: text('type').notNull(),
    actorId: key('actor_id'),
    /** What the event says beyond what can be read elsewhere; a message's content is not in it, so deleting is one write. */
    payload: jsonb('payload').notNull().$type<Record<string, unknown>>(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [index('events_topic_seq').on(t.tenantId, t.topic, t.seq), index('events_tx').on(t.tx)],
);

/** One row: which database the stored transaction numbers belong to, and the key that signs cursors. */
export const installation = pgTable('installation', {
  id: integer('id').primaryKey().default(1),
  /** Part of every cursor; renewed when the data turns up in another cluster. */
  epoch: uuid('epoch').notNull(),
  /** `pg_control_system().system_identifier` and the timeline. */
  cluster: text('cluster').notNull(),
  /** Base64; signs cursors. */
  cursorKey: text('cursor_key').notNull(),
  /** The newest transaction among the events that retention has dropped. */
  droppedTx: xid8('dropped_tx').notNull().default('0'),
});

/** How far each consumer of the log has got; see `log-consumer.ts`. */
export const logConsumers = pgTable('log_consumers', {
  name: text('name').primaryKey(),
  epoch: uuid('epoch').notNull(),
  /** All that this snapshot sees has been handed over. */
  since: text('since').notNull(),
  /** The snapshot whose news are being handed over, page by page; null: between two. */
  target: text('target'),
  /** The last event of those that was handed over. */
  after: jsonb('after'),
});
