import { expect, test } from 'vitest';
import { noContacts } from '../../server/testing/no-contacts.ts';
import { noNotifications } from '../../server/testing/no-notifications.ts';
import type { Link, Result, Sink } from '../transport/link.ts';
import { createSync } from './create-sync.ts';

const user = {
  id: 'alice',
  name: 'Alice',
  pictureUrl: null,
  metadata: { kind: 'OWN' },
  createdAt: '1',
  updatedAt: '1',
};
const notification = (id: string, type: string) => ({
  ...{ id, type, priority: 'HIGH', data: { status: 'OWN' }, conversationId: null, isRead: false, archivedAt: null },
});
const none = { edges: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** What a newer server answers: a status, and then a type of notifications, that this client does not know. */
const fetched = {
  syncCursor: 'c1',
  viewer: {
    ...{ ...noContacts, ...noNotifications, tenantId: 'test', user, presenceSettings: {}, conversations: none },
    ...{ locationSharing: { audience: 'EVERYONE' }, ownPresence: { status: 'IN_A_MEETING', customStatus: null } },
  },
};

test('A value of an enum that only a newer server knows stands in the state as it came, and is told once', async () => {
  const told: string[] = [];
  let bring: Sink['next'] = () => {};
  const streaming = Promise.withResolvers<void>();
  const closings: unknown[] = [];
  const link: Link = {
    kind: 'websocket',
    execute: async () => ({ data: fetched }) as unknown as Result,
    subscribe(_operation, sink) {
      bring = sink.next;
      streaming.resolve();
      return () => {};
    },
    renew: async () => {},
    closed: new Promise(() => {}),
    close: (...why) => void closings.push(why),
  };
  const sync = createSync({ onUnknown: (name) => void told.push(name), onItem: () => {}, messagesKept: 50 });
  sync.begin(link);
  await streaming.promise;
  bring({ data: { events: { __typename: 'CaughtUp', cursor: 'c2' } } });
  for (const [seq, id] of ['n1', 'n2'].entries()) {
    const item = { seq: seq + 1, createdAt: '1', notificationId: id, notification: notification(id, 'POLL_ENDED') };
    bring({ data: { events: { __typename: 'NotificationAdded', ...item } } });
  }
  expect(told).toEqual(['status IN_A_MEETING', 'type POLL_ENDED']);
  const state = sync.state.getSnapshot();
  expect(state?.ownPresence.status).toBe('IN_A_MEETING');
  expect([...(state?.notifications.values() ?? [])].map(({ type }) => type)).toEqual(['POLL_ENDED', 'POLL_ENDED']);
  expect(closings).toEqual([]);
});
