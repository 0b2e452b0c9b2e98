import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventsSubscription } from '../../../client/generated/operations.ts';
import {
  CreateConversationDocument,
  EditMessageDocument,
  EventsDocument,
  MessageDocument,
  SendMessageDocument,
} from '../../../client/index.ts';
import { type Subscriber, startTestApp, type TestApp } from '../../testing/start-app.ts';
import { runAs } from '../../testing/verify-events.ts';

let asked: string[] = [];
const pages = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(`<title>Page ${request.url}</title><meta name="description" content="A page">`);
});
let site: string;
let app: TestApp;

beforeAll(async () => {
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
  site = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
  app = await startTestApp({ env: { LINK_PREVIEWS: 'on', LINK_PREVIEW_PRIVATE_ADDRESSES: '127.0.0.1' } });
});
afterAll(async () => {
  await app.close();
  pages.closeAllConnections();
  pages.close();
});

async function seed(on: TestApp) {
  const alice = await on.token('alice');
  const run = runAs(on, alice);
  const input = { clientId: crypto.randomUUID(), kind: 'GROUP' as const, title: 'Links' };
  const conversationId = (await run(CreateConversationDocument, { input })).createConversation?.conversation.id ?? '';
  const send = async (text: string) => {
    const message = { conversationId, clientMessageId: crypto.randomUUID(), text };
    return (await run(SendMessageDocument, { input: message })).sendMessage?.message.id ?? '';
  };
  return { alice, run, send };
}

const previewOf = (path: string) => ({
  url: `${site}${path}`,
  title: `Page ${path}`,
  description: 'A page',
  siteName: null,
});
const previewsOf = (item: EventsSubscription['events'] | undefined) =>
  item?.__typename === 'LinkPreviewsAdded' ? item.message.linkPreviews : undefined;

test('Previews of a message’s links come a moment later, live and by a resume, and go with an edit', async () => {
  const { alice, run, send } = await seed(app);
  const live: Subscriber<EventsSubscription> = app.subscribe(alice, EventsDocument);
  await live.until(({ data }) => data?.events.__typename === 'CaughtUp');
  const id = await send(`Look: ${site}/a and ${site}/b.`);
  const added = await live.until(({ data }) => previewsOf(data?.events) !== undefined);
  expect(previewsOf(added.data?.events)).toEqual([previewOf('/a'), previewOf('/b')]);
  expect((await run(MessageDocument, { id })).message?.linkPreviews).toHaveLength(2);

  const edited = await run(EditMessageDocument, { input: { messageId: id, text: `No: ${site}/c` } });
  expect(edited.editMessage?.message.linkPreviews).toEqual([]);
  await live.until(({ data }) => previewsOf(data?.events)?.[0]?.title === 'Page /c');
  expect((await run(MessageDocument, { id })).message?.linkPreviews).toEqual([previewOf('/c')]);
  await live.close();
});

test('Nothing is asked for where previews are not switched on', async () => {
  const off = await startTestApp();
  asked = [];
  const { send, run } = await seed(off);
  const id = await send(`Look: ${site}/off`);
  const { rows } = { rows: await off.engine.db.execute("select 1 from log_consumers where name = 'link_previews'") };
  expect(rows).toHaveLength(0);
  expect((await run(MessageDocument, { id })).message?.linkPreviews).toEqual([]);
  expect(asked).toEqual([]);
  await off.close();
});
