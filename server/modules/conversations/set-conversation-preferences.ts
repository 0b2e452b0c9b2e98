import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { type StoredConversation, userTopic } from '../../realtime/log-event.ts';
import { isMembershipOf, preferenceColumns, requireMember } from './queries.ts';
import { memberships } from './table.ts';

const setConversationPreferencesInput = z.object({
  conversationId: z.string(),
  mutedUntil: z.iso
    .datetime({ offset: true, error: 'takes a time in RFC 3339, such as 2026-01-31T09:30:00.000Z' })
    .transform((text) => new Date(text).toISOString())
    .nullish(),
  pinned: z.boolean().nullish(),
  archived: z.boolean().nullish(),
});

type SetConversationPreferencesInput = z.input<typeof setConversationPreferencesInput>;

/**
 * Sets the actor's own preferences; they go to his own log. The conversation's log is not written, so its head is not
 * locked: the membership's row lock keeps two devices in order.
 */
export async function setConversationPreferences(
  ctx: Context,
  input: SetConversationPreferencesInput,
): Promise<StoredConversation> {
  const { tenantId, userId } = ctx.actor;
  const { conversationId, ...change } = parseInput(setConversationPreferencesInput, input);
  assertId('conv', conversationId, 'conversationId');

  return withTransaction(ctx.db, async (tx) => {
    const isOwn = isMembershipOf(tenantId, conversationId, userId);
    const [before] = await tx.select(preferenceColumns).from(memberships).where(isOwn).for('no key update');
    const { conversation } = await requireMember(tx, tenantId, conversationId, userId);
    if (before === undefined) throw notFound('conversation', 'conversationId');
    const preferences = {
      mutedUntil: change.mutedUntil === undefined ? before.mutedUntil : change.mutedUntil,
      pinned: change.pinned ?? before.pinned,
      archived: change.archived ?? before.archived,
    };
    const isSame =
      preferences.mutedUntil === before.mutedUntil &&
      preferences.pinned === before.pinned &&
      preferences.archived === before.archived;
    if (isSame) return conversation;

    await tx.update(memberships).set(preferences).where(isOwn);
    await ctx.realtime.append(tx, tenantId, [
      {
        topic: userTopic(userId),
        type: 'ConversationPreferencesChanged',
        actorId: userId,
        payload: { conversationId, preferences },
        carried: null,
      },
    ]);
    return conversation;
  });
}
