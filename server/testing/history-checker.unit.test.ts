import { expect, test } from 'vitest';
import type { ConversationStateFragment } from '../../client/generated/operations.ts';
import { applyEvent, fromSync, type StreamItem } from '../../client/index.ts';
import type { HistoryRecord, SyncPages } from './history.ts';
import { checkHistory } from './history-checker.ts';
import { pageOf, userOf } from './sync-page.ts';

// A short history by hand: Alice and Bob talk, Carol comes and is removed. Each test breaks one promise in it.

const timeOf = (seq: number) => new Date(Date.UTC(2026, 0, 31, 9, 0, seq)).toISOString();
const place = (seq: number, actor: string) => ({
  conversationId: 'conv_1',
  seq,
  createdAt: timeOf(seq),
  actor: userOf(actor),
});
const own = (seq: number) => ({ conversationId: 'conv_1', seq, createdAt: timeOf(seq) });

const messageOf = (
  seq: number,
  senderId: string,
  text: string | null,
  version = 0,
  deletedAt: string | null = null,
) => ({
  id: `msg_${seq}`,
  conversationId: 'conv_1',
  seq,
  clientMessageId: `${seq}`,
  senderId,
  sender: userOf(senderId),
  kind: 'TEXT' as const,
  priority: 'NORMAL' as const,
  location: null,
  replyTo: null,
  threadRootId: null,
  threadRootSeq: null,
  mentionedUserIds: [],
  mentionsEveryone: false,
  attachments: [],
  linkPreviews: [],
  reactions: [],
  forwardedFrom: null,
  pinnedAt: null,
  pinnedById: null,
  text,
  metadata: {},
  createdAt: timeOf(seq),
  editedAt: version === 0 ? null : timeOf(7),
  version,
  deletedAt,
  changedSeq: deletedAt !== null ? 8 : version > 0 ? 7 : seq,
});
const memberOf = (userId: string, joinedSeq: number, role: 'OWNER' | 'MEMBER' = 'MEMBER') => ({
  conversationId: 'conv_1',
  userId,
  user: userOf(userId),
  role,
  joinedAt: timeOf(joinedSeq),
  joinedSeq,
  silencedUntil: null,
});
const sent = (seq: number, by: string, text: string): StreamItem => ({
  __typename: 'MessageSent',
  ...place(seq, by),
  message: messageOf(seq, by, text),
});

const fields = {
  id: 'conv_1',
  kind: 'GROUP' as const,
  visibility: 'PRIVATE' as const,
  historyVisibility: 'ALL' as const,
  title: null,
  metadata: {},
  createdAt: timeOf(0),
};
const log: StreamItem[] = [
  { __typename: 'MemberAdded', ...place(1, 'alice'), member: memberOf('alice', 1, 'OWNER'), memberCount: 2 },
  { __typename: 'MemberAdded', ...place(2, 'alice'), member: memberOf('bob', 2), memberCount: 2 },
  sent(3, 'alice', 'one'),
  sent(4, 'bob', 'two'),
  { __typename: 'MemberAdded', ...place(5, 'alice'), member: memberOf('carol', 5), memberCount: 3 },
  sent(6, 'bob', 'three'),
  { __typename: 'MessageEdited', ...place(7, 'bob'), message: messageOf(4, 'bob', 'two, better', 1) },
  { __typename: 'MessageDeleted', ...place(8, 'alice'), message: messageOf(3, 'alice', null, 0, timeOf(8)) },
  { __typename: 'MemberRemoved', ...place(9, 'alice'), userId: 'carol', removedUser: null, memberCount: 2 },
  sent(10, 'alice', 'four'),
];
const joined = (joinedSeq: number): StreamItem => ({
  __typename: 'ConversationJoined',
  ...own(1),
  joinedSeq,
  joinedConversation: { ...fields, memberCount: 2, slowModeMs: 0 },
  lastActivityAt: timeOf(0),
});
const events = (from: number, to: number) => log.slice(from - 1, to);
const checkpoint = (cursor: string): StreamItem => ({ __typename: 'Checkpoint', cursor });
const revoked: StreamItem = { __typename: 'AccessRevoked', conversationId: 'conv_1' };

