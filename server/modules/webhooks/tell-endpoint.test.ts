import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openInstallation } from '../../realtime/installation.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { type Received, startWebhookReceiver, type WebhookReceiver } from '../../testing/webhook-receiver.ts';
import { createWebhookWorld } from '../../testing/webhook-world.ts';
import { updateWebhookEndpoint } from './update-webhook-endpoint.ts';

let engine: TestEngine;
let services: TestServices;
let receiver: WebhookReceiver;

beforeAll(async () => {
  engine = await openTestEngine();
  await openInstallation(engine.db);
  receiver = await startWebhookReceiver();
  services = createTestServices(engine.db);
  services.config = {
    ...services.config,
    ...{ webhookPrivateAddresses: ['127.0.0.1'], webhookTimeoutMs: 5_000, webhookConcurrency: 4 },
  };
});
afterAll(async () => {
  receiver?.close();
  await engine?.close();
});
beforeEach(() => {
  receiver.received = [];
  receiver.answer = () => 204;
});

const messages = { events: ['MESSAGE_SENT' as const] };
const createWorld = (input: Parameters<typeof createWebhookWorld>[2] = messages) =>
  createWebhookWorld(services, receiver, input);

const textOf = ({ event }: Received): string => (event.data.message as { text: string }).text;
const placeOf = ({ event }: Received): string => `${event.data.conversationId}/${event.data.seq}`;

/** The first request for each delivery, in the order of their coming, by conversation. */
function firstsByConversation(received: Received[]): number[][] {
  const firsts = [...new Map(received.toReversed().map((each) => [each.id, each])).values()].toReversed();
  const byConversation = Map.groupBy(
    received.filter((each) => firsts.includes(each)),
    ({ event }) => event.data.conversationId,
  );
  return [...byConversation.values()].map((of) => of.map(({ event }) => event.data.seq));
}

const ascending = (numbers: number[]) => numbers.every((each, at) => at === 0 || each > (numbers[at - 1] ?? 0));

