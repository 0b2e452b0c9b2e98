import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Limits } from '../../config.ts';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { assertId } from '../../lib/ids.ts';
import { hashRequest, parseInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import { conversationTopic, type StoredMessage } from '../../realtime/log-event.ts';
import { changeMessage } from './change-message.ts';
import { lockMessage } from './lock-message.ts';
import { messageContentInput } from './message-input.ts';
import { assertMayBeWordless, assertMayEdit, assertNotSilenced, assertOwnWords } from './policy.ts';
import { messageVersions } from './table.ts';

const editMessageInput = perKey((limits: Limits) => {
  const content = messageContentInput(limits);
  return z.object({ messageId: z.string(), text: content.text.nullish(), metadata: content.metadata.nullish() });
});

type EditMessageInput = z.input<ReturnType<typeof editMessageInput>>;

/**
 * Replaces a message's text or metadata and keeps what it said; null takes a caption away. What is absent stays, and
 * setting what is there changes nothing.
 */
export async function editMessage(ctx: Context, input: EditMessageInput): Promise<StoredMessage> {
  const { tenantId, userId } = ctx.actor;
  const { messageId, ...change } = parseInput(editMessageInput(ctx.config.limits), input);
  assertId('msg', messageId, 'messageId');

  return withTransaction(ctx.db, async (tx) => {
    const locked = await lockMessage(ctx, tx, messageId);
    const { message: before, access } = locked;
    assertMayEdit(ctx.actor, before);
    const text = change.text === undefined ? before.text : change.text;
    if (text === null) assertMayBeWordless(before.kind);
    if (text !== before.text) assertOwnWords(before);
    const metadata = change.metadata ?? before.metadata;
    // Postgres keeps a jsonb object's fields in an order of its own.
    if (text === before.text && hashRequest(metadata) === hashRequest(before.metadata)) return before;
    // After what changes nothing, since that is how a retry of an edit from before ends. The backend need be no member.
    if (access?.membership != null) assertNotSilenced(access.membership);

    await tx.insert(messageVersions).values({
      tenantId,
      messageId,
      version: before.version,
      text: before.text,
      replacedAt: sql`clock_timestamp()`,
    });
    const { linkPreviews: _dropped, ...details } = before.details ?? {};
    const message = await changeMessage(tx, tenantId, locked, {
      // What was said of the old text's links is dropped with it.
      ...(text !== before.text && { details: { ...details, changedSeq: locked.nextSeq } }),
      ...{ text, metadata, version: before.version + 1, editedAt: sql`clock_timestamp()` },
    });
    const topic = conversationTopic(message.conversationId);
    await ctx.realtime.append(tx, tenantId, [
      { topic, type: 'MessageEdited', actorId: userId, payload: { messageSeq: message.seq }, carried: { message } },
    ]);
    return message;
  });
}
