import { act, createElement, type FunctionComponent } from 'react';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import {
  type CountedClient,
  createCountedClient,
  messageOf,
  sentIn,
  stateOf,
  userOf,
} from '../../server/testing/counted-client.ts';
import { openPage } from '../../server/testing/open-page.ts';
import { TidingsError } from '../errors.ts';
import type { NotificationState } from '../store/state.ts';
import * as hooks from './index.ts';

let page: Awaited<ReturnType<typeof openPage>>;
let client: CountedClient;
beforeAll(async () => {
  page = await openPage();
});
afterAll(() => page.close());
beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 1, 1) });
  client = createCountedClient();
});
afterEach(() => {
  vi.useRealTimers();
});

const within = (Component: FunctionComponent) =>
  createElement(
    hooks.TidingsProvider,
    { client, acknowledges: false, reportsActivity: false },
    createElement(Component),
  );
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const asked = (operation: string) => client.asked.filter((each) => each.operation === operation);
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();

const notificationOf = (id: string, changes: Partial<NotificationState> = {}): NotificationState => ({
  ...{ id, type: 'ALERT', category: null, priority: 'NORMAL', data: {}, actions: [], imageUrl: null, actionUrl: null },
  ...{ collapseKey: null, conversationId: null, messageSeq: null, threadRootSeq: null, actorId: null, seenAt: null },
  ...{ archivedAt: null, isRead: false, createdAt: inMs(0), expiresAt: inMs(60_000), ...changes },
});
const withInbox = (...inbox: NotificationState[]) =>
  client.setState({ ...stateOf(), notifications: new Map(inbox.map((each) => [each.id, each])) });

test('What notifications say is asked for once they are there, and no more than once for each', async () => {
  const says = (id: string) => ({ ...notificationOf(id), title: `Title of ${id}`, body: null, actor: null });
  let known = [says('ntf_1')];
  client.answers.set('Notifications', () => ({
    viewer: { notifications: { edges: known.map((node) => ({ node })) } },
  }));
  const shown = await page.render(
    within(() => `${hooks.useNotifications().data?.map(({ id, title }) => `${id}: ${title}`)}`),
  );
  expect(asked('Notifications')).toEqual([]);
  await act(async () => withInbox(notificationOf('ntf_1')));
  expect(shown.text()).toBe('ntf_1: Title of ntf_1');
  await act(async () => withInbox(notificationOf('ntf_1', { isRead: true })));
  expect(asked('Notifications')).toHaveLength(1);
  // One that the server does not tell of is there all the same.
  await act(async () => withInbox(notificationOf('ntf_1'), notificationOf('ntf_2')));
  expect(shown.text()).toBe('ntf_2: null,ntf_1: Title of ntf_1');
  expect(asked('Notifications')).toHaveLength(2);
  // One that tells of more is asked for anew.
  vi.setSystemTime(Date.now() + 1_000);
  known = [{ ...says('ntf_1'), title: 'More' }];
  await act(async () => withInbox(notificationOf('ntf_1')));
  expect(shown.text()).toBe('ntf_1: More');
  await shown.unmount();
});

test('A notification that is over goes from the inbox and from the badge at its time', async () => {
  withInbox(notificationOf('ntf_1'), notificationOf('ntf_2', { expiresAt: inMs(90_000) }));
  const shown = await page.render(
    within(() => `${hooks.useNotifications().data?.length} ${hooks.useUnreadNotifications().data}`),
  );
  expect(shown.text()).toBe('2 2');
  await pass(60_000);
  expect(shown.text()).toBe('1 1');
  await shown.unmount();
});

test('Marking notifications names them, or all', async () => {
  const seen: hooks.NotificationsResult[] = [];
  const shown = await page.render(
    within(() => {
      seen.push(hooks.useNotifications());
      return null;
    }),
  );
  void seen[0]?.markRead(['ntf_1']);
  void seen[0]?.archive('all');
  expect(client.asked).toEqual([
    { operation: 'MarkNotificationsRead', variables: { input: { ids: ['ntf_1'] } } },
    { operation: 'ArchiveNotifications', variables: { input: { all: true } } },
  ]);
  await shown.unmount();
});

