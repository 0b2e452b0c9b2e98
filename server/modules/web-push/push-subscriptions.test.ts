import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  EraseUserDocument,
  RegisterPushSubscriptionDocument,
  RevokeSessionsDocument,
  UnregisterPushSubscriptionDocument,
  WebPushDocument,
} from '../../../client/index.ts';
import { type Browser, createBrowser } from '../../testing/browser.ts';
import { startTestApp, type TestApp } from '../../testing/start-app.ts';
import { runAs } from '../../testing/verify-events.ts';
import { sweepPushSubscriptions } from './sweep-push-subscriptions.ts';
import { createWebPushChannel } from './web-push-channel.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ env: { PUSH_SUBSCRIPTIONS_MAX: '3', WEBHOOK_HTTP: 'off' } });
});
afterAll(() => app.close());

const newBrowser = () => createBrowser(`https://push.invalid/send/${randomUUID()}`);

interface Person {
  id: string;
  token: string;
  register(browser: Browser, more?: { deviceName?: string; expiresAt?: string }): Promise<string>;
  refusal(input: object): Promise<{ code: unknown; field: unknown; message: string }>;
  unregister(input: { id?: string; endpoint?: string }): Promise<string | null | undefined>;
  names(): Promise<(string | null)[]>;
  ids(): Promise<string[]>;
}

/** Somebody who is signed in. */
async function signIn(id: string = randomUUID(), claims: Record<string, unknown> = {}): Promise<Person> {
  const token = await app.token(id, claims);
  const run = runAs(app, token);
  const list = async () => (await run(WebPushDocument, {})).viewer.pushSubscriptions;
  return {
    ...{ id, token },
    register: async ({ subscription }, more = {}) =>
      (await run(RegisterPushSubscriptionDocument, { input: { ...subscription, ...more } })).registerPushSubscription
        ?.pushSubscription.id ?? '',
    async refusal(input) {
      const { errors } = await app.graphql(token, `${RegisterPushSubscriptionDocument}`, { input });
      return {
        ...{ code: errors?.[0]?.extensions?.code, field: errors?.[0]?.extensions?.field },
        message: errors?.[0]?.message ?? '',
      };
    },
    unregister: async (input) =>
      (await run(UnregisterPushSubscriptionDocument, { input })).unregisterPushSubscription?.pushSubscriptionId,
    names: async () => (await list()).map(({ deviceName }) => deviceName ?? null),
    ids: async () => (await list()).map(({ id: each }) => each),
  };
}

const signInBackend = () => signIn('backend', { role: 'service' });

/** Whom web push would reach. */
async function reached(userIds: string[], tenantId = 'test') {
  const { db, webPush } = app.app.services;
  const channel = createWebPushChannel({
    ...app.app.services,
    keys: { publicKey: webPush.publicKey, privateKey: '' },
  });
  const found = await channel.targetsOf(db, tenantId, userIds);
  channel.close();
  return found;
}

async function countRows(userId: string): Promise<number> {
  const [row] = await app.engine.db.execute<{ count: number }>(
    sql`select count(*)::int as count from push_subscriptions where user_id = ${userId}`,
  );
  return row?.count ?? 0;
}

