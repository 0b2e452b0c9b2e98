import { createECDH } from 'node:crypto';
import { expect, test } from 'vitest';
import { developmentSecret, loadConfig } from './config.ts';
import { ConfigError } from './lib/environment.ts';

const secret = 'a secret of more than thirty-two characters';
const databaseUrl = 'postgres://tidings:hunter2@db/tidings';

/** The line that a user sees. */
function refusal(env: Record<string, string>): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('The settings were accepted.');
}

test('Nothing needs to be set in development', () => {
  expect(loadConfig({})).toMatchObject({
    isProduction: false,
    port: 4000,
    host: '127.0.0.1',
    databaseUrl: null,
    redisUrl: null,
    isRedisCluster: false,
    jwtSecret: developmentSecret,
    rateLimits: true,
    introspection: true,
    graphiql: true,
    chat: true,
  });
});

test('Production listens everywhere, and has neither GraphiQL nor introspection unless told so', () => {
  const production = { NODE_ENV: 'production', JWT_SECRET: secret };
  expect(loadConfig(production)).toMatchObject({ host: '0.0.0.0', graphiql: false, chat: false, introspection: false });
  expect(loadConfig({ ...production, INTROSPECTION: 'on' }).introspection).toBe(true);
});

test('Production refuses to start without a secret of its own, and names the variable', () => {
  expect(refusal({ NODE_ENV: 'production' })).toMatch(/^JWT_SECRET is missing: .*JWKS_URL/);
  expect(refusal({ NODE_ENV: 'production', JWT_SECRET: 'short' })).toMatch(/^JWT_SECRET .*32 characters/);
  expect(refusal({ NODE_ENV: 'production', JWT_SECRET: developmentSecret })).toMatch(/^JWT_SECRET /);
  const withKeys = loadConfig({ NODE_ENV: 'production', JWKS_URL: 'https://id.example.com/keys' });
  expect(withKeys).toMatchObject({ jwtSecret: null, jwksUrl: 'https://id.example.com/keys' });
});

test("The SDK's operations are known, unless other files are named, and beside those if it is", () => {
  const sdk = expect.stringMatching(/server\/generated\/known-operations\.json$/);
  expect(loadConfig({})).toMatchObject({ operations: 'any', operationManifests: [sdk] });
  const named = (paths: string) => loadConfig({ OPERATIONS: 'known', OPERATION_MANIFESTS: paths });
  expect(named('/etc/a.json')).toMatchObject({ operations: 'known', operationManifests: ['/etc/a.json'] });
  expect(named('sdk, /etc/b.json').operationManifests).toEqual([sdk, '/etc/b.json']);
});

test('A NODE_ENV that is not known stops the start: a typo must not bring development tokens', () => {
  expect(refusal({ NODE_ENV: 'prod' })).toMatch(/^NODE_ENV is "prod": .*production/);
});

test.each([
  ['PORT', 'http'],
  ['PORT', '70000'],
  ['PORT', '-1'],
  ['PORT', '4000.5'],
  ['DATABASE_URL', 'mysql://db/tidings'],
  ['REDIS_URL', 'localhost:6379'],
  ['REDIS_CLUSTER', 'yes'],
  ['JWKS_URL', 'id.example.com'],
  ['ALLOWED_ORIGINS', 'app.example.com'],
  ['ALLOWED_ORIGINS', 'https://app.example.com/path'],
  ['ALLOWED_ORIGINS', '*'],
  ['RATE_LIMITS', 'no'],
  ['LOG_LEVEL', 'loud'],
  ['PAGE_SIZE_MAX', '0'],
  ['DRAIN_WINDOW_MS', '31000'],
  ['CHAOS_SEED', 'x'],
])('%s=%s stops the start and names variable, value and cure in one line', (name, value) => {
  const line = refusal({ [name]: value });
  expect(line).toMatch(new RegExp(`^${name} is "`));
  expect(line).toContain(value);
  expect(line).toMatch(/: give /);
  expect(line).not.toContain('\n');
});

test('No password and no secret is in what a bad value is told with', () => {
  expect(refusal({ DATABASE_URL: 'postgre://tidings:hunter2@db/tidings' })).not.toContain('hunter2');
  expect(refusal({ JWT_SECRET: 'hunter2' })).not.toContain('hunter2');
});

