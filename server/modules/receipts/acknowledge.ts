import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import { conversationTopic, type StateItem, type Topic, userTopic } from '../../realtime/log-event.ts';
import { type AdvancedConversation, advanceConversations } from './advance-conversations.ts';
import { type AdvancedThread, advanceThreads } from './advance-threads.ts';
import { lockMemberships } from './lock-memberships.ts';
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

interface Judged extends Wanted {
  isDeliveryShown: boolean;
  isReadingShown: boolean;
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
    const conversationIds = wanted.map(({ conversationId }) => conversationId);
    const locked = await lockMemberships(tx, tenantId, userId, conversationIds);
    const judged = wanted.map((each, at): Judged => {
      const membership = locked.get(each.conversationId);
      if (membership === undefined) throw notFound('conversation', `positions.${at}.conversationId`);
      return { ...each, ...membership };
    });
    const advanced = await advanceBoth(tx, tenantId, userId, judged);
    for (const each of advanced) announce(ctx, each);
    return advanced.map(positionOf);
  });
}

/** What the actor is told of it. */
function positionOf({
  memberCount,
  isShared,
  hasAdvanced,
  shownDeliveredSeq,
  shownReadSeq,
  hasShown,
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
  wanted: Judged[],
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

/** Tells the others what they may see, where there are few enough, and the actor's other devices all of it. */
function announce(ctx: Context, advanced: AdvancedConversation | AdvancedThread): void {
  const { tenantId, userId } = ctx.actor;
  const { memberCount, isShared, hasAdvanced, shownDeliveredSeq, shownReadSeq, hasShown, ...position } = advanced;
  const { conversationId } = position;
  const receipts = [{ userId, deliveredSeq: shownDeliveredSeq, readSeq: shownReadSeq }];
  const isNamed = hasShown && isShared && memberCount <= ctx.config.limits.namedReceiptsMembersMax;
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
