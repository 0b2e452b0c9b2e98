import type { Context } from '../../context.ts';
import { AppError, notFound } from '../../errors.ts';
import { assertId, createId } from '../../lib/ids.ts';
import { hashRequest, parseInput } from '../../lib/input.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import { joinFirst } from '../conversations/policy.ts';
import { assertMaySendKind, silenced } from './policy.ts';
import { readMessagesBySendKeys, uuidOf } from './queries.ts';
import type { SendAnswer, SendRefusal, SendRow } from './send-batch.ts';
import { assertKindOfFiles, detailsOf, type SendMessageInput, sendMessageInput } from './send-message-input.ts';
import { sendQueueOf } from './send-queue.ts';

/**
 * Sends a message. The same `clientMessageId` returns the first result, for ever; with another request it is CONFLICT.
 * Sends that come at the same time share a statement and a commit; see `send-queue.ts`.
 */
export async function sendMessage(ctx: Context, input: SendMessageInput): Promise<StoredMessage> {
  const row = toSendRow(ctx, input);
  const ids = input.attachmentIds ?? [];
  return sentMessage(await sendQueueOf(ctx)(ids.length === 0 ? row : await withAttachments(ctx, row, ids)));
}

/**
 * The send with what its attachments are, claimed for it. A message that is there already needs no claim: whoever repeats
 * a send is told of it, whatever became of the attachments.
 */
async function withAttachments(ctx: Context, row: SendRow, ids: string[]): Promise<SendRow> {
  const { tenantId, senderId: uploaderId, sendKey } = row;
  const [known] = await readMessagesBySendKeys(ctx.db, tenantId, [sendKey]);
  if (known !== undefined) return row;
  const attachments = await ctx.attachments.claim({ tenantId, uploaderId, sendKey, ids });
  assertKindOfFiles(row.kind, attachments);
  return { ...row, details: { ...row.details, attachments } };
}

/** Checks a send as far as that is possible without the database. */
export function toSendRow(ctx: Context, input: SendMessageInput): SendRow {
  const { actor } = ctx;
  const { tenantId, userId } = actor;
  const parsed = parseInput(sendMessageInput(ctx.config.limits), input);
  const { conversationId, clientMessageId, kind, priority, metadata } = parsed;
  assertId('conv', conversationId, 'conversationId');
  if (parsed.replyToId != null) assertId('msg', parsed.replyToId, 'replyToId');
  if (parsed.threadRootId != null) assertId('msg', parsed.threadRootId, 'threadRootId');
  assertMaySendKind(actor, kind);
  // What is absent is left out, also of the hash: the usual send carries nothing of it.
  const details = detailsOf(parsed);
  const content = {
    ...{ kind, priority, text: parsed.text ?? null, metadata },
    ...(parsed.threadRootId != null && { threadRootId: parsed.threadRootId }),
    ...(parsed.replyToId != null && { replyToId: parsed.replyToId }),
    ...(details !== undefined && { details }),
  };
  const attachmentIds = parsed.attachmentIds ?? [];
  const request = attachmentIds.length === 0 ? content : { ...content, attachmentIds };
  return {
    ...{ tenantId, conversationId, senderId: userId, clientMessageId, ...content },
    id: createId('msg'),
    // One narrow unique index instead of a wide one.
    sendKey: uuidOf(tenantId, conversationId, userId, clientMessageId),
    requestHash: hashRequest(request),
    isForeign: kind === 'SYSTEM',
  };
}

/** The message that an answer tells of; throws what it says otherwise. */
export function sentMessage(answer: SendAnswer): StoredMessage {
  if ('message' in answer) return answer.message;
  throw refusalOf(answer);
}

/** What a client is told of a send that was refused. */
export function refusalOf(answer: SendRefusal): AppError {
  switch (answer.outcome) {
    case 'conflict':
      return new AppError('CONFLICT', 'This `clientMessageId` was used for another message. Make a new one for each.', {
        field: 'clientMessageId',
      });
    case 'forbidden':
      return joinFirst('conversationId');
    case 'missing':
      return notFound('conversation', 'conversationId');
    case 'quote_missing':
      return notFound('message in this conversation', 'replyToId');
    case 'thread_missing':
      return notFound('message in this conversation', 'threadRootId');
    case 'thread_nested':
      return new AppError(
        'BAD_USER_INPUT',
        'That message is itself a reply in a thread. Name the thread’s first message.',
        {
          field: 'threadRootId',
        },
      );
    case 'not_admin':
      return new AppError('FORBIDDEN', 'Only owners and admins of the conversation mention everyone.', {
        field: 'mentionsEveryone',
      });
    case 'silenced':
      return silenced(answer.retryAfterMs, 'conversationId');
    case 'slow':
      return new AppError('RATE_LIMITED', 'This conversation is in slow mode; wait before the next message.', {
        ...{ field: 'conversationId', retryAfterMs: answer.retryAfterMs },
      });
  }
}
