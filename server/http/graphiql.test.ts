import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openChromium } from '../testing/chromium.ts';
import { startTestApp, type TestApp } from '../testing/start-app.ts';

let app: TestApp;
let chromium: Awaited<ReturnType<typeof openChromium>>;
beforeAll(async () => {
  app = await startTestApp();
  chromium = await openChromium();
});
afterAll(async () => {
  await chromium?.browser?.close();
  await app.close();
});

/** The page of GraphiQL, and every request that it made to another host. */
async function openGraphiql(running: Browser, query: string) {
  const context = await running.newContext({ viewport: { width: 1_400, height: 900 } });
  const elsewhere: string[] = [];
  await context.route('**', (route) => {
    const { host } = new URL(route.request().url());
    if (host === `127.0.0.1:${app.port}`) return route.continue();
    elsewhere.push(route.request().url());
    return route.abort();
  });
  const page = await context.newPage();
  const sockets: string[] = [];
  page.on('websocket', (socket) => void sockets.push(socket.url()));
  await page.goto(`${app.url}/graphql?query=${encodeURIComponent(query)}`);
  await page.getByRole('button', { name: /execute query/i }).waitFor();
  return { page, elsewhere, sockets };
}

/** The editor shows spaces that do not break. */
const resultOf = async (page: Page) => (await page.locator('.result-window').innerText()).replaceAll('\u00a0', ' ');

test('GraphiQL works offline with the token that is filled in: a query, and a subscription over WebSocket', async ({
  skip,
}) => {
  if (chromium.browser === null) return skip(chromium.reason);
  const { browser } = chromium;
  const first = await openGraphiql(browser, '{ viewer { user { id } } }');
  await first.page.getByRole('button', { name: /execute query/i }).click();
  await expect.poll(() => resultOf(first.page), { timeout: 30_000 }).toContain('alice');
  expect(first.elsewhere).toEqual([]);

  const live = 'subscription { events { __typename ... on MessageSent { message { text } } } }';
  const { page, elsewhere, sockets } = await openGraphiql(browser, live);
  await page.getByRole('button', { name: /execute query/i }).click();
  await expect.poll(() => resultOf(page), { timeout: 30_000 }).toContain('CaughtUp');
  expect(sockets).toEqual([`ws://127.0.0.1:${app.port}/graphql`]);

  const alice = await (await fetch(`${app.url}/dev/token?sub=alice`)).text();
  const made = await app.data<{ createConversation: { conversation: { id: string } } }>(
    alice,
    'mutation { createConversation(input: { clientId: "graphiql", kind: GROUP, title: "Plans" }) { conversation { id } } }',
  );
  await app.data(
    alice,
    'mutation ($id: ID!) { sendMessage(input: { conversationId: $id, clientMessageId: "1", text: "Seen in GraphiQL" }) { message { id } } }',
    { id: made.createConversation.conversation.id },
  );
  await expect.poll(() => resultOf(page), { timeout: 30_000 }).toContain('Seen in GraphiQL');
  expect(elsewhere).toEqual([]);

  const folder = join(tmpdir(), 'tidings-screenshots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `graphiql-${app.engine.engine}.png`) });
});

test('GraphiQL shows scripts that people wrote as text', async ({ skip }) => {
  if (chromium.browser === null) return skip(chromium.reason);
  const hostile = [
    '<script>window.hit = 1</script>',
    '<img src=x onerror="window.hit = 2">',
    '[a](javascript:window.hit=3)',
    '</style><svg onload="window.hit = 4">',
    '"><iframe srcdoc="<script>parent.hit = 5</script>">',
  ];
  const alice = await (await fetch(`${app.url}/dev/token?sub=alice`)).text();
  await app.data(alice, 'mutation ($name: String!) { updateProfile(input: { name: $name }) { user { id } } }', {
    name: hostile.join(' ').slice(0, 190),
  });
  const made = await app.data<{ createConversation: { conversation: { id: string } } }>(
    alice,
    'mutation ($title: String!) { createConversation(input: { clientId: "hostile", kind: GROUP, title: $title }) { conversation { id } } }',
    { title: hostile[1] },
  );
  const { id } = made.createConversation.conversation;
  for (const [at, text] of hostile.entries()) {
    const input = { conversationId: id, clientMessageId: `hostile-${at}`, text };
    await app.data(alice, 'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }', {
      input,
    });
  }
  const query = `{ viewer { user { name } } conversation(id: "${id}") { title messages { edges { node { text } } } } }`;
  const { page } = await openGraphiql(chromium.browser, query);
  await page.getByRole('button', { name: /execute query/i }).click();
  await expect.poll(() => resultOf(page), { timeout: 30_000 }).toContain('onload');
  expect(await page.evaluate('window.hit')).toBeUndefined();
  expect(await page.locator('.result-window').locator('script, img, iframe').count()).toBe(0);
});
