// Shows what the server pushes while no page is open. It is built as a classic script without imports, to be served by the
// application from its own origin, or taken into a service worker of its own by `importScripts`. docs/WEB_PUSH.md says what comes.

/** What the server pushes; of what is null or empty nothing is there. */
interface PushPayload {
  notificationId?: string;
  type: string;
  priority: string;
  title: string;
  body?: string;
  imageUrl?: string;
  actionUrl?: string;
  actions?: { label: string; url?: string }[];
  conversationId?: string;
  threadRootSeq?: number;
  messageSeq?: number;
  tag?: string;
  createdAt?: string;
  unreadCount?: number;
}

interface WaitingEvent extends Event {
  waitUntil(done: Promise<unknown>): void;
}

interface PushReceived extends WaitingEvent {
  data: { json(): unknown } | null;
}

interface NotificationClicked extends WaitingEvent {
  action: string;
  notification: Notification;
}

interface SubscriptionChanged extends WaitingEvent {
  oldSubscription?: PushSubscription | null;
  newSubscription?: PushSubscription | null;
}

interface WindowClient {
  url: string;
  focus(): Promise<unknown>;
  postMessage(message: unknown): void;
}

/** The part of a service worker's global scope that is used: the types of pages and workers cannot be loaded together. */
interface WorkerScope {
  registration: ServiceWorkerRegistration;
  navigator: Navigator;
  clients: {
    matchAll(options: object): Promise<WindowClient[]>;
    openWindow(url: string): Promise<unknown>;
    claim(): Promise<void>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: WaitingEvent) => void): void;
  addEventListener(type: 'push', listener: (event: PushReceived) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: NotificationClicked) => void): void;
  addEventListener(type: 'pushsubscriptionchange', listener: (event: SubscriptionChanged) => void): void;
}

const scope = self as unknown as WorkerScope;
const pages = () => scope.clients.matchAll({ type: 'window', includeUncontrolled: true });

async function show(payload: PushPayload): Promise<void> {
  const { title, body, tag, imageUrl, actions = [], priority, createdAt, unreadCount } = payload;
  const addresses = actions.flatMap(({ label, url }) => (url === undefined ? [] : [{ action: url, title: label }]));
  const shown = {
    ...(body !== undefined && { body }),
    // One that replaces another is told again.
    ...(tag !== undefined && { tag, renotify: true }),
    ...(imageUrl !== undefined && { image: imageUrl }),
    ...(createdAt !== undefined && { timestamp: Date.parse(createdAt) }),
    ...{ actions: addresses, requireInteraction: priority === 'URGENT', silent: priority === 'LOW', data: payload },
  };
  await scope.registration.showNotification(title, shown as NotificationOptions);
  if (unreadCount !== undefined) await scope.navigator.setAppBadge?.(unreadCount).catch(() => {});
}

/** Goes to what it tells of: a page that shows the address, one that can go there itself, or a new one. */
async function open(payload: PushPayload, action: string): Promise<void> {
  const address = action === '' ? payload.actionUrl : action;
  const all = await pages();
  const target = new URL(address ?? scope.registration.scope, scope.registration.scope).href;
  const page = all.find(({ url }) => url === target) ?? (address === undefined ? all[0] : undefined);
  if (page === undefined) {
    await scope.clients.openWindow(target);
    return;
  }
  const { notificationId, conversationId, threadRootSeq, messageSeq } = payload;
  page.postMessage({ type: 'tidings-notification-click', notificationId, conversationId, threadRootSeq, messageSeq });
  await page.focus();
}

/** The browser has another address for this device: the next page that has a token tells the server. */
async function renew({ oldSubscription, newSubscription }: SubscriptionChanged): Promise<void> {
  const settings = oldSubscription?.options;
  if (newSubscription == null && settings != null) {
    const { applicationServerKey } = settings;
    await scope.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
  }
  for (const page of await pages()) page.postMessage({ type: 'tidings-push-changed' });
}

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener('push', (event) => {
  if (event.data !== null) event.waitUntil(show(event.data.json() as PushPayload));
});
scope.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data as PushPayload, event.action));
});
scope.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(event)));
