import { z } from 'zod';
import { metadataInput, textInput } from '../../lib/input.ts';
import type { Limits } from '../../limits.ts';
import type { Draft } from './draft.ts';
import { notificationPriorities, notificationTypes } from './notification.ts';
import { ownKeyPrefix } from './rows.ts';

const addressLengthMax = 2_048;
const nameLengthMax = 100;

/** `https:` and `http:` alone: an address is opened by whoever taps it. */
const addressInput = z
  .url({ protocol: /^https?$/, error: 'takes an https: or http: address' })
  .max(addressLengthMax, `takes at most ${addressLengthMax} characters`);

const actionInput = (limits: Limits) =>
  z
    .object({
      label: textInput({ lengthMax: nameLengthMax }),
      url: addressInput.nullish(),
      mutation: z
        .string()
        .regex(/^[_A-Za-z]\w{0,99}$/, 'takes the name of a mutation')
        .nullish(),
      data: metadataInput(limits.metadataBytesMax).nullish(),
    })
    .refine(({ url, mutation }) => (url == null) !== (mutation == null), {
      path: ['url'],
      message: 'give `url` or `mutation`, and not both',
    });

/** What the application's own notification is made of, whoever it is for. */
export const ownNotificationShape = (limits: Limits) => ({
  type: z.enum(notificationTypes),
  category: textInput({ lengthMax: nameLengthMax }).nullish(),
  title: textInput({ lengthMax: limits.titleLengthMax }),
  body: textInput({ lengthMax: limits.notificationBodyLengthMax }).nullish(),
  priority: z.enum(notificationPriorities).nullish(),
  data: metadataInput(limits.metadataBytesMax).nullish(),
  actions: z
    .array(actionInput(limits))
    .max(limits.notificationActionsMax, `takes at most ${limits.notificationActionsMax} actions`)
    .nullish(),
  imageUrl: addressInput.nullish(),
  actionUrl: addressInput.nullish(),
  expiresAt: z.iso
    .datetime({ offset: true, error: 'takes a time in RFC 3339, such as 2026-01-31T09:30:00.000Z' })
    .transform((text) => new Date(text).toISOString())
    .nullish(),
  collapseKey: textInput({ lengthMax: nameLengthMax }).nullish(),
});

/** The application's own notification. */
export type OwnNotification = z.output<z.ZodObject<ReturnType<typeof ownNotificationShape>>>;

/** What users may be notified of by it. */
export function draftOf(request: OwnNotification): (userId: string) => Draft {
  const { type, collapseKey, expiresAt = null, priority } = request;
  const content = {
    category: request.category ?? null,
    title: request.title,
    body: request.body ?? null,
    data: request.data ?? {},
    actions: (request.actions ?? []).map(({ label, url, mutation, data }) => ({
      ...{ label, url: url ?? null, mutation: mutation ?? null, data: data ?? {} },
    })),
    imageUrl: request.imageUrl ?? null,
    actionUrl: request.actionUrl ?? null,
  };
  return (userId) => ({
    ...{ userId, type, priority: priority ?? 'NORMAL', actorId: null, content, expiresAt },
    collapseKey: collapseKey == null ? null : `${ownKeyPrefix}${collapseKey}`,
  });
}
