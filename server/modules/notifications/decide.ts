import {
  type ChannelDecision,
  type NotificationChannel,
  type NotificationPriority,
  type NotificationRule,
  type NotificationType,
  notificationChannels,
  rankOf,
  type StoredNotificationPreferences,
} from './notification.ts';
import { endOfQuietHours } from './quiet-hours.ts';

interface Judged {
  type: NotificationType;
  priority: NotificationPriority;
  /** Who caused it; null: nobody. */
  actorId: string | null;
  expiresAt: string | null;
}

/** The user whom it is for, as he is at the time. */
interface UserState {
  preferences: StoredNotificationPreferences;
  /** He may be told of what its actor does (`mayObserve`). */
  mayNotify: boolean;
  /** Until when he has muted its conversation; null: he has not. */
  conversationMutedUntil: string | null;
}

/** Channels that lie in wait till somebody looks: they disturb nobody. */
const quietChannels: ReadonlySet<NotificationChannel> = new Set(['IN_APP']);

/**
 * What each channel does with a notification now, and the rule that says so. Pure. A block and a mute drop it whatever its
 * priority; do not disturb and quiet hours hold it, on channels that disturb, and what is URGENT passes quiet hours alone.
 */
export function decide(notification: Judged, user: UserState, now: Date): ChannelDecision[] {
  const dropped = dropRule(notification, user, now);
  return notificationChannels.map((channel): ChannelDecision => {
    if (dropped !== null) return { channel, outcome: 'DROP', rule: dropped, until: null };
    if (!user.preferences.types[notification.type].includes(channel))
      return { channel, outcome: 'DROP', rule: 'CHANNEL_OFF', until: null };
    return quietChannels.has(channel)
      ? { channel, outcome: 'DELIVER', rule: 'ALLOWED', until: null }
      : { channel, ...holdOrDeliver(notification, user.preferences, now) };
  });
}

/** What drops it on every channel; null: nothing. */
function dropRule(
  { priority, actorId, expiresAt }: Judged,
  { preferences, mayNotify, conversationMutedUntil }: UserState,
  now: Date,
): NotificationRule | null {
  if (!mayNotify) return 'BLOCKED';
  if (actorId !== null && preferences.mutedUserIds.includes(actorId)) return 'MUTED_USER';
  if (conversationMutedUntil !== null && Date.parse(conversationMutedUntil) > now.getTime())
    return 'MUTED_CONVERSATION';
  if (expiresAt !== null && Date.parse(expiresAt) <= now.getTime()) return 'EXPIRED';
  if (rankOf(priority) < rankOf(preferences.minimumPriority)) return 'BELOW_MINIMUM_PRIORITY';
  return null;
}

function holdOrDeliver(
  { priority, expiresAt }: Judged,
  { doNotDisturbUntil, quietHours }: StoredNotificationPreferences,
  now: Date,
): Omit<ChannelDecision, 'channel'> {
  const undisturbed =
    doNotDisturbUntil === null ? now : new Date(Math.max(Date.parse(doNotDisturbUntil), now.getTime()));
  const isUrgent = priority === 'URGENT';
  const morning = quietHours === null ? null : endOfQuietHours(quietHours, undisturbed);
  const until = isUrgent ? undisturbed : (morning ?? undisturbed);
  if (until.getTime() === now.getTime()) {
    return { outcome: 'DELIVER', rule: isUrgent && morning !== null ? 'PASSES_QUIET_HOURS' : 'ALLOWED', until: null };
  }
  if (expiresAt !== null && Date.parse(expiresAt) <= until.getTime())
    return { outcome: 'DROP', rule: 'EXPIRED', until: null };
  const rule = undisturbed > now ? 'DO_NOT_DISTURB' : 'QUIET_HOURS';
  return { outcome: 'HOLD', rule, until: until.toISOString() };
}

/** Whether a channel delivers at once. */
export const delivers = (decisions: readonly ChannelDecision[], channel: NotificationChannel): boolean =>
  decisions.some((decision) => decision.channel === channel && decision.outcome === 'DELIVER');
