import type { Context } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import { readAccess } from '../conversations/queries.ts';
import { mayRead } from './policy.ts';
import { readHidden, readMessage } from './queries.ts';

/** The message with this id, for `Query.message` and `Query.node`. Throws NOT_FOUND where the viewer does not see it. */
export async function requireMessage(ctx: Context, id: string): Promise<StoredMessage> {
  assertId('msg', id, 'id');
  const { tenantId, userId } = ctx.actor;
  const message = await readMessage(ctx.db, tenantId, id);
  if (message === undefined) throw notFound('message', 'id');
  const access = await readAccess(ctx.db, tenantId, message.conversationId, userId);
  if (!mayRead(access, message)) throw notFound('message', 'id');
  const [hidden] = await readHidden(ctx.db, [{ tenantId, userId, messages: [message] }]);
  if (hidden?.size !== 0) throw notFound('message', 'id');
  return message;
}
