import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApplicationSignalsSubscription, PublishSignalInput } from '../../../client/generated/operations.ts';
import { ApplicationSignalsDocument, PublishSignalDocument } from '../../../client/index.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { openRawSocket, operation } from '../../testing/raw-socket.ts';
import { startTestApp, type TestApp } from '../../testing/start-app.ts';
import { deafFanOut } from '../../testing/test-node.ts';
import { runAs } from '../../testing/verify-events.ts';

let engine: TestEngine;
let app: TestApp;
let other: TestApp;
beforeAll(async () => {
  engine = await openTestEngine();
  app = await startTestApp({ engine, env: { SIGNAL_USERS_MAX: '3', SIGNAL_TOPICS_MAX: '4' } });
  other = await startTestApp({ engine });
});
afterAll(async () => {
  await Promise.all([other.close(), app.close()]);
  await engine.close();
});

const text = `subscription ($topics: [String!]!) { applicationSignals(topics: $topics) { topic data publishedAt droppedCount } }`;
const refresh = 'mutation ($token: String!) { refreshSession(input: { token: $token }) { renewed } }';

/** A tenant of its own, with its backend. */
async function seedTenant() {
  const tenant = `t-${randomUUID()}`;
  const backend = await app.token('backend', { tenant, role: 'service' });
  const publish = (input: PublishSignalInput, node = app) => runAs(node, backend)(PublishSignalDocument, { input });
  return {
    tenant,
    backend,
    publish,
    token: (sub: string, topics: string[]) => app.token(sub, { tenant, topics }),
    /** A subscriber that hears all of its topics already: nothing tells that, so it is tried. */
    async hear(token: string, topics: string[], node = app) {
      const stream = node.subscribe<ApplicationSignalsSubscription>(token, ApplicationSignalsDocument, { topics });
      const signals = () =>
        stream.results.flatMap(({ data }) =>
          data != null && !('probe' in data.applicationSignals.data) ? [data.applicationSignals] : [],
        );
      const heard = () => new Set(stream.results.map(({ data }) => data?.applicationSignals.topic));
      while (heard().size < new Set(topics).size) {
        for (const topic of topics) await publish({ topic, data: { probe: true } });
        await delay(20);
      }
      const until = async (count: number) => {
        for (const giveUp = Date.now() + 10_000; signals().length < count; await delay(5)) {
          if (Date.now() > giveUp) throw new Error(`Only ${signals().length} of ${count} signals came.`);
        }
        return signals();
      };
      return { ...stream, signals, until, data: () => signals().map((each) => each.data) };
    },
  };
}

const refusalOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof Error ? error.message : JSON.stringify(error)),
  );
const refusalOfStream = async (token: string, topics: string[]) => {
  const stream = app.subscribe(token, ApplicationSignalsDocument, { topics });
  return JSON.stringify((await stream.ended) ?? stream.results);
};

