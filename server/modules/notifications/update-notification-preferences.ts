import { z } from 'zod';
import type { Context } from '../../context.ts';
import { parseInput, userIdInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import { assertUsersExist } from '../conversations/queries.ts';
import { changePreferences } from './change-preferences.ts';
import {
  type NotificationChannel,
  notificationChannels,
  notificationPriorities,
  notificationTypes,
  type StoredNotificationPreferences,
} from './notification.ts';
import { isTimeZone } from './quiet-hours.ts';

const clockInput = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'takes a time of the day as HH:MM, 00:00 to 23:59');

const quietHoursInput = z
  .object({
    start: clockInput,
    end: clockInput,
    timeZone: z.string().refine(isTimeZone, 'takes a name of the IANA time zone database, such as Europe/Berlin'),
  })
  .refine(({ start, end }) => start !== end, {
    path: ['end'],
    message: 'is the same as `start`: no hour would be quiet',
  });

const preferencesInput = perKey(({ mutedUsersMax }: Limits) =>
  z.object({
    types: z
      .array(z.object({ type: z.enum(notificationTypes), channels: z.array(z.enum(notificationChannels)) }))
      .refine((types) => new Set(types.map(({ type }) => type)).size === types.length, 'names a type twice')
      .nullish(),
    quietHours: quietHoursInput.nullish(),
    doNotDisturbUntil: z.iso
      .datetime({ offset: true, error: 'takes a time in RFC 3339, such as 2026-01-31T09:30:00.000Z' })
      .transform((text) => new Date(text).toISOString())
      .nullish(),
    mutedUserIds: z.array(userIdInput).max(mutedUsersMax, `takes at most ${mutedUsersMax} users`).nullish(),
    minimumPriority: z.enum(notificationPriorities).nullish(),
  }),
);

type PreferencesInput = z.input<ReturnType<typeof preferencesInput>>;

/** Sets what the actor wants to be told, from now on. What is absent stays; setting what is there tells nobody. */
export async function updateNotificationPreferences(
  ctx: Context,
  input: PreferencesInput,
): Promise<StoredNotificationPreferences> {
  const change = parseInput(preferencesInput(ctx.config.limits), input);

  return changePreferences(ctx, async (tx, before) => {
    const muted = change.mutedUserIds == null ? null : [...new Set(change.mutedUserIds)].sort();
    // Only who is new on the list has to be there: one who was muted may be gone.
    const isNew = (id: string) => !before.mutedUserIds.includes(id);
    if (muted?.some(isNew)) {
      await assertUsersExist(tx, ctx.actor.tenantId, change.mutedUserIds ?? [], 'mutedUserIds');
    }
    const changed = Object.fromEntries((change.types ?? []).map(({ type, channels }) => [type, inOrder(channels)]));
    return {
      types: { ...before.types, ...changed },
      quietHours: change.quietHours === undefined ? before.quietHours : change.quietHours,
      doNotDisturbUntil: change.doNotDisturbUntil === undefined ? before.doNotDisturbUntil : change.doNotDisturbUntil,
      mutedUserIds: muted ?? before.mutedUserIds,
      minimumPriority: change.minimumPriority ?? before.minimumPriority,
    };
  });
}

/** Each once, in the order of the SDL. */
const inOrder = (channels: readonly NotificationChannel[]): NotificationChannel[] =>
  notificationChannels.filter((channel) => channels.includes(channel));
