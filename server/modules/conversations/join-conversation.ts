import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { lockHead } from '../../realtime/append.ts';
import type { StoredConversation } from '../../realtime/log-event.ts';
import { admitMembers } from './admit-members.ts';
import { readBans } from './bans.ts';
import { assertNotBanned, assertRoom } from './policy.ts';
import { requireVisible } from './queries.ts';

const joinConversationInput = z.object({ conversationId: z.string() });

/** Enters a PUBLIC channel. For who is a member already, of whatever kind of conversation, nothing changes. */
export async function joinConversation(
  ctx: Context,
  input: z.input<typeof joinConversationInput>,
): Promise<StoredConversation> {
  const { tenantId, userId } = ctx.actor;
  const { conversationId } = parseInput(joinConversationInput, input);
  assertId('conv', conversationId, 'conversationId');

  return withTransaction(ctx.db, async (tx) => {
    const head = await lockHead(tx, tenantId, conversationId);
    const { conversation, membership } = await requireVisible(tx, tenantId, conversationId, userId);
    if (membership !== null) return conversation;
    assertNotBanned((await readBans(tx, tenantId, conversationId, [userId])).get(userId));
    assertRoom(conversation, 1, ctx.config.limits.conversationMembersMax, 'conversationId');
    // An empty channel has no owner who could ever make one, so the first to come is it.
    const role = conversation.memberCount === 0 ? 'OWNER' : 'MEMBER';
    return (await admitMembers(ctx, tx, { conversation, head, entrants: [{ userId, role }] })).conversation;
  });
}
