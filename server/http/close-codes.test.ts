import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRawSocket, operation } from '../testing/raw-socket.ts';
import { startTestApp, type TestApp } from '../testing/start-app.ts';
import { closeCodes } from './close-codes.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({
    env: {
      CONNECTION_INIT_TIMEOUT_MS: '1500',
      SOCKETS_PER_USER_MAX: '3',
      SUBSCRIPTIONS_PER_SOCKET_MAX: '5',
      PING_INTERVAL_MS: '200',
      SOCKET_SILENCE_MS_MAX: '1000',
    },
  });
});
afterAll(() => app.close());

const live = 'subscription { events { __typename } }';

test('4400: a message that the protocol does not know', async () => {
  for (const text of ['hello', '{}', '{"type":"start"}', '{"type":"subscribe","id":"1"}', '[]', '']) {
    const socket = await openRawSocket(app.port);
    socket.sendText(text);
    expect((await socket.closed).code).toBe(4400);
  }
});

test('4400: a binary message', async () => {
  const socket = await openRawSocket(app.port);
  socket.sendText(Buffer.from([1, 2, 3]));
  expect((await socket.closed).code).toBe(4400);
});

test('4401: an operation before the connection was acknowledged', async () => {
  const socket = await openRawSocket(app.port);
  socket.send(operation('1', '{ serverInfo { version } }'));
  expect((await socket.closed).code).toBe(4401);
});

test('4403: a token that is not accepted', async () => {
  for (const authorization of ['Bearer nonsense', 'Basic abc def', await app.token('alice', { exp: 1 })]) {
    const socket = await openRawSocket(app.port);
    socket.send({ type: 'connection_init', payload: { authorization } });
    const { code, reason } = await socket.closed;
    expect(code).toBe(4403);
    expect(reason).toMatch(/^The token is not accepted/);
  }
});

test('4403: within 5 s of the end of the token, where it was not renewed', async () => {
  const exp = Math.floor(Date.now() / 1_000) + 2;
  const socket = await openRawSocket(app.port);
  await socket.init(`Bearer ${await app.token('alice', { exp })}`);
  socket.send(operation('1', live));
  const { code, reason } = await socket.closed;
  const late = Date.now() - exp * 1_000;
  expect({ code, reason }).toEqual({ code: 4403, reason: 'The token has expired.' });
  expect(late).toBeGreaterThanOrEqual(0);
  expect(late).toBeLessThan(5_000);
});

test('4408: no connection_init in time', async () => {
  const socket = await openRawSocket(app.port);
  expect((await socket.closed).code).toBe(4408);
});

test('4409: the id of an operation that still runs', async () => {
  const socket = await openRawSocket(app.port);
  await socket.init(await app.token('alice'));
  socket.send(operation('same', live));
  socket.send(operation('same', live));
  expect((await socket.closed).code).toBe(4409);
});

test('4429: a second connection_init', async () => {
  const socket = await openRawSocket(app.port);
  await socket.init(await app.token('alice'));
  socket.send({ type: 'connection_init' });
  expect((await socket.closed).code).toBe(4429);
});

test('4406: another protocol', async () => {
  await expect(openRawSocket(app.port, { protocol: 'graphql-ws' })).rejects.toThrow();
});

test('1013: more sockets of one user than he may have; another user is not concerned', async () => {
  const token = await app.token('carol');
  const sockets = await Promise.all([1, 2, 3].map(() => openRawSocket(app.port)));
  for (const socket of sockets) await socket.init(token);
  const fourth = await openRawSocket(app.port);
  fourth.send({ type: 'connection_init', payload: { authorization: token } });
  expect((await fourth.closed).code).toBe(1013);

  const other = await openRawSocket(app.port);
  await other.init(await app.token('carol', { tenant: 'elsewhere' }));
  sockets[0]?.close();
  await sockets[0]?.closed;
  const fifth = await openRawSocket(app.port);
  await fifth.init(token);
  for (const socket of [...sockets, other, fifth]) socket.close();
});

test('One operation more than a socket may run is refused by itself; the socket lives', async () => {
  const socket = await openRawSocket(app.port);
  await socket.init(await app.token('dora'));
  for (const id of ['1', '2', '3', '4', '5', '6']) socket.send(operation(id, live));
  const refused = await socket.until((frame) => frame.type === 'error');
  expect(refused).toMatchObject({ id: '6', payload: [{ extensions: { code: 'RATE_LIMITED', retryAfterMs: 1_000 } }] });
  socket.send({ type: 'complete', id: '1' });
  await socket.until((frame) => frame.type === 'next' && frame.id === '2');
  socket.send(operation('7', live));
  await socket.until((frame) => frame.type === 'next' && frame.id === '7');
  socket.close();
});

test('A socket that gives no sign of life is gone after the time for it; one that answers pings stays', async () => {
  const alive = await openRawSocket(app.port);
  await alive.init(await app.token('erik'));
  const dead = await openRawSocket(app.port, { autoPong: false });
  await dead.init(await app.token('erik'));
  expect((await dead.closed).code).toBe(1006);
  alive.send(operation('1', '{ serverInfo { version } }'));
  await alive.until((frame) => frame.type === 'complete');
  alive.close();
});

test('1009: a frame above the bound', async () => {
  const socket = await openRawSocket(app.port);
  await socket.init(await app.token('alice'));
  socket.send(operation('1', `{ serverInfo { version } } #${'x'.repeat(200_000)}`));
  expect((await socket.closed).code).toBe(1009);
});

test('docs/CLOSE_CODES.md names every code that is used', () => {
  const page = readFileSync(new URL('../../docs/CLOSE_CODES.md', import.meta.url), 'utf8');
  const documented = [...page.matchAll(/^\| (\d{4}) \|/gm)].map(([, code]) => Number(code));
  const used = [...Object.values(closeCodes), 1000, 1006, 1009, 4406];
  expect(documented.sort()).toEqual(used.sort());
});