test('Several addresses are nodes of a Redis Cluster, and one is where REDIS_CLUSTER says so', () => {
  const several = 'redis://:hunter2@a:7000, redis://b:7001,redis://[::1]:7002';
  expect(loadConfig({ REDIS_URL: several })).toMatchObject({
    redisUrl: 'redis://:hunter2@a:7000,redis://b:7001,redis://[::1]:7002',
    isRedisCluster: true,
  });
  expect(loadConfig({ REDIS_URL: 'redis://a:7000', REDIS_CLUSTER: 'on' }).isRedisCluster).toBe(true);
  expect(loadConfig({ REDIS_URL: 'redis://a:7000/2' })).toMatchObject({ isRedisCluster: false });
});

test.each([
  [{ REDIS_URL: 'redis://a:7000,redis://b:7001', REDIS_CLUSTER: 'off' }, /^REDIS_CLUSTER is "off": give one address/],
  [{ REDIS_CLUSTER: 'on' }, /^REDIS_CLUSTER is "on": give .* in REDIS_URL/],
  [{ REDIS_URL: 'redis://a:7000,,redis://b:7001' }, /^REDIS_URL is .*one comma/],
  [{ REDIS_URL: 'redis://a:7000,b:7001' }, /^REDIS_URL is "b:7001": give/],
  [{ REDIS_URL: 'redis://a:7000,rediss://b:7001' }, /^REDIS_URL is "redis, rediss": give all/],
  [{ REDIS_URL: 'redis://a:7000/1', REDIS_CLUSTER: 'on' }, /^REDIS_URL is .*no database/],
])('A Redis Cluster that cannot be meant stops the start: %o', (env, line) => {
  expect(refusal(env)).toMatch(line);
});

test('The embedded engine refuses more than one worker', () => {
  expect(refusal({ WORKERS: '2' })).toMatch(/^WORKERS is "2": .*DATABASE_URL/);
  expect(loadConfig({ WORKERS: '2', DATABASE_URL: databaseUrl }).workers).toBe(2);
});

test('The embedded engine has one role', () => {
  expect(loadConfig({}).role).toBe('all');
  expect(refusal({ ROLE: 'worker' })).toMatch(/^ROLE is "worker": .*DATABASE_URL.*ROLE=all/);
  expect(refusal({ ROLE: 'boss', DATABASE_URL: databaseUrl })).toMatch(/^ROLE is "boss": give one of all, web, worker/);
  for (const role of ['web', 'worker']) {
    expect(loadConfig({ ROLE: role, DATABASE_URL: databaseUrl }).role).toBe(role);
  }
});

test('Fault points and the chaos switch are refused in production', () => {
  const production = { NODE_ENV: 'production', JWT_SECRET: secret };
  expect(refusal({ ...production, PAUSE_AFTER_COMMIT_MS: '10' })).toMatch(/^PAUSE_AFTER_COMMIT_MS is "10": remove it/);
  expect(refusal({ ...production, CHAOS_SEED: '7' })).toMatch(/^CHAOS_SEED is "7": remove it/);
});

test('An empty variable counts as absent, and origins lose a closing slash', () => {
  expect(
    loadConfig({ DATABASE_URL: '', PORT: ' ', ALLOWED_ORIGINS: 'https://a.example/, http://b.example:8080' }),
  ).toMatchObject({
    databaseUrl: null,
    port: 4000,
    allowedOrigins: ['https://a.example', 'http://b.example:8080'],
  });
});

test('Files are on the disk beside the data, or in a bucket with both of its keys or neither', () => {
  expect(loadConfig({ DATA_DIR: '/data' })).toMatchObject({ filesDir: '/data/files', s3: null });
  expect(loadConfig({ S3_BUCKET: 'files', S3_ENDPOINT: 'http://minio:9000' }).s3).toEqual({
    ...{ bucket: 'files', endpoint: 'http://minio:9000', region: 'us-east-1' },
    ...{ accessKeyId: null, secretAccessKey: null },
  });
  expect(() => loadConfig({ S3_BUCKET: 'files', S3_ACCESS_KEY_ID: 'key' })).toThrow('S3_SECRET_ACCESS_KEY is missing');
  expect(() => loadConfig({ S3_ENDPOINT: 'http://minio:9000' })).toThrow('S3_BUCKET is missing');
});

