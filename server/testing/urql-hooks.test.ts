import { persistedExchange } from '@urql/exchange-persisted';
import { createClient as createSocketClient } from 'graphql-ws';
import { Window } from 'happy-dom';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from './start-app.ts';

// The page has to be there before React DOM is loaded. Everything else of it would take the place of Node's own.
const page = new Window();
Object.assign(globalThis, { window: page, document: page.document });
const { createElement, StrictMode, useEffect } = await import('react');
const { createRoot } = await import('react-dom/client');
const { Client, fetchExchange, Provider, subscriptionExchange } = await import('urql');
const hooks = await import('../../client/generated/urql-hooks.ts');

let app: TestApp;
beforeAll(async () => {
  // The ids of the SDK's operations are all that this server takes.
  app = await startTestApp({ env: { OPERATIONS: 'known' } });
});
afterAll(async () => {
  await app.close();
  await page.happyDOM.close();
  // Other files run in this process.
  for (const name of ['window', 'document']) Reflect.deleteProperty(globalThis, name);
});

function createUrqlClient(token: string) {
  const authorization = `Bearer ${token}`;
  const socket = createSocketClient({
    url: `${app.url.replace('http', 'ws')}/graphql`,
    connectionParams: { authorization },
  });
  const client = new Client({
    url: `${app.url}/graphql`,
    preferGetMethod: false,
    fetchOptions: { headers: { authorization } },
    exchanges: [
      persistedExchange({
        generateHash: hooks.generateHash,
        enableForMutation: true,
        enableForSubscriptions: true,
        enforcePersistedQueries: true,
        preferGetForPersistedQueries: false,
      }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (operation) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe({ ...operation, query: '' }, sink as Parameters<typeof socket.subscribe>[1]),
          }),
        }),
      }),
    ],
  });
  return { client, close: () => socket.dispose() };
}

test('A component asks, sends and listens by the generated hooks, and a server of known operations answers', async () => {
  const alice = await app.token('alice');
  const { client, close } = createUrqlClient(alice);
  const seen: string[] = [];

  function Chat() {
    const [{ data }] = hooks.useViewerQuery();
    const [{ data: texts }] = hooks.useEventsSubscription<string[]>({}, (before = [], { events }) =>
      events.__typename === 'MessageSent' ? [...before, events.message.text ?? ''] : before,
    );
    const [, create] = hooks.useCreateConversationMutation();
    const [, send] = hooks.useSendMessageMutation();
    const userId = data?.viewer.user.id;
    // Without a cursor a stream begins where it is opened: what is sent before that is not in it.
    const isListening = texts !== undefined;
    useEffect(() => {
      if (userId === undefined || !isListening) return;
      void (async () => {
        const made = await create({ input: { clientId: 'one', kind: 'GROUP', title: 'Plans' } });
        const conversationId = made.data?.createConversation?.conversation.id ?? `none: ${made.error}`;
        const sent = await send({ input: { conversationId, clientMessageId: 'one', text: `Hello from ${userId}` } });
        seen.push(sent.data?.sendMessage?.message.text ?? String(sent.error));
      })();
    }, [userId, isListening, create, send]);
    return createElement('p', null, texts?.join('; ') ?? '');
  }

  const place = page.document.createElement('div');
  const root = createRoot(place as unknown as Element);
  const chat = createElement(Provider, { value: client }, createElement(Chat));
  root.render(createElement(StrictMode, null, chat));
  await expect.poll(() => place.textContent, { timeout: 30_000 }).toBe('Hello from alice');
  await expect.poll(() => seen).toContain('Hello from alice');
  root.unmount();
  await close();
});

test('The types hold: what is required is asked for, and what is not there cannot be read', () => {
  // Never called: the compiler is the judge.
  const check = () => {
    hooks.useViewerQuery();
    hooks.useConversationQuery({ variables: { id: 'conv_1' }, pause: true });
    // @ts-expect-error the id is required
    hooks.useConversationQuery();
    // @ts-expect-error and is a text
    hooks.useConversationQuery({ variables: { id: 1 } });
    const [{ data }] = hooks.useViewerQuery();
    // @ts-expect-error no such field
    data?.viewer.nothing;
    const [, send] = hooks.useSendMessageMutation();
    // @ts-expect-error the input is required
    void send({});
  };
  expect(check).toBeTypeOf('function');
});