/** What Alice or Bob reads in the end. */
const inTheEnd = (user: 'alice' | 'bob'): SyncPages => {
  const readSeq = { alice: 10, bob: 6 };
  const unreadCount = { alice: 0, bob: 1 }[user];
  const messages = [
    messageOf(3, 'alice', null, 0, timeOf(8)),
    messageOf(4, 'bob', 'two, better', 1),
    messageOf(6, 'bob', 'three'),
    messageOf(10, 'alice', 'four'),
  ];
  const conversation: ConversationStateFragment = {
    ...fields,
    memberCount: 2,
    slowModeMs: 0,
    lastSeq: 10,
    lastActivityAt: timeOf(10),
    members: {
      edges: [{ node: memberOf('alice', 1, 'OWNER') }, { node: memberOf('bob', 2) }],
      pageInfo: { hasNextPage: false },
    },
    receipts: (['alice', 'bob'] as const).map((userId) => ({
      userId,
      deliveredSeq: readSeq[userId],
      readSeq: readSeq[userId],
    })),
    messages: {
      edges: messages.map((node) => ({ node: { ...node, thread: null } })),
      pageInfo: { hasPreviousPage: false },
    },
    viewerMembership: {
      role: user === 'alice' ? 'OWNER' : 'MEMBER',
      joinedAt: timeOf(user === 'alice' ? 1 : 2),
      joinedSeq: user === 'alice' ? 1 : 2,
      silencedUntil: null,
      deliveredSeq: readSeq[user],
      readSeq: readSeq[user],
      markedUnreadFromSeq: null,
      unreadCount,
      unreadMentionCount: 0,
      lastSeq: 10,
      ownLogSeq: 0,
      preferences: { mutedUntil: null, pinned: false, archived: false },
    },
  };
  return pageOf(user, 'end', unreadCount, [conversation]);
};

const received = (user: string, stream: string, items: StreamItem[]): HistoryRecord[] =>
  items.map((item) => ({ kind: 'received', user, stream, item }));
const opened = (user: string, stream: string, after: string): HistoryRecord => ({
  kind: 'opened',
  user,
  stream,
  after,
});

const good: HistoryRecord[] = [
  ...['alice', 'bob', 'carol', 'dave'].flatMap((user): HistoryRecord[] => [
    { kind: 'synced', user, pages: pageOf(user, 'start', 0, []) },
    opened(user, `${user} 1`, 'start'),
  ]),
  { kind: 'acknowledged', user: 'alice', done: { operation: 'createConversation', conversationId: 'conv_1' } },
  ...received('alice', 'alice 1', [joined(1), ...events(1, 5), checkpoint('alice at 5'), ...events(6, 6)]),
  {
    kind: 'acknowledged',
    user: 'alice',
    done: { operation: 'sendMessage', conversationId: 'conv_1', seq: 3, messageId: 'msg_3', text: 'one' },
  },
  ...received('bob', 'bob 1', [joined(2), ...events(2, 10)]),
  ...received('carol', 'carol 1', [joined(5), ...events(5, 8), revoked, { __typename: 'ConversationLeft', ...own(2) }]),
  {
    kind: 'acknowledged',
    user: 'bob',
    done: { operation: 'editMessage', messageId: 'msg_4', version: 1, text: 'two, better' },
  },
  { kind: 'acknowledged', user: 'alice', done: { operation: 'deleteMessage', messageId: 'msg_3' } },
  {
    kind: 'acknowledged',
    user: 'alice',
    done: { operation: 'addMembers', conversationId: 'conv_1', members: [{ userId: 'carol', joinedSeq: 5 }] },
  },
  {
    kind: 'acknowledged',
    user: 'alice',
    done: { operation: 'removeMember', conversationId: 'conv_1', userId: 'carol' },
  },
  {
    kind: 'acknowledged',
    user: 'bob',
    done: { operation: 'acknowledge', conversationId: 'conv_1', deliveredSeq: 6, readSeq: 6 },
  },
  opened('alice', 'alice 2', 'alice at 5'),
  ...received('alice', 'alice 2', events(6, 10)),
  { kind: 'fetched', user: 'alice', pages: inTheEnd('alice') },
  { kind: 'fetched', user: 'bob', pages: inTheEnd('bob') },
  { kind: 'fetched', user: 'carol', pages: pageOf('carol', 'end', 0, []) },
];

