import { hash } from 'node:crypto';
import DataLoader from 'dataloader';
import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/transaction.ts';
import { perKey } from '../../lib/per-key.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import type { HiddenQuestion } from '../../realtime/realtime.ts';
import { hiddenMessages, messages, messageVersions } from './table.ts';

export const messageColumns = {
  id: messages.id,
  conversationId: messages.conversationId,
  seq: messages.seq,
  senderId: messages.senderId,
  clientMessageId: messages.clientMessageId,
  kind: messages.kind,
  priority: messages.priority,
  text: messages.text,
  metadata: messages.metadata,
  threadRootId: messages.threadRootId,
  threadRootSeq: messages.threadRootSeq,
  details: messages.details,
  reactions: messages.reactions,
  pinnedAt: messages.pinnedAt,
  pinnedById: messages.pinnedById,
  version: messages.version,
  createdAt: messages.createdAt,
  editedAt: messages.editedAt,
  deletedAt: messages.deletedAt,
};

/** The message with this id. */
export const isMessage = (tenantId: string, id: string) => and(eq(messages.tenantId, tenantId), eq(messages.id, id));

/** The messages with these ids. */
export const isMessageIn = (tenantId: string, ids: readonly string[]) =>
  and(eq(messages.tenantId, tenantId), inArray(messages.id, [...ids]));

/** Rows of one conversation, of any table that names it. */
export const isOf = (
  table: { tenantId: PgColumn; conversationId: PgColumn },
  { tenantId, conversationId }: { tenantId: string; conversationId: string },
) => and(eq(table.tenantId, tenantId), eq(table.conversationId, conversationId));

/** Pinned messages. Written out, so that the partial index serves it whatever plan is used. */
export const isPinned = sql`${messages.pinnedAt} is not null`;

/** A message by id, whoever asks. */
export async function readMessage(db: Db, tenantId: string, id: string): Promise<StoredMessage | undefined> {
  const [row] = await db.select(messageColumns).from(messages).where(isMessage(tenantId, id));
  return row;
}

/** Messages by their `sendKey`s, whoever asks and deleted ones too: what stands in what was claimed for them. */
export async function readMessagesBySendKeys(
  db: Db,
  tenantId: string,
  sendKeys: readonly string[],
): Promise<(StoredMessage & { sendKey: string })[]> {
  if (sendKeys.length === 0) return [];
  return db
    .select({ ...messageColumns, sendKey: messages.sendKey })
    .from(messages)
    .where(and(eq(messages.tenantId, tenantId), inArray(messages.sendKey, [...sendKeys])));
}

/** A conversation's message, by the position of its sending. */
export interface MessagePlace {
  conversationId: string;
  seq: number;
}

/** The key of maps and sets over messages' places. */
export const placeKey = (place: MessagePlace): string => `${place.conversationId}/${place.seq}`;

/** Places as rows; their text is compared as keys are, or the indexes would not serve. */
const placesOf = (places: readonly MessagePlace[]) => sql`
  select p."conversationId" collate "C" as conversation_id, p.seq
  from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as p("conversationId" text, seq int)`;

/** Messages by their places; what is gone is not in the map. */
export async function readMessagesAt(
  db: Db,
  tenantId: string,
  places: readonly MessagePlace[],
): Promise<Map<string, StoredMessage>> {
  if (places.length === 0) return new Map();
  const rows = await db
    .select(messageColumns)
    .from(messages)
    .where(
      and(eq(messages.tenantId, tenantId), sql`(${messages.conversationId}, ${messages.seq}) in (${placesOf(places)})`),
    );
  return new Map(rows.map((row) => [placeKey(row), row]));
}

/** Of the messages of each question, those that its user has deleted for himself, by `placeKey`. */
export async function readHidden(db: Db, questions: HiddenQuestion[]): Promise<Set<string>[]> {
  const hidden = questions.map(() => new Set<string>());
  const asked = questions.flatMap(({ tenantId, userId, messages: about }, place) =>
    about.map(({ conversationId, seq }) => [place, tenantId, userId, conversationId, seq]),
  );
  if (asked.length === 0) return hidden;
  const rows = await db.execute<{ place: number; conversation_id: string; seq: number }>(sql`
    select (j->>0)::int as place, h.conversation_id, h.seq
    from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) as j
    join hidden_messages h on h.tenant_id = (j->>1) collate "C" and h.user_id = (j->>2) collate "C"
      and h.conversation_id = (j->>3) collate "C" and h.seq = (j->>4)::int`);
  for (const row of rows) {
    hidden[row.place]?.add(placeKey({ conversationId: row.conversation_id, seq: row.seq }));
  }
  return hidden;
}

/** See `PlanSources.hiders`. */
export const hiders: SQL = sql`
  select v.place from viewers v
  where exists (select from hidden_messages h where h.tenant_id = v.tenant_id and h.user_id = v.user_id)`;

/**
 * True for messages that the user has not deleted for himself. A scalar subquery and not a join on purpose: it is one
 * probe of an index per row read, whatever the statistics say, so the page's range scan stays what it is. And not
 * `is null`, which the planner takes for so rare that it reads and sorts the whole conversation to find a page.
 */
