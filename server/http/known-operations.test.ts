import { hash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, print } from 'graphql';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { loadConfig } from '../config.ts';
import { openTestEngine, type TestEngine } from '../testing/engine.ts';
import { openRawSocket } from '../testing/raw-socket.ts';
import { startTestApp, type TestApp } from '../testing/start-app.ts';
import { createGraphiql } from './graphiql.ts';
import type { RenderSink } from './render-sink.ts';

const meText = 'query Me {viewer{user{id}}}';
const eventsText = 'subscription Events { events { __typename } }';
const renameText = 'mutation Rename { updateProfile(input: { name: "Alice" }) { user { name } } }';
const manifest = Object.fromEntries([meText, eventsText, renameText].map((text) => [idOf(text), text]));
const freeText = '{ viewer { user { id name } } }';
const mine = { viewer: { user: { id: 'alice' } } };

interface Params {
  query?: string;
  documentId?: unknown;
  extensions?: Record<string, unknown>;
}

let folder: string;
let engine: TestEngine;
/** Runs known operations only. */
let strict: TestApp;
/** Runs any, and knows the same. */
let open: TestApp;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidings-operations-'));
  const path = join(folder, 'operations.json');
  await writeFile(path, JSON.stringify(manifest));
  engine = await openTestEngine();
  const env = { OPERATION_MANIFESTS: path };
  strict = await startTestApp({ engine, env: { ...env, OPERATIONS: 'known' } });
  open = await startTestApp({ engine, env });
});
afterAll(async () => {
  await strict.close();
  await open.close();
  await engine.close();
  await rm(folder, { recursive: true });
});

function idOf(text: string): string {
  return hash('sha256', text);
}

const post = (app: TestApp, token: string, params: Params, accept = 'application/json') =>
  fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, authorization: `Bearer ${token}` },
    body: JSON.stringify(params),
  });

function get(app: TestApp, token: string, { query, documentId, extensions }: Params) {
  const search = new URLSearchParams({
    ...(query !== undefined && { query }),
    ...(documentId !== undefined && { documentId: String(documentId) }),
    ...(extensions !== undefined && { extensions: JSON.stringify(extensions) }),
  });
  return fetch(`${app.url}/graphql?${search}`, { headers: { authorization: `Bearer ${token}` } });
}

/** Over a socket, whose protocol wants a text beside an id: it is empty. */
async function overSocket(app: TestApp, token: string, params: Params) {
  const socket = await openRawSocket(app.port);
  await socket.init(token);
  socket.send({ type: 'subscribe', id: '1', payload: { query: '', ...params } });
  const { type, payload } = await socket.until(({ id }) => id === '1');
  socket.close();
  return (type === 'error' ? { errors: payload } : payload) as { data?: unknown; errors?: Refusal[] };
}

interface Refusal {
  message: string;
  extensions: { code: string; field?: string; requestId: string };
}

/** What renders the items of each stream that is opened from now on; those of one group have one. */
function watchRenderers({ app: { realtime } }: TestApp) {
  const renderers: unknown[] = [];
  const openEvents = realtime.openEvents.bind(realtime);
  const spy = vi.spyOn(realtime, 'openEvents').mockImplementation(async (...options) => {
    const stream = await openEvents(...options);
    const pipe = stream.pipe.bind(stream);
    stream.pipe = (sink) => {
      renderers.push((sink as RenderSink).renderer);
      pipe(sink);
    };
    return stream;
  });
  return { renderers, restore: () => spy.mockRestore() };
}

/** What a client is told by POST, GET and over a socket: it must be the same. */
async function answerOf(app: TestApp, params: Params, token?: string) {
  const alice = token ?? (await app.token('alice'));
  const answers = [
    await (await post(app, alice, params)).json(),
    await (await get(app, alice, params)).json(),
    await overSocket(app, alice, params),
  ] as { data?: unknown; errors?: Refusal[] }[];
  const [first, ...others] = answers.map(({ data, errors }) => ({
    data,
    refusal: errors?.map(({ message, extensions: { code, field } }) => ({ message, code, field }))[0],
  }));
  for (const other of others) expect(other).toEqual(first);
  return first;
}

