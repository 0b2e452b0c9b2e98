import type { OutgoingNotifications } from '../../context.ts';
import type { Limits } from '../../limits.ts';
import type { ChannelDecision, NotificationPriority, NotificationType, StoredContent } from './notification.ts';

/** What somebody may be notified of. */
export interface Draft {
  userId: string;
  type: NotificationType;
  priority: NotificationPriority;
  /** With whose key it is, as it is stored; null: it stands alone. */
  collapseKey: string | null;
  actorId: string | null;
  conversationId?: string;
  threadRootSeq?: number | null;
  messageSeq?: number;
  /** Until when its user has muted the conversation. */
  conversationMutedUntil?: string | null;
  /** The application's own. */
  content?: StoredContent;
  /** Null: when its time is over, as that of all. */
  expiresAt?: string | null;
}

/** A draft, with what each channel does with it. */
export interface Judgement {
  draft: Draft;
  decisions: ChannelDecision[];
  /** To the inbox. */
  isDelivered: boolean;
  /** To the inbox, or by any other channel, now or later. */
  isTold: boolean;
}

/** What adding needs to know of this node, and of the time. */
export interface Bounds {
  limits: Pick<Limits, 'notificationsPerUserMax' | 'notificationMsMax'>;
  outgoing: OutgoingNotifications;
  now: Date;
}

/** When a notification is over: as its draft says, and when its time is over at the latest. */
export function endOf({ expiresAt }: Draft, { limits, now }: Pick<Bounds, 'limits' | 'now'>): string {
  const lastMs = now.getTime() + limits.notificationMsMax;
  return new Date(expiresAt == null ? lastMs : Math.min(Date.parse(expiresAt), lastMs)).toISOString();
}
