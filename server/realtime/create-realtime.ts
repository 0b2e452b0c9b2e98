import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { afterCommit, type Db } from '../db/transaction.ts';
import { writeEvents } from './append.ts';
import type { Listener } from './audience.ts';
import { createAudit } from './audit.ts';
import { createBroadcasts } from './broadcasts.ts';
import { channelOf } from './channel.ts';
import { type Covered, createCovered } from './covered.ts';
import type { FanOut } from './fan-out.ts';
import { createFeedStream } from './feed-stream.ts';
import { encodeHint, type Hint } from './hint.ts';
import { createHub } from './hub.ts';
import type { Installation } from './installation.ts';
import type { LeaseStore } from './lease-store.ts';
import { conversationTopic, profilesTopic, type StateItem, type StoredUser, type Topic } from './log-event.ts';
import { createLogReader } from './log-reader.ts';
import type { PlaceIndex } from './place-index.ts';
import { createPlaces } from './places.ts';
import { createPlanner } from './planner.ts';
import { createPresence, type Left } from './presence.ts';
import type { PresenceStore } from './presence-store.ts';
import type { Realtime, ReceiptSharing, Sources, Stream, StreamActor } from './realtime.ts';
import { startRetention } from './retention.ts';
import { createReturning } from './returning.ts';
import { createSignalStream } from './signal-stream.ts';
import { createSignals } from './signals.ts';
import { createStateCoalescer } from './state-coalescer.ts';
import { createStream, type OpenedStream, type StreamScope, type StreamServices } from './stream.ts';
import { openStreamCursor, sealStreamCursor } from './stream-cursor.ts';
import { settleTurn } from './turn.ts';

interface RealtimeOptions {
  db: Db;
  fanOut: FanOut;
  leases: LeaseStore;
  presence: PresenceStore;
  placeIndex: PlaceIndex;
  sources: Sources;
  installation: Installation;
  /** Told of every changed profile, at most an audit's interval late. */
  onUser: (tenantId: string, user: StoredUser) => void;
  /** Told of users who are nowhere any more; see `PresenceOptions`. */
  onLeft: (left: Left[]) => void;
  log: Logger;
  config: RealtimeConfig;
}

/** The part of the configuration that the realtime layer reads. */
export type RealtimeConfig = Pick<
  Config,
  | 'redisKeyPrefix'
  | 'streamQueueBytesMax'
  | 'streamStallMsMax'
  | 'signalBacklogMax'
  | 'auditIntervalMs'
  | 'stateIntervalMs'
  | 'checkpointIntervalMs'
  | 'eventPageSize'
  | 'retentionMs'
  | 'pauseAfterCommitMs'
  | 'chaosSeed'
  | 'presenceGraceMs'
  | 'presenceIntervalMs'
  | 'presenceBeatMs'
  | 'limits'
>;

/** The log of one node with its loops. */
export interface RunningRealtime extends Realtime {
  /** `hasStreams`: without, it only writes and tells, and does not look at the log for what others wrote. @default true */
  start(options?: { hasStreams?: boolean }): Promise<void>;
  /** Ends all streams and loops. */
  close(): Promise<void>;
  streamCount(): number;
}

