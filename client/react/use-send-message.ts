import { useCallback, useMemo, useState } from 'react';
import { TidingsError } from '../errors.ts';
import type { NewMessage } from '../outbox/create-outbox.ts';
import type { OutboxEntry } from '../outbox/outbox-state.ts';
import { useClient } from './use-client.ts';
import type { OutboxActions } from './use-outbox.ts';

/** A message to send here. */
export type MessageToSend = Omit<NewMessage, 'conversationId' | 'threadRootId'>;

export interface SendMessageResult extends OutboxActions {
  /** What was written last here; null: nothing yet. */
  data: OutboxEntry | null;
  status: 'ready' | 'error';
  /** Why the last one could not be taken: OUTBOX_FULL. */
  error: TidingsError | null;
  /**
   * Writes a message, a text or more. It shows in `useMessages` at once and is sent when that can be, once, in its turn. Fulfilled when
   * it is stored, with null where it could not be taken: `error` then says why. What becomes of it is in its `status` there.
   */
  send(message: string | MessageToSend): Promise<OutboxEntry | null>;
}

export interface SendMessageOptions {
  /** The first message of a thread, to reply there. */
  threadRootId?: string;
}

/** Writes to a conversation. Renders when `send` was taken or refused, for nothing else. */
export function useSendMessage(conversationId: string, { threadRootId }: SendMessageOptions = {}): SendMessageResult {
  const client = useClient();
  const [last, setLast] = useState<Pick<SendMessageResult, 'data' | 'status' | 'error'>>(nothing);
  const send = useCallback(
    async (message: string | MessageToSend) => {
      const content = typeof message === 'string' ? { text: message } : message;
      const place = threadRootId === undefined ? { conversationId } : { conversationId, threadRootId };
      try {
        const data = await client.send({ ...content, ...place });
        setLast({ data, status: 'ready', error: null });
        return data;
      } catch (error) {
        if (!(error instanceof TidingsError)) throw error;
        setLast({ data: null, status: 'error', error });
        return null;
      }
    },
    [client, conversationId, threadRootId],
  );
  return useMemo(() => ({ ...last, send, retry: client.retry, discard: client.discard }), [last, send, client]);
}

const nothing = { data: null, status: 'ready', error: null } as const;