const isItem = (record: HistoryRecord, stream: string, seq: number) =>
  record.kind === 'received' &&
  record.stream === stream &&
  'seq' in record.item &&
  record.item.seq === seq &&
  'actor' in record.item;
const without = (stream: string, ...seqs: number[]) =>
  good.filter((record) => !seqs.some((seq) => isItem(record, stream, seq)));
const after = (stream: string, seq: number, ...added: HistoryRecord[]) =>
  good.flatMap((record) => (isItem(record, stream, seq) ? [record, ...added] : [record]));
const instead = (stream: string, seq: number, item: StreamItem) =>
  good.map(
    (record): HistoryRecord =>
      isItem(record, stream, seq) && record.kind === 'received' ? { ...record, item } : record,
  );
const rulesOf = (history: HistoryRecord[]) =>
  [...new Set(checkHistory(history).violations.map(({ rule }) => rule))].sort();
const acknowledged = (done: Extract<HistoryRecord, { kind: 'acknowledged' }>['done']): HistoryRecord[] => [
  ...good,
  { kind: 'acknowledged', user: 'bob', done },
];

test('a history that keeps all promises is green', () => {
  const { violations, counts } = checkHistory(good);
  expect(violations).toEqual([]);
  expect(counts).toMatchObject({ sends: 1, deliveries: 6 + 9 + 4 + 5, streams: 5, events: 10 });
});

test('the history reads the same as JSON lines', () => {
  const lines = good.map((record) => JSON.stringify(record)).join('\n');
  expect(checkHistory(lines.split('\n').map((line) => JSON.parse(line) as HistoryRecord)).violations).toEqual([]);
});

