import type { Db } from '../../db/transaction.ts';
import type { NotificationPriority, NotificationType, StoredAction } from '../notifications/notification.ts';

/** The ways out to users. The inbox is none: it is written in the transaction that tells. */
export const outgoingChannels = ['WEB_PUSH', 'EMAIL', 'WEBHOOK'] as const;
export type OutgoingChannel = (typeof outgoingChannels)[number];

/** A way out to users beside the inbox. An installation has those that it is set up for. */
export interface DeliveryChannel {
  readonly name: OutgoingChannel;
  /**
   * Where each of these users is reached now, by user id: the ids of his devices' subscriptions, or one empty id where the
   * channel has one way to a user. Who is not in it is not reached. One statement.
   */
  targetsOf(db: Db, tenantId: string, userIds: readonly string[]): Promise<Map<string, string[]>>;
  /**
   * How long a delivery waits for others of its user, to be sent together with them (a digest). Milliseconds; 0: not at all. What
   * is HIGH or URGENT does not wait.
   */
  readonly windowMs: number;
  /** The most deliveries of one user and target in one sending. 1 where there are no digests. */
  readonly atOnceMax: number;
  /** One attempt, for deliveries of one user and target. Throws only where `stop` is aborted: every failure is an outcome. */
  send(outgoing: Outgoing, stop: AbortSignal): Promise<SendOutcome>;
}

/** What one attempt sends. */
export interface Outgoing {
  tenantId: string;
  userId: string;
  /** As `targetsOf` named it. */
  targetId: string;
  /** In the order in which they came. What is read, deleted or unwanted by now is not among them. One at least. */
  items: readonly OutgoingItem[];
  /** As `Viewer.unreadNotificationCount`. */
  unreadCount: number;
}

export interface OutgoingItem {
  /** The same on every attempt, so that whoever gets it twice can tell. */
  deliveryId: string;
  notification: RenderedNotification;
}

/** What its user would see of a notification in the inbox at this moment. */
export interface RenderedNotification {
  /** Null: the inbox is off for its type, so it is not in there. */
  id: string | null;
  type: NotificationType;
  category: string | null;
  priority: NotificationPriority;
  /** A line: the application's title, or made of its type, its actor and its conversation. */
  title: string;
  body: string | null;
  imageUrl: string | null;
  actionUrl: string | null;
  actions: readonly StoredAction[];
  /** The application's own data. */
  data: Record<string, unknown>;
  /** Null: the application. */
  actor: { id: string; name: string } | null;
  conversationId: string | null;
  threadRootSeq: number | null;
  messageSeq: number | null;
  /** What takes the place of what: one with the same tag is shown instead of the other. */
  tag: string;
  createdAt: string;
  /** When it is of no use any more: who keeps it until a device can be reached need not keep it for longer. */
  expiresAt: string;
}

/** What became of an attempt. `code` is the answer's status; null: there was no answer, or it has none. */
export type SendOutcome =
  | { kind: 'SENT'; code: number | null }
  /** It may go through later. `retryAfterMs`: the least time that the other side asks for; null: none. */
  | { kind: 'RETRY'; code: number | null; error: string; retryAfterMs: number | null }
  /** It will never go through. */
  | { kind: 'REFUSED'; code: number | null; error: string }
  /** The device or address is no more. The channel has removed it by itself. */
  | { kind: 'TARGET_GONE'; code: number | null };
