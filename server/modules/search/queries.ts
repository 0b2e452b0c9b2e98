import { type SQL, sql } from 'drizzle-orm';
import { fromUUID } from 'typeid-js';
import type { SearchLanguage } from '../../config.ts';
import type { Db } from '../../db/transaction.ts';
import type { LexemePlaces } from './highlights.ts';
import { toLanguage } from './languages.ts';
import { blockSize } from './marks.ts';
import type { Lookup } from './to-tsquery.ts';

/** Conversations that one search looks through: those of the latest activity. */
export const searchedConversationsMax = 1_000;

/** A message's id is made by the node that takes it, its time and its number come from the database a little later. */
const clockToleranceMs = 60_000;
/** And it is indexed a little after others that were sent later, of which there may be so many. */
const orderTolerance = 1_024;
const timeMax = 2 ** 48 - 1;

/** The conversations that a user may search, and since which `seq`. */
export async function readSearched(
  db: Db,
  tenantId: string,
  userId: string,
  conversationId: string | null,
): Promise<{ conversationId: string; fromSeq: number }[]> {
  const rows = await db.execute<{ conversation_id: string; from_seq: number }>(sql`
    select v.conversation_id, case when c.history_visibility = 'SINCE_JOIN' then v.joined_seq else 0 end as from_seq
    from memberships v
    join conversations c on c.tenant_id = v.tenant_id and c.id = v.conversation_id
    join heads h on h.tenant_id = v.tenant_id and h.topic = v.conversation_id
    where v.tenant_id = ${tenantId} and v.user_id = ${userId}
      ${conversationId === null ? sql`` : sql`and v.conversation_id = ${conversationId}`}
    order by h.active_at desc limit ${searchedConversationsMax}`);
  return rows.map((row) => ({ conversationId: row.conversation_id, fromSeq: row.from_seq }));
}

/** What a tenant's documents are made by; the server's language where it has none of its own. */
export async function readLanguage(db: Db, tenantId: string, byDefault: SearchLanguage): Promise<SearchLanguage> {
  const [row] = await db.execute<{ language: string | null }>(sql`
    select language from search_tenants where tenant_id = ${tenantId}`);
  return row?.language == null ? byDefault : toLanguage(row.language);
}

/** The stretch of a tenant's messages in which those of a time are. */
export interface Stretch {
  from: number;
  /** Exclusive. */
  to: number;
  /** The database's clock. */
  now: string;
}

/**
 * Where messages of a time are among the tenant's. Ids begin with a time and are indexed, so two look-ups find the
 * borders, with some room on either side; the rows themselves are compared with the exact times.
 */
export async function readStretch(db: Db, tenantId: string, from: string | null, to: string | null): Promise<Stretch> {
  const positionFrom = (id: string): SQL => sql`(
    select t.position from message_texts t where t.tenant_id = ${tenantId} and t.message_id >= ${id}
    order by t.message_id limit 1)`;
  const [row] = await db.execute<{ next: string | null; first: string | null; last: string | null; now: string }>(sql`
    select (select next_position::text from search_tenants where tenant_id = ${tenantId}) as next,
      ${from === null ? sql`'0'` : sql`${positionFrom(idAt(Date.parse(from) - clockToleranceMs))}::text`} as first,
      ${to === null ? sql`null` : sql`${positionFrom(idAt(Date.parse(to) + clockToleranceMs))}::text`} as last,
      clock_timestamp()::text as now`);
  if (row === undefined) throw new Error('Postgres gave no time.');
  const next = Number(row.next ?? 0);
  const earliest = from === null ? 0 : Number(row.first ?? next) - orderTolerance;
  return {
    from: Math.floor(Math.max(0, earliest) / blockSize) * blockSize,
    to: row.last === null ? next : Math.min(next, Number(row.last) + orderTolerance),
    now: new Date(row.now).toISOString(),
  };
}

/** The smallest id that a message of this time can have. */
function idAt(timeMs: number): string {
  const time = Math.min(timeMax, Math.max(0, timeMs)).toString(16).padStart(12, '0');
  return fromUUID(`${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`, 'msg');
}

/** What a search matched in a message, and the version of it that it was. */
interface Matched {
  version: number;
  lexemes: LexemePlaces[];
}

/** The lexemes that match a search in each of these messages, by id. */
export async function readMatched(
  db: Db,
  tenantId: string,
  ids: readonly string[],
  terms: readonly (readonly Lookup[])[],
): Promise<Map<string, Matched>> {
  if (ids.length === 0) return new Map();
  const parts = terms.flat();
  const lexemes = JSON.stringify([...new Set(parts.flatMap((part) => part.lexemes))]);
  const beginnings = JSON.stringify([
    ...new Set(parts.flatMap((part) => (part.isPrefix ? part.lexemes.slice(0, 1) : []))),
  ]);
  const rows = await db.execute<{ id: string; version: number; lexemes: LexemePlaces[] }>(sql`
    select t.message_id as id, t.version, (
      select coalesce(json_agg(json_build_array(u.lexeme, u.positions)), '[]') from unnest(t.document) u
      where u.lexeme in (select jsonb_array_elements_text(${lexemes}::jsonb))
        or exists (select from jsonb_array_elements_text(${beginnings}::jsonb) as b(text)
          where starts_with(u.lexeme, b.text))) as lexemes
    from message_texts t
    where t.tenant_id = ${tenantId} and t.message_id in (
      select i.id collate "C" from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as i(id))`);
  return new Map(rows.map(({ id, ...matched }) => [id, matched]));
}
