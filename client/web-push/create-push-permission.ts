import type { TidingsClient } from '../create-client.ts';
import { type Failure, offline, TidingsError } from '../errors.ts';
import {
  RegisterPushSubscriptionDocument,
  UnregisterPushSubscriptionDocument,
  WebPushDocument,
} from '../generated/operations.ts';
import { createStore, type Readable } from '../store/create-store.ts';
import { totalUnreadNotifications } from '../store/notifications.ts';
import { ownBrowser, type PushBrowser, type PushRegistration } from './push-browser.ts';

/** How it stands with web push in this browser. */
export interface PushPermissionState {
  /**
   * `unsupported`; `default`: nobody has asked; `denied`: only the browser's settings can change that; `granted`, and not registered
   * yet, or no more; `registered`: notifications come also while no page is open.
   */
  status: 'unsupported' | 'default' | 'denied' | 'granted' | 'registered';
  /**
   * Asking now may meet understanding: nobody has asked, and the user has sent a message, or is here for a second time. A
   * page that asks at once is refused, and cannot ask again.
   */
  isGoodMoment: boolean;
  /** Why it could not be registered; it is tried again with the next connection. */
  failure: Failure | null;
}

/** The way to web push. */
export interface PushPermission {
  state: Readable<PushPermissionState>;
  /**
   * Asks the user, and registers where he agrees. From a click or a key alone: browsers take it for spam otherwise, and it rejects
   * with FORBIDDEN.
   */
  ask(): Promise<void>;
  /** He does not want to be asked now: no moment is good for 7 days. */
  notNow(): void;
  /** Registers, where he has agreed. It is done by itself at each start where it was before. Rejects with a `TidingsError`. */
  register(): Promise<void>;
  /** Ends it in this browser. Do so when the user signs out. */
  unregister(): Promise<void>;
  close(): void;
}

interface PushOptions {
  /**
   * Where the application serves the service worker: `@tidings/client/service-worker.js`, or one of its own that does
   * `importScripts` of it. @default '/service-worker.js'
   */
  serviceWorkerUrl?: string;
  /** What the user's list of devices calls this one. @default none */
  deviceName?: string;
  /** @default this browser; null: there is none */
  browser?: PushBrowser | null;
}

const notNowMs = 7 * 86_400_000;
const visitsName = 'tidings push visits';
const laterName = 'tidings push later';
/** Said by the service worker when the browser has given it another address. */
const changedMessage = 'tidings-push-changed';

