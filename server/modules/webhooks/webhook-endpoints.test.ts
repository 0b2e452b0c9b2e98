import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInstallation } from '../../realtime/installation.ts';
import { createCast, refusalOf } from '../../testing/cast.ts';
import { countStatements } from '../../testing/count-statements.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { contextOf, createTestServices, type TestServices } from '../../testing/test-context.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../testing/webhook-receiver.ts';
import { createWebhookWorld } from '../../testing/webhook-world.ts';
import { createWebhookEndpoint } from './create-webhook-endpoint.ts';
import { deleteWebhookEndpoint } from './delete-webhook-endpoint.ts';
import { listDeliveries, listEndpoints } from './list-webhooks.ts';
import { replayWebhookDeliveries } from './replay-webhook-deliveries.ts';
import { rotateWebhookSecret } from './rotate-webhook-secret.ts';
import { removeDeliveries, sweepDeliveries } from './sweep-deliveries.ts';
import { updateWebhookEndpoint } from './update-webhook-endpoint.ts';
import { wakeLeftEndpoints } from './wake-endpoints.ts';

let engine: TestEngine;
let services: TestServices;
let receiver: WebhookReceiver;

beforeAll(async () => {
  engine = await openTestEngine();
  await openInstallation(engine.db);
  receiver = await startWebhookReceiver();
  services = createTestServices(engine.db);
  services.config = { ...services.config, webhookPrivateAddresses: ['127.0.0.1'], webhookTimeoutMs: 5_000 };
});
afterAll(async () => {
  receiver?.close();
  await engine?.close();
});

const dayMs = 86_400_000;
const url = 'https://93.184.216.34/';
const createWorld = (input = {}) => {
  receiver.received = [];
  receiver.answer = () => 204;
  return createWebhookWorld(services, receiver, input);
};

async function createBackend() {
  const { alice } = await createCast(services, 'alice');
  const { tenantId } = alice.actor;
  return { alice, backend: contextOf(services, 'backend', { tenantId, role: 'service' }) };
}

