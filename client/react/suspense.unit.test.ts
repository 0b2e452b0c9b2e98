import { act, Component, createElement, type ReactNode, Suspense } from 'react';
import { renderToString } from 'react-dom/server';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import {
  type CountedClient,
  conversationOf,
  createCountedClient,
  stateOf,
} from '../../server/testing/counted-client.ts';
import { openPage } from '../../server/testing/open-page.ts';
import { TidingsError } from '../errors.ts';
import { TidingsProvider, useConnection, useConversation, useMessages, useUnread } from './suspense.ts';

let page: Awaited<ReturnType<typeof openPage>>;
let client: CountedClient;
beforeAll(async () => {
  page = await openPage();
});
afterAll(() => page.close());
beforeEach(() => {
  client = createCountedClient(null);
});

class Boundary extends Component<{ children: ReactNode }, { code: string | null }> {
  override state = { code: null };
  static getDerivedStateFromError(error: unknown) {
    return { code: error instanceof TidingsError ? error.failure.code : String(error) };
  }
  override render() {
    return this.state.code ?? this.props.children;
  }
}

function Chat({ id }: { id: string }) {
  const { data: messages } = useMessages(id);
  const { data: title } = useConversation(id, ({ fields }) => fields.title);
  const { data: unread } = useUnread(id);
  return `${useConnection().data.status}: ${messages.length} in ${title}, ${unread.unreadCount} unread`;
}
const chat = (id = 'a') =>
  createElement(
    TidingsProvider,
    { client },
    createElement(Boundary, null, createElement(Suspense, { fallback: 'waiting' }, createElement(Chat, { id }))),
  );

test.each([false, true])(
  'A component waits for the first state and is then kept up (StrictMode: %s)',
  async (isStrict) => {
    const shown = await page.render(chat(), { isStrict });
    expect(shown.text()).toBe('waiting');
    await act(async () => client.setState(stateOf()));
    expect(shown.text()).toBe('open: 2 in Title of a, 2 unread');
    await act(async () => client.setState(stateOf(conversationOf('a', 5))));
    expect(shown.text()).toBe('open: 5 in Title of a, 5 unread');
    await shown.unmount();
  },
);

test('What went wrong goes to the error boundary', async () => {
  client.setState(stateOf());
  client.answers.set('Conversation', () => ({ conversation: null }));
  const shown = await page.render(chat('nowhere'));
  expect(shown.text()).toBe('NOT_FOUND');
  await shown.unmount();
});

test('Who was waited for and has gone is read no longer than a few seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const shown = await page.render(chat());
  expect(client.openings()).toBeGreaterThan(0);
  await shown.unmount();
  await act(async () => client.setState(stateOf()));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(client.openings()).toBe(0);
  vi.useRealTimers();
});

test('A server sends the fallback', () => {
  expect(renderToString(chat())).toContain('waiting');
  expect(client.openings()).toBe(0);
});
