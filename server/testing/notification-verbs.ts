import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import type { SendNotificationInput } from '../../client/generated/operations.ts';
import {
  ArchiveNotificationsDocument,
  BroadcastNotificationDocument,
  DeleteNotificationsDocument,
  MarkNotificationsReadDocument,
  MarkNotificationsSeenDocument,
  NotificationBroadcastDocument,
  NotificationsDocument,
  SendNotificationDocument,
  UpdateNotificationPreferencesDocument,
} from '../../client/index.ts';
import { eventually } from './eventually.ts';
import type { Verb, World } from './verb.ts';

const notify = async ({ as }: World, over: Partial<SendNotificationInput> = {}) => {
  const input = { clientId: randomUUID(), userIds: ['alice'], type: 'ALERT' as const, title: 'High tide', ...over };
  const { sendNotification } = await as.backend(SendNotificationDocument, { input });
  return (sendNotification?.deliveries ?? []).flatMap(({ notificationId }) => notificationId ?? []);
};
/** Waits for its end, since nobody is told before it begins. */
const broadcast = async ({ as }: World) => {
  const input = { clientId: randomUUID(), segment: { all: true }, type: 'ALERT' as const, title: 'High tide' };
  const id = (await as.backend(BroadcastNotificationDocument, { input })).broadcastNotification?.broadcast.id ?? '';
  await vi.waitUntil(
    async () => (await as.backend(NotificationBroadcastDocument, { id })).notificationBroadcast?.status === 'DONE',
    eventually,
  );
};
const three = async (world: World) => {
  for (const title of ['one', 'two', 'three']) await notify(world, { title, userIds: ['alice', 'bob'] });
};
const newestOf = async ({ as }: World): Promise<string[]> => {
  const { viewer } = await as.alice(NotificationsDocument, { first: 1 });
  return (viewer.notifications.edges ?? []).flatMap((edge) => edge?.node?.id ?? []);
};

/** The rows of `verify-events.test.ts` about notifications that need no consumer of the log. */
export const notificationVerbs: Verb[] = [
  {
    mutation: 'sendNotification',
    when: 'to two, with all that it may say',
    act: (world) =>
      notify(world, {
        ...{ userIds: ['alice', 'bob'], category: 'harbour', body: 'At six', priority: 'HIGH', data: { metres: 4 } },
        ...{ imageUrl: 'https://example.com/tide.png', actionUrl: 'https://example.com/tide', collapseKey: 'tide' },
        actions: [
          { label: 'Show', url: 'https://example.com/tide' },
          { label: 'Thanks', mutation: 'thank', data: { for: 'tide' } },
        ],
      }),
    tells: { alice: ['NotificationAdded'], bob: ['NotificationAdded'], carol: [] },
  },
  {
    mutation: 'sendNotification',
    when: 'twice with one key, after it was read',
    prepare: async (world) => {
      await notify(world, { collapseKey: 'tide' });
      await world.as.alice(MarkNotificationsReadDocument, { input: { all: true } });
    },
    act: (world) => notify(world, { collapseKey: 'tide', title: 'Low tide' }),
    tells: { alice: ['NotificationAdded'], bob: [] },
  },
  {
    mutation: 'sendNotification',
    when: 'to who does not want it',
    prepare: ({ as }) =>
      as.alice(UpdateNotificationPreferencesDocument, { input: { types: [{ type: 'ALERT', channels: ['EMAIL'] }] } }),
    act: notify,
    tells: { alice: [] },
  },
  {
    mutation: 'broadcastNotification',
    when: 'to everybody, of whom one does not want it',
    prepare: ({ as }) =>
      as.carol(UpdateNotificationPreferencesDocument, { input: { types: [{ type: 'ALERT', channels: ['EMAIL'] }] } }),
    act: broadcast,
    tells: { alice: ['NotificationAdded'], bob: ['NotificationAdded'], carol: [] },
  },
  {
    mutation: 'markNotificationsSeen',
    when: 'all, twice',
    prepare: three,
    act: async ({ as }) => {
      await as.alice(MarkNotificationsSeenDocument, { input: { all: true } });
      await as.alice(MarkNotificationsSeenDocument, { input: { all: true } });
    },
    tells: { alice: ['NotificationsChanged'], bob: [] },
  },
  {
    mutation: 'markNotificationsRead',
    when: 'one of three, and one that nobody has',
    prepare: three,
    act: async (world) => {
      const ids = [...(await newestOf(world)), 'ntf_01k7zzzzzze0tvcvfyxx4h5m2d'];
      await world.as.alice(MarkNotificationsReadDocument, { input: { ids } });
    },
    tells: { alice: ['NotificationsChanged'], bob: [] },
  },
  {
    mutation: 'archiveNotifications',
    when: 'one of three',
    prepare: three,
    act: async (world) => world.as.alice(ArchiveNotificationsDocument, { input: { ids: await newestOf(world) } }),
    tells: { alice: ['NotificationsChanged'], bob: [] },
  },
  {
    mutation: 'deleteNotifications',
    when: 'one of three, then all',
    prepare: three,
    act: async (world) => {
      await world.as.alice(DeleteNotificationsDocument, { input: { ids: await newestOf(world) } });
      await world.as.alice(DeleteNotificationsDocument, { input: { all: true } });
    },
    tells: { alice: ['NotificationsRemoved', 'NotificationsRemoved'], bob: [] },
  },
  {
    mutation: 'updateNotificationPreferences',
    when: 'all of them, then to what they are',
    act: async ({ as }) => {
      const input = {
        types: [{ type: 'MESSAGE' as const, channels: ['WEB_PUSH' as const, 'IN_APP' as const] }],
        quietHours: { start: '22:00', end: '07:00', timeZone: 'Europe/Berlin' },
        ...{ doNotDisturbUntil: '2100-01-01T00:00:00.000Z', mutedUserIds: ['bob'], minimumPriority: 'NORMAL' as const },
      };
      await as.alice(UpdateNotificationPreferencesDocument, { input });
      await as.alice(UpdateNotificationPreferencesDocument, { input });
    },
    tells: { alice: ['NotificationPreferencesChanged'], bob: [] },
  },
];
