import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  CreateConversationDocument,
  EventsDocument,
  ForwardMessagesDocument,
  MessagesDocument,
  SendMessageDocument,
  SyncCursorDocument,
  UpdateProfileDocument,
} from '../../client/index.ts';
import { startTestApp, type TestApp } from '../testing/start-app.ts';
import { runAs } from '../testing/verify-events.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** What would run, or break out of where it stands, if anybody took it for more than text. */
const corpus = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  "javascript:/*--></title></style></textarea></script><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+alert(1)//'>",
  '[click](javascript:alert(1)) ![x](data:text/html;base64,PHNjcmlwdD4=)',
  '<a href="jav&#x09;ascript:alert(1)">x</a> &lt;b&gt; &amp;',
  '{{constructor.constructor("alert(1)")()}} $\u007B7*7} #{7*7} <%= 7*7 %>',
  "'; drop table messages; -- \\'; \\\" %s %00 $1 :name",
  '__proto__ constructor {"$where":"1"} ../../etc/passwd',
  '\u202Eevil\u202C \u200Bzero\u200D \uFEFF\u2028\u2029 line\r\nbreaks\ttabs \u0001\u001F\u007F',
  ']]> <!-- --> <![CDATA[ </textarea> `code` ***bold*** > quote\n\n# head',
  'Z̸̢a̷l̶g̵o 👩‍👩‍👧‍👦 ﷽ 𝕏 \u{10FFFF}',
];

it('what people write comes back as it was sent: from queries, streams, replays, quotes and forwards', async () => {
  const tokens = { alice: await app.token('alice'), bob: await app.token('bob') };
  const [alice, bob] = [runAs(app, tokens.alice), runAs(app, tokens.bob)];
  await bob(UpdateProfileDocument, { input: { name: corpus[0] ?? '' } });
  const create = async (title: string) => {
    const input = { clientId: randomUUID(), kind: 'GROUP' as const, title, memberIds: ['bob'] };
    return (await alice(CreateConversationDocument, { input })).createConversation?.conversation.id ?? '';
  };
  const [conversationId, forwardedTo] = [await create(corpus[1] ?? ''), await create(corpus[7] ?? '')];
  const { syncCursor } = await alice(SyncCursorDocument, {});
  const live = app.subscribe<{ events: unknown }>(tokens.alice, EventsDocument, { after: syncCursor });
  await live.until(({ data }) => JSON.stringify(data).includes('CaughtUp'));

  const ids: string[] = [];
  for (const [at, text] of corpus.entries()) {
    const metadata = { [`key ${text}`]: text };
    const replyToId = ids.at(-1) ?? null;
    const input = { conversationId, clientMessageId: `c${at}`, text, metadata, replyToId };
    ids.push((await bob(SendMessageDocument, { input })).sendMessage?.message.id ?? '');
  }
  const forwarding = { messageIds: ids, toConversationIds: [forwardedTo], clientId: 'f' };
  await bob(ForwardMessagesDocument, { input: forwarding });

  const quotes = [null, ...corpus.slice(0, -1)];
  const read = async (id: string) => {
    const { conversation } = await alice(MessagesDocument, { conversationId: id, first: 100 });
    return (conversation?.messages.edges ?? []).flatMap((edge) => edge?.node ?? []);
  };
  const shown = await read(conversationId);
  expect(shown.map(({ text }) => text)).toEqual(corpus);
  expect(shown.map(({ metadata }) => metadata)).toEqual(corpus.map((text) => ({ [`key ${text}`]: text })));
  expect(shown.map(({ replyTo }) => replyTo?.text ?? null)).toEqual(quotes);
  expect(shown[0]?.sender?.name).toBe(corpus[0]);
  expect((await read(forwardedTo)).map(({ text }) => text)).toEqual(corpus);

  const resumed = app.subscribe<{ events: unknown }>(tokens.alice, EventsDocument, { after: syncCursor });
  await resumed.until(({ data }) => JSON.stringify(data).includes('CaughtUp'));
  await live.until(() => textsOf(live.results).length === corpus.length * 2);
  for (const { results } of [live, resumed]) {
    const texts = textsOf(results);
    expect(texts.slice().sort()).toEqual([...corpus, ...corpus].sort());
  }
  await Promise.all([live.close(), resumed.close()]);
});

function textsOf(results: { data?: unknown }[]): string[] {
  return results.flatMap(({ data }) => {
    const item = (data as { events?: { message?: { text: string } } } | undefined)?.events;
    return item?.message === undefined ? [] : [item.message.text];
  });
}
