import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openTestEngine, type TestEngine } from './testing/engine.ts';
import { openRawSocket, operation } from './testing/raw-socket.ts';
import { ask, type ServerProcess, startProcess, tokenOf } from './testing/start-process.ts';

// A first start makes a whole database, and some tests start two servers.
vi.setConfig({ testTimeout: 120_000 });

let engine: TestEngine;
const dataDir = mkdtempSync(join(tmpdir(), 'tidings-main-'));
const started: ServerProcess[] = [];

beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(async () => {
  for (const server of started) server.kill('SIGKILL');
  await Promise.all(started.map((server) => server.ended));
  await engine.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** With the embedded engine each server has a folder of its own, unless `env` names one. */
function start(env: Record<string, string> = {}): ServerProcess {
  const { databaseUrl, redisUrl, redisKeyPrefix } = engine;
  const onEngine: Record<string, string> =
    databaseUrl === null
      ? { DATA_DIR: join(dataDir, `${started.length}`) }
      : { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl ?? '', REDIS_KEY_PREFIX: redisKeyPrefix };
  const server = startProcess({ ...onEngine, ...env });
  started.push(server);
  return server;
}

/** How a start ended that could not succeed: one line, and the code 1. */
async function refusalOf(env: Record<string, string>): Promise<string> {
  const server = start(env);
  expect(await server.ended).toEqual({ code: 1, signal: null });
  const told = server
    .output()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('{'));
  expect(told).toHaveLength(1);
  return told[0] ?? '';
}

test('The server is ready within 15 s, prints its address and two tokens that work, and ends with 0 on SIGTERM', async () => {
  const at = Date.now();
  const server = start();
  const url = await server.ready();
  // Other programs on the machine are no fault of the server.
  const share = Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());
  expect(Date.now() - at).toBeLessThan(15_000 * share);
  await server.wrote('BOB=');
  expect(server.output()).toContain(`${url}/graphql`);
  const [, alice = ''] = /^ALICE=(\S+)$/m.exec(server.output()) ?? [];
  expect(await ask(url, alice, '{ viewer { user { id name } } }')).toEqual({
    viewer: { user: { id: 'alice', name: 'Alice' } },
  });
  server.kill('SIGTERM');
  expect(await server.ended).toEqual({ code: 0, signal: null });
});

test('On SIGTERM a socket is told 1012, and the process ends with 0 though a client never goes away', async () => {
  const server = start();
  const url = await server.ready();
  const socket = await openRawSocket(Number(new URL(url).port));
  await socket.init(await tokenOf(url, 'alice'));
  socket.send(operation('1', 'subscription { events { __typename } }'));
  await socket.until(({ id }) => id === '1');
  const stuck = await openRawSocket(Number(new URL(url).port));
  await stuck.init(await tokenOf(url, 'bob'));
  stuck.pause();
  const at = Date.now();
  server.kill('SIGTERM');
  expect((await socket.closed).code).toBe(1012);
  expect(await server.ended).toEqual({ code: 0, signal: null });
  expect(Date.now() - at).toBeLessThan(30_000);
});

test('A second signal ends the process at once, but not the echo of the first', async () => {
  const server = start();
  const url = await server.ready();
  const stuck = await openRawSocket(Number(new URL(url).port));
  await stuck.init(await tokenOf(url, 'bob'));
  stuck.pause();
  server.kill('SIGINT');
  server.kill('SIGINT');
  await server.wrote('Draining');
  // The stuck socket holds the process for 2 s.
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(server.child.exitCode).toBeNull();
  server.kill('SIGINT');
  expect(await server.ended).toEqual({ code: 1, signal: null });
});

test('What was acknowledged is there after kill -9, and a stream goes on from the old cursor', async () => {
  const folder = { DATA_DIR: join(dataDir, 'killed') };
  const first = start(folder);
  const before = await first.ready();
  const alice = await tokenOf(before, 'alice');
  const made = await ask<{ createConversation: { conversation: { id: string } } }>(
    before,
    alice,
    'mutation { createConversation(input: { clientId: "kill", kind: GROUP, title: "Plans" }) { conversation { id } } }',
  );
  const { id } = made.createConversation.conversation;
  const { syncCursor } = await ask<{ syncCursor: string }>(before, alice, '{ syncCursor }');
  const texts = Array.from({ length: 20 }, (_, at) => `before the end ${at}`);
  const send =
    'mutation ($id: ID!, $key: ID!, $text: String!) { sendMessage(input: { conversationId: $id, clientMessageId: $key, text: $text }) { message { seq } } }';
  await Promise.all(texts.map((text, at) => ask(before, alice, send, { id, key: `${at}`, text })));
  first.kill('SIGKILL');
  await first.ended;

  const second = start(folder);
  const after = await second.ready();
  const socket = await openRawSocket(Number(new URL(after).port));
  await socket.init(alice);
  const resume =
    'subscription ($after: Cursor) { events(after: $after) { __typename ... on MessageSent { message { text } } } }';
  socket.send(operation('1', resume, { after: syncCursor }));
  await socket.until(({ payload }) => JSON.stringify(payload)?.includes('CaughtUp') ?? false);
  const seen = JSON.stringify(socket.frames).match(/before the end \d+/g) ?? [];
  expect(seen.sort()).toEqual(texts.sort());
  socket.close();
  second.kill('SIGTERM');
  await second.ended;
});

describe('A start that cannot succeed ends with one line that says what to do:', () => {
  test('a port in use', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const port = `${(taken.address() as AddressInfo).port}`;
    expect(await refusalOf({ PORT: port })).toBe(
      `tidings cannot start. PORT: ${port} is in use on 127.0.0.1: stop the other program, or set PORT.`,
    );
    taken.close();
  });

  test('a host that is not of this machine', async () => {
    expect(await refusalOf({ HOST: '203.0.113.7' })).toContain('HOST: 203.0.113.7 is no address of this machine');
  });

  test('production without a secret', async () => {
    expect(await refusalOf({ NODE_ENV: 'production' })).toMatch(/JWT_SECRET is missing: set JWT_SECRET/);
  });

  test('a bad value', async () => {
    expect(await refusalOf({ PORT: 'http' })).toContain('PORT is "http": give a whole number');
  });

  test('workers on the embedded engine', async () => {
    expect(await refusalOf({ DATABASE_URL: '', WORKERS: '4' })).toMatch(/WORKERS is "4": .*set DATABASE_URL/);
  });

  test('an address where no database is', async () => {
    const line = await refusalOf({ DATABASE_URL: 'postgres://tidings:hunter2@127.0.0.1:1/tidings' });
    expect(line).toMatch(/DATABASE_URL: no connection to Postgres at 127.0.0.1:1/);
    expect(line).not.toContain('hunter2');
  });

  test('a folder that another process has', async () => {
    const folder = join(dataDir, 'shared');
    const first = start({ DATABASE_URL: '', DATA_DIR: folder });
    await first.ready();
    expect(await refusalOf({ DATABASE_URL: '', DATA_DIR: folder })).toMatch(/tidings cannot start\. .*DATA_DIR/);
    first.kill('SIGTERM');
    await first.ended;
  });
});
