import { inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { AppError, notFound } from '../../errors.ts';
import { assertId, createId } from '../../lib/ids.ts';
import { clientIdInput, hashRequest, parseInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import type { MessageDetails, StoredMessage } from '../../realtime/log-event.ts';
import { readAccesses } from '../conversations/queries.ts';
import { mayRead } from './policy.ts';
import { isMessageIn, messageColumns, placeKey, readHidden, uuidOf } from './queries.ts';
import type { SendRow } from './send-batch.ts';
import { refusalOf } from './send-message.ts';
import { sendQueueOf } from './send-queue.ts';
import { messages } from './table.ts';

const idsInput = (max: number, what: string) =>
  z
    .array(z.string())
    .min(1, `takes one ${what} at least`)
    .max(max, `takes at most ${max} ${what}s; forward in parts`)
    .refine((ids) => new Set(ids).size === ids.length, { message: `takes each ${what} once` });

const forwardMessagesInput = perKey((limits: Limits) =>
  z.object({
    messageIds: idsInput(limits.forwardsMax, 'message'),
    toConversationIds: idsInput(limits.forwardTargetsMax, 'conversation'),
    clientId: clientIdInput,
  }),
);

type ForwardMessagesInput = z.input<ReturnType<typeof forwardMessagesInput>>;

/** What became of a forwarding in one conversation. */
export interface ForwardingResult {
  conversationId: string;
  /** The copies that are there, in the order asked for. */
  messages: StoredMessage[];
  /** Why the next one was refused, and with it those after it; null: all are there. */
  error: AppError | null;
}

/** Where a copy goes, and by which retry key. */
type CopyKey = Pick<SendRow, 'conversationId' | 'clientMessageId' | 'sendKey' | 'requestHash'>;

/**
 * Sends copies of messages to other conversations. The copies of one conversation are sent one after the other, so that
 * they keep their order, and end with the first that is refused: a repeat goes on there. Each has a retry key made of
 * `clientId` and its place, so what was sent once is answered, and not sent again.
 */
export async function forwardMessages(ctx: Context, input: ForwardMessagesInput): Promise<ForwardingResult[]> {
  const { messageIds, toConversationIds, clientId } = parseInput(forwardMessagesInput(ctx.config.limits), input);
  for (const [at, id] of messageIds.entries()) assertId('msg', id, `messageIds.${at}`);
  for (const [at, id] of toConversationIds.entries()) assertId('conv', id, `toConversationIds.${at}`);

  const requestHash = hashRequest({ messageIds });
  const targets = toConversationIds.map((conversationId) => ({
    conversationId,
    keys: messageIds.map((_id, at) => copyKeyOf(ctx, { conversationId, clientId, at, requestHash })),
  }));
  const sources = await readSources(ctx, messageIds).catch((error: unknown) => {
    if (error instanceof AppError && error.code !== 'UNAVAILABLE') return error;
    throw error;
  });
  if (sources instanceof AppError) return readFirstResults(ctx, targets, sources);
  return Promise.all(targets.map(({ conversationId, keys }) => sendCopies(ctx, conversationId, keys, sources)));
}

function copyKeyOf(
  { actor: { tenantId, userId } }: Context,
  copy: { conversationId: string; clientId: string; at: number; requestHash: string },
): CopyKey {
  const { conversationId, requestHash } = copy;
  const clientMessageId = uuidOf('forward', copy.clientId, copy.at);
  return {
    ...{ conversationId, clientMessageId, requestHash },
    sendKey: uuidOf(tenantId, conversationId, userId, clientMessageId),
  };
}

async function sendCopies(
  ctx: Context,
  conversationId: string,
  keys: CopyKey[],
  sources: StoredMessage[],
): Promise<ForwardingResult> {
  const send = sendQueueOf(ctx);
  const sent: StoredMessage[] = [];
  for (const [at, key] of keys.entries()) {
    const source = sources[at];
    if (source === undefined) throw new Error('A message to forward is not there.');
    if (!(await shareFiles(ctx, key, source))) {
      const error = new AppError('CONFLICT', 'The message was deleted meanwhile. Leave it out.', {
        field: `messageIds.${at}`,
      });
      return { conversationId, messages: sent, error };
    }
    const answer = await send({ ...key, ...contentOf(source), ...authorOf(ctx), id: createId('msg') });
    if (!('message' in answer)) {
      const error = answer.outcome === 'conflict' ? otherMessages() : refusalOf(answer);
      return { conversationId, messages: sent, error };
    }
    sent.push(answer.message);
  }
  return { conversationId, messages: sent, error: null };
}

/** Whether the copy may have the message's files; before it is sent, so that nobody finds one without. */
async function shareFiles(ctx: Context, { sendKey }: CopyKey, { details }: StoredMessage): Promise<boolean> {
  const ids = details?.attachments?.map(({ id }) => id) ?? [];
  return ids.length === 0 || ctx.attachments.share({ tenantId: ctx.actor.tenantId, sendKey, ids });
}

const otherMessages = () =>
  new AppError('CONFLICT', 'This `clientId` was used for other messages. Make a new one for each forwarding.', {
    field: 'clientId',
  });

const authorOf = ({ actor: { tenantId, userId } }: Context) => ({ tenantId, senderId: userId, isForeign: false });

/**
 * What goes with a message: what it says and shows. Not what it means where it stands: whom it answers and mentions, its
 * thread, its priority, and the application's own data.
 */
function contentOf({ kind, text, details, senderId, createdAt }: StoredMessage) {
  const copied: MessageDetails = { forwardedFrom: details?.forwardedFrom ?? { senderId, createdAt } };
  if (details?.attachments !== undefined) copied.attachments = details.attachments;
  if (details?.location !== undefined) copied.location = details.location;
  return { kind, text, metadata: {}, priority: 'NORMAL' as const, details: copied };
}

/** The messages in the order of their ids. Throws for the first that the actor does not see, or that is not forwarded. */
async function readSources(ctx: Context, ids: string[]): Promise<StoredMessage[]> {
  const { tenantId, userId } = ctx.actor;
  const rows = await ctx.db.select(messageColumns).from(messages).where(isMessageIn(tenantId, ids));
  const found = new Map(rows.map((row) => [row.id, row]));
  const conversationIds = rows.map((row) => row.conversationId);
  const accesses = await readAccesses(ctx.db, tenantId, conversationIds, userId);
  const [hidden = new Set()] = await readHidden(ctx.db, [{ tenantId, userId, messages: rows }]);
  return ids.map((id, at) => {
    const field = `messageIds.${at}`;
    const message = found.get(id);
    if (message === undefined || hidden.has(placeKey(message))) throw notFound('message', field);
    if (!mayRead(accesses.get(message.conversationId), message)) throw notFound('message', field);
    if (message.kind === 'SYSTEM') {
      throw new AppError('BAD_USER_INPUT', 'SYSTEM messages are not forwarded. Leave it out.', { field });
    }
    if (message.deletedAt !== null) {
      throw new AppError('CONFLICT', 'The message was deleted. Leave it out.', { field });
    }
    return message;
  });
}

/**
 * A repeat after the messages went, or the access to them: answered by what was sent then. Throws `refusal` where that
 * is nothing.
 */
async function readFirstResults(
  ctx: Context,
  targets: { conversationId: string; keys: CopyKey[] }[],
  refusal: AppError,
): Promise<ForwardingResult[]> {
  const sendKeys = targets.flatMap(({ keys }) => keys.map((key) => key.sendKey));
  const rows = await ctx.db
    .select({ sendKey: messages.sendKey, requestHash: messages.requestHash, message: messageColumns })
    .from(messages)
    .where(inArray(messages.sendKey, sendKeys));
  const sent = new Map(rows.map((row) => [`${row.sendKey} ${row.requestHash}`, row.message]));
  if (sent.size === 0) throw refusal;
  return targets.map(({ conversationId, keys }) => {
    const copies = keys.flatMap((key) => sent.get(`${key.sendKey} ${key.requestHash}`) ?? []);
    return { conversationId, messages: copies, error: copies.length === keys.length ? null : refusal };
  });
}
