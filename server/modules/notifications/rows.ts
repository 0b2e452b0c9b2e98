import { type SQL, sql } from 'drizzle-orm';
import type { NotificationPriority, NotificationType, StoredAction } from './notification.ts';

/** A notification as its user sees it. */
export interface StoredNotification {
  id: string;
  userId: string;
  type: NotificationType;
  category: string | null;
  priority: NotificationPriority;
  /** The application's own key; null: none, or it is one of ours. */
  collapseKey: string | null;
  conversationId: string | null;
  threadRootSeq: number | null;
  messageSeq: number | null;
  actorId: string | null;
  title: string | null;
  body: string | null;
  data: Record<string, unknown>;
  actions: StoredAction[];
  imageUrl: string | null;
  actionUrl: string | null;
  createdAt: string;
  expiresAt: string;
  seenAt: string | null;
  readAt: string | null;
  archivedAt: string | null;
  isRead: boolean;
}

/** The application's keys begin with this; ours, with the name of what they are of. */
export const ownKeyPrefix = 'app/';

/** The positions of the users of `n` where its messages stand. */
export const joinPositions: SQL = sql`
  left join memberships m on m.tenant_id = n.tenant_id and m.conversation_id = n.conversation_id and m.user_id = n.user_id
  left join thread_positions tp on n.thread_root_seq is not null and tp.tenant_id = n.tenant_id
    and tp.conversation_id = n.conversation_id and tp.root_seq = n.thread_root_seq and tp.user_id = n.user_id`;

/** Notifications `n` with the positions of their users. */
export const fromNotifications: SQL = sql`notifications n ${joinPositions}`;

/**
 * Whether the message that it tells of has been read: the member's position says so, and nothing is written here. Who is
 * no member any more has nothing to read. The application's own have no message, whatever their type.
 */
export const isReadByPosition: SQL = sql`(n.type in ('MESSAGE', 'MENTION') and n.conversation_id is not null and (m.user_id is null
  or coalesce(case when n.thread_root_seq is null then m.read_seq else tp.read_seq end >= n.message_seq, false)))`;

/** When he read that far: the time of the message of his own that stands there, or of the acknowledgement. */
const positionReadAt: SQL = sql`greatest(n.created_at, coalesce(
  (select t.created_at from messages t
   where t.tenant_id = n.tenant_id and t.conversation_id = n.conversation_id and t.sender_id = n.user_id
     and t.seq = case when n.thread_root_seq is null then m.read_seq else tp.read_seq end),
  case when n.thread_root_seq is null then m.read_at else tp.read_at end))`;

export const isRead: SQL = sql`(n.read_at is not null or ${isReadByPosition})`;

/** Those that count: neither read nor put away, and not over. */
export const isUnread = (now: Date): SQL =>
  sql`(n.archived_at is null and n.expires_at > ${now.toISOString()}::timestamptz and not ${isRead})`;

export const notificationColumns: SQL = sql`
  n.id, n.user_id, n.type, n.category, n.priority, n.collapse_key, n.conversation_id, n.thread_root_seq, n.message_seq,
  n.actor_id, n.title, n.body, n.data, n.actions, n.image_url, n.action_url, n.created_at, n.expires_at, n.seen_at,
  n.archived_at, ${isRead} as is_read,
  coalesce(n.read_at, case when ${isReadByPosition} then ${positionReadAt} end) as read_at`;

/** A row of `notificationColumns`. */
export interface NotificationRow extends Record<string, unknown> {
  id: string;
  user_id: string;
  type: NotificationType;
  category: string | null;
  priority: NotificationPriority;
  collapse_key: string | null;
  conversation_id: string | null;
  thread_root_seq: number | null;
  message_seq: number | null;
  actor_id: string | null;
  title: string | null;
  body: string | null;
  data: Record<string, unknown>;
  actions: StoredAction[];
  image_url: string | null;
  action_url: string | null;
  created_at: string;
  expires_at: string;
  seen_at: string | null;
  read_at: string | null;
  archived_at: string | null;
  is_read: boolean;
}

const instantOf = (text: string): string => new Date(text).toISOString();
const instantOrNull = (text: string | null): string | null => (text === null ? null : instantOf(text));

export function notificationOf(row: NotificationRow): StoredNotification {
  const { collapse_key: key } = row;
  return {
    id: row.id,
    userId: row.user_id,
    type: row.type,
    category: row.category,
    priority: row.priority,
    collapseKey: key?.startsWith(ownKeyPrefix) ? key.slice(ownKeyPrefix.length) : null,
    conversationId: row.conversation_id,
    threadRootSeq: row.thread_root_seq,
    messageSeq: row.message_seq,
    actorId: row.actor_id,
    title: row.title,
    body: row.body,
    data: row.data,
    actions: row.actions,
    imageUrl: row.image_url,
    actionUrl: row.action_url,
    createdAt: instantOf(row.created_at),
    expiresAt: instantOf(row.expires_at),
    seenAt: instantOrNull(row.seen_at),
    readAt: instantOrNull(row.read_at),
    archivedAt: instantOrNull(row.archived_at),
    isRead: row.is_read,
  };
}
