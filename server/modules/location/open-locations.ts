import { z } from 'zod';
import type { Context } from '../../context.ts';
import { parseInput, userIdInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import type { LocationNow, StreamItem } from '../../realtime/log-event.ts';
import type { OpenStream, Stream } from '../../realtime/realtime.ts';
import { locationRoomsOf } from './location-rooms.ts';

const locationsInput = perKey(({ locationUsersMax }: Limits) =>
  z.object({
    userIds: z
      .array(userIdInput)
      .min(1, 'takes at least one id')
      .max(locationUsersMax, `takes at most ${locationUsersMax} ids`),
  }),
);

/** Where users are, as far as the actor may see it: of each once, and whenever it changes. */
export async function openLocations(ctx: Context, options: OpenStream, args: { userIds: string[] }): Promise<Stream> {
  const { tenantId, userId: viewerId } = options.actor;
  const { userIds } = parseInput(locationsInput(ctx.config.limits), args);
  const rooms = locationRoomsOf(ctx);
  const stream = ctx.realtime.openSignals({
    ...options,
    keyOf: (item: StreamItem) => (item as LocationNow).userId,
    onEnd() {
      rooms.leave(stream);
      options.onEnd();
    },
  });
  try {
    await rooms.enter(stream, { tenantId, viewerId }, userIds);
  } catch (error) {
    stream.close();
    throw error;
  }
  return stream;
}
