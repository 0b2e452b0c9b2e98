import {
  type ConversationStateFragment,
  MessagesDocument,
  SyncConversationDocument,
  SyncStateDocument,
} from '../../client/generated/operations.ts';
import type { StreamItem } from '../../client/index.ts';
import { messageStateOf } from '../../client/store/from-fields.ts';
import type { MessageState } from '../../client/store/state.ts';
import type { Closing, Link, Operation, Result, Sink } from '../../client/transport/link.ts';
import {
  begin,
  fetchedOf,
  fieldsOf,
  memberOf,
  positionItem,
  readFromLog,
  type Step,
  shownIn,
  syncPageOf,
  take,
  timeOf,
  userOf,
  type World,
} from './conversation-model.ts';

/** What a query returns of a conversation's messages, at most. */
const pageSize = 3;
/** A `Checkpoint` comes after so many replayed events. */
const checkpointEvery = 4;

/** All that the server holds of Alice at one time. */
interface Moment {
  ownSeq: number;
  worlds: ReadonlyMap<string, World>;
  logLength: number;
}

/** Of the log: an event of a conversation or of Alice's own, or a state item, which has no place in either. */
interface Entry {
  topic: string;
  seq: number;
  item: StreamItem;
  /** The moment that it made. */
  at: number;
  /** What is said of a conversation comes after the join in the own log. */
  ownSeqBefore: number;
}

/** A state item has no `seq`. */
type Made = Pick<Entry, 'topic' | 'item'> & { seq?: number };

const own = 'own';
const state = 'state';

/** Everything of a topic up to its number is covered; of state items, the log up to `state`. */
interface Cursor {
  at: number;
  seqs: Record<string, number>;
}

interface Query extends Operation {
  asked: number;
  resolve: (result: Result) => void;
  reject: (error: Error) => void;
}

/** A connection as the test moves it: nothing comes but what it lets through. */
export interface SimulatedLink extends Link {
  readonly isOpen: boolean;
  /** Lets the next item through, of any topic while the stream is live; twice where `isDoubled`. False: there is none. */
  deliver(pick: number, isDoubled: boolean): boolean;
  /** Answers a query, its parts as they were so many moments after it was asked. False: there is none. */
  answer(pick: number, lags: readonly number[]): boolean;
  /** Sends a `Checkpoint`, where the stream is live. */
  checkpoint(): void;
}

/** A server with one user, Alice, in the words of its contract: a log with cursors, which retention cuts. */
export interface SyncServer {
  act(place: number, step: Step): void;
  /** Alice makes a conversation with Bob. */
  open(): void;
  /** She is removed from one. */
  remove(place: number): void;
  /** Drops the log, but for what so many moments made. */
  retain(kept: number): void;
  connect(): SimulatedLink;
  /** All messages of a conversation that she sees, as the client holds them. */
  history(conversationId: string): MessageState[];
}

/**
 * @param mayLag The parts of a query may be read at different moments. What a hidden message said at which time is not told any
 *   more, so that must not be where messages are hidden.
 */
