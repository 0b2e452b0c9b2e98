import type { Context } from '../../context.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import { type MemberReceipt, namedReceiptsLoader } from './queries.ts';

type MessageStatus = 'SENT' | 'DELIVERED' | 'READ';

/** How far a message has got with all others who may read it now; SENT where there are too many to be told by name. */
export async function readMessageStatus(ctx: Context, message: StoredMessage): Promise<MessageStatus> {
  const receipts = await namedReceiptsLoader(ctx).load(message.conversationId);
  return receipts === null ? 'SENT' : statusOf(message, receipts);
}

/** The status by these members' positions: who joined after it where the past is closed to him does not count. */
export function statusOf(
  { seq, senderId }: Pick<StoredMessage, 'seq' | 'senderId'>,
  members: MemberReceipt[],
): MessageStatus {
  const others = members.filter(
    (member) => member.userId !== senderId && (member.historyVisibility === 'ALL' || member.joinedSeq <= seq),
  );
  if (others.length === 0) return 'SENT';
  if (others.every((member) => member.readSeq >= seq)) return 'READ';
  return others.every((member) => member.deliveredSeq >= seq) ? 'DELIVERED' : 'SENT';
}