export function createRealtime(options: RealtimeOptions): RunningRealtime {
  const { db, fanOut, leases, placeIndex, sources, installation, onUser, log, config } = options;
  const { epoch, cursors } = installation;
  const nodeId = randomBytes(6).toString('hex');
  const sender = config.chaosSeed === null ? nodeId : 'chaos';
  const prefix = config.redisKeyPrefix;
  const streams = new Map<OpenedStream, () => void>();
  const privacyWatchers = new Map<string, Set<(userId: string) => void>>();
  let stopRetention = (): void => {};

  const hub = createHub({
    db,
    fanOut,
    nodeId,
    prefix,
    pageSize: config.eventPageSize,
    hydrate: sources.hydrate,
    onHint: receive,
    log,
  });
  const reader = createLogReader({ db, hub, sources, pageSize: config.eventPageSize });
  const returning = createReturning();
  const planner = createPlanner({ db, sources, epoch, returning });
  const coalescer = createStateCoalescer({ intervalMs: config.stateIntervalMs, deliver: deliverState, log });
  const signals = createSignals({ store: leases, fanOut, prefix, log });
  const presence = createPresence({
    store: options.presence,
    fanOut,
    prefix,
    graceMs: config.presenceGraceMs,
    awayAfterMs: config.limits.awayAfterIdleMs,
    intervalMs: config.presenceIntervalMs,
    beatMs: config.presenceBeatMs,
    onLeft: options.onLeft,
    log,
  });
  const audit = createAudit({
    db,
    hub,
    sources,
    intervalMs: config.auditIntervalMs,
    onState: offerState,
    onReceiptSharing: tellReceiptSharing,
    onPrivacy: tellPrivacy,
    onCovered(snapshot) {
      // A cursor covers state items too: not before those that are held back have gone out.
      void coalescer.settled().then(() => {
        settleTurn();
        const known = new Map<string, Covered>();
        for (const live of streams.keys()) {
          const { tenantId } = live.actor;
          const covered = known.get(tenantId) ?? services.coveredBy(tenantId, snapshot);
          if (!known.has(tenantId)) known.set(tenantId, covered);
          live.onCovered(covered);
        }
      });
    },
    log,
  });
  fanOut.onRestored(() => audit.hurry());

  function receive(hint: Hint): void {
    if (hint.kind === 'event') hub.receive(hint.event);
    else if (hint.kind === 'state') offerState(hint.tenantId, hint.topic, hint.item);
    else if (hint.kind === 'receipts') tellReceiptSharing(hint.sharing);
    else if (hint.kind === 'privacy') tellPrivacy(hint.tenantId, hint.userId);
    else checkSessions(hint.tenantId, hint.userId);
  }

  /** Tells this node and the others. Only what is committed: a hint is believed. */
  function tell(tenantId: string, topic: Topic, hint: Hint): void {
    const send = (): void => {
      if (config.chaosSeed === null) receive(hint);
      fanOut.publish(channelOf(prefix, tenantId, topic), encodeHint(sender, hint));
    };
    if (config.pauseAfterCommitMs > 0) setTimeout(send, config.pauseAfterCommitMs);
    else send();
  }

  const tellAfterCommit = (tenantId: string, topic: Topic, hint: Hint): void =>
    afterCommit(() => tell(tenantId, topic, hint));

  function offerState(tenantId: string, topic: Topic, item: StateItem): void {
    if (item.type === 'UserChanged') {
      onUser(tenantId, item.user);
      checkSessions(tenantId, item.user.id);
    }
    if (hub.isHeard(tenantId, topic)) coalescer.offer(tenantId, topic, item);
  }

  /** A changed profile is for all who share a conversation with the user: on this node, those who listen to one of his. */
  async function deliverState(tenantId: string, topic: Topic, item: StateItem): Promise<void> {
    const topics = item.type === 'UserChanged' ? await planner.readTopics({ tenantId, userId: item.user.id }) : [topic];
    const listeners = new Set<Listener>(topics.flatMap((each) => hub.listeners(tenantId, each)));
    for (const listener of listeners) listener.onState(item);
  }

  function tellReceiptSharing({ tenantId, userId, isShared }: ReceiptSharing): void {
    for (const live of streams.keys()) {
      if (live.actor.userId === userId && live.actor.tenantId === tenantId) live.onReceiptSharing(isShared);
    }
  }

  function tellPrivacy(tenantId: string, userId: string): void {
    for (const onChange of privacyWatchers.get(tenantId) ?? []) onChange(userId);
  }

  function checkSessions(tenantId: string, userId: string): void {
    const concerned: StreamActor[] = [];
    for (const { actor } of streams.keys()) {
      if (actor.userId === userId && actor.tenantId === tenantId) concerned.push(actor);
    }
    if (concerned.length === 0) return;
    sources
      .readRevoked(db, concerned)
      .then((revoked) => {
        for (const [live, onRevoked] of streams) if (revoked.has(live.actor)) endRevoked(live, onRevoked);
      })
      .catch((error: unknown) => {
        log.warn({ err: error }, 'Sessions could not be checked; trying again.');
        setTimeout(() => checkSessions(tenantId, userId), config.auditIntervalMs).unref();
      });
  }

  /** Of streams that read no log: they end with the session, and with this. */
  function keepSignals<S extends Stream>(
    actor: StreamActor,
    onRevoked: () => void,
    onEnd: () => void,
    create: (end: () => void) => S,
  ): S {
    const stream = create(() => {
      streams.delete(opened);
      onEnd();
    });
    const opened: OpenedStream = { actor, onCovered() {}, onReceiptSharing() {}, end: () => stream.close() };
    streams.set(opened, onRevoked);
    return stream;
  }

  function endRevoked(live: OpenedStream, onRevoked: () => void): void {
    live.end();
    onRevoked();
  }

  const sealCursor: StreamServices['sealCursor'] = (tenantId, cursor) => sealStreamCursor(cursors, tenantId, cursor);
  const services: StreamServices = {
    hub,
    reader,
    epoch,
    sealCursor,
    coveredBy: createCovered(epoch, sealCursor),
    queueBytesMax: config.streamQueueBytesMax,
    stallMsMax: config.streamStallMsMax,
    pageSize: config.eventPageSize,
    checkpointIntervalMs: config.checkpointIntervalMs,
    log,
  };

  function open(scope: StreamScope, onRevoked: () => void) {
    const { stream, live } = createStream(services, scope, (ended, heard) => {
      streams.delete(ended);
      if (!scope.endsWithAccess) returning.leave(scope.actor, heard);
    });
    if (!scope.endsWithAccess) returning.enter();
    streams.set(live, onRevoked);
    return stream;
  }

  return {
    async append(tx, tenantId, added) {
      const events = await writeEvents(tx, tenantId, added);
      for (const event of events) tellAfterCommit(tenantId, event.topic, { kind: 'event', event });
      return events;
    },
    publish(events) {
      for (const event of events) tell(event.tenantId, event.topic, { kind: 'event', event });
    },
    announce: (tenantId, topic, item) => tellAfterCommit(tenantId, topic, { kind: 'state', tenantId, topic, item }),
    announceSessions: (tenantId, userId) =>
      tellAfterCommit(tenantId, profilesTopic, { kind: 'sessions', tenantId, userId }),
    announceReceiptSharing: (tenantId, userId, isShared) =>
      tellAfterCommit(tenantId, profilesTopic, { kind: 'receipts', sharing: { tenantId, userId, isShared } }),
    announcePrivacy: (tenantId, userId) =>
      tellAfterCommit(tenantId, profilesTopic, { kind: 'privacy', tenantId, userId }),
    async watchPrivacy(tenantId, onChange) {
      const watcher = (userId: string): void => onChange(userId);
      const watchers = privacyWatchers.get(tenantId) ?? new Set();
      privacyWatchers.set(tenantId, watchers.add(watcher));
      const listener: Listener = { sink: null, onEvent() {}, onState() {}, onLost() {}, onBehind() {} };
      await hub.attach(tenantId, [profilesTopic], listener);
      return () => {
        watchers.delete(watcher);
        if (watchers.size === 0 && privacyWatchers.get(tenantId) === watchers) privacyWatchers.delete(tenantId);
        hub.detach(tenantId, profilesTopic, listener);
      };
    },
    async readCursor(tenantId) {
      const [row] = await db.execute<{ snapshot: string }>(sql`select pg_current_snapshot()::text as snapshot`);
      return sealStreamCursor(cursors, tenantId, { epoch, from: row?.snapshot ?? '', progress: null });
    },
    async openEvents({ actor, after, onTooSlow, onRevoked, onEnd }) {
      const start = after === null ? null : openStreamCursor(cursors, actor.tenantId, after);
      const plan: StreamScope['plan'] = (place) => planner.planEvents(actor, place === null ? start : place.covered);
      return open(
        { actor, readTopics: () => planner.guessTopics(actor), plan, endsWithAccess: false, onTooSlow, onEnd },
        onRevoked,
      );
    },
    async openConversation({ actor, conversationId, afterSeq, onTooSlow, onRevoked, onEnd }) {
      const topic = conversationTopic(conversationId);
      const plan: StreamScope['plan'] = (place) => {
        const after = place === null ? afterSeq : (place.positions.get(topic) ?? 0);
        return planner.planConversation(actor, conversationId, after, place?.covered.from ?? null);
      };
      // Whoever is no member is told before anything is listened to.
      await plan(null);
      return open({ actor, readTopics: async () => [topic], plan, endsWithAccess: true, onTooSlow, onEnd }, onRevoked);
    },
    signals,
    presence,
    places: createPlaces(placeIndex, prefix),
    async follow(tenantId, conversationId, { onEvent, onLost }) {
      const topic = conversationTopic(conversationId);
      const listener: Listener = { sink: null, onEvent, onState() {}, onLost, onBehind() {} };
      await hub.attach(tenantId, [topic], listener);
      return () => hub.detach(tenantId, topic, listener);
    },
    openSignals({ actor, keyOf, onTooSlow, onRevoked, onEnd }) {
      return keepSignals(actor, onRevoked, onEnd, (end) =>
        createSignalStream({
          queueBytesMax: config.streamQueueBytesMax,
          stallMsMax: config.streamStallMsMax,
          onTooSlow,
          ...(keyOf !== undefined && { keyOf }),
          onEnd: end,
        }),
      );
    },
    broadcasts: createBroadcasts({ fanOut, prefix }),
    openFeed({ actor, onTooSlow, onRevoked, onEnd }) {
      return keepSignals(actor, onRevoked, onEnd, (end) =>
        createFeedStream({
          backlogMax: config.signalBacklogMax,
          backlogBytesMax: config.streamQueueBytesMax,
          stallMsMax: config.streamStallMsMax,
          onTooSlow,
          onEnd: end,
        }),
      );
    },
    async start({ hasStreams = true } = {}) {
      stopRetention = await startRetention(db, config.retentionMs, log);
      if (hasStreams) await audit.start();
      await presence.start();
    },
    async close() {
      stopRetention();
      await audit.stop();
      coalescer.close();
      for (const live of streams.keys()) live.end();
      signals.close();
      await presence.close();
      hub.close();
    },
    streamCount: () => streams.size,
    isStorm: () => returning.isStorm(),
  };
}
