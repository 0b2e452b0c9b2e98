import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFakePage } from '../server/testing/fake-page.ts';
import { connectDevice, createNetwork, isLive, until } from '../server/testing/sdk.ts';
import { startTestApp, type TestApp } from '../server/testing/start-app.ts';
import {
  CreateConversationDocument,
  createAcknowledger,
  createToasts,
  createTyping,
  followSignals,
  type GeolocationSource,
  PublishSignalDocument,
  SendNotificationDocument,
  shareLocation,
  type TidingsClient,
  UpdateLocationSharingDocument,
  watchActivity,
  watchLocations,
  watchPresence,
  watchTyping,
} from './index.ts';

// What applications use of the SDK beside the client itself, each against a real server.

let app: TestApp;
const clients: TidingsClient[] = [];
let pairs = 0;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(async () => {
  for (const client of clients) client.close();
  await app.close();
});

async function connect(token: string, device?: Parameters<typeof connectDevice>[2]): Promise<TidingsClient> {
  const client = connectDevice(app, token, device);
  clients.push(client);
  await isLive(client);
  return client;
}

/** Two new users with a conversation of their own, and a client of each. */
async function openDm() {
  pairs += 1;
  const names = { alice: `alice${pairs}`, bob: `bob${pairs}` };
  const tokens = { alice: await app.token(names.alice), bob: await app.token(names.bob) };
  await app.data(tokens.alice, '{ viewer { tenantId } }');
  const bob = await connect(tokens.bob);
  const input = { clientId: `dm${pairs}`, kind: 'DIRECT' as const, memberIds: [names.alice] };
  const { createConversation } = await bob.execute(CreateConversationDocument, { input });
  const network = createNetwork();
  const alice = await connect(tokens.alice, { network });
  return { names, tokens, alice, bob, network, conversationId: createConversation?.conversation.id ?? '' };
}

const newestOf = (client: TidingsClient, conversationId: string) =>
  client.messages(conversationId).select((views) => views.at(-1));

test('what arrives is delivered, and what is looked at is read, also after a break', async () => {
  const { alice, bob, network, conversationId } = await openDm();
  const page = createFakePage();
  page.set('visible');
  const acknowledger = createAcknowledger(alice, { page, batchMs: 10 });
  const show = () => {
    const newest = newestOf(alice, conversationId).getSnapshot()?.message;
    if (newest != null) acknowledger.shown(conversationId, newest.seq);
  };
  const leave = alice.messages(conversationId).subscribe(show);
  await bob.send({ conversationId, text: 'Are you there?' });
  await until(newestOf(bob, conversationId), (newest) => newest?.status === 'delivered');

  network.goOffline();
  await until(alice.connection, ({ status }) => status === 'waiting');
  page.set('focused');
  network.goOnline();
  await until(newestOf(bob, conversationId), (newest) => newest?.status === 'read');
  await until(alice.state, (state) => state?.conversations.get(conversationId)?.viewerMembership.unreadCount === 0);
  leave();
  acknowledger.close();
});

test('one sees another type, and stop by sending', async () => {
  const { names, alice, bob, conversationId } = await openDm();
  const typists = watchTyping(alice, conversationId);
  const leave = typists.subscribe(() => {});
  const typing = createTyping(bob, conversationId);
  typing.typed();
  expect(await until(typists, ([typist]) => typist !== undefined)).toEqual([names.bob]);
  await bob.send({ conversationId, text: 'Done' });
  await until(typists, ({ length }) => length === 0);
  typing.close();
  leave();
});

