import { z } from 'zod';
import type { Context } from '../../context.ts';
import { parseInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import type { OpenStream, Stream } from '../../realtime/realtime.ts';
import { feedsOf } from './feeds.ts';
import { assertMayHear, topicInput } from './topics.ts';

const applicationSignalsInput = perKey(({ signalTopicsMax }: Limits) =>
  z.object({
    topics: z
      .array(topicInput)
      .min(1, 'takes at least one topic')
      .max(signalTopicsMax, `takes at most ${signalTopicsMax} topics; open another stream for more`),
  }),
);

/**
 * What the application publishes to topics from now on, as long as the actor's token grants all of them: with one that does
 * not any more, the stream ends.
 */
export async function openApplicationSignals(
  ctx: Context,
  options: OpenStream,
  args: z.input<ReturnType<typeof applicationSignalsInput>>,
): Promise<Stream> {
  const { topics } = parseInput(applicationSignalsInput(ctx.config.limits), args);
  const { tenantId, userId } = options.actor;
  const { connection } = ctx;
  assertMayHear(connection?.actor ?? ctx.actor, topics);

  const feeds = feedsOf(ctx.realtime);
  const places = [...new Set(topics)].map((topic) => ({ tenantId, topic }));
  const stream = ctx.realtime.openFeed({
    ...options,
    onEnd() {
      stopFollowing?.();
      for (const place of places) feeds.leave(place, stream);
      options.onEnd();
    },
  });
  const stopFollowing = connection?.onRenew((actor) => {
    try {
      assertMayHear(actor, topics);
    } catch (error) {
      stream.close(error as Error);
    }
  });
  try {
    await Promise.all(places.map((place) => feeds.enter(place, userId, stream)));
  } catch (error) {
    stream.close();
    throw error;
  }
  return stream;
}
