import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import {
  ConfigError,
  type Environment,
  readChoice,
  readFolder,
  readNumber,
  readSwitch,
  readText,
  readUrl,
} from './lib/environment.ts';
import { fromBase64Url, isPoint, publicKeyOf } from './lib/p256.ts';
import { type Limits, readLimits } from './limits.ts';
import { type MailSettings, readMailSettings } from './mail-settings.ts';

/** A bucket of S3, or of whatever speaks its protocol. */
export interface S3Settings {
  /** `S3_BUCKET` with the attachments. Absent: they are in `FILES_DIR`. */
  bucket: string;
  /** `S3_ENDPOINT` of a store that is not Amazon's; buckets are then named in the path. Absent: Amazon's. */
  endpoint: string | null;
  /** `S3_REGION` of the bucket. @default 'us-east-1' */
  region: string;
  /** `S3_ACCESS_KEY_ID`. Absent: whatever the machine's role or AWS' own variables give. */
  accessKeyId: string | null;
  /** `S3_SECRET_ACCESS_KEY` that belongs to it. */
  secretAccessKey: string | null;
}

const roles = ['all', 'web', 'worker'] as const;

export type Role = (typeof roles)[number];

/** The pair of keys by which push services know an installation (RFC 8292), each in base64url. */
export interface VapidSettings {
  /** `VAPID_PUBLIC_KEY` of web push, in base64url; browsers are bound to it. Absent, with the other: made on the first start and kept in the database. */
  publicKey: string;
  /** `VAPID_PRIVATE_KEY` that belongs to it. */
  privateKey: string;
}

/** Every setting. Only this file reads the environment. */
export interface Config {
  /** `NODE_ENV` is `production`: no development tokens, no defaults for secrets, no GraphiQL. @default false */
  isProduction: boolean;
  /** `PORT` to listen on; 0 takes a free one. @default 4000 */
  port: number;
  /** `HOST`, the address to listen on. @default '127.0.0.1' in development, '0.0.0.0' in production */
  host: string;
  /** `DATABASE_URL` of Postgres. Absent (null): the embedded engine, in `dataDir`. */
  databaseUrl: string | null;
  /** `DATA_DIR` of the embedded engine. @default './.data' */
  dataDir: string;
  /**
   * `REDIS_URL` of Redis; several, comma-separated, are nodes of one Redis Cluster, not necessarily all. Absent (null):
   * in-process, which serves one node; more nodes see each other's events a second late.
   */
  redisUrl: string | null;
  /** `REDIS_CLUSTER` is `on` where one `REDIS_URL` leads to a Redis Cluster. @default on with several addresses, else off */
  isRedisCluster: boolean;
  /** `REDIS_KEY_PREFIX` of all keys and channels, so that several installations may share a Redis. @default 'tidings' */
  redisKeyPrefix: string;
  /** `FILES_DIR` with the attachments, where they are not in S3. Nodes on several machines need one that all of them see. @default `files` in `DATA_DIR` */
  filesDir: string;
  /** Keeps attachments in a bucket instead: see `S3Settings`. Null: in `filesDir`. */
  s3: S3Settings | null;
  /**
   * `UNSENT_ATTACHMENT_MS` that an attachment may be in no message, from the beginning of its upload or the end of its last
   * message; then it is deleted. @default 86_400_000 // 24 hours
   */
  unsentAttachmentMs: number;
  /** `WORKERS`: processes that share the port, each a whole node of this `ROLE`. More than 1 needs `DATABASE_URL`. @default 1 */
  workers: number;
  /**
   * `ROLE` of this node: `all` serves clients and does what follows; `web` serves and leaves that to others; `worker` does
   * it, and answers `/healthz` and `/readyz` alone. Others than `all` need `DATABASE_URL`. @default 'all'
   */
  role: Role;

  /** `JWT_SECRET` for HS256, 32 characters at least. In development there is one of ours; null: HS256 is refused. */
  jwtSecret: string | null;
  /** `JWKS_URL` with the public keys for RS256, ES256 and EdDSA. Null: those are refused. */
  jwksUrl: string | null;
  /** `JWKS_COOLDOWN_MS` between two fetches of the keys for a key id that is not among them. @default 10_000 // 10 seconds */
  jwksCooldownMs: number;
  /** `JWT_ISSUER` that tokens must have as `iss`. Null: any. */
  jwtIssuer: string | null;
  /** `JWT_AUDIENCE` that tokens must have in `aud`. Null: any. */
  jwtAudience: string | null;

