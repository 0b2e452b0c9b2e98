import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { loadConfig } from '../config.ts';
import type { Actor, Context } from '../context.ts';
import { claimAttachments } from '../modules/attachments/claim-attachments.ts';
import { shareAttachments } from '../modules/attachments/share-attachments.ts';
import { intervalsOfViewers, readConversationIds } from '../modules/conversations/sources.ts';
import { createOutgoing } from '../modules/deliveries/create-outgoing.ts';
import { hiders, readHidden } from '../modules/messages/queries.ts';
import { hydrate } from '../modules/messages/sources.ts';
import { followSettings } from '../modules/presence/follow-settings.ts';
import { privacySince, receiptless, receiptSharingSince } from '../modules/privacy/sources.ts';
import { createReceiptSources } from '../modules/receipts/sources.ts';
import { ensureUser } from '../modules/users/ensure-user.ts';
import { readRevoked } from '../modules/users/sessions.ts';
import { changedUsers, usersSince } from '../modules/users/sources.ts';
import { createRealtime, type RealtimeConfig, type RunningRealtime } from '../realtime/create-realtime.ts';
import type { FanOut } from '../realtime/fan-out.ts';
import { openInstallation } from '../realtime/installation.ts';
import { isLogEvent, type StreamItem } from '../realtime/log-event.ts';
import type { Sources, Stream } from '../realtime/realtime.ts';
import { createStorage } from '../storage/create-storage.ts';
import type { TestEngine } from './engine.ts';
import { createSharedReading } from './read-shared.ts';
import { keepJobs } from './test-context.ts';

/** One node without its edge: the real log, hub and streams over the real modules. */
export interface TestNode {
  realtime: RunningRealtime;
  as(userId: string, options?: { tenantId?: string; role?: Actor['role'] }): Context;
  /** The user's stream, with a reader of its own. */
  events(userId: string, after?: string | null, options?: { tenantId?: string }): Promise<StreamReader>;
  conversationEvents(userId: string, conversationId: string, afterSeq?: number | null): Promise<StreamReader>;
  close(): Promise<void>;
}

/** Hints that never arrive: Redis, down for good. */
export const deafFanOut: FanOut = {
  publish() {},
  listen: async () => () => {},
  onRestored() {},
  isHealthy: () => false,
  close: async () => {},
};

interface TestNodeOptions extends Partial<RealtimeConfig> {
  fanOut?: FanOut;
  /** Streams are read as sockets read them, all together, and not each by an iterator. @default false */
  isShared?: boolean;
}

export async function startTestNode(
  engine: TestEngine,
  { fanOut = engine.createFanOut(), isShared = false, ...overrides }: TestNodeOptions = {},
): Promise<TestNode> {
  const log = pino({ level: 'silent' });
  const config = { ...loadConfig({ NODE_ENV: 'test' }), ...{ auditIntervalMs: 50, stateIntervalMs: 50 } };
  const receipts = createReceiptSources(config.limits);
  const sources: Sources = {
    plan: { intervals: intervalsOfViewers, hiders, receiptless, state: [changedUsers, receipts.moved] },
    readConversationIds,
    hydrate,
    readHidden,
    readRevoked,
    receiptSharingSince,
    privacySince,
    stateSince: async (db, since) => [...(await usersSince(db, since)), ...(await receipts.stateSince(db, since))],
  };
  const installation = await openInstallation(engine.db);
  const realtime = createRealtime({
    db: engine.db,
    fanOut,
    leases: engine.createLeaseStore(),
    presence: engine.createPresenceStore(3 * config.presenceBeatMs),
    placeIndex: engine.createPlaceIndex(),
    sources,
    installation,
    onUser: () => {},
    onLeft: () => {},
    log,
    config: { ...config, redisKeyPrefix: engine.redisKeyPrefix, ...overrides },
  });
  await realtime.start();
  const jobs = keepJobs([]);
  const services = {
    config,
    db: engine.db,
    cursors: installation.cursors,
    log,
    realtime,
    jobs,
    outgoing: createOutgoing({ channels: [], jobs }),
    storage: createStorage(config),
    shownPresence: { follow: followSettings },
    webPush: { publicKey: 'the public key of the tests' },
    attachments: {
      claim: (of: Parameters<typeof claimAttachments>[1]) => claimAttachments({ db: engine.db, config }, of),
      share: (of: Parameters<typeof shareAttachments>[1]) => shareAttachments(engine, of),
    },
  };
  const actorOf = (userId: string, tenantId = 'test') => ({ tenantId, userId, sid: undefined, issuedAtMs: Date.now() });
  const iterate = isShared
    ? createSharedReading(overrides.streamQueueBytesMax ?? config.streamQueueBytesMax)
    : (stream: Stream) => stream[Symbol.asyncIterator]();
  const handlers = { onTooSlow: () => {}, onRevoked: () => {}, onEnd: () => {} };
  return {
    realtime,
    as(userId, { tenantId = 'test', role = 'user' } = {}) {
      const expiresAtMs = Date.now() + 3_600_000;
      return {
        ...services,
        actor: { ...actorOf(userId, tenantId), role, expiresAtMs, topics: [] },
        requestId: randomUUID(),
        connection: null,
        profiles: null,
      };
    },
    events: async (userId, after = null, { tenantId } = {}) =>
      readStream(iterate(await realtime.openEvents({ actor: actorOf(userId, tenantId), after, ...handlers }))),
    conversationEvents: async (userId, conversationId, afterSeq = null) =>
      readStream(
        iterate(await realtime.openConversation({ actor: actorOf(userId), conversationId, afterSeq, ...handlers })),
      ),
    close: () => realtime.close(),
  };
}

