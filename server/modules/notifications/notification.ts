/** What a notification is about. In the order of the SDL. */
export const notificationTypes = [
  'MESSAGE',
  'MENTION',
  'REACTION',
  'CONTACT_REQUEST',
  'CONTACT_ACCEPTED',
  'LOCATION_SHARED',
  'NEARBY_CONTACT',
  'ASSIGNMENT',
  'DEADLINE',
  'ACHIEVEMENT',
  'ALERT',
  'SYSTEM',
] as const;
export type NotificationType = (typeof notificationTypes)[number];

/** By rank, the lowest first. */
export const notificationPriorities = ['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const;
export type NotificationPriority = (typeof notificationPriorities)[number];

export const rankOf = (priority: NotificationPriority): number => notificationPriorities.indexOf(priority);

/** The ways to a user. */
export const notificationChannels = ['IN_APP', 'WEB_PUSH', 'EMAIL', 'WEBHOOK'] as const;
export type NotificationChannel = (typeof notificationChannels)[number];

/** What a user may do about a notification: an address to open, or a mutation to send with `data`. */
export interface StoredAction {
  label: string;
  url: string | null;
  mutation: string | null;
  data: Record<string, unknown>;
}

/** What the application says by a notification of its own. */
export interface StoredContent {
  category: string | null;
  title: string;
  body: string | null;
  data: Record<string, unknown>;
  actions: StoredAction[];
  imageUrl: string | null;
  actionUrl: string | null;
}

/** Hours of the day, by the clock on the user's wall. */
export interface QuietHours {
  /** `HH:MM`. */
  start: string;
  /** `HH:MM`; before `start` where the night is between them. */
  end: string;
  /** A name of the IANA time zone database. */
  timeZone: string;
}

/** What a user wants to be told, and when. */
export interface StoredNotificationPreferences {
  /** The channels of each type. */
  types: Record<NotificationType, readonly NotificationChannel[]>;
  quietHours: QuietHours | null;
  doNotDisturbUntil: string | null;
  /** In the order of their ids. */
  mutedUserIds: readonly string[];
  minimumPriority: NotificationPriority;
}

/** Why a channel delivers, holds or drops a notification, and what became of it there afterwards. In the order of the SDL. */
export const notificationRules = [
  'ALLOWED',
  'PASSES_QUIET_HOURS',
  'BLOCKED',
  'MUTED_USER',
  'MUTED_CONVERSATION',
  'EXPIRED',
  'CHANNEL_OFF',
  'BELOW_MINIMUM_PRIORITY',
  'DO_NOT_DISTURB',
  'QUIET_HOURS',
  'NO_TARGET',
  'SEEN',
  'READ',
  'ARCHIVED',
  'GONE',
  'NOT_A_MEMBER',
  'CONVERSATION_OPEN',
  'ACTIVE_ELSEWHERE',
  'REPLACED',
  'REFUSED',
  'GAVE_UP',
] as const;
export type NotificationRule = (typeof notificationRules)[number];

/** What one channel does with a notification, by which rule. */
export interface ChannelDecision {
  channel: NotificationChannel;
  outcome: 'DELIVER' | 'HOLD' | 'DROP';
  rule: NotificationRule;
  /** When what is held is to be delivered; null: it is not held. */
  until: string | null;
}

/** What became of a notification for one user. */
export interface StoredNotificationDelivery {
  userId: string;
  /** Null: it is not in his inbox. */
  notificationId: string | null;
  decisions: ChannelDecision[];
}