/** Leads to web push: when to ask, asking, and registering with the server's key. It also takes off the device what was read. */
export function createPushPermission(client: TidingsClient, options: PushOptions = {}): PushPermission {
  const { serviceWorkerUrl = '/service-worker.js', deviceName, browser = ownBrowser() } = options;
  const state = createStore<PushPermissionState>({
    ...{ status: browser?.permission() ?? 'unsupported', isGoodMoment: false, failure: null },
  });
  const change = (part: Partial<PushPermissionState>) => state.update((before) => ({ ...before, ...part }));
  let worker: PushRegistration | null = null;
  let hasSent = false;

  function weigh(): void {
    const isLater = Number(browser?.recall(laterName, 'browser') ?? 0) > Date.now();
    const isWelcome = hasSent || Number(browser?.recall(visitsName, 'browser') ?? 0) > 1;
    const isGoodMoment = state.getSnapshot().status === 'default' && !isLater && isWelcome;
    if (isGoodMoment !== state.getSnapshot().isGoodMoment) change({ isGoodMoment });
  }

  async function subscribe(present: PushBrowser): Promise<void> {
    const { webPushPublicKey } = await client.execute(WebPushDocument, {});
    worker = await present.registerWorker(serviceWorkerUrl);
    const { pushManager } = worker;
    const known = await pushManager.getSubscription();
    const isOurs = known !== null && base64UrlOf(known.options.applicationServerKey) === webPushPublicKey;
    // A browser has one subscription, by one key: that of an earlier server is of no use.
    if (known !== null && !isOurs) await known.unsubscribe();
    const settings = { userVisibleOnly: true, applicationServerKey: webPushPublicKey };
    const subscription = isOurs ? known : await pushManager.subscribe(settings);
    const { endpoint = '', keys, expirationTime = null } = subscription.toJSON();
    const input = {
      ...{ endpoint, keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' } },
      ...(deviceName !== undefined && { deviceName }),
      ...(expirationTime !== null && { expiresAt: new Date(expirationTime).toISOString() }),
    };
    await client.execute(RegisterPushSubscriptionDocument, { input });
  }

  async function register(): Promise<void> {
    if (browser?.permission() !== 'granted') throw refusal('The user has not agreed to notifications.');
    try {
      await subscribe(browser);
      change({ status: 'registered', failure: null });
    } catch (error) {
      const failure = error instanceof TidingsError ? error.failure : offline(String(error));
      change({ failure });
      throw new TidingsError(failure);
    }
  }

  /** Again at each start: the browser is then whose who is signed in now. */
  async function renew(): Promise<void> {
    if (browser?.permission() !== 'granted' || client.connection.getSnapshot().status !== 'open') return;
    worker ??= await browser.findWorker();
    if (((await worker?.pushManager.getSubscription()) ?? null) !== null) await register();
  }

  /** Takes off the device what was read or seen on another, or in a page. */
  async function tidy(): Promise<void> {
    const all = client.state.getSnapshot();
    if (all === null || worker === null) return;
    browser?.showBadge(totalUnreadNotifications(all, new Date().toISOString()));
    for (const shown of await worker.getNotifications()) {
      const { notificationId } = (shown.data ?? {}) as { notificationId?: string };
      const notification = notificationId === undefined ? undefined : all.notifications.get(notificationId);
      if (notification?.isRead === true || (notification?.seenAt ?? null) !== null) shown.close();
    }
  }

  const isOpen = client.connection.select(({ status }) => status === 'open');
  const ignore = () => {};
  const stops = [
    isOpen.subscribe(() => void renew().catch(ignore)),
    client.state.select((all) => all?.notifications).subscribe(() => void tidy().catch(ignore)),
    client.outbox.subscribe(() => {
      hasSent ||= client.outbox.getSnapshot().some(({ status }) => status === 'sent');
      weigh();
    }),
    browser?.onWorkerMessage((message) => {
      if ((message as { type?: string } | null)?.type === changedMessage) void renew().catch(ignore);
    }),
  ];
  if (browser !== null && browser.recall(visitsName, 'tab') === null) {
    browser.remember(visitsName, 'counted', 'tab');
    browser.remember(visitsName, String(Number(browser.recall(visitsName, 'browser') ?? 0) + 1), 'browser');
  }
  weigh();
  void renew().catch(ignore);

  return {
    state,
    register,
    async ask() {
      if (browser === null) throw refusal('This browser has no web push.');
      if (!browser.isTouched())
        throw refusal('Ask from a click or a key: browsers refuse pages that ask by themselves.');
      const status = await browser.requestPermission();
      change({ status, isGoodMoment: false });
      if (status === 'granted') await register();
      else if (status === 'default') later();
    },
    notNow: () => later(),
    async unregister() {
      const subscription = await (worker ?? (await browser?.findWorker()))?.pushManager.getSubscription();
      if (subscription == null) return;
      // The server first: offline, it has to be said again.
      await client.execute(UnregisterPushSubscriptionDocument, { input: { endpoint: subscription.endpoint } });
      await subscription.unsubscribe();
      change({ status: 'granted' });
    },
    close() {
      for (const stop of stops) stop?.();
    },
  };

  function later(): void {
    browser?.remember(laterName, String(Date.now() + notNowMs), 'browser');
    weigh();
  }
}

const refusal = (message: string) => new TidingsError({ code: 'FORBIDDEN', message });

function base64UrlOf(bytes: ArrayBuffer | null): string {
  const text = String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0)));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
