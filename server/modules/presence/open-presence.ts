import { z } from 'zod';
import type { Context } from '../../context.ts';
import { parseInput, userIdInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import type { StreamItem } from '../../realtime/log-event.ts';
import type { OpenStream, Stream } from '../../realtime/realtime.ts';
import { presenceBoardOf } from './presence-board.ts';

/** Whose presence is asked for. Who is named twice is shown once. */
export const presenceInput = perKey(({ presenceUsersMax: max }: Limits) =>
  z.object({
    userIds: z
      .array(userIdInput)
      .min(1, 'takes at least one user')
      .max(max, `takes at most ${max} users; ask in parts`)
      .transform((ids) => [...new Set(ids)]),
  }),
);

const userOf = (item: StreamItem): string => (item.type === 'Presence' ? item.userId : '');

/** The presence of users, as the actor may see it: at once, in the order asked for, and whenever it changes. */
export async function openPresence(
  ctx: Context,
  options: OpenStream,
  args: { userIds: readonly string[] },
): Promise<Stream> {
  const { userIds } = parseInput(presenceInput(ctx.config.limits), args);
  const board = presenceBoardOf(ctx);
  const stream = ctx.realtime.openSignals({
    ...options,
    keyOf: userOf,
    onEnd() {
      board.leave(stream);
      options.onEnd();
    },
  });
  try {
    await board.enter(options.actor, userIds, stream);
  } catch (error) {
    stream.close();
    throw error;
  }
  return stream;
}
