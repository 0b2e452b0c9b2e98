import { sql } from 'drizzle-orm';
import type { SearchLanguage } from '../../config.ts';
import type { Tx } from '../../db/transaction.ts';
import { toDocument } from './document.ts';
import { readStems, toLanguage } from './languages.ts';
import { marksOf } from './marks.ts';
import { type Word, wordsOf } from './words.ts';

/** A message that may have to be indexed. */
export interface IndexedMessage {
  tenantId: string;
  id: string;
  conversationId: string;
  seq: number;
  senderId: string;
  kind: string;
  version: number;
  createdAt: string;
  /** Null in a tombstone. */
  text: string | null;
  /** The version that its document is of, and where it stands; null: it has none. */
  knownVersion: number | null;
  position: number | null;
}

/** What a message needs to be indexed, of the rows `m` (messages) and `t` (their documents, joined from the left). */
export const indexedColumns = sql`
  m.tenant_id as "tenantId", m.id, m.conversation_id as "conversationId", m.seq, m.sender_id as "senderId", m.kind,
  m.version, m.created_at::text as "createdAt", case when m.deleted_at is null then m.text end as text,
  t.version as "knownVersion", t.position::float8 as position`;

/**
 * Brings the documents of these messages up to date: makes those that are missing or of another version, and deletes
 * those of tombstones. Those that are new take the tenant's next positions, in the order given.
 */
export async function indexMessages(
  tx: Tx,
  messages: readonly IndexedMessage[],
  byDefault: SearchLanguage,
): Promise<void> {
  await forget(
    tx,
    messages.filter(({ text, knownVersion }) => text === null && knownVersion !== null),
  );
  const changed = messages.filter(({ text, version, knownVersion }) => text !== null && knownVersion !== version);
  if (changed.length === 0) return;
  const languages = await takePositions(tx, changed, byDefault);
  for (const [tenantId, tenant] of languages) {
    const written = changed.filter((message) => message.tenantId === tenantId);
    await writeDocuments(tx, written, tenant.language, tenant.nextPosition);
  }
}

/** Makes documents anew that exist, in another language. */
export async function remakeDocuments(
  tx: Tx,
  messages: readonly IndexedMessage[],
  language: SearchLanguage,
): Promise<void> {
  const kept = messages.filter(({ text, position }) => text !== null && position !== null);
  await writeDocuments(tx, kept, language, 0);
}

async function forget(tx: Tx, messages: readonly IndexedMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const keys = messages.map(({ tenantId, id }) => ({ tenantId, id }));
  await tx.execute(sql`
    delete from message_texts t using jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k("tenantId" text, id text)
    where t.tenant_id = k."tenantId" collate "C" and t.message_id = k.id collate "C"`);
}

/** Gives each tenant's new messages their positions; the first of them, and the tenant's language. */
async function takePositions(tx: Tx, messages: readonly IndexedMessage[], byDefault: SearchLanguage) {
  const counts = new Map<string, number>();
  for (const { tenantId, position } of messages) {
    counts.set(tenantId, (counts.get(tenantId) ?? 0) + (position === null ? 1 : 0));
  }
  const asked = [...counts].map(([tenantId, count]) => ({ tenantId, count }));
  const rows = await tx.execute<{ tenant_id: string; language: string | null; next: string }>(sql`
    insert into search_tenants as s (tenant_id, next_position, indexed_language)
    select a."tenantId", a.count, ${byDefault} from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a("tenantId" text, count int)
    on conflict (tenant_id) do update set next_position = s.next_position + excluded.next_position,
      indexed_language = coalesce(s.indexed_language, s.language, excluded.indexed_language)
    returning tenant_id, language, next_position::text as next`);
  return new Map(
    rows.map(({ tenant_id, language, next }) => [
      tenant_id,
      {
        language: language === null ? byDefault : toLanguage(language),
        nextPosition: Number(next) - (counts.get(tenant_id) ?? 0),
      },
    ]),
  );
}

async function writeDocuments(
  tx: Tx,
  messages: readonly IndexedMessage[],
  language: SearchLanguage,
  nextPosition: number,
): Promise<void> {
  if (messages.length === 0) return;
  const texts = messages.map((message): { message: IndexedMessage; words: Word[] } => ({
    message,
    words: wordsOf(message.text ?? ''),
  }));
  const stems = await readStems(
    tx,
    language,
    texts.flatMap(({ words }) => words),
  );
  let next = nextPosition;
  const rows = texts.map(({ message, words }) => {
    const { tenantId, id, conversationId, seq, version, createdAt } = message;
    const position = message.position ?? next++;
    const marks = marksOf({ ...message, position });
    return {
      tenantId,
      id,
      conversationId,
      seq,
      version,
      createdAt,
      position,
      document: toDocument(words, stems),
      marks,
    };
  });
  await tx.execute(sql`
    insert into message_texts as t (tenant_id, message_id, conversation_id, seq, version, created_at, position, document, marks)
    select r."tenantId", r.id, r."conversationId", r.seq, r.version, r."createdAt", r.position, r.document::tsvector,
      r.marks::bigint[]
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("tenantId" text, id text, "conversationId" text, seq int,
      version int, "createdAt" timestamptz, position bigint, document text, marks text)
    order by r.position
    on conflict (tenant_id, message_id) do update set version = excluded.version, document = excluded.document`);
}
