import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import { type Db, type Tx, withTransaction } from '../db/transaction.ts';
import type { EventType, LogEvent, Topic } from './log-event.ts';

/** Whoever does what follows from events. */
export interface LogConsumer {
  /** For ever: where it stands is kept under this name. Lower case, with underscores. */
  name: string;
  types: readonly EventType[];
  /** The tenants whose events it takes, asked at each turn: with none, the log is not read. @default all */
  tenants?(tx: Tx): Promise<string[]>;
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

interface EventKey {
  tx: string;
  tenantId: string;
  topic: string;
  seq: number;
}

/** The last event of a page; and those behind it that were handed over before their turn, see `readSkipped`. */
interface PageEnd extends EventKey {
  ahead?: EventKey[];
}

interface Place extends Record<string, unknown> {
  since: string | null;
  target: string | null;
  after: PageEnd | null;
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
    const tenantIds = (await consumer.tenants?.(tx)) ?? null;
    const window: Window = { since, upTo, types: consumer.types, tenantIds };
    const rows = tenantIds?.length === 0 ? [] : await readEvents(tx, window, after);
    const end = rows.length < turnSize ? undefined : rows.at(-1);
    const ahead = after?.ahead ?? [];
    const skipped = end === undefined ? [] : await readSkipped(tx, window, rows, keyOf(end));
    const isAhead = new Set(ahead.map(nameOf));
    const events = [...rows, ...skipped].filter((row) => !isAhead.has(nameOf(keyOf(row)))).sort(byPlace);
    if (events.length > 0) await consumer.handle(tx, events.map(toEvent));
    await keepPlace(
      tx,
      consumer.name,
      end === undefined
        ? { since: upTo, target: null, after: null }
        : {
            since,
            target: upTo,
            after: { ...keyOf(end), ahead: stillAhead([...ahead, ...skipped.map(keyOf)], end.tx) },
          },
    );
    return end !== undefined;
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

/** What is handed over page by page. */
interface Window {
  since: string;
  upTo: string;
  types: readonly EventType[];
  /** Null: all. */
  tenantIds: readonly string[] | null;
}

const columns = sql`e.tx::text, e.tenant_id, e.topic, e.seq, e.type, e.actor_id, e.payload, e.created_at`;
const position = sql`(e.tx, e.tenant_id, e.topic, e.seq)`;
const positionOf = ({ tx, tenantId, topic, seq }: EventKey) => sql`(${tx}::xid8, ${tenantId}, ${topic}, ${seq}::int)`;

const isWanted = ({ types, tenantIds }: Window) => sql`
  e.type in (select jsonb_array_elements_text(${JSON.stringify(types)}::jsonb)) and ${
    tenantIds === null
      ? sql`true`
      : sql`e.tenant_id in (select jsonb_array_elements_text(${JSON.stringify(tenantIds)}::jsonb))`
  }`;

/** What became visible between two snapshots, as cursors tell it: whatever order transactions committed in. */
async function readEvents(tx: Tx, window: Window, after: PageEnd | null): Promise<EventRow[]> {
  const { since, upTo } = window;
  return tx.execute<EventRow>(sql`
    select ${columns} from events e
    where e.tx >= pg_snapshot_xmin(${since}::pg_snapshot) and e.tx < pg_snapshot_xmax(${upTo}::pg_snapshot)
      and not pg_visible_in_snapshot(e.tx, ${since}::pg_snapshot) and pg_visible_in_snapshot(e.tx, ${upTo}::pg_snapshot)
      and ${isWanted(window)} and ${after === null ? sql`true` : sql`${position} > ${positionOf(after)}`}
    order by e.tx, e.tenant_id, e.topic, e.seq limit ${turnSize}`);
}

/**
 * The events behind the end of a page that stand in their log before one of the page: transactions take their numbers when
 * they begin to write, and their place in a log when they have its lock, so one that waited has the later place. They are
 * handed over with the page, and passed over when their turn comes. Below what was handed over nothing is missing, so each
 * log is looked through down to the first event that was.
 */
async function readSkipped(tx: Tx, window: Window, rows: EventRow[], end: EventKey): Promise<EventRow[]> {
  const spans = [...Map.groupBy(rows, (row) => `${row.tenant_id}\n${row.topic}`).values()].map((ofLog) => {
    const seqs = ofLog.map((row) => row.seq);
    return { tenant: ofLog[0]?.tenant_id, topic: ofLog[0]?.topic, min: Math.min(...seqs), max: Math.max(...seqs) };
  });
  return tx.execute<EventRow>(sql`
    select ${columns} from jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) as s(tenant text, topic text, min int, max int)
    cross join lateral (
      select coalesce((
        select e.seq from events e
        where e.tenant_id = s.tenant collate "C" and e.topic = s.topic collate "C" and e.seq < s.min
          and (pg_visible_in_snapshot(e.tx, ${window.since}::pg_snapshot) or ${position} <= ${positionOf(end)})
        order by e.seq desc limit 1), 0) as seq
    ) handed
    join events e on e.tenant_id = s.tenant collate "C" and e.topic = s.topic collate "C"
      and e.seq > handed.seq and e.seq < s.max
    where not pg_visible_in_snapshot(e.tx, ${window.since}::pg_snapshot) and ${position} > ${positionOf(end)}
      and ${isWanted(window)}`);
}

const keyOf = ({ tx, tenant_id: tenantId, topic, seq }: EventRow): EventKey => ({ tx, tenantId, topic, seq });
const nameOf = ({ tenantId, topic, seq }: EventKey): string => `${tenantId}\n${topic}\n${seq}`;
const stillAhead = (ahead: EventKey[], tx: string) => ahead.filter((each) => BigInt(each.tx) >= BigInt(tx));

/** By log, and in its order: within a page no transaction's number says what comes first. */
function byPlace(a: EventRow, b: EventRow): number {
  const [logA, logB] = [`${a.tenant_id}\n${a.topic}`, `${b.tenant_id}\n${b.topic}`];
  if (logA !== logB) return logA < logB ? -1 : 1;
  return a.seq - b.seq;
}

function toEvent(row: EventRow): LogEvent {
  return {
    ...{ tenantId: row.tenant_id, topic: row.topic, seq: row.seq, type: row.type, actorId: row.actor_id },
    ...{ payload: row.payload, carried: null, createdAt: new Date(row.created_at).toISOString() },
  } as LogEvent;
}