  /** `ALLOWED_ORIGINS` of browsers, comma-separated; development also lets localhost in. @default none */
  allowedOrigins: readonly string[];
  /** `RATE_LIMITS` are `on`; `off` is for load tests and warns at start. The other bounds stay. @default true */
  rateLimits: boolean;
  /** `SENDS_PER_SECOND_MAX` of one user; twice that in a burst. @default 50 */
  sendsPerSecondMax: number;
  /** `URGENT_SENDS_PER_MINUTE_MAX` of one user, since they pass quiet hours; SYSTEM messages of the backend are not counted. @default 10 */
  urgentSendsPerMinuteMax: number;
  /** `SIGNALS_PER_SECOND_MAX` of one `service` token's user, by `publishSignal`; twice that in a burst. @default 100 */
  signalsPerSecondMax: number;
  /** `CONTACT_REQUESTS_PER_HOUR_MAX` of one user, repeated ones included. @default 100 */
  contactRequestsPerHourMax: number;
  /** `NEARBY_SEARCHES_PER_MINUTE_MAX` of one user. @default 30 */
  nearbySearchesPerMinuteMax: number;
  /** `MUTATIONS_PER_SECOND_MAX` of one user and mutation, other than sending; twice that in a burst. @default 20 */
  mutationsPerSecondMax: number;
  /** `QUERIES_PER_SECOND_MAX` of one user; twice that in a burst. @default 50 */
  queriesPerSecondMax: number;
  /** `SUBSCRIPTIONS_PER_SECOND_MAX` that one user may start; ten times that in a burst. @default 20 */
  subscriptionsPerSecondMax: number;
  /** `CONNECTS_PER_SECOND_MAX` of one user's sockets; ten times that in a burst. @default 10 */
  connectsPerSecondMax: number;
  /** `INTROSPECTION` of the schema by clients, over HTTP and sockets. @default on in development, off in production */
  introspection: boolean;
  /** `GRAPHIQL` at /graphql for browsers. @default on in development, off in production */
  graphiql: boolean;
  /** `CHAT`, the demo application, at / for browsers, where it was built. @default on in development, off in production */
  chat: boolean;
  /** `OPERATION_COST_MAX`, as graphql-armor counts: a field is 1, an object 2, each level multiplies by 1.5. @default 20_000 */
  operationCostMax: number;
  /** `OPERATION_TOKENS_MAX`: words and signs in an operation's text. @default 3_000 */
  operationTokensMax: number;
  /** `OPERATION_DIRECTIVES_MAX` in an operation. @default 30 */
  operationDirectivesMax: number;
  /**
   * `OPERATIONS` that clients may run: `any`, or only `known` ones, which are those of `OPERATION_MANIFESTS`. Tokens of the role
   * `service` run any; see docs/OPERATIONS.md. @default 'any'
   */
  operations: 'any' | 'known';
  /**
   * `OPERATION_MANIFESTS`: paths of JSON files with the operations that the server knows, by the SHA-256 of their text, with a
   * comma between two; `sdk` stands for those of this release's SDK. Clients may name these by their id. @default 'sdk'
   */
  operationManifests: readonly string[];
  /** `CONNECTION_INIT_TIMEOUT_MS` that a new socket has for `connection_init`; then 4408. @default 10_000 // 10 seconds */
  connectionInitTimeoutMs: number;
  /** `SOCKET_SILENCE_MS_MAX` without a sign of life; then the socket is gone. @default 60_000 // 60 seconds */
  socketSilenceMsMax: number;

  /** `DEMO_DATA` fills an empty database with a demo, in the tenant `default`; production refuses it. @default on in development, else off */
  demoData: boolean;
  /** `LOG_LEVEL`: fatal, error, warn, info, debug, trace or silent. @default 'info' */
  logLevel: string;
  /** `DRAIN_WINDOW_MS` from SIGTERM to the end of the process, at most; what clients asked for and jobs under way are finished in it. @default 30_000 // 30 seconds */
  drainWindowMs: number;

