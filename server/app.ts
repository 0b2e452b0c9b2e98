import type { Logger } from 'pino';
import type { Config, VapidSettings } from './config.ts';
import type { AttachmentClaims, Services } from './context.ts';
import { openDatabase } from './db/open-database.ts';
import type { Db } from './db/transaction.ts';
import { createHost } from './http/create-host.ts';
import { createWorkerHost } from './http/create-worker-host.ts';
import { installJobs } from './jobs/boss.ts';
import { createJobs, type RunningJobs } from './jobs/create-jobs.ts';
import { createLog } from './log.ts';
import { claimAttachments } from './modules/attachments/claim-attachments.ts';
import { handleAttachmentJobs } from './modules/attachments/jobs.ts';
import { shareAttachments } from './modules/attachments/share-attachments.ts';
import { handleBroadcastJobs } from './modules/broadcasts/jobs.ts';
import { resumeBroadcasts } from './modules/broadcasts/resume-broadcasts.ts';
import { intervalsOfViewers, readConversationIds } from './modules/conversations/sources.ts';
import type { DeliveryChannel } from './modules/deliveries/channel.ts';
import { createOutgoing } from './modules/deliveries/create-outgoing.ts';
import { handleDeliveryJobs } from './modules/deliveries/jobs.ts';
import { handleErasureJobs } from './modules/erasure/jobs.ts';
import { handleExportJobs } from './modules/exports/jobs.ts';
import { createMailChannel } from './modules/mail/mail-channel.ts';
import { hiders, readHidden } from './modules/messages/queries.ts';
import { hydrate } from './modules/messages/sources.ts';
import { handleNotificationJobs } from './modules/notifications/jobs.ts';
import { createNotificationConsumer } from './modules/notifications/notification-consumer.ts';
import { followSettings } from './modules/presence/follow-settings.ts';
import { createLastSeenWriter } from './modules/presence/keep-last-seen.ts';
import { createPreviewConsumer, previewLinks, previewQueue } from './modules/previews/preview-links.ts';
import { privacySince, receiptless, receiptSharingSince } from './modules/privacy/sources.ts';
import { handleRecountJobs } from './modules/receipts/recount-jobs.ts';
import { createReceiptSources } from './modules/receipts/sources.ts';
import { createThreadSources } from './modules/receipts/thread-sources.ts';
import { startSearchIndex } from './modules/search/start-search-index.ts';
import { createProfiles } from './modules/users/profiles.ts';
import { readRevoked } from './modules/users/sessions.ts';
import { changedUsers, usersSince } from './modules/users/sources.ts';
import { handleWebPushJobs } from './modules/web-push/jobs.ts';
import { openVapidKeys } from './modules/web-push/vapid-keys.ts';
import { createWebPushChannel } from './modules/web-push/web-push-channel.ts';
import { createWebhookConsumer } from './modules/webhooks/enqueue-deliveries.ts';
import { handleWebhookJobs } from './modules/webhooks/jobs.ts';
import { createWebhookChannel } from './modules/webhooks/notification-channel.ts';
import { createChaosFanOut } from './realtime/chaos.ts';
import { createRealtime, type RunningRealtime } from './realtime/create-realtime.ts';
import type { FanOut } from './realtime/fan-out.ts';
import { openInstallation } from './realtime/installation.ts';
import type { LeaseStore } from './realtime/lease-store.ts';
import { startLogConsumer } from './realtime/log-consumer.ts';
import { createMemoryFanOut } from './realtime/memory-fan-out.ts';
import { createMemoryLeaseStore } from './realtime/memory-lease-store.ts';
import { createMemoryPlaceIndex } from './realtime/memory-place-index.ts';
import { createMemoryPresenceStore } from './realtime/memory-presence-store.ts';
import type { PlaceIndex } from './realtime/place-index.ts';
import type { PresenceStore } from './realtime/presence-store.ts';
import type { Sources } from './realtime/realtime.ts';
import { createRedisFanOut } from './realtime/redis-fan-out.ts';
import { createRedisLeaseStore } from './realtime/redis-lease-store.ts';
import { createRedisPlaceIndex } from './realtime/redis-place-index.ts';
import { createRedisPresenceStore } from './realtime/redis-presence-store.ts';
import { alwaysDone, watchWork } from './realtime/watch-work.ts';
import { createStorage } from './storage/create-storage.ts';
import { warnOfSettings } from './warn-of-settings.ts';

