import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../config.ts';
import { createId } from '../../lib/ids.ts';
import { type Browser, createBrowser } from '../../testing/browser.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { contextOf, createTestServices, seedUsers } from '../../testing/test-context.ts';
import type { Outgoing, RenderedNotification } from '../deliveries/channel.ts';
import { registerPushSubscription } from './register-push-subscription.ts';
import { openVapidKeys, type VapidKeys } from './vapid-keys.ts';
import { createWebPushChannel } from './web-push-channel.ts';

interface Pushed {
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

let engine: TestEngine;
let keys: VapidKeys;
let pushed: Pushed[] = [];
let connections = 0;
let answer: (response: ServerResponse) => void;
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    pushed.push({ path: request.url, headers: request.headers, body: Buffer.concat(chunks) });
    answer(response);
  });
});
server.on('connection', () => {
  connections += 1;
});
let origin: string;
const config = loadConfig({
  ...{ NODE_ENV: 'test', WEBHOOK_PRIVATE_ADDRESSES: '127.0.0.1', VAPID_SUBJECT: 'mailto:operator@example.com' },
});
const never = new AbortController().signal;

beforeAll(async () => {
  engine = await openTestEngine();
  keys = await openVapidKeys(engine.db, { vapid: null });
  await seedUsers(engine.db, ['alice']);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await engine.close();
});
beforeEach(() => {
  pushed = [];
  connections = 0;
  answer = (response) => response.writeHead(201).end();
});

const services = () => ({ ...createTestServices(engine.db), config, webPush: { publicKey: keys.publicKey } });

/** Alice's browser, registered at the push service. */
async function register(
  endpoint = `${origin}/send/${createId('psh')}`,
): Promise<{ browser: Browser; targetId: string }> {
  const browser = createBrowser(endpoint);
  const { id } = await registerPushSubscription(contextOf(services(), 'alice'), browser.subscription);
  return { browser, targetId: id };
}

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

function outgoing(targetId: string, notification: Partial<RenderedNotification> = {}): Outgoing {
  const whole: RenderedNotification = {
    ...{ id: 'ntf_1', type: 'MESSAGE', category: null, priority: 'NORMAL', title: 'Bob', body: 'Grüße 👋' },
    ...{ imageUrl: null, actionUrl: null, actions: [], data: {}, actor: { id: 'bob', name: 'Bob' } },
    ...{ conversationId: 'conv_1', threadRootSeq: null, messageSeq: 7, tag: 'conv_1' },
    ...{ createdAt: new Date().toISOString(), expiresAt: inAnHour(), ...notification },
  };
  return {
    ...{ tenantId: 'test', userId: 'alice', targetId, unreadCount: 3 },
    items: [{ deliveryId: 'ntd_1', notification: whole }],
  };
}

async function send(message: Outgoing, options: { timeoutMs?: number; stop?: AbortSignal } = {}) {
  const { stop = never, ...rest } = options;
  const channel = createWebPushChannel({ ...services(), keys, ...rest });
  try {
    return await channel.send(message, stop);
  } finally {
    channel.close();
  }
}

const isRegistered = async (targetId: string) =>
  (await createWebPushChannel({ ...services(), keys }).targetsOf(engine.db, 'test', ['alice']))
    .get('alice')
    ?.includes(targetId) ?? false;