describe('creating an endpoint', () => {
  it('is safe to repeat, shows the secret for an hour and never in a list', async () => {
    const { backend } = await createBackend();
    const input = { clientId: 'a', url, events: ['MESSAGE_SENT' as const], description: 'Ours' };
    const first = await createWebhookEndpoint(backend, input);
    expect(first.endpoint).toMatchObject({ url, events: ['MESSAGE_SENT'], description: 'Ours', isEnabled: true });
    expect(first.secret).toMatch(/^whsec_/);
    expect(await createWebhookEndpoint(backend, input)).toEqual(first);
    const other = { ...input, url: `${url}other` };
    expect(await refusalOf(createWebhookEndpoint(backend, other))).toMatchObject({
      code: 'CONFLICT',
      field: 'clientId',
    });
    await engine.db.execute(`update webhook_endpoints set created_at = now() - interval '61 minutes'`);
    expect((await createWebhookEndpoint(backend, input)).secret).toBeNull();
    const { edges } = await listEndpoints(backend, {});
    expect(edges).toHaveLength(1);
    expect(JSON.stringify(edges)).not.toContain('whsec_');
  });

  it('is bounded in the tenant, also for requests at the same time', async () => {
    const { backend } = await createBackend();
    const make = () => createWebhookEndpoint(backend, { clientId: randomUUID(), url });
    const made = await Promise.allSettled(Array.from({ length: 25 }, make));
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    expect(await refusalOf(make())).toMatchObject({ code: 'CONFLICT' });
    const first = await listEndpoints(backend, { first: 15 });
    const second = await listEndpoints(backend, { first: 15, after: first.pageInfo.endCursor });
    expect([first.edges.length, second.edges.length, second.pageInfo.hasNextPage]).toEqual([15, 5, false]);
  });

  it.each([
    [{ url: 'http://10.0.0.1/' }, 'url'],
    [{ url: 'https://localhost/' }, 'url'],
    [{ events: [] }, 'events'],
    [{ events: ['NOTHING'] }, 'events.0'],
    [{ description: 'x'.repeat(201) }, 'description'],
    [{ clientId: '' }, 'clientId'],
  ])('is refused with %o', async (over, field) => {
    const { backend } = await createBackend();
    const strict = { ...backend, config: { ...backend.config, webhookPrivateAddresses: [] } };
    const input = { clientId: 'a', url, ...over } as Parameters<typeof createWebhookEndpoint>[1];
    expect(await refusalOf(createWebhookEndpoint(strict, input))).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('is for the backend alone, as all else', async () => {
    const { alice, backend } = await createBackend();
    const { endpoint } = await createWebhookEndpoint(backend, { clientId: 'a', url });
    const endpointId = endpoint.id;
    const asked = [
      createWebhookEndpoint(alice, { clientId: 'b', url }),
      updateWebhookEndpoint(alice, { endpointId }),
      rotateWebhookSecret(alice, { endpointId }),
      deleteWebhookEndpoint(alice, { endpointId }),
      replayWebhookDeliveries(alice, { endpointId, since: new Date().toISOString() }),
      listEndpoints(alice, {}),
      listDeliveries(alice, { endpointId }),
    ];
    for (const each of asked) expect(await refusalOf(each)).toMatchObject({ code: 'FORBIDDEN' });
    const { backend: stranger } = await createBackend();
    expect(await refusalOf(deleteWebhookEndpoint(stranger, { endpointId }))).toMatchObject({ code: 'NOT_FOUND' });
    expect((await listEndpoints(stranger, {})).edges).toEqual([]);
  });
});

describe('what an endpoint is told', () => {
  it('begins with its creation, and is what it asks for', async () => {
    const world = await createWorld({ events: ['MESSAGE_SENT'] });
    const id = await seedConversation(world.alice);
    await sendText(world.alice, id, 'first');
    await world.enqueue();
    const { endpoint } = await createWebhookEndpoint(world.backend, { clientId: 'second', url: receiver.url });
    await sendText(world.alice, id, 'second');
    await world.enqueue();
    expect((await world.readDeliveries()).map(({ type, seq }) => [type, seq])).toEqual([
      ['MESSAGE_SENT', 2],
      ['MESSAGE_SENT', 3],
    ]);
    const ofSecond = await listDeliveries(world.backend, { endpointId: endpoint.id });
    expect(ofSecond.edges.map(({ node }) => node.seq)).toEqual([3]);
    await updateWebhookEndpoint(world.backend, { endpointId: world.key.endpointId, events: ['MEMBER_ADDED'] });
    await sendText(world.alice, id, 'third');
    await world.enqueue();
    expect(await world.readDeliveries()).toHaveLength(2);
  });

  it('costs a send no statement', async () => {
    const { texts } = countStatements(engine.db);
    const statementsOf = async (work: () => Promise<unknown>) => {
      texts.length = 0;
      await work();
      return [...texts];
    };
    const { alice } = await createCast(services, 'alice');
    const without = await seedConversation(alice);
    const before = await statementsOf(() => sendText(alice, without));
    const world = await createWorld();
    const id = await seedConversation(world.alice);
    expect(await statementsOf(() => sendText(world.alice, id))).toEqual(before);
    expect(before.length).toBeGreaterThan(0);
    await world.enqueue();
    expect((await world.readDeliveries()).length).toBeGreaterThan(0);
  });

  it('is nothing of another tenant', async () => {
    const [ours, theirs] = [await createWorld(), await createWorld()];
    await sendText(ours.alice, await seedConversation(ours.alice), 'ours');
    await ours.enqueue();
    expect(await theirs.readDeliveries()).toEqual([]);
    expect((await ours.readDeliveries()).length).toBeGreaterThan(0);
  });

  it('wakes a job once, whatever comes until it begins', async () => {
    const world = await createWorld();
    const id = await seedConversation(world.alice);
    services.enqueued.length = 0;
    for (let at = 0; at < 3; at += 1) {
      await sendText(world.alice, id);
      await world.enqueue();
    }
    expect(services.enqueued).toEqual([{ queue: 'tell_webhook_endpoint', data: world.key }]);
  });

  it('is taken up where the job was lost', async () => {
    const world = await createWorld();
    await sendText(world.alice, await seedConversation(world.alice));
    await world.enqueue();
    services.enqueued.length = 0;
    await wakeLeftEndpoints(services, world.now());
    expect(services.enqueued).toEqual([]);
    await wakeLeftEndpoints(services, new Date(Date.now() + 61_000));
    expect(services.enqueued).toContainEqual({ queue: 'tell_webhook_endpoint', data: world.key });
    await engine.db.execute(`update webhook_endpoints set wake_at = null, is_enabled = false`);
  });
});

describe('a rotated secret', () => {
  it('signs at once, the one before it beside it until its time is over', async () => {
    const world = await createWorld();
    const { endpointId } = world.key;
    const tellOne = async () => {
      await sendText(world.alice, id);
      await world.enqueue();
      await world.pass(0);
      const last = receiver.received.at(-1);
      if (last === undefined) throw new Error('Nothing came.');
      return last;
    };
    const id = await seedConversation(world.alice);
    const second = await rotateWebhookSecret(world.backend, { endpointId, graceSeconds: 60 });
    const both = await tellOne();
    expect([world.secret, second.secret].map((secret) => receiver.accepts(both, secret))).toEqual([true, true]);
    // Whoever asks again, since he missed the answer, does not cut off who has the first.
    const third = await rotateWebhookSecret(world.backend, { endpointId });
    const all = [world.secret, second.secret, third.secret];
    const three = await tellOne();
    expect(all.map((secret) => receiver.accepts(three, secret))).toEqual([true, true, true]);
    await world.pass(0.1);
    // The stock verifier reads its own clock.
    const at = Date.parse(String((await tellOne()).event.timestamp));
    expect(at).toBeGreaterThan(0);
    expect(String(receiver.received.at(-1)?.headers['webhook-signature']).split(' ')).toHaveLength(2);
    await rotateWebhookSecret(world.backend, { endpointId, graceSeconds: 0 });
    await tellOne();
    expect(String(receiver.received.at(-1)?.headers['webhook-signature']).split(' ')).toHaveLength(1);
  });

  it('is bounded in its grace, and in how many sign', async () => {
    const { backend } = await createBackend();
    const { endpoint } = await createWebhookEndpoint(backend, { clientId: 'a', url });
    const rotate = (graceSeconds?: number) => rotateWebhookSecret(backend, { endpointId: endpoint.id, graceSeconds });
    for (const graceSeconds of [-1, 604_801, 0.5]) {
      expect(await refusalOf(rotate(graceSeconds))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'graceSeconds' });
    }
    for (let at = 0; at < 4; at += 1) await rotate();
    expect(await refusalOf(rotate())).toMatchObject({ code: 'CONFLICT', field: 'graceSeconds' });
    expect((await rotate(0)).secret).toMatch(/^whsec_/);
    expect((await rotate()).secret).toMatch(/^whsec_/);
  });
});

describe('a replay', () => {
  it('makes named deliveries once more under their ids, in order, and is safe to repeat', async () => {
    const world = await createWorld({ events: ['MESSAGE_SENT'] });
    const { endpointId } = world.key;
    const id = await seedConversation(world.alice);
    for (let at = 0; at < 4; at += 1) await sendText(world.alice, id);
    await world.enqueue();
    await world.pass(0);
    const ids = receiver.received.map((each) => each.id);
    receiver.received = [];
    const named = [ids[3] ?? '', ids[1] ?? ''];
    expect(await replayWebhookDeliveries(world.backend, { endpointId, ids: named })).toEqual({
      ...{ replayedCount: 2, nextSince: null },
    });
    expect((await replayWebhookDeliveries(world.backend, { endpointId, ids: named })).replayedCount).toBe(0);
    await world.pass(0);
    expect(receiver.received.map((each) => each.id)).toEqual([ids[1], ids[3]]);
    expect((await world.readDeliveries()).map(({ attemptCount }) => attemptCount)).toEqual([1, 2, 1, 2]);
  });

  it('since a time takes what failed, and what arrived if that is asked for', async () => {
    const world = await createWorld({ events: ['MESSAGE_SENT'] });
    const { endpointId } = world.key;
    const id = await seedConversation(world.alice);
    const since = new Date(Date.now() - 1_000).toISOString();
    for (let at = 0; at < 3; at += 1) await sendText(world.alice, id);
    await world.enqueue();
    await world.pass(0);
    const replay = (over = {}) => replayWebhookDeliveries(world.backend, { endpointId, since, ...over });
    expect((await replay()).replayedCount).toBe(0);
    const [first] = await world.readDeliveries();
    await engine.db.execute(
      `update webhook_deliveries set status = 'FAILED', failure = 'GAVE_UP' where id = '${first?.id}'`,
    );
    expect((await replay()).replayedCount).toBe(1);
    await world.pass(0);
    expect(receiver.received.map((each) => each.id).filter((each) => each === first?.id)).toHaveLength(2);
    expect((await replay({ includeDelivered: true })).replayedCount).toBe(3);
    expect((await replay({ includeDelivered: true })).replayedCount).toBe(0);
    await world.pass(0);
    expect(receiver.received).toHaveLength(7);
    const later = new Date(Date.now() + 60_000).toISOString();
    expect((await replay({ since: later, includeDelivered: true })).replayedCount).toBe(0);
  });

  it('goes through many in bounded steps', async () => {
    const world = await createWorld({ events: ['MESSAGE_SENT'] });
    const { tenantId, endpointId } = world.key;
    await engine.db.execute(`
      insert into webhook_deliveries (tenant_id, id, endpoint_id, topic, seq, type, created_at, status, finished_at)
      select '${tenantId}', 'many' || to_char(at, 'FM0000'), '${endpointId}', 'conv_' || at % 7, at, 'MESSAGE_SENT',
        now() - interval '1 hour' + at * interval '1 ms', 'FAILED', now()
      from generate_series(1, 2300) at`);
    const counts: number[] = [];
    let since: string | null = new Date(Date.now() - 2 * 3_600_000).toISOString();
    while (since !== null) {
      const { replayedCount, nextSince } = await replayWebhookDeliveries(world.backend, { endpointId, since });
      counts.push(replayedCount);
      since = nextSince;
    }
    expect(counts).toEqual([1_000, 1_000, 300]);
    // Nothing of it is in the log any more; some of them are enough to see what becomes of that.
    await engine.db.execute(`delete from webhook_deliveries where endpoint_id = '${endpointId}' and seq > 30`);
    await world.pass(1);
    const left = await world.readDeliveries();
    expect(left).toHaveLength(30);
    expect(left.every(({ status, failure }) => status === 'FAILED' && failure === 'EXPIRED')).toBe(true);
    expect(receiver.received).toEqual([]);
  });

  it('is refused without a choice, with two, and with what is not there', async () => {
    const world = await createWorld();
    const { endpointId } = world.key;
    const replay = (over: object) => refusalOf(replayWebhookDeliveries(world.backend, { endpointId, ...over }));
    expect(await replay({})).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await replay({ ids: [], since: null })).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await replay({ ids: ['whd_1'] })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'ids.0' });
    expect(await replay({ ids: ['whd_01h455vb4pex5vsknk084sn02q'] })).toMatchObject({
      ...{ code: 'NOT_FOUND', field: 'ids.0' },
    });
    expect(await replay({ since: 'yesterday' })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'since' });
  });
});

