import { z } from 'zod';
import type { Limits } from '../../config.ts';
import type { Context } from '../../context.ts';
import { AppError, notFound } from '../../errors.ts';
import { assertId, createId } from '../../lib/ids.ts';
import { clientIdInput, hashRequest, parseInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import { joinFirst } from '../conversations/policy.ts';
import { messageContentInput } from './message-input.ts';
import { assertMaySendKind } from './policy.ts';
import { uuidOf } from './queries.ts';
import type { SendAnswer, SendRow } from './send-batch.ts';
import { sendQueueOf } from './send-queue.ts';

// Kept for each set of limits: building a schema costs more than parsing with it.
const sendMessageInput = perKey((limits: Limits) => {
  const content = messageContentInput(limits);
  return z.object({
    conversationId: z.string(),
    clientMessageId: clientIdInput,
    text: content.text,
    kind: z
      .enum(['TEXT', 'SYSTEM'])
      .nullish()
      .transform((kind) => kind ?? 'TEXT'),
    priority: z
      .enum(['LOW', 'NORMAL', 'HIGH', 'URGENT'])
      .nullish()
      .transform((priority) => priority ?? 'NORMAL'),
    metadata: content.metadata.nullish().transform((metadata) => metadata ?? {}),
  });
});

type SendMessageInput = z.input<ReturnType<typeof sendMessageInput>>;

/**
 * Sends a message. The same `clientMessageId` returns the first result, for ever; with another request it is CONFLICT.
 * Sends that come at the same time share a statement and a commit; see `send-queue.ts`.
 */
export async function sendMessage(ctx: Context, input: SendMessageInput): Promise<StoredMessage> {
  return sentMessage(await sendQueueOf(ctx)(toSendRow(ctx, input)));
}

/** Checks a send as far as that is possible without the database. */
export function toSendRow(ctx: Context, input: SendMessageInput): SendRow {
  const { actor } = ctx;
  const { tenantId, userId } = actor;
  const { conversationId, clientMessageId, ...content } = parseInput(sendMessageInput(ctx.config.limits), input);
  assertId('conv', conversationId, 'conversationId');
  assertMaySendKind(actor, content.kind);
  return {
    ...{ tenantId, conversationId, senderId: userId, clientMessageId, ...content },
    id: createId('msg'),
    // One narrow unique index instead of a wide one.
    sendKey: uuidOf(tenantId, conversationId, userId, clientMessageId),
    requestHash: hashRequest(content),
    isForeign: content.kind === 'SYSTEM',
  };
}

/** The message that an answer tells of; throws what it says otherwise. */
export function sentMessage(answer: SendAnswer): StoredMessage {
  switch (answer.outcome) {
    case 'sent':
    case 'duplicate':
      return answer.message;
    case 'conflict':
      throw new AppError('CONFLICT', 'This `clientMessageId` was used for another message. Make a new one for each.', {
        field: 'clientMessageId',
      });
    case 'forbidden':
      throw joinFirst('conversationId');
    case 'missing':
      throw notFound('conversation', 'conversationId');
  }
}
