import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import { type Db, type Tx, withTransaction } from '../db/transaction.ts';
import type { EventType, LogEvent, Topic } from './log-event.ts';

/** Whoever does what follows from events. */
export interface LogConsumer {
  /** For ever: where it stands is kept under this name. Lower case, with underscores. */
  name: string;
  types: readonly EventType[];
  /**
   * Takes events of all tenants, those of one log in its order, each once: what is written in `tx` is committed with the
   * consumer's place. `carried` is not there. It must not wait for anything outside: enqueue a job for that.
   */
  handle(tx: Tx, events: LogEvent[]): Promise<void>;
}

export interface RunConsumer {
  db: Db;
  log: Logger;
  /** Time between two looks at the log. @default 1_000 // 1 second */
  intervalMs?: number;
}

/** Events of one turn. */
const turnSize = 500;
/** With a hash of the name, the lock of whoever has the turn. Any number, the same on every node. */
const consumersLock = 7_316_525;

interface Place extends Record<string, unknown> {
  since: string | null;
  target: string | null;
  after: { tx: string; tenantId: string; topic: string; seq: number } | null;
  now: string;
}

/**
 * Lets a consumer go through the log, from its first start on. Every node runs it and one has the turn, so it goes on when
 * that one dies. Returns what stops it, after the turn under way.
 */
export function startLogConsumer(consumer: LogConsumer, { db, log, intervalMs = 1_000 }: RunConsumer) {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let turning: Promise<void> = Promise.resolve();

  async function turn(): Promise<void> {
    let hasMore = false;
    try {
      hasMore = await takeTurn(db, consumer);
    } catch (err) {
      log.warn({ err, consumer: consumer.name }, 'A consumer of the log failed and will try again.');
    }
    if (!isStopped) plan(hasMore ? 0 : intervalMs);
  }

  function plan(waitMs: number): void {
    timer = setTimeout(() => {
      turning = turn();
    }, waitMs).unref();
  }

  plan(0);
  return async (): Promise<void> => {
    isStopped = true;
    clearTimeout(timer);
    await turning;
  };
}

/** Hands the next events to the consumer, and says whether there are more. */
export function takeTurn(db: Db, consumer: LogConsumer): Promise<boolean> {
  return withTransaction(db, async (tx) => {
    const [turn] = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(${consumersLock}::int, hashtext(${consumer.name})) as mine`,
    );
    if (turn?.mine !== true) return false;
    const { since, target, after, now } = await readPlace(tx, consumer.name);
    // It begins with what comes from now on; so it does where its place says nothing any more.
    if (since === null) {
      await keepPlace(tx, consumer.name, { since: now, target: null, after: null });
      return false;
    }
    const upTo = target ?? now;
    const rows = await readEvents(tx, consumer, since, upTo, after);
    if (rows.length > 0) await consumer.handle(tx, rows.map(toEvent));
    const last = rows.length < turnSize ? undefined : rows.at(-1);
    await keepPlace(
      tx,
      consumer.name,
      last === undefined
        ? { since: upTo, target: null, after: null }
        : { since, target: upTo, after: { tx: last.tx, tenantId: last.tenant_id, topic: last.topic, seq: last.seq } },
    );
    return last !== undefined;
  });
}

/** `since` is null for a new consumer, in another installation, and where the log no longer reaches back so far. */
async function readPlace(tx: Tx, name: string): Promise<Place> {
  const [row] = await tx.execute<Place>(sql`
    select case when c.epoch = i.epoch and pg_visible_in_snapshot(i.dropped_tx, c.since::pg_snapshot) then c.since end as since,
      c.target, c.after, pg_current_snapshot()::text as now
    from installation i left join log_consumers c on c.name = ${name}`);
  if (row === undefined) throw new Error('The installation has no row.');
  return row;
}

async function keepPlace(tx: Tx, name: string, { since, target, after }: Omit<Place, 'now'>): Promise<void> {
  const place = after === null ? null : JSON.stringify(after);
  await tx.execute(sql`
    insert into log_consumers (name, epoch, since, target, after)
    select ${name}, epoch, ${since}, ${target}, ${place}::jsonb from installation
    on conflict (name) do update
    set epoch = excluded.epoch, since = excluded.since, target = excluded.target, after = excluded.after`);
}

interface EventRow extends Record<string, unknown> {
  tx: string;
  tenant_id: string;
  topic: Topic;
  seq: number;
  type: string;
  actor_id: string | null;
  payload: unknown;
  created_at: string;
}

/** What became visible between two snapshots, as cursors tell it: whatever order transactions committed in. */
async function readEvents(
  tx: Tx,
  { types }: LogConsumer,
  since: string,
  upTo: string,
  after: Place['after'],
): Promise<EventRow[]> {
  const beyond =
    after === null
      ? sql`true`
      : sql`(tx, tenant_id, topic, seq) > (${after.tx}::xid8, ${after.tenantId}, ${after.topic}, ${after.seq}::int)`;
  return tx.execute<EventRow>(sql`
    select tx::text, tenant_id, topic, seq, type, actor_id, payload, created_at from events
    where tx >= pg_snapshot_xmin(${since}::pg_snapshot) and tx < pg_snapshot_xmax(${upTo}::pg_snapshot)
      and not pg_visible_in_snapshot(tx, ${since}::pg_snapshot) and pg_visible_in_snapshot(tx, ${upTo}::pg_snapshot)
      and type in (select jsonb_array_elements_text(${JSON.stringify(types)}::jsonb)) and ${beyond}
    order by events.tx, tenant_id, topic, seq limit ${turnSize}`);
}

function toEvent(row: EventRow): LogEvent {
  return {
    ...{ tenantId: row.tenant_id, topic: row.topic, seq: row.seq, type: row.type, actorId: row.actor_id },
    ...{ payload: row.payload, carried: null, createdAt: new Date(row.created_at).toISOString() },
  } as LogEvent;
}
