import type { Context } from '../../context.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import { countedReceiptsLoader, type Standing } from './counted-receipts.ts';
import { type MemberReceipt, namedReceiptsLoader } from './queries.ts';
import { standInThread } from './thread-receipts.ts';

/** How far a message has got with all others who may read it now and let the viewer see how far they have. */
export interface Delivery {
  recipientCount: number;
  deliveredCount: number;
  readCount: number;
  /** Whom it has reached, and who has read it; null where there are too many to be told by name. */
  deliveredToIds: string[] | null;
  readerIds: string[] | null;
}

type MessageStatus = 'SENT' | 'DELIVERED' | 'READ';

/**
 * For members who let others see how far they have read; null for others, and where there are too many to be counted. A
 * reply in a thread goes by the positions there, of those who may read the thread's root.
 */
export async function readDelivery(ctx: Context, message: StoredMessage): Promise<Delivery | null> {
  const members = await namedReceiptsLoader(ctx).load(message.conversationId);
  if (members === null) {
    const counted = await countedReceiptsLoader(ctx).load(message);
    return counted === null ? null : deliveryOf(message, counted, false);
  }
  const viewer = members.find(({ userId }) => userId === ctx.actor.userId);
  if (viewer?.settings.shareReadReceipts !== true) return null;
  const { conversationId, threadRootSeq: rootSeq } = message;
  const standing = rootSeq === null ? members : await standInThread(ctx, { conversationId, rootSeq }, members);
  return deliveryOf(message, standing.flatMap(standingOf), true);
}

/** The status is what the delivery comes to; SENT where that is not told. */
export function statusOf(delivery: Delivery | null): MessageStatus {
  if (delivery === null || delivery.recipientCount === 0) return 'SENT';
  if (delivery.readCount === delivery.recipientCount) return 'READ';
  return delivery.deliveredCount === delivery.recipientCount ? 'DELIVERED' : 'SENT';
}

/** Who keeps his receipts to himself is left out. */
function standingOf(member: MemberReceipt): Standing[] {
  const { userId, settings, historyVisibility, joinedSeq, deliveredSeq, readSeq } = member;
  if (!settings.shareReadReceipts) return [];
  return [{ userId, count: 1, fromSeq: historyVisibility === 'ALL' ? 0 : joinedSeq, deliveredSeq, readSeq }];
}

/** Who joined after it where the past is closed to him does not count, nor does its sender. */
export function deliveryOf(
  { seq, senderId }: Pick<StoredMessage, 'seq' | 'senderId'>,
  standing: Standing[],
  isNamed: boolean,
): Delivery {
  const others = standing.filter(({ userId, fromSeq }) => userId !== senderId && fromSeq <= seq);
  const delivered = others.filter(({ deliveredSeq }) => deliveredSeq >= seq);
  const read = others.filter(({ readSeq }) => readSeq >= seq);
  return {
    recipientCount: countOf(others),
    deliveredCount: countOf(delivered),
    readCount: countOf(read),
    deliveredToIds: isNamed ? idsOf(delivered) : null,
    readerIds: isNamed ? idsOf(read) : null,
  };
}

const countOf = (standing: Standing[]): number => standing.reduce((sum, { count }) => sum + count, 0);
const idsOf = (standing: Standing[]): string[] => standing.flatMap(({ userId }) => userId ?? []);
