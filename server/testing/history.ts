import type { SyncStateQuery } from '../../client/generated/operations.ts';
import type { StreamItem } from '../../client/index.ts';
import type { ConversationEventItem } from '../../client/store/items.ts';

/** All pages of one read of a viewer's state. */
export type SyncPages = readonly [SyncStateQuery, ...SyncStateQuery[]];

/** What a mutation was answered with. */
export type Acknowledgement =
  | { operation: 'createConversation'; conversationId: string }
  | { operation: 'sendMessage'; conversationId: string; seq: number; messageId: string; text: string }
  | { operation: 'editMessage'; messageId: string; version: number; text: string }
  | { operation: 'deleteMessage'; messageId: string }
  | { operation: 'addMembers'; conversationId: string; members: { userId: string; joinedSeq: number }[] }
  | { operation: 'removeMember' | 'leaveConversation'; conversationId: string; userId: string }
  | { operation: 'joinConversation'; conversationId: string }
  | { operation: 'acknowledge'; conversationId: string; deliveredSeq: number; readSeq: number };

/** What a virtual client notes, one JSON line each. The order of the lines is the order in which things happened. */
export type HistoryRecord =
  /** It has read its state; its next stream begins at the cursor of that read. */
  | { kind: 'synced'; user: string; pages: SyncPages }
  | { kind: 'opened'; user: string; stream: string; after: string | null }
  | { kind: 'received'; user: string; stream: string; item: StreamItem }
  | { kind: 'acknowledged'; user: string; done: Acknowledgement }
  /** What it reads in the end, when nothing happens any more. */
  | { kind: 'fetched'; user: string; pages: SyncPages };

/** An item that stands in a conversation's log. */
export type NumberedItem = ConversationEventItem;

/** Where an item stands in a conversation's log; null for all other items. */
export function placeOf(item: StreamItem): { conversationId: string; seq: number } | null {
  return isNumbered(item) || item.__typename === 'EventWithheld' ? item : null;
}

export function isNumbered(item: StreamItem): item is NumberedItem {
  return 'seq' in item && 'actor' in item;
}

/** A promise that a history shows broken. */
export interface Violation {
  rule: 'lost' | 'twice' | 'hole' | 'differs' | 'outsider' | 'deleted' | 'folded';
  /** Who saw it; empty where nobody in particular did. */
  user: string;
  detail: string;
}

/** When a user was a member: `from` included, `to` not. */
export interface Interval {
  from: number;
  to: number;
}

export interface StreamHistory {
  id: string;
  user: string;
  after: string | null;
  /** The index of the record that opened it. */
  openedAt: number;
  received: { at: number; item: StreamItem }[];
}

/** A history, sorted by what the checks ask for. */
export interface History {
  records: readonly HistoryRecord[];
  streams: Map<string, StreamHistory>;
  acknowledged: { at: number; user: string; done: Acknowledgement }[];
  /** Each conversation's log, as all streams together show it. */
  logs: Map<string, Map<number, NumberedItem>>;
  /** Memberships, by conversation and user. */
  memberships: Map<string, Map<string, Interval[]>>;
  users: Set<string>;
}

export function sortHistory(records: readonly HistoryRecord[]): History {
  const history: History = {
    records,
    streams: new Map(),
    acknowledged: [],
    logs: new Map(),
    memberships: new Map(),
    users: new Set(),
  };
  for (const [at, record] of records.entries()) {
    history.users.add(record.user);
    if (record.kind === 'acknowledged') history.acknowledged.push({ at, user: record.user, done: record.done });
    if (record.kind === 'opened') {
      const { stream: id, user, after } = record;
      history.streams.set(id, { id, user, after, openedAt: at, received: [] });
    }
    if (record.kind === 'received') {
      history.streams.get(record.stream)?.received.push({ at, item: record.item });
      if (isNumbered(record.item)) logOf(history, record.item.conversationId).set(record.item.seq, record.item);
    }
  }
  for (const [conversationId, log] of history.logs) history.memberships.set(conversationId, readMemberships(log));
  return history;
}

function logOf(history: History, conversationId: string): Map<number, NumberedItem> {
  const known = history.logs.get(conversationId);
  if (known !== undefined) return known;
  const log = new Map<number, NumberedItem>();
  history.logs.set(conversationId, log);
  return log;
}

function readMemberships(log: Map<number, NumberedItem>): Map<string, Interval[]> {
  const intervals = new Map<string, Interval[]>();
  for (const [seq, item] of [...log].sort(([a], [b]) => a - b)) {
    if (item.__typename === 'MemberAdded') {
      const { userId } = item.member;
      intervals.set(userId, [...(intervals.get(userId) ?? []), { from: seq, to: Infinity }]);
    }
    const last = item.__typename === 'MemberRemoved' ? intervals.get(item.userId)?.at(-1) : undefined;
    if (last !== undefined) last.to = seq;
  }
  return intervals;
}

/** A user's memberships of a conversation, as its log tells them. */
export function intervalsOf(history: History, user: string, conversationId: string): Interval[] {
  return history.memberships.get(conversationId)?.get(user) ?? [];
}
