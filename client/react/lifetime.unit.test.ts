import { act, createElement, type FunctionComponent, version } from 'react';
import { renderToString } from 'react-dom/server';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import {
  type CountedClient,
  conversationOf,
  createCountedClient,
  stateOf,
} from '../../server/testing/counted-client.ts';
import { openPage, reactMajor } from '../../server/testing/open-page.ts';
import { TidingsError } from '../errors.ts';
import type { MessagesResult } from './index.ts';
import * as hooks from './index.ts';

const { TidingsProvider } = hooks;
let page: Awaited<ReturnType<typeof openPage>>;
let client: CountedClient;
beforeAll(async () => {
  page = await openPage();
});
afterAll(() => page.close());
beforeEach(() => {
  client = createCountedClient();
});
afterEach(() => {
  vi.useRealTimers();
  expect(page.complaints.splice(0)).toEqual([]);
});

/** A component that calls every hook and shows what each says. */
function Everything() {
  const results = {
    connection: hooks.useConnection(),
    elapsed: { status: String(hooks.useElapsed(hooks.useConnection(({ lastPongAt }) => lastPongAt).data)) },
    conversations: hooks.useConversations(),
    conversation: hooks.useConversation('a'),
    messages: hooks.useMessages('a'),
    thread: hooks.useThread('a', 'msg_a_3'),
    send: hooks.useSendMessage('a'),
    receipts: hooks.useReceipts('a'),
    unread: hooks.useUnread('a'),
    total: hooks.useUnread(),
    outbox: hooks.useOutbox(),
    settings: hooks.usePresenceSettings(),
    preferences: hooks.useNotificationPreferences(),
    user: hooks.useUser('bob'),
    attachments: hooks.useAttachments('a'),
    typing: hooks.useTyping('a'),
    ownTyping: { status: typeof hooks.useOwnTyping('a').typed },
    presence: hooks.usePresence('bob'),
    presences: hooks.usePresences(['bob', 'carol']),
    ownPresence: hooks.useOwnPresence(),
    lastSeen: hooks.useLastSeen('bob'),
    location: hooks.useLocation('bob'),
    locationSharing: hooks.useLocationSharing(),
    notifications: hooks.useNotifications(),
    badge: hooks.useUnreadNotifications(),
    search: hooks.useSearch('plans'),
  };
  return Object.entries(results)
    .map(([name, { status }]) => `${name} ${status}`)
    .join(', ');
}
const within = (Component: FunctionComponent) => createElement(TidingsProvider, { client }, createElement(Component));
const Twice = () => createElement('div', null, createElement(Everything), createElement(Everything));
const settled = () => act(async () => {});

/** Lets a client do what it does a little later, such as gathering whom to follow. */
async function later<T>(run: () => Promise<T>): Promise<T> {
  vi.useFakeTimers();
  const result = await run();
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  return result;
}