/** Reads a stream and keeps all that came. */
export interface StreamReader {
  readonly items: StreamItem[];
  /** Reads on until an item fits; fails after 20 s without one, and says what came. */
  until(fits: (item: StreamItem) => boolean): Promise<StreamItem>;
  /** `MessageSent` texts, and the other items' types, in order. */
  story(): string[];
  /** The `seq`s of a conversation's events, in order. */
  seqs(conversationId: string): number[];
  /** The newest cursor that came. */
  cursor(): string;
  close(): Promise<void>;
}

const stateTypes = new Set([
  'ReceiptsAdvanced',
  'ReadPositionChanged',
  'ThreadReceiptsAdvanced',
  'ThreadPositionChanged',
  'UserChanged',
]);

function readStream(stream: AsyncIterator<StreamItem>): StreamReader {
  const items: StreamItem[] = [];
  let pending: Promise<IteratorResult<StreamItem>> | null = null;

  async function next(): Promise<StreamItem | null> {
    pending ??= stream.next();
    const timeout = new Promise<'late'>((resolve) => setTimeout(resolve, 20_000, 'late').unref());
    const result = await Promise.race([pending, timeout]);
    if (result === 'late') throw new Error(`Nothing more came; before: ${reader.story().join(', ')}`);
    pending = null;
    if (result.done) return null;
    items.push(result.value);
    return result.value;
  }

  const reader: StreamReader = {
    items,
    async until(fits) {
      for (;;) {
        const item = await next();
        if (item === null) throw new Error(`The stream ended; before: ${reader.story().join(', ')}`);
        if (fits(item)) return item;
      }
    },
    story: () =>
      items.flatMap((item) => {
        if (stateTypes.has(item.type)) return [];
        return [item.type === 'MessageSent' ? (item.carried.message.text ?? 'tombstone') : item.type];
      }),
    seqs: (conversationId) =>
      items.flatMap((item) => {
        if (isLogEvent(item) && item.topic === conversationId) return [item.seq];
        return item.type === 'EventWithheld' && item.conversationId === conversationId ? [item.seq] : [];
      }),
    cursor: () => items.findLast((item) => 'cursor' in item)?.cursor ?? '',
    close: async () => {
      await stream.return?.();
    },
  };
  return reader;
}

/** Fits the message with this text. */
export const isMessage =
  (text: string) =>
  (item: StreamItem): boolean =>
    item.type === 'MessageSent' && item.carried.message.text === text;

/** Fits items of this type. */
export const isType =
  (type: string) =>
  (item: StreamItem): boolean =>
    item.type === type;

/** Makes users of the tenant `test`, as their first tokens would. */
export async function seedUsers(engine: TestEngine, userIds: string[]): Promise<void> {
  for (const sub of userIds) await ensureUser(engine.db, { tenant: 'test', sub, role: 'user' });
}
