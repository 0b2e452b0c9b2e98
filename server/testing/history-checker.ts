import { isDeepStrictEqual } from 'node:util';
import type { MessageFieldsFragment } from '../../client/generated/operations.ts';
import { applyEvent, type ClientState, fromSync } from '../../client/index.ts';
import { checkAcknowledged } from './check-acknowledged.ts';
import { checkOwnLogs } from './check-own-logs.ts';
import { checkStreams } from './check-streams.ts';
import { compareStates, compareUnreadTotals } from './compare-states.ts';
import {
  type History,
  type HistoryRecord,
  intervalsOf,
  isNumbered,
  type NumberedItem,
  placeOf,
  sortHistory,
  type Violation,
} from './history.ts';

export interface Verdict {
  violations: Violation[];
  counts: { acknowledged: number; sends: number; deliveries: number; streams: number; resumes: number; events: number };
}

/** Checks what virtual clients have noted against what is promised: see docs/GUARANTEES.md. Pure. */
export function checkHistory(records: readonly HistoryRecord[]): Verdict {
  const history = sortHistory(records);
  const violations = [
    ...checkLogs(history),
    ...checkStreams(history),
    ...checkOwnLogs(history),
    ...checkEntitled(history),
    ...checkContent(history),
    ...checkAcknowledged(history),
    ...checkDeleted(history),
    ...checkFolded(history),
  ];
  const streams = [...history.streams.values()];
  return {
    violations,
    counts: {
      acknowledged: history.acknowledged.length,
      sends: history.acknowledged.filter(({ done }) => done.operation === 'sendMessage').length,
      deliveries: streams.reduce((sum, { received }) => sum + received.filter(({ item }) => placeOf(item)).length, 0),
      streams: streams.length,
      resumes: streams.filter(({ after }) => after !== null).length,
      events: [...history.logs.values()].reduce((sum, log) => sum + log.size, 0),
    },
  };
}

/** No number is missing in any conversation's log. */
function checkLogs({ logs }: History): Violation[] {
  return [...logs].flatMap(([conversationId, log]) => {
    const last = Math.max(...log.keys());
    const missing = Array.from({ length: last }, (_, at) => at + 1).filter((seq) => !log.has(seq));
    return missing.map(
      (seq): Violation => ({ rule: 'lost', user: '', detail: `nobody has got ${conversationId} ${seq}` }),
    );
  });
}

/** Whoever was a member when an event happened has got it, and has been told where his membership ended. */
function checkEntitled(history: History): Violation[] {
  const got = new Map<string, Set<string>>();
  for (const { user, received } of history.streams.values()) {
    const seen = got.get(user) ?? new Set();
    got.set(user, seen);
    for (const { item } of received) {
      const place = placeOf(item);
      if (place !== null) seen.add(`${place.conversationId} ${place.seq}`);
      if (item.__typename === 'AccessRevoked') seen.add(`${item.conversationId} revoked`);
    }
  }
  const violations: Violation[] = [];
  const lost = (user: string, detail: string) => violations.push({ rule: 'lost', user, detail });
  for (const user of history.users) {
    const floors = floorsOf(history, user);
    for (const [conversationId, log] of history.logs) {
      const floor = floors.get(conversationId) ?? 0;
      for (const { from, to } of intervalsOf(history, user, conversationId)) {
        for (const seq of log.keys()) {
          const isHis = seq >= from && seq < to && seq > floor;
          if (isHis && !got.get(user)?.has(`${conversationId} ${seq}`))
            lost(user, `he has not got ${conversationId} ${seq}`);
        }
        const isTold = got.get(user)?.has(`${conversationId} revoked`) ?? false;
        if (to !== Infinity && to > floor && !isTold)
          lost(user, `nothing told him that ${conversationId} ended at ${to}`);
      }
    }
  }
  return violations;
}

/** What a user has read as state, he need not get as events. */
function floorsOf({ records }: History, user: string): ReadonlyMap<string, number> {
  const floors = new Map<string, number>();
  for (const record of records) {
    if (record.kind !== 'synced' || record.user !== user) continue;
    for (const [id, { lastSeq }] of fromSync(record.pages).conversations) floors.set(id, lastSeq);
  }
  return floors;
}

