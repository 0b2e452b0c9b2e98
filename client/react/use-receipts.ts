import { useMemo } from 'react';
import type { TidingsClient } from '../create-client.ts';
import { MessageDeliveryDocument, type MessageDeliveryQuery } from '../generated/operations.ts';
import type { ConversationState, ReceiptState } from '../store/state.ts';
import type { Reading, Source } from './reading.ts';
import { conversationSource } from './sources/conversation-source.ts';
import { pickReading } from './sources/derive-reading.ts';
import { pageAcknowledger } from './sources/page-acknowledger.ts';
import { createSharing, isShallowEqual } from './sources/sharing.ts';
import { sourceOf } from './sources/source-of.ts';
import { useClient } from './use-client.ts';
import { useReading } from './use-reading.ts';
import { useResult } from './use-result.ts';

/** How far a member has got: what is up to `deliveredSeq` has reached him, what is up to `readSeq` he has read. */
export interface MemberReceipt extends ReceiptState {
  userId: string;
}

export type MessageDelivery = NonNullable<NonNullable<MessageDeliveryQuery['message']>['delivery']>;

export interface ReceiptsActions {
  /**
   * A message is displayed, up to which all was displayed: it is read once the page is visible and has the focus. To be called for
   * each, such as by an IntersectionObserver; positions are gathered and told together.
   * @param threadRootId The first message of a thread, for a reply there.
   */
  shown(seq: number, threadRootId?: string): void;
  /** Asks who has got and read a message of the viewer's; null: the server does not tell. Rejects with a `TidingsError`. */
  loadDelivery(messageId: string): Promise<MessageDelivery | null>;
}

export type ReceiptsResult = Reading<readonly MemberReceipt[]> & ReceiptsActions;

/**
 * The positions of the other members who say how far they have read. Renders when one of them moves; a receipt is the same
 * object until then. In conversations with more than 100 members there are none.
 */
export function useReceipts(conversationId: string): ReceiptsResult {
  const client = useClient();
  const actions = useMemo(() => actionsOf(client, conversationId), [client, conversationId]);
  return useResult(useReading(receiptsSource(client, conversationId)), actions);
}

function actionsOf(client: TidingsClient, conversationId: string): ReceiptsActions {
  return {
    shown(seq, threadRootId) {
      // Effects of components run before those of the provider above them.
      queueMicrotask(() => pageAcknowledger(client).getSnapshot()?.shown(conversationId, seq, threadRootId));
    },
    async loadDelivery(id) {
      const { message } = await client.execute(MessageDeliveryDocument, { id });
      return message?.delivery ?? null;
    },
  };
}

function receiptsSource(client: TidingsClient, conversationId: string): Source<readonly MemberReceipt[]> {
  return sourceOf(client, `receipts ${conversationId}`, () => {
    const share = createSharing<MemberReceipt>(({ userId }) => userId, isShallowEqual);
    const pick = ({ receipts, members }: ConversationState) => {
      const viewerId = client.state.getSnapshot()?.viewerId;
      const others = [...receipts].filter(([userId]) => userId !== viewerId && members.has(userId));
      return share(others.map(([userId, at]) => ({ userId, ...at })));
    };
    return { value: pickReading(conversationSource(client, conversationId), pick) };
  });
}
