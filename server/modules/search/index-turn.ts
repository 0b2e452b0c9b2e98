import { type SQL, sql } from 'drizzle-orm';
import type { SearchLanguage } from '../../config.ts';
import type { Db, Tx } from '../../db/transaction.ts';
import { withTransaction } from '../../db/transaction.ts';
import { type IndexedMessage, indexedColumns, indexMessages, remakeDocuments } from './index-messages.ts';
import { toLanguage } from './languages.ts';

/** Any number, the same on every node. */
const indexLock = 7_316_524;
/** Messages that one turn looks at: a few milliseconds of work. */
export const turnSize = 500;

/** What a node that indexes keeps in mind between turns: losing it costs work done twice, and nothing else. */
export interface Backlog {
  /** Where it stands in the events that are visible in `target` and were not in `since`; null: at none. */
  current: { since: string; target: string; after: EventKey } | null;
}

interface EventKey {
  tx: string;
  tenantId: string;
  topic: string;
  seq: number;
}

interface Progress extends Record<string, unknown> {
  since: string | null;
  walkedTenantId: string | null;
  walkedMessageId: string | null;
  now: string;
}

/**
 * Brings the index a step further, and says whether there is more to do. Any number of nodes may call it, one of them
 * works at a time. What each event says is looked up in the messages as they are now, so a turn may be repeated.
 */
