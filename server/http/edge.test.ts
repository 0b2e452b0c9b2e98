import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '../db/transaction.ts';
import { verifyToken } from '../modules/auth/verify-token.ts';
import { openTestEngine, type TestEngine } from '../testing/engine.ts';
import { openRawSocket, operation } from '../testing/raw-socket.ts';
import { startTestApp, type TestApp } from '../testing/start-app.ts';

const production = { NODE_ENV: 'production', JWT_SECRET: 'a secret of more than thirty-two characters' };
const info = JSON.stringify({ query: '{ serverInfo { version } }' });

let engine: TestEngine;
let app: TestApp;
let live: TestApp;
beforeAll(async () => {
  engine = await openTestEngine();
  // Without the demo application, whether it was built here or not.
  app = await startTestApp({ engine, env: { CHAT: 'off' } });
  live = await startTestApp({ engine, env: { ...production, ALLOWED_ORIGINS: 'https://app.example.com' } });
});
afterAll(async () => {
  await app.close();
  await live.close();
  await engine.close();
});

const post = ({ url }: TestApp, origin?: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(origin !== undefined && { origin }), ...headers },
    body: info,
  });
const allowedOrigin = (response: Response) => response.headers.get('access-control-allow-origin');

describe('A page', () => {
  test('of an origin on the list may use HTTP and sockets', async () => {
    const response = await post(live, 'https://app.example.com');
    expect(response.status).toBe(200);
    expect(allowedOrigin(response)).toBe('https://app.example.com');
    expect(response.headers.get('vary')).toContain('Origin');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    const socket = await openRawSocket(live.port, { origin: 'https://app.example.com' });
    await socket.init(await live.token('alice'));
    socket.close();
  });

  test.each([
    'https://evil.example.com',
    'https://app.example.com.evil.com',
    'https://app.example.com:8443',
    'http://app.example.com',
    'http://localhost:3000',
    'null',
    '',
  ])('of the origin "%s" may use neither', async (origin) => {
    const response = await post(live, origin);
    expect(response.status).toBe(403);
    expect(allowedOrigin(response)).toBeNull();
    if (origin !== '') await expect(openRawSocket(live.port, { origin })).rejects.toThrow('HTTP 403');
    const preflight = await fetch(`${live.url}/graphql`, { method: 'OPTIONS', headers: { origin } });
    expect(allowedOrigin(preflight)).toBeNull();
  });

  test('of the server itself is not let in for having the same name as the host', async () => {
    expect((await post(live, live.url)).status).toBe(403);
  });

  test('on this machine may in development', async () => {
    for (const origin of [
      'http://localhost:5173',
      'http://127.0.0.1:8080',
      'http://app.localhost',
      'http://[::1]:3000',
    ]) {
      expect(allowedOrigin(await post(app, origin))).toBe(origin);
    }
    for (const origin of ['https://evil.example.com', 'http://localhost.evil.com', 'http://127.0.0.1.evil.com']) {
      expect((await post(app, origin)).status).toBe(403);
    }
  });

  test('is told before it asks what it may send', async () => {
    const response = await fetch(`${live.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'https://app.example.com', 'access-control-request-method': 'POST' },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-headers')).toContain('authorization');
  });
});

test('A request that a page can send without being asked executes nothing', async () => {
  const query = encodeURIComponent('{ serverInfo { version } }');
  const plain = await fetch(`${app.url}/graphql?query=${query}`);
  expect(plain.status).toBe(403);
  expect(await plain.text()).not.toContain('"data"');
  const marked = await fetch(`${app.url}/graphql?query=${query}`, { headers: { 'x-graphql-csrf': '1' } });
  expect(await marked.json()).toMatchObject({ data: { serverInfo: { version: expect.any(String) } } });
  for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
    expect((await post(app, undefined, { 'content-type': type })).status).toBe(400);
  }
});

test('A mutation by GET is refused', async () => {
  const query = encodeURIComponent('mutation { updateProfile(input: { name: "x" }) { user { id } } }');
  const headers = { authorization: `Bearer ${await app.token('alice')}` };
  const response = await fetch(`${app.url}/graphql?query=${query}`, { headers });
  expect(response.status).toBe(405);
});

describe('In development', () => {
  test('a token is had as plain text, with the claims that were asked for', async () => {
    const response = await fetch(`${app.url}/dev/token?sub=alice&tenant=acme&role=service&name=Alice`);
    expect(response.headers.get('content-type')).toContain('text/plain');
    const token = await response.text();
    const data = await app.data(token, '{ viewer { tenantId user { id name } } }');
    expect(data).toEqual({ viewer: { tenantId: 'acme', user: { id: 'alice', name: 'Alice' } } });
    const granted = await (await fetch(`${app.url}/dev/token?sub=alice&topics=orders,shop:*`)).text();
    expect((await verifyToken(app.config, granted)).actor.topics).toEqual(['orders', 'shop:*']);
    expect((await fetch(`${app.url}/dev/token?sub=a&topics=a%20b`)).status).toBe(400);
    expect((await fetch(`${app.url}/dev/token`)).status).toBe(400);
    expect((await fetch(`${app.url}/dev/token?sub=a&role=root`)).status).toBe(400);
  });

  test('the way to the demo is short', async () => {
    const response = await fetch(app.url, { redirect: 'manual' });
    expect(response.headers.get('location')).toBe('/graphql');
  });
});

test('In production there are no tokens, no GraphiQL, no introspection and no anonymous sockets', async () => {
  expect((await fetch(`${live.url}/dev/token?sub=alice`)).status).toBe(404);
  expect((await fetch(live.url)).status).toBe(404);
  const page = await fetch(`${live.url}/graphql`, { headers: { accept: 'text/html' } });
  expect(await page.text()).not.toContain('<html');
  const token = await live.token('alice');
  expect((await live.graphql(token, '{ __schema { queryType { name } } }')).data).toBeUndefined();
  const socket = await openRawSocket(live.port);
  socket.send({ type: 'connection_init' });
  expect((await socket.closed).code).toBe(4403);
  // The headers of an operation are no way in: GraphiQL sends them so, and it is not there.
  const other = await openRawSocket(live.port);
  other.send({ type: 'connection_init', payload: { headers: { authorization: `Bearer ${token}` } } });
  expect((await other.closed).code).toBe(4403);
});

/** A database that fails in a way of ours from a moment on. */
function breakable(db: Db) {
  let failure: Error | null = null;
  const broken = new Proxy(db, {
    get(target, name, receiver) {
      if (failure !== null) throw failure;
      return Reflect.get(target, name, receiver);
    },
  });
  return {
    db: broken,
    fail(error: Error | null) {
      failure = error;
    },
  };
}

test('What the server did wrong reaches the client without its words, and the log with them', async () => {
  const lines: string[] = [];
  const { db, fail } = breakable(engine.db);
  const broken = await startTestApp({ engine: { ...engine, db }, onLog: (line) => lines.push(line) });
  const token = await broken.token('alice', { sid: 'secret-session' });
  await broken.data(token, '{ viewer { user { id } } }');
  fail(new Error('select secret_column from host-17.internal'));
  const answer = await broken.graphql(token, '{ syncCursor }');
  const text = JSON.stringify(answer);
  expect(answer.errors?.[0]?.extensions).toEqual({ code: 'INTERNAL', requestId: expect.any(String) });
  for (const word of ['secret', 'host-17', 'stack', 'server/']) expect(text).not.toContain(word);
  const requestId = String(answer.errors?.[0]?.extensions?.requestId);
  await expect.poll(() => lines.some((line) => line.includes('host-17') && line.includes(requestId))).toBe(true);

  fail(Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' }));
  const away = await broken.graphql(token, '{ syncCursor }');
  expect(away.errors?.[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE', retryAfterMs: expect.any(Number) });
  expect(JSON.stringify(away)).not.toContain('10.0.0.7');
  expect((await fetch(`${broken.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${broken.url}/healthz`)).status).toBe(200);
  fail(null);
  expect((await fetch(`${broken.url}/readyz`)).status).toBe(200);
  expect(lines.join('')).not.toContain(token);
  await broken.close();
});

test('No token and no text of a message is in the log', async () => {
  const lines: string[] = [];
  const logged = await startTestApp({ engine, onLog: (line) => lines.push(line) });
  const token = await logged.token('alice');
  await logged.graphql(token, 'mutation { updateProfile(input: { name: "Very Private" }) { user { id } } }');
  const socket = await openRawSocket(logged.port);
  await socket.init(token);
  socket.send(operation('1', '{ viewer { user { name } } }'));
  await socket.until(({ id }) => id === '1');
  logged.app.services.log.info(
    { headers: { authorization: token }, message: { text: 'Very Private' }, token },
    'Logged.',
  );
  await logged.close();
  expect(lines.join('')).toContain('[redacted]');
  expect(lines.join('')).not.toContain(token);
  expect(lines.join('')).not.toContain('Very Private');
});