export const isShownTo = (userId: string): SQL => sql`not coalesce((
  select true from ${hiddenMessages}
  where ${hiddenMessages.tenantId} = ${messages.tenantId} and ${hiddenMessages.userId} = ${userId}
    and ${hiddenMessages.conversationId} = ${messages.conversationId} and ${hiddenMessages.seq} = ${messages.seq}), false)`;

/** A stretch of a conversation's history to read. */
export interface HistoryStretch {
  tenantId: string;
  conversationId: string;
  /** Whose own deletions are left out. */
  viewerId: string;
  /** The thread whose replies are read; null: the conversation's own messages. */
  threadRootSeq: number | null;
  /** The first `seq` that he may read; 0 for all. */
  fromSeq: number;
  /** Read beyond this `seq`; null: from the end that the direction begins at. */
  beyond: number | null;
  isBackward: boolean;
  limit: number;
}

/** The statement of a history page, in reading order: a range of an index, from its edge. */
export function historyQuery(db: Db, stretch: HistoryStretch) {
  const { beyond, isBackward } = stretch;
  const bound = isBackward ? lt : gt;
  return db
    .select(messageColumns)
    .from(messages)
    .where(
      and(
        eq(messages.tenantId, stretch.tenantId),
        eq(messages.conversationId, stretch.conversationId),
        stretch.threadRootSeq === null
          ? isNull(messages.threadRootSeq)
          : eq(messages.threadRootSeq, stretch.threadRootSeq),
        stretch.fromSeq > 0 ? gte(messages.seq, stretch.fromSeq) : undefined,
        beyond === null ? undefined : bound(messages.seq, beyond),
        isShownTo(stretch.viewerId),
      ),
    )
    .orderBy(isBackward ? desc(messages.seq) : asc(messages.seq))
    .limit(stretch.limit);
}

/** Gathers one turn's questions for the newest messages that the viewer may read into one read. It remembers nothing. */
export const lastMessageLoader = perKey(
  (ctx: Context) =>
    new DataLoader<string, StoredMessage | null>(
      async (ids) => {
        const found = await readLastMessages(ctx.db, ctx.actor.tenantId, ctx.actor.userId, [...new Set(ids)]);
        return ids.map((id) => found.get(id) ?? null);
      },
      { cache: false, maxBatchSize: 1_000 },
    ),
);

/** The newest message of each conversation that the user may read: found from the end of each range, hidden ones skipped. */
async function readLastMessages(
  db: Db,
  tenantId: string,
  userId: string,
  conversationIds: string[],
): Promise<Map<string, StoredMessage>> {
  const newest = sql`
    select v.conversation_id, n.seq
    from memberships v
    join conversations c on c.tenant_id = v.tenant_id and c.id = v.conversation_id
    cross join lateral (
      select m.seq from messages m
      where m.tenant_id = v.tenant_id and m.conversation_id = v.conversation_id
        and m.thread_root_seq is null
        and m.seq >= case when c.history_visibility = 'SINCE_JOIN' then v.joined_seq else 0 end
        and not coalesce((select true from hidden_messages h where h.tenant_id = m.tenant_id and h.user_id = v.user_id
             and h.conversation_id = m.conversation_id and h.seq = m.seq), false)
      order by m.seq desc limit 1) n
    where v.tenant_id = ${tenantId} and v.user_id = ${userId} and v.conversation_id in (
      select w.id collate "C" from jsonb_array_elements_text(${JSON.stringify(conversationIds)}::jsonb) as w(id))`;
  const rows = await db
    .select(messageColumns)
    .from(messages)
    .where(and(eq(messages.tenantId, tenantId), sql`(${messages.conversationId}, ${messages.seq}) in (${newest})`));
  return new Map(rows.map((row) => [row.conversationId, row]));
}

/** What a message said before an edit, as the API shows it. */
interface EarlierVersion {
  version: number;
  text: string | null;
  replacedAt: string;
}

/** Older versions than these are kept, but not shown. */
const shownVersionsMax = 100;

/** Gathers one turn's questions for messages' earlier versions, oldest first, into one read. It remembers nothing. */
export const earlierVersionsLoader = perKey(
  (ctx: Context) =>
    new DataLoader<StoredMessage, EarlierVersion[]>(
      async (asked) => {
        const ids = [...new Set(asked.map((message) => message.id))];
        const rows = await ctx.db
          .select({
            messageId: messageVersions.messageId,
            version: messageVersions.version,
            text: messageVersions.text,
            replacedAt: messageVersions.replacedAt,
          })
          .from(messageVersions)
          .innerJoin(
            messages,
            and(eq(messages.tenantId, messageVersions.tenantId), eq(messages.id, messageVersions.messageId)),
          )
          .where(
            and(
              eq(messageVersions.tenantId, ctx.actor.tenantId),
              inArray(messageVersions.messageId, ids),
              gte(messageVersions.version, sql`${messages.version} - ${shownVersionsMax}`),
            ),
          )
          .orderBy(asc(messageVersions.messageId), asc(messageVersions.version));
        const byMessage = Map.groupBy(rows, (row) => row.messageId);
        // A version above the message's own is one that came after the message was read.
        return asked.map(({ id, version }) => (byMessage.get(id) ?? []).filter((row) => row.version < version));
      },
      { cache: false, maxBatchSize: 1_000 },
    ),
);

/** A hash of these parts in the form of a UUID. */
export function uuidOf(...parts: (string | number)[]): string {
  const hex = hash('sha256', JSON.stringify(parts), 'hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