  /** `STREAM_QUEUE_BYTES_MAX` unsent on a stream; past it the queue is dropped and the log read again. @default 1_048_576 */
  streamQueueBytesMax: number;
  /** `STREAM_STALL_MS_MAX` that a reader may stand still over the bound; then 4410. @default 30_000 // 30 seconds */
  streamStallMsMax: number;
  /** `AUDIT_INTERVAL_MS` between two looks at the log for what no hint announced. @default 1_000 // 1 second */
  auditIntervalMs: number;
  /** `STATE_INTERVAL_MS` between two state items of one place. @default 1_000 // 1 second */
  stateIntervalMs: number;
  /** `SIGNAL_INTERVAL_MS` between two changes of who is typing that are told, and between two that one user makes. @default 1_000 // 1 second */
  signalIntervalMs: number;
  /** `SIGNAL_BACKLOG_MAX` application signals that wait for a slow reader, and STREAM_QUEUE_BYTES_MAX of them; older ones are dropped. @default 1_000 */
  signalBacklogMax: number;
  /** `LOCATION_REFRESH_MS` after which the same position is told again, if it was reported meanwhile; less than half of LOCATION_STALE_MS. @default 25_000 // 25 seconds */
  locationRefreshMs: number;
  /** `NEARBY_CONTACT_METERS` within which two contacts who share where they are, are told of each other. @default 1_000 // 1 kilometre */
  nearbyContactMeters: number;
  /** `NEARBY_CONTACT_COOLDOWN_MS` that they must have been apart to be told again. @default 3_600_000 // 1 hour */
  nearbyContactCooldownMs: number;
  /** `LOCATION_SHARE_MS_DEFAULT` that a share lasts whose end is not said. @default 3_600_000 // 1 hour */
  locationShareMsDefault: number;
  /**
   * `PRESENCE_GRACE_MS` that a user is still there after his last connection has ended, so that nobody is told of a
   * reconnect. @default 5_000 // 5 seconds
   */
  presenceGraceMs: number;
  /** `PRESENCE_INTERVAL_MS` between two changes of one user's presence that are told; the latest wins. @default 1_000 // 1 second */
  presenceIntervalMs: number;
  /**
   * `PRESENCE_BEAT_MS` between two signs of life of a node. After three without one its users are gone, which another node
   * finds out within one more. @default 10_000 // 10 seconds
   */
  presenceBeatMs: number;
  /** `CHECKPOINT_INTERVAL_MS` between two `Checkpoint`s of a live stream. @default 25_000 // 25 seconds */
  checkpointIntervalMs: number;
  /** `SEARCH_LANGUAGE` of tenants that set none: `simple` for none, or the name of one of Postgres' stemmers. @default 'simple' */
  searchLanguage: SearchLanguage;
  /** `SEARCH_INTERVAL_MS` between two looks at the log for what is to be found. @default 500 */
  searchIntervalMs: number;
  /**
   * `NOTIFICATIONS_INTERVAL_MS` between two looks at the log for what is to be notified of. 0: this node does none of it.
   * @default 500
   */
  notificationsIntervalMs: number;
  /**
   * `NOTIFICATION_PUSH_WAIT_MS` that a push waits for a user who is at one of his devices: what he reads there meanwhile is not
   * pushed. Who is at none waits for nothing. @default 2_000 // 2 seconds
   */
  notificationPushWaitMs: number;
  /** `EVENT_PAGE_SIZE`: events that a replay reads at once. @default 500 */
  eventPageSize: number;
  /**
   * `DECLINED_CONTACT_QUIET_MS` after a declined contact request in which its requester may ask again as he likes, and the
   * other is not asked. @default 2_592_000_000 // 30 days
   */
  declinedContactQuietMs: number;
  /** `LINK_PREVIEWS`: pages that messages link to are looked at, by this server, and what they say is shown. @default off */
  linkPreviews: boolean;
  /**
   * `LINK_PREVIEW_PRIVATE_ADDRESSES`: addresses and networks of an intranet that previews may be of, such as `10.1.0.0/16`,
   * with a comma between two. With any, addresses may name a port. @default none
   */
  linkPreviewPrivateAddresses: string[];
  /** The keys of web push that are set: see `VapidSettings`. Null: those of the database. */
  vapid: VapidSettings | null;
  /**
   * `VAPID_SUBJECT`: where push services reach the operator, a `mailto:` or an `https:` address. They may refuse to deliver
   * without, so in production the start warns. @default the first https address of ALLOWED_ORIGINS
   */
  vapidSubject: string | null;
  /** `WEBHOOK_HTTP`: webhook endpoints, and web push, may be told over http as well as https. @default on in development, off in production */
  webhookHttp: boolean;
  /**
   * `WEBHOOK_PRIVATE_ADDRESSES`: addresses and networks that webhook endpoints and push services may be in although they are
   * private, such as `10.1.0.0/16`, with a comma between two. @default none
   */
  webhookPrivateAddresses: string[];
  /** `WEBHOOK_TIMEOUT_MS` that a webhook endpoint has to answer. @default 15_000 // 15 seconds */
  webhookTimeoutMs: number;
  /** `WEBHOOK_CONCURRENCY`: conversations that one webhook endpoint is told of at the same time. @default 8 */
  webhookConcurrency: number;
  /** Sends notifications by mail: see `MailSettings`. Null: by none. */
  mail: MailSettings | null;
  /**
   * `RECOUNT_INTERVAL_MS` between two rounds in which all unread numbers are counted one by one and compared; what drifted
   * is logged and counted. 0: never. @default 86_400_000 // a day; 0 in development
   */
  recountIntervalMs: number;
  /** `RECOUNT_REPAIRS` sets unread numbers that drifted to what was counted; `off` only tells. @default off */
  recountRepairs: boolean;
  /** `JOBS_POLL_INTERVAL_MS` between two looks at a queue for jobs that are due later or again, and, without Redis, for those that another node left. @default 5_000 // 5 seconds */
  jobsPollIntervalMs: number;
  /** `RETENTION_MS`; the same as `limits.retentionMs`. @default 604_800_000 // 7 days */
  retentionMs: number;