describe('what the application publishes to a topic', () => {
  test('reaches all who hear it, on all nodes, in its order, each signal', async () => {
    const shop = await seedTenant();
    const [alice, bob] = [await shop.token('alice', ['orders', 'visits']), await shop.token('bob', ['*'])];
    const streams = [
      await shop.hear(alice, ['orders', 'visits']),
      await shop.hear(bob, ['orders', 'visits']),
      await shop.hear(bob, ['orders', 'visits'], other),
    ];
    const published = [];
    for (let at = 0; at < 30; at += 1) {
      published.push({ topic: at % 3 === 0 ? 'visits' : 'orders', data: { at, nested: { text: 'Grüße\n“”' } } });
    }
    for (const each of published) await shop.publish(each);
    for (const { until } of streams) {
      expect((await until(30)).map(({ topic, data }) => ({ topic, data }))).toEqual(published);
    }
    await Promise.all(streams.map((each) => each.close()));
  });

  test('says when it was published, and nothing of a loss where there was none', async () => {
    const shop = await seedTenant();
    const alice = await shop.hear(await shop.token('alice', ['orders']), ['orders', 'orders']);
    const { publishSignal } = await shop.publish({ topic: 'orders', data: {} });
    expect(Math.abs(Date.parse(publishSignal?.publishedAt ?? '') - Date.now())).toBeLessThan(5_000);
    expect(await alice.until(1)).toEqual([
      { topic: 'orders', data: {}, publishedAt: publishSignal?.publishedAt, droppedCount: 0 },
    ]);
    await alice.close();
  });

  test('reaches only those of its hearers whom it names, on all their devices', async () => {
    const shop = await seedTenant();
    const [alice, bob] = [await shop.token('alice', ['orders']), await shop.token('bob', ['orders'])];
    const [near, far, bobs] = [
      await shop.hear(alice, ['orders']),
      await shop.hear(alice, ['orders'], other),
      await shop.hear(bob, ['orders']),
    ];
    await shop.publish({ topic: 'orders', userIds: ['alice', 'alice', 'nobody'], data: { for: 'alice' } });
    await shop.publish({ topic: 'orders', data: { for: 'all' } });
    for (const each of [near, far]) {
      await each.until(2);
      expect(each.data()).toEqual([{ for: 'alice' }, { for: 'all' }]);
    }
    await bobs.until(1);
    expect(bobs.data()).toEqual([{ for: 'all' }]);
    await Promise.all([near.close(), far.close(), bobs.close()]);
  });

  test('reaches nobody who hears another topic, or one of that name in another tenant', async () => {
    const [shop, twin] = [await seedTenant(), await seedTenant()];
    const ours = await shop.hear(await shop.token('alice', ['*']), ['orders']);
    const theirs = await twin.hear(await twin.token('alice', ['*']), ['orders']);
    await shop.publish({ topic: 'orders', data: { of: 'shop' } });
    await shop.publish({ topic: 'orders', userIds: ['alice'], data: { of: 'shop' } });
    await shop.publish({ topic: 'orders/new', data: { of: 'elsewhere' } });
    await twin.publish({ topic: 'orders', data: { of: 'twin' } });
    await Promise.all([ours.until(2), theirs.until(1)]);
    expect([ours.data(), theirs.data()]).toEqual([[{ of: 'shop' }, { of: 'shop' }], [{ of: 'twin' }]]);
    await Promise.all([ours.close(), theirs.close()]);
  });

  test('comes over an event stream of HTTP, too', async () => {
    const shop = await seedTenant();
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${await shop.token('alice', ['orders'])}`,
      },
      body: JSON.stringify({ query: 'subscription { applicationSignals(topics: ["orders"]) { data } }' }),
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    await shop.publish({ topic: 'orders', data: { total: 7 } });
    let came = '';
    while (!came.includes('{"data":{"applicationSignals":{"data":{"total":7}}}}'))
      came += (await reader?.read())?.value ?? '';
    await reader?.cancel();
  });

  test('reaches those of its own node where Redis is away', async () => {
    const lonely = await startTestApp({ engine, fanOut: deafFanOut });
    const shop = await seedTenant();
    const token = await shop.token('alice', ['orders']);
    const stream = lonely.subscribe<ApplicationSignalsSubscription>(token, ApplicationSignalsDocument, {
      topics: ['orders'],
    });
    while (stream.results.length === 0) {
      await shop.publish({ topic: 'orders', data: { here: true } }, lonely);
      await delay(20);
    }
    expect(stream.results[0]?.data?.applicationSignals.data).toEqual({ here: true });
    await stream.close();
    await lonely.close();
  });
});

describe('a topic is heard', () => {
  test.each([
    [['orders'], ['orders'], null],
    [['orders'], ['orders', 'visits'], 'topics.1'],
    [['shop:*'], ['shop:berlin', 'shop:'], null],
    [['shop:*'], ['shop'], 'topics.0'],
    [['*'], ['whatever/there.is'], null],
    [[], ['orders'], 'topics.0'],
    [['Orders'], ['orders'], 'topics.0'],
  ])('with a token that grants %j: %j', async (granted, topics, refused) => {
    const shop = await seedTenant();
    const token = await shop.token('alice', granted);
    if (refused === null) return (await shop.hear(token, topics)).close();
    const refusal = await refusalOfStream(token, topics);
    expect(refusal).toContain('"code":"FORBIDDEN"');
    expect(refusal).toContain(`"field":"${refused}"`);
  });

  test('by the application’s backend whatever its token says, and by an admin as by anybody', async () => {
    const shop = await seedTenant();
    await (await shop.hear(shop.backend, ['orders'])).close();
    const admin = await app.token('admin', { tenant: shop.tenant, role: 'admin' });
    expect(await refusalOfStream(admin, ['orders'])).toContain('FORBIDDEN');
  });

  test.each([
    [[], 'topics'],
    [['a', 'b', 'c', 'd', 'e'], 'topics'],
    [['a', ''], 'topics.1'],
    [['a b'], 'topics.0'],
    [['a*'], 'topics.0'],
    [['ä'], 'topics.0'],
    [['a'.repeat(129)], 'topics.0'],
  ])('by its name alone: %j', async (topics, field) => {
    const refusal = await refusalOfStream(await app.token('alice', { topics: ['*'] }), topics);
    expect(refusal).toContain('"code":"BAD_USER_INPUT"');
    expect(refusal).toContain(`"field":"${field}"`);
  });

  test('no longer than the token grants it: renewed without it, the stream ends and says why, and others go on', async () => {
    const shop = await seedTenant();
    const socket = await openRawSocket(app.port);
    await socket.init(`Bearer ${await shop.token('alice', ['orders', 'visits'])}`);
    for (const topic of ['orders', 'visits']) socket.send(operation(topic, text, { topics: [topic] }));
    const heard = (topic: string) => socket.frames.some(({ id, type }) => id === topic && type === 'next');
    while (!heard('orders') || !heard('visits')) {
      for (const topic of ['orders', 'visits']) await shop.publish({ topic, data: {} });
      await delay(20);
    }
    socket.send(operation('same', refresh, { token: await shop.token('alice', ['orders', '*']) }));
    await socket.until(({ id }) => id === 'same');
    socket.send(operation('less', refresh, { token: await shop.token('alice', ['visits']) }));
    const ended = await socket.until(({ id, type }) => id === 'orders' && type !== 'next');
    expect(ended).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'FORBIDDEN', field: 'topics.0' } }] });
    const before = socket.frames.length;
    await shop.publish({ topic: 'orders', data: { late: true } });
    await shop.publish({ topic: 'visits', data: { goesOn: true } });
    await socket.until((frame) => JSON.stringify(frame).includes('goesOn'));
    expect(JSON.stringify(socket.frames.slice(before))).not.toContain('late');
    socket.send(operation('again', text, { topics: ['orders'] }));
    expect(JSON.stringify(await socket.until(({ id }) => id === 'again'))).toContain('FORBIDDEN');
    socket.close();
  });

  test('no longer than the session lasts', async () => {
    const shop = await seedTenant();
    const token = await app.token('alice', { tenant: shop.tenant, topics: ['orders'], sid: 'phone' });
    const stream = await shop.hear(token, ['orders']);
    await app.data(
      shop.backend,
      'mutation { revokeSessions(input: { userId: "alice", sid: "phone" }) { user { id } } }',
    );
    expect(await stream.ended).toMatchObject({ code: 4403 });
  });
});

describe('publishing', () => {
  test('is for the application’s backend', async () => {
    const shop = await seedTenant();
    for (const role of ['user', 'admin']) {
      const token = await app.token('alice', { tenant: shop.tenant, role, topics: ['*'] });
      const publish = runAs(app, token)(PublishSignalDocument, { input: { topic: 'orders', data: {} } });
      expect(await refusalOf(publish)).toContain('FORBIDDEN');
    }
  });

  test.each<[string, Partial<PublishSignalInput>, string]>([
    ['a topic that is none', { topic: 'a b' }, 'topic'],
    ['a pattern', { topic: 'a*' }, 'topic'],
    ['nobody', { userIds: [] }, 'userIds'],
    ['too many users', { userIds: ['a', 'b', 'c', 'd'] }, 'userIds'],
    ['an id that no user has', { userIds: ['a', ''] }, 'userIds.1'],
    ['too much', { data: { text: 'ä'.repeat(8_200) } }, 'data'],
  ])('takes not %s', async (_what, input, field) => {
    const shop = await seedTenant();
    const refusal = await refusalOf(shop.publish({ topic: 'orders', data: {}, ...input }));
    expect(refusal).toContain('"code":"BAD_USER_INPUT"');
    expect(refusal).toContain(`"field":"${field}"`);
  });

  test('has a rate of its own', async () => {
    const node = await startTestApp({
      engine,
      env: { RATE_LIMITS: 'on', SIGNALS_PER_SECOND_MAX: '30', MUTATIONS_PER_SECOND_MAX: '5' },
    });
    const shop = await seedTenant();
    const results = await Promise.allSettled(
      Array.from({ length: 80 }, (_, at) => shop.publish({ topic: 'orders', data: { at } }, node)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(60);
    expect(JSON.stringify(results.map((each) => each.status === 'rejected' && String(each.reason)))).toContain(
      'RATE_LIMITED',
    );
    await node.close();
  });
});

test('a reader who stands still costs others nothing, and is told how many signals he does not get', async () => {
  const node = await startTestApp({ engine, env: { SIGNAL_BACKLOG_MAX: '20', STREAM_QUEUE_BYTES_MAX: '65536' } });
  const shop = await seedTenant();
  const stuck = await openRawSocket(node.port);
  await stuck.init(`Bearer ${await shop.token('bob', ['orders'])}`);
  stuck.send(operation('1', text, { topics: ['orders'] }));
  const reader = await shop.hear(await shop.token('alice', ['orders']), ['orders'], node);
  while (!stuck.frames.some(({ type }) => type === 'next')) {
    await shop.publish({ topic: 'orders', data: { probe: true } });
    await delay(20);
  }
  stuck.pause();
  const [count, filler] = [1_500, 'x'.repeat(8_000)];
  let all = reader.signals();
  for (let at = 0; at < count; at += 5) {
    const some = Array.from({ length: 5 }, (_, more) => ({ topic: 'orders', data: { at: at + more, filler } }));
    await Promise.all(some.map((each) => shop.publish(each, node)));
    // No faster than a reader takes it who reads.
    all = await reader.until(at + 5);
  }
  expect(all.every(({ droppedCount }) => droppedCount === 0)).toBe(true);
  stuck.resume();
  await shop.publish({ topic: 'orders', data: { last: true } }, node);
  await stuck.until((frame) => JSON.stringify(frame).includes('"last":true'));
  const got = stuck.frames.flatMap(({ type, payload }) =>
    type === 'next' ? [(payload as { data: ApplicationSignalsSubscription }).data.applicationSignals] : [],
  );
  const taken = got.filter(({ data }) => !('probe' in data));
  const dropped = taken.reduce((sum, { droppedCount }) => sum + droppedCount, 0);
  expect(dropped).toBeGreaterThan(0);
  expect(taken.length + dropped).toBe(count + 1);
  // In the order in which they were published, as others got them.
  const order = all.map(({ data }) => data.at);
  const places = taken.slice(0, -1).map(({ data }) => order.indexOf(data.at));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  stuck.close();
  await reader.close();
  await node.close();
});