export async function indexTurn(db: Db, backlog: Backlog, byDefault: SearchLanguage): Promise<boolean> {
  return withTransaction(db, async (tx) => {
    const [turn] = await tx.execute<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(${indexLock}) as mine`);
    if (turn?.mine !== true) return false;
    const progress = await readProgress(tx);
    if (progress.since === null) {
      await beginAnew(tx, progress.now);
      return true;
    }
    if (progress.walkedTenantId !== null) return walk(tx, progress, byDefault);
    const hasMore = await follow(tx, { ...progress, since: progress.since }, backlog, byDefault);
    return hasMore || (await changeLanguage(tx, byDefault));
  });
}

/** `since` is null where it says nothing any more: in another installation, or when the log no longer reaches back. */
async function readProgress(tx: Tx): Promise<Progress> {
  const [row] = await tx.execute<Progress>(sql`
    select case when p.epoch = i.epoch and ${isReached} then p.since end as since, p.walked_tenant_id as "walkedTenantId",
      p.walked_message_id as "walkedMessageId", pg_current_snapshot()::text as now
    from installation i left join search_progress p on true`);
  if (row === undefined) throw new Error('The installation has no row.');
  return row;
}

const isReached: SQL = sql`pg_visible_in_snapshot(i.dropped_tx, p.since::pg_snapshot)`;

async function beginAnew(tx: Tx, now: string): Promise<void> {
  await tx.execute(sql`
    insert into search_progress (id, epoch, since, walked_tenant_id, walked_message_id)
    select 1, epoch, ${now}, '', '' from installation
    on conflict (id) do update set epoch = excluded.epoch, since = excluded.since,
      walked_tenant_id = excluded.walked_tenant_id, walked_message_id = excluded.walked_message_id`);
}

/** Looks through all messages, by id and so by time, for those that have no document, or one that is not theirs. */
async function walk(tx: Tx, { walkedTenantId, walkedMessageId }: Progress, byDefault: SearchLanguage) {
  const rows = await tx.execute<IndexedMessage & Record<string, unknown>>(sql`
    select ${indexedColumns} from messages m
    left join message_texts t on t.tenant_id = m.tenant_id and t.message_id = m.id
    where (m.tenant_id, m.id) > (${walkedTenantId}::text collate "C", ${walkedMessageId}::text collate "C")
    order by m.tenant_id, m.id limit ${turnSize}`);
  await indexMessages(tx, rows, byDefault);
  const last = rows.length < turnSize ? undefined : rows.at(-1);
  await tx.execute(sql`
    update search_progress set walked_tenant_id = ${last?.tenantId ?? null}, walked_message_id = ${last?.id ?? null}`);
  return true;
}

/** Takes the events that no turn has seen, in the order of their transactions. */
async function follow(
  tx: Tx,
  { since, now }: { since: string; now: string },
  backlog: Backlog,
  byDefault: SearchLanguage,
): Promise<boolean> {
  // Another node, or a restart, may have come further.
  const at = backlog.current?.since === since ? backlog.current : { since, target: now, after: null };
  const events = await readNews(tx, since, at.after);
  backlog.current = null;
  if (events.length === 0 && at.after === null) return false;

  await indexMessages(tx, await readMessages(tx, events), byDefault);
  const last = events.length < turnSize ? undefined : events.at(-1);
  if (last !== undefined) {
    backlog.current = { since, target: at.target, after: last };
    return true;
  }
  // Only where the log reached back that far until now: a day that was dropped meanwhile may have held some of it.
  await tx.execute(sql`
    update search_progress p set since = ${at.target} from installation i where ${isReached}`);
  return false;
}

/** Every event that names a message: what has changed of it, the message itself says. A user's own log names his alone. */
async function readNews(tx: Tx, since: string, after: EventKey | null): Promise<(EventKey & { messageSeq: number })[]> {
  return tx.execute<EventKey & { messageSeq: number } & Record<string, unknown>>(sql`
    select e.tx::text as tx, e.tenant_id as "tenantId", e.topic, e.seq,
      coalesce((e.payload->>'messageSeq')::int, e.seq) as "messageSeq"
    from events e
    where e.tx >= pg_snapshot_xmin(${since}::pg_snapshot) and not pg_visible_in_snapshot(e.tx, ${since}::pg_snapshot)
      and (e.type = 'MessageSent' or e.payload ? 'messageSeq') and e.topic not like 'user/%'
      ${after === null ? sql`` : sql`and (e.tx, e.tenant_id, e.topic, e.seq) > (${after.tx}::xid8, ${after.tenantId}::text collate "C", ${after.topic}::text collate "C", ${after.seq}::int)`}
    order by e.tx, e.tenant_id, e.topic, e.seq limit ${turnSize}`);
}

async function readMessages(
  tx: Tx,
  events: readonly { tenantId: string; topic: string; messageSeq: number }[],
): Promise<IndexedMessage[]> {
  if (events.length === 0) return [];
  const places = events.map(({ tenantId, topic, messageSeq }) => ({ tenantId, topic, messageSeq }));
  const rows = await tx.execute<IndexedMessage & Record<string, unknown>>(sql`
    select ${indexedColumns}
    from (select distinct "tenantId" collate "C" as tenant_id, topic collate "C" as topic, "messageSeq" as seq
      from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as p("tenantId" text, topic text, "messageSeq" int)) p
    join messages m on m.tenant_id = p.tenant_id and m.conversation_id = p.topic and m.seq = p.seq
    left join message_texts t on t.tenant_id = m.tenant_id and t.message_id = m.id
    order by m.created_at, m.id`);
  return [...rows];
}

/** Makes the documents of one tenant anew whose language has changed, some of them. */
async function changeLanguage(tx: Tx, byDefault: SearchLanguage): Promise<boolean> {
  await tx.execute(sql`
    update search_tenants set indexed_language = coalesce(language, ${byDefault}), reindexed_to = ''
    where indexed_language <> coalesce(language, ${byDefault})`);
  const [tenant] = await tx.execute<{ id: string; language: string; to: string }>(sql`
    select tenant_id as id, indexed_language as language, reindexed_to as to from search_tenants
    where reindexed_to is not null order by tenant_id limit 1`);
  if (tenant === undefined) return false;
  const rows = await tx.execute<IndexedMessage & Record<string, unknown>>(sql`
    select ${indexedColumns}
    from message_texts t
    join messages m on m.tenant_id = t.tenant_id and m.id = t.message_id
    where t.tenant_id = ${tenant.id} and t.message_id > ${tenant.to}
    order by t.message_id limit ${turnSize}`);
  await remakeDocuments(tx, rows, toLanguage(tenant.language));
  const last = rows.length < turnSize ? null : (rows.at(-1)?.id ?? null);
  await tx.execute(sql`update search_tenants set reindexed_to = ${last} where tenant_id = ${tenant.id}`);
  return true;
}