  /** `PAUSE_AFTER_COMMIT_MS` before publishing: a fault point for tests; production refuses it. @default 0 */
  pauseAfterCommitMs: number;
  /** `CHAOS_SEED`: drops, delays, doubles and reorders hints, cuts sockets; production refuses it. Null: off. */
  chaosSeed: number | null;

  limits: Limits;
}

/** What words may be taken to be in; the names are those of Postgres' own stemmers. */
export const searchLanguages = [
  'simple',
  'arabic',
  'armenian',
  'basque',
  'catalan',
  'danish',
  'dutch',
  'english',
  'finnish',
  'french',
  'german',
  'greek',
  'hindi',
  'hungarian',
  'indonesian',
  'irish',
  'italian',
  'lithuanian',
  'nepali',
  'norwegian',
  'portuguese',
  'romanian',
  'russian',
  'serbian',
  'spanish',
  'swedish',
  'tamil',
  'turkish',
  'yiddish',
] as const;

export type SearchLanguage = (typeof searchLanguages)[number];

/** Signs tokens in development. Everybody knows it, so production refuses it. */
export const developmentSecret = 'tidings-development-secret-not-for-production';

/** Reads all settings. Throws `ConfigError` for the first bad one. */
export function loadConfig(env: Environment): Config {
  const isProduction =
    readChoice(env, 'NODE_ENV', 'development', ['development', 'test', 'production']) === 'production';
  const databaseUrl = readUrl(env, 'DATABASE_URL', ['postgres:', 'postgresql:']);
  const retentionMs = readNumber(env, 'RETENTION_MS', 7 * 86_400_000, 1_000, 366 * 86_400_000);
  const checkpointIntervalMs = readNumber(env, 'CHECKPOINT_INTERVAL_MS', 25_000, 100, 25_000);
  return {
    isProduction,
    port: readNumber(env, 'PORT', 4000, 0, 65_535),
    host: readText(env, 'HOST') ?? (isProduction ? '0.0.0.0' : '127.0.0.1'),
    databaseUrl,
    dataDir: readFolder(env, 'DATA_DIR', './.data'),
    filesDir: readFolder(env, 'FILES_DIR', join(readFolder(env, 'DATA_DIR', './.data'), 'files')),
    s3: readS3Settings(env),
    unsentAttachmentMs: readNumber(env, 'UNSENT_ATTACHMENT_MS', 86_400_000, 60_000, 2_592_000_000),
    ...readRedisSettings(env),
    redisKeyPrefix: readText(env, 'REDIS_KEY_PREFIX') ?? 'tidings',
    workers: readWorkers(env, databaseUrl),
    role: readRole(env, databaseUrl),
    ...readTokenSettings(env, isProduction),
    ...readEdgeSettings(env, isProduction),
    logLevel: readChoice(env, 'LOG_LEVEL', 'info', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    drainWindowMs: readNumber(env, 'DRAIN_WINDOW_MS', 30_000, 0, 30_000),
    streamQueueBytesMax: readNumber(env, 'STREAM_QUEUE_BYTES_MAX', 1_048_576, 1_024, 1_073_741_824),
    streamStallMsMax: readNumber(env, 'STREAM_STALL_MS_MAX', 30_000, 100, 600_000),
    auditIntervalMs: readNumber(env, 'AUDIT_INTERVAL_MS', 1_000, 10, 2_000),
    stateIntervalMs: readNumber(env, 'STATE_INTERVAL_MS', 1_000, 10, 60_000),
    signalIntervalMs: readNumber(env, 'SIGNAL_INTERVAL_MS', 1_000, 10, 60_000),
    signalBacklogMax: readNumber(env, 'SIGNAL_BACKLOG_MAX', 1_000, 1, 1_000_000),
    locationRefreshMs: readNumber(env, 'LOCATION_REFRESH_MS', 25_000, 10, 1_800_000),
    nearbyContactMeters: readNumber(env, 'NEARBY_CONTACT_METERS', 1_000, 0, 50_000),
    nearbyContactCooldownMs: readNumber(env, 'NEARBY_CONTACT_COOLDOWN_MS', 3_600_000, 100, 604_800_000),
    locationShareMsDefault: readNumber(env, 'LOCATION_SHARE_MS_DEFAULT', 3_600_000, 1_000, 28_800_000),
    presenceGraceMs: readNumber(env, 'PRESENCE_GRACE_MS', 5_000, 0, 60_000),
    presenceIntervalMs: readNumber(env, 'PRESENCE_INTERVAL_MS', 1_000, 10, 60_000),
    presenceBeatMs: readNumber(env, 'PRESENCE_BEAT_MS', 10_000, 100, 15_000),
    checkpointIntervalMs,
    searchLanguage: readChoice(env, 'SEARCH_LANGUAGE', 'simple', searchLanguages),
    searchIntervalMs: readNumber(env, 'SEARCH_INTERVAL_MS', 500, 10, 60_000),
    notificationsIntervalMs: readNumber(env, 'NOTIFICATIONS_INTERVAL_MS', 500, 0, 60_000),
    notificationPushWaitMs: readNumber(env, 'NOTIFICATION_PUSH_WAIT_MS', 2_000, 0, 60_000),
    eventPageSize: readNumber(env, 'EVENT_PAGE_SIZE', 500, 1, 10_000),
    declinedContactQuietMs: readNumber(env, 'DECLINED_CONTACT_QUIET_MS', 2_592_000_000, 0, 31_622_400_000),
    linkPreviews: readSwitch(env, 'LINK_PREVIEWS', 'off'),
    linkPreviewPrivateAddresses: readAddresses(env, 'LINK_PREVIEW_PRIVATE_ADDRESSES'),
    vapid: readVapidSettings(env),
    vapidSubject: readVapidSubject(env),
    webhookHttp: readSwitch(env, 'WEBHOOK_HTTP', isProduction ? 'off' : 'on'),
    webhookPrivateAddresses: readAddresses(env, 'WEBHOOK_PRIVATE_ADDRESSES'),
    webhookTimeoutMs: readNumber(env, 'WEBHOOK_TIMEOUT_MS', 15_000, 100, 30_000),
    webhookConcurrency: readNumber(env, 'WEBHOOK_CONCURRENCY', 8, 1, 100),
    mail: readMailSettings(env),
    recountIntervalMs: readNumber(env, 'RECOUNT_INTERVAL_MS', isProduction ? 86_400_000 : 0, 0, 7 * 86_400_000),
    recountRepairs: readSwitch(env, 'RECOUNT_REPAIRS', 'off'),
    jobsPollIntervalMs: readNumber(env, 'JOBS_POLL_INTERVAL_MS', 5_000, 500, 600_000),
    retentionMs,
    demoData: readDemoData(env, isProduction),
    ...readFaultSettings(env, isProduction),
    limits: readLimits(env, retentionMs, checkpointIntervalMs + 5_000),
  };
}

function readEdgeSettings(env: Environment, isProduction: boolean) {
  const inDevelopment = isProduction ? 'off' : 'on';
  return {
    allowedOrigins: readOrigins(env),
    rateLimits: readSwitch(env, 'RATE_LIMITS', 'on'),
    sendsPerSecondMax: readNumber(env, 'SENDS_PER_SECOND_MAX', 50, 1, 1_000_000),
    urgentSendsPerMinuteMax: readNumber(env, 'URGENT_SENDS_PER_MINUTE_MAX', 10, 1, 1_000_000),
    signalsPerSecondMax: readNumber(env, 'SIGNALS_PER_SECOND_MAX', 100, 1, 1_000_000),
    contactRequestsPerHourMax: readNumber(env, 'CONTACT_REQUESTS_PER_HOUR_MAX', 100, 1, 1_000_000),
    nearbySearchesPerMinuteMax: readNumber(env, 'NEARBY_SEARCHES_PER_MINUTE_MAX', 30, 1, 1_000_000),
    mutationsPerSecondMax: readNumber(env, 'MUTATIONS_PER_SECOND_MAX', 20, 1, 1_000_000),
    queriesPerSecondMax: readNumber(env, 'QUERIES_PER_SECOND_MAX', 50, 1, 1_000_000),
    subscriptionsPerSecondMax: readNumber(env, 'SUBSCRIPTIONS_PER_SECOND_MAX', 20, 1, 1_000_000),
    connectsPerSecondMax: readNumber(env, 'CONNECTS_PER_SECOND_MAX', 10, 1, 1_000_000),
    introspection: readSwitch(env, 'INTROSPECTION', inDevelopment),
    graphiql: readSwitch(env, 'GRAPHIQL', inDevelopment),
    chat: readSwitch(env, 'CHAT', inDevelopment),
    operationCostMax: readNumber(env, 'OPERATION_COST_MAX', 20_000, 100, 10_000_000),
    operationTokensMax: readNumber(env, 'OPERATION_TOKENS_MAX', 3_000, 100, 1_000_000),
    operationDirectivesMax: readNumber(env, 'OPERATION_DIRECTIVES_MAX', 30, 1, 1_000),
    ...readOperationSettings(env),
    connectionInitTimeoutMs: readNumber(env, 'CONNECTION_INIT_TIMEOUT_MS', 10_000, 100, 60_000),
    socketSilenceMsMax: readNumber(env, 'SOCKET_SILENCE_MS_MAX', 60_000, 200, 600_000),
  };
}

const sdkManifest = join(import.meta.dirname, 'generated/known-operations.json');

function readOperationSettings(env: Environment) {
  const operations = readChoice(env, 'OPERATIONS', 'any', ['any', 'known']);
  const paths = (readText(env, 'OPERATION_MANIFESTS') ?? 'sdk').split(',').map((path) => path.trim());
  const operationManifests = paths.filter(Boolean).map((path) => (path === 'sdk' ? sdkManifest : resolve(path)));
  return { operations, operationManifests };
}

function readTokenSettings(env: Environment, isProduction: boolean) {
  const jwksUrl = readUrl(env, 'JWKS_URL', ['https:', 'http:']);
  const secret = readText(env, 'JWT_SECRET');
  const cure = 'set JWT_SECRET to a random text of 32 characters or more (openssl rand -hex 32), or JWKS_URL.';
  // The value of a secret is never shown, not even a bad one.
  if (secret !== undefined && secret.length < 32) throw new ConfigError('JWT_SECRET', '(too short)', cure);
  if (isProduction && secret === developmentSecret) throw new ConfigError('JWT_SECRET', "(development's)", cure);
  if (isProduction && secret === undefined && jwksUrl === null) throw new ConfigError('JWT_SECRET', undefined, cure);
  return {
    jwtSecret: secret ?? (isProduction ? null : developmentSecret),
    jwksUrl,
    jwksCooldownMs: readNumber(env, 'JWKS_COOLDOWN_MS', 10_000, 0, 3_600_000),
    jwtIssuer: readText(env, 'JWT_ISSUER') ?? null,
    jwtAudience: readText(env, 'JWT_AUDIENCE') ?? null,
  };
}

function readFaultSettings(env: Environment, isProduction: boolean) {
  for (const name of ['PAUSE_AFTER_COMMIT_MS', 'CHAOS_SEED']) {
    const value = readText(env, name);
    if (isProduction && value !== undefined)
      throw new ConfigError(name, value, 'remove it; it is for tests, not production.');
  }
  return {
    pauseAfterCommitMs: readNumber(env, 'PAUSE_AFTER_COMMIT_MS', 0, 0, 600_000),
    chaosSeed: readText(env, 'CHAOS_SEED') === undefined ? null : readNumber(env, 'CHAOS_SEED', 0, 0, 2 ** 32 - 1),
  };
}

function readDemoData(env: Environment, isProduction: boolean): boolean {
  // Tests count what they made.
  const isDevelopment = !isProduction && readText(env, 'NODE_ENV') !== 'test';
  const demoData = readSwitch(env, 'DEMO_DATA', isDevelopment ? 'on' : 'off');
  if (demoData && isProduction) throw new ConfigError('DEMO_DATA', 'on', 'remove it; it is for development.');
  return demoData;
}

function readWorkers(env: Environment, databaseUrl: string | null): number {
  const workers = readNumber(env, 'WORKERS', 1, 1, 256);
  if (workers > 1 && databaseUrl === null) {
    throw new ConfigError(
      'WORKERS',
      `${workers}`,
      'the embedded engine serves one process; set DATABASE_URL, or WORKERS=1.',
    );
  }
  return workers;
}

function readRole(env: Environment, databaseUrl: string | null): Role {
  const role = readChoice(env, 'ROLE', 'all', roles);
  if (role !== 'all' && databaseUrl === null) {
    throw new ConfigError('ROLE', role, 'the embedded engine serves one process; set DATABASE_URL, or ROLE=all.');
  }
  return role;
}

function readRedisSettings(env: Environment) {
  const text = readText(env, 'REDIS_URL');
  const urls = (text ?? '').split(',').map((url) => readUrl({ REDIS_URL: url }, 'REDIS_URL', ['redis:', 'rediss:']));
  const hasSeveral = urls.length > 1;
  const isRedisCluster = readSwitch(env, 'REDIS_CLUSTER', hasSeveral ? 'on' : 'off');
  if (isRedisCluster && text === undefined) {
    throw new ConfigError('REDIS_CLUSTER', 'on', 'give the address of a node of it in REDIS_URL.');
  }
  if (!isRedisCluster && hasSeveral) {
    throw new ConfigError(
      'REDIS_CLUSTER',
      'off',
      'give one address in REDIS_URL; several are nodes of a Redis Cluster.',
    );
  }
  if (hasSeveral && urls.includes(null)) {
    throw new ConfigError('REDIS_URL', '(an empty one among several)', 'give addresses with one comma between two.');
  }
  if (isRedisCluster && urls.some((url) => !/^\/?0?$/.test(new URL(url ?? '').pathname))) {
    throw new ConfigError('REDIS_URL', '(with a database)', 'give no database after the port; a cluster has none.');
  }
  const protocols = new Set(urls.map((url) => url?.split(':')[0]));
  if (protocols.size > 1) {
    throw new ConfigError(
      'REDIS_URL',
      [...protocols].join(', '),
      'give all nodes with redis:// or all with rediss://.',
    );
  }
  return { redisUrl: text === undefined ? null : urls.join(','), isRedisCluster };
}

function readAddresses(env: Environment, name: string): string[] {
  const texts = (readText(env, name) ?? '').split(',').map((text) => text.trim());
  return texts.filter(Boolean).map((text) => {
    const [address = '', bits, ...rest] = text.split('/');
    const bitsMax = isIP(address) === 6 ? 128 : 32;
    const isNetwork = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= bitsMax);
    if (isIP(address) === 0 || !isNetwork || rest.length > 0) {
      throw new ConfigError(name, text, 'give addresses or networks such as 10.1.0.0/16, with a comma between two.');
    }
    return text;
  });
}