describe('a push message', () => {
  it('can be read by its browser alone, and says what its user would see', async () => {
    const { browser, targetId } = await register();
    expect(await send(outgoing(targetId))).toEqual({ kind: 'SENT', code: 201 });
    const [message] = pushed;
    expect(message?.path).toBe(new URL(browser.subscription.endpoint).pathname);
    expect(message?.headers).toMatchObject({
      ...{ 'content-encoding': 'aes128gcm', 'content-type': 'application/octet-stream', urgency: 'normal' },
      topic: expect.stringMatching(/^[\w-]{32}$/),
    });
    const body = message?.body ?? Buffer.alloc(0);
    expect(JSON.parse(browser.decrypt(body).toString())).toEqual({
      ...{
        version: 1,
        deliveryId: 'ntd_1',
        notificationId: 'ntf_1',
        tenantId: 'test',
        userId: 'alice',
        unreadCount: 3,
      },
      ...{ type: 'MESSAGE', priority: 'NORMAL', title: 'Bob', body: 'Grüße 👋', actor: { id: 'bob', name: 'Bob' } },
      ...{ conversationId: 'conv_1', messageSeq: 7, tag: 'conv_1' },
      ...{ createdAt: expect.any(String), expiresAt: expect.any(String) },
    });
    const other = createBrowser(browser.subscription.endpoint);
    expect(() => other.decrypt(body)).toThrow();
    body[100] = (body[100] ?? 0) ^ 1;
    expect(() => browser.decrypt(body)).toThrow();
  });

  it('is signed for its push service, for a day at most, by the key that browsers know', async () => {
    const { targetId } = await register();
    await send(outgoing(targetId));
    const [, token = '', publicKey = ''] =
      /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(pushed[0]?.headers.authorization ?? '') ?? [];
    expect(publicKey).toBe(keys.publicKey);
    const point = Buffer.from(publicKey, 'base64url');
    const jwk = {
      ...{ kty: 'EC', crv: 'P-256' },
      ...{ x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') },
    };
    const { payload } = await jwtVerify(token, await importJWK(jwk, 'ES256'), { algorithms: ['ES256'] });
    expect(decodeProtectedHeader(token).alg).toBe('ES256');
    expect(payload).toEqual({ aud: origin, sub: 'mailto:operator@example.com', exp: expect.any(Number) });
    const secondsLeft = (payload.exp ?? 0) - Date.now() / 1_000;
    expect(secondsLeft).toBeGreaterThan(60);
    expect(secondsLeft).toBeLessThanOrEqual(86_400);
  });

  it.each([
    ['LOW', 'low'],
    ['NORMAL', 'normal'],
    ['HIGH', 'high'],
    ['URGENT', 'high'],
  ] as const)('that is %s has the urgency %s', async (priority, urgency) => {
    const { targetId } = await register();
    await send(outgoing(targetId, { priority }));
    expect(pushed[0]?.headers.urgency).toBe(urgency);
  });

  it('is kept by the push service until it is over, four weeks at most', async () => {
    const { targetId } = await register();
    await send(outgoing(targetId));
    await send(outgoing(targetId, { expiresAt: '2100-01-01T00:00:00.000Z' }));
    await send(outgoing(targetId, { expiresAt: '2020-01-01T00:00:00.000Z' }));
    const [inTime, late, over] = pushed.map(({ headers }) => Number(headers.ttl));
    expect(inTime).toBeGreaterThan(3_500);
    expect(inTime).toBeLessThanOrEqual(3_600);
    expect([late, over]).toEqual([2_419_200, 0]);
  });

  it('takes the place of one of the same tag that waits at the push service, and tells no one that two users hear of the same', async () => {
    const [laptop, phone] = [await register(), await register()];
    await send(outgoing(laptop.targetId));
    await send(outgoing(laptop.targetId, { body: 'More' }));
    await send(outgoing(laptop.targetId, { tag: 'conv_2' }));
    await send(outgoing(phone.targetId));
    const [first, second, other, elsewhere] = pushed.map(({ headers }) => headers.topic);
    expect(second).toBe(first);
    expect(new Set([first, other, elsewhere]).size).toBe(3);
  });

  it('goes over the connection of the one before', async () => {
    const { targetId } = await register();
    const channel = createWebPushChannel({ ...services(), keys });
    for (let at = 0; at < 3; at += 1) await channel.send(outgoing(targetId), never);
    channel.close();
    expect([pushed.length, connections]).toEqual([3, 1]);
  });
});

describe('a push service', () => {
  it.each([404, 410])('that answers with %i ends the registration', async (code) => {
    const { targetId } = await register();
    answer = (response) => response.writeHead(code).end();
    expect(await send(outgoing(targetId))).toEqual({ kind: 'TARGET_GONE', code });
    expect(await isRegistered(targetId)).toBe(false);
    expect(await send(outgoing(targetId))).toEqual({ kind: 'TARGET_GONE', code: null });
    expect(pushed).toHaveLength(1);
  });

  it.each([
    [429, '30', 30_000],
    [503, '2', 2_000],
    [500, undefined, null],
    [408, undefined, null],
  ])('that answers with %i is asked again, after %s seconds', async (code, retryAfter, retryAfterMs) => {
    const { targetId } = await register();
    answer = (response) => response.writeHead(code, { ...(retryAfter && { 'retry-after': retryAfter }) }).end();
    expect(await send(outgoing(targetId))).toEqual({ kind: 'RETRY', code, error: 'STATUS', retryAfterMs });
    expect(await isRegistered(targetId)).toBe(true);
  });

  it.each([301, 400, 401, 403, 413])('that answers with %i is not asked again', async (code) => {
    const { targetId } = await register();
    answer = (response) => response.writeHead(code, { location: origin }).end();
    expect(await send(outgoing(targetId))).toEqual({ kind: 'REFUSED', code, error: 'STATUS' });
    expect([pushed.length, await isRegistered(targetId)]).toEqual([1, true]);
  });

  it('that does not answer, or breaks off, is asked again', async () => {
    const { targetId } = await register();
    answer = () => {};
    expect(await send(outgoing(targetId), { timeoutMs: 200 })).toMatchObject({
      kind: 'RETRY',
      code: null,
      error: 'TIMEOUT',
    });
    answer = (response) => response.socket?.destroy();
    expect(await send(outgoing(targetId))).toMatchObject({ kind: 'RETRY', code: null, error: 'CONNECTION' });
  });

  it('gets nothing where it is in a private network, whatever it is called', async () => {
    const { targetId } = await register(`http://localhost.push.invalid:${new URL(origin).port}/send`);
    const channel = createWebPushChannel({
      ...{ ...services(), config: { ...config, webhookPrivateAddresses: [] }, keys },
      lookup: (_name, options, found) =>
        options.all === true ? found(null, [{ address: '127.0.0.1', family: 4 }]) : found(null, '127.0.0.1', 4),
    });
    expect(await channel.send(outgoing(targetId), never)).toEqual({
      kind: 'REFUSED',
      code: null,
      error: 'ADDRESS_REFUSED',
    });
    channel.close();
    expect([pushed, connections]).toEqual([[], 0]);
  });
});

it('A browser of another user, another tenant or nobody is not written to', async () => {
  const { targetId } = await register();
  const asked = outgoing(targetId);
  const gone = { kind: 'TARGET_GONE', code: null };
  expect(await send({ ...asked, userId: 'bob' })).toEqual(gone);
  expect(await send({ ...asked, tenantId: 'theirs' })).toEqual(gone);
  expect(await send({ ...asked, targetId: createId('psh') })).toEqual(gone);
  expect([pushed, await isRegistered(targetId)]).toEqual([[], true]);
});

it('An attempt that is stopped throws, so that it counts as none', async () => {
  const { targetId } = await register();
  answer = () => {};
  await expect(send(outgoing(targetId), { stop: AbortSignal.timeout(50) })).rejects.toThrow();
});

it('Nodes that start at once have the same pair of keys, and each later one', async () => {
  const fresh = await openTestEngine();
  const pairs = await Promise.all([1, 2, 3, 4, 5].map(() => openVapidKeys(fresh.db, { vapid: null })));
  pairs.push(await openVapidKeys(fresh.db, { vapid: null }));
  expect(new Set(pairs.map((pair) => JSON.stringify(pair))).size).toBe(1);
  expect(await openVapidKeys(fresh.db, { vapid: keys })).toEqual(keys);
  await fresh.close();
});
