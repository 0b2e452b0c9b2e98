import type { Context } from '../../context.ts';
import { assertId } from '../../lib/ids.ts';
import type { OpenStream, Stream } from '../../realtime/realtime.ts';
import { assertMayWatchTyping } from './policy.ts';
import { typingAccessReader } from './queries.ts';
import { typingRoomsOf } from './typing-rooms.ts';

interface TypingArgs {
  conversationId: string;
  threadRootId?: string | null;
}

/** Who types in a conversation or thread: at once, and whenever it changes. It ends with the actor's membership. */
export async function openTyping(ctx: Context, options: OpenStream, args: TypingArgs): Promise<Stream> {
  const { tenantId, userId } = options.actor;
  const { conversationId, threadRootId = null } = args;
  assertId('conv', conversationId, 'conversationId');
  if (threadRootId !== null) assertId('msg', threadRootId, 'threadRootId');
  const place = { tenantId, conversationId, threadRootId };
  const rooms = typingRoomsOf(ctx);
  const requireMember = async () => {
    const access = await typingAccessReader(ctx.db)({ ...place, userId });
    assertMayWatchTyping(access);
    return access;
  };

  // Whoever is no member is told before anything is listened to.
  const { isDirect } = await requireMember();
  const stream = ctx.realtime.openSignals({
    ...options,
    onEnd() {
      rooms.leave(place, stream);
      options.onEnd();
    },
  });
  try {
    await rooms.enter(place, { userId, isDirect }, stream);
    // From here on a removal is heard; one of before is in the database.
    await requireMember();
  } catch (error) {
    stream.close();
    throw error;
  }
  return stream;
}
