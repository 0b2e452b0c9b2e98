import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Limits } from '../../config.ts';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import { conversationTopic, type StateItem, type Topic, userTopic } from '../../realtime/log-event.ts';
import { joinSettings, sharesReceipts } from '../privacy/queries.ts';
import { type AdvancedThread, advanceThreads } from './advance-threads.ts';
import { unreadCount } from './queries.ts';

/** Above what a `seq` can be, and all the same a number that the database takes. */
const seqInput = z
  .int('takes a whole number')
  .min(0, 'takes 0 or more')
  .max(2 ** 31 - 1, 'is no `seq`');

const acknowledgeInput = perKey((limits: Limits) => {
  const positionsMax = limits.positionsPerRequestMax;
  const position = z
    .object({
      conversationId: z.string(),
      threadRootId: z.string().nullish(),
      deliveredSeq: seqInput.nullish(),
      readSeq: seqInput.nullish(),
    })
    .refine(({ deliveredSeq, readSeq }) => deliveredSeq != null || readSeq != null, {
      message: 'names neither `deliveredSeq` nor `readSeq`; give at least one',
    });
  return z.object({
    positions: z
      .array(position)
      .min(1, 'takes at least one position')
      .max(positionsMax, `takes at most ${positionsMax} positions; send them in parts`)
      .superRefine((positions, check) => {
        const seen = new Set<string>();
        positions.forEach(({ conversationId, threadRootId }, at) => {
          const place = `${conversationId}/${threadRootId ?? ''}`;
          const path = [at, threadRootId == null ? 'conversationId' : 'threadRootId'];
          const message = `names a ${threadRootId == null ? 'conversation' : 'thread'} twice; name it once`;
          if (seen.has(place)) check.addIssue({ code: 'custom', path, message });
          seen.add(place);
        });
      }),
  });
});

type AcknowledgeInput = z.input<ReturnType<typeof acknowledgeInput>>;

/** The actor's own position, as the API shows it. */
interface Position {
  conversationId: string;
  /** Null: the conversation's own. */
  threadRootId: string | null;
  deliveredSeq: number;
  readSeq: number;
  unreadCount: number;
  lastSeq: number;
}

interface Wanted {
  conversationId: string;
  threadRootId: string | null;
  deliveredSeq: number;
  readSeq: number;
}

interface Advanced extends Position {
  memberCount: number;
  /** The actor lets others see it. */
  isShared: boolean;
  hasAdvanced: boolean;
}

/** Advances the actor's positions, all or none. What is behind changes nothing, and nobody is told of it. */
export async function acknowledge(ctx: Context, input: AcknowledgeInput): Promise<Position[]> {
  const { tenantId, userId } = ctx.actor;
  const { positions } = parseInput(acknowledgeInput(ctx.config.limits), input);
  const wanted = positions.map(({ conversationId, threadRootId = null, deliveredSeq, readSeq }, at): Wanted => {
    assertId('conv', conversationId, `positions.${at}.conversationId`);
    if (threadRootId !== null) assertId('msg', threadRootId, `positions.${at}.threadRootId`);
    const delivered = Math.max(deliveredSeq ?? 0, readSeq ?? 0);
    return { conversationId, threadRootId, deliveredSeq: delivered, readSeq: readSeq ?? 0 };
  });

  return withTransaction(ctx.db, async (tx) => {
    const own = await lockMemberships(tx, tenantId, userId, wanted);
    const strange = wanted.findIndex(({ conversationId }) => !own.has(conversationId));
    if (strange >= 0) throw notFound('conversation', `positions.${strange}.conversationId`);
    const advanced = await advanceBoth(tx, tenantId, userId, wanted);
    for (const position of advanced) {
      if (position.hasAdvanced) announce(ctx, position);
    }
    return advanced.map(({ memberCount, isShared, hasAdvanced, ...position }) => position);
  });
}

/** Positions in conversations and in threads, each sort in one statement, in the order given. */
async function advanceBoth(
  tx: Tx,
  tenantId: string,
  userId: string,
  wanted: Wanted[],
): Promise<(Advanced | AdvancedThread)[]> {
  const own = wanted.filter(({ threadRootId }) => threadRootId === null);
  const inThreads = wanted.filter(({ threadRootId }) => threadRootId !== null);
  const conversations = own.length > 0 ? await advance(tx, tenantId, userId, own) : [];
  const threads = inThreads.length > 0 ? await advanceThreads(tx, tenantId, userId, inThreads) : [];
  const found = new Map([...conversations, ...threads].map((each) => [placeOf(each), each]));
  return wanted.map((each, at) => {
    const advanced = found.get(placeOf(each));
    if (advanced === undefined) throw notFound('message', `positions.${at}.threadRootId`);
    return advanced;
  });
}

const placeOf = ({ conversationId, threadRootId }: Pick<Wanted, 'conversationId' | 'threadRootId'>): string =>
  `${conversationId}/${threadRootId ?? ''}`;