export function createSyncServer(mayLag: boolean): SyncServer {
  const log: Entry[] = [];
  const first = new Map(['conv_1', 'conv_2'].map((id) => [id, begin(id)]));
  const moments: Moment[] = [{ ownSeq: 0, worlds: first, logLength: 0 }];
  const links = new Set<{ hear(entry: Entry): void }>();
  /** By conversation, the own log's number at which it was joined. */
  const joins = new Map<string, number>();
  let keptFrom = 0;
  let opened = 2;

  const now = (): Moment => moments.at(-1) as Moment;
  const worldAt = (place: number) => [...now().worlds.values()][place % Math.max(1, now().worlds.size)];

  /** Makes a moment with these items, each in its topic. */
  function make(worlds: ReadonlyMap<string, World>, made: Made[]): void {
    const at = moments.length;
    let { ownSeq } = now();
    const entries: Entry[] = [];
    for (const { topic, item, seq } of made) {
      if (topic === own) ownSeq += 1;
      if (item.__typename === 'ConversationJoined') joins.set(item.conversationId, ownSeq);
      const place = topic === own ? ownSeq : (seq ?? log.length + 1);
      const conversationId = topic === own || !('conversationId' in item) ? null : item.conversationId;
      const entry = { topic, seq: place, item, at, ownSeqBefore: joins.get(conversationId ?? '') ?? 0 };
      log.push(entry);
      entries.push(entry);
    }
    moments.push({ ownSeq, worlds, logLength: log.length });
    for (const link of links) for (const entry of entries) link.hear(entry);
  }

  const cursorOf = (seqs: ReadonlyMap<string, number>, at: number) =>
    JSON.stringify({ at, seqs: Object.fromEntries(seqs) } satisfies Cursor);

  /** The numbers of a moment: all of it is covered. */
  function seqsAt({ ownSeq, worlds, logLength }: Moment): Map<string, number> {
    const ended = log.slice(0, logLength).filter(({ item }) => item.__typename === 'AccessRevoked');
    return new Map([
      [own, ownSeq],
      [state, logLength],
      ...[...worlds].map(([id, { lastSeq }]) => [id, lastSeq] as const),
      ...ended.map(({ topic, seq }) => [topic, seq] as const),
    ]);
  }

  /** A moment since a query was asked, and of each part of it another where that may be. */
  function reader(asked: number, lags: readonly number[]) {
    const last = moments.length - 1;
    const momentOf = (part: number) => moments[Math.min(asked + (lags[mayLag ? part : 0] ?? 0), last)] as Moment;
    const base = momentOf(0);
    const fetched = (id: string): ConversationStateFragment | null => {
      const world = base.worlds.get(id);
      if (world === undefined) return null;
      return fetchedOf((part) => {
        const { worlds, ownSeq } = momentOf(part);
        return { ...(worlds.get(id) ?? world), ownLogSeq: ownSeq };
      }, pageSize);
    };
    return { base, fetched };
  }

  function resultOf({ query, variables, asked }: Query, lags: readonly number[]): Record<string, unknown> {
    const { base, fetched } = reader(asked, lags);
    if (query === SyncStateDocument.toString()) {
      const start = moments[asked] as Moment;
      const conversations = [...base.worlds.keys()].flatMap((id) => fetched(id) ?? []);
      return { ...syncPageOf(cursorOf(seqsAt(start), asked), conversations) };
    }
    if (query === SyncConversationDocument.toString()) return { conversation: fetched(String(variables.id)) };
    if (query !== MessagesDocument.toString()) throw new Error(`This server knows no such query: ${query}`);
    const world = base.worlds.get(String(variables.conversationId));
    if (world === undefined) return { conversation: null };
    const older = shownIn(world).filter(({ seq }) => seq < Number(variables.aroundSeq));
    const edges = older.slice(-pageSize).map((node) => ({ node, cursor: '' }));
    return { conversation: { messages: { edges, pageInfo: { hasPreviousPage: older.length > pageSize } } } };
  }

  /** What a stream from a cursor on has to bring, as functions, since each item is read when it is sent. */
  function planReplay(cursor: Cursor, positions: Map<string, number>): (() => StreamItem | null)[] {
    const moment = now();
    const at = moments.length - 1;
    const end = cursorOf(seqsAt(moment), at);
    const caughtUp = (): StreamItem => ({ __typename: 'CaughtUp', cursor: end });
    const resync = (resyncConversationId: string | null): StreamItem => ({
      ...{ __typename: 'ResyncRequired', cursor: end, reason: 'CURSOR_TOO_OLD', resyncConversationId },
    });
    // Events of the moment after the cursor's are the first that it needs.
    if (cursor.at + 1 < keptFrom) {
      for (const [topic, seq] of seqsAt(moment)) positions.set(topic, seq);
      return [() => resync(null), caughtUp];
    }
    const lost = new Set<string>();
    const read = (entry: Entry) => (): StreamItem | null => {
      positions.set(entry.topic, entry.seq);
      if (entry.at >= keptFrom) return shown(entry);
      if (lost.has(entry.topic)) return null;
      lost.add(entry.topic);
      return resync(entry.topic === own ? null : entry.topic);
    };
    const entries = log.filter(({ topic, seq }) => topic !== state && seq > (cursor.seqs[topic] ?? 0));
    const byTopic = Map.groupBy(entries, ({ topic }) => topic);
    const topics = [...byTopic.keys()].sort((a, b) => (a === own ? -1 : b === own ? 1 : a < b ? -1 : 1));
    const events = topics
      .flatMap((topic) => byTopic.get(topic) ?? [])
      .flatMap((entry, place) => {
        const checkpoint = (): StreamItem => ({ __typename: 'Checkpoint', cursor: cursorOf(positions, cursor.at) });
        return place % checkpointEvery === checkpointEvery - 1 ? [read(entry), checkpoint] : [read(entry)];
      });
    const moved = log.slice(cursor.seqs[state] ?? 0).flatMap(({ topic, item }) => (topic === state ? [item] : []));
    const places = new Set(moved.flatMap((item) => ('conversationId' in item ? (item.conversationId ?? []) : [])));
    const positionsNow = [...moment.worlds.values()]
      .filter(({ id }) => places.has(id))
      .flatMap((world) => stateOf({ ...world, ownLogSeq: moment.ownSeq }));
    return [
      ...events,
      ...positionsNow.map((item) => () => item),
      () => {
        positions.set(state, moment.logLength);
        return caughtUp();
      },
    ];
  }

  function shown({ topic, item }: Entry): StreamItem {
    const world = now().worlds.get(topic);
    return world === undefined ? item : readFromLog(item, world);
  }

  function openStream(after: string) {
    const cursor = JSON.parse(after) as Cursor;
    const positions = new Map(Object.entries(cursor.seqs));
    const replay = planReplay(cursor, positions);
    const live: Entry[] = [];
    /** The first of each topic; a conversation's after the join. */
    const firsts = () =>
      live.filter(
        ({ topic, ownSeqBefore }, at) =>
          (positions.get(own) ?? 0) >= ownSeqBefore && live.findIndex((each) => each.topic === topic) === at,
      );
    return {
      live,
      next(pick: number): StreamItem | null {
        while (replay.length > 0) {
          const item = replay.shift()?.() ?? null;
          if (item !== null) return item;
        }
        const ready = firsts();
        const entry = ready[pick % Math.max(1, ready.length)];
        if (entry === undefined) return null;
        live.splice(live.indexOf(entry), 1);
        positions.set(entry.topic, entry.seq);
        return shown(entry);
      },
      checkpoint(): StreamItem | null {
        if (replay.length > 0) return null;
        const at = live[0] === undefined ? moments.length - 1 : live[0].at - 1;
        return { __typename: 'Checkpoint', cursor: cursorOf(positions, at) };
      },
    };
  }

  return {
    act(place, step) {
      const world = worldAt(place);
      if (world === undefined) return;
      const { ownSeq } = now();
      const { world: after, items } = take({ ...world, ownLogSeq: ownSeq }, step);
      if (items.length === 0) return;
      const made = items.map((item) => ({
        item,
        topic: topicOf(item, world.id),
        ...('seq' in item && { seq: item.seq }),
      }));
      make(new Map(now().worlds).set(world.id, after), made);
    },
    open() {
      opened += 1;
      const world = { ...begin(`conv_${opened}`), lastActivityAt: timeOf(1) };
      const { id: conversationId } = world;
      const added = [...world.members].map(([userId, member], at) => ({
        ...{ topic: conversationId, seq: at + 1 },
        item: {
          ...{ __typename: 'MemberAdded' as const, conversationId, seq: at + 1, createdAt: timeOf(1) },
          ...{ actor: userOf('alice'), member: memberOf(conversationId, userId, member), memberCount: at + 1 },
        },
      }));
      const joined = {
        ...{ __typename: 'ConversationJoined' as const, seq: now().ownSeq + 1, createdAt: timeOf(1), conversationId },
        ...{ joinedSeq: 1, joinedConversation: fieldsOf(world), lastActivityAt: timeOf(1) },
      };
      make(new Map(now().worlds).set(conversationId, world), [{ topic: own, item: joined }, ...added]);
    },
    remove(place) {
      const world = worldAt(place);
      if (world === undefined) return;
      const { id: conversationId, lastSeq } = world;
      const worlds = new Map(now().worlds);
      worlds.delete(conversationId);
      const left = {
        ...{ __typename: 'ConversationLeft' as const, seq: now().ownSeq + 1, createdAt: timeOf(lastSeq) },
        conversationId,
      };
      make(worlds, [
        { topic: own, item: left },
        { topic: conversationId, seq: lastSeq + 1, item: { __typename: 'AccessRevoked', conversationId } },
      ]);
    },
    retain(kept) {
      keptFrom = Math.max(keptFrom, moments.length - kept);
    },
    history: (conversationId) => {
      const world = now().worlds.get(conversationId);
      return world === undefined ? [] : shownIn(world).map(messageStateOf);
    },
    connect() {
      const closed = Promise.withResolvers<Closing>();
      const queries: Query[] = [];
      let stream: ReturnType<typeof openStream> | null = null;
      let sink: Sink | null = null;
      let isOpen = true;
      const ear = { hear: (entry: Entry) => void stream?.live.push(entry) };
      links.add(ear);
      const send = (item: StreamItem) => sink?.next({ data: { events: item } });
      return {
        kind: 'websocket',
        closed: closed.promise,
        get isOpen() {
          return isOpen;
        },
        execute: ({ query, variables }) =>
          new Promise((resolve, reject) => {
            queries.push({ query, variables, asked: moments.length - 1, resolve, reject });
          }),
        subscribe({ variables }, to) {
          stream = openStream(String(variables.after));
          sink = to;
          return () => {};
        },
        renew: async () => {},
        close(code = 1006, reason = '') {
          if (!isOpen) return;
          isOpen = false;
          links.delete(ear);
          closed.resolve({ code, reason });
          for (const query of queries.splice(0)) query.reject(new Error('The link was cut.'));
        },
        deliver(pick, isDoubled) {
          const item = stream?.next(pick) ?? null;
          if (!isOpen || item === null) return false;
          send(item);
          if (isDoubled) send(item);
          return true;
        },
        answer(pick, lags) {
          const [query] = queries.splice(pick % Math.max(1, queries.length), 1);
          if (query === undefined) return false;
          query.resolve({ data: resultOf(query, lags) });
          return true;
        },
        checkpoint() {
          const item = stream?.checkpoint() ?? null;
          if (isOpen && item !== null) send(item);
        },
      };
    },
  };
}

/** The state items of one place, as they are now. */
function stateOf(world: World): StreamItem[] {
  const receipts = [...world.members].map(([userId, { readSeq }]) => ({ userId, deliveredSeq: readSeq, readSeq }));
  return [{ __typename: 'ReceiptsAdvanced', conversationId: world.id, receipts }, positionItem(world)];
}

function topicOf(item: StreamItem, conversationId: string): string {
  if (item.__typename === 'MessageHidden') return own;
  return 'seq' in item ? conversationId : state;
}