/** Pages of one hit each, of which there are three. */
const answerSearches = () =>
  client.answers.set('SearchMessages', ({ query, after }: { query: string; after: string | null }) => {
    const at = Number(after ?? 0) + 1;
    const node = messageOf('a', at, 'bob', { text: `${query} ${at}` });
    const pageInfo = { hasNextPage: at < 3, endCursor: String(at) };
    return { searchMessages: { edges: [{ node, rank: 1, highlights: [], cursor: String(at) }], pageInfo } };
  });

test('A search waits until the text has rested, keeps its hits until then, and joins its pages', async () => {
  answerSearches();
  const results: hooks.SearchResult[] = [];
  const Search = ({ text }: { text: string }) => {
    const result = hooks.useSearch(text, { conversationId: 'a', first: 1 });
    results.push(result);
    return result.data?.map(({ message }) => message.text).join('; ') ?? result.status;
  };
  let typed = '';
  const Here = () => createElement(Search, { text: typed });
  const type = async (text: string) => {
    typed = text;
    await shown.rerender(within(Here));
  };
  const shown = await page.render(within(Here));
  expect(shown.text()).toBe('');
  expect(asked('SearchMessages')).toEqual([]);
  for (const text of ['p', 'pl', 'plan ']) await type(text);
  await pass(250);
  expect(asked('SearchMessages').map(({ variables }) => variables)).toEqual([
    { query: 'plan', conversationId: 'a', filter: undefined, first: 1, after: null },
  ]);
  expect(shown.text()).toBe('plan 1');
  await type('plans');
  expect(shown.text()).toBe('plan 1');
  await pass(250);
  // Called twice at once, it loads one page.
  await act(async () => void (await Promise.all([results.at(-1)?.loadMore(), results.at(-1)?.loadMore()])));
  expect(shown.text()).toBe('plans 1; plans 2');
  await act(async () => results.at(-1)?.loadMore());
  expect(shown.text()).toBe('plans 1; plans 2; plans 3');
  expect(results.at(-1)?.hasMore).toBe(false);
  await shown.unmount();
});

test('A search that is refused says why, and one without a connection waits for it', async () => {
  const failure = { code: 'BAD_USER_INPUT' as const, message: 'Too long.', field: 'query' };
  client.answers.set('SearchMessages', () => new TidingsError(failure));
  client.setConnection({ status: 'waiting' });
  const shown = await page.render(
    within(() => {
      const { status, error } = hooks.useSearch('plans');
      return error?.failure.code ?? status;
    }),
  );
  expect(shown.text()).toBe('loading');
  expect(asked('SearchMessages')).toEqual([]);
  await act(async () => client.setConnection({ status: 'open' }));
  expect(shown.text()).toBe('BAD_USER_INPUT');
  await shown.unmount();
});

test('Presence is loading until it is told, and last seen counts from when he left', async () => {
  const shown = await page.render(
    within(() => {
      const { data, status } = hooks.useLastSeen('bob');
      return `${status} ${data?.isPresent} ${data?.elapsedMs}`;
    }),
  );
  await pass(100);
  expect(shown.text()).toBe('loading undefined undefined');
  const tell = async (presence: object) => {
    for (const { next } of client.followed) next({ presence: { userId: 'bob', customStatus: null, ...presence } });
    await pass(100);
  };
  await tell({ status: 'AWAY', lastSeenAt: null });
  expect(shown.text()).toBe('ready true null');
  await tell({ status: 'OFFLINE', lastSeenAt: inMs(-90_000) });
  expect(shown.text()).toBe('ready false 60000');
  await pass(60_000);
  expect(shown.text()).toBe('ready false 120000');
  await shown.unmount();
});

