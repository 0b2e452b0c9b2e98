import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { type Head, lockHead } from '../../realtime/append.ts';
import type { StoredConversation } from '../../realtime/log-event.ts';
import { assertMember } from '../conversations/policy.ts';
import { readAccess } from '../conversations/queries.ts';
import { assertHasRoles, assertModerator, type Rank } from './policy.ts';

/**
 * Locks a conversation's head for one who moderates it. Throws NOT_FOUND where he cannot see it, FORBIDDEN where he is
 * no admin. `what` begins that message: `Muting members`.
 */
export async function requireModeration(
  ctx: Context,
  tx: Tx,
  conversationId: string,
  what: string,
): Promise<{ conversation: StoredConversation; head: Head; rank: Rank }> {
  const { tenantId, userId, role } = ctx.actor;
  assertId('conv', conversationId, 'conversationId');
  const head = await lockHead(tx, tenantId, conversationId);
  const access = await readAccess(tx, tenantId, conversationId, userId);
  if (access === undefined) throw notFound('conversation', 'conversationId');
  if (role !== 'service') assertMember(access);
  assertHasRoles(access);
  return { conversation: access.conversation, head, rank: assertModerator(ctx.actor, access, what) };
}