test('A browser that is registered is shown by what it is called, and by its push service, never by its address and keys', async () => {
  const alice = await signIn();
  const browser = newBrowser();
  const id = await alice.register(browser, { deviceName: 'Laptop', expiresAt: '2100-01-01T00:00:00.000Z' });
  expect(id).toMatch(/^psh_/);
  const { data } = await app.graphql(alice.token, `${WebPushDocument}`);
  expect(data).toEqual({
    webPushPublicKey: app.app.services.webPush.publicKey,
    viewer: {
      pushSubscriptions: [
        {
          ...{ id, deviceName: 'Laptop', pushService: 'push.invalid', expiresAt: '2100-01-01T00:00:00.000Z' },
          ...{ createdAt: expect.any(String), registeredAt: expect.any(String) },
        },
      ],
    },
  });
  const node = await app.graphql(alice.token, `{ node(id: "${id}") { __typename id } }`);
  expect(node.data).toEqual({ node: { __typename: 'PushSubscription', id } });
  const bob = await signIn();
  const foreign = await app.graphql(bob.token, `{ node(id: "${id}") { id } }`);
  expect(foreign.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
  expect(await reached([alice.id, bob.id])).toEqual(new Map([[alice.id, [id]]]));
});

test('The same browser registered again is the same registration, under its last name', async () => {
  const alice = await signIn();
  const browser = newBrowser();
  const first = await alice.register(browser, { deviceName: 'Phone' });
  expect(await alice.register(browser, { deviceName: 'Old phone' })).toBe(first);
  expect(await Promise.all([1, 2, 3, 4].map(() => alice.register(browser)))).toEqual([first, first, first, first]);
  expect(await alice.names()).toEqual([null]);
});

test('Who signs in on a browser takes it over; his predecessor gets nothing there any more', async () => {
  const [alice, bob] = [await signIn(), await signIn()];
  const browser = newBrowser();
  await alice.register(browser);
  const id = await bob.register(browser);
  expect([await alice.ids(), await bob.ids()]).toEqual([[], [id]]);
  expect([...(await reached([alice.id, bob.id])).keys()]).toEqual([bob.id]);
  const back = await alice.register(browser);
  expect([await alice.ids(), await bob.ids()]).toEqual([[back], []]);
});

test('Who knows no more than an address takes nothing from its user', async () => {
  const [alice, mallory] = [await signIn(), await signIn()];
  const browser = newBrowser();
  const id = await alice.register(browser);
  const guessed = createBrowser(browser.subscription.endpoint);
  await mallory.register(guessed);
  await mallory.unregister({ endpoint: browser.subscription.endpoint });
  expect(await mallory.unregister({ id })).toBeNull();
  expect(await alice.ids()).toEqual([id]);
});

test('Another tenant neither sees nor moves a registration, even with the address and the keys', async () => {
  const [alice, mallory] = [await signIn('alice'), await signIn('alice', { tenant: 'theirs' })];
  const browser = newBrowser();
  const id = await alice.register(browser);
  const other = await mallory.register(browser);
  expect(other).not.toBe(id);
  expect(await mallory.unregister({ id })).toBeNull();
  expect(await mallory.unregister({ endpoint: browser.subscription.endpoint })).toBe(other);
  expect(await mallory.unregister({ endpoint: browser.subscription.endpoint })).toBeNull();
  expect(await alice.ids()).toEqual([id]);
  expect([...(await reached(['alice'], 'theirs')).keys()]).toEqual([]);
});

test('Of more browsers than the bound the oldest goes, and before it what is over', async () => {
  const id = randomUUID();
  const [before, alice] = [await signIn(id, { sid: 'before' }), await signIn(id, { sid: 'now' })];
  await alice.register(newBrowser(), { deviceName: '1' });
  await alice.register(newBrowser(), { deviceName: '2' });
  await before.register(newBrowser(), { deviceName: 'ended' });
  await runAs(app, (await signInBackend()).token)(RevokeSessionsDocument, { input: { userId: id, sid: 'before' } });
  await alice.register(newBrowser(), { deviceName: '3' });
  expect(await alice.names()).toEqual(['3', '2', '1']);
  await alice.register(newBrowser(), { deviceName: '4' });
  expect(await alice.names()).toEqual(['4', '3', '2']);
  await Promise.all(['5', '6', '7', '8', '9'].map((deviceName) => alice.register(newBrowser(), { deviceName })));
  expect([(await alice.names()).length, await countRows(id)]).toEqual([3, 3]);
});

test('What was registered in a session ends with it, and the others stay; signing out everywhere ends all', async () => {
  const id = randomUUID();
  const [laptop, phone] = [await signIn(id, { sid: 'laptop' }), await signIn(id, { sid: 'phone' })];
  const backend = runAs(app, (await signInBackend()).token);
  const browser = newBrowser();
  await laptop.register(browser, { deviceName: 'laptop' });
  await phone.register(newBrowser(), { deviceName: 'phone' });
  await backend(RevokeSessionsDocument, { input: { userId: id, sid: 'laptop' } });
  expect(await phone.names()).toEqual(['phone']);
  expect((await reached([id])).get(id)).toEqual(await phone.ids());
  // The same browser, signed in anew.
  const again = await signIn(id, { sid: 'laptop again' });
  await again.register(browser, { deviceName: 'laptop again' });
  expect((await reached([id])).get(id)).toHaveLength(2);

  await backend(RevokeSessionsDocument, { input: { userId: id } });
  expect([(await reached([id])).size, await countRows(id)]).toEqual([0, 2]);
  await sweepPushSubscriptions(app.app.services, new Date());
  expect(await countRows(id)).toBe(0);
});

test('What has expired is not reached, and is swept away', async () => {
  const alice = await signIn();
  await alice.register(newBrowser(), { deviceName: 'lasting' });
  await alice.register(newBrowser(), { deviceName: 'short', expiresAt: new Date(Date.now() + 60_000).toISOString() });
  await app.engine.db.execute(
    sql`update push_subscriptions set expires_at = now() - interval '1 second' where device_name = 'short'`,
  );
  expect(await alice.names()).toEqual(['lasting']);
  expect(await sweepPushSubscriptions(app.app.services, new Date())).toBe(1);
  expect(await countRows(alice.id)).toBe(1);
});

test('A browser that knows the server by another key is not reached', async () => {
  const alice = await signIn();
  await alice.register(newBrowser());
  await app.engine.db.execute(sql`update push_subscriptions set server_key = 'earlier' where user_id = ${alice.id}`);
  expect([await alice.ids(), (await reached([alice.id])).size]).toEqual([[], 0]);
});

test('An erased user has none', async () => {
  const alice = await signIn();
  await alice.register(newBrowser());
  const backend = runAs(app, (await signInBackend()).token);
  await backend(EraseUserDocument, { input: { userId: alice.id, scope: 'ACCOUNT' } });
  expect(await countRows(alice.id)).toBe(0);
});

const { endpoint, keys } = newBrowser().subscription;
test.each([
  ['endpoint', { endpoint: 'http://push.invalid/1', keys }, 'https://'],
  ['endpoint', { endpoint: 'no address', keys }, 'https://'],
  ['endpoint', { endpoint: 'https://127.0.0.1/1', keys }, 'private network'],
  ['endpoint', { endpoint: 'https://[::ffff:10.0.0.1]/1', keys }, 'private network'],
  ['endpoint', { endpoint: 'https://169.254.169.254/latest', keys }, 'private network'],
  ['endpoint', { endpoint: 'https://user:word@push.invalid/1', keys }, 'name and password'],
  ['endpoint', { endpoint: `https://push.invalid/${'x'.repeat(2_048)}`, keys }, '2048'],
  ['keys.p256dh', { endpoint, keys: { ...keys, p256dh: 'AAAA' } }, '65 bytes'],
  ['keys.p256dh', { endpoint, keys: { ...keys, p256dh: Buffer.alloc(65, 4).toString('base64url') } }, 'point'],
  ['keys.p256dh', { endpoint, keys: { ...keys, p256dh: `${keys.p256dh.slice(0, -1)}+` } }, 'base64url'],
  ['keys.auth', { endpoint, keys: { ...keys, auth: 'AAAA' } }, '16 bytes'],
  ['keys.auth', { endpoint, keys: { ...keys, auth: '' } }, '16 bytes'],
  ['deviceName', { endpoint, keys, deviceName: ' ' }, 'blank'],
  ['deviceName', { endpoint, keys, deviceName: 'x'.repeat(101) }, '100 characters'],
  ['expiresAt', { endpoint, keys, expiresAt: '2020-01-01T00:00:00Z' }, 'in the future'],
])('%s is refused by its name: %o', async (field, input, why) => {
  const alice = await signIn('refused');
  expect(await alice.refusal(input)).toEqual({ code: 'BAD_USER_INPUT', field, message: expect.stringContaining(why) });
  expect(await countRows('refused')).toBe(0);
});

test('To end a registration takes its id or its address', async () => {
  const alice = await signIn();
  for (const input of [{}, { id: 'psh_x', endpoint }, { id: 'whk_01h455vb4pex5vsknk084sn02q' }]) {
    const { errors } = await app.graphql(alice.token, `${UnregisterPushSubscriptionDocument}`, { input });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'id' });
  }
});
