import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';

const listeners = new Map<string, (event: object) => void>();
let shown: { title: string; options: Record<string, unknown> }[] = [];
let went: unknown[] = [];
let pages: { url: string; focus(): Promise<void>; postMessage(message: unknown): void }[] = [];
const home = 'https://app.example.com/';

beforeAll(async () => {
  vi.stubGlobal('self', {
    addEventListener: (type: string, listener: (event: object) => void) => listeners.set(type, listener),
    navigator: { setAppBadge: async (count: number) => void went.push({ badge: count }) },
    registration: {
      scope: home,
      showNotification: async (title: string, options: Record<string, unknown>) => void shown.push({ title, options }),
      pushManager: { subscribe: async (settings: object) => void went.push(settings) },
    },
    clients: { matchAll: async () => pages, openWindow: async (url: string) => void went.push({ opened: url }) },
  });
  await import('./service-worker.ts');
});

afterAll(() => void vi.unstubAllGlobals());

beforeEach(() => {
  [shown, went, pages] = [[], [], []];
});

/** Sends the worker an event, and waits for what it waits for. */
async function dispatch(type: string, event: object): Promise<void> {
  let waited: Promise<unknown> = Promise.resolve();
  listeners.get(type)?.({ ...event, waitUntil: (done: Promise<unknown>) => (waited = done) });
  await waited;
}

const openPage = (url: string) =>
  pages.push({ url, focus: async () => void went.push({ focused: url }), postMessage: (said) => void went.push(said) });
const click = (data: object, action = '') =>
  dispatch('notificationclick', { action, notification: { data, close: () => void went.push('closed') } });

test('What is pushed is shown, in place of what has its tag, and the badge is set', async () => {
  const payload = {
    ...{
      notificationId: 'ntf_1',
      title: 'Plans',
      body: 'Tomorrow?',
      tag: 'conv_1',
      priority: 'URGENT',
      unreadCount: 3,
    },
    ...{ createdAt: '2026-01-31T09:00:00.000Z', actions: [{ label: 'Open', url: `${home}plans` }, { label: 'Mute' }] },
  };
  await dispatch('push', { data: { json: () => payload } });
  expect(shown).toMatchObject([{ title: 'Plans', options: { body: 'Tomorrow?', tag: 'conv_1', renotify: true } }]);
  expect(shown[0]?.options).toMatchObject({ requireInteraction: true, silent: false, data: payload });
  expect(shown[0]?.options.actions).toEqual([{ action: `${home}plans`, title: 'Open' }]);
  expect(went).toEqual([{ badge: 3 }]);
});

test('What says little is shown all the same', async () => {
  await dispatch('push', { data: { json: () => ({ title: 'Tide', priority: 'LOW' }) } });
  const { data, ...options } = shown[0]?.options ?? {};
  expect(options).toEqual({ actions: [], requireInteraction: false, silent: true });
});

test('A click on what names no address goes to a page that is open and tells it what for, or opens one', async () => {
  const payload = { notificationId: 'ntf_1', conversationId: 'conv_1', messageSeq: 7 };
  await click(payload);
  openPage(`${home}elsewhere`);
  await click(payload);
  expect(went).toEqual([
    ...['closed', { opened: home }, 'closed'],
    ...[{ type: 'tidings-notification-click', ...payload, threadRootSeq: undefined }, { focused: `${home}elsewhere` }],
  ]);
});

test('A click goes to the address, where a page shows it already to that page', async () => {
  openPage(home);
  await click({ actionUrl: `${home}plans/7` });
  await click({ actionUrl: `${home}plans/7` }, 'https://shop.example.com/');
  openPage(`${home}plans/7`);
  await click({ actionUrl: '/plans/7' });
  expect(went.filter((step) => typeof step === 'object' && step !== null && !('type' in step))).toEqual([
    { opened: `${home}plans/7` },
    { opened: 'https://shop.example.com/' },
    { focused: `${home}plans/7` },
  ]);
});

test('A browser that takes back its address gets another by the same key, and pages are told', async () => {
  openPage(home);
  await dispatch('pushsubscriptionchange', { oldSubscription: { options: { applicationServerKey: 'key' } } });
  expect(went).toEqual([{ userVisibleOnly: true, applicationServerKey: 'key' }, { type: 'tidings-push-changed' }]);
});
