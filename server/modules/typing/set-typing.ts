import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Connection, Context } from '../../context.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import { mayObserve } from '../privacy/may-observe.ts';
import type { Line } from './held-leases.ts';
import { assertMayType } from './policy.ts';
import { typingAccessReader } from './queries.ts';
import { typingRoomsOf } from './typing-rooms.ts';

const setTypingInput = z.object({
  conversationId: z.string(),
  threadRootId: z.string().nullish(),
  isTyping: z.boolean(),
});

type SetTypingInput = z.input<typeof setTypingInput>;

/**
 * Says that the actor types, for as long as a lease lasts, or no longer does. Whoever may not be seen is answered the same,
 * and shown to nobody who may not see him. It is in no log, and nobody waits for Redis.
 */
export async function setTyping(ctx: Context, input: SetTypingInput): Promise<{ expiresAt: string | null }> {
  const { tenantId, userId } = ctx.actor;
  const { conversationId, threadRootId = null, isTyping } = parseInput(setTypingInput, input);
  assertId('conv', conversationId, 'conversationId');
  if (threadRootId !== null) assertId('msg', threadRootId, 'threadRootId');
  const place = { tenantId, conversationId, threadRootId };
  const rooms = typingRoomsOf(ctx);
  const line = ctx.connection === null ? null : lineOf(ctx.connection);

  // Within a second of the last one nothing is asked again: it only makes that one last longer, or end.
  if (!rooms.isRecent(place, userId)) {
    const access = await typingAccessReader(ctx.db)({ ...place, userId });
    assertMayType(access);
    // Whom nobody may see, however close, takes no lease; one that he has is out of sight, and ends by itself.
    if (mayObserve('TYPING', 'CONTACT', { subject: access.settings })) rooms.set(place, userId, isTyping, line);
  } else {
    rooms.set(place, userId, isTyping, line);
  }
  return { expiresAt: isTyping ? new Date(Date.now() + ctx.config.limits.typingLeaseMs).toISOString() : null };
}

/** What a socket holds ends when it closes. One listener a socket, however many leases. */
const lineOf = perKey((connection: Connection): Line => {
  const ends = new Set<() => void>();
  const line = {
    id: randomUUID(),
    isClosed: false,
    remember: (end: () => void) => void ends.add(end),
    forget: (end: () => void) => void ends.delete(end),
  };
  connection.onClose(() => {
    line.isClosed = true;
    for (const end of ends) end();
    ends.clear();
  });
  return line;
});
