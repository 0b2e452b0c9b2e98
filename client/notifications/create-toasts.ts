import type { TidingsClient } from '../create-client.ts';
import {
  ArchiveNotificationsDocument,
  MarkNotificationsReadDocument,
  MarkNotificationsSeenDocument,
  NodeDocument,
} from '../generated/operations.ts';
import { browserPage, type Page } from '../page/page.ts';
import { createWhereabouts } from '../page/whereabouts.ts';
import type { StreamItem } from '../store/apply-event.ts';
import { createStore, type Readable } from '../store/create-store.ts';
import type { NotificationState } from '../store/state.ts';
import { beep, vibrate } from './alert.ts';
import { createCountdowns } from './countdowns.ts';
import { loudnessOf } from './loudness-of.ts';

/** A notification that is shown for a moment. */
export interface Toast {
  /** The notification's. */
  id: string;
  notification: NotificationState;
  /** What it says in a line; null: say it by its type. Of a message, the conversation's title. */
  title: string | null;
  /** What it says; null: nothing, or it could not be read. */
  body: string | null;
}

interface ToastOptions {
  /** How long each is shown. @default 5_000 // 5 seconds */
  durationMs?: number;
  /** How many are shown at a time: of more, the oldest go. @default 5 */
  toastsMax?: number;
  /** Called for each that may be heard, in the tab that was touched last; null: none. @default beeps by its priority, not for LOW */
  sound?: ((priority: NotificationState['priority']) => void) | null;
  /** The same for what is felt. @default vibrates for HIGH and URGENT, where the device can */
  vibration?: ((priority: NotificationState['priority']) => void) | null;
  /** What is looked at. @default the browser's page */
  page?: Page;
}

/** The notifications that have just come. */
export interface Toasts {
  /** Those that are shown, oldest first. */
  shown: Readable<readonly Toast[]>;
  /** Stops their clocks: the pointer is over them. */
  pause(): void;
  /** Lets them run on. */
  resume(): void;
  /** Takes one off, and tells nobody. */
  dismiss(id: string): void;
  /** Takes one off and marks its notification as seen, or as read, or puts it away. Rejects with a `TidingsError`. */
  markSeen(id: string): Promise<void>;
  markRead(id: string): Promise<void>;
  archive(id: string): Promise<void>;
  /** Shows no more. */
  close(): void;
}

/**
 * Shows each notification that comes while the client is live; what a replay brings is old, and only in the inbox. Not shown is
 * what tells of a conversation that somebody looks at in any tab, and anything while the viewer is not to be disturbed; in his
 * quiet hours it is shown in silence, unless it is URGENT. One that tells of more is shown anew, and one that is read, seen or
 * put away, on whatever device, goes.
 */
export function createToasts(client: TidingsClient, options: ToastOptions = {}): Toasts {
  const { durationMs = 5_000, toastsMax = 5, page = browserPage(), sound = beep, vibration = vibrate } = options;
  const shown = createStore<readonly Toast[]>([]);
  const whereabouts = createWhereabouts(client, page);
  const countdowns = createCountdowns(dismiss);

  function dismiss(id: string): void {
    countdowns.stop(id);
    shown.update((toasts) =>
      toasts.some((toast) => toast.id === id) ? toasts.filter((toast) => toast.id !== id) : toasts,
    );
  }

  /** The notification as it stands, if it is still news. */
  function newsOf(id: string): NotificationState | null {
    const notification = client.state.getSnapshot()?.notifications.get(id);
    if (notification === undefined || notification.isRead || notification.seenAt !== null) return null;
    return Date.parse(notification.expiresAt) > Date.now() ? notification : null;
  }

  function loudness(notification: NotificationState): 'loud' | 'silent' | 'none' {
    const { conversationId } = notification;
    const state = client.state.getSnapshot();
    if (state === null || (conversationId !== null && whereabouts.isLookedAt(conversationId))) return 'none';
    return loudnessOf(notification, state.notificationPreferences, Date.now());
  }

  async function show(id: string): Promise<void> {
    const before = newsOf(id);
    if (before === null || loudness(before) === 'none') return;
    const { title = null, body = null } = await readText(client, id);
    const notification = newsOf(id);
    const loud = notification === null ? 'none' : loudness(notification);
    if (isClosed || notification === null || loud === 'none') return;
    const others = shown.getSnapshot().filter((toast) => toast.id !== id);
    for (const toast of others.slice(0, Math.max(0, others.length + 1 - toastsMax))) dismiss(toast.id);
    shown.update((toasts) => [...toasts.filter((toast) => toast.id !== id), { id, notification, title, body }]);
    countdowns.start(id, durationMs);
    if (loud === 'silent' || !whereabouts.isLastTouched()) return;
    sound?.(notification.priority);
    vibration?.(notification.priority);
  }

  let isClosed = false;
  const hear = (item: StreamItem) => {
    if (item.__typename === 'NotificationAdded' && client.state.getSnapshot()?.isCaughtUp === true) {
      void show(item.notificationId);
    }
  };
  const stops = [
    client.onItem(hear),
    client.state
      .select((state) => state?.notifications)
      .subscribe(() => {
        for (const { id } of shown.getSnapshot()) if (newsOf(id) === null) dismiss(id);
      }),
  ];

  return {
    shown,
    pause: countdowns.pause,
    resume: countdowns.resume,
    dismiss,
    async markSeen(id) {
      dismiss(id);
      await client.execute(MarkNotificationsSeenDocument, { input: { ids: [id] } });
    },
    async markRead(id) {
      dismiss(id);
      await client.execute(MarkNotificationsReadDocument, { input: { ids: [id] } });
    },
    async archive(id) {
      dismiss(id);
      await client.execute(ArchiveNotificationsDocument, { input: { ids: [id] } });
    },
    close() {
      isClosed = true;
      for (const stop of stops) stop();
      whereabouts.close();
      countdowns.close();
      shown.set([]);
    },
  };
}

/** What it says, which the stream does not tell. Where that cannot be read, it is shown without. */
async function readText(client: TidingsClient, id: string): Promise<{ title?: string | null; body?: string | null }> {
  const { node } = await client.execute(NodeDocument, { id }).catch(() => ({ node: null }));
  return node?.__typename === 'Notification' ? node : {};
}