/** A whole node. */
export interface App {
  services: Services;
  /** The log of this node, as its operators see it. */
  realtime: RunningRealtime;
  /** Takes the port of the configuration; 0 gives a free one. */
  listen(): Promise<{ port: number }>;
  /**
   * Stops: new work is refused, sockets are sent away, what runs is finished, all within `windowMs`; 0 cuts everything
   * off. Safe to call twice.
   */
  close(windowMs?: number): Promise<void>;
}

/** Parts that a test brings along, and closes itself. */
export interface AppOverrides {
  db?: Db;
  fanOut?: FanOut;
  leases?: LeaseStore;
  presence?: PresenceStore;
  placeIndex?: PlaceIndex;
  /** Instead of those that the settings give. */
  channels?: readonly DeliveryChannel[];
  log?: Logger;
}

/** Builds a node from its settings, from the bottom up, and closes it in the other direction. */
export async function createApp(config: Config, overrides: AppOverrides = {}): Promise<App> {
  const log = overrides.log ?? createLog(config.logLevel);
  const closers: (() => Promise<void>)[] = [];
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    return await build(config, overrides, log, closers, closeAll);
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function build(
  config: Config,
  overrides: AppOverrides,
  log: Logger,
  closers: (() => Promise<void>)[],
  closeAll: () => Promise<void>,
): Promise<App> {
  warnOfSettings(config, log);
  const [isServing, isWorking] = [config.role !== 'worker', config.role !== 'web'];
  const db = overrides.db ?? (await openOwnDatabase(config, log, closers));
  const fanOut = overrides.fanOut ?? openOwnFanOut(config, log, closers);
  const leases = overrides.leases ?? openOwnLeases(config, log, closers);
  const presence = overrides.presence ?? openOwnPresence(config, log, closers);
  const placeIndex = overrides.placeIndex ?? openOwnPlaceIndex(config, log, closers);
  const lastSeen = createLastSeenWriter({ db, log });
  closers.push(() => lastSeen.close());
  const installation = await openInstallation(db);
  const vapid = await openVapidKeys(db, config);
  const profiles = createProfiles();
  const sources = createSources(config);
  const { keep: onUser } = profiles;
  const { keep: onLeft } = lastSeen;
  const realtime = createRealtime({
    db,
    fanOut,
    leases,
    presence,
    placeIndex,
    sources,
    installation,
    onUser,
    onLeft,
    log,
    config,
  });
  closers.push(() => realtime.close());
  await realtime.start({ hasStreams: isServing });
  const storage = createStorage(config);
  const hints = { fanOut, prefix: config.redisKeyPrefix };
  const jobs = createJobs({ db, log, pollIntervalMs: config.jobsPollIntervalMs, isWorking, hints });
  const attachments: AttachmentClaims = {
    claim: (of) => claimAttachments({ db, config }, of),
    share: (of) => shareAttachments({ db }, of),
  };
  const { cursors } = installation;
  const channels = overrides.channels ?? openOwnChannels(config, { db, jobs, cursors, log }, vapid, closers);
  const services: Services = {
    ...{ config, db, realtime, jobs, storage, attachments, cursors, log },
    shownPresence: { follow: followSettings },
    outgoing: createOutgoing({ channels, jobs }),
    webPush: { publicKey: vapid.publicKey },
  };
  if (config.linkPreviews) jobs.handle(previewQueue, (job, run) => previewLinks(services, job, run));
  handleAttachmentJobs(jobs, services);
  handleExportJobs(jobs, services);
  handleRecountJobs(jobs, services);
  handleNotificationJobs(jobs, services);
  handleBroadcastJobs(jobs, services);
  handleDeliveryJobs(jobs, services, channels);
  handleWebPushJobs(jobs, services);
  handleErasureJobs(jobs, services);
  handleWebhookJobs(jobs, services);
  closers.push(() => jobs.close());
  await jobs.start();
  // What this node was about to do when it was killed goes on at once.
  if (isWorking) await resumeBroadcasts(services, 0);
  const stopConsumers = isWorking ? startConsumers(services) : async () => {};
  closers.push(stopConsumers);
  const work = isWorking ? alwaysDone : watchWork({ db, log, countDue: () => countDue(jobs) });
  closers.push(work.stop);
  const health = { db, fanOut, work };
  const host = isServing ? await createHost(services, profiles, health) : createWorkerHost(services, health);
  closers.push(() => host.close());

  // Side by side: others take over what waits while this node's clients go.
  const drain = async (deadline: number) => {
    await Promise.all([host.drain(deadline), stopConsumers(), jobs.drain(deadline)]);
  };
  let closing: Promise<void> | null = null;
  return {
    services,
    realtime,
    listen: () => host.listen(),
    close(windowMs = 0) {
      closing ??= (windowMs > 0 ? drain(Date.now() + windowMs) : Promise.resolve()).then(closeAll);
      return closing;
    },
  };
}

/** Begins to do what follows from events. Returns what stops that, after the turns under way. */
function startConsumers(services: Services): () => Promise<void> {
  const { db, log, jobs, config } = services;
  const { notificationsIntervalMs, searchIntervalMs, searchLanguage: language } = config;
  const stops = [
    startLogConsumer(createWebhookConsumer(jobs), { db, log }),
    startSearchIndex({ db, log, intervalMs: searchIntervalMs, language }),
  ];
  if (config.linkPreviews) stops.push(startLogConsumer(createPreviewConsumer(jobs), { db, log }));
  if (notificationsIntervalMs > 0) {
    const options = { db, log, intervalMs: notificationsIntervalMs };
    stops.push(startLogConsumer(createNotificationConsumer(services), options));
  }
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

/** Jobs that could begin now. */
async function countDue(jobs: RunningJobs): Promise<number> {
  return (await jobs.failed.count()).reduce((sum, { due }) => sum + due, 0);
}

async function openOwnDatabase(config: Config, log: Logger, closers: (() => Promise<void>)[]): Promise<Db> {
  const database = await openDatabase({
    url: config.databaseUrl,
    dataDir: config.dataDir,
    install: installJobs,
    onEngineDeath: (err) => log.error({ err }, 'The embedded database died; the next statement starts it again.'),
  });
  closers.push(() => database.close());
  return database.db;
}

function openOwnFanOut(config: Config, log: Logger, closers: (() => Promise<void>)[]): FanOut {
  const { redisUrl: url, isRedisCluster: isCluster } = config;
  const fanOut = url === null ? createMemoryFanOut() : createRedisFanOut({ url, isCluster, log });
  closers.push(() => fanOut.close());
  return config.chaosSeed === null ? fanOut : createChaosFanOut(fanOut, config.chaosSeed, log);
}

function openOwnLeases(config: Config, log: Logger, closers: (() => Promise<void>)[]): LeaseStore {
  const { redisUrl: url, isRedisCluster: isCluster } = config;
  const leases = url === null ? createMemoryLeaseStore() : createRedisLeaseStore({ url, isCluster, log });
  closers.push(() => leases.close());
  return leases;
}

/** So many signs of life of a node have to be missing until its users are gone. */
const missedBeatsMax = 3;

function openOwnPresence(config: Config, log: Logger, closers: (() => Promise<void>)[]): PresenceStore {
  const { redisUrl: url, isRedisCluster: isCluster, redisKeyPrefix: prefix, presenceBeatMs } = config;
  const lifeMs = missedBeatsMax * presenceBeatMs;
  const store =
    url === null
      ? createMemoryPresenceStore({ lifeMs })
      : createRedisPresenceStore({ url, isCluster, prefix, lifeMs, log });
  closers.push(() => store.close());
  return store;
}

function openOwnPlaceIndex(config: Config, log: Logger, closers: (() => Promise<void>)[]): PlaceIndex {
  const { redisUrl: url, isRedisCluster: isCluster } = config;
  const placeIndex = url === null ? createMemoryPlaceIndex() : createRedisPlaceIndex({ url, isCluster, log });
  closers.push(() => placeIndex.close());
  return placeIndex;
}

/** The ways out to users that the settings give. */
function openOwnChannels(
  config: Config,
  { db, jobs, cursors, log }: Pick<Services, 'db' | 'jobs' | 'cursors' | 'log'>,
  keys: VapidSettings,
  closers: (() => Promise<void>)[],
): readonly DeliveryChannel[] {
  const pushes = createWebPushChannel({ config, db, keys, log });
  closers.push(async () => pushes.close());
  const channels = [pushes, createWebhookChannel({ db, jobs })];
  if (config.mail === null) return channels;
  const mails = createMailChannel({ settings: config.mail, db, cursors, log });
  closers.push(async () => mails.close());
  return [...channels, mails];
}

/** What the log is told by the modules. */
function createSources(config: Config): Sources {
  const receipts = createReceiptSources(config.limits);
  const threads = createThreadSources(config.limits);
  return {
    plan: { intervals: intervalsOfViewers, hiders, receiptless, state: [changedUsers, receipts.moved, threads.moved] },
    readConversationIds,
    hydrate,
    readHidden,
    readRevoked,
    receiptSharingSince,
    privacySince,
    async stateSince(db, since) {
      const [users, positions] = [await usersSince(db, since), await receipts.stateSince(db, since)];
      return [...users, ...positions, ...(await threads.stateSince(db, since))];
    },
  };
}
