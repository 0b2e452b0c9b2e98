import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Db, Tx } from './db/transaction.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { CursorCodec } from './lib/cursor.ts';
import type { StoredAttachment, StoredPresenceSettings, StoredUser } from './realtime/log-event.ts';
import type { Realtime } from './realtime/realtime.ts';
import type { UserKey } from './realtime/user-key.ts';
import type { Storage } from './storage/storage.ts';

/** Whoever calls. */
export interface Actor {
  tenantId: string;
  userId: string;
  role: 'user' | 'service' | 'admin';
  /** The token's session, if it names one. */
  sid: string | undefined;
  issuedAtMs: number;
  expiresAtMs: number;
  /** The application's own signals that the token lets him hear: names, or beginnings of names with a `*` at their end. */
  topics: readonly string[];
}

/** What messages need of attachments, which know of messages themselves. */
export interface AttachmentClaims {
  /**
   * Claims uploads of one's own for a message that is sent next, all or none, as often as the same message asks. Returns
   * what the message keeps of them, in the order given. Throws NOT_FOUND for what is not the sender's, CONFLICT for what is
   * not ready or is in another message.
   */
  claim(of: {
    tenantId: string;
    uploaderId: string;
    sendKey: string;
    ids: readonly string[];
  }): Promise<StoredAttachment[]>;
  /**
   * Lets a message that is sent next have attachments of another, which its sender may read. False: they are gone, since
   * that one was deleted meanwhile.
   */
  share(of: { tenantId: string; sendKey: string; ids: readonly string[] }): Promise<boolean>;
}

/** A change of what a user lets others see of him. */
export interface SettingsChange {
  user: UserKey;
  before: StoredPresenceSettings;
  after: StoredPresenceSettings;
  /** He is connected. */
  isThere: boolean;
}

/** What settings need of presence, which depends on them itself. */
export interface ShownPresence {
  /** Keeps what others see of him while he hides, in the transaction that changes his settings, which holds his user's row. */
  follow(tx: Tx, change: SettingsChange): Promise<void>;
}

/** A notification on its way out to a user. The names of channels, types and priorities are those of the SDL. */
export interface OutgoingNotification {
  userId: string;
  channel: string;
  /** Where: each gets a delivery of its own. */
  targetIds: readonly string[];
  /** In his inbox; null: it is off for its type. */
  notificationId: string | null;
  collapseKey: string | null;
  type: string;
  priority: string;
  actorId: string | null;
  conversationId: string | null;
  threadRootSeq: number | null;
  messageSeq: number | null;
  /** The application's own words; null: it is made of what it is about. */
  content: object | null;
  expiresAt: string;
  /** Not before. */
  dueAt: string;
  createdAt: string;
}

/** What notifications need of the ways out to users, which know of notifications themselves. */
export interface OutgoingNotifications {
  /**
   * Where users are reached now: by channel, then by user. `usersOf` names for each channel whom it is about; a channel that
   * this installation is not set up for, and a user who is not reached, are not in the answer. One statement a channel.
   */
  targetsOf(
    tx: Tx,
    tenantId: string,
    usersOf: ReadonlyMap<string, readonly string[]>,
  ): Promise<ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>>;
  /** Writes down that they are to go out, in bulk. One of the same that still waits is joined by it. */
  add(tx: Tx, tenantId: string, added: readonly OutgoingNotification[]): Promise<void>;
}

/** The long-lived parts that verbs work with: one set a process. */
export interface Services {
  config: Config;
  db: Db;
  realtime: Realtime;
  /** Work for later, enqueued in the transaction that calls for it. */
  jobs: Jobs;
  /** Files' bytes. */
  storage: Storage;
  attachments: AttachmentClaims;
  shownPresence: ShownPresence;
  /** The ways out to users beside their inboxes. */
  outgoing: OutgoingNotifications;
  /** By which browsers are bound to this installation. */
  webPush: { publicKey: string };
  /** Signs the cursors of connections. */
  cursors: CursorCodec;
  log: Logger;
}

/** The socket or stream that an operation came over, if it is one that lives on. */
export interface Connection {
  /** By its newest token. */
  readonly actor: Actor | null;
  /** Takes over a new token of the same user: the socket lives until that one expires. */
  renew(actor: Actor): void;
  /** Calls back with each new token's actor. Returns what ends that. */
  onRenew(renewed: (actor: Actor) => void): () => void;
  /** Calls back once, when it is closed, whoever closed it. */
  onClose(closed: () => void): void;
  /** Ends it with a close code of `http/close-codes.ts`. */
  close(code: number, reason: string): void;
}

/** Profiles that this node has seen lately, as new as the last `UserChanged` that it has heard of. */
export interface Profiles {
  get(tenantId: string, userId: string): StoredUser | undefined;
  /** Keeps a profile, unless a newer one is known. */
  keep(tenantId: string, user: StoredUser): void;
}

/** What a verb gets: who calls, and what to work with. */
export interface Context extends Services {
  actor: Actor;
  requestId: string;
  /** Null over plain HTTP. */
  connection: Connection | null;
  /** Where profiles are taken from that an event shows; null: from the database. */
  profiles: Profiles | null;
}
