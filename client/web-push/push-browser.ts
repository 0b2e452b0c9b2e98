/** The part of a browser that web push needs. */
export interface PushBrowser {
  permission(): NotificationPermission;
  requestPermission(): Promise<NotificationPermission>;
  /** Somebody is just clicking, or pressing a key. */
  isTouched(): boolean;
  /** Registers the service worker, and waits until it is active. */
  registerWorker(url: string): Promise<PushRegistration>;
  /** The service worker that is registered already; null: none. */
  findWorker(): Promise<PushRegistration | null>;
  /** Calls back with what the service worker says. Returns how to leave. */
  onWorkerMessage(listener: (message: unknown) => void): () => void;
  /** What a page remembers, for as long as the tab lives or for good; null: nothing. */
  recall(name: string, place: 'tab' | 'browser'): string | null;
  remember(name: string, value: string, place: 'tab' | 'browser'): void;
  showBadge(count: number): void;
}

/** The part of a service worker's registration that is used. */
export type PushRegistration = Pick<ServiceWorkerRegistration, 'pushManager' | 'getNotifications'>;

/** This browser; null: it has no web push, or the page has none (without HTTPS; on iOS, outside the home screen). */
export function ownBrowser(): PushBrowser | null {
  if (typeof window === 'undefined' || !('PushManager' in window && 'Notification' in window)) return null;
  const { serviceWorker } = navigator;
  if (serviceWorker === undefined) return null;
  const storageOf = (place: 'tab' | 'browser') => (place === 'tab' ? sessionStorage : localStorage);
  return {
    permission: () => Notification.permission,
    requestPermission: () => Notification.requestPermission(),
    // Where the browser does not say, it judges for itself.
    isTouched: () => navigator.userActivation?.isActive !== false,
    async registerWorker(url) {
      await serviceWorker.register(url);
      return serviceWorker.ready;
    },
    findWorker: async () => (await serviceWorker.getRegistration()) ?? null,
    onWorkerMessage(listener) {
      const heard = ({ data }: MessageEvent) => listener(data);
      serviceWorker.addEventListener('message', heard);
      return () => serviceWorker.removeEventListener('message', heard);
    },
    recall(name, place) {
      try {
        return storageOf(place).getItem(name);
      } catch {
        return null;
      }
    },
    remember(name, value, place) {
      try {
        storageOf(place).setItem(name, value);
      } catch {
        // A page that may store nothing asks as on a first visit.
      }
    },
    showBadge: (count) => void navigator.setAppBadge?.(count).catch(() => {}),
  };
}