function readVapidSettings(env: Environment): VapidSettings | null {
  const [publicKey, privateKey] = [readText(env, 'VAPID_PUBLIC_KEY'), readText(env, 'VAPID_PRIVATE_KEY')];
  if (publicKey === undefined && privateKey === undefined) return null;
  const missing = publicKey === undefined ? 'VAPID_PUBLIC_KEY' : 'VAPID_PRIVATE_KEY';
  if (publicKey === undefined || privateKey === undefined) {
    throw new ConfigError(missing, undefined, 'give both keys of the pair, or neither to have one made and kept.');
  }
  const bytes = { public: fromBase64Url(publicKey), private: fromBase64Url(privateKey) };
  const pair = 'give the pair that `npx web-push generate-vapid-keys` prints.';
  if (bytes.public === null || !isPoint(bytes.public)) throw new ConfigError('VAPID_PUBLIC_KEY', publicKey, pair);
  const own = bytes.private?.length === 32 ? publicKeyOf(bytes.private) : null;
  // The value of a secret is never shown, not even a bad one.
  if (own === null) throw new ConfigError('VAPID_PRIVATE_KEY', '(no private key)', pair);
  if (!own.equals(bytes.public)) throw new ConfigError('VAPID_PRIVATE_KEY', "(another pair's)", pair);
  return { publicKey: publicKey.replace(/=+$/, ''), privateKey: privateKey.replace(/=+$/, '') };
}

