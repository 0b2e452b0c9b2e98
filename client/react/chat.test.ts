import { createElement, StrictMode, Suspense } from 'react';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage } from '../../server/testing/open-page.ts';
import { connectDevice, isLive, until } from '../../server/testing/sdk.ts';
import { startTestApp, type TestApp } from '../../server/testing/start-app.ts';
import { CreateConversationDocument, SendMessageDocument, type TidingsClient } from '../index.ts';
import * as hooks from './index.ts';
import * as suspense from './suspense.ts';

let app: TestApp;
let page: Awaited<ReturnType<typeof openPage>>;
let alice: TidingsClient;
let bob: TidingsClient;
let conversationId = '';

beforeAll(async () => {
  [app, page] = await Promise.all([startTestApp(), openPage()]);
  await app.data(await app.token('alice'), '{ viewer { tenantId } }');
  bob = await connect('bob');
  await isLive(bob);
  const input = { clientId: 'plans', kind: 'GROUP' as const, title: 'Plans', memberIds: ['alice'] };
  const { createConversation } = await bob.execute(CreateConversationDocument, { input });
  conversationId = createConversation?.conversation.id ?? '';
  alice = await connect('alice');
  await isLive(alice);
});

afterAll(async () => {
  alice.close();
  bob.close();
  await page.close();
  await app.close();
});

/** Each in a browser of its own: with a page, they would take each other for tabs. */
const connect = async (name: string) => connectDevice(app, await app.token(name), { tabs: null });

const under = (client: TidingsClient, Component: () => unknown) =>
  createElement(
    StrictMode,
    null,
    createElement(hooks.TidingsProvider, { client }, createElement(Component as () => null)),
  );

test('Two people chat through components: what is sent, who types and what was read arrives at the other', async () => {
  const composer: { current: Partial<hooks.SendMessageResult & hooks.OwnTyping & hooks.ReceiptsActions> } = {
    current: {},
  };
  function Alice() {
    const { data: messages } = hooks.useMessages(conversationId);
    composer.current = { ...hooks.useSendMessage(conversationId), ...hooks.useOwnTyping(conversationId) };
    return messages
      ?.map(({ message, entry, status }) => `${message?.text ?? entry?.input.text} (${status})`)
      .join('; ');
  }
  function Bob() {
    const { data: messages } = hooks.useMessages(conversationId);
    const { data: unread } = hooks.useUnread(conversationId);
    const { shown } = hooks.useReceipts(conversationId);
    composer.current = { ...composer.current, shown };
    const typing = hooks.useTyping(conversationId).data.map(({ user }) => user?.id);
    return `${messages?.map(({ message }) => message?.text)} ${unread?.unreadCount} unread, typing: ${typing}`;
  }
  const ofAlice = await page.render(under(alice, Alice));
  const ofBob = await page.render(under(bob, Bob));
  const poll = (read: () => string) => expect.poll(read, { timeout: 20_000 });

  await poll(ofBob.text).toContain('typing: ');
  const typed = setInterval(() => composer.current.typed?.(), 200);
  await poll(ofBob.text).toContain('typing: alice');
  clearInterval(typed);
  await composer.current.send?.('Hello, Bob');
  await poll(ofBob.text).toBe('Hello, Bob 1 unread, typing: ');
  await poll(ofAlice.text).toBe('Hello, Bob (delivered)');
  const [message] = bob.messages(conversationId).getSnapshot();
  composer.current.shown?.(message?.message?.seq ?? 0);
  await poll(ofBob.text).toBe('Hello, Bob 0 unread, typing: ');
  await poll(ofAlice.text).toBe('Hello, Bob (read)');
  await ofAlice.unmount();
  await ofBob.unmount();
});

test('A thread is opened with its newest replies, joined to older ones, and kept whole by the stream', async () => {
  const { message: root } = await bob.send({ conversationId, text: 'Lunch?' }).then(async ({ clientMessageId }) => {
    const views = await until(alice.messages(conversationId), (all) =>
      all.some(({ message }) => message?.clientMessageId === clientMessageId),
    );
    return { message: views.find(({ message }) => message?.clientMessageId === clientMessageId)?.message };
  });
  if (root == null) throw new Error('The message has not come.');
  const reply = (text: string) =>
    bob.execute(SendMessageDocument, { input: { conversationId, clientMessageId: text, text, threadRootId: root.id } });
  for (let at = 1; at <= 104; at += 1) await reply(`reply ${at}`);

  const thread: { current: suspense.ThreadResult | null } = { current: null };
  function Thread() {
    const result = suspense.useThread(conversationId, root?.id ?? '');
    thread.current = result;
    const texts = result.data.map(({ message, entry }) => message?.text ?? entry?.input.text);
    return `${texts[0]} to ${texts.at(-1)}, ${texts.length} of ${result.replyCount}, more: ${result.hasOlder}`;
  }
  // A client that has seen none of it.
  const later = await connect('alice');
  const shown = await page.render(
    under(later, () => createElement(Suspense, { fallback: 'waiting' }, createElement(Thread))),
  );
  const poll = () => expect.poll(shown.text, { timeout: 20_000 });
  await poll().toBe('reply 5 to reply 104, 100 of 104, more: true');
  await thread.current?.loadOlder();
  await poll().toBe('reply 1 to reply 104, 104 of 104, more: false');
  await reply('reply 105');
  await poll().toBe('reply 1 to reply 105, 105 of 105, more: false');
  await later.send({ conversationId, text: 'My own', threadRootId: root.id });
  await poll().toBe('reply 1 to My own, 106 of 106, more: false');
  await shown.unmount();
  later.close();
});

test('A file is uploaded while its component is away, and sent when it is back', async () => {
  const found: { current: hooks.AttachmentsResult | null } = { current: null };
  function Files() {
    found.current = hooks.useAttachments(conversationId);
    return found.current.data.map(({ name, status }) => `${name} ${status}`).join();
  }
  const first = await page.render(under(alice, Files));
  found.current?.add([new File(['A plan'], 'plan.txt'), new File(['Another'], 'other.txt')]);
  await first.unmount();
  const back = await page.render(under(alice, Files));
  const poll = () => expect.poll(back.text, { timeout: 20_000 });
  await poll().toBe('plan.txt ready,other.txt ready');
  found.current?.remove(found.current.data[1]?.key ?? '');
  await poll().toBe('plan.txt ready');
  const attachmentIds = found.current?.data.flatMap(({ attachmentId }) => attachmentId ?? []) ?? [];
  await alice.send({ conversationId, kind: 'FILE', attachmentIds });
  found.current?.clear();
  await poll().toBe('');
  const views = await until(bob.messages(conversationId), (all) => all.at(-1)?.message?.kind === 'FILE');
  expect(views.at(-1)?.message?.attachments.map(({ name }) => name)).toEqual(['plan.txt']);
  expect(await found.current?.loadAddresses(attachmentIds[0] ?? '')).toMatchObject({ url: expect.any(String) });
  await back.unmount();
});
