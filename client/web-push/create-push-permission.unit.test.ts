import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeClient } from '../../server/testing/fake-client.ts';
import type { OutboxEntry } from '../outbox/outbox-state.ts';
import type { ClientState } from '../store/state.ts';
import { createPushPermission } from './create-push-permission.ts';
import type { PushBrowser, PushRegistration } from './push-browser.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

const serverKey = 'BPush_k-';
const keyBytes = Uint8Array.from(atob('BPush/k+'), (char) => char.charCodeAt(0));

/** A browser as it is after the visits before. */
function createBrowser(answer: NotificationPermission = 'granted') {
  const memory = new Map<string, string>();
  let permission: NotificationPermission = 'default';
  let subscription: { key: Uint8Array; endpoint: string } | null = null;
  let made = 0;
  let listener: (message: unknown) => void = () => {};
  const shown: { data: { notificationId: string }; close(): void }[] = [];
  const view = () =>
    subscription && {
      endpoint: subscription.endpoint,
      options: { applicationServerKey: subscription.key.buffer },
      toJSON: () => ({ endpoint: subscription?.endpoint, keys: { p256dh: 'p', auth: 'a' }, expirationTime: null }),
      unsubscribe: async () => {
        subscription = null;
        return true;
      },
    };
  const worker = {
    pushManager: {
      getSubscription: async () => view(),
      subscribe: async () => {
        made += 1;
        subscription = { key: keyBytes, endpoint: `https://push.example.com/${made}` };
        return view();
      },
    },
    getNotifications: async () => [...shown],
  } as unknown as PushRegistration;
  const browser: PushBrowser = {
    permission: () => permission,
    async requestPermission() {
      permission = answer;
      return answer;
    },
    isTouched: () => true,
    registerWorker: async () => worker,
    findWorker: async () => worker,
    onWorkerMessage(heard) {
      listener = heard;
      return () => {};
    },
    recall: (name, place) => memory.get(`${place} ${name}`) ?? null,
    remember: (name, value, place) => void memory.set(`${place} ${name}`, value),
    showBadge: () => {},
  };
  const show = (notificationId: string) => {
    const one = { data: { notificationId }, close: () => void shown.splice(shown.indexOf(one), 1) };
    shown.push(one);
  };
  const closeTab = () => {
    for (const name of [...memory.keys()]) if (name.startsWith('tab')) memory.delete(name);
  };
  const setSubscription = (key: Uint8Array) => {
    permission = 'granted';
    subscription = { key, endpoint: 'https://push.example.com/earlier' };
  };
  return { browser, show, shown, closeTab, setSubscription, say: (message: unknown) => listener(message) };
}

function begin(device = createBrowser(), options: Partial<PushBrowser> = {}) {
  const fake = createFakeClient(({ document }) => (document === 'WebPush' ? { webPushPublicKey: serverKey } : {}));
  const push = createPushPermission(fake.client, { browser: { ...device.browser, ...options } });
  const registered = () =>
    fake.asked
      .filter(({ document }) => document === 'RegisterPushSubscription')
      .map(({ variables }) => (variables.input as { endpoint: string }).endpoint);
  return { ...fake, device, push, registered };
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const statusOf = ({ push }: ReturnType<typeof begin>) => push.state.getSnapshot().status;

test('A user who agrees is registered with the key of the server', async () => {
  const page = begin();
  expect(statusOf(page)).toBe('default');
  await page.push.ask();
  expect([statusOf(page), page.registered()]).toEqual(['registered', ['https://push.example.com/1']]);
});

test('Nobody is asked but by a click, and who says no is not registered', async () => {
  const untouched = begin(createBrowser(), { isTouched: () => false });
  await expect(untouched.push.ask()).rejects.toMatchObject({ failure: { code: 'FORBIDDEN' } });
  expect(statusOf(untouched)).toBe('default');
  const page = begin(createBrowser('denied'));
  await page.push.ask();
  await expect(page.push.register()).rejects.toMatchObject({ failure: { code: 'FORBIDDEN' } });
  expect([statusOf(page), page.registered()]).toEqual(['denied', []]);
});

test('A good moment to ask is after the first message that was sent, or at the second visit', async () => {
  const first = begin();
  const isGood = ({ push }: typeof first) => push.state.getSnapshot().isGoodMoment;
  expect(isGood(first)).toBe(false);
  first.outbox.set([{ status: 'sent' } as OutboxEntry]);
  expect(isGood(first)).toBe(true);
  expect(isGood(begin(first.device))).toBe(false);
  first.device.closeTab();
  const second = begin(first.device);
  expect(isGood(second)).toBe(true);
  second.push.notNow();
  expect([isGood(second), isGood(begin(first.device))]).toEqual([false, false]);
  vi.setSystemTime(Date.now() + 8 * 86_400_000);
  expect(isGood(begin(first.device))).toBe(true);
});

test('What was registered is registered again at each start, and anew where the server has another key', async () => {
  const same = createBrowser();
  same.setSubscription(keyBytes);
  const page = begin(same);
  await settle();
  expect([statusOf(page), page.registered()]).toEqual(['registered', ['https://push.example.com/earlier']]);
  const other = createBrowser();
  other.setSubscription(Uint8Array.of(1, 2, 3));
  const changed = begin(other);
  await settle();
  expect(changed.registered()).toEqual(['https://push.example.com/1']);
});

test('A browser that has got another address is registered with it', async () => {
  const page = begin();
  await page.push.ask();
  page.device.setSubscription(keyBytes);
  page.device.say({ type: 'another library' });
  page.device.say({ type: 'tidings-push-changed' });
  await settle();
  expect(page.registered()).toEqual(['https://push.example.com/1', 'https://push.example.com/earlier']);
});

test('Who ends it is not registered again at the next start', async () => {
  const page = begin();
  await page.push.ask();
  await page.push.unregister();
  expect(statusOf(page)).toBe('granted');
  expect(page.asked.at(-1)?.variables).toEqual({ input: { endpoint: 'https://push.example.com/1' } });
  const next = begin(page.device);
  await settle();
  expect([statusOf(next), next.registered()]).toEqual(['granted', []]);
});

test('What was read or seen elsewhere is taken off the device, and what is not known yet stays', async () => {
  const page = begin();
  await page.push.ask();
  for (const id of ['read', 'seen', 'new', 'unknown']) page.device.show(id);
  const of = (isRead: boolean, seenAt: string | null) => ({ isRead, seenAt, expiresAt: '9' });
  const notifications = new Map(Object.entries({ read: of(true, null), seen: of(false, '1'), new: of(false, null) }));
  page.state.set({ notifications } as unknown as ClientState);
  await settle();
  expect(page.device.shown.map(({ data }) => data.notificationId)).toEqual(['new', 'unknown']);
});

test('Without web push it says so', async () => {
  const push = createPushPermission(createFakeClient().client, { browser: null });
  expect(push.state.getSnapshot()).toEqual({ status: 'unsupported', isGoodMoment: false, failure: null });
  await expect(push.ask()).rejects.toMatchObject({ failure: { code: 'FORBIDDEN' } });
});
