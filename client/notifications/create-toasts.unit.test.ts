import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeClient } from '../../server/testing/fake-client.ts';
import { createFakePage } from '../../server/testing/fake-page.ts';
import type { StreamItem } from '../store/apply-event.ts';
import type { ClientState, NotificationState } from '../store/state.ts';
import { badgeText } from './badge-text.ts';
import { createToasts } from './create-toasts.ts';

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 31, 9) }));
afterEach(() => void vi.useRealTimers());

const inAnHour = new Date(Date.UTC(2026, 0, 31, 10)).toISOString();
const notificationOf = (id: string, changes: Partial<NotificationState> = {}) =>
  ({
    ...{
      id,
      type: 'ALERT',
      priority: 'NORMAL',
      conversationId: null,
      isRead: false,
      seenAt: null,
      expiresAt: inAnHour,
    },
    ...changes,
  }) as NotificationState;

interface Given {
  preferences?: Partial<ClientState['notificationPreferences']>;
  options?: Parameters<typeof createToasts>[1];
}

async function begin({ preferences = {}, options = {} }: Given = {}) {
  const fake = createFakeClient(({ document, variables }) =>
    document === 'Node' ? { node: { __typename: 'Notification', title: `About ${variables.id}`, body: 'Text' } } : {},
  );
  const inbox = new Map<string, NotificationState>();
  const heard: string[] = [];
  const page = createFakePage();
  const set = (isCaughtUp = true) =>
    fake.state.set({
      isCaughtUp,
      notifications: new Map(inbox),
      notificationPreferences: { doNotDisturbUntil: null, quietHours: null, ...preferences },
    } as unknown as ClientState);
  set();
  const toasts = createToasts(fake.client, {
    page,
    sound: (priority) => void heard.push(priority),
    vibration: null,
    ...options,
  });
  // What makes this tab the one that was touched last.
  await vi.advanceTimersByTimeAsync(1);
  page.touch();
  const come = async (notification: NotificationState, isCaughtUp = true) => {
    inbox.set(notification.id, notification);
    set(isCaughtUp);
    fake.bring({ __typename: 'NotificationAdded', notificationId: notification.id } as StreamItem);
    await vi.advanceTimersByTimeAsync(0);
  };
  const change = (notification: NotificationState) => {
    inbox.set(notification.id, notification);
    set();
  };
  const ids = () => toasts.shown.getSnapshot().map(({ id }) => id);
  return { ...fake, page, toasts, come, change, ids, heard };
}

test('A notification that comes is shown with what it says, is heard, and goes after 5 s', async () => {
  const { toasts, come, heard } = await begin();
  await come(notificationOf('n1', { priority: 'HIGH' }));
  expect(toasts.shown.getSnapshot()).toMatchObject([{ id: 'n1', title: 'About n1', body: 'Text' }]);
  expect(heard).toEqual(['HIGH']);
  await vi.advanceTimersByTimeAsync(4_999);
  expect(toasts.shown.getSnapshot()).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(toasts.shown.getSnapshot()).toEqual([]);
});