test('Mail is off without a server for it, and with one says what else it needs', () => {
  const smtp = { SMTP_URL: 'smtp://tidings:hunter2@mail.example.com:587' };
  const whole = { ...smtp, MAIL_FROM: 'Example <hello@example.com>', PUBLIC_URL: 'https://chat.example.com/' };
  expect(loadConfig({ MAIL_FROM: 'hello@example.com' }).mail).toBeNull();
  expect(loadConfig(whole).mail).toEqual({
    ...{ smtpUrl: smtp.SMTP_URL, from: { name: 'Example', address: 'hello@example.com' } },
    ...{ publicUrl: 'https://chat.example.com', linkUrl: null, digestWindowMs: 900_000 },
  });
  const { PUBLIC_URL: _address, ...unlinked } = whole;
  expect(refusal(unlinked)).toMatch(/^PUBLIC_URL is missing: .*SMTP_URL/);
  const { MAIL_FROM: _from, ...nobodys } = whole;
  expect(refusal(nobodys)).toMatch(/^MAIL_FROM is missing: /);
  for (const from of ['hello', 'a@b.c, d@e.f', 'Team: a@b.c, d@e.f;', 'Example <>']) {
    expect(refusal({ ...whole, MAIL_FROM: from })).toMatch(/^MAIL_FROM is .*Example <hello@example.com>/);
  }
  expect(refusal({ ...whole, MAIL_DIGEST_WINDOW_MS: '86400001' })).toMatch(/^MAIL_DIGEST_WINDOW_MS /);
  expect(refusal({ ...whole, SMTP_URL: 'mail://tidings:hunter2@mail.example.com' })).toMatch(/^SMTP_URL (?!.*hunter2)/);
});

test('A pair of keys of web push is taken whole, where the two belong together', () => {
  const [pair, other] = [createECDH('prime256v1'), createECDH('prime256v1')];
  const publicKey = pair.generateKeys('base64url');
  other.generateKeys();
  const privateOf = (each: typeof pair) => each.getPrivateKey().toString('base64url').padStart(43, 'A');
  const both = { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateOf(pair) };
  expect(loadConfig(both).vapid).toEqual({ publicKey, privateKey: privateOf(pair) });
  expect(loadConfig({}).vapid).toBeNull();
  expect(refusal({ VAPID_PUBLIC_KEY: publicKey })).toMatch(/^VAPID_PRIVATE_KEY is missing: give both/);
  expect(refusal({ VAPID_PRIVATE_KEY: privateOf(pair) })).toMatch(/^VAPID_PUBLIC_KEY is missing: give both/);
  expect(refusal({ ...both, VAPID_PUBLIC_KEY: 'AAAA' })).toMatch(/^VAPID_PUBLIC_KEY is "AAAA": give the pair/);
  for (const bad of [privateOf(other), 'hunter2', Buffer.alloc(32).toString('base64url')]) {
    const line = refusal({ ...both, VAPID_PRIVATE_KEY: bad });
    expect(line).toMatch(/^VAPID_PRIVATE_KEY is .*: give the pair/);
    expect(line).not.toContain(bad);
  }
});

test('Push services are told where the operator is reached', () => {
  const subjectOf = (env: Record<string, string>) => loadConfig(env).vapidSubject;
  expect(subjectOf({ VAPID_SUBJECT: 'mailto:operator@example.com' })).toBe('mailto:operator@example.com');
  expect(subjectOf({ VAPID_SUBJECT: 'https://example.com/contact' })).toBe('https://example.com/contact');
  expect(subjectOf({ ALLOWED_ORIGINS: 'http://localhost:3000,https://app.example.com' })).toBe(
    'https://app.example.com',
  );
  expect(subjectOf({})).toBeNull();
  for (const bad of ['operator@example.com', 'http://example.com', 'mailto:operator', 'mailto: a@b.c']) {
    expect(refusal({ VAPID_SUBJECT: bad })).toMatch(/^VAPID_SUBJECT is .*: give an address/);
  }
});
