import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { hashRequest, metadataInput, parseInput, textInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import { lockHead } from '../../realtime/append.ts';
import { conversationTopic, type StoredConversation } from '../../realtime/log-event.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { historyVisibilityInput, visibilityInput } from './inputs.ts';
import { assertAdmin, assertDirectKeeps, assertShape } from './policy.ts';
import { conversationColumns, requireMember } from './queries.ts';
import { conversations } from './table.ts';

const updateConversationInput = perKey((limits: Limits) =>
  z.object({
    conversationId: z.string(),
    title: textInput({ lengthMax: limits.titleLengthMax }).nullish(),
    visibility: visibilityInput.nullish(),
    historyVisibility: historyVisibilityInput.nullish(),
    metadata: metadataInput(limits.metadataBytesMax).nullish(),
  }),
);

type UpdateConversationInput = z.input<ReturnType<typeof updateConversationInput>>;

/** Changes a conversation's settings. What is absent stays; setting what is there changes nothing. */
export async function updateConversation(ctx: Context, input: UpdateConversationInput): Promise<StoredConversation> {
  const { tenantId, userId } = ctx.actor;
  const { conversationId, ...change } = parseInput(updateConversationInput(ctx.config.limits), input);
  assertId('conv', conversationId, 'conversationId');

  return withTransaction(ctx.db, async (tx) => {
    await lockHead(tx, tenantId, conversationId);
    const { conversation: before, membership } = await requireMember(tx, tenantId, conversationId, userId);
    // A DIRECT has no admins: what it has to set, both may.
    if (before.kind === 'DIRECT') assertDirectKeeps(change);
    else assertAdmin(membership, 'Changing the conversation');
    const settings = {
      title: change.title === undefined ? before.title : change.title,
      visibility: change.visibility ?? before.visibility,
      historyVisibility: change.historyVisibility ?? before.historyVisibility,
      metadata: change.metadata ?? before.metadata,
    };
    assertShape({ ...settings, kind: before.kind });
    if (hashRequest({ ...before, ...settings }) === hashRequest(before)) return before;

    const [conversation] = await tx
      .update(conversations)
      .set(settings)
      .where(and(eq(conversations.tenantId, tenantId), eq(conversations.id, conversationId)))
      .returning(conversationColumns);
    if (conversation === undefined) throw notFound('conversation', 'conversationId');
    await recordAudit(ctx, tx, {
      ...{ action: 'CONVERSATION_UPDATED', conversationId, subjectId: null },
      details: { fields: changedFields(before, conversation) },
    });
    await ctx.realtime.append(tx, tenantId, [
      {
        topic: conversationTopic(conversationId),
        type: 'ConversationChanged',
        actorId: userId,
        payload: {},
        carried: { conversation },
      },
    ]);
    return conversation;
  });
}

/** Names alone: what stood there is what people wrote. */
function changedFields(before: StoredConversation, after: StoredConversation): string[] {
  const fields = ['title', 'visibility', 'historyVisibility', 'metadata'] as const;
  return fields.filter((field) => hashRequest(before[field]) !== hashRequest(after[field]));
}