describe('the delivery log', () => {
  it('shows what waits, what arrived and what failed, page by page', async () => {
    const world = await createWorld({ events: ['MESSAGE_SENT'] });
    const { endpointId } = world.key;
    const id = await seedConversation(world.alice);
    for (let at = 0; at < 5; at += 1) await sendText(world.alice, id);
    await world.enqueue();
    const seqsOf = async (args: object) =>
      (await listDeliveries(world.backend, { endpointId, ...args })).edges.map(({ node }) => node.seq);
    expect(await seqsOf({ status: 'PENDING' })).toEqual([6, 5, 4, 3, 2]);
    const page = await listDeliveries(world.backend, { endpointId, first: 2 });
    expect(page.edges.map(({ node }) => node.seq)).toEqual([6, 5]);
    expect(await seqsOf({ first: 2, after: page.pageInfo.endCursor })).toEqual([4, 3]);
    expect(await seqsOf({ last: 2 })).toEqual([3, 2]);
    expect(page.edges[0]?.node).toMatchObject({ nextAttemptAt: expect.any(String), finishedAt: null, attempts: [] });
    await world.pass(0);
    expect(await seqsOf({ status: 'PENDING' })).toEqual([]);
    expect(await seqsOf({ status: 'DELIVERED' })).toEqual([6, 5, 4, 3, 2]);
    expect(await seqsOf({ status: 'FAILED' })).toEqual([]);
  });

  it('is kept for seven days, and what could not be told by then is given up', async () => {
    const world = await createWorld({ events: ['MESSAGE_SENT'] });
    const id = await seedConversation(world.alice);
    await sendText(world.alice, id);
    await world.enqueue();
    await world.pass(0);
    await sendText(world.alice, id);
    await world.enqueue();
    const statuses = async () => (await world.readDeliveries()).map(({ status, failure }) => [status, failure]);
    await sweepDeliveries(services, new Date(Date.now() + 7 * dayMs - 60_000));
    expect(await statuses()).toEqual([
      ['DELIVERED', null],
      ['PENDING', null],
    ]);
    await sweepDeliveries(services, new Date(Date.now() + 7 * dayMs + 60_000));
    expect(await statuses()).toEqual([['FAILED', 'EXPIRED']]);
    await world.pass(0);
    expect(receiver.received).toHaveLength(1);
    expect(await world.countLanes()).toBe(0);
    await sweepDeliveries(services, new Date(Date.now() + 15 * dayMs));
    expect(await statuses()).toEqual([]);
  });

  it('goes with its endpoint', async () => {
    const world = await createWorld();
    await sendText(world.alice, await seedConversation(world.alice));
    await world.enqueue();
    services.enqueued.length = 0;
    await deleteWebhookEndpoint(world.backend, world.key);
    expect(services.enqueued).toEqual([{ queue: 'remove_webhook_deliveries', data: world.key }]);
    await world.tell();
    await removeDeliveries(services, world.key);
    expect([receiver.received, await world.readDeliveries(), await world.countLanes()]).toEqual([[], [], 0]);
  });
});
