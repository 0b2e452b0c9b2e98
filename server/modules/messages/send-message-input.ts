import { z } from 'zod';
import type { Limits } from '../../config.ts';
import { clientIdInput, userIdInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import { type MessageDetails, messageKinds } from '../../realtime/log-event.ts';
import { messageContentInput } from './message-input.ts';

const degrees = (max: number) =>
  z.number().min(-max, `takes degrees from -${max} to ${max}`).max(max, `takes degrees from -${max} to ${max}`);

const placeInput = z.object({
  latitude: degrees(90),
  longitude: degrees(180),
  accuracyMeters: z
    .number()
    .min(0, 'takes 0 or more')
    .nullish()
    .transform((accuracy) => accuracy ?? null),
  name: z
    .string()
    .trim()
    .min(1, 'must not be empty or blank')
    .max(200, 'takes at most 200 characters; shorten it')
    .nullish()
    .transform((name) => name ?? null),
});

/** What `sendMessage` takes. Kept for each set of limits: building a schema costs more than parsing with it. */
export const sendMessageInput = perKey((limits: Limits) => {
  const content = messageContentInput(limits);
  return z
    .object({
      conversationId: z.string(),
      clientMessageId: clientIdInput,
      text: content.text.nullish(),
      kind: z
        .enum(messageKinds)
        .nullish()
        .transform((kind) => kind ?? 'TEXT'),
      priority: z
        .enum(['LOW', 'NORMAL', 'HIGH', 'URGENT'])
        .nullish()
        .transform((priority) => priority ?? 'NORMAL'),
      metadata: content.metadata.nullish().transform((metadata) => metadata ?? {}),
      location: placeInput.nullish(),
      replyToId: z.string().nullish(),
      threadRootId: z.string().nullish(),
      mentionedUserIds: z
        .array(userIdInput)
        .max(limits.mentionsMax, `takes at most ${limits.mentionsMax} users; mention fewer`)
        .nullish(),
      mentionsEveryone: z.boolean().nullish(),
    })
    .superRefine(({ kind, text, location }, check) => {
      const complain = (field: string, message: string) =>
        check.addIssue({ code: 'custom', path: [field], message: `${message} where \`kind\` is ${kind}` });
      if (text == null && (kind === 'TEXT' || kind === 'SYSTEM')) complain('text', 'is required');
      if (location == null && kind === 'LOCATION') complain('location', 'is required');
      if (location != null && kind !== 'LOCATION') complain('location', 'is not accepted');
    });
});

export type SendMessageInput = z.input<ReturnType<typeof sendMessageInput>>;

type Content = Pick<
  z.output<ReturnType<typeof sendMessageInput>>,
  'location' | 'mentionedUserIds' | 'mentionsEveryone'
>;

/** What only some messages have; undefined where this one has nothing of it. */
export function detailsOf({ location, mentionedUserIds, mentionsEveryone }: Content): MessageDetails | undefined {
  const details: MessageDetails = {};
  if (mentionedUserIds != null && mentionedUserIds.length > 0)
    details.mentionedUserIds = [...new Set(mentionedUserIds)];
  if (mentionsEveryone === true) details.mentionsEveryone = true;
  if (location != null) details.location = location;
  return Object.keys(details).length === 0 ? undefined : details;
}