test.each<[why: string, rules: string[], history: HistoryRecord[]]>([
  ['an event that one member never got', ['folded', 'lost'], without('bob 1', 10)],
  ['a hole in a stream', ['folded', 'hole', 'lost'], without('bob 1', 6)],
  ['a hole between a cursor and the stream that resumes from it', ['hole'], without('alice 2', 6)],
  [
    'an event that nobody got',
    ['folded', 'hole', 'lost'],
    without('alice 2', 7).filter((r) => !isItem(r, 'bob 1', 7) && !isItem(r, 'carol 1', 7)),
  ],
  ['the same event twice in a stream', ['twice'], after('bob 1', 6, ...received('bob', 'bob 1', events(6, 6)))],
  ['an earlier event after a later one', ['twice'], after('bob 1', 6, ...received('bob', 'bob 1', events(3, 3)))],
  ["an own log's event twice", ['twice'], after('bob 1', 6, ...received('bob', 'bob 1', [joined(2)]))],
  ['an event for a user who never was a member', ['outsider'], [...good, ...received('dave', 'dave 1', events(6, 6))]],
  [
    'an event from before a membership',
    ['outsider', 'twice'],
    after('carol 1', 5, ...received('carol', 'carol 1', events(4, 4))),
  ],
  ['an event after a membership', ['outsider'], after('carol 1', 8, ...received('carol', 'carol 1', events(10, 10)))],
  ['another text for another reader', ['differs'], instead('carol 1', 6, sent(6, 'bob', 'thirty'))],
  [
    'another time for another reader',
    ['differs'],
    instead('carol 1', 6, { ...sent(6, 'bob', 'three'), createdAt: timeOf(7) } as StreamItem),
  ],
  [
    'another event under the same number',
    ['differs'],
    instead('carol 1', 6, { ...(events(5, 5)[0] as StreamItem), seq: 6 } as StreamItem),
  ],
  [
    'a removed member who is not told',
    ['lost'],
    good.filter((record) => record.kind !== 'received' || record.item.__typename !== 'AccessRevoked'),
  ],
  [
    'a deleted text in a stream that was opened later',
    ['deleted'],
    [...good, opened('bob', 'bob 2', 'start'), ...received('bob', 'bob 2', [...events(2, 3)])],
  ],
  [
    'a deleted text after the deletion',
    ['deleted', 'twice'],
    after('bob 1', 8, ...received('bob', 'bob 1', events(3, 3))),
  ],
  [
    'a deletion that shows the text',
    ['deleted', 'differs'],
    instead('carol 1', 8, {
      ...(events(8, 8)[0] as StreamItem),
      message: messageOf(3, 'alice', 'one', 0, timeOf(8)),
    } as StreamItem),
  ],
  [
    'an acknowledged message that is not in the log',
    ['lost'],
    acknowledged({ operation: 'sendMessage', conversationId: 'conv_1', seq: 11, messageId: 'msg_11', text: 'five' }),
  ],
  [
    'an acknowledged message under a number that is another event',
    ['lost'],
    acknowledged({ operation: 'sendMessage', conversationId: 'conv_1', seq: 7, messageId: 'msg_7', text: 'five' }),
  ],
  [
    'an acknowledged edit that is lost',
    ['lost'],
    acknowledged({ operation: 'editMessage', messageId: 'msg_4', version: 2, text: 'best' }),
  ],
  ['an acknowledged deletion that is lost', ['lost'], acknowledged({ operation: 'deleteMessage', messageId: 'msg_6' })],
  [
    'an acknowledged member who was not added',
    ['lost'],
    acknowledged({ operation: 'addMembers', conversationId: 'conv_1', members: [{ userId: 'dave', joinedSeq: 11 }] }),
  ],
  [
    'an acknowledged removal without effect',
    ['lost'],
    acknowledged({ operation: 'removeMember', conversationId: 'conv_1', userId: 'alice' }),
  ],
  ['a join without effect', ['lost'], acknowledged({ operation: 'joinConversation', conversationId: 'conv_2' })],
  [
    'a position that fell back',
    ['lost'],
    acknowledged({ operation: 'acknowledge', conversationId: 'conv_1', deliveredSeq: 9, readSeq: 9 }),
  ],
  [
    'a state that the events do not lead to',
    ['folded'],
    good.map((record) =>
      record.kind === 'fetched' && record.user === 'bob' ? { ...record, pages: pageOf('bob', 'end', 0, []) } : record,
    ),
  ],
  [
    'a total of unread messages that is not their sum',
    ['folded'],
    good.map((record): HistoryRecord => {
      if (record.kind !== 'fetched' || record.user !== 'bob') return record;
      const [page] = record.pages;
      return { ...record, pages: [{ ...page, viewer: { ...page.viewer, unreadCount: 5 } }] };
    }),
  ],
])('it finds %s', (_why, rules, history) => {
  expect(rulesOf(history)).toEqual(rules);
});

test('a withheld event is no hole and not lost', () => {
  const withheld: StreamItem = { __typename: 'EventWithheld', conversationId: 'conv_1', seq: 6 };
  const { violations } = checkHistory(instead('carol 1', 6, withheld));
  expect(violations).toEqual([]);
});

test('a jump is no hole after ResyncRequired', () => {
  const resync: StreamItem = {
    __typename: 'ResyncRequired',
    cursor: 'now',
    reason: 'CURSOR_TOO_OLD',
    resyncConversationId: null,
  };
  const jumped = without('carol 1', 6, 7).flatMap((record) =>
    isItem(record, 'carol 1', 5) ? [record, ...received('carol', 'carol 1', [resync])] : [record],
  );
  expect(rulesOf(jumped)).toEqual(['lost']);
});

test('the reducer leads to the end that the fixture says', () => {
  const start = fromSync(pageOf('bob', 'start', 0, []));
  const end = [joined(2), ...events(2, 10)].reduce(applyEvent, start);
  expect(end.conversations.get('conv_1')?.viewerMembership.unreadCount).toBe(1);
});