test('While the pointer is over them none goes, and each has left what it had', async () => {
  const { toasts, come, ids } = await begin();
  await come(notificationOf('n1'));
  await vi.advanceTimersByTimeAsync(3_000);
  await come(notificationOf('n2'));
  toasts.pause();
  await come(notificationOf('n3'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ids()).toEqual(['n1', 'n2', 'n3']);
  toasts.resume();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(ids()).toEqual(['n2', 'n3']);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(ids()).toEqual([]);
});

test('One that tells of more is shown anew, at the end', async () => {
  const { come, ids, heard } = await begin();
  await come(notificationOf('n1'));
  await come(notificationOf('n2'));
  await vi.advanceTimersByTimeAsync(4_000);
  await come(notificationOf('n1'));
  await vi.advanceTimersByTimeAsync(4_000);
  expect([ids(), heard.length]).toEqual([['n1'], 3]);
});

test('Of more than may be shown the oldest go', async () => {
  const { come, ids } = await begin({ options: { toastsMax: 2 } });
  for (const id of ['n1', 'n2', 'n3']) await come(notificationOf(id));
  expect(ids()).toEqual(['n2', 'n3']);
});

test('What a replay brings, and what was read before, is not shown', async () => {
  const { come, ids, heard } = await begin();
  await come(notificationOf('n1'), false);
  await come(notificationOf('n2', { isRead: true }));
  await come(notificationOf('n3', { seenAt: inAnHour }));
  await come(notificationOf('n4', { expiresAt: new Date(Date.now() - 1).toISOString() }));
  expect([ids(), heard]).toEqual([[], []]);
});

test('What is read, or seen, on another device goes', async () => {
  const { come, change, ids } = await begin();
  await come(notificationOf('n1'));
  await come(notificationOf('n2'));
  change(notificationOf('n1', { isRead: true }));
  change(notificationOf('n2', { seenAt: inAnHour }));
  expect(ids()).toEqual([]);
});

test('What tells of the conversation that somebody looks at is not shown, in this tab or another', async () => {
  const { come, ids, watched, page, tellFromOther } = await begin();
  watched.set(['conv_a']);
  await come(notificationOf('n1', { conversationId: 'conv_a' }));
  await come(notificationOf('n2', { conversationId: 'conv_b' }));
  page.set('visible');
  await come(notificationOf('n3', { conversationId: 'conv_a' }));
  const other = {
    id: 'other',
    look: 'focused',
    conversationIds: ['conv_b'],
    touchedAt: Date.now(),
    saidAt: Date.now(),
  };
  tellFromOther('whereabouts', other);
  await come(notificationOf('n4', { conversationId: 'conv_b' }));
  expect(ids()).toEqual(['n2', 'n3']);
});

test('Of several tabs the one that was touched last is heard', async () => {
  const { come, ids, heard, page, tellFromOther } = await begin();
  await vi.advanceTimersByTimeAsync(1_000);
  const other = { id: 'other', look: 'visible', conversationIds: [], touchedAt: Date.now(), saidAt: Date.now() };
  tellFromOther('whereabouts', other);
  await come(notificationOf('n1'));
  expect([ids(), heard]).toEqual([['n1'], []]);
  await vi.advanceTimersByTimeAsync(1_000);
  page.touch();
  await come(notificationOf('n2'));
  expect(heard).toEqual(['NORMAL']);
});

test.each([
  ['nothing is shown while he is not to be disturbed', { doNotDisturbUntil: inAnHour }, 'URGENT', [0, 0]],
  [
    'it is shown in silence in his quiet hours',
    { quietHours: { start: '22:00', end: '11:00', timeZone: 'Europe/Berlin' } },
    'HIGH',
    [1, 0],
  ],
  [
    'what is urgent is heard in his quiet hours',
    { quietHours: { start: '10:00', end: '10:01', timeZone: 'Europe/Berlin' } },
    'URGENT',
    [1, 1],
  ],
  [
    'it is heard at the end of his quiet hours',
    { quietHours: { start: '22:00', end: '10:00', timeZone: 'Europe/Berlin' } },
    'HIGH',
    [1, 1],
  ],
] as const)('As the viewer wants it, %s', async (_, preferences, priority, expected) => {
  // It is 10:00 in Berlin.
  const { come, ids, heard } = await begin({ preferences });
  await come(notificationOf('n1', { priority }));
  expect([ids().length, heard.length]).toEqual(expected);
});

test('What is done with one is told to the server, and takes it off', async () => {
  const { toasts, come, ids, asked } = await begin();
  for (const id of ['n1', 'n2', 'n3', 'n4']) await come(notificationOf(id));
  await Promise.all([toasts.markSeen('n1'), toasts.markRead('n2'), toasts.archive('n3')]);
  toasts.dismiss('n4');
  expect(ids()).toEqual([]);
  expect(asked.slice(4)).toEqual([
    { document: 'MarkNotificationsSeen', variables: { input: { ids: ['n1'] } } },
    { document: 'MarkNotificationsRead', variables: { input: { ids: ['n2'] } } },
    { document: 'ArchiveNotifications', variables: { input: { ids: ['n3'] } } },
  ]);
});

test('A badge counts up to 99', () => {
  expect([-1, 0, 1, 99, 100, 5_000].map(badgeText)).toEqual(['', '', '1', '99', '99+', '99+']);
});