/**
 * Locks the actor's memberships, in the order of their keys, and tells which there are. A statement of its own: what
 * is counted after it is then read under a snapshot that has seen whatever the lock waited for.
 */
async function lockMemberships(tx: Tx, tenantId: string, userId: string, wanted: Wanted[]): Promise<Set<string>> {
  const ids = JSON.stringify(wanted.map(({ conversationId }) => conversationId));
  const rows = await tx.execute<{ conversation_id: string }>(sql`
    select conversation_id from memberships
    where tenant_id = ${tenantId} and user_id = ${userId}
      and conversation_id in (select i.id collate "C" from jsonb_array_elements_text(${ids}::jsonb) as i(id))
    order by conversation_id for no key update`);
  return new Set(rows.map((row) => row.conversation_id));
}

/** One statement: clamps, advances and counts. Its snapshot holds the heads, the messages and the locked rows alike. */
async function advance(tx: Tx, tenantId: string, userId: string, wanted: Wanted[]): Promise<Advanced[]> {
  const rows = await tx.execute<{
    conversation_id: string;
    delivered_seq: number;
    read_seq: number;
    unread: number;
    last_seq: number;
    member_count: number;
    is_shared: boolean;
    has_advanced: boolean;
  }>(sql`
    with counted as (
      select w.at, m.tenant_id, m.conversation_id, m.user_id, n.delivered_seq, n.read_seq, h.last_seq, c.member_count,
        n.delivered_seq > m.delivered_seq or n.read_seq > m.read_seq as has_advanced,
        greatest(m.read_count, coalesce((
          select t.count_at from messages t
          where t.tenant_id = m.tenant_id and t.conversation_id = m.conversation_id and t.seq <= n.read_seq
          order by t.seq desc limit 1), 0)) as count_at
      from rows from (jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
        as ("conversationId" text, "deliveredSeq" int, "readSeq" int)) with ordinality
        as w(conversation_id, delivered_seq, read_seq, at)
      join memberships m on m.tenant_id = ${tenantId} and m.conversation_id = w.conversation_id collate "C"
        and m.user_id = ${userId}
      join heads h on h.tenant_id = m.tenant_id and h.topic = m.conversation_id
      join conversations c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
      cross join lateral (
        select greatest(m.delivered_seq, least(w.delivered_seq, h.last_seq)) as delivered_seq,
          greatest(m.read_seq, least(w.read_seq, h.last_seq)) as read_seq) n
    ), moved as (
      update memberships m set delivered_seq = n.delivered_seq, read_seq = n.read_seq, read_count = n.count_at,
        unread_from_seq = null, unread_from_count = null,
        receipts_tx = pg_current_xact_id()
      from counted n
      where n.has_advanced and m.tenant_id = n.tenant_id and m.conversation_id = n.conversation_id and m.user_id = n.user_id
    )
    select m.conversation_id, m.delivered_seq, m.read_seq, m.last_seq, m.member_count, m.has_advanced,
      ${sharesReceipts('p')} as is_shared,
      ${unreadCount(sql`m.read_seq`, sql`m.count_at`)} as unread
    from counted m join heads h on h.tenant_id = m.tenant_id and h.topic = m.conversation_id
    ${joinSettings('p', sql`m.tenant_id`, sql`m.user_id`)}
    order by m.at`);
  return rows.map((row) => ({
    conversationId: row.conversation_id,
    threadRootId: null,
    deliveredSeq: row.delivered_seq,
    readSeq: row.read_seq,
    unreadCount: row.unread,
    lastSeq: row.last_seq,
    memberCount: row.member_count,
    isShared: row.is_shared,
    hasAdvanced: row.has_advanced,
  }));
}

/** Tells the others, where there are few enough and he lets them see it, and the actor's other devices. */
function announce(ctx: Context, advanced: Advanced | AdvancedThread): void {
  const { tenantId, userId } = ctx.actor;
  const { memberCount, isShared, hasAdvanced, ...position } = advanced;
  const { conversationId, deliveredSeq, readSeq } = position;
  const receipts = [{ userId, deliveredSeq, readSeq }];
  const isNamed = isShared && memberCount <= ctx.config.limits.namedReceiptsMembersMax;
  const tell = (topic: Topic, item: StateItem) => ctx.realtime.announce(tenantId, topic, item);
  if ('threadRootSeq' in position) {
    const thread = { conversationId, threadRootId: position.threadRootId, threadRootSeq: position.threadRootSeq };
    if (isNamed) tell(conversationTopic(conversationId), { type: 'ThreadReceiptsAdvanced', ...thread, receipts });
    tell(userTopic(userId), { type: 'ThreadPositionChanged', userId, ...position });
  } else {
    const { threadRootId: _none, ...own } = position;
    if (isNamed) tell(conversationTopic(conversationId), { type: 'ReceiptsAdvanced', conversationId, receipts });
    tell(userTopic(userId), { type: 'ReadPositionChanged', userId, ...own });
  }
}
