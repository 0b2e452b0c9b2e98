import { z } from 'zod';
import type { Context } from '../../context.ts';
import { metadataInput, parseInput, userIdInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import { feedsOf } from './feeds.ts';
import { assertMayPublish, topicInput } from './topics.ts';

const publishSignalInput = perKey(({ signalDataBytesMax, signalUsersMax }: Limits) =>
  z.object({
    topic: topicInput,
    userIds: z
      .array(userIdInput)
      .min(1, 'takes at least one user; leave it out for all who hear the topic')
      .max(signalUsersMax, `takes at most ${signalUsersMax} users; send it in parts`)
      .nullish(),
    data: metadataInput(signalDataBytesMax),
  }),
);

type PublishSignalInput = z.input<ReturnType<typeof publishSignalInput>>;

/**
 * Tells something to all who hear a topic now, or to those of them who are named. It is kept nowhere: whoever does not hear
 * it now never will, and a retry is told again.
 */
export async function publishSignal(ctx: Context, input: PublishSignalInput): Promise<{ publishedAt: string }> {
  assertMayPublish(ctx.actor);
  const { topic, userIds, data } = parseInput(publishSignalInput(ctx.config.limits), input);
  const publishedAt = new Date().toISOString();
  const recipients = userIds == null ? null : [...new Set(userIds)];
  feedsOf(ctx.realtime).publish({ tenantId: ctx.actor.tenantId, topic }, { data, publishedAt, userIds: recipients });
  return { publishedAt };
}