test.each([false, true])('What is unmounted leaves nothing open (StrictMode: %s)', async (isStrict) => {
  const shown = await later(() => page.render(within(Twice), { isStrict }));
  expect(client.openings()).toBeGreaterThan(5);
  expect(client.followed.map(({ operation }) => operation).sort()).toEqual(['Locations', 'Presence', 'Typing']);
  await later(() => shown.unmount());
  await later(() => settled());
  expect(client.followed).toEqual([]);
  expect(client.openings()).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

test('StrictMode opens, follows and asks what one mount does', async () => {
  const done: unknown[] = [];
  for (const isStrict of [false, true]) {
    client = createCountedClient();
    const shown = await later(() => page.render(within(Everything), { isStrict }));
    done.push([client.openings(), client.followed.length, client.asked]);
    await shown.unmount();
  }
  expect(done[1]).toEqual(done[0]);
});

test('Another client is read from the next rendering on, and the one before is left', async () => {
  const shown = await page.render(within(Everything));
  const before = client;
  client = createCountedClient(null);
  await later(() => shown.rerender(within(Everything)));
  expect(shown.text()).toContain('messages loading');
  expect(before.openings()).toBe(0);
  await shown.unmount();
});

test('A server renders that everything is loading, and the browser takes it over without a difference', async () => {
  const html = renderToString(within(Everything));
  expect(html).toContain('conversations loading');
  expect(html).toContain('connection ready');
  expect(client.openings()).toBe(0);
  // The browser's client may have its state before React gets there.
  const shown = await page.render(within(Everything), { html });
  expect(shown.text()).toContain('conversations ready');
  expect(shown.text()).toContain('messages ready');
  await shown.unmount();
});

test('Results and actions are the same objects until something in them changes', async () => {
  const seen: MessagesResult[] = [];
  function Reader() {
    seen.push(hooks.useMessages('a'));
    return null;
  }
  const shown = await page.render(within(Reader));
  await shown.rerender(within(Reader));
  expect(seen.length).toBeGreaterThan(1);
  expect(new Set(seen).size).toBe(1);
  await shown.unmount();
});

test('The suite runs on the React that it is meant for', () => {
  expect(version.split('.')[0]).toBe(reactMajor);
});

test('A hook outside of a provider says what is missing', () => {
  expect(() => renderToString(createElement(Everything))).toThrow('<TidingsProvider client={…}>');
});

test('A state that will never come is an error, and one that comes after all is not', async () => {
  client.setState(null);
  const shown = await page.render(within(() => hooks.useConversations().error?.failure.code ?? 'none'));
  expect(shown.text()).toBe('none');
  const failure = { code: 'UNAUTHENTICATED' as const, message: 'Nobody is signed in.' };
  act(() => client.setConnection({ status: 'closed', failure }));
  expect(shown.text()).toBe('UNAUTHENTICATED');
  act(() => client.setState(stateOf()));
  expect(shown.text()).toBe('none');
  await shown.unmount();
});

test('A conversation that is on its way is loading until it comes, and one that does not exist is not found', async () => {
  const Status = () => {
    const { status, error } = hooks.useMessages('c');
    return error?.failure.code ?? status;
  };
  client.answers.set('Conversation', () => ({ conversation: { viewerMembership: {} } }));
  const shown = await page.render(within(Status));
  await settled();
  expect(client.asked).toContainEqual({ operation: 'Conversation', variables: { id: 'c' } });
  expect(shown.text()).toBe('loading');
  act(() => client.setState(stateOf(conversationOf('c'))));
  expect(shown.text()).toBe('ready');
  // Its members lose it.
  client.answers.set('Conversation', () => ({ conversation: null }));
  await act(async () => client.setState(stateOf()));
  expect(shown.text()).toBe('NOT_FOUND');
  act(() => client.setState(stateOf(conversationOf('c'))));
  expect(shown.text()).toBe('ready');
  await shown.unmount();
});

test('A conversation that was asked for without an answer is asked for on the next connection', async () => {
  client.answers.set('Conversation', () => new TidingsError({ code: 'OFFLINE', message: 'Gone.' }));
  const shown = await page.render(within(() => hooks.useMessages('c').status));
  await settled();
  expect(shown.text()).toBe('loading');
  act(() => client.setConnection({ status: 'waiting' }));
  client.answers.set('Conversation', () => ({ conversation: null }));
  await act(async () => client.setConnection({ status: 'open' }));
  expect(shown.text()).toBe('error');
  await shown.unmount();
});

test('A banner is due after 5 s without a connection, and not for a client that nobody has connected', async () => {
  vi.useFakeTimers({ now: 100_000, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  client.setConnection({ status: 'idle', downSince: 0 });
  const shown = await page.render(within(() => String(hooks.useConnection().data.isDown)));
  expect(shown.text()).toBe('false');
  act(() => client.setConnection({ status: 'waiting', downSince: 100_000 }));
  act(() => vi.advanceTimersByTime(4_999));
  expect(shown.text()).toBe('false');
  act(() => vi.advanceTimersByTime(1));
  expect(shown.text()).toBe('true');
  act(() => client.setConnection({ status: 'open', downSince: null }));
  expect(shown.text()).toBe('false');
  await shown.unmount();
});

test('A mute that ends is counted at its time, without an event', async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 1, 1), toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const muted = conversationOf('a', 3);
  const membership = muted.viewerMembership;
  if (membership === null) throw new Error('Alice is a member.');
  membership.preferences = { ...membership.preferences, mutedUntil: new Date(Date.now() + 60_000).toISOString() };
  client.setState(stateOf(muted, conversationOf('b', 1)));
  const shown = await page.render(within(() => String(hooks.useUnread().data?.unreadCount)));
  expect(shown.text()).toBe('1');
  act(() => vi.advanceTimersByTime(60_000));
  expect(shown.text()).toBe('4');
  await shown.unmount();
});

test('What passes is told once a step', async () => {
  vi.useFakeTimers({ now: 100_000, toFake: ['setInterval', 'clearInterval', 'Date'] });
  let renders = 0;
  function Since() {
    renders += 1;
    return String(hooks.useElapsed(99_500));
  }
  const shown = await page.render(within(Since));
  expect(shown.text()).toBe('0');
  for (let step = 0; step < 2; step += 1) act(() => vi.advanceTimersByTime(1_000));
  expect(shown.text()).toBe('2000');
  expect(renders).toBe(3);
  await shown.unmount();
  expect(vi.getTimerCount()).toBe(0);
});
