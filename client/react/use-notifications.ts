import { useMemo } from 'react';
import type { TidingsClient } from '../create-client.ts';
import {
  ArchiveNotificationsDocument,
  DeleteNotificationsDocument,
  MarkNotificationsReadDocument,
  MarkNotificationsSeenDocument,
} from '../generated/operations.ts';
import { act } from './act.ts';
import type { Reading } from './reading.ts';
import { type NotificationView, notificationsSource } from './sources/notifications-source.ts';
import { useClient } from './use-client.ts';
import { useReading } from './use-reading.ts';
import { useResult } from './use-result.ts';

/** Whose these are: some, or all that there are. */
export type WhichNotifications = readonly string[] | 'all';

/** All of these reject with a `TidingsError`. */
export interface NotificationsActions {
  /** They were displayed: no longer new, though not read. */
  markSeen(which: WhichNotifications): Promise<void>;
  markRead(which: WhichNotifications): Promise<void>;
  /** Puts them away. */
  archive(which: WhichNotifications): Promise<void>;
  remove(which: WhichNotifications): Promise<void>;
}

export type NotificationsResult = Reading<readonly NotificationView[]> & NotificationsActions;

/**
 * The viewer's inbox, the latest first, with what each notification says. Renders when one comes, goes or changes; a notification
 * is the same object until then. For a badge, `useUnreadNotifications` is enough.
 */
export function useNotifications(): NotificationsResult {
  const client = useClient();
  const actions = useMemo(() => actionsOf(client), [client]);
  return useResult(useReading(notificationsSource(client)), actions);
}

function actionsOf(client: TidingsClient): NotificationsActions {
  const [seen, read] = [act(client, MarkNotificationsSeenDocument), act(client, MarkNotificationsReadDocument)];
  const [archive, remove] = [act(client, ArchiveNotificationsDocument), act(client, DeleteNotificationsDocument)];
  return {
    markSeen: (which) => seen(inputOf(which)),
    markRead: (which) => read(inputOf(which)),
    archive: (which) => archive(inputOf(which)),
    remove: (which) => remove(inputOf(which)),
  };
}

const inputOf = (which: WhichNotifications) => (which === 'all' ? { all: true } : { ids: [...which] });
