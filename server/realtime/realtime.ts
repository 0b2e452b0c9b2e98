import type { SQL } from 'drizzle-orm';
import type { Db, Tx } from '../db/transaction.ts';
import type { Broadcasts } from './broadcasts.ts';
import type { AppSignal, LogEvent, NewEvent, StateItem, StreamItem, Topic } from './log-event.ts';
import type { Places } from './places.ts';
import type { Presence } from './presence.ts';
import type { Signals } from './signals.ts';
import type { Sink } from './sink.ts';
import type { UserKey } from './user-key.ts';

/** A stretch of a conversation's log that a user may hear. */
export interface Interval {
  conversationId: string;
  fromSeq: number;
  /** The first `seq` that is not his any more; null while the membership lasts. */
  toSeq: number | null;
}

/** Who is behind a stream: enough to check again whether he may still hear it. */
export interface StreamActor extends UserKey {
  sid: string | undefined;
  issuedAtMs: number;
}

/**
 * Parts of the one statement that plans the streams of a batch. Each may read two tables of it. `viewers` has a row for
 * each stream: its `place` in the batch, `tenant_id`, `user_id`, `conversation_id` (null: the stream is of all his
 * conversations), `since`, the snapshot that he resumes from (null: from now), and `state_since`, the same where he is to
 * be told of state. `intervals` has what the first part gave. See `isNews` for how to join them.
 */
export interface PlanSources {
  /**
   * Selects `place, tenant_id, user_id, state_since` of viewers with `conversation_id, from_seq, to_seq` of their intervals:
   * those that last, and those that ended after `since`.
   */
  intervals: SQL;
  /** Selects the `place` of each viewer who has deleted any message for himself. */
  hiders: SQL;
  /** Selects the `place` of each viewer who is told no receipts, since he does not share his own. */
  receiptless: SQL;
  /** State items that changed since, and concern the viewer, in the order in which they are told. */
  state: StateSource[];
}

export interface StateSource {
  /** Selects rows with the viewer's `place`. `oldestTx`: all that is asked for has this transaction number or a later one. */
  select(oldestTx: string): SQL;
  /** Makes one viewer's items of his rows, which come as JSON. */
  itemsOf(rows: never[]): StateItem[];
}

/** A user has turned his read receipts off or on. */
export interface ReceiptSharing extends UserKey {
  isShared: boolean;
}

/** Messages of which a user's own deletions are asked for. */
export interface HiddenQuestion extends UserKey {
  messages: { conversationId: string; seq: number }[];
}

/** What the log needs to be told by the modules above it: who may hear what, and what its events are about. */
export interface Sources {
  plan: PlanSources;
  /** The conversations that each of these users is a member of. */
  readConversationIds(db: Db, users: UserKey[]): Promise<string[][]>;
  /** Puts `carried` on events that were read from the log. Events may be of several topics of one tenant. */
  hydrate(db: Db, tenantId: string, events: LogEvent[]): Promise<void>;
  /** Of the messages of each question, those that its user has deleted for himself, as `conversationId/seq`. */
  readHidden(db: Db, questions: HiddenQuestion[]): Promise<Set<string>[]>;
  /** State items of all tenants that changed since the snapshot: for the audit. */
  stateSince(db: Db, since: string): Promise<{ tenantId: string; topic: Topic; item: StateItem }[]>;
  /** Of all tenants, the users who have turned their receipts off or on since the snapshot: for the audit. */
  receiptSharingSince(db: Db, since: string): Promise<ReceiptSharing[]>;
  /** Of all tenants, the users of whom others may see more or less since the snapshot: for the audit. */
  privacySince(db: Db, since: string): Promise<UserKey[]>;
  /** Of these actors, those whose session was ended. */
  readRevoked(db: Db, actors: StreamActor[]): Promise<Set<StreamActor>>;
}