test('one sees whether another is there, and whether he is at his device', async () => {
  const { names, alice, bob } = await openDm();
  const presences = watchPresence(alice, [names.bob, 'nobody']);
  const leave = presences.subscribe(() => {});
  const is = (status: string) => until(presences, (all) => all.get(names.bob)?.status === status);
  await is('ONLINE');
  expect(presences.getSnapshot().get('nobody')?.status).toBe('OFFLINE');
  const page = createFakePage();
  const stop = watchActivity(bob, { page, idleMs: 500 });
  await is('AWAY');
  const hands = setInterval(page.touch, 100);
  await is('ONLINE');
  clearInterval(hands);
  stop();
  bob.close();
  expect((await is('OFFLINE')).get(names.bob)?.lastSeenAt).not.toBeNull();
  leave();
});

test('one sees where another is while he shares it', async () => {
  const { names, alice, bob } = await openDm();
  const input = { audience: 'SELECTED' as const, userIds: [names.alice], precision: 'EXACT' as const };
  await bob.execute(UpdateLocationSharingDocument, { input });
  const locations = watchLocations(alice, [names.bob]);
  const leave = locations.subscribe(() => {});
  await until(locations, (all) => all.get(names.bob) === null);

  const coords = { latitude: 53.55, longitude: 9.99, accuracy: 5, heading: null, speed: null };
  const geolocation: GeolocationSource = {
    watchPosition(onPosition) {
      onPosition({ coords } as GeolocationPosition);
      return 1;
    },
    clearWatch: () => {},
  };
  const share = shareLocation(bob, {}, { geolocation });
  const seen = await until(locations, (all) => all.get(names.bob) != null);
  expect(seen.get(names.bob)?.latitude).toBeCloseTo(53.55, 4);
  expect((await until(share.state, ({ status }) => status === 'sharing')).failure).toBeNull();
  await share.stop();
  await until(locations, (all) => all.get(names.bob) === null);
  leave();
});

test("one hears the application's own signals, and learns where one may not", async () => {
  const backend = await connect(await app.token('backend', { role: 'service' }));
  const listener = await connect(await app.token('listener', { topics: ['orders:*'] }));
  const heard: unknown[] = [];
  const begun: true[] = [];
  const isHeard = new Promise<void>((resolve) => {
    const onSignal = ({ data }: { data: unknown }) => {
      heard.push(data);
      resolve();
    };
    followSignals(listener, ['orders:berlin'], onSignal, { onBegin: () => begun.push(true) });
  });
  const refusal = await new Promise((resolve) => {
    followSignals(listener, ['secrets'], () => {}, { onEnd: resolve });
  });
  expect(refusal).toMatchObject({ code: 'FORBIDDEN' });
  // The refusal came after the other was begun.
  await backend.execute(PublishSignalDocument, { input: { topic: 'orders:berlin', data: { open: 17 } } });
  await isHeard;
  expect([heard, begun]).toEqual([[{ open: 17 }], [true]]);
});

test('a notification that comes is shown with what it says, and goes where it is read elsewhere', async () => {
  const backend = await connect(await app.token('backend', { role: 'service' }));
  const token = await app.token('reader');
  const [laptop, phone] = [await connect(token), await connect(token)];
  const heard: string[] = [];
  const [shown, onPhone] = [laptop, phone].map((device) =>
    createToasts(device, {
      page: createFakePage(),
      durationMs: 60_000,
      sound: (priority) => void heard.push(priority),
    }),
  ) as [ReturnType<typeof createToasts>, ReturnType<typeof createToasts>];
  const words = { title: 'Tide', body: 'High water', priority: 'HIGH' as const };
  const input = { clientId: 'n1', userIds: ['reader'], type: 'ALERT' as const, ...words };
  await backend.execute(SendNotificationDocument, { input });
  const [toast] = await until(shown.shown, ({ length }) => length === 1);
  expect(toast).toMatchObject({ title: 'Tide', body: 'High water', notification: { type: 'ALERT' } });
  await until(onPhone.shown, ({ length }) => length === 1);
  await onPhone.markRead(toast?.id ?? '');
  await until(shown.shown, ({ length }) => length === 0);
  expect(heard).toEqual(['HIGH', 'HIGH']);
  shown.close();
  onPhone.close();
});
