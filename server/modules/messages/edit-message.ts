import { and, eq, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { assertId } from '../../lib/ids.ts';
import { hashRequest, parseInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import { conversationTopic, type MessageDetails, type StoredMessage } from '../../realtime/log-event.ts';
import { changeMessage } from './change-message.ts';
import { hideMessage } from './hide-message.ts';
import { lockMessage } from './lock-message.ts';
import { messageContentInput } from './message-input.ts';
import { assertMayBeWordless, assertMayEdit, assertNotSilenced, assertOwnWords } from './policy.ts';
import { isOf } from './queries.ts';
import { mentions, messageVersions } from './table.ts';

const editMessageInput = perKey((limits: Limits) => {
  const { text, metadata, mentionedUserIds } = messageContentInput(limits);
  return z.object({
    ...{ messageId: z.string(), text: text.nullish(), metadata: metadata.nullish() },
    mentionedUserIds: mentionedUserIds.nullish(),
  });
});

type EditMessageInput = z.input<ReturnType<typeof editMessageInput>>;

/**
 * Replaces a message's text, metadata or mentions and keeps what it said; null takes a caption away. What is absent stays, and
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
    const details = withMentions(before.details, change.mentionedUserIds ?? null);
    const isSame = text === before.text && details === before.details;
    // Postgres keeps a jsonb object's fields in an order of its own.
    if (isSame && hashRequest(metadata) === hashRequest(before.metadata)) return before;
    // After what changes nothing, since that is how a retry of an edit from before ends. The backend need be no member.
    if (access?.membership != null) assertNotSilenced(access.membership);

    await tx.insert(messageVersions).values({
      tenantId,
      messageId,
      version: before.version,
      text: before.text,
      replacedAt: sql`clock_timestamp()`,
    });
    // What he says from now on is not for who blocks him, so with its new text the message goes from there.
    const withheldFrom = access?.membership?.withheldFrom;
    // What was said of the old text's links is dropped with it.
    const { linkPreviews: _dropped, ...withoutPreviews } = details ?? {};
    const kept = text === before.text ? details : withoutPreviews;
    const message = await changeMessage(tx, tenantId, locked, {
      ...{ text, metadata, version: before.version + 1, editedAt: sql`clock_timestamp()` },
      details: { ...kept, ...(withheldFrom != null && { withheldFrom }), changedSeq: locked.nextSeq },
    });
    if (details !== before.details) await replaceMentions(tx, tenantId, message);
    const topic = conversationTopic(message.conversationId);
    await ctx.realtime.append(tx, tenantId, [
      { topic, type: 'MessageEdited', actorId: userId, payload: { messageSeq: message.seq }, carried: { message } },
      ...(withheldFrom == null ? [] : await hideMessage(tx, tenantId, withheldFrom, message)),
    ]);
    return message;
  });
}

/** What a message has once it mentions these users; null: as it did. Where nothing changes, it is the same object. */
function withMentions(details: MessageDetails | null, userIds: string[] | null): MessageDetails | null {
  if (userIds === null) return details;
  const { mentionedUserIds: before = [], ...rest } = details ?? {};
  const wanted = new Set(userIds);
  // The same users in another order are the same.
  if (before.length === wanted.size && before.every((id) => wanted.has(id))) return details;
  const mentioned = wanted.size === 0 ? rest : { ...rest, mentionedUserIds: [...wanted] };
  return Object.keys(mentioned).length === 0 ? null : mentioned;
}

/** The rows that are counted: of members who were there at the sending, as `send_batch` makes them. */
async function replaceMentions(tx: Tx, tenantId: string, message: StoredMessage): Promise<void> {
  const { conversationId, seq, senderId, threadRootSeq } = message;
  // The empty user is the mention of everyone, which stays.
  await tx
    .delete(mentions)
    .where(and(isOf(mentions, { tenantId, conversationId }), eq(mentions.seq, seq), ne(mentions.userId, '')));
  const userIds = JSON.stringify(message.details?.mentionedUserIds ?? []);
  await tx.execute(sql`
    insert into mentions (tenant_id, user_id, conversation_id, seq, thread_root_seq)
    select m.tenant_id, m.user_id, m.conversation_id, ${seq}, ${threadRootSeq}::int
    from jsonb_array_elements_text(${userIds}::jsonb) as u(id)
    join memberships m on m.tenant_id = ${tenantId} and m.conversation_id = ${conversationId}
      and m.user_id = u.id collate "C"
    where m.user_id <> ${senderId} and m.joined_seq < ${seq}`);
}
