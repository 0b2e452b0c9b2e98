import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { clientIdInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import {
  type MessageDetails,
  messageKinds,
  type StoredAttachment,
  type StoredMessage,
} from '../../realtime/log-event.ts';
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
      attachmentIds: z
        .array(z.string())
        .max(limits.attachmentsPerMessageMax, `takes at most ${limits.attachmentsPerMessageMax} attachments`)
        .nullish(),
      replyToId: z.string().nullish(),
      threadRootId: z.string().nullish(),
      mentionedUserIds: content.mentionedUserIds.nullish(),
      mentionsEveryone: z.boolean().nullish(),
    })
    .superRefine(({ kind, text, location, attachmentIds }, check) => {
      const complain = (field: string, message: string) =>
        check.addIssue({ code: 'custom', path: [field], message: `${message} where \`kind\` is ${kind}` });
      if (text == null && (kind === 'TEXT' || kind === 'SYSTEM')) complain('text', 'is required');
      if (location == null && kind === 'LOCATION') complain('location', 'is required');
      if (location != null && kind !== 'LOCATION') complain('location', 'is not accepted');
      const count = attachmentIds?.length ?? 0;
      if (count === 0 && isOfFiles(kind)) complain('attachmentIds', 'takes at least one attachment');
      if (count > 0 && !isOfFiles(kind)) complain('attachmentIds', 'is not accepted');
    });
});

/** The media types that a message of a kind is made of, by their beginning; null: it takes no attachments. */
const mediaTypes: Record<StoredMessage['kind'], string | null> = {
  ...{ TEXT: null, LOCATION: null, SYSTEM: null },
  ...{ FILE: '', IMAGE: 'image/', AUDIO: 'audio/', VIDEO: 'video/' },
};

const isOfFiles = (kind: StoredMessage['kind']): boolean => mediaTypes[kind] !== null;

/** Throws BAD_USER_INPUT where an attachment is no image, or what else the kind says. */
export function assertKindOfFiles(kind: StoredMessage['kind'], attachments: readonly StoredAttachment[]): void {
  const wanted = mediaTypes[kind] ?? '';
  const strange = attachments.findIndex(({ type }) => !(type ?? '').startsWith(wanted));
  if (strange === -1) return;
  const is = attachments[strange]?.type ?? 'of no known type';
  throw new AppError('BAD_USER_INPUT', `The attachment is ${is}, which makes no ${kind}; send it as a FILE.`, {
    field: `attachmentIds.${strange}`,
  });
}

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
