import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { loadConfig } from '../config.ts';
import type { Actor, Context, Services } from '../context.ts';
import { afterCommit, type Db } from '../db/transaction.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { createCursorCodec } from '../lib/cursor.ts';
import { claimAttachments } from '../modules/attachments/claim-attachments.ts';
import { shareAttachments } from '../modules/attachments/share-attachments.ts';
import { tenants } from '../modules/auth/table.ts';
import { createOutgoing } from '../modules/deliveries/create-outgoing.ts';
import { followSettings } from '../modules/presence/follow-settings.ts';
import { users } from '../modules/users/table.ts';
import { writeEvents } from '../realtime/append.ts';
import { createBroadcasts } from '../realtime/broadcasts.ts';
import type { LogEvent, StateItem, Topic } from '../realtime/log-event.ts';
import { createMemoryFanOut } from '../realtime/memory-fan-out.ts';
import { createMemoryLeaseStore } from '../realtime/memory-lease-store.ts';
import { createMemoryPlaceIndex } from '../realtime/memory-place-index.ts';
import { createPlaces } from '../realtime/places.ts';
import { nowhere } from '../realtime/presence-store.ts';
import { createSignals } from '../realtime/signals.ts';
import { createDiskStorage } from '../storage/disk-storage.ts';

/** The parts that verbs work with, over a real database, with a log that keeps what it was told instead of sending it. */
export interface TestServices extends Services {
  /** What was appended, in the order of commits; with what the verbs gave it to carry. */
  published: LogEvent[];
  /** What was announced. */
  announced: { tenantId: string; topic: Topic; item: StateItem }[];
  /** What was enqueued, in the order of commits. Nobody does it. */
  enqueued: { queue: string; data: object }[];
}

/** One node's services. Two of them on two pools of one database are two nodes. */
export function createTestServices(db: Db): TestServices {
  const published: LogEvent[] = [];
  const announced: TestServices['announced'] = [];
  const enqueued: TestServices['enqueued'] = [];
  const log = pino({ level: 'silent' });
  const config = loadConfig({ NODE_ENV: 'test' });
  const jobs = keepJobs(enqueued);
  const noStreams = () => Promise.reject(new Error('These services have no streams; use startTestApp.'));
  return {
    config,
    db,
    cursors: createCursorCodec(Buffer.from('the key of the tests')),
    log,
    published,
    announced,
    enqueued,
    jobs,
    shownPresence: { follow: followSettings },
    outgoing: createOutgoing({ channels: [], jobs }),
    webPush: { publicKey: 'the public key of the tests' },
    attachments: {
      claim: (of) => claimAttachments({ db, config }, of),
      share: (of) => shareAttachments({ db }, of),
    },
    storage: createDiskStorage({ folder: join(tmpdir(), 'tidings-test-files'), uploadMsMax: 60_000 }),
    realtime: {
      async append(tx, tenantId, added) {
        const events = await writeEvents(tx, tenantId, added);
        afterCommit(() => published.push(...events));
        return events;
      },
      publish(events) {
        published.push(...events);
      },
      announce(tenantId, topic, item) {
        afterCommit(() => announced.push({ tenantId, topic, item }));
      },
      announceReceiptSharing: () => {},
      announceSessions: () => {},
      announcePrivacy: () => {},
      watchPrivacy: async () => () => {},
      readCursor: noStreams,
      openEvents: noStreams,
      openConversation: noStreams,
      signals: createSignals({ store: createMemoryLeaseStore(), fanOut: createMemoryFanOut(), prefix: 'test', log }),
      presence: {
        enter: () => ({ leave() {} }),
        report() {},
        watch: noStreams,
        read: async (asked) => asked.map(() => nowhere),
        readOpen: async (asked) => asked.map(() => []),
        readThere: async () => [],
      },
      places: createPlaces(createMemoryPlaceIndex(), 'test'),
      follow: noStreams,
      openSignals() {
        throw new Error('These services have no streams; use startTestApp.');
      },
      broadcasts: createBroadcasts({ fanOut: createMemoryFanOut(), prefix: 'test' }),
      openFeed() {
        throw new Error('These services have no streams; use startTestApp.');
      },
      isStorm: () => false,
    },
  };
}

/** Queues that keep what they are given, once it is committed. */
export function keepJobs(enqueued: TestServices['enqueued']): Jobs {
  return {
    async enqueue(_tx, queue, data) {
      afterCommit(() => enqueued.push({ queue: queue.name, data }));
    },
    async enqueueAll(_tx, queue, data) {
      afterCommit(() => enqueued.push(...data.map((each) => ({ queue: queue.name, data: each }))));
    },
  };
}

/** A caller's context. Each call is an operation of its own. */
export function contextOf(
  services: Services,
  userId: string,
  { tenantId = 'test', role = 'user' }: { tenantId?: string; role?: Actor['role'] } = {},
): Context {
  const actor = {
    tenantId,
    userId,
    role,
    sid: undefined,
    issuedAtMs: Date.now(),
    expiresAtMs: Date.now() + 3_600_000,
    topics: [],
  };
  return { ...services, actor, requestId: randomUUID(), connection: null, profiles: null };
}

/** Makes a tenant's users, as their first tokens would. */
export async function seedUsers(db: Db, userIds: readonly string[], tenantId = 'test'): Promise<void> {
  await db.insert(tenants).values({ id: tenantId }).onConflictDoNothing();
  await db
    .insert(users)
    .values(userIds.map((id) => ({ tenantId, id })))
    .onConflictDoNothing();
}
