import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRawSocket, operation } from '../testing/raw-socket.ts';
import { startTestApp, type TestApp } from '../testing/start-app.ts';
import { startStopwatch } from '../testing/stopwatch.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const viewer = '{ viewer { tenantId user { id name pictureUrl } } }';
const live = 'subscription { events { __typename } }';
const refresh = 'mutation ($token: String!) { refreshSession(input: { token: $token }) { expiresAt renewed } }';
const revoke =
  'mutation ($userId: ID!, $sid: String) { revokeSessions(input: { userId: $userId, sid: $sid }) { user { id } } }';
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;

test('Without a token only serverInfo is answered; in development the schema may be looked at', async () => {
  expect(
    (await app.graphql(null, '{ serverInfo { version limits { pageSizeMax } errorCodes { code } } }')).errors,
  ).toBeUndefined();
  expect((await app.graphql(null, '{ __schema { queryType { name } } }')).errors).toBeUndefined();
  for (const query of [
    viewer,
    '{ syncCursor }',
    '{ channels { edges { cursor } } }',
    '{ serverInfo { version } users(ids: ["alice"]) { id } }',
  ]) {
    const { errors, data } = await app.graphql(null, query);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(data).toBeNull();
  }
  const mutation = 'mutation { updateProfile(input: { name: "x" }) { user { id } } }';
  expect((await app.graphql(null, mutation)).errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('A socket without a token gets no further', async () => {
  const socket = await openRawSocket(app.port);
  await socket.init();
  for (const [at, query] of [viewer, live, refresh].entries()) {
    socket.send(operation(`${at}`, query, { token: 'x' }));
    const frame = await socket.until(({ id }) => id === `${at}`);
    expect(JSON.stringify(frame)).toContain('UNAUTHENTICATED');
  }
  socket.close();
});

test('A token that is not accepted is 401 for the whole request, also for what needs none', async () => {
  const answer = await app.graphql('nonsense', '{ serverInfo { version } }');
  expect(answer.status).toBe(401);
  expect(answer.errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED', requestId: expect.any(String) });
  expect(answer.headers.get('x-request-id')).toBe(answer.errors?.[0]?.extensions?.requestId);
});

test('A user is made at first sight, with what his token says, by twenty requests at once', async () => {
  const tenant = `new-${Date.now()}`;
  const claims = { tenant, name: 'Zoë', picture: 'https://example.com/zoe.png' };
  const token = await app.token('zoe', claims);
  const answers = await Promise.all(Array.from({ length: 20 }, () => app.data(token, viewer)));
  const expected = { viewer: { tenantId: tenant, user: { id: 'zoe', name: 'Zoë', pictureUrl: claims.picture } } };
  for (const answer of answers) expect(answer).toEqual(expected);
  // Later claims change nothing: the profile is the user's own by then.
  expect(await app.data(await app.token('zoe', { ...claims, name: 'Other' }), viewer)).toEqual(expected);
});

test('A socket lives on with a renewed token, past the end of the first', async () => {
  const socket = await openRawSocket(app.port);
  const exp = inSeconds(2);
  await socket.init(await app.token('alice', { exp, sid: 'first' }));
  socket.send(operation('live', live));
  await socket.until(({ id }) => id === 'live');
  socket.send(operation('refresh', refresh, { token: await app.token('alice', { sid: 'second' }) }));
  const frame = await socket.until(({ id }) => id === 'refresh');
  expect(frame.payload).toMatchObject({ data: { refreshSession: { renewed: true } } });
  // The session of before may be ended now: the streams are the new one's.
  const service = await app.token('backend', { role: 'service' });
  await app.data(service, revoke, { userId: 'alice', sid: 'first' });
  const past = Promise.race([
    socket.closed,
    new Promise((resolve) => setTimeout(resolve, exp * 1_000 + 2_500 - Date.now(), 'alive')),
  ]);
  expect(await past).toBe('alive');
  socket.send(operation('after', viewer));
  expect((await socket.until(({ id }) => id === 'after')).type).toBe('next');
  socket.close();
});

test('A token of another user or tenant, or a bad one, renews nothing', async () => {
  const socket = await openRawSocket(app.port);
  await socket.init(await app.token('alice'));
  const tokens = {
    FORBIDDEN: [await app.token('bob'), await app.token('alice', { tenant: 'elsewhere' })],
    UNAUTHENTICATED: ['nonsense', await app.token('alice', { exp: 1 })],
    BAD_USER_INPUT: [''],
  };
  for (const [code, refused] of Object.entries(tokens)) {
    for (const [at, token] of refused.entries()) {
      const id = `${code}${at}`;
      socket.send(operation(id, refresh, { token }));
      const frame = await socket.until((each) => each.id === id);
      expect(frame.payload).toMatchObject({ errors: [{ extensions: { code } }] });
    }
  }
  socket.close();
});

test('Over HTTP a new token is only checked', async () => {
  const token = await app.token('alice');
  const data = await app.data<{ refreshSession: { renewed: boolean } }>(token, refresh, { token });
  expect(data.refreshSession.renewed).toBe(false);
});

test('An ended session is refused within 2 s, its sockets are closed with 4403, and other sessions live on', async () => {
  const [ended, other] = [await app.token('bob', { sid: 'phone' }), await app.token('bob', { sid: 'laptop' })];
  const [phone, laptop, idle] = await Promise.all([1, 2, 3].map(() => openRawSocket(app.port)));
  if (phone === undefined || laptop === undefined || idle === undefined) throw new Error('No sockets.');
  await phone.init(ended);
  await laptop.init(other);
  await idle.init(ended);
  for (const socket of [phone, laptop]) {
    socket.send(operation('1', live));
    await socket.until(({ id }) => id === '1');
  }
  const service = await app.token('backend', { role: 'service' });
  const elapsed = startStopwatch();
  await app.data(service, revoke, { userId: 'bob', sid: 'phone' });
  expect((await phone.closed).code).toBe(4403);
  expect(elapsed()).toBeLessThan(2_000);
  await expect.poll(async () => (await app.graphql(ended, viewer)).status, { timeout: 2_000 }).toBe(401);
  // A socket without a stream learns it with its next operation.
  idle.send(operation('2', viewer));
  expect((await idle.closed).code).toBe(4403);
  expect((await app.graphql(other, viewer)).status).toBe(200);
  laptop.send(operation('2', viewer));
  await laptop.until(({ id, type }) => id === '2' && type === 'next');
  laptop.close();
});

test('Signing a user out voids all tokens that were issued before, and those that do not say when', async () => {
  const before = await app.token('carol', { iat: inSeconds(-10) });
  const undated = await app.token('carol', { iat: undefined });
  const later = await app.token('carol', { iat: inSeconds(2) });
  for (const token of [before, undated]) expect((await app.graphql(token, viewer)).status).toBe(200);
  await app.data(await app.token('backend', { role: 'service' }), revoke, { userId: 'carol' });
  for (const token of [before, undated]) {
    await expect.poll(async () => (await app.graphql(token, viewer)).status, { timeout: 2_000 }).toBe(401);
  }
  expect((await app.graphql(later, viewer)).status).toBe(200);
});

test('Only the role service ends sessions, and only those of its tenant', async () => {
  await app.data(await app.token('dora'), viewer);
  const codes = [];
  for (const claims of [{}, { role: 'admin' }, { role: 'service', tenant: 'elsewhere' }]) {
    const { errors } = await app.graphql(await app.token('someone', claims), revoke, { userId: 'dora' });
    codes.push(errors?.[0]?.extensions?.code);
  }
  expect(codes).toEqual(['FORBIDDEN', 'FORBIDDEN', 'NOT_FOUND']);
});

test('An SSE stream ends with its token, and says why', async () => {
  const token = await app.token('alice', { exp: inSeconds(2) });
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: live }),
  });
  const text = await response.text();
  expect(text).toContain('CaughtUp');
  expect(text).toContain('UNAUTHENTICATED');
  expect(text).toContain('event: complete');
});