/** Everybody gets the same: each event, and each version of each message. */
function checkContent(history: History): Violation[] {
  const first = new Map<string, { user: string; value: unknown }>();
  const violations: Violation[] = [];
  for (const { id, user, received } of history.streams.values()) {
    for (const { item } of received.filter((each) => isNumbered(each.item))) {
      for (const [key, value] of contentOf(item as NumberedItem)) {
        const known = first.get(key);
        if (known === undefined) first.set(key, { user, value });
        else if (!isDeepStrictEqual(known.value, value)) {
          const detail = `${id}: ${key} is ${JSON.stringify(value)}, but ${JSON.stringify(known.value)} for ${known.user}`;
          violations.push({ rule: 'differs', user, detail });
        }
      }
    }
  }
  return violations;
}

/** What must be equal everywhere. Profiles and conversations are shown as they are now, so they may differ. */
function contentOf(item: NumberedItem): [string, unknown][] {
  const place = `${item.conversationId} ${item.seq}`;
  const common = { type: item.__typename, createdAt: item.createdAt, actorId: item.actor?.id };
  switch (item.__typename) {
    case 'MessageSent':
    case 'MessageEdited':
    case 'MessageDeleted':
    case 'LinkPreviewsAdded':
    case 'MessagePinned':
    case 'MessageUnpinned':
      return [[place, { ...common, messageId: item.message.id }], ...contentOfMessage(item.message)];
    case 'ReactionAdded':
    case 'ReactionRemoved': {
      const { emoji, userId, message } = item;
      return [[place, { ...common, messageId: message.id, emoji, userId }], ...contentOfMessage(message)];
    }
    case 'MemberAdded':
    case 'MemberChanged': {
      const { user: _user, ...member } = item.member;
      return [[place, { ...common, member, memberCount: item.memberCount }]];
    }
    case 'MemberRemoved':
      return [[place, { ...common, userId: item.userId, memberCount: item.memberCount }]];
    case 'MemberBanned':
      return [[place, { ...common, userId: item.userId, until: item.until }]];
    case 'MemberUnbanned':
      return [[place, { ...common, userId: item.userId }]];
    case 'ConversationChanged':
      return [[place, common]];
  }
}

/** What never changes of a message, and all of it as each of its changes has left it. */
function contentOfMessage(message: MessageFieldsFragment): [string, unknown][] {
  const { id, conversationId, seq, clientMessageId, senderId, kind, priority, threadRootId, createdAt } = message;
  const { text, metadata, linkPreviews, reactions, replyTo, pinnedAt, editedAt, version, deletedAt, changedSeq } =
    message;
  const content = { text, metadata, linkPreviews, reactions, replyTo, pinnedAt, editedAt, version, deletedAt };
  return [
    [id, { conversationId, seq, clientMessageId, senderId, kind, priority, threadRootId, createdAt }],
    [`${id} as of ${changedSeq}`, content],
  ];
}

/** A deleted text does not come back: not after the deletion in a stream, nor in one opened after its acknowledgement. */
function checkDeleted(history: History): Violation[] {
  const deletedAt = new Map<string, number>();
  for (const { at, done } of history.acknowledged) {
    if (done.operation === 'deleteMessage')
      deletedAt.set(done.messageId, Math.min(at, deletedAt.get(done.messageId) ?? at));
  }
  return [...history.streams.values()].flatMap(({ id, user, openedAt, received }) => {
    const seen = new Set<string>();
    return received.flatMap(({ item }): Violation[] => {
      if (!('message' in item)) return [];
      const { message } = item;
      const isGone = seen.has(message.id) || (deletedAt.get(message.id) ?? Infinity) < openedAt;
      if (item.__typename === 'MessageDeleted') seen.add(message.id);
      const isShown = message.text !== null && (isGone || item.__typename === 'MessageDeleted');
      return isShown
        ? [{ rule: 'deleted', user, detail: `${id}: ${message.id} comes back in ${item.__typename} ${item.seq}` }]
        : [];
    });
  });
}

/** What each client has folded together is what it reads in the end. */
function checkFolded(history: History): Violation[] {
  const states = new Map<string, ClientState>();
  const violations: Violation[] = [];
  for (const record of history.records) {
    const { user } = record;
    if (record.kind === 'synced') states.set(user, fromSync(record.pages));
    const state = states.get(user);
    if (state === undefined) continue;
    if (record.kind === 'received') states.set(user, applyEvent(state, record.item));
    if (record.kind !== 'fetched') continue;
    const fetched = fromSync(record.pages);
    for (const detail of [...compareStates(state, fetched), ...compareUnreadTotals(fetched, record.pages[0].viewer)]) {
      violations.push({ rule: 'folded', user, detail });
    }
  }
  return violations;
}
