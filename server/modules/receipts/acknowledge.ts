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
import { type AdvancedConversation, advanceConversations } from './advance-conversations.ts';
import { type AdvancedThread, advanceThreads } from './advance-threads.ts';
import type { OwnPosition } from './own-position.ts';

/** Above what a `seq` can be, and all the same a number that the database takes. */
export const seqInput = z
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
export interface Position extends OwnPosition {
  conversationId: string;
  /** Null: the conversation's own. */
  threadRootId: string | null;
}

interface Wanted {
  conversationId: string;
  threadRootId: string | null;
  deliveredSeq: number;
  readSeq: number;
}

/**
 * Advances the actor's positions, all or none. What is behind changes nothing, and nobody is told of it; only a mark ends
 * where he reads again what he has marked.
 */
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
    for (const each of advanced) announce(ctx, each);
    return advanced.map(positionOf);
  });
}

/** What the actor is told of it. */
function positionOf({
  memberCount,
  isShared,
  hasAdvanced,
  ...advanced
}: AdvancedConversation | AdvancedThread): Position {
  if (!('hasEndedMark' in advanced)) return advanced;
  const { hasEndedMark: _told, ...position } = advanced;
  return position;
}

/** Positions in conversations and in threads, each sort in one statement, in the order given. */
async function advanceBoth(
  tx: Tx,
  tenantId: string,
  userId: string,
  wanted: Wanted[],
): Promise<(AdvancedConversation | AdvancedThread)[]> {
  const own = wanted.filter(({ threadRootId }) => threadRootId === null);
  const inThreads = wanted.filter(({ threadRootId }) => threadRootId !== null);
  const conversations = own.length > 0 ? await advanceConversations(tx, tenantId, userId, own) : [];
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

/** Tells the others, where there are few enough and he lets them see it, and the actor's other devices. */
function announce(ctx: Context, advanced: AdvancedConversation | AdvancedThread): void {
  const { tenantId, userId } = ctx.actor;
  const { memberCount, isShared, hasAdvanced, ...position } = advanced;
  const { conversationId, deliveredSeq, readSeq } = position;
  const receipts = [{ userId, deliveredSeq, readSeq }];
  const isNamed = hasAdvanced && isShared && memberCount <= ctx.config.limits.namedReceiptsMembersMax;
  const tell = (topic: Topic, item: StateItem) => ctx.realtime.announce(tenantId, topic, item);
  if ('threadRootSeq' in position) {
    const thread = { conversationId, threadRootId: position.threadRootId, threadRootSeq: position.threadRootSeq };
    if (isNamed) tell(conversationTopic(conversationId), { type: 'ThreadReceiptsAdvanced', ...thread, receipts });
    const { markedUnreadFromSeq: _unmarked, ownLogSeq: _own, ...at } = position;
    if (hasAdvanced) tell(userTopic(userId), { type: 'ThreadPositionChanged', userId, ...at });
  } else {
    const { threadRootId: _none, hasEndedMark, ...own } = position;
    if (isNamed) tell(conversationTopic(conversationId), { type: 'ReceiptsAdvanced', conversationId, receipts });
    if (hasAdvanced || hasEndedMark) tell(userTopic(userId), { type: 'ReadPositionChanged', userId, ...own });
  }
}
