import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { lockHead } from '../../realtime/append.ts';
import { dismissMember } from './dismiss-member.ts';
import { assertNotDirect, assertOwnerRemains, assertVisible } from './policy.ts';
import { hasOtherOwner, readAccess, wasMember } from './queries.ts';

const leaveConversationInput = z.object({ conversationId: z.string() });

/** Leaves a conversation and returns its id. Who has left before has left: retrying changes nothing. */
export async function leaveConversation(ctx: Context, input: z.input<typeof leaveConversationInput>): Promise<string> {
  const { tenantId, userId } = ctx.actor;
  const { conversationId } = parseInput(leaveConversationInput, input);
  assertId('conv', conversationId, 'conversationId');

  return withTransaction(ctx.db, async (tx) => {
    const head = await lockHead(tx, tenantId, conversationId);
    const access = await readAccess(tx, tenantId, conversationId, userId);
    if (access === undefined) throw notFound('conversation', 'conversationId');
    const { conversation, membership } = access;
    if (membership === null) {
      if (!(await wasMember(tx, tenantId, conversationId, userId))) assertVisible(access);
      return conversationId;
    }
    assertNotDirect(conversation, 'cannot be left', 'Archive it with `setConversationPreferences`.');
    // The last one out needs no successor.
    if (membership.role === 'OWNER' && conversation.memberCount > 1) {
      assertOwnerRemains(await hasOtherOwner(tx, tenantId, conversationId, userId), 'conversationId');
    }
    await dismissMember(ctx, tx, { conversation, head, userId });
    return conversationId;
  });
}