test('A location is shown until its share is over, without a word from the server', async () => {
  const shown = await page.render(within(() => `${hooks.useLocation('bob').data?.latitude}`));
  await pass(100);
  const location = { latitude: 47, expiresAt: inMs(30_000) };
  for (const { next } of client.followed) next({ locations: { userId: 'bob', location } });
  await pass(100);
  expect(shown.text()).toBe('47');
  await pass(30_000);
  expect(shown.text()).toBe('undefined');
  await shown.unmount();
});

test('A share of the location goes on when its component has gone, and is shown by the next', async () => {
  const results: ReturnType<typeof hooks.useLocationSharing>[] = [];
  const Sharing = () => {
    const result = hooks.useLocationSharing();
    results.push(result);
    return `${result.data?.share?.status} ${result.data?.share?.failure?.code}`;
  };
  const first = await page.render(within(Sharing));
  expect(first.text()).toBe('undefined undefined');
  // This page has no such thing.
  await act(async () => results[0]?.start());
  expect(first.text()).toBe('failed UNSUPPORTED');
  await first.unmount();
  const second = await page.render(within(Sharing));
  expect(second.text()).toBe('failed UNSUPPORTED');
  // One of another device is ended on the server.
  void results.at(-1)?.stop();
  await pass(0);
  expect(client.asked).toEqual([{ operation: 'StopSharingLocation', variables: {} }]);
  await second.unmount();
});

test('What is displayed as a component appears is acknowledged by the provider above it, as is what arrives', async () => {
  const Shown = () => {
    hooks.useReceipts('a').shown(3);
    return null;
  };
  const shown = await page.render(createElement(hooks.TidingsProvider, { client }, createElement(Shown)));
  await pass(1_000);
  expect(asked('Acknowledge')).toEqual([
    {
      operation: 'Acknowledge',
      variables: {
        input: {
          positions: [
            { conversationId: 'a', threadRootId: null, readSeq: 3, deliveredSeq: 4 },
            { conversationId: 'b', threadRootId: null, deliveredSeq: 4 },
          ],
        },
      },
    },
  ]);
  expect(asked('ReportActivity')).toHaveLength(1);
  await shown.unmount();
});

test('A name that comes later is shown of whoever types', async () => {
  client.setState({ ...stateOf(), users: new Map() });
  const shown = await page.render(
    within(() =>
      hooks
        .useTyping('a')
        .data.map(({ userId, user }) => `${userId} ${user?.name}`)
        .join(),
    ),
  );
  act(() => client.followed[0]?.next({ typing: { userIds: ['carol'], userCount: 1, expiresAt: inMs(5_000) } }));
  expect(shown.text()).toBe('carol undefined');
  act(() => client.setState({ ...stateOf(), users: new Map([['carol', userOf('carol')]]) }));
  expect(shown.text()).toBe('carol carol');
  await shown.unmount();
});

test('A thread whose first message is not loaded is asked for, and again when somebody replies to it at last', async () => {
  const shown = await page.render(
    within(() => {
      const { status, data } = hooks.useThread('a', 'msg_a_1');
      return `${status} ${data?.length}`;
    }),
  );
  expect(shown.text()).toBe('loading undefined');
  await shown.unmount();
  client = createCountedClient();
  client.answers.set('SyncThread', () => ({ message: { conversationId: 'a', seq: 1, thread: null } }));
  const again = await page.render(within(() => `${hooks.useThread('a', 'msg_a_1').data?.length}`));
  await pass(0);
  expect(again.text()).toBe('0');
  expect(asked('SyncThread')).toHaveLength(1);
  await act(async () => client.take(sentIn('a', 5, 'bob', { threadRootId: 'msg_a_1', threadRootSeq: 1 })));
  expect(asked('SyncThread')).toHaveLength(2);
  await again.unmount();
});