// Some of them live through days, one attempt after the other.
describe('an endpoint', { timeout: 120_000 }, () => {
  it('is told of each event once, signed, in the order of each conversation, and nothing is left to do', async () => {
    const world = await createWorld();
    const ids = await Promise.all([0, 1, 2, 3, 4, 5].map(() => seedConversation(world.alice)));
    for (let at = 0; at < 30; at += 1) await Promise.all(ids.map((id) => sendText(world.alice, id)));
    await world.enqueue();
    await world.pass(0);
    expect(receiver.received).toHaveLength(180);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(180);
    expect(receiver.received.every((each) => receiver.accepts(each, world.secret))).toBe(true);
    const order = firstsByConversation(receiver.received);
    expect([order.length, order.every(ascending)]).toEqual([6, true]);
    expect(await world.countLanes()).toBe(0);
    expect(await world.readEndpoint()).toMatchObject({ wakeAt: null, leaseId: null, failures: 0, failingSince: null });
    expect((await world.readDeliveries()).every((each) => each.status === 'DELIVERED')).toBe(true);
    await world.enqueue();
    await world.tell();
    expect(receiver.received).toHaveLength(180);
  });

  it('has no more under way than its bound, and conversations do not wait for a slow one', async () => {
    const world = await createWorld();
    const ids = await Promise.all(Array.from({ length: 8 }, () => seedConversation(world.alice)));
    let underWay = 0;
    let most = 0;
    const slow = Promise.withResolvers<void>();
    receiver.answer = async ({ event }) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await (event.data.conversationId === ids[0] ? slow.promise : new Promise((resolve) => setTimeout(resolve, 20)));
      underWay -= 1;
      return 204;
    };
    for (const id of ids) await sendText(world.alice, id);
    await world.enqueue();
    const telling = world.tell();
    await expect.poll(() => receiver.received.length, { timeout: 30_000 }).toBe(8);
    // What comes to be due meanwhile is told meanwhile.
    await sendText(world.alice, ids[7] ?? '', 'Late');
    await world.enqueue();
    await expect.poll(() => receiver.received.map(textOf), { timeout: 30_000 }).toContain('Late');
    slow.resolve();
    await telling;
    expect(most).toBe(4);
  });

  it('that fails for one conversation gets the others, and that one in its order when it works again', async () => {
    const world = await createWorld();
    const [poisoned, sound] = [await seedConversation(world.alice), await seedConversation(world.alice)];
    receiver.answer = (each) => (textOf(each) === 'Poison' ? 500 : 204);
    await sendText(world.alice, poisoned, 'Poison');
    for (let at = 0; at < 3; at += 1) {
      await sendText(world.alice, poisoned, `held back ${at}`);
      await sendText(world.alice, sound, `sound ${at}`);
    }
    await world.enqueue();
    await world.pass(0.1);
    const texts = receiver.received.map(textOf);
    expect(texts.filter((text) => text.startsWith('sound'))).toEqual(['sound 0', 'sound 1', 'sound 2']);
    expect(texts.filter((text) => text.startsWith('held'))).toEqual([]);
    const tries = texts.filter((text) => text === 'Poison').length;
    expect(tries).toBeGreaterThan(2);
    // With others going on, it does not count as down.
    await sendText(world.alice, sound, 'later');
    await world.enqueue();
    await world.tell();
    expect(receiver.received.map(textOf)).toContain('later');
    const first = (await world.readDeliveries()).find((each) => each.topic === poisoned);
    expect(first).toMatchObject({ status: 'PENDING', attemptCount: tries });
    expect(first?.attempts.at(-1)).toEqual({
      ...{ at: expect.any(String), status: 500, error: 'STATUS', latencyMs: expect.any(Number) },
    });

    receiver.answer = () => 204;
    await world.pass(12);
    const later = receiver.received.filter(({ event }) => event.data.conversationId === poisoned).map(textOf);
    expect(later.slice(-4)).toEqual(['Poison', 'held back 0', 'held back 1', 'held back 2']);
    expect(new Set(receiver.received.filter((each) => textOf(each) === 'Poison').map(({ id }) => id)).size).toBe(1);
  });

  it('that fails for one event for three days is spared it, keeps it as failed, and gets what is behind it', async () => {
    const world = await createWorld();
    const [poisoned, sound] = [await seedConversation(world.alice), await seedConversation(world.alice)];
    receiver.answer = (each) => (textOf(each) === 'Poison' ? 500 : 204);
    await sendText(world.alice, poisoned, 'Poison');
    await sendText(world.alice, poisoned, 'held back');
    await world.enqueue();
    for (let hours = 0; hours < 96; hours += 2) {
      // Others arrive all the time, so it is not the endpoint that fails.
      await sendText(world.alice, sound);
      await world.enqueue();
      await world.pass(2);
    }
    expect(receiver.received.map(textOf)).toContain('held back');
    const [dead] = (await world.readDeliveries()).filter(({ topic }) => topic === poisoned);
    expect(dead).toMatchObject({ status: 'FAILED', failure: 'GAVE_UP', finishedAt: expect.any(String) });
    expect(dead?.attemptCount).toBeLessThan(40);
    expect((await world.readEndpoint()).isEnabled).toBe(true);
  });

  it('that is down for a day gets everything afterwards, in order, without a storm', async () => {
    const world = await createWorld();
    const ids = await Promise.all(Array.from({ length: 20 }, () => seedConversation(world.alice)));
    const send = (text: string) => Promise.all(ids.map((id) => sendText(world.alice, id, text)));
    receiver.answer = () => 503;
    await send('before');
    for (let hours = 0; hours < 24; hours += 6) {
      await send(`in hour ${hours}`);
      await world.enqueue();
      await world.pass(6);
    }
    const failed = receiver.received.length;
    // Four under way at once find it down; then there is one attempt each ten minutes.
    expect(failed).toBeLessThan(24 * 6 + 20);
    expect(failed).toBeGreaterThan(24 * 4);
    expect(await world.readEndpoint()).toMatchObject({ isEnabled: true, resumeAt: expect.any(String) });

    receiver.received = [];
    let underWay = 0;
    const seen: number[] = [];
    receiver.answer = async () => {
      underWay += 1;
      seen.push(underWay);
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay -= 1;
      return 204;
    };
    await world.pass(0.5);
    expect(receiver.received).toHaveLength(100);
    expect(new Set(receiver.received.map(placeOf)).size).toBe(100);
    expect(firstsByConversation(receiver.received).every(ascending)).toBe(true);
    expect(seen.slice(0, 2)).toEqual([1, 1]);
    expect(Math.max(...seen)).toBeLessThanOrEqual(4);
    expect(await world.readEndpoint()).toMatchObject({ failures: 0, failingSince: null, resumeAt: null });
  });

  it('that fails for five days is disabled and says why; enabled again, it goes on where it stood', async () => {
    const world = await createWorld();
    const ids = await Promise.all([0, 1, 2].map(() => seedConversation(world.alice)));
    receiver.answer = () => 500;
    for (const id of ids) await sendText(world.alice, id);
    for (let at = 0; at < 3; at += 1) for (const id of ids) await sendText(world.alice, id, `more ${at}`);
    await world.enqueue();
    await world.pass(24 * 6);
    expect(await world.readEndpoint()).toMatchObject({
      ...{ isEnabled: false, disabledReason: 'FAILING', disabledAt: expect.any(String), wakeAt: null },
    });
    const given = (await world.readDeliveries()).filter(({ status }) => status === 'FAILED');
    expect(given.every(({ failure }) => failure === 'GAVE_UP')).toBe(true);

    receiver.received = [];
    receiver.answer = () => 204;
    await sendText(world.alice, ids[0] ?? '', 'while it was disabled');
    await world.enqueue();
    await world.pass(1);
    expect(receiver.received).toEqual([]);
    await updateWebhookEndpoint(world.backend, { endpointId: world.key.endpointId, isEnabled: true });
    await world.pass(1);
    expect(receiver.received).toHaveLength(13 - given.length);
    expect(receiver.received.map(textOf)).toContain('while it was disabled');
    expect(firstsByConversation(receiver.received).every(ascending)).toBe(true);
    expect(await world.readEndpoint()).toMatchObject({ isEnabled: true, disabledReason: null, disabledAt: null });
  });

  it.each([
    [429, '1800', 1_800],
    [503, 'in half an hour', 1_800],
    [429, '86400', 3_600],
    [503, 'Thu, 01 Jan 1970 00:00:00 GMT', 0],
    [500, '1800', 0],
  ])(
    'that answers %i with Retry-After %j is left alone for so long, and for an hour at most',
    async (status, text, seconds) => {
      const world = await createWorld();
      const ids = await Promise.all([0, 1, 2].map(() => seedConversation(world.alice)));
      const inHalfAnHour = () => new Date(world.now().getTime() + 1_801_000).toUTCString();
      const retryAfter = text === 'in half an hour' ? inHalfAnHour() : text;
      receiver.answer = () => ({ status, headers: { 'retry-after': retryAfter } });
      for (const id of ids) await sendText(world.alice, id);
      await world.enqueue();
      await world.tell();
      const asked = receiver.received.length;
      // Those that were under way at once.
      expect(asked).toBeLessThanOrEqual(3);
      const { resumeAt } = await world.readEndpoint();
      if (seconds === 0) {
        expect(resumeAt).toBeNull();
        return;
      }
      const inSeconds = (Date.parse(resumeAt ?? '') - world.now().getTime()) / 1_000;
      expect(Math.abs(inSeconds - seconds)).toBeLessThan(10);
      await sendText(world.alice, ids[0] ?? '', 'later');
      await world.enqueue();
      await world.pass((seconds - 60) / 3_600);
      expect(receiver.received).toHaveLength(asked);
      receiver.answer = () => 204;
      await world.pass(0.05);
      expect(new Set(receiver.received.slice(asked).map(placeOf)).size).toBe(4);
      expect(await world.readEndpoint()).toMatchObject({ failures: 0, resumeAt: null });
    },
  );

  it('that asks for a moment each time, for a day, is not met with a storm', async () => {
    const world = await createWorld();
    const ids = await Promise.all([0, 1, 2].map(() => seedConversation(world.alice)));
    receiver.answer = () => ({ status: 429, headers: { 'retry-after': '1' } });
    for (const id of ids) await sendText(world.alice, id);
    await world.enqueue();
    await world.pass(24);
    expect(receiver.received.length).toBeLessThan(24 * 6 + 20);
  });

  it('that answers 410 is disabled at once', async () => {
    const world = await createWorld();
    const ids = await Promise.all([0, 1].map(() => seedConversation(world.alice)));
    receiver.answer = () => 410;
    await sendText(world.alice, ids[0] ?? '');
    await world.enqueue();
    await world.pass(24);
    expect(receiver.received).toHaveLength(1);
    expect(await world.readEndpoint()).toMatchObject({ isEnabled: false, disabledReason: 'GONE' });
  });

  it('is told by one node at a time, and by another when that one was killed', async () => {
    const world = await createWorld();
    const id = await seedConversation(world.alice);
    const hanging = Promise.withResolvers<number>();
    receiver.answer = () => hanging.promise;
    await sendText(world.alice, id, 'first');
    await sendText(world.alice, id, 'second');
    await world.enqueue();
    const stop = new AbortController();
    const killed = world.tell(stop.signal);
    await expect.poll(() => receiver.received.length).toBe(1);
    await world.tell();
    expect(receiver.received).toHaveLength(1);
    // Its lease has an end, whatever became of the node.
    await services.db.execute(`update webhook_endpoints set lease_until = now() - interval '1 second'`);
    receiver.answer = () => 204;
    await world.tell();
    stop.abort();
    hanging.resolve(204);
    await killed;
    expect(receiver.received.map(textOf)).toEqual(['first', 'first', 'second']);
    expect(new Set(receiver.received.map(({ id: of }) => of)).size).toBe(2);
    expect((await world.readDeliveries()).map(({ status }) => status)).toEqual(['DELIVERED', 'DELIVERED']);
  });

  it('is told what is under way before its node ends, and the rest by another', async () => {
    const world = await createWorld();
    const ids = await Promise.all([0, 1].map(() => seedConversation(world.alice)));
    const mayAnswer = Promise.withResolvers<number>();
    receiver.answer = () => mayAnswer.promise;
    for (const id of ids) for (let at = 0; at < 2; at += 1) await sendText(world.alice, id);
    await world.enqueue();
    const draining = new AbortController();
    const telling = world.tell(undefined, draining.signal);
    await expect.poll(() => receiver.received.length).toBe(2);
    draining.abort();
    mayAnswer.resolve(204);
    await telling;
    expect(receiver.received).toHaveLength(2);
    expect(await world.readEndpoint()).toMatchObject({ leaseId: null, wakeAt: expect.any(String) });
    await world.pass(0);
    expect(receiver.received).toHaveLength(4);
    expect((await world.readDeliveries()).every((each) => each.attemptCount === 1)).toBe(true);
  });

  it('is told again what was under way when its node stopped, and that counts as no failure', async () => {
    const world = await createWorld();
    const id = await seedConversation(world.alice);
    receiver.answer = () => new Promise(() => {});
    await sendText(world.alice, id);
    await world.enqueue();
    const stop = new AbortController();
    const telling = world.tell(stop.signal);
    await expect.poll(() => receiver.received.length).toBe(1);
    stop.abort();
    await telling;
    expect(await world.readEndpoint()).toMatchObject({ failures: 0, leaseId: null, wakeAt: expect.any(String) });
    receiver.answer = () => 204;
    await world.pass(0);
    expect((await world.readDeliveries()).map(({ status, attemptCount }) => [status, attemptCount])).toEqual([
      ['DELIVERED', 1],
    ]);
  });
});