function readVapidSubject(env: Environment): string | null {
  const text = readText(env, 'VAPID_SUBJECT');
  if (text === undefined) return readOrigins(env).find((origin) => origin.startsWith('https:')) ?? null;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isMail = url?.protocol === 'mailto:' && /^[^@\s]+@[^@\s]+$/.test(url.pathname);
  if (isMail || (url?.protocol === 'https:' && url.hostname !== '')) return text;
  throw new ConfigError(
    'VAPID_SUBJECT',
    text,
    'give an address such as mailto:operator@example.com or https://example.com.',
  );
}

function readS3Settings(env: Environment): S3Settings | null {
  const bucket = readText(env, 'S3_BUCKET');
  const endpoint = readUrl(env, 'S3_ENDPOINT', ['https:', 'http:']);
  if (bucket === undefined) {
    if (endpoint === null) return null;
    throw new ConfigError(
      'S3_BUCKET',
      undefined,
      'name the bucket, or leave S3_ENDPOINT out to keep files on the disk.',
    );
  }
  const accessKeyId = readText(env, 'S3_ACCESS_KEY_ID') ?? null;
  const secretAccessKey = readText(env, 'S3_SECRET_ACCESS_KEY') ?? null;
  if ((accessKeyId === null) !== (secretAccessKey === null)) {
    const missing = accessKeyId === null ? 'S3_ACCESS_KEY_ID' : 'S3_SECRET_ACCESS_KEY';
    throw new ConfigError(missing, undefined, 'give both keys, or neither to use the role of the machine.');
  }
  return { bucket, endpoint, region: readText(env, 'S3_REGION') ?? 'us-east-1', accessKeyId, secretAccessKey };
}

function readOrigins(env: Environment): string[] {
  const texts = (readText(env, 'ALLOWED_ORIGINS') ?? '').split(',').map((text) => text.trim());
  return texts.filter(Boolean).map((text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol) || url.origin !== text.replace(/\/$/, '')) {
      throw new ConfigError(
        'ALLOWED_ORIGINS',
        text,
        'give origins such as https://app.example.com, with a comma between two.',
      );
    }
    return url.origin;
  });
}
