import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRawSocket, operation } from '../testing/raw-socket.ts';
import { startTestApp, type TestApp } from '../testing/start-app.ts';

let app: TestApp;
let alice: string;
beforeAll(async () => {
  app = await startTestApp();
  alice = await app.token('alice');
});
afterAll(() => app.close());

/** What a client is told, over HTTP and over a socket: it must be the same. */
async function refusalsOf(query: string, variables: Record<string, unknown> = {}) {
  const answer = await app.graphql(alice, query, variables);
  const socket = await openRawSocket(app.port);
  await socket.init(alice);
  socket.send(operation('1', query, variables));
  const frame = await socket.until(({ id }) => id === '1');
  const payload = frame.payload as { errors?: unknown[] } | unknown[];
  const overSocket = (Array.isArray(payload) ? payload : payload.errors)?.[0] as {
    extensions: object;
    message: string;
  };
  // The socket has survived it.
  socket.send(operation('2', '{ serverInfo { version } }'));
  await socket.until(({ id, type }) => id === '2' && type === 'next');
  socket.close();
  const overHttp = answer.errors?.[0];
  expect(overSocket.message).toBe(overHttp?.message);
  expect({ ...overSocket.extensions, requestId: '' }).toEqual({ ...overHttp?.extensions, requestId: '' });
  return { message: overHttp?.message ?? '', ...(overHttp?.extensions as { code: string; field?: string }) };
}

describe('An operation beyond a bound is refused over HTTP and sockets alike:', () => {
  test('50 levels deep', async () => {
    const query = `{ ${'viewer { user { '.repeat(25)} id ${'} }'.repeat(25)} }`;
    expect(await refusalsOf(query)).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('depth'),
    });
  });

  test('1,000 aliases', async () => {
    const query = `{ ${Array.from({ length: 1_000 }, (_, at) => `a${at}: serverInfo { version }`).join(' ')} }`;
    expect((await refusalsOf(query)).code).toBe('BAD_USER_INPUT');
    const few = `{ ${Array.from({ length: 100 }, (_, at) => `a${at}: serverInfo { version }`).join(' ')} }`;
    expect(await refusalsOf(few)).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('lias') });
  });

  test('10,000 tokens', async () => {
    const query = `{ serverInfo { ${'version '.repeat(10_000)} } }`;
    expect(await refusalsOf(query)).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('oken') });
  });

  test('100 directives', async () => {
    const query = `{ serverInfo { version ${'@include(if: true) '.repeat(100)} } }`;
    expect((await refusalsOf(query)).code).toBe('BAD_USER_INPUT');
  });

  test('fragments that contain themselves', async () => {
    const query = '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }';
    expect((await refusalsOf(query)).code).toBe('BAD_USER_INPUT');
  });

  test('too costly by width and depth together', async () => {
    const level = (inner: string) => `viewer { conversations(first: 100) { edges { node { ${inner} } } } }`;
    const fields = 'id title kind visibility historyVisibility metadata createdAt memberCount lastSeq lastActivityAt ';
    const many = Array.from({ length: 20 }, (_, at) => `a${at}: ${level(fields.repeat(10))}`).join(' ');
    expect((await refusalsOf(`{ ${many} }`)).code).toBe('BAD_USER_INPUT');
  });

  test('syntax, unknown fields, missing and wrong variables', async () => {
    expect((await refusalsOf('{ viewer ')).code).toBe('BAD_USER_INPUT');
    expect((await refusalsOf('{ nothing }')).code).toBe('BAD_USER_INPUT');
    const query = 'query ($id: ID!) { user(id: $id) { id } }';
    expect(await refusalsOf(query)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'id' });
    expect(await refusalsOf(query, { id: { a: 1 } })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'id' });
    const mutation = 'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { user { id } } }';
    expect((await refusalsOf(mutation, { input: { colour: 'red' } })).code).toBe('BAD_USER_INPUT');
    const deep = JSON.parse(`${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`);
    expect((await refusalsOf(mutation, { input: { metadata: deep } })).code).toBe('BAD_USER_INPUT');
    expect((await refusalsOf(mutation, { input: { metadata: 'text' } })).code).toBe('BAD_USER_INPUT');
  });

  test('a page of 0, of -1 and of 10,000', async () => {
    for (const first of [0, -1, 10_000]) {
      const refusal = await refusalsOf('query ($n: Int) { viewer { conversations(first: $n) { edges { cursor } } } }', {
        n: first,
      });
      expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
    }
  });

  test('a forged, a foreign and a cut cursor', async () => {
    const query = 'query ($after: String) { channels(first: 1, after: $after) { edges { cursor } } }';
    const { syncCursor } = await app.data<{ syncCursor: string }>(alice, '{ syncCursor }');
    for (const after of ['x', '', syncCursor, syncCursor.slice(0, -3), 'x'.repeat(20_000)]) {
      expect(await refusalsOf(query, { after })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
    }
    const bob = await app.token('bob', { tenant: 'elsewhere' });
    const other = await app.data<{ syncCursor: string }>(bob, '{ syncCursor }');
    const live = 'subscription ($after: Cursor) { events(after: $after) { __typename } }';
    for (const after of ['x', other.syncCursor, `${syncCursor.slice(0, -2)}AA`, syncCursor.slice(0, 40)]) {
      expect(await refusalsOf(live, { after })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
    }
  });

  test('ids of another kind', async () => {
    const query = 'query ($id: ID!) { conversation(id: $id) { id } }';
    const refusal = await refusalsOf(query, { id: 'msg_01h455vb4pex5vsknk084sn02q' });
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', field: 'id' });
    expect(refusal.message).toMatch(/conv_.*msg_/);
  });
});

