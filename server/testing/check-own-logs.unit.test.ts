import { expect, test } from 'vitest';
import type { NotificationFieldsFragment } from '../../client/generated/operations.ts';
import type { StreamItem } from '../../client/index.ts';
import { checkOwnLogs } from './check-own-logs.ts';
import { type HistoryRecord, sortHistory } from './history.ts';
import { pageOf } from './sync-page.ts';

// Ann is told of a message and of a mention, is cut off, and goes on from a cursor. Each test breaks one promise in it.

const at = (seq: number) => new Date(Date.UTC(2026, 0, 31, 9, 0, seq)).toISOString();
const notificationOf = (id: string, type: 'MESSAGE' | 'MENTION'): NotificationFieldsFragment => ({
  ...{ id, type, category: null, priority: 'NORMAL', data: {}, actions: [], imageUrl: null, actionUrl: null },
  ...{ collapseKey: null, conversationId: 'conv_1', messageSeq: 3, threadRootSeq: null, actorId: 'ben' },
  ...{ createdAt: at(1), expiresAt: at(50), seenAt: null, archivedAt: null, isRead: false },
});
const added = (seq: number, id: string, type: 'MESSAGE' | 'MENTION'): StreamItem => ({
  ...{ __typename: 'NotificationAdded', seq, createdAt: at(seq), notificationId: id },
  notification: notificationOf(id, type),
});
const changed = (seq: number): StreamItem => ({
  ...{ __typename: 'NotificationsChanged', seq, createdAt: at(seq), notificationIds: ['ntf_1'], notifications: [] },
});
const received = (user: string, stream: string, ...items: StreamItem[]): HistoryRecord[] =>
  items.map((item) => ({ kind: 'received', user, stream, item }));
const begins = (user: string): HistoryRecord[] => [
  {
    kind: 'synced',
    user,
    pages: pageOf(user, 'start', 0, [], user === 'ann' ? [notificationOf('ntf_0', 'MESSAGE')] : []),
  },
  { kind: 'opened', user, stream: `${user} 1`, after: 'start' },
];
const fetched = (...ids: string[]): HistoryRecord => ({
  ...{ kind: 'fetched', user: 'ann' },
  pages: pageOf(
    'ann',
    'end',
    0,
    [],
    ids.map((id) => notificationOf(id, 'MESSAGE')),
  ),
});

const first = [added(4, 'ntf_1', 'MESSAGE'), added(5, 'ntf_2', 'MENTION')];
const history = (second: StreamItem[], ...more: HistoryRecord[]): HistoryRecord[] => [
  ...begins('ann'),
  ...begins('ben'),
  ...received('ann', 'ann 1', ...first),
  { kind: 'opened', user: 'ann', stream: 'ann 2', after: 'somewhere' },
  ...received('ann', 'ann 2', ...second),
  ...more,
];
const resync: StreamItem = {
  ...{ __typename: 'ResyncRequired', cursor: 'now', reason: 'CURSOR_TOO_OLD', resyncConversationId: null },
};

test.each<[what: string, rules: string[], records: HistoryRecord[]]>([
  ['nothing, where all is told', [], history([added(5, 'ntf_2', 'MENTION'), changed(6)], fetched('ntf_0', 'ntf_1'))],
  ['nothing, where a message is told anew', [], history([added(6, 'ntf_1', 'MESSAGE')], fetched('ntf_1'))],
  ['what is lost between two streams', ['lost'], history([changed(7)])],
  ['nothing, where he reads his state afresh', [], history([resync, changed(9)])],
  ['a mention that is told twice', ['twice'], history([added(6, 'ntf_2', 'MENTION')])],
  ['another event under the same number', ['differs'], history([added(5, 'ntf_3', 'MENTION'), changed(6)])],
  ['what nobody told him', ['lost'], history([changed(6)], fetched('ntf_1', 'ntf_9'))],
  ["somebody else's", ['outsider'], history([changed(6)], ...received('ben', 'ben 1', added(1, 'ntf_1', 'MESSAGE')))],
])('it finds %s', (_what, rules, records) => {
  expect(checkOwnLogs(sortHistory(records)).map(({ rule }) => rule)).toEqual(rules);
});