describe.each(['known', 'any'])('With OPERATIONS=%s', (operations) => {
  const app = () => (operations === 'known' ? strict : open);

  test.each<[string, Params]>([
    ['a documentId', { documentId: idOf(meText) }],
    ['a documentId that names its hash', { documentId: `sha256:${idOf(meText).toUpperCase()}` }],
    ['the extension of Apollo and urql', { extensions: { persistedQuery: { version: 1, sha256Hash: idOf(meText) } } }],
    ['the id of the document as it is printed', { documentId: idOf(print(parse(meText))) }],
    ['its text', { query: meText }],
    ['its text, printed otherwise', { query: print(parse(meText)) }],
    ['its text and its id', { query: meText, documentId: idOf(meText) }],
  ])('a known operation is run by %s', async (_name, params) => {
    expect(await answerOf(app(), params)).toMatchObject({ data: mine, refusal: undefined });
  });

  test('an id that nobody knows is NOT_FOUND, in the words that clients look for', async () => {
    const unknown = idOf(freeText);
    const refusal = { code: 'NOT_FOUND', message: 'PersistedQueryNotFound' };
    expect((await answerOf(app(), { documentId: unknown }))?.refusal).toEqual({ ...refusal, field: 'documentId' });
    const extensions = { persistedQuery: { version: 1, sha256Hash: unknown } };
    const field = 'extensions.persistedQuery.sha256Hash';
    expect((await answerOf(app(), { extensions }))?.refusal).toEqual({ ...refusal, field });
  });

  test.each(['me', '', '__proto__', 'sha256:12'])('the id %j is none', async (documentId) => {
    const refusal = { code: 'BAD_USER_INPUT', field: 'documentId' };
    expect((await answerOf(app(), { documentId }))?.refusal).toMatchObject(refusal);
  });

  test('a text under the id of another is refused', async () => {
    const refusal = { code: 'BAD_USER_INPUT', field: 'documentId' };
    expect((await answerOf(app(), { query: freeText, documentId: idOf(meText) }))?.refusal).toMatchObject(refusal);
  });

  test('a mutation does not go by GET, by its id either', async () => {
    const alice = await app().token('alice');
    expect((await get(app(), alice, { documentId: idOf(renameText) })).status).toBe(405);
    expect((await post(app(), alice, { documentId: idOf(renameText) })).status).toBe(200);
  });

  test('a subscription begins by its id, over a socket and as Server-Sent Events', async () => {
    const alice = await app().token('alice');
    const params = { documentId: idOf(eventsText) };
    expect((await overSocket(app(), alice, params)).data).toEqual({ events: { __typename: 'CaughtUp' } });
    const gone = await post(app(), alice, params, 'text/event-stream');
    expect(gone.headers.get('content-type')).toContain('text/event-stream');
    const reader = gone.body?.pipeThrough(new TextDecoderStream()).getReader();
    let seen = '';
    while (!seen.includes('CaughtUp')) seen += (await reader?.read())?.value ?? '';
    await reader?.cancel();
  });

  test('the backend, whose token is a service, runs what it likes', async () => {
    const backend = await app().token('alice', { role: 'service' });
    expect((await answerOf(app(), { query: '{ viewer { user { id } } }' }, backend))?.data).toEqual(mine);
  });
});

describe('With OPERATIONS=known', () => {
  const refusal = { code: 'FORBIDDEN', field: 'query', message: expect.stringContaining('OPERATIONS=known') };

  test.each([
    ['a text that is not in the manifest', freeText],
    ['a known text with more in it', `${meText} query More { syncCursor }`],
    ['introspection', '{ __schema { types { name } } }'],
    ['what is no GraphQL at all', '{'],
  ])('%s is refused', async (_name, query) => {
    expect((await answerOf(strict, { query }))?.refusal).toEqual(refusal);
  });

  test('an admin is refused as a user is', async () => {
    const admin = await strict.token('root', { role: 'admin', adminRole: 'owner' });
    expect((await answerOf(strict, { query: freeText }, admin))?.refusal).toEqual(refusal);
  });

  test('a free subscription is refused over a socket, which lives on, and as Server-Sent Events', async () => {
    const alice = await strict.token('alice');
    const query = 'subscription { events { __typename ... on CaughtUp { cursor } } }';
    const socket = await openRawSocket(strict.port);
    await socket.init(alice);
    socket.send({ type: 'subscribe', id: '1', payload: { query } });
    const frame = await socket.until(({ id }) => id === '1');
    expect(frame).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'FORBIDDEN' } }] });
    socket.send({ type: 'subscribe', id: '2', payload: { query: meText } });
    await socket.until(({ id, type }) => id === '2' && type === 'next');
    socket.close();
    const answer = await post(strict, alice, { query }, 'text/event-stream');
    expect(await answer.text()).toContain('"code":"FORBIDDEN"');
  });

  test('the HTTP status says so to those who take the media type of GraphQL', async () => {
    const alice = await strict.token('alice');
    const statusOf = async (params: Params) =>
      (await post(strict, alice, params, 'application/graphql-response+json')).status;
    expect(await statusOf({ query: freeText })).toBe(403);
    expect(await statusOf({ documentId: idOf(freeText) })).toBe(404);
    expect(await statusOf({})).toBe(400);
    expect(await statusOf({ documentId: idOf(meText) })).toBe(200);
  });

  test('GraphiQL says that it is refused', async () => {
    const { graphiql } = await createGraphiql(strict.config);
    if (graphiql === false) throw new Error('GraphiQL is off.');
    expect((await graphiql()).defaultQuery).toContain('OPERATIONS=known');
    const { graphiql: free } = await createGraphiql(loadConfig({}));
    if (free === false) throw new Error('GraphiQL is off.');
    expect((await free()).defaultQuery).not.toContain('OPERATIONS=known');
  });
});

describe('With OPERATIONS=any', () => {
  test('any text is run, within the bounds', async () => {
    expect((await answerOf(open, { query: freeText }))?.data).toMatchObject(mine);
    const deep = `{ ${'viewer { user { '.repeat(25)} id ${'} }'.repeat(25)} }`;
    expect((await answerOf(open, { query: deep }))?.refusal).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('who subscribes by id and who does by text are one group: each item is executed once for both', async () => {
    const { renderers, restore } = watchRenderers(open);
    const [alice, bob] = [await open.token('alice'), await open.token('bob')];
    const byText = open.subscribe(alice, eventsText);
    await byText.until(() => true);
    const client = createClient({
      url: `ws://127.0.0.1:${open.port}/graphql`,
      connectionParams: { authorization: `Bearer ${bob}` },
    });
    const items = client.iterate({ query: '', extensions: { persistedQuery: { sha256Hash: idOf(eventsText) } } });
    expect((await items.next()).value).toEqual({ data: { events: { __typename: 'CaughtUp' } } });
    expect(renderers).toHaveLength(2);
    expect(renderers[1]).toBe(renderers[0]);
    const another = open.subscribe(bob, 'subscription Events { events { __typename ... on CaughtUp { cursor } } }');
    await another.until(() => true);
    expect(renderers[2]).not.toBe(renderers[0]);
    await Promise.all([client.dispose(), byText.close(), another.close()]);
    restore();
  });
});