describe('A body', () => {
  const post = (body: string | ReadableStream, headers: Record<string, string> = {}) =>
    fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${alice}`, ...headers },
      body,
      ...(typeof body !== 'string' && { duplex: 'half' }),
    } as RequestInit);
  const large = JSON.stringify({ query: `{ serverInfo { version } } # ${'x'.repeat(1_000_000)}` });

  test('of 1 MB is PAYLOAD_TOO_LARGE, also when its length is not said', async () => {
    const chunked = new Blob([large]).stream();
    for (const response of [await post(large), await post(chunked)]) {
      expect(response.status).toBe(413);
      const { errors } = (await response.json()) as { errors: { extensions: object }[] };
      expect(errors[0]?.extensions).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', requestId: expect.any(String) });
    }
  });

  test('that is no JSON, no object, or a list, is BAD_USER_INPUT', async () => {
    for (const body of ['{', '"text"', '[]', '[{"query":"{ serverInfo { version } }"}]', 'null', '{}', '{"query":7}']) {
      const response = await post(body);
      expect(response.status).toBe(400);
      const { errors } = (await response.json()) as { errors: { extensions: object }[] };
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    }
  });

  test('of another media type is refused: a page of any origin may send those', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/graphql',
      '',
    ]) {
      const response = await post('{"query":"{ serverInfo { version } }"}', { 'content-type': type });
      expect(response.status).toBe(400);
    }
  });
});

test('No field is suggested, and no introspection answered, where introspection is off: on sockets neither', async () => {
  const closed = await startTestApp({ env: { INTROSPECTION: 'off' } });
  const socket = await openRawSocket(closed.port);
  await socket.init(alice);
  const queries = ['{ __schema { types { name } } }', '{ __type(name: "User") { name } }', '{ viewr { user { id } } }'];
  for (const [at, query] of queries.entries()) {
    const answer = await closed.graphql(alice, query);
    socket.send(operation(`${at}`, query));
    const frame = await socket.until(({ id }) => id === `${at}`);
    expect(frame.type).toBe('error');
    for (const text of [JSON.stringify(answer), JSON.stringify(frame)]) {
      expect(text).toContain('BAD_USER_INPUT');
      expect(text).not.toContain('viewer');
      expect(text).not.toContain('"data":{');
    }
  }
  socket.close();
  await closed.close();
});

test('A user over the rate is told when to come back, another user is not concerned, and he is served again then', async () => {
  const limited = await startTestApp({
    env: { RATE_LIMITS: 'on', MUTATIONS_PER_SECOND_MAX: '1', QUERIES_PER_SECOND_MAX: '100' },
  });
  const bob = await limited.token('bob');
  const rename = 'mutation ($name: String) { updateProfile(input: { name: $name }) { user { name } } }';
  const many = `mutation { ${[1, 2, 3].map((at) => `a${at}: updateProfile(input: { name: "${at}" }) { user { name } }`).join(' ')} }`;
  // Aliases are counted one by one: two seconds' worth may come at once.
  const { errors } = await limited.graphql(bob, many);
  expect(errors).toHaveLength(1);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) });
  expect((await limited.graphql(bob, '{ viewer { user { id } } }')).errors).toBeUndefined();
  expect((await limited.graphql(await limited.token('carol'), rename, { name: 'Carol' })).errors).toBeUndefined();
  expect(Number(errors?.[0]?.extensions?.retryAfterMs)).toBeLessThanOrEqual(2_000);
  await expect
    .poll(async () => (await limited.graphql(bob, rename, { name: 'Bob' })).errors, { timeout: 30_000, interval: 200 })
    .toBeUndefined();
  await limited.close();
});
