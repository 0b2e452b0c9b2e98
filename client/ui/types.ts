/** Somebody as the parts show him. */
export interface Person {
  id: string;
  /** Null: he has none, and the id is shown. */
  name: string | null;
  pictureUrl?: string | null | undefined;
}

/** What others see of somebody. */
export type PresenceStatus = 'ONLINE' | 'AWAY' | 'BUSY' | 'OFFLINE';

/** How far an own message has got. */
export type DeliveryStatus = 'queued' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed';

/** One emoji under a message. */
export interface UiReaction {
  emoji: string;
  count: number;
  /** The viewer is one of them. */
  isOwn: boolean;
}

/** A file of a message, or one that is on its way. */
export interface UiAttachment {
  id: string;
  name: string;
  sizeBytes: number;
  /** An image: it is shown by its thumbnail. */
  isImage?: boolean | undefined;
  /** Where the file is; null or absent: it cannot be opened yet. */
  url?: string | null | undefined;
  thumbnailUrl?: string | null | undefined;
  /** From 0 to 1 while it is uploaded; null or absent: it is there. */
  progress?: number | null | undefined;
  /** Why it failed. */
  failure?: string | null | undefined;
}

/** A message as the parts show it. */
export interface UiMessage {
  /** Stays when the message is sent. */
  key: string;
  author: Person;
  isOwn: boolean;
  /** Markdown; null: it has no text, or was deleted. */
  text: string | null;
  /** RFC 3339. */
  createdAt: string;
  /** Null for messages of others. */
  status: DeliveryStatus | null;
  /** Why it failed. */
  failure?: string | null | undefined;
  isEdited?: boolean | undefined;
  isDeleted?: boolean | undefined;
  reactions?: readonly UiReaction[] | undefined;
  attachments?: readonly UiAttachment[] | undefined;
  /** What it answers. */
  replyTo?: { author: string; text: string } | null | undefined;
  /** Replies in its thread. */
  replyCount?: number | undefined;
  /** Who is mentioned: his name behind an @ stands out. */
  mentioned?: readonly Person[] | undefined;
}

/** A conversation in a list. */
export interface UiConversation {
  id: string;
  title: string;
  /** For the avatar. @default its title's initials */
  pictureUrl?: string | null | undefined;
  /** The newest message as plain text. */
  preview?: string | null | undefined;
  /** RFC 3339. */
  lastActivityAt?: string | null | undefined;
  unreadCount: number;
  unreadMentionCount?: number | undefined;
  /** Of the other one, in a conversation of two. */
  presence?: PresenceStatus | null | undefined;
  isMuted?: boolean | undefined;
  isPinned?: boolean | undefined;
}

/** A notification as the parts show it. */
export interface UiNotification {
  id: string;
  title: string;
  body?: string | null | undefined;
  /** RFC 3339. */
  createdAt: string;
  isRead: boolean;
  priority?: 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT' | undefined;
  actor?: Person | null | undefined;
}

/** Where somebody is. */
export interface UiPlace {
  person: Person;
  /** Degrees, -90 to 90. */
  latitude: number;
  /** Degrees, -180 to 180. */
  longitude: number;
  /** The radius within which he is. */
  accuracyMeters?: number | null | undefined;
  /** Where he goes, clockwise from north. */
  headingDegrees?: number | null | undefined;
  /** No news of it for a while. */
  isStale?: boolean | undefined;
}

/** How a person is called. */
export const nameOf = ({ name, id }: Pick<Person, 'name' | 'id'>): string => name?.trim() || id;