/** The log and its streams, as verbs and resolvers see them. */
export interface Realtime {
  /**
   * Appends events to their logs in `tx` and publishes them once it is committed. The verb has locked the
   * conversation's head before (`lockHead`); users' heads are locked here, in the order of their topics.
   */
  append(tx: Tx, tenantId: string, events: NewEvent[]): Promise<LogEvent[]>;
  /** Publishes events that a verb's own statement has appended and committed. */
  publish(events: LogEvent[]): void;
  /** Publishes a state item once the running transaction is committed. Its row holds the transaction's number. */
  announce(tenantId: string, topic: Topic, item: StateItem): void;
  /** Tells all nodes, after commit, to look again whether this user's sessions still hold. */
  announceSessions(tenantId: string, userId: string): void;
  /** Tells all nodes, after commit, that the user has turned his receipts off or on, and so those of others for himself. */
  announceReceiptSharing(tenantId: string, userId: string, isShared: boolean): void;
  /** Tells all nodes, after commit, that others may see more or less of this user. His row holds the transaction's number. */
  announcePrivacy(tenantId: string, userId: string): void;
  /**
   * Calls back whenever others may see more or less of a user of this tenant: what he is shown to them must be decided
   * anew. By the word of `announcePrivacy`, or by the audit. Fulfilled once that would be heard; returns what ends it.
   */
  watchPrivacy(tenantId: string, onChange: (userId: string) => void): Promise<() => void>;
  /** A cursor of now, for `Query.syncCursor`. */
  readCursor(tenantId: string): Promise<string>;
  /** The viewer's one stream. Throws BAD_USER_INPUT for a bad cursor. */
  openEvents(options: OpenEvents): Promise<Stream>;
  /** One conversation's stream. Throws NOT_FOUND where the viewer is no member. */
  openConversation(options: OpenConversation): Promise<Stream>;
  /** What is so at the moment: leases that end by themselves. */
  signals: Signals;
  /** Who is there. */
  presence: Presence;
  /** Where users are, and who is near. */
  places: Places;
  /**
   * Hears a conversation's events on this node from the moment the promise is fulfilled, in order and none missing: for
   * what is kept nowhere but must not outlive a membership. `onLost`: some could not be handed on. Returns what ends it.
   */
  follow(tenantId: string, conversationId: string, follower: Follower): Promise<() => void>;
  /** A stream of signals: of what is pushed, its reader gets the newest, as fast as he takes it. */
  openSignals(options: OpenSignals): SignalStream;
  /** What is said once to whoever hears it now. */
  broadcasts: Broadcasts;
  /** A stream of signals that all count: its reader gets each, or is told how many he does not. */
  openFeed(options: OpenStream): FeedStream;
  /** Many streams were cut and are about to come back: what they ask is worth being gathered for a while. */
  isStorm(): boolean;
}

/** Who follows a conversation. */
export interface Follower {
  onEvent(event: LogEvent): void;
  onLost(): void;
}

/** A stream, from the side of whoever has something to say. */
export interface SignalStream extends Stream {
  push(item: StreamItem): void;
}

/** One of which nothing replaces another. */
export interface FeedStream extends Stream {
  push(signal: AppSignal): void;
}

export interface OpenStream {
  actor: StreamActor;
  /** Called once, when the stream is over, whoever ended it. */
  onEnd: () => void;
  /** Called when the reader has stood still for too long: the transport closes the socket, and the client comes back. */
  onTooSlow: () => void;
  /** Called when the actor's session was ended: the transport closes the socket. */
  onRevoked: () => void;
}

export interface OpenSignals extends OpenStream {
  /** Which of what is pushed replaces which: of each the newest counts. @default all the same */
  keyOf?: (item: StreamItem) => string;
}

export interface OpenEvents extends OpenStream {
  after: string | null;
}

export interface OpenConversation extends OpenStream {
  conversationId: string;
  afterSeq: number | null;
}

/** What a subscription reads, by one reader: it is piped or iterated, once. It begins with that. */
export interface Stream extends AsyncIterable<StreamItem> {
  /** Hands everything to the sink until it is closed. */
  pipe(sink: Sink): void;
  /** Ends it; with an error, its reader is told. */
  close(error?: Error): void;
}
