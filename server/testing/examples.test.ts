import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from './start-app.ts';

const root = join(import.meta.dirname, '../..');
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** An example in a process of its own, as its README says. */
function run(command: string, file: string) {
  const env = { PATH: process.env.PATH ?? '', TIDINGS_URL: app.url };
  const sources = ['--import', join(root, 'server/testing/use-sdk-sources.ts')];
  const options = file.startsWith('sdk-') ? sources : [];
  const child = spawn(command, [...options, join(root, 'examples', file)], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer) => {
    output += String(chunk);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return { child, output: () => output, ended: endOf(child) };
}

async function endOf(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
}

const tokenOf = async (sub: string) => (await fetch(`${app.url}/dev/token?sub=${sub}`)).text();

test('curl: a message reaches a stream of Server-Sent Events', async () => {
  const { output, ended } = run('bash', 'curl/chat.sh');
  expect(await ended, output()).toBe(0);
  expect(output()).toContain('"text":"Hello from curl"');
});

test.each(['urql/chat.ts', 'apollo/chat.ts'])('%s asks and listens', async (file) => {
  const { output, ended } = run(process.execPath, file);
  expect(await ended, output()).toBe(0);
  expect(output()).toMatch(/I am alice\s+live: CaughtUp/);
});

test.each(['node-bot', 'sdk-bot'])('The %s answers what is said to it, and nothing else', async (name) => {
  const bot = run(process.execPath, `${name}/bot.ts`);
  await expect.poll(bot.output, { timeout: 30_000 }).toContain('The bot listens.');
  const carol = await tokenOf('carol');
  const made = await app.data<{ createConversation: { conversation: { id: string } } }>(
    carol,
    'mutation ($input: CreateConversationInput!) { createConversation(input: $input) { conversation { id } } }',
    { input: { clientId: name, kind: 'GROUP', title: 'Bot', memberIds: ['bot'] } },
  );
  const conversationId = made.createConversation.conversation.id;
  const send = 'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }';
  for (const text of ['Good morning', '/echo Good evening']) {
    await app.data(carol, send, { input: { conversationId, clientMessageId: text, text } });
  }
  const read = 'query ($id: ID!) { conversation(id: $id) { messages(first: 9) { edges { node { text senderId } } } } }';
  const spoken = async () => {
    const answer = await app.data<{ conversation: { messages: { edges: { node: Record<string, string> }[] } } }>(
      carol,
      read,
      { id: conversationId },
    );
    return answer.conversation.messages.edges.map(({ node }) => `${node.senderId}: ${node.text}`).sort();
  };
  await expect
    .poll(spoken, { timeout: 30_000 })
    .toEqual(['bot: Good evening', 'carol: /echo Good evening', 'carol: Good morning']);
  bot.child.kill();
  await bot.ended;
});

test('The examples ask for the versions that they are tested with', () => {
  const versionsOf = (path: string) => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, path), 'utf8')) as {
      [kind: string]: Record<string, string>;
    };
    return { ...dependencies, ...devDependencies };
  };
  const { version } = JSON.parse(readFileSync(join(root, 'client/package.json'), 'utf8')) as { version: string };
  const ours = { ...versionsOf('package.json'), '@tidings/client': version };
  for (const name of readdirSync(join(root, 'examples')).filter((each) => each !== 'curl')) {
    expect(ours).toMatchObject(versionsOf(`examples/${name}/package.json`));
  }
});
