import type { Context } from '../../context.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import { type MemberReceipt, namedReceiptsLoader } from './queries.ts';
import { standInThread } from './thread-receipts.ts';

type MessageStatus = 'SENT' | 'DELIVERED' | 'READ';

/**
 * How far a message has got with all others who may read it now, and let the viewer see how far they have; SENT where
 * there are too many to be told by name, and to a viewer who does not let others see it. A reply in a thread goes by the
 * positions there, of those who may read the thread's root.
 */
export async function readMessageStatus(ctx: Context, message: StoredMessage): Promise<MessageStatus> {
  const receipts = await namedReceiptsLoader(ctx).load(message.conversationId);
  if (receipts === null) return 'SENT';
  const { conversationId, threadRootSeq: rootSeq } = message;
  if (rootSeq === null) return statusOf(message, receipts);
  return statusOf(message, await standInThread(ctx, { conversationId, rootSeq }, receipts));
}

/**
 * The status by these members' positions. Who joined after it where the past is closed to him does not count, nor who
 * keeps his receipts to himself: the viewer's own are among the positions all the same.
 */
export function statusOf(
  { seq, senderId }: Pick<StoredMessage, 'seq' | 'senderId'>,
  members: MemberReceipt[],
): MessageStatus {
  const others = members.filter(
    (member) =>
      member.userId !== senderId &&
      member.settings.shareReadReceipts &&
      (member.historyVisibility === 'ALL' || member.joinedSeq <= seq),
  );
  if (others.length === 0) return 'SENT';
  if (others.every((member) => member.readSeq >= seq)) return 'READ';
  return others.every((member) => member.deliveredSeq >= seq) ? 'DELIVERED' : 'SENT';
}
