import { type SQL, sql } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import { filterSeenSince } from '../presence/seen-since.ts';
import type { BroadcastKey, BroadcastStep } from './queries.ts';

/** A part of those whom a broadcast is for, in the order of their ids. */
interface Range {
  userIds: string[];
  /** Of whom more was asked than the statement says. */
  candidates: number;
  /** The next one begins after this user; null: there is none. */
  lastUserId: string | null;
}

interface RangeBounds {
  /** Users that are looked at. */
  scannedMax: number;
  /** Users that are taken. */
  usersMax: number;
}

/**
 * The users after the last who had his turn. A statement looks at `scannedMax` at most, however few of them fit, and a range
 * may be empty though it is not the last.
 */
export async function readRange(
  services: Pick<Services, 'db' | 'realtime'>,
  key: BroadcastKey,
  row: BroadcastStep,
  { scannedMax, usersMax }: RangeBounds,
): Promise<Range> {
  const { segment, createdAt } = row;
  const [found] = await services.db.execute<{ ids: string[]; scanned: number; last_id: string | null }>(sql`
    with scanned as materialized (
      ${scan(key, row)} order by id limit ${scannedMax}
    ), fitting as materialized (
      select u.id from scanned s join users u on u.tenant_id = ${key.tenantId} and u.id = s.id
      where u.created_at <= ${createdAt}::timestamptz and ${fits(key.tenantId, row)} and not ${isErased}
      order by u.id limit ${usersMax}
    )
    select (select max(id) from scanned) as last_id, (select count(*)::int from scanned) as scanned,
      coalesce((select jsonb_agg(f.id order by f.id) from fitting f), '[]'::jsonb) as ids`);
  const { ids, scanned, last_id: lastId } = found ?? { ids: [], scanned: 0, last_id: null };
  const lastUserId = ids.length === usersMax ? (ids.at(-1) ?? null) : scanned < scannedMax ? null : lastId;
  const { seenSince } = segment;
  const userIds = seenSince === null ? ids : await filterSeenSince(services, key.tenantId, ids, seenSince);
  return { userIds, candidates: ids.length, lastUserId };
}

/** The ids to look at: by the narrowest key that there is. */
function scan({ tenantId, broadcastId }: BroadcastKey, { segment, afterUserId }: BroadcastStep): SQL {
  const after = afterUserId ?? '';
  if (segment.userCount !== null) {
    return sql`
      select n.id from notification_broadcasts b
      cross join lateral (select i.id collate "C" as id from jsonb_array_elements_text(b.user_ids) as i(id)) n
      where b.tenant_id = ${tenantId} and b.id = ${broadcastId} and n.id > ${after}`;
  }
  if (segment.conversationId !== null) {
    return sql`
      select m.user_id as id from memberships m
      where m.tenant_id = ${tenantId} and m.conversation_id = ${segment.conversationId} and m.user_id > ${after}`;
  }
  return sql`select u.id from users u where u.tenant_id = ${tenantId} and u.id > ${after}`;
}

function fits(tenantId: string, { segment: { conversationId, metadata } }: BroadcastStep): SQL {
  const parts = [
    metadata === null ? sql`true` : sql`u.metadata @> ${JSON.stringify(metadata)}::jsonb`,
    conversationId === null
      ? sql`true`
      : sql`exists (
          select from memberships m
          where m.tenant_id = ${tenantId} and m.conversation_id = ${conversationId} and m.user_id = u.id)`,
  ];
  return sql.join(parts, sql` and `);
}

/** His account is erased, or is being erased, and he has not been seen since, nor has the application given him a profile. */
const isErased: SQL = sql`exists (
  select from user_erasures e
  left join presence p on p.tenant_id = e.tenant_id and p.user_id = e.user_id
  where e.tenant_id = u.tenant_id and e.user_id = u.id and e.scope = 'ACCOUNT'
    and (e.finished_at is null or greatest(u.updated_at, p.last_seen_at) <= e.finished_at))`;
